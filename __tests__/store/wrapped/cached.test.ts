import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  open as openFile,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Source } from '../../../src/store/store.ts';
import { readAll } from '../../../src/store/verified.ts';
import { cached } from '../../../src/store/wrapped/cached.ts';
import { makeWorkspace, readTree } from '../../support/action/workspace.ts';
import { stage } from '../../support/content/staged.ts';

const day = 24 * 60 * 60 * 1000;

describe('a source with a cache', () => {
  const files = { a: 'first content', b: 'second content', c: 'third content' };
  const staged = stage(files);
  const [a, b, c] = staged.layers as [Descriptor, Descriptor, Descriptor];
  let directory: string;
  let fetched: string[];
  let hits: string[];
  let problems: string[];

  const counting: Source = {
    resolve: (name) => staged.store.resolve(name),
    manifest: (name) => staged.store.manifest(name),
    tags: () => staged.store.tags(),
    referrers: (subject) => staged.store.referrers(subject),
    fetch: async (descriptor, signal) => {
      fetched.push(descriptor.digest);
      return staged.store.fetch(descriptor, signal);
    },
  };
  const open = (over: { maxBytes?: number; maxAge?: number } = {}) =>
    cached(counting, {
      directory,
      maxBytes: 1000,
      maxAge: day,
      onHit: (digest) => void hits.push(digest),
      onProblem: (problem) => void problems.push(problem),
      ...over,
    });
  const read = async (source: Source, descriptor: Descriptor) =>
    (await readAll(await source.fetch(descriptor), 'content')).toString();
  const pathOf = ({ digest }: Descriptor) => join(directory, 'blobs', ...digest.split(':'));
  const isThere = (descriptor: Descriptor) =>
    lstat(pathOf(descriptor)).then(
      () => true,
      () => false,
    );

  beforeEach(async () => {
    directory = join(await makeWorkspace(), 'tools', 'oci-artifact');
    [fetched, hits, problems] = [[], [], []];
  });

  it('fetches a blob once, and keeps it for its user alone', async () => {
    expect(await read(open(), a)).toBe(files.a);
    expect(await read(open(), a)).toBe(files.a);
    expect({ fetched, hits, problems }).toEqual({ fetched: [a.digest], hits: [a.digest], problems: [] });
    expect(await readTree(directory)).toEqual({ [`blobs/sha256/${a.digest.slice(7)}`]: files.a });
    if (process.platform !== 'win32') {
      expect(((await stat(directory)).mode & 0o777).toString(8)).toBe('700');
      expect(((await stat(pathOf(a))).mode & 0o777).toString(8)).toBe('600');
    }
  });

  it('has what another job removes while it is read', async () => {
    await read(open(), a);
    const content = await open().fetch(a);
    await rm(pathOf(a));
    expect((await readAll(content, 'content')).toString()).toBe(files.a);
  });

  it('asks for manifests each time: they show who may read', async () => {
    await read(open(), staged.root);
    await read(open(), staged.root);
    expect(fetched).toEqual([staged.root.digest, staged.root.digest]);
    expect(await isThere(staged.root)).toBe(false);
  });

  const planted: [title: string, plant: (path: string) => Promise<unknown>, says: string][] = [
    [
      'another content of the same size',
      (path) => writeFile(path, files.a.replace('first', 'worse')),
      'has the digest',
    ],
    ['the start of the content', (path) => truncate(path, 3), 'ended after 3 of 13 bytes'],
    ['more than the content', (path) => writeFile(path, `${files.a}!`), 'is longer than'],
    ['nothing', (path) => truncate(path, 0), 'ended after 0 of 13 bytes'],
    [
      'a link to the right content',
      async (path) => {
        await rename(path, `${path}.real`);
        await symlink(`${path}.real`, path);
      },
      'it is not a file',
    ],
    [
      'a folder',
      async (path) => {
        await rename(path, `${path}.real`);
        await mkdir(path);
      },
      'it is not a file',
    ],
    [
      'a pipe that nobody writes to',
      async (path) => {
        await rename(path, `${path}.real`);
        execFileSync('/usr/bin/mkfifo', [path]);
      },
      'it is not a file',
    ],
  ];
  it.each(planted)('drops an entry that is %s, and fetches it again', async (_, plant, says) => {
    await read(open(), a);
    await plant(pathOf(a));
    expect(await read(open(), a)).toBe(files.a);
    expect(problems).toEqual([expect.stringMatching(`^${a.digest} was dropped from the cache: .*${says}`)]);
    expect(hits).toEqual([]);
    expect((await lstat(pathOf(a))).isFile()).toBe(true);
    expect(await read(open(), a)).toBe(files.a);
    expect(hits).toEqual([a.digest]);
  });

  it.each(['blobs', 'blobs/sha256', '.'])('does not go through a link in place of the folder %s', async (folder) => {
    await read(open(), a);
    const path = join(directory, folder);
    const other = join(await makeWorkspace(), 'other');
    await rename(path, other);
    await symlink(other, path);
    expect(await read(open(), a)).toBe(files.a);
    expect(await read(open(), b)).toBe(files.b);
    expect(problems[0]).toMatch(/^The cache .* is not used: .* is not a folder$/);
    expect(hits).toEqual([]);
    expect(JSON.stringify(await readTree(other))).not.toContain(files.b);
  });

  it('keeps nothing of content that was not right, or not read to its end', async () => {
    const wrong = { ...a, digest: b.digest };
    const source = cached(
      { ...counting, fetch: async () => staged.store.fetch(a) },
      {
        directory,
        maxBytes: 1000,
        maxAge: day,
        onHit: () => {},
        onProblem: (problem) => void problems.push(problem),
      },
    );
    const chunks = (await source.fetch(a))[Symbol.asyncIterator]();
    await chunks.next();
    await chunks.return?.();
    expect(await readTree(directory)).toEqual({ 'blobs/sha256/': '' });
    const failing = cached(
      {
        ...counting,
        fetch: async () =>
          (async function* () {
            yield Buffer.from('fir');
            throw new Error('broken');
          })(),
      },
      { directory, maxBytes: 1000, maxAge: day, onHit: () => {}, onProblem: () => {} },
    );
    await expect(read(failing, wrong)).rejects.toThrow('broken');
    expect(await readTree(directory)).toEqual({ 'blobs/sha256/': '' });
  });

  it('makes room by removing what was not asked for the longest time', async () => {
    const room = { maxBytes: a.size + b.size + 2 };
    await read(open(room), a);
    await read(open(room), b);
    const before = new Date(Date.now() - day / 2);
    await utimes(pathOf(a), before, before);
    await utimes(pathOf(b), new Date(Date.now() - day / 4), new Date(Date.now() - day / 4));
    // Asked for again, so that the other one is the older now.
    await read(open(room), a);
    await read(open(room), c);
    expect([await isThere(a), await isThere(b), await isThere(c)]).toEqual([true, false, true]);
    expect(problems).toEqual([]);
  });

  it('removes nothing where all just fits', async () => {
    const room = { maxBytes: a.size + b.size };
    for (const each of [a, b]) await read(open(room), each);
    expect([await isThere(a), await isThere(b)]).toEqual([true, true]);
  });

  it('keeps no blob that is larger than the whole cache', async () => {
    expect(await read(open({ maxBytes: a.size - 1 }), a)).toBe(files.a);
    expect(await isThere(a)).toBe(false);
  });

  it('removes what nobody asked for, what was left half written, and nothing else', async () => {
    await read(open(), a);
    const old = new Date(Date.now() - 2 * day);
    const folder = dirname(pathOf(a));
    const hex = b.digest.slice(7);
    const foreign = ['notes.txt', `my-${hex}`, `0${hex}`, `${hex}.txt`, `${hex}.0123456789ab.part.txt`, hex.slice(1)];
    const part = `${pathOf(b)}.0123456789ab.part`;
    const theirs = foreign.map((name) => join(folder, name));
    for (const path of [...theirs, part]) await writeFile(path, 'x');
    for (const path of [...theirs, part, pathOf(a)]) await utimes(path, old, old);
    await read(open(), c);
    expect(Object.keys(await readTree(folder)).sort()).toEqual([c.digest.slice(7), ...foreign].sort());
  });

  it('does without a directory that cannot be written, and says so once', async () => {
    await mkdir(dirname(directory), { recursive: true });
    await writeFile(directory, 'a file');
    const source = open();
    expect(await Promise.all([read(source, a), read(source, b)])).toEqual([files.a, files.b]);
    expect(await read(source, c)).toBe(files.c);
    expect(problems).toEqual([`The cache ${directory} is not used: ${directory} is not a folder`]);
    expect(await readFile(directory, 'utf8')).toBe('a file');
  });

  it.each([1, 2])('keeps nothing of content when write %i of it fails, and passes it on', async (number) => {
    const chunks = ['first ', 'con', 'tent'];
    const some: Source = { ...counting, fetch: async () => Readable.from(chunks.map((chunk) => Buffer.from(chunk))) };
    const options = { directory, maxBytes: 1000, maxAge: day, onHit: () => {} };
    const source = cached(some, { ...options, onProblem: (problem) => void problems.push(problem) });
    const content = await source.fetch(a);
    const own = await openFile(import.meta.filename);
    const write = jest.spyOn(Object.getPrototypeOf(own) as typeof own, 'writeFile');
    await own.close();
    try {
      const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      for (let before = 1; before < number; before += 1) write.mockResolvedValueOnce();
      write.mockRejectedValueOnce(full);
      expect((await readAll(content, 'content')).toString()).toBe(files.a);
    } finally {
      write.mockRestore();
    }
    expect(problems).toEqual([`The cache ${directory} is not used: ENOSPC`]);
    expect(await readTree(directory)).toEqual({ 'blobs/sha256/': '' });
  });

  it('passes a cancellation on', async () => {
    await read(open(), a);
    const reason = new Error('cancelled');
    await expect(open().fetch(a, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(problems).toEqual([]);
    expect(await isThere(a)).toBe(true);
  });
});
