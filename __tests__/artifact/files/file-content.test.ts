import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeFile } from '../../../src/artifact/files/file-content.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

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
});

it.each(['small', 'large', 'nothing'])('A file is not described when the end is asked for: %s', async (name) => {
  const reason = Object.assign(new Error('enough'), { code: 'EINTR' });
  const path = join(await makeWorkspace(files), name);
  await expect(describeFile(path, 'a/b', 'files', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
