import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { concurrently } from '../../src/concurrently.ts';
import { type ErrorCode, messageOf, OciError } from '../../src/errors.ts';
import { openRegistry, type Registry, type RegistryOptions } from '../../src/registry/registry.ts';
import { describeWithPeers } from './describe-with-peers.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from './docker-registry.ts';
import { type FaultProxyOptions, type Rule, startFaultProxy } from './fault-proxy.ts';
import { isStall } from './faults.ts';
import { registryOptions } from './registry-options.ts';

/** One line of a table: what goes wrong, and what is to come of it. */
export interface FaultCase {
  name: string;
  rules: readonly Rule[];
  expected: 'ok' | ErrorCode;
  options?: Partial<RegistryOptions>;
  /** Asks for a token instead of Basic. */
  usesTokens?: boolean;
  /** Something the log must say. */
  notice?: RegExp;
}

/** What is done through a faulty connection. */
export interface FaultyJob {
  /** Runs once before all cases; `direct` has no fault. */
  prepare?: (direct: Registry) => Promise<void>;
  /** Does it; each case has a repository name of its own. */
  run: (faulty: Registry, name: string) => Promise<void>;
  /** Lists what is wrong afterwards with the registry or the file system. */
  check: (direct: Registry, name: string, isDone: boolean) => Promise<string[]>;
}

/** Applies a rule to one request, to some, or to all of a kind. */
export const once = (on: Rule['on'], fault: Rule['fault'], nth = 1): Rule => ({ on, fault, nth });
export const always = (on: Rule['on'], fault: Rule['fault']): Rule => ({ on, fault, times: Number.POSITIVE_INFINITY });

const basic = `Basic ${Buffer.from(`${htpasswdUser.username}:${htpasswdUser.password}`).toString('base64')}`;
const tokenUser = { username: 'robot$ci', password: 'to:ken' };
const token = { service: 'registry.test', issuer: 'issuer.test', users: { [tokenUser.username]: tokenUser.password } };

/** Silence after which the client gives up: short where it has to wait for that, and else so long that a slow machine is no fault. */
const timeoutFor = ({ rules }: FaultCase) => (rules.some(({ fault }) => isStall(fault)) ? 1_000 : 20_000);

/** Stalls wait and use no processor, so that many cases can run side by side. */
const atATime = 24;

interface Outcome {
  outcome: string;
  /** Numbers of rules whose fault never happened: the case proves nothing then. */
  unfired: number[];
  leaked: string[];
  problems: string[];
}

/**
 * Runs a job through a proxy with faults in front of a real docker-registry, once for each case, and looks at what came of
 * it: success or the error, and the state of things after it.
 */
export function describeFaults(title: string, job: FaultyJob, cases: readonly FaultCase[]): void {
  describeWithPeers(['docker-registry'], title, () => {
    const outcomes = new Map<FaultCase, Outcome>();
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    let withPassword: DockerRegistry;
    let withTokens: DockerRegistry;

    const runCase = async (current: FaultCase, name: string): Promise<Outcome> => {
      const server = current.usesTokens ? withTokens : withPassword;
      const credentials = current.usesTokens ? tokenUser : htpasswdUser;
      const options: FaultProxyOptions = {
        target: server.url,
        rules: current.rules,
        ...(current.usesTokens ? {} : { authorization: basic }),
        tokenServer: server.tokenServer?.url,
      };
      await using proxy = await startFaultProxy(options);
      const notices: string[] = [];
      const client = registryOptions({
        credentials,
        plainHttp: true,
        timeout: timeoutFor(current),
        retries: 3,
        onNotice: (text) => notices.push(text),
        ...current.options,
      });
      let error: unknown;
      await job.run(openRegistry(proxy.host, client), name).catch((thrown: unknown) => {
        error = thrown ?? new Error('nothing');
      });
      const message = error === undefined ? '' : messageOf(error);
      const direct = openRegistry(server.host, registryOptions({ credentials }));
      const problems = await job.check(direct, name, error === undefined);
      if (message.includes(credentials.password) || message.includes('_state')) problems.push(`a secret in ${message}`);
      if (current.notice && !notices.some((text) => current.notice?.test(text))) problems.push(`said only ${notices}`);
      const code = error instanceof OciError ? error.code : `${error}`;
      return {
        outcome: error === undefined ? 'ok' : code,
        unfired: proxy.fired.flatMap((count, index) => (count === 0 ? [index] : [])),
        leaked: proxy.leaked,
        problems:
          code === current.expected || error === undefined ? problems : [...problems, message, ...proxy.requests],
      };
    };

    beforeAll(async () => {
      process.on('unhandledRejection', onUnhandled);
      [withPassword, withTokens] = await Promise.all([
        startDockerRegistry({ htpasswd: true }),
        startDockerRegistry({ token }),
      ]);
      for (const [server, credentials] of [
        [withPassword, htpasswdUser],
        [withTokens, tokenUser],
      ] as const) {
        await job.prepare?.(openRegistry(server.host, registryOptions({ credentials })));
      }
      await concurrently(cases.entries(), atATime, undefined, async ([index, current]) => {
        outcomes.set(current, await runCase(current, `case-${index}`));
      });
    }, 180_000);
    afterAll(async () => {
      await Promise.all([withPassword?.stop(), withTokens?.stop()]);
      process.off('unhandledRejection', onUnhandled);
    });

    it.each(cases.map((current) => [current.name, current] as const))('%s', (_, current) => {
      const { expected } = current;
      expect(outcomes.get(current)).toEqual({ outcome: expected, unfired: [], leaked: [], problems: [] });
    });

    it('leaves no failure that nobody handles', () => {
      expect(unhandled).toEqual([]);
    });
  });
}
