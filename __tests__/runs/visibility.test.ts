import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { runAction } from '../support/action/run-action.ts';
import { makeFolder, makeWorkspace } from '../support/action/workspace.ts';
import { startNames } from '../support/servers/fake-packages.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

it('A step that wrote to ghcr.io asks once whether that is public, and does not care for the answer', async () => {
  let asked = 0;
  // It speaks no TLS.
  const server = createServer((socket) => {
    asked += 1;
    socket.on('error', () => {}).end('no');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const registry = await startFakeRegistry();
  const nameless = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = await startNames({ 'ghcr.io': registry.host, 'ghcr.io:443': nameless });
  const event = join(makeFolder(), 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { private: false } }));
  const env = { GITHUB_EVENT_PATH: event, http_proxy: names.url, https_proxy: names.url };
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  const run = async (inputs: Record<string, string>) => {
    const before = asked;
    const given = { reference: 'ghcr.io/octo-org/hello:v1', 'plain-http': 'true', ...inputs };
    const { code, stderr, outputs } = await runAction(given, { workspace, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return [outputs['changed'], asked - before];
  };
  try {
    const push = { mode: 'push', files: 'a.txt' };
    expect(await run({ ...push, 'dry-run': 'true' })).toEqual(['true', 0]);
    expect(await run(push)).toEqual(['true', 1]);
    expect(await run(push)).toEqual(['false', 0]);
    expect(await run({ mode: 'pull', path: 'out' })).toEqual(['true', 0]);
  } finally {
    await Promise.all([names[Symbol.asyncDispose](), registry[Symbol.asyncDispose]()]);
    server.close();
  }
});
