import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { type ReadHeldOptions, readHeld, readHeldIfThere } from '../../src/disk/read-held.ts';
import { OciError } from '../../src/errors.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

const held = (folder: string, options: Partial<ReadHeldOptions> = {}): ReadHeldOptions => ({
  folder,
  symlinks: 'keep',
  limit: 1024,
  fail: (what, cause) => new OciError('INVALID_INPUT', `The file ${what}`, { cause }),
  ...options,
});

it('reads a file up to the limit', async () => {
  const folder = await makeWorkspace({ a: 'x'.repeat(1024), empty: '' });
  expect(readHeld(join(folder, 'a'), held(folder)).toString()).toBe('x'.repeat(1024));
  expect(readHeld(join(folder, 'empty'), held(folder)).byteLength).toBe(0);
  expect(() => readHeld(join(folder, 'a'), held(folder, { limit: 1023 }))).toThrow('The file is larger than');
});

it.each([
  ['missing', 'The file cannot be read: ENOENT', true],
  ['dangling', 'The file cannot be read: ENOENT', true],
  ['a/b', 'The file cannot be read: ENOTDIR', false],
  ['self', 'The file cannot be read: ELOOP', false],
  ['.', 'The file cannot be read: EISDIR', false],
])('says of %s that %s', async (name, message, isAbsent) => {
  const folder = await makeWorkspace({ a: 'a' });
  await symlink('nothing', join(folder, 'dangling'));
  await symlink('self', join(folder, 'self'));
  const path = join(folder, name);
  expect(() => readHeld(path, held(folder))).toThrow(message);
  if (isAbsent) expect(readHeldIfThere(path, held(folder))).toBeUndefined();
  else expect(() => readHeldIfThere(path, held(folder))).toThrow(message);
});

it('never reads what a folder is replaced by at the same time', async () => {
  const folder = await makeWorkspace({ 'outside/file': 'secret', 'workspace/folder/file': 'plain' });
  const workspace = join(folder, 'workspace');
  await symlink('../outside', join(workspace, 'link'));
  const swap = `
    const { renameSync } = require('node:fs');
    process.chdir(${JSON.stringify(workspace)});
    for (let from = [['folder', 'other'], ['link', 'folder']]; ; ) {
      for (const [one, two] of from) renameSync(one, two);
      from = from.map(([one, two]) => [two, one]).reverse();
    }`;
  const child = spawn(process.execPath, ['-e', swap], { stdio: 'ignore' });
  const seen = new Set<string>();
  try {
    for (let count = 0; count < 3_000; count += 1) {
      try {
        seen.add(readHeld(join(workspace, 'folder/file'), held(workspace)).toString());
      } catch (error) {
        seen.add((error as Error).message.replace(/".*"/g, '…'));
      }
    }
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  expect(seen).not.toContain('secret');
});

it('refuses a link where all are refused, but not one that its author wrote elsewhere', async () => {
  const folder = await makeWorkspace({ 'workspace/a': 'a', 'outside/a': 'a' });
  const workspace = join(folder, 'workspace');
  await mkdir(join(workspace, 'sub'));
  await symlink('../a', join(workspace, 'sub/link'));
  await symlink('a', join(folder, 'outside/link'));
  await writeFile(join(workspace, 'b'), 'b');
  const options = held(workspace, { symlinks: 'error' });
  expect(() => readHeld(join(workspace, 'sub/link'), options)).toThrow('The file is a symbolic link');
  expect(readHeld(join(workspace, 'b'), options).toString()).toBe('b');
  expect(readHeld(join(folder, 'outside/link'), options).toString()).toBe('a');
});
