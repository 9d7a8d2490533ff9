import { constants } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type PackDirectoryOptions, packDirectory, packEntries } from '../../../src/artifact/archive/pack-directory.ts';
import type { TarEntry } from '../../../src/artifact/archive/tar.ts';
import { unpackDirectory } from '../../../src/artifact/archive/unpack-directory.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

const mebibyte = 1024 ** 2;

async function options(changes: Partial<PackDirectoryOptions> = {}): Promise<PackDirectoryOptions> {
  return {
    title: 'd',
    symlinks: 'keep',
    includeHidden: true,
    onHidden: () => {},
    time: 0,
    mediaType: 'application/x',
    temporary: await makeWorkspace(),
    claimed: new Map(),
    ...changes,
  };
}

const folder = (name: string): TarEntry => ({ name, kind: 'directory', mode: 0o755, time: 0 });
const file = (name: string, size: number, read: NonNullable<TarEntry['read']>): TarEntry => ({
  name,
  kind: 'file',
  mode: 0o644,
  time: 0,
  size,
  read,
});

/** So many bytes of which deflate leaves hardly anything, or hardly takes anything away. */
function* zeros(size: number) {
  const chunk = Buffer.alloc(mebibyte);
  for (let left = size; left > 0; left -= mebibyte) yield chunk.subarray(0, left);
}

function* noise(size: number) {
  const chunk = Buffer.alloc(mebibyte);
  for (let at = 0, state = 1; at < mebibyte; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    chunk[at] = state >>> 24;
  }
  for (let left = size; left > 0; left -= mebibyte) yield chunk.subarray(0, left);
}

it('tells of the files and links in a directory how many there are, and the first 200', async () => {
  const packed = async (files: number) => {
    const all = Array.from({ length: files }, (_, at) => file(`d/${at}`, 1, () => [Buffer.from('x')]));
    const link: TarEntry = { ...folder('d/link'), kind: 'link', target: '0' };
    return (await packEntries([folder('d'), ...all, link], 'd', await options())).contents;
  };
  expect(await packed(1)).toEqual({
    files: 2,
    size: 1,
    first: [
      { name: '0', size: 1 },
      { name: 'link', size: 0 },
    ],
  });
  const whole = [folder('.'), file('a/b', 2, () => [Buffer.from('xy')])];
  const { contents } = await packEntries(whole, 'd', await options({ title: '.' }));
  expect(contents.first).toEqual([{ name: 'a/b', size: 2 }]);
  const { files, size, first } = await packed(300);
  expect([files, size, first.length, first.at(-1)]).toEqual([301, 300, 200, { name: '199', size: 1 }]);
});

/** A gzip with a file name in its header (RFC 1952). */
function withName(archive: Buffer, length: number): Buffer {
  const header = Buffer.from(archive.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, Buffer.alloc(length, 'a'), Buffer.of(0), archive.subarray(10)]);
}

function withoutSum(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  changed.writeUInt32LE(0, archive.byteLength - 8);
  return changed;
}

describe('an archive of the target that claims the same content', () => {
  type Claim = (tar: Buffer) => { bytes: Buffer; mediaType?: string; fails?: boolean };
  it.each<[string, Claim, isKept: boolean]>([
    ['compressed in another way is kept', (tar) => ({ bytes: gzipSync(tar, { level: 1 }) }), true],
    ['of another type is not', (tar) => ({ bytes: gzipSync(tar, { level: 1 }), mediaType: 'application/y' }), false],
    ['with other content is not', () => ({ bytes: gzipSync('evil') }), false],
    ['with one byte more is not', (tar) => ({ bytes: gzipSync(Buffer.concat([tar, Buffer.of(0)])) }), false],
    ['with one byte less is not', (tar) => ({ bytes: gzipSync(tar.subarray(1)) }), false],
    ['with something behind it is not', (tar) => ({ bytes: Buffer.concat([gzipSync(tar), Buffer.of(7)]) }), false],
    ['with zeros behind it is not', (tar) => ({ bytes: Buffer.concat([gzipSync(tar), Buffer.alloc(9)]) }), false],
    // Go refuses this header, and some readers stop at the first member.
    ['with a long name in its header is not', (tar) => ({ bytes: withName(gzipSync(tar), 600) }), false],
    ['with a short name in its header is not', (tar) => ({ bytes: withName(gzipSync(tar), 1) }), false],
    [
      'of two members is not',
      (tar) => ({ bytes: Buffer.concat([gzipSync(tar.subarray(0, 99)), gzipSync(tar.subarray(99))]) }),
      false,
    ],
    ['with another sum is not', (tar) => ({ bytes: withoutSum(gzipSync(tar)) }), false],
    ['that is much larger is not', (tar) => ({ bytes: Buffer.concat([gzipSync(tar), Buffer.alloc(mebibyte)]) }), false],
    ['that is not compressed is not', (tar) => ({ bytes: tar }), false],
    ['that is a bomb is not', () => ({ bytes: gzipSync(Buffer.alloc(64 * mebibyte)) }), false],
    ['that cannot be read is not', (tar) => ({ bytes: gzipSync(tar), fails: true }), false],
  ])('%s', async (_, claim, isKept) => {
    const directory = await makeWorkspace({ a: 'a', 'b/c': 'c' });
    const own = await packDirectory(directory, await options());
    const archive = await buffer((await own.open?.()) as AsyncIterable<Uint8Array>);
    const { bytes, mediaType = own.descriptor.mediaType, fails } = claim(gunzipSync(archive));
    const descriptor = { ...describeContent(mediaType, bytes), annotations: { a: 'b' } };
    const open = fails ? () => Promise.reject(new Error('gone')) : openBytes(bytes);
    const claimed = new Map([[own.contentDigest, { descriptor, open }]]);
    const packed = await packDirectory(directory, await options({ claimed }));
    expect(packed.contentDigest).toBe(own.contentDigest);
    expect(packed.open === undefined).toBe(isKept);
    // Nothing that is said of it there comes along.
    const { annotations: _said, ...there } = descriptor;
    expect(packed.descriptor).toEqual(isKept ? there : own.descriptor);
  });

  it('with the same bytes is not read', async () => {
    const directory = await makeWorkspace({ a: 'a' });
    const { contentDigest, descriptor } = await packDirectory(directory, await options());
    const open = () => Promise.reject(new Error('it was read'));
    const claimed = new Map([[contentDigest, { descriptor, open }]]);
    expect((await packDirectory(directory, await options({ claimed }))).descriptor).toEqual(descriptor);
  });

  it('is read no further when the end is asked for', async () => {
    const directory = await makeWorkspace({ a: 'a' });
    const { contentDigest, descriptor } = await packDirectory(directory, await options());
    const controller = new AbortController();
    const reason = new Error('enough');
    const open = async () => {
      controller.abort(reason);
      throw reason;
    };
    const other = { ...descriptor, digest: digestOf(Buffer.from('x')) };
    const claimed = new Map([[contentDigest, { descriptor: other, open }]]);
    const packing = packDirectory(directory, await options({ claimed, signal: controller.signal }));
    await expect(packing).rejects.toBe(reason);
  });
});

it('is packed no further when the end is asked for', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  let read = 0;
  function* content() {
    for (; read < 100; read += 1) {
      yield Buffer.alloc(mebibyte);
      if (read === 2) controller.abort(reason);
    }
  }
  const entries = [folder('d'), file('d/a', 100 * mebibyte, content)];
  await expect(packEntries(entries, 'd', await options({ signal: controller.signal }))).rejects.toBe(reason);
  expect(read).toBeLessThan(50);
});

describe('what a pull would refuse is refused', () => {
  it.each([
    [0, 'read'],
    [1, 'larger than the 10 GiB'],
  ])('by the bytes of the archive, its headers and names among them: %d too many', async (more, says) => {
    const size = 10 * 1024 ** 3 - 3 * 2560 - 'd'.length - 'd/a'.length - 'd/ltarget'.length + more;
    const read = () => {
      throw new Error('read');
    };
    const entries: TarEntry[] = [
      folder('d'),
      file('d/a', size, read),
      { ...folder('d/l'), kind: 'link', target: 'target' },
    ];
    await expect(packEntries(entries, 'd', await options())).rejects.toThrow(says);
  });

  it.each([
    ['as many entries as a pull takes', 'd', 100_000, ''],
    ['one more', 'd', 100_001, 'has 100001 entries, more than the 100000 that a pull unpacks'],
    ['one more with the folder above', 'some/d', 100_000, 'has 100001 entries'],
  ])('%s', async (_, title, count, says) => {
    const entries = Array.from({ length: count }, (__, index) => folder(index === 0 ? title : `${title}/${index}`));
    const done = packEntries(entries, '/work/d', await options({ title }));
    if (says === '') await expect(done).resolves.toMatchObject({ descriptor: { mediaType: 'application/x' } });
    else await expect(done).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(says) });
  });

  it('more than 10 GiB, before anything is read', async () => {
    const directory = await makeWorkspace({ a: 'a' });
    // A file with a hole takes no place.
    const hole = await open(join(directory, 'hole'), constants.O_CREAT | constants.O_WRONLY);
    await hole.truncate(10 * 1024 ** 3);
    await hole.close();
    const temporary = await makeWorkspace();
    await expect(packDirectory(directory, await options({ temporary }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The directory ${JSON.stringify(directory)} of the input files is larger than the 10 GiB that a pull unpacks`,
    });
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each([
    ['zeros that are large', [file('d/a', 330 * mebibyte, () => zeros(330 * mebibyte))], false],
    [
      'zeros after enough of something else',
      [file('d/a', mebibyte, () => noise(mebibyte)), file('d/b', 330 * mebibyte, () => zeros(330 * mebibyte))],
      true,
    ],
    [
      'zeros before enough of something else, for a pull has seen nothing else yet',
      [file('d/a', 330 * mebibyte, () => zeros(330 * mebibyte)), file('d/b', mebibyte, () => noise(mebibyte))],
      false,
    ],
  ])('%s', async (_, entries, isTaken) => {
    const packing = packEntries([folder('d'), ...entries], '/work/d', await options());
    if (!isTaken) {
      const says = 'is more than 200 times larger than its archive, which a pull refuses: push such files one by one';
      await expect(packing).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(says) });
      return;
    }
    const { contentDigest, open: openArchive } = await packing;
    const directory = join(await makeWorkspace(), 'target');
    await mkdir(directory);
    const signal = new AbortController().signal;
    const content = await openArchive?.();
    if (!content) throw new Error('There is no archive');
    await unpackDirectory(content, { directory, title: 'd', what: 'x', contentDigest, symlinks: 'keep', signal });
    await rm(directory, { recursive: true });
  });
});
