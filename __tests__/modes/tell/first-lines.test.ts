import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { performMode } from '../../../src/action/perform-mode.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeFolder } from '../../support/action/workspace.ts';

it('A step about many things has the first 50 lines of each kind in its log, and the number of the others', async () => {
  const workspace = makeFolder();
  const names = Array.from({ length: 60 }, (_, index) => `f${index}`);
  for (const name of names) writeFileSync(join(workspace, name), name);
  const place = 'r.test/app';
  const store = new MemoryStore();
  const linesOf = async (...[mode, reference, given]: Parameters<typeof makeInputs>) => {
    const inputs = makeInputs(mode, reference, given);
    const run = tellAll({ [place]: store }, ({ mode: m, around }) => performMode(mode, inputs, m, around), {
      workspace,
    });
    const { said, result, failure } = await run;
    expect(failure).toBeUndefined();
    return { lines: said.filter((line) => /^info: .*(f\d|and 10 more)/.test(line)), result };
  };
  const push = (tags: string[]) => linesOf('push', place, { files: ['f*'], tags });
  const pushed = await push(['v1']);
  expect(pushed.result['files']).toHaveLength(60);
  await push(names);
  expect([
    // Packed, and sent.
    pushed.lines.length,
    (await linesOf('pull', `${place}:v1`, { path: 'out' })).lines.length,
    (await linesOf('delete', place, { filter: '/^f/', untagOnly: true })).lines.length,
  ]).toEqual([2 * 51, 51, 51]);
});
