import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { type ReadHeldOptions, readHeld, readHeldIfThere } from '../../src/disk/read-held.ts';
import { OciError } from '../../src/errors.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openBelow } from '../support/content/open-below.ts';

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
  expect(() => readHeld(join(folder, 'a'), held(folder, { limit: 1023 }))).toThrow('The file is larger than 1023 B');
});

it('closes what it read, and what it does not take', async () => {
  const folder = await makeWorkspace({ a: 'x'.repeat(1024) });
  readHeld(join(folder, 'a'), held(folder));
  expect(() => readHeld(join(folder, 'a'), held(folder, { limit: 1 }))).toThrow('is larger than');
  expect(openBelow(folder)).toEqual([]);
});

(process.platform === 'win32' ? it.skip : it)('takes no pipe, and does not wait for who writes to it', async () => {
  const path = join(await makeWorkspace(), 'a-pipe');
  execFileSync('/usr/bin/mkfifo', [path]);
  expect(() => readHeld(path, held(dirname(path)))).toThrow('The file is not a regular file');
});

it.each([
  ['missing', 'The file does not exist', true],
  ['dangling', 'The file does not exist', true],
  ['polciy.yml', 'The file does not exist: did you mean "policy.yml"?', true],
  ['a/b', 'The file cannot be read: ENOTDIR', false],
  ['self', 'The file cannot be read: ELOOP', false],
  ['.', 'The file cannot be read: EISDIR', false],
])('says of %s that %s', async (name, message, isAbsent) => {
  const folder = await makeWorkspace({ a: 'a', 'policy.yml': '' });
  await symlink('nothing', join(folder, 'dangling'));
  await symlink('self', join(folder, 'self'));
  const path = join(folder, name);
  const failed = expect(() => readHeld(path, held(folder)));
  failed.toThrow(expect.objectContaining({ message }));
  if (isAbsent) expect(readHeldIfThere(path, held(folder))).toBeUndefined();
  else expect(() => readHeldIfThere(path, held(folder))).toThrow(message);
});

it('refuses a link where all are refused, but not one that its author wrote elsewhere', async () => {
  const folder = await makeWorkspace({ 'workspace/a': 'a', 'outside/a': 'a' });
  const workspace = join(folder, 'workspace');
  await mkdir(join(workspace, 'sub'));
  await symlink('../a', join(workspace, 'sub/link'));
  await symlink('a', join(folder, 'outside/link'));
  await writeFile(join(workspace, 'b'), 'b');
  await symlink('../../outside/a', join(workspace, 'sub/out'));
  const fail: ReadHeldOptions['fail'] = (what, facts) => new OciError('INVALID_INPUT', `The file ${what}`, facts);
  // The topic, by which advice is found, is that of the problem.
  expect(() => readHeld(join(workspace, 'sub/out'), held(workspace, { fail }))).toThrow(
    expect.objectContaining({ message: expect.stringContaining('leads to'), topic: 'outside-link' }),
  );
  const options = held(workspace, { symlinks: 'error', fail });
  expect(() => readHeld(join(workspace, 'sub/link'), options)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('is a symbolic link'), topic: 'symbolic-link' }),
  );
  expect(readHeld(join(workspace, 'b'), options).toString()).toBe('b');
  expect(readHeld(join(folder, 'outside/link'), options).toString()).toBe('a');
});
