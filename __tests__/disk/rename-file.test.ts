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
  it('takes the mark from a read-only file that is in the way on Windows', async () => {
    const folder = await makeWorkspace({ b: 'old' });
    await chmod(join(folder, 'b'), 0o444);
    const stub = failing('EPERM', 1);
    await renameFile('a', join(folder, 'b'), { isWindows: true, move: stub.move });
    expect([(await stat(join(folder, 'b'))).mode & 0o200, stub.calls()]).toEqual([0o200, 2]);
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
