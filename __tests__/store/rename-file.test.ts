import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renameFile } from '../../src/store/rename-file.ts';
import { makeWorkspace } from '../support/workspace.ts';

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

  it.each([
    ['on Windows, while somebody has it open', 'EBUSY', true, 3],
    ['on Windows, while a scanner has it open', 'EPERM', true, 3],
    ['on Windows, while a reader has it open', 'EACCES', true, 3],
    ['not on Windows, when there is no such file', 'ENOENT', true, 1],
    ['not elsewhere', 'EBUSY', false, 1],
  ])('is tried again %s', async (_, code, isWindows, calls) => {
    const stub = failing(code, 2);
    const renamed = renameFile('a', 'b', { isWindows, move: stub.move });
    if (calls === 1) await expect(renamed).rejects.toMatchObject({ code });
    else await renamed;
    expect(stub.calls()).toBe(calls);
  });
});
