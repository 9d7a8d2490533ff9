import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type Header, pack } from 'tar-stream';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { listDirectory } from '../../../src/artifact/archive/list-directory.ts';
import { tar } from '../../../src/artifact/archive/tar.ts';
import { type UnpackOptions, unpackDirectory } from '../../../src/artifact/archive/unpack-directory.ts';
import { OciError } from '../../../src/errors.ts';
import { type Digest, digestOf } from '../../../src/oci/digest.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';
import { describeTree } from '../../support/content/describe-tree.ts';
import { run } from '../../support/servers/peers.ts';

async function* inChunks(bytes: Uint8Array, size = 64 * 1024) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

/** Unpacks into `target` of a fresh folder, which is given back. */
async function unpack(chunks: AsyncIterable<Uint8Array>, options: Partial<UnpackOptions> = {}) {
  const outer = await makeWorkspace({ secret: 'secret' });
  const directory = join(outer, 'target');
  await mkdir(directory);
  const done = unpackDirectory(chunks, {
    directory,
    title: 'd',
    what: 'The layer',
    contentDigest: undefined,
    symlinks: 'keep',
    signal: new AbortController().signal,
    ...options,
  });
  return { outer, directory, done };
}

async function unpacked(bytes: Uint8Array, options: Partial<UnpackOptions> = {}, chunk?: number) {
  const { directory, done } = await unpack(inChunks(bytes, chunk), options);
  await done;
  return describeTree(directory);
}

type Entry = Partial<Header> & { name: string; content?: string };

function archiveOf(entries: Iterable<Entry>): Promise<Buffer> {
  const archive = pack();
  for (const { content = '', ...header } of entries) archive.entry(header as Header, content);
  archive.finalize();
  return buffer(archive as unknown as AsyncIterable<Uint8Array>);
}

/** A tree with what makes trouble. */
async function makeTree() {
  const directory = await makeWorkspace({
    'a.txt': 'a',
    'sub/run.sh': '#!/bin/sh',
    'sub/ünï 日本語/😀': 'unicode',
    [`${'n'.repeat(200)}/${'m'.repeat(255)}`]: 'long',
    [`${'x'.repeat(90)}/${'y'.repeat(60)}/z`]: 'prefix',
    empty: '',
    big: 'big'.repeat(200_000),
  });
  await chmod(join(directory, 'sub/run.sh'), 0o755);
  await mkdir(join(directory, 'nothing/in/here'), { recursive: true });
  await symlink('sub', join(directory, 'link'));
  await symlink('../a.txt', join(directory, 'sub/up'));
  await symlink('link/run.sh', join(directory, 'via'));
  return directory;
}

const inTitle = (tree: Record<string, string>, title = 'd') =>
  Object.fromEntries([[title, 'folder'], ...Object.entries(tree).map(([name, value]) => [`${title}/${name}`, value])]);

const listOptions = { symlinks: 'keep', includeHidden: true, onHidden: () => {}, time: 0 } as const;

describe('what is unpacked', () => {
  it.each([
    ['d', 64 * 1024],
    ['some/d', 1000],
    ['.', 1],
  ])('what was packed as %s, in chunks of %d', async (title, chunk) => {
    const tree = await makeTree();
    const packed = await buffer(gzip(tar(await listDirectory(tree, { ...listOptions, title }))));
    const expected = await describeTree(tree);
    const found = await unpacked(packed, { title }, chunk);
    const wanted = title === '.' ? expected : inTitle(expected, title);
    if (title === 'some/d') wanted['some'] = 'folder';
    expect(found).toEqual(wanted);
  });

  it.each([
    ['plain', (bytes: Buffer) => bytes],
    ['gzip', (bytes: Buffer) => gzipSync(bytes)],
    [
      'two gzip members',
      (bytes: Buffer) => Buffer.concat([gzipSync(bytes.subarray(0, 600)), gzipSync(bytes.subarray(600))]),
    ],
    ['zstd', (bytes: Buffer) => zstdCompressSync(bytes)],
  ])('%s, with its digest', async (_, compress) => {
    const bytes = await archiveOf([
      { name: 'd/a', content: 'A' },
      { name: 'd/b', content: 'B'.repeat(3000) },
    ]);
    const found = await unpacked(compress(bytes), { contentDigest: digestOf(bytes) }, 3);
    expect(found).toEqual({ d: 'folder', 'd/a': 'file A', 'd/b': `file ${'B'.repeat(3000)}` });
  });

  it.each([
    ['gnu', 'd'],
    ['pax', 'd'],
    ['ustar', 'd'],
    ['gnu', './d'],
  ])('what GNU tar packs as %s from %s', async (format, name) => {
    const outer = await makeWorkspace({
      'd/a': 'a',
      [`d/${'x'.repeat(90)}/${'y'.repeat(60)}/z`]: 'long',
      'd/run': 'r',
    });
    await chmod(join(outer, 'd/run'), 0o755);
    await symlink('a', join(outer, 'd/l'));
    await mkdir(join(outer, 'd/empty'));
    await run('tar', ['czf', 'x.tgz', `--format=${format}`, name], { cwd: outer });
    expect(await unpacked(await readFile(join(outer, 'x.tgz')))).toEqual(inTitle(await describeTree(join(outer, 'd'))));
  });

  it('special bits are dropped', async () => {
    const bytes = await archiveOf([
      { name: 'd/x', mode: 0o6755, content: 'x' },
      { name: 'd/f', type: 'directory', mode: 0o1777 },
    ]);
    const { directory, done } = await unpack(inChunks(bytes));
    await done;
    expect((await lstat(join(directory, 'd/x'))).mode & 0o7000).toBe(0);
    expect((await lstat(join(directory, 'd/f'))).mode & 0o7000).toBe(0);
  });

  it('a folder that is named twice, and after what is in it', async () => {
    const folder = { name: 'd/f/', type: 'directory' } as const;
    expect(await unpacked(await archiveOf([{ name: 'd/f/x' }, folder, folder]))).toEqual({
      d: 'folder',
      'd/f': 'folder',
      'd/f/x': 'file ',
    });
  });
});

describeWithPeers(['oras'], 'with oras', () => {
  it('what oras packs', async () => {
    const outer = await makeWorkspace({ 'd/a': 'a', 'd/sub/run': 'r', 'd/ü b': 'u' });
    await chmod(join(outer, 'd/sub/run'), 0o755);
    await symlink('sub/run', join(outer, 'd/l'));
    const { code, stderr } = await run('oras', ['push', '--oci-layout', 'layout:v1', 'd'], { cwd: outer });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const blobs = join(outer, 'layout/blobs/sha256');
    const contents = await Promise.all((await readdir(blobs)).map((name) => readFile(join(blobs, name))));
    const layer = contents.find((bytes) => bytes[0] === 0x1f) ?? Buffer.alloc(0);
    expect(await unpacked(layer)).toEqual(inTitle(await describeTree(join(outer, 'd'))));
  });
});

const ok: Entry = { name: 'd/ok', content: 'ok' };
const link = (name: string, linkname: string): Entry => ({ name, type: 'symlink', linkname });
const pax = (name: string, records: Record<string, string>): Entry => ({ name, pax: records, content: 'x' });

const hostile: [string, Entry[]][] = [
  ['a climb', [{ name: '../x' }]],
  ['a climb below the title', [{ name: 'd/../../x' }]],
  ['a climb to the title', [{ name: 'd/a/../../d/x' }]],
  ['an absolute path', [{ name: '/tmp/oci-artifact-hostile' }]],
  ['a drive beside the title', [{ name: 'C:x' }]],
  ['a control character', [{ name: 'd/a\nb' }]],
  ['another folder', [{ name: 'e/x' }]],
  ['a folder whose name starts alike', [{ name: 'dx/x' }]],
  ['the folder above', [{ name: './', type: 'directory' }]],
  ['a file instead of the folder', [{ name: 'd', content: 'x' }]],
  ['a link instead of the folder', [link('d', '..')]],
  ['a hard link', [ok, { name: 'd/x', type: 'link', linkname: 'd/ok' }]],
  ['a hard link that would do as a symbolic one', [ok, { name: 'd/x', type: 'link', linkname: 'ok' }]],
  ['a character device', [{ name: 'd/x', type: 'character-device', devmajor: 1, devminor: 3 }]],
  ['a block device', [{ name: 'd/x', type: 'block-device' }]],
  ['a FIFO', [{ name: 'd/x', type: 'fifo' }]],
  ['an absolute link', [link('d/x', '/etc/passwd')]],
  ['a link to a drive', [link('d/x', 'C:x')]],
  ['a link with a backslash', [link('d/x', '..\\x')]],
  ['a link to the folder above', [link('d/x', '..')]],
  ['a link to a file outside', [link('d/x', '../../secret')]],
  ['a link to nothing, and up from it', [link('d/x', 'nothing/../ok')]],
  ['a link to nothing outside', [link('d/x', '../nothing')]],
  [
    'a link to nothing by a link that leads up',
    [{ name: 'd/s/', type: 'directory' }, link('d/s/a', '..'), link('d/x', 's/a/../y')],
  ],
  ['a link to itself', [link('d/x', 'x')]],
  ['links in a circle', [link('d/x', 'y'), link('d/y', 'x')]],
  ['a chain of links', [{ name: 'd/s/t/', type: 'directory' }, link('d/a', 's/t'), link('d/b', 'a/../../../secret')]],
  [
    'a link that goes up after another link',
    [ok, { name: 'd/s/t/', type: 'directory' }, link('d/a', 's/t'), link('d/b', 'a/../../ok')],
  ],
  ['a link through a link', [{ name: 'd/sub/', type: 'directory' }, link('d/a', 'sub'), link('d/a/b', '../..')]],
  ['a file through a link', [link('d/a', '..'), { name: 'd/a/x', content: 'x' }]],
  ['a file through a link that is named later', [{ name: 'd/a/x', content: 'x' }, link('d/a', '..')]],
  ['a file over a link', [link('d/a', '../../secret'), { name: 'd/a', content: 'x' }]],
  ['a folder over a link', [link('d/a', '..'), { name: 'd/a/', type: 'directory' }]],
  ['a file twice', [ok, ok]],
  ['a folder over a file', [ok, { name: 'd/ok/', type: 'directory' }]],
  ['a file over a folder', [{ name: 'd/ok/', type: 'directory' }, ok]],
  ['a file over a folder that is implied', [{ name: 'd/ok/x' }, ok]],
  ['a file below a file', [ok, { name: 'd/ok/x' }]],
  ['a hook of git', [{ name: 'd/.git/hooks/post-checkout', mode: 0o755, content: '#!/bin/sh' }]],
  ['a PAX path', [pax('d/x', { path: '../../x' })]],
  ['a PAX path with NUL', [pax('d/x', { path: 'd/a\0b' })]],
  ['a PAX link', [{ ...link('d/x', 'ok'), pax: { linkpath: '../../secret' } }]],
  ['a PAX size that is not a number', [pax('d/x', { size: 'many' }), ok]],
  ['a PAX size below nothing', [pax('d/x', { size: '-1' }), ok]],
  ['a PAX size that is too large', [pax('d/x', { size: '99999999999999999999' }), ok]],
  ['a PAX size that is too small', [{ ...pax('d/x', { size: '1' }), content: 'x'.repeat(2000) }, ok]],
  ['no entries', []],
];

async function expectRefused(bytes: Uint8Array, options: Partial<UnpackOptions> = {}) {
  const { outer, directory, done } = await unpack(inChunks(bytes, 512), options);
  const error = await done.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ name: 'OciError', code: expect.stringMatching(/^(?:ARTIFACT|TOO_LARGE|INTEGRITY)$/) });
  expect((await readdir(outer)).sort()).toEqual(['secret', 'target']);
  expect(await readFile(join(outer, 'secret'), 'utf8')).toBe('secret');
  for (const name of await readdir(directory)) expect(name).toBe('d');
  return error as OciError;
}

describe('what is refused', () => {
  it.each(hostile)('%s', async (_, entries) => {
    await expectRefused(await archiveOf(entries));
  });

  it.each(hostile.filter(([name]) => name.includes('link')))('%s, in chunks of gzip', async (_, entries) => {
    await expectRefused(gzipSync(await archiveOf(entries)));
  });

  it.each(['error', 'follow'] as const)('any link when symlinks is %s', async (symlinks) => {
    await expectRefused(await archiveOf([ok, link('d/l', 'ok')]), { symlinks });
  });

  it.each(['sha256', 'sha512'] as const)('another content than that of its %s', async (algorithm) => {
    const digest = (bytes: string | Buffer): Digest =>
      `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
    const archive = await archiveOf([ok]);
    expect(await unpacked(archive, { contentDigest: digest(archive) })).toEqual(inTitle({ ok: 'file ok' }));
    const { code, message } = await expectRefused(archive, { contentDigest: digest('x') });
    const says = `The layer should unpack to an archive of ${digest('x')}, but it is ${digest(archive)}`;
    expect([code, message]).toEqual(['INTEGRITY', says]);
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['garbage', () => Buffer.from('garbage'.repeat(1000))],
    ['short garbage', () => Buffer.from('gar')],
    ['garbage that starts like gzip', () => Buffer.from(`\x1f\x8b${'x'.repeat(1000)}`, 'latin1')],
    ['garbage that starts like zstd', () => Buffer.from(`\x28\xb5\x2f\xfd${'x'.repeat(1000)}`, 'latin1')],
    ['a truncated header', (bytes: Buffer) => bytes.subarray(0, 300)],
    ['a truncated file', (bytes: Buffer) => bytes.subarray(0, 1000)],
    ['a truncated gzip', (bytes: Buffer) => gzipSync(bytes).subarray(0, -9)],
    ['a truncated zstd', (bytes: Buffer) => zstdCompressSync(bytes).subarray(0, -4)],
    ['garbage after the archive', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x'.repeat(600))])],
    ['much after zstd', (bytes: Buffer) => Buffer.concat([zstdCompressSync(bytes), Buffer.alloc(2_000_000, 'x')])],
    ['a wrong sum', (bytes: Buffer) => Buffer.from(bytes).fill('7', 148, 150)],
  ])('%s', async (_, change) => {
    await expectRefused(change(await archiveOf([{ name: 'd/x', content: 'x'.repeat(2000) }])));
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('a bomb of %s', async (_, compress) => {
    const zeros = Buffer.alloc(64 * 1024 ** 2);
    const part = compress(zeros);
    const start = Buffer.from((await archiveOf([{ name: 'd/x', content: 'x' }])).subarray(0, 512));
    // The announced size is 1 GiB; the sum of the header is made anew.
    start.write('10000000000\0', 124);
    start.fill(' ', 148, 156);
    start.write(
      `${start
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const bomb =
      compress === gzipSync
        ? [gzipSync(start), ...Array(8).fill(part)]
        : [compress(Buffer.concat([start, Buffer.alloc(400 * 1024 ** 2)]))];
    const { done } = await unpack(inChunks(Buffer.concat(bomb as Buffer[])));
    await expect(done).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('more entries than 100,000', async () => {
    const one = await archiveOf([{ name: 'd', type: 'directory' }]);
    async function* many() {
      const block = Buffer.concat(Array(1000).fill(one.subarray(0, 512)));
      for (let index = 0; index < 101; index++) yield block;
    }
    const { done } = await unpack(many());
    await expect(done).rejects.toThrow('exceeds the limit of 100000 entries');
  });

  it.each([
    ['as many as are taken', 121, undefined],
    ['one more', 120, '/x" that exceeds the limit of 120 entries'],
  ])('folders that are there only because something is in them: %s', async (_, maxEntries, problem) => {
    // Ten files, each in eleven folders of its own below `d`.
    const names = Array.from({ length: 10 }, (__, number) => `d/${number}${'/x'.repeat(11)}`);
    const { done } = await unpack(inChunks(await archiveOf(names.map((name) => ({ name })))), { maxEntries });
    await (problem === undefined ? done : expect(done).rejects.toThrow(problem));
  });
});

describe('what ends in the middle', () => {
  const make = () => archiveOf([{ name: 'd/x', content: 'x'.repeat(3_000_000) }, ok]);

  it.each([
    ['a plain archive', 0, (bytes: Buffer) => bytes],
    ['a plain archive', 5000, (bytes: Buffer) => bytes],
    ['gzip', 0, (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
    ['gzip', 5000, (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
    ['gzip, at its end', Number.POSITIVE_INFINITY, (bytes: Buffer) => gzipSync(bytes)],
    ['zstd, at its end', Number.POSITIVE_INFINITY, (bytes: Buffer) => zstdCompressSync(bytes)],
    ['plain, at its end', Number.POSITIVE_INFINITY, (bytes: Buffer) => bytes],
  ])('%s: an error of the input after %d bytes comes out as it is', async (_, limit, change) => {
    const bytes = change(await make());
    const error = new OciError('NETWORK', 'The line is cut');
    async function* failing() {
      yield* inChunks(bytes.subarray(0, limit), 1000);
      throw error;
    }
    const { done } = await unpack(failing());
    await expect(done).rejects.toBe(error);
  });

  it.each([0, 5000])('an abort after %d bytes, while the input says nothing', async (limit) => {
    const bytes = await make();
    const controller = new AbortController();
    const reason = new OciError('CANCELLED', 'Enough');
    async function* stalling() {
      yield* inChunks(bytes.subarray(0, limit), 1000);
      setTimeout(() => controller.abort(reason), 20);
      await new Promise(() => {});
    }
    const { done } = await unpack(stalling(), { signal: controller.signal });
    await expect(done).rejects.toBe(reason);
  });

  it('an abort before the start', async () => {
    const { done } = await unpack(inChunks(await make()), { signal: AbortSignal.abort(new Error('early')) });
    await expect(done).rejects.toThrow('early');
  });

  it.each([
    ['plain', (bytes: Buffer) => bytes],
    ['gzip', (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
  ])('a bad entry closes the input: %s', async (_, change) => {
    const bytes = change(await archiveOf([{ name: '../x', content: 'x'.repeat(3_000_000) }]));
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    async function* watched() {
      try {
        for (;;) yield* inChunks(bytes);
      } finally {
        close();
      }
    }
    const { done } = await unpack(watched());
    await expect(done).rejects.toMatchObject({ code: 'ARTIFACT' });
    await closed;
  });

  it('a bad entry before the input stalls', async () => {
    const bytes = await archiveOf([{ name: '../x', content: 'x'.repeat(3000) }]);
    async function* stalling() {
      yield bytes.subarray(0, 1024);
      await new Promise(() => {});
    }
    const { done } = await unpack(stalling());
    await expect(done).rejects.toMatchObject({ code: 'ARTIFACT' });
  });
});
