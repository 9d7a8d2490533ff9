import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NamedLayer } from '../../../src/artifact/files/select-layers.ts';
import { type WriteOptions, writeFiles } from '../../../src/artifact/files/write-files.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const isWindows = process.platform === 'win32';

const folder = makeFolder();
let directory: string;
let store: MemoryStore;
beforeEach(async () => {
  directory = await mkdtemp(join(folder, 'target-'));
  store = new MemoryStore();
});

const plain = { isUntitled: false, isDirectory: false, isExecutable: false };

/** Puts content into the store; `served` is what it gives out instead. */
function layer(title: string, content = `content of ${title}`, served: string | Buffer = content): NamedLayer {
  const descriptor = describeBytes('text/plain', Buffer.from(content));
  store.stage(descriptor, openBytes(Buffer.from(served)));
  return { title, descriptor, ...plain };
}

async function write(layers: NamedLayer[], options: Partial<WriteOptions> = {}) {
  const told: string[] = [];
  let bytes = 0;
  await writeFiles(store, layers, {
    directory,
    overwrite: true,
    symlinks: 'keep',
    concurrency: 4,
    onFile: ({ title }, isReused) => told.push(isReused ? `${title} reused` : title),
    onBytes: (count) => {
      bytes += count;
    },
    ...options,
  });
  return { told: told.sort(), bytes };
}

/** All that is below the directory, temporary files too. */
async function listed(below = directory): Promise<string[]> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1)).sort();
}

async function put(title: string, content: string): Promise<void> {
  await mkdir(dirname(join(directory, title)), { recursive: true });
  await writeFile(join(directory, title), content);
}

describe('writeFiles', () => {
  it('writes files and their folders, and tells of each', async () => {
    const { told, bytes } = await write([
      layer('a.txt', 'A'),
      layer('x/y/b.txt', 'BB'),
      layer('x/c', ''),
      layer('x/y/d', 'A'),
    ]);
    expect(told).toEqual(['a.txt', 'x/c', 'x/y/b.txt', 'x/y/d']);
    expect(bytes).toBe(4);
    expect(await listed()).toEqual(['a.txt', 'x', 'x/c', 'x/y', 'x/y/b.txt', 'x/y/d']);
    expect(await readFile(join(directory, 'x/y/b.txt'), 'utf8')).toBe('BB');
  });

  it('makes the directory with its parents', async () => {
    directory = join(directory, 'new/deep');
    await write([layer('a')]);
    expect(await listed()).toEqual(['a']);
  });

  it('writes many at once', async () => {
    const layers = Array.from({ length: 300 }, (_, number) => layer(`d${number % 7}/f${number}`));
    expect((await write(layers, { concurrency: 16 })).told).toHaveLength(300);
    expect(await listed()).toHaveLength(307);
  });

  it('follows the umask', async () => {
    const before = process.umask(0o027);
    try {
      await write([
        layer('a'),
        layer('large', 'x'.repeat(100_000)),
        { ...layer('run'), isExecutable: true },
        { ...layer('long', 'y'.repeat(100_000)), isExecutable: true },
      ]);
    } finally {
      process.umask(before);
    }
    const modes = [];
    for (const title of ['a', 'large', 'run', 'long']) modes.push((await stat(join(directory, title))).mode & 0o777);
    if (!isWindows) expect(modes).toEqual([0o640, 0o640, 0o750, 0o750]);
  });

  it('leaves a file with the same content as it is', async () => {
    await put('a', 'same');
    const time = new Date('2001-02-03T04:05:06Z');
    await utimes(join(directory, 'a'), time, time);
    const { ino } = await stat(join(directory, 'a'));
    for (const overwrite of [true, false]) {
      const { told, bytes } = await write([layer('a', 'same'), layer(`b${overwrite}`, 'new')], { overwrite });
      expect({ told, bytes }).toEqual({ told: ['a reused', `b${overwrite}`], bytes: 3 });
      expect(await stat(join(directory, 'a'))).toMatchObject({ ino, mtime: time });
    }
  });

  (isWindows ? it.skip : it).each([
    [true, 0o644, 'run'],
    [true, 0o645, 'run reused'],
    [false, 0o755, 'run reused'],
  ])('takes a file that may be executed (%s) for the one of the mode %o: %s', async (isExecutable, mode, expected) => {
    await put('run', 'same');
    await chmod(join(directory, 'run'), mode);
    expect((await write([{ ...layer('run', 'same'), isExecutable }])).told).toEqual([expected]);
    expect(((await stat(join(directory, 'run'))).mode & 0o111) !== 0).toBe(true);
  });

  it('leaves a file with the same content by sha512 as it is', async () => {
    await put('a', '');
    const digest = `sha512:${createHash('sha512').digest('hex')}` as const;
    const layers = [{ title: 'a', descriptor: { mediaType: 'a/b', digest, size: 0 }, ...plain }];
    expect((await write(layers, { overwrite: false })).told).toEqual(['a reused']);
  });

  it.each(['other', 'o', ''])('replaces a file with the content %j', async (content) => {
    await put('a', content);
    expect((await write([layer('a', 'wants')])).told).toEqual(['a']);
    expect(await readFile(join(directory, 'a'), 'utf8')).toBe('wants');
  });

  it('refuses to replace when told so, before anything is written', async () => {
    await put('b', 'mine');
    const run = write([layer('a'), layer('b')], { overwrite: false });
    await expect(run).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The file "b" exists with different content',
    });
    expect(await listed()).toEqual(['b']);
    expect(await readFile(join(directory, 'b'), 'utf8')).toBe('mine');
  });

  it.each([
    ['a directory in the place of a file', 'dir/x', /^The place of the file ".*dir" is a directory$/, 'dir'],
    ['a file in the place of a folder', 'f', /^The folder ".*f" is not a directory: refused/, 'f/x'],
  ])('refuses %s', async (_, there, message, title) => {
    await put(there, 'mine');
    const before = await listed();
    await expect(write([layer('a'), layer(title)])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(message),
    });
    expect(await listed()).toEqual(before);
  });

  it.each(['', '/sub'])('refuses a target%s that is not a directory', async (suffix) => {
    await put('file', 'mine');
    const run = write([layer('a')], { directory: join(directory, `file${suffix}`) });
    await expect(run).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('cannot be made'),
    });
    expect(await listed()).toEqual(['file']);
  });
});

describe('writeFiles leaves nothing behind when', () => {
  const cases: [string, () => NamedLayer, object][] = [
    ['content is another', () => layer('x/y/bad', 'good', 'evil'), { code: 'INTEGRITY' }],
    ['content is too long', () => layer('x/y/bad', 'good', 'good and more'), { code: 'INTEGRITY' }],
    ['content is too short', () => layer('x/y/bad', 'good', 'goo'), { code: 'INTEGRITY' }],
    [
      'content is not there',
      () => ({ title: 'x/y/bad', descriptor: describeBytes('a/b', Buffer.from('?')), ...plain }),
      { code: 'NOT_FOUND' },
    ],
    [
      'a stream breaks',
      () => {
        const bad = layer('x/y/bad', 'broken');
        store.stage(bad.descriptor, async () => {
          const stream = new Readable({ read() {} });
          stream.push('br');
          setImmediate(() => stream.destroy(new Error('reset')));
          return stream;
        });
        return bad;
      },
      { message: 'reset' },
    ],
  ];
  it.each(cases)('%s', async (_, bad, error) => {
    await put('old', 'old');
    await put('kept/old', 'old');
    const layers = [layer('first'), layer('old', 'new'), layer('kept/new'), bad(), layer('z/last')];
    for (const concurrency of [1, 8]) {
      await expect(write(layers, { concurrency })).rejects.toMatchObject(error);
      expect(await listed()).toEqual(['kept', 'kept/old', 'old']);
      expect(await readFile(join(directory, 'old'), 'utf8')).toBe('old');
    }
    const fresh = join(directory, 'fresh/deep');
    await expect(write(layers, { directory: fresh })).rejects.toMatchObject(error);
    expect(await listed()).toEqual(['kept', 'kept/old', 'old']);
  });

  it('it is aborted in the middle', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const slow = layer('x/slow', 'never ends');
    store.stage(slow.descriptor, async () => {
      const stream = new Readable({ read() {} });
      stream.push('never');
      controller.signal.addEventListener('abort', () => stream.destroy(reason));
      return stream;
    });
    const onBytes = (count: number) => {
      if (count === 'never'.length) setImmediate(() => controller.abort(reason));
    };
    const layers = [layer('x/fast'), slow, layer('x/later')];
    const run = write(layers, { signal: controller.signal, onBytes, concurrency: 2 });
    await expect(run).rejects.toBe(reason);
    expect(await listed()).toEqual([]);
  });

  it('it is aborted before', async () => {
    const run = write([layer('x/a')], { signal: AbortSignal.abort(new Error('cancelled')) });
    await expect(run).rejects.toThrow('cancelled');
    expect(await listed()).toEqual([]);
  });
});

// Links need rights on Windows, and there are no FIFOs.
(isWindows ? describe.skip : describe)('writeFiles on POSIX', () => {
  let outside: string;
  beforeEach(async () => {
    outside = await mkdtemp(join(folder, 'outside-'));
    await writeFile(join(outside, 'victim'), 'mine');
  });

  it.each([
    ['a symbolic link', () => symlink(join(outside, 'victim'), join(directory, 'a'))],
    ['a broken link', () => symlink(join(outside, 'none'), join(directory, 'a'))],
    ['a link to a directory', () => symlink(outside, join(directory, 'a'))],
    ['a hard link', () => link(join(outside, 'victim'), join(directory, 'a'))],
    ['a FIFO', () => promisify(execFile)('mkfifo', [join(directory, 'a')])],
  ])('replaces %s and touches nothing behind it', async (_, make) => {
    await make();
    const content = layer('a', 'new!');
    await expect(write([content], { overwrite: false })).rejects.toMatchObject({ code: 'CONFLICT' });
    await write([content]);
    expect((await lstat(join(directory, 'a'))).isFile()).toBe(true);
    expect(await readFile(join(directory, 'a'), 'utf8')).toBe('new!');
    expect(await listed(outside)).toEqual(['victim']);
    expect(await readFile(join(outside, 'victim'), 'utf8')).toBe('mine');
  });

  it('does not take a link to the same content for the file', async () => {
    await symlink(join(outside, 'victim'), join(directory, 'a'));
    expect((await write([layer('a', 'mine')])).told).toEqual(['a']);
    expect((await lstat(join(directory, 'a'))).isFile()).toBe(true);
  });

  it.each(['out/x', 'out/deep/x', 'in/x'])('refuses to write %s through a link', async (title) => {
    await symlink(outside, join(directory, 'out'));
    await mkdir(join(directory, 'real'));
    await symlink('real', join(directory, 'in'));
    const before = await listed();
    await expect(write([layer('a'), layer(title)])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/" is a symbolic link: refused to write through it$/),
    });
    expect(await listed()).toEqual(before);
    expect(await listed(outside)).toEqual(['victim']);
  });

  it.each([
    ['small', 1],
    ['large', 100_000],
  ])('does not write a %s file through a link that takes the place of its folder meanwhile', async (_, size) => {
    const late = layer('sub/x', 'x'.repeat(size));
    store.stage(late.descriptor, async () => {
      // What is beside it is the temporary file of another one at the most.
      await rm(join(directory, 'sub'), { recursive: true });
      await symlink(outside, join(directory, 'sub'));
      return openBytes(Buffer.from('x'.repeat(size)))();
    });
    await expect(write([late])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/" is a symbolic link: refused to write through it$/),
    });
    expect(await listed(outside)).toEqual(['victim']);
  });

  it('writes into a directory that is itself a link: the user named it', async () => {
    await symlink(outside, join(directory, 'out'));
    await write([layer('a')], { directory: join(directory, 'out') });
    expect(await listed(outside)).toEqual(['a', 'victim']);
  });
});

describe('writeFiles writes a directory', () => {
  const entry = (name: string) => ({ name, kind: 'file', mode: 0o644, content: () => [Buffer.from('x')] }) as const;
  const directoryOf = (title: string, names: string[]): NamedLayer => ({
    ...layer(title),
    isDirectory: true,
    tree: async function* () {
      for (const name of names) yield entry(`${title}/${name}`);
    },
  });

  it('and leaves nothing else, new or there before', async () => {
    for (const expected of ['x/d', 'x/d reused']) {
      expect((await write([directoryOf('x/d', ['a', 'b/c'])])).told).toEqual([expected]);
      expect(await listed()).toEqual(['x', 'x/d', 'x/d/a', 'x/d/b', 'x/d/b/c']);
    }
  });

  it('and leaves nothing at all when a later one fails', async () => {
    const layers = [directoryOf('new/deep/d', ['a']), directoryOf('e', ['a', 'a'])];
    await expect(write(layers)).rejects.toThrow('The directory "e" has an entry "e/a" that is there twice');
    expect(await listed()).toEqual([]);
  });

  it('but not by a digest of its content that is none', async () => {
    const bad = layer('d');
    const annotations = { 'io.deis.oras.content.digest': 'sha256:x' };
    const run = write([{ ...bad, isDirectory: true, descriptor: { ...bad.descriptor, annotations } }]);
    await expect(run).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: 'The directory "d" has an invalid digest of its content',
    });
    expect(await listed()).toEqual([]);
  });
});

it('refuses files that would be a repository of git, and leaves none', async () => {
  const run = write([layer('r/HEAD'), layer('r/objects/x'), layer('r/refs/x')]);
  await expect(run).rejects.toMatchObject({ code: 'ARTIFACT', topic: 'git-repository' });
  expect(await listed()).toEqual([]);
});

it('tells of the bytes of a large file that is there, as they are compared', async () => {
  const content = 'x'.repeat(1_000_000);
  await put('large', content);
  const compared: [string, number][] = [];
  const onCompared = (count: number, { title }: NamedLayer) => compared.push([title, count]);
  expect(await write([layer('large', content), layer('new')], { onCompared })).toMatchObject({
    told: ['large reused', 'new'],
  });
  expect(new Set(compared.map(([title]) => title))).toEqual(new Set(['large']));
  expect(compared.reduce((sum, [, count]) => sum + count, 0)).toBe(content.length);
});

it('refuses titles that would fill the disk with folders, and leaves none', async () => {
  const deep = (number: number) => layer(`${number}/${'a/'.repeat(61)}f`, 'x');
  const layers = Array.from({ length: 200 }, (_, number) => deep(number));
  await expect(write(layers)).rejects.toThrow('need more than 10000 new folders');
  expect(await listed()).toEqual([]);
});
