import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, quirkAlways, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { type StandIn, startStandIn } from '../support/servers/stand-in.ts';
import { adviceCases, unauthorized } from './cases/advice-cases.ts';

/** A home folder in which `docker login` left the login of a user. */
const makeHome = (host: string) =>
  makeWorkspace({
    '.docker/config.json': JSON.stringify({
      auths: { [host]: { auth: Buffer.from('ci:hunter2hunter2').toString('base64') } },
    }),
  });

describe('a refusal brings up what to do about it', () => {
  let registry: FakeRegistry;
  let proxy: StandIn;
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({
      'a.txt': 'a',
      'big.bin': Buffer.alloc(600 * 1024, 1),
      'fork.json': JSON.stringify({
        pull_request: { head: { repo: { full_name: 'me/app' } }, base: { repo: { full_name: 'octo-org/app' } } },
      }),
    });
    const staged = await runStep({ mode: 'push', reference: 'oci-layout:in:v1', files: 'a.txt' }, { workspace });
    expect(staged.code).toBe(0);
  });
  beforeEach(async () => {
    registry = await startFakeRegistry();
    proxy = await startStandIn(registry.host);
  });
  const stop = () => Promise.all([registry.stop(), proxy.stop()]);
  afterAll(() => stop());

  it.each(adviceCases)('%s', async (_, { to, inputs, on, answer, isFork, hasLogin, names = '' }, says) => {
    const repository = to.slice(to.indexOf('/') + 1);
    try {
      const step: Record<string, string> = { reference: `${to}:v1`, path: 'got', 'plain-http': 'true', ...inputs };
      const env = {
        ...proxy.env,
        ...(isFork ? { GITHUB_EVENT_PATH: `${workspace}/fork.json` } : {}),
        ...(hasLogin ? { HOME: await makeHome(to.slice(0, to.indexOf('/'))) } : {}),
      };
      if (step['mode'] === 'delete') {
        const before = { ...step, mode: 'push', files: 'a.txt' };
        expect(await runStep(before, { workspace, env })).toMatchObject({ code: 0 });
      }
      const quirk = (start: string) => quirkAlways(start.replace(' ', ` /v2/${repository}/`), answer);
      const refuseIt = on === undefined ? () => answer : quirk(on);
      // A registry asks who it is before it says what it thinks of them.
      const canLogIn = hasLogin || step['username'] || step['registry-auth']?.includes(to.slice(0, to.indexOf('/')));
      registry.onRequest = (request) =>
        canLogIn && request.headers['authorization'] === undefined ? unauthorized : refuseIt(request);
      const { code, stdout, summary } = await runStep(step, { workspace, env });
      expect(code).toBe(1);
      const [annotation = ''] = stdout.split('\n').filter((line) => line.startsWith('::error '));
      const [, cause = '', remedy] = /^::error title=oci-artifact%3A [^:]+::(.*?)%0A(.*)$/.exec(annotation) ?? [];
      expect(remedy?.replaceAll('%0A', '\n')).toMatch(new RegExp(`^${says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
      // The cause comes first.
      expect(cause).toContain(`answered ${answer.status}`);
      expect(cause).toContain(names);
      if (says.startsWith('Did you mean')) {
        expect(registry.received.filter(({ headers }) => headers['authorization'] !== undefined)).toEqual([]);
      }
      expect(summary).toContain(says.slice(0, 40));
    } finally {
      await stop();
    }
  });
});

it('a proxy that lets nobody through brings up what to do about it', async () => {
  const proxy = createServer((_, outgoing) => outgoing.writeHead(407).end());
  proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  try {
    const { code, stdout } = await runStep(
      { mode: 'pull', reference: 'registry.test/team/app:v1', retries: '0' },
      {
        workspace: await makeWorkspace(),
        env: { https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
      },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /title=oci-artifact%3A Registry not reached::.*\(407\).*%0AThe proxy refused the connection/,
    );
  } finally {
    proxy.close();
  }
});
