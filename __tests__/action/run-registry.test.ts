import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { run } from '../../src/action/run.ts';
import { catchOutput } from '../support/action/catch-output.ts';
import { makeFolder, makeWorkspace } from '../support/action/workspace.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { startStandIn } from '../support/servers/stand-in.ts';

catchOutput();

const environment = { ...process.env };
const ours = /^(?:INPUT_|GITHUB_|RUNNER_|https?_proxy$|no_proxy$)/i;
/** The hosts to which a tunnel was asked for, as each connection with TLS needs it; none is given. */
const tunnels: string[] = [];
const proxy = createServer().on('connect', ({ url = '' }, socket) => {
  tunnels.push(url);
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});
beforeAll(() => new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening)));
afterAll(() => void proxy.close());
beforeEach(() => {
  tunnels.length = 0;
  for (const name of Object.keys(process.env)) if (ours.test(name)) delete process.env[name];
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

/** Runs a step with some inputs, and gives its exit code and its outputs. */
async function act(inputs: Record<string, string>, env: Record<string, string> = {}) {
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  const output = join(makeFolder(), 'output');
  writeFileSync(output, '');
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value;
  const given = { HOME: workspace, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: makeFolder(), GITHUB_OUTPUT: output };
  Object.assign(process.env, given, env);
  const code = await run({ ...process.env }, new AbortController().signal);
  return { code, outputs: readFileSync(output, 'utf8') };
}

it.each<[Record<string, string>, string, number]>([
  [{ mode: 'inspect' }, 'pull', 1],
  [{ mode: 'push', files: 'a.txt' }, 'pull,push', 0],
  [{ mode: 'delete' }, 'delete,pull,push', 1],
])(
  'The right that a step %j asks for is %s, with the login of the inputs: exit code %i',
  async (inputs, actions, expected) => {
    const user = { username: 'octocat', password: 'hunter2hunter2' };
    await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
    const { code } = await act({ reference: `${registry.host}/app:v1`, 'plain-http': 'true', ...user, ...inputs });
    expect(code).toBe(expected);
    const asked = registry.requests.map((line) => decodeURIComponent(line)).filter((line) => line.includes('/token?'));
    const scopes = asked.map((line) => /scope=repository:app:([a-z,]*)/.exec(line)?.[1]?.split(',').sort().join());
    expect([...new Set(scopes)]).toEqual([actions]);
  },
);

it.each<[string, Record<string, string>, number, { code: number; asked: string[]; url: boolean }]>([
  ['is looked for once, to say whether it is public', {}, 201, { code: 0, asked: ['ghcr.io:443'], url: true }],
  ['is not looked for in a dry run', { 'dry-run': 'true' }, 201, { code: 0, asked: [], url: true }],
  ['has no page where the push failed', {}, 403, { code: 1, asked: [], url: false }],
])('A package of a public repository %s', async (_, inputs, status, expected) => {
  await using registry = await startFakeRegistry();
  if (status !== 201) registry.onRequest = () => ({ status });
  const standIn = await startStandIn(registry.host);
  try {
    const event = join(makeFolder(), 'event.json');
    writeFileSync(event, JSON.stringify({ repository: { private: false, owner: { type: 'Organization' } } }));
    const { port } = proxy.address() as AddressInfo;
    const { code, outputs } = await act(
      { mode: 'push', reference: 'ghcr.io/octo-org/hello:v1', files: 'a.txt', 'plain-http': 'true', ...inputs },
      {
        ...{ ...standIn.env, https_proxy: `http://127.0.0.1:${port}`, GITHUB_EVENT_PATH: event },
        ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'octo-org/hello' },
      },
    );
    const url = outputs.includes('https://github.com/orgs/octo-org/packages/container/package/hello');
    expect({ code, asked: tunnels, url }).toEqual(expected);
  } finally {
    await standIn.stop();
  }
});
