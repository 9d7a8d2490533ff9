import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { tar } from '../../../src/artifact/archive/tar.ts';
import { unpackDirectory } from '../../../src/artifact/archive/unpack-directory.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

async function* each(...chunks: Uint8Array[]) {
  yield* chunks;
}

/** Unpacks an archive with the file `d/ok` into the folder `target` of a workspace. */
async function unpack(contentDigest?: (bytes: Buffer) => Digest, files: Record<string, string> = {}) {
  const directory = join(await makeWorkspace(files), 'target');
  await mkdir(directory, { recursive: true });
  const file = { name: 'd/ok', kind: 'file', mode: 0o644, time: 0, size: 2, read: () => [Buffer.from('ok')] } as const;
  const bytes = await buffer(tar([file]));
  await unpackDirectory(each(gzipSync(bytes)), {
    directory,
    title: 'd',
    what: 'The layer',
    contentDigest: contentDigest?.(bytes),
    symlinks: 'keep',
    signal: new AbortController().signal,
  });
  return readFile(join(directory, 'd/ok'), 'utf8');
}

it.each(['sha256', 'sha512'] as const)(
  'An archive is unpacked by its digest in %s, and no other',
  async (algorithm) => {
    const digestOf = (bytes: Uint8Array): Digest => `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
    expect(await unpack(digestOf)).toBe('ok');
    const other = digestOf(Buffer.from('x'));
    await expect(unpack(() => other)).rejects.toMatchObject({
      code: 'INTEGRITY',
      message: expect.stringContaining(`The layer should unpack to an archive of ${other}, but it is ${algorithm}:`),
    });
  },
);

it('What the disk refuses is told with its own error', async () => {
  await expect(unpack(undefined, { 'target/d/ok': 'mine' })).rejects.toMatchObject({
    code: 'EEXIST',
    message: expect.stringContaining('The layer cannot be unpacked'),
  });
});
