import { expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

it('what a registry warns of is told once in a step, and made printable', async () => {
  await using registry = await startFakeRegistry();
  registry.onRequest = () => ({
    headers: { warning: '299 - "this\t repository moves in May", 299 - "::error::no"' },
  });
  const workspace = await makeWorkspace({ 'a.txt': 'a', 'b.txt': 'b' });
  const inputs = { mode: 'push', reference: `${registry.host}/app:v1`, files: '*.txt', 'plain-http': 'true' };
  const { code, stdout } = await runStep(inputs, { workspace });
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => line.startsWith('::warning'))).toEqual([
    `::warning::${registry.host} warns: this\\u{9} repository moves in May`,
    `::warning::${registry.host} warns: ::error::no`,
  ]);
});
