import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renameFile } from '../../src/disk/rename-file.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

const failing = (code: string, times: number) => {
  let calls = 0;
  const move = () => {
    calls += 1;
    if (calls <= times) throw Object.assign(new Error(code), { code });
  };
  return { move, calls: () => calls };
};

describe('renaming a file', () => {
  it.each([
    [0o444, 0o644],
    [0o555, 0o755],
  ])('takes the mark alone from a read-only file that is in the way on Windows: %i', async (before, after) => {
    const folder = await makeWorkspace({ b: 'old' });
    await chmod(join(folder, 'b'), before);
    const stub = failing('EPERM', 1);
    await renameFile('a', join(folder, 'b'), { isWindows: true, move: stub.move });
    const { mode } = await stat(join(folder, 'b'));
    // Windows has the mark, and no other bits.
    expect(process.platform === 'win32' ? mode & 0o200 : mode & 0o777).toBe(
      process.platform === 'win32' ? 0o200 : after,
    );
    expect(stub.calls()).toBe(2);
  });

  it('leaves the mark of a file where something else is wrong, and that of a folder', async () => {
    const folder = await makeWorkspace({ b: 'old', 'c/d': '' });
    await Promise.all(['b', 'c'].map((name) => chmod(join(folder, name), 0o555)));
    const marksOf = async () =>
      Promise.all(['b', 'c'].map(async (name) => (await stat(join(folder, name))).mode & 0o200));
    const before = await marksOf();
    const options = (code: string) => ({ isWindows: true, move: failing(code, 1).move });
    await expect(renameFile('a', join(folder, 'b'), options('ENOENT'))).rejects.toMatchObject({ code: 'ENOENT' });
    await renameFile('a', join(folder, 'c'), options('EPERM'));
    expect(await marksOf()).toEqual(before);
    await chmod(join(folder, 'c'), 0o755);
  });

  it('replaces one that is there', async () => {
    const folder = await makeWorkspace({ a: 'new', b: 'old' });
    await renameFile(join(folder, 'a'), join(folder, 'b'));
    expect(await readFile(join(folder, 'b'), 'utf8')).toBe('new');
  });

  it('is tried again on Windows, while somebody has it open', async () => {
    const stub = failing('EBUSY', 2);
    await renameFile('a', 'b', { isWindows: true, move: stub.move });
    expect(stub.calls()).toBe(3);
  });

  it('leaves a read-only file as it is on other systems', async () => {
    const folder = await makeWorkspace({ b: 'old' });
    await chmod(join(folder, 'b'), 0o444);
    const renamed = renameFile('a', join(folder, 'b'), { isWindows: false, move: failing('EPERM', 1).move });
    await expect(renamed).rejects.toMatchObject({ code: 'EPERM' });
    expect((await stat(join(folder, 'b'))).mode & 0o200).toBe(0);
  });
});
