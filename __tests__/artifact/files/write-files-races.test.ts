import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import type { NamedLayer } from '../../../src/artifact/files/select-layers.ts';
import { type WriteOptions, writeFiles } from '../../../src/artifact/files/write-files.ts';
import { type Descriptor, describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

/** More than what is held in memory as a whole. */
const large = 'x'.repeat(65 * 1024);

let directory: string;
let outside: string;
let source: MemoryStore;
beforeEach(() => {
  directory = join(makeFolder(), 'directory');
  outside = makeFolder();
  source = new MemoryStore();
  mkdirSync(join(directory, 'x'), { recursive: true });
});

const plain = { isUntitled: false, isDirectory: false, isExecutable: false };

/** A file of an artifact; `meanwhile` is done when all of its bytes have come, but before their end is known. */
function file(title: string, content: string, meanwhile = () => {}): NamedLayer {
  const descriptor = describeBytes('text/plain', Buffer.from(content));
  source.stage(descriptor, async () =>
    (async function* () {
      yield Buffer.from(content);
      meanwhile();
    })(),
  );
  return { title, descriptor, ...plain };
}

/** A directory of an artifact with one file `a`. */
async function folder(title: string, content = title): Promise<NamedLayer> {
  const entry = (name: string, kind: 'file' | 'directory'): TarEntry => ({ name, kind, mode: 0o755, time: 0 });
  const bytes = Buffer.from(content);
  const entries = [
    entry(title, 'directory'),
    { ...entry(`${title}/a`, 'file'), size: bytes.byteLength, read: () => [bytes] },
  ];
  const archive = await buffer(tar(entries));
  const descriptor = describeBytes('application/vnd.oci.image.layer.v1.tar', archive);
  source.stage(descriptor, openBytes(archive));
  return { title, descriptor, ...plain, isDirectory: true };
}

/** Does something when content is asked for, before the first byte comes. */
function whenFetched({ descriptor: { digest } }: NamedLayer, meanwhile: () => unknown): void {
  const fetch = source.fetch.bind(source);
  source.fetch = async (wanted: Descriptor, signal?: AbortSignal) => {
    if (wanted.digest === digest) await meanwhile();
    return fetch(wanted, signal);
  };
}

const write = (layers: NamedLayer[], options: Partial<WriteOptions> = {}) =>
  writeFiles(source, layers, {
    directory,
    overwrite: true,
    symlinks: 'keep',
    concurrency: 1,
    onFile: () => {},
    onBytes: () => {},
    ...options,
  });
const listed = (below: string) =>
  readdirSync(below, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .sort();
// On Windows, links are for administrators, and a folder with an open file cannot be renamed.
const isWindows = process.platform === 'win32';
/** What somebody does who wants a pull to write elsewhere: the folder becomes a link. */
const swap = (name = 'x') => {
  renameSync(join(directory, name), join(directory, `${name}-before`));
  symlinkSync(outside, join(directory, name));
};
const throughLink = expect.objectContaining({
  code: 'CONFLICT',
  message: expect.stringMatching(/^The folder ".*x" is a symbolic link: refused to write through it$/),
});

(isWindows ? describe.skip : describe)('A link that takes the place of a folder is not written through', () => {
  it('while a small file comes', async () => {
    await expect(write([file('x/a', 'small', swap)])).rejects.toEqual(throughLink);
    expect(listed(outside)).toEqual([]);
  });

  it.each(['x/a', 'x/deep/a'])('while the large file %s is asked for', async (title) => {
    const layer = file(title, large);
    whenFetched(layer, () => swap());
    await expect(write([layer])).rejects.toEqual(throughLink);
    expect(listed(outside)).toEqual([]);
  });

  it('while a large file comes', async () => {
    const error = { code: 'CONFLICT', message: expect.stringMatching(/cannot be put in place: ENOENT$/) };
    await expect(write([file('x/a', large, swap)])).rejects.toMatchObject(error);
    expect(listed(outside)).toEqual([]);
  });

  it('while a directory is asked for', async () => {
    const layer = await folder('x/d');
    whenFetched(layer, () => swap());
    await expect(write([layer])).rejects.toEqual(throughLink);
    expect(listed(outside)).toEqual([]);
    expect(listed(directory)).toEqual(['x', 'x-before']);
  });

  it('nor read: what is behind it is not taken for the directory', async () => {
    const layer = await folder('x/d');
    mkdirSync(join(outside, 'd'));
    writeFileSync(join(outside, 'd/a'), 'x/d', { mode: 0o755 });
    whenFetched(layer, () => swap());
    await expect(write([layer])).rejects.toEqual(throughLink);
  });

  it('while the next directory is asked for', async () => {
    const layers = [await folder('x/d'), await folder('y')];
    whenFetched(layers[1] as NamedLayer, () => swap());
    await expect(write(layers)).rejects.toEqual(throughLink);
    expect(listed(outside)).toEqual([]);
    expect(listed(directory)).toEqual(['x', 'x-before']);
  });
});

(isWindows ? it.skip : it)(
  'A link that takes the place of a folder while the trees are compared is not written through',
  async () => {
    const layers = [await folder('x/d'), await folder('y')];
    // Directories are told when they were compared, one after the other.
    const onFile = ({ title }: NamedLayer) => title === 'y' && swap();
    await expect(write(layers, { onFile })).rejects.toEqual(throughLink);
    expect(listed(outside)).toEqual([]);
  },
);

describe('A file that somebody else puts in its place meanwhile', () => {
  it.each(['small', large])('is not replaced, unless overwrite says so', async (content) => {
    const put = () => writeFileSync(join(directory, 'x/a'), 'mine');
    const appeared = {
      code: 'CONFLICT',
      message: 'The file "x/a" was put there by somebody else while its content was fetched',
    };
    await expect(write([file('x/a', content, put)], { overwrite: false })).rejects.toMatchObject(appeared);
    expect(listed(directory)).toEqual(['x', 'x/a']);
    expect(readFileSync(join(directory, 'x/a'), 'utf8')).toBe('mine');
    await write([file('x/a', content, put)]);
    expect(readFileSync(join(directory, 'x/a'), 'utf8')).toBe(content);
  });

  it.each([0, 1])(
    'in a directory is not replaced, unless overwrite says so: while number %i is asked for',
    async (n) => {
      const layers = [await folder('x/d'), await folder('y')];
      whenFetched(layers[n] as NamedLayer, () => {
        mkdirSync(join(directory, 'x/d'), { recursive: true });
        writeFileSync(join(directory, 'x/d/a'), 'mine');
      });
      await expect(write(layers, { overwrite: false })).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(readFileSync(join(directory, 'x/d/a'), 'utf8')).toBe('mine');
      await write(layers);
      expect(readFileSync(join(directory, 'x/d/a'), 'utf8')).toBe('x/d');
    },
  );
});

it('gives all their names only when the last one is there and right', async () => {
  writeFileSync(join(directory, 'old'), 'old');
  const last = await folder('y');
  const told: string[] = [];
  const layers = [file('x/a', 'small'), file('old', large), await folder('x/d'), last];
  whenFetched(last, () => {
    expect(told).toEqual(['x/a', 'old']);
    const unnamed = expect.stringMatching(/^(x\/)?\.[0-9a-f]{16}-\d+\.part/);
    for (const name of listed(directory).filter((each) => !['old', 'x'].includes(each))) expect(name).toEqual(unnamed);
    expect(readFileSync(join(directory, 'old'), 'utf8')).toBe('old');
  });
  await write(layers, { onFile: ({ title }) => told.push(title) });
  expect(told).toEqual(['x/a', 'old', 'x/d', 'y']);
  expect(listed(directory)).toEqual(['old', 'x', 'x/a', 'x/d', 'x/d/a', 'y', 'y/a']);
});

it('places nothing after an abort that comes when all is there', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped');
  const layers = [file('x/a', 'small'), await folder('x/d')];
  const onFile = ({ title }: NamedLayer) => title === 'x/d' && controller.abort(reason);
  await expect(write(layers, { onFile, signal: controller.signal })).rejects.toBe(reason);
  expect(listed(directory)).toEqual(['x']);
  expect(existsSync(directory)).toBe(true);
});

(isWindows ? it.skip : it).each(['small', large])(
  'A link where the next temporary file will be is not written through',
  async (content) => {
    const victim = join(outside, 'victim');
    writeFileSync(victim, 'as it was');
    // The name of the first one tells that of the second.
    const onFile = ({ title }: NamedLayer) => {
      const [first = ''] = readdirSync(directory).filter((name) => name.endsWith('-1.part'));
      if (title === 'a') symlinkSync(victim, join(directory, first.replace('-1.', '-2.')));
    };
    const layers = [file('a', 'first'), file('b', content)];
    await expect(write(layers, { onFile })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(victim, 'utf8')).toBe('as it was');
  },
);

(isWindows ? it.skip : it)('A link where the tree of a directory will be made is not written through', async () => {
  // The name of the file tells that of the tree.
  const onFile = ({ title }: NamedLayer) => {
    const [first = ''] = readdirSync(directory).filter((name) => name.endsWith('-1.part'));
    if (title === 'a') symlinkSync(outside, join(directory, first.replace('-1.', '-2.')));
  };
  const layers = [file('a', 'first'), await folder('d')];
  await expect(write(layers, { onFile })).rejects.toMatchObject({ code: 'EEXIST' });
  expect(listed(outside)).toEqual([]);
});

(isWindows ? it.skip : it)('A large file is for its user alone until all of it has come', async () => {
  const modes: number[] = [];
  const look = () => {
    for (const name of readdirSync(directory))
      if (name.endsWith('.part')) modes.push(statSync(join(directory, name)).mode & 0o777);
  };
  await write([file('a', large, look)]);
  expect(modes).toEqual([0o600]);
});
