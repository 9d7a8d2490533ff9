import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeFile } from '../../../src/artifact/files/file-content.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

const large = Buffer.alloc(3 * 1024 ** 2, 'large');
const files = { small: 'small', empty: '', large };
const other = `sha512:${'0'.repeat(128)}` as const;

describe('A file is described', () => {
  it.each(['small', 'empty', 'large'] as const)(
    'by its bytes and size, and by another algorithm where it is asked for: %s',
    async (name) => {
      const path = join(await makeWorkspace(files), name);
      const bytes = Buffer.from(files[name]);
      const told: number[] = [];
      const onBytes = (count: number) => told.push(count);
      const described = { mediaType: 'a/b', size: bytes.byteLength };
      expect((await describeFile(path, 'a/b', 'files', { onBytes })).descriptor).toEqual({
        ...described,
        digest: digestOf(bytes),
      });
      const total = told.reduce((sum, count) => sum + count, 0);
      expect(total).toBe(name === 'large' ? bytes.byteLength : 0);
      expect((await describeFile(path, 'a/b', 'files', { like: other })).descriptor).toEqual({
        ...described,
        digest: `sha512:${createHash('sha512').update(bytes).digest('hex')}`,
      });
    },
  );

  it.each([
    [0o644, false],
    [0o744, true],
    [0o654, true],
    [0o645, true],
  ])('with the mode %o as one that may be executed: %s', async (mode, isExecutable) => {
    const folder = await makeWorkspace(files);
    for (const name of ['small', 'large']) {
      await chmod(join(folder, name), mode);
      expect((await describeFile(join(folder, name), 'a/b', 'files')).isExecutable).toBe(isExecutable);
    }
  });
});

describe('A file is refused, with its path and the input', () => {
  it.each([
    ['that is not there', 'nothing', 'cannot be read: ENOENT'],
    ['that is a folder', 'folder', 'is not a regular file'],
    ['that is a FIFO', 'pipe', 'is not a regular file'],
    ['that is below a file', 'small/x', 'cannot be read: ENOTDIR'],
  ])('%s', async (_, name, says) => {
    const folder = await makeWorkspace(files);
    await mkdir(join(folder, 'folder'));
    await run('mkfifo', [join(folder, 'pipe')]);
    const path = join(folder, name);
    await expect(describeFile(path, 'a/b', 'config')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The file ${JSON.stringify(path)} of the input config ${says}`,
    });
  });

  it.each(['small', 'large', 'nothing'])('not, where its end is asked for: %s', async (name) => {
    const reason = Object.assign(new Error('enough'), { code: 'EINTR' });
    const path = join(await makeWorkspace(files), name);
    await expect(describeFile(path, 'a/b', 'files', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
