import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { heldTo, type Symlinks } from '../../src/disk/held-to.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

let folder: string;
beforeAll(async () => {
  folder = await makeWorkspace();
  await mkdir(join(folder, 'real'));
  // As /tmp is a link on macOS, and the folders of some runners are.
  await symlink('real', join(folder, 'linked'));
});

it.each<[held: string, symlinks: Symlinks, path: string, real: string, problem: RegExp | undefined]>([
  ['real', 'keep', 'real/a', 'real/a', undefined],
  ['real', 'keep', 'real', 'real', undefined],
  ['real', 'keep', 'real/a', 'real/b', undefined],
  ['real', 'keep', 'real/a', 'elsewhere', /^leads to ".*elsewhere", outside ".*real"$/],
  ['real', 'keep', 'real/a', 'real2/a', /^leads to/],
  ['real', 'keep', 'real/a', 'real/..a', undefined],
  ['real', 'error', 'real/a', 'elsewhere', /^leads to/],
  ['real', 'follow', 'real/a', 'elsewhere', undefined],
  ['real', 'keep', 'elsewhere/a', 'anywhere', undefined],
  ['linked', 'keep', 'linked/a', 'real/a', undefined],
  ['linked', 'keep', 'linked/a', 'elsewhere', /^leads to/],
  ['linked', 'keep', 'real/a', 'elsewhere', /^leads to/],
  ['missing', 'keep', 'missing/a', 'elsewhere', /^leads to/],
  [
    'real',
    'keep',
    'real/a',
    '/proc/1/environ',
    /^is at "\/proc\/1\/environ": nothing below \/proc is read or written$/,
  ],
  ['real', 'follow', 'real/a', '/proc', /nothing below \/proc/],
  ['real', 'follow', '/dev/shm/a', '/dev/shm/a', /nothing below \/dev/],
  ['real', 'follow', 'real/a', '/sys/kernel', /nothing below \/sys/],
  ['real', 'follow', 'real/a', '/process', undefined],
])('held to %s with %s: %s at %s', (held, symlinks, path, real, problem) => {
  const at = (name: string) => (name.startsWith('/') ? name : join(folder, name));
  const found = heldTo({ folder: at(held), symlinks })(at(path), at(real));
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found?.what).toMatch(problem);
});
