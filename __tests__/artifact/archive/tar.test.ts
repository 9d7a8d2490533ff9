import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';
import { run } from '../../support/servers/peers.ts';

const file = (name: string, content = `content of ${name}`, mode = 0o644): TarEntry => {
  const bytes = Buffer.from(content);
  return { name, kind: 'file', mode, time: 1_700_000_000, size: bytes.byteLength, read: () => [bytes] };
};
const folder = (name: string): TarEntry => ({ name, kind: 'directory', mode: 0o755, time: 1_700_000_000 });
const link = (name: string, target: string): TarEntry => ({ name, kind: 'link', mode: 0o777, time: 0, target });

const long = (length: number) => 'n'.repeat(length);
const names = [
  'a',
  'with space/and more.txt',
  'quotes \'" $x `y` *?',
  'ünï/日本語/😀.txt',
  long(100),
  long(101),
  long(255),
  `${long(154)}/${long(100)}`,
  `${long(155)}/${long(100)}`,
  `${long(156)}/${long(99)}`,
  `${long(155)}/${long(101)}`,
  `${long(50)}/${long(200)}/${long(5)}`,
  `${`${long(60)}/`.repeat(5)}${long(60)}`,
  `${`${'é'.repeat(100)}/`.repeat(4)}x`,
];

async function readBack(bytes: Buffer) {
  const found: { name: string; type: string; mode: number; linkname: string; content: string; time: number }[] = [];
  const archive = extract();
  Readable.from([bytes]).pipe(archive as unknown as NodeJS.WritableStream);
  for await (const entry of archive) {
    const { name, type, mode = 0, linkname, mtime } = entry.header;
    const content = (await buffer(entry as AsyncIterable<Uint8Array>)).toString();
    found.push({ name, type: type ?? '', mode, linkname: linkname ?? '', content, time: Number(mtime) / 1000 });
  }
  return found;
}

describe('what other programs read', () => {
  it.each(names)('a file named %j', async (name) => {
    const bytes = await buffer(tar([file(name)]));
    expect(await readBack(bytes)).toMatchObject([{ name, type: 'file', mode: 0o644, content: `content of ${name}` }]);
    const target = await makeWorkspace({});
    const { code, stderr } = await run('tar', ['xf', '-', '-C', target], { input: bytes });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const files = (await readdir(target, { recursive: true })).filter((path) => path === name);
    expect(files).toEqual([name]);
  });

  it('kinds, modes, times and links', async () => {
    const entries = [
      folder('d'),
      folder('d/empty'),
      folder(`d/${long(120)}`),
      file('d/empty.txt', ''),
      file('d/run', '#!/bin/sh\n', 0o755),
      file('d/block', 'x'.repeat(512)),
      file('d/blocks', 'x'.repeat(1025)),
      link('d/link', 'run'),
      link('d/far', `../${long(150)}`),
      link('d/100', long(100)),
      link('d/ü', 'ä ö'),
    ];
    const bytes = await buffer(tar(entries));
    expect(bytes.byteLength % 512).toBe(0);
    const back = await readBack(bytes);
    expect(back.map(({ name, mode, linkname }) => [name, mode, linkname])).toEqual(
      entries.map(({ name, mode, target = '' }) => [name, mode, target]),
    );
    expect(back.map(({ time }) => time)).toEqual(entries.map(({ time }) => time));
    const listed = await run('tar', ['tvf', '-', '--numeric-owner', '--full-time', '--utc'], { input: bytes });
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toContain('-rwxr-xr-x 0/0              10 2023-11-14 22:13:20 d/run\n');
    expect(listed.stdout).toContain('drwxr-xr-x 0/0               0 2023-11-14 22:13:20 d/empty\n');
    const target = await makeWorkspace({});
    expect(await run('tar', ['xf', '-', '-C', target], { input: bytes })).toMatchObject({ code: 0, stderr: '' });
    expect(await readlink(join(target, 'd/far'))).toBe(`../${long(150)}`);
    expect(await readlink(join(target, 'd/ü'))).toBe('ä ö');
    expect((await lstat(join(target, 'd/run'))).mode & 0o777).toBe(0o755);
    expect((await lstat(join(target, 'd/empty'))).isDirectory()).toBe(true);
  });

  it('an archive without entries', async () => {
    const bytes = await buffer(tar([]));
    expect(bytes).toEqual(Buffer.alloc(1024));
    expect(await run('tar', ['tvf', '-'], { input: bytes })).toMatchObject({ code: 0, stdout: '' });
  });
});

it.each([
  [8 ** 11 - 1, undefined],
  [8 ** 11, '8589934592'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
])('writes the size %d', async (size, record) => {
  const chunks = tar([{ ...file('big'), size }])[Symbol.asyncIterator]();
  const { value } = await chunks.next();
  await chunks.return?.(undefined);
  const header = Buffer.from(value as Uint8Array);
  if (record === undefined) expect(header.toString('latin1', 124, 136)).toBe('77777777777\0');
  else expect(header.toString('latin1', 512, 1024)).toContain(`${record.length + 9} size=${record}\n\0`);
  // There is no content, of which tar complains after it has told the size.
  expect((await run('tar', ['tvf', '-'], { input: header })).stdout).toContain(` ${size} `);
});

describe('a file that changes while it is packed', () => {
  it.each([
    ['grows', 3, 'abcd'],
    ['grows from nothing', 0, 'a'],
    ['shrinks', 3, 'ab'],
    ['vanishes', 3, ''],
  ])('%s', async (_, size, content) => {
    let isClosed = false;
    async function* read() {
      try {
        yield Buffer.from(content);
      } finally {
        isClosed = true;
      }
    }
    await expect(buffer(tar([{ ...file('x/y'), size, read }]))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The file "x/y" changed size while it was packed',
    });
    expect(isClosed).toBe(true);
  });
});

it('stops to read a file that grows without end', async () => {
  let read = 0;
  function* content() {
    for (; read < 1000; read += 1) yield Buffer.alloc(10);
  }
  await expect(buffer(tar([{ ...file('x'), size: 25, read: content }]))).rejects.toThrow('changed size');
  expect(read).toBeLessThan(4);
});

it('closes the file when the reader stops', async () => {
  let isClosed = false;
  async function* read() {
    try {
      for (;;) yield Buffer.alloc(10);
    } finally {
      isClosed = true;
    }
  }
  let chunks = 0;
  for await (const _ of tar([{ ...file('x'), size: 1000, read }])) if (++chunks === 3) break;
  expect(isClosed).toBe(true);
});

it('passes an error of a file on', async () => {
  // biome-ignore lint/correctness/useYield: it fails before there is anything to give
  async function* read(): AsyncGenerator<Uint8Array> {
    throw new Error('no such disk');
  }
  await expect(buffer(tar([{ ...file('x'), read }]))).rejects.toThrow('no such disk');
});
