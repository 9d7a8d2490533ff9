import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRegistry, type Registry } from '../../../src/registry/registry.ts';
import { type ActionOptions, type ActionRun, startAction } from '../action/run-action.ts';
import { endWell, outcomeOf, problemOr, problemsOf, type RunOutcome } from '../action/run-outcome.ts';
import { certificates } from '../servers/certificates.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from '../servers/docker-registry.ts';
import { type FaultProxy, type Rule, startFaultProxy } from '../servers/fault-proxy.ts';
import { registryOptions } from '../servers/registry-options.ts';
import { type SideBySide, sideBySide } from '../side-by-side.ts';
import { isStall, signature } from './faults.ts';

/** One line of a table: what goes wrong, and what is to come of it. */
export interface FaultCase {
  name: string;
  rules: readonly Rule[];
  expected: RunOutcome;
  /** Inputs besides those of the job. */
  inputs?: Record<string, string>;
  /** Asks for a token instead of Basic. */
  usesTokens?: boolean;
  /** Has TLS between the client and the proxy. */
  usesTls?: boolean;
  /** Something the log must say. */
  notice?: RegExp;
  /** Whether only `npm run test:nightly` runs it. */
  isNightlyOnly?: boolean;
}

/**
 * Says which cases of a grid of requests and faults are for the night alone: every other one, like the fields of a
 * chessboard, so that by day each request meets half of the faults, and each fault half of the requests.
 */
export const inGrid = (request: number, fault: number): Pick<FaultCase, 'isNightlyOnly'> => ({
  isNightlyOnly: (request + fault) % 2 === 1,
});

/** A run of a case that has ended, and where to look at what came of it. */
interface Aftermath {
  /** The registry, past all faults. */
  direct: Registry;
  /** Tells the cases of a table apart: repositories and the like are named so. */
  name: string;
  workspace: string;
  isDone: boolean;
  run: ActionRun;
  proxy: FaultProxy;
}

/** Where a job takes place. */
export interface Place {
  /** The host that steps are given: the proxy. */
  host: string;
  /** The registry behind it. */
  directHost: string;
  credentials: { username: string; password: string };
  /** Tells the cases of a table apart: repositories and the like are named so. */
  name: string;
}

/** What is done through a faulty connection, by the program that runners start. */
export interface FaultyJob {
  /** Runs once before all cases; `direct` has no fault, `names` are those of the cases. */
  prepare?: (direct: Registry, names: string[], place: Omit<Place, 'name' | 'host'>) => Promise<void>;
  /** What `prepare` puts into the artifact `app:v1`, for whoever else pulls it. */
  content?: Record<string, string | Uint8Array>;
  /** The files of the workspace; each case has one of its own. */
  files: (place: Place) => Record<string, string | Uint8Array>;
  /** The inputs of the step. */
  inputs: (place: Place) => Record<string, string>;
  /** Lists what is wrong afterwards with the registry or the file system. */
  check: (aftermath: Aftermath) => Promise<string[]>;
}

/** Applies a rule to one request, to some, or to all of a kind. */
export const once = (on: Rule['on'], fault: Rule['fault'], nth = 1): Rule => ({ on, fault, nth });
export const always = (on: Rule['on'], fault: Rule['fault']): Rule => ({ on, fault, times: Number.POSITIVE_INFINITY });

const basic = `Basic ${Buffer.from(`${htpasswdUser.username}:${htpasswdUser.password}`).toString('base64')}`;
const tokenUser = { username: 'robot$ci', password: 'to:ken' };
const token = { service: 'registry.test', issuer: 'issuer.test', users: { [tokenUser.username]: tokenUser.password } };

/**
 * Silence after which the client gives up is short where a case has to wait for that, and else so long that a slow
 * machine is no fault. Where it is short, there are more attempts for the same reason; a case that wants few of them
 * gets more time for each.
 */
function patienceFor({ rules, inputs }: FaultCase): Record<string, string> {
  if (!rules.some(({ fault }) => isStall(fault))) return { timeout: '20s', retries: '3' };
  return inputs?.['retries'] === undefined ? { timeout: '2s', retries: '12' } : { timeout: '6s' };
}

/** Most cases wait most of the time, so that several can run side by side; each of them needs a process. */
const atATime = 8;

/** What came of a case. */
export interface CaseOutcome {
  outcome: string;
  /** Numbers of rules whose fault never happened: the case proves nothing then. */
  unfired: number[];
  leaked: string[];
  problems: string[];
}

/** Makes a temporary folder with files, given by path and content. */
export async function makeFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-case-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Runs a step to its end. */
export type RunStep = (inputs: Record<string, string>, options: ActionOptions) => Promise<ActionRun>;

/** Runs a step in a process of its own. */
export const runWhole: RunStep = (inputs, options) => endWell(startAction(inputs, options));

async function runCase(
  job: FaultyJob,
  current: FaultCase,
  { server, credentials, authorization, name }: ReturnType<Lab> & { name: string },
  runStep: RunStep,
): Promise<CaseOutcome> {
  await using proxy = await startFaultProxy({
    target: server.url,
    rules: current.rules,
    tls: current.usesTls === true,
    authorization,
    tokenServer: server.tokenServer?.url,
  });
  const place = { host: proxy.host, directHost: server.host, credentials, name };
  const workspace = await makeFolder(job.files(place));
  try {
    const inputs: Record<string, string> = {
      ...patienceFor(current),
      concurrency: '2',
      ...credentials,
      ...(current.usesTls ? { 'ca-file': certificates.caFile } : { 'plain-http': 'true' }),
      ...job.inputs(place),
      ...current.inputs,
    };
    const run = await runStep(inputs, { workspace });
    const outcome = outcomeOf(run);
    const direct = openRegistry(server.host, registryOptions({ credentials }));
    const aftermath = { direct, name, workspace, isDone: outcome === 'ok', run, proxy };
    const problems = [
      ...problemsOf(run, [credentials.password, signature, ...proxy.tokens]),
      ...(await problemOr(() => job.check(aftermath))),
    ];
    if (current.notice && !current.notice.test(run.stdout)) problems.push(`did not say ${current.notice}`);
    const isExpected = outcome === current.expected && problems.length === 0;
    return {
      outcome,
      unfired: proxy.fired.flatMap((count, index) => (count === 0 ? [index] : [])),
      leaked: proxy.leaked,
      problems: isExpected ? [] : [...problems, run.stdout, run.stderr, ...proxy.requests],
    };
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** The registries of a table: one that asks for a password, and one that asks for tokens. */
export type Lab = (usesTokens: boolean) => {
  server: DockerRegistry;
  credentials: typeof tokenUser;
  /** Lets requests in that come by way of another server. */
  authorization: string | undefined;
};

/** Starts both registries, or one of them. */
export async function startLab(
  wanted: ReadonlySet<boolean> = new Set([false, true]),
): Promise<{ lab: Lab } & AsyncDisposable> {
  const servers = new Map(
    await Promise.all(
      [...wanted].map(async (usesTokens) => {
        const server = await startDockerRegistry(usesTokens ? { token } : { htpasswd: true });
        return [usesTokens, server] as const;
      }),
    ),
  );
  const stop = async () => void (await Promise.all([...servers.values()].map((server) => server.stop())));
  return {
    lab: (usesTokens) => {
      const server = servers.get(usesTokens);
      if (!server) throw new Error('This registry was not started');
      return usesTokens
        ? { server, credentials: tokenUser, authorization: undefined }
        : { server, credentials: htpasswdUser, authorization: basic };
    },
    [Symbol.asyncDispose]: stop,
  };
}

/**
 * Runs a step through a proxy with faults in front of a real docker-registry, once for each case, and looks at what
 * came of it: success or the error, what was said, and the state of things after it.
 *
 * @param runnerOf how the step of a case is run
 */
export async function startFaults(
  job: FaultyJob,
  cases: readonly FaultCase[],
  runnerOf: (current: FaultCase) => RunStep,
): Promise<SideBySide<FaultCase, CaseOutcome> & AsyncDisposable> {
  const wanted = new Set(cases.map((current) => current.usesTokens === true));
  const started = await startLab(wanted);
  const { lab } = started;
  const names = cases.map((_, index) => `case-${index}`);
  for (const usesTokens of wanted) {
    const { server, credentials } = lab(usesTokens);
    const direct = openRegistry(server.host, registryOptions({ credentials }));
    await job.prepare?.(direct, names, { directHost: server.host, credentials });
  }
  const rows = sideBySide(cases, atATime, (current, index) => {
    const place = lab(current.usesTokens === true);
    return runCase(job, current, { ...place, name: names[index] ?? '' }, runnerOf(current));
  });
  return {
    ...rows,
    [Symbol.asyncDispose]: async () => {
      await rows.done;
      await started[Symbol.asyncDispose]();
    },
  };
}
