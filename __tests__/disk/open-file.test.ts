import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openFile, readSmallFile, smallFileBuffer } from '../../src/disk/open-file.ts';
import { writeAtomically } from '../../src/disk/write-atomically.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { openBelow } from '../support/content/open-below.ts';

let folder: string;
beforeAll(() => {
  folder = makeFolder();
});
// Windows has neither O_NOFOLLOW nor named pipes in folders.
const onPosix = process.platform === 'win32' ? it.skip : it;
const kib64 = 64 * 1024;
const put = (name: string, bytes: Buffer | string) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('a file', () => {
  it.each([
    [0, []],
    [1, [1]],
    [kib64, [kib64]],
    [kib64 + 1, [kib64 + 1]],
    [3 * 1024 * 1024 + 5, [1024 * 1024, 1024 * 1024, 1024 * 1024, 5]],
  ])('of %i bytes comes in chunks of %j, and again from its beginning', async (size, sizes) => {
    const bytes = randomBytes(size);
    const open = openFile(put(`of-${size}`, bytes));
    for (const _ of [1, 2]) {
      const chunks: Buffer[] = [];
      for await (const chunk of await open()) chunks.push(Buffer.from(chunk));
      expect(chunks.map(({ byteLength }) => byteLength)).toEqual(sizes);
      expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    }
    expect(openBelow(folder)).toEqual([]);
  });

  it('that is given up is closed', async () => {
    const open = openFile(put('given-up', randomBytes(3 * 1024 * 1024)));
    for await (const _ of await open()) break;
    expect(openBelow(folder)).toEqual([]);
  });

  it('has chunks that are good until the next but one is asked for', async () => {
    const bytes = randomBytes(5 * 1024 * 1024);
    const chunks = (await openFile(put('large', bytes))())[Symbol.asyncIterator]();
    const next = async () => (await chunks.next()).value as Uint8Array;
    let [last, current] = [await next(), await next()];
    for (let at = 0; at < 4; at += 1) {
      const start = at * 1024 * 1024;
      expect(Buffer.from(last).equals(bytes.subarray(start, start + 1024 * 1024))).toBe(true);
      [last, current] = [current, await next()];
    }
    expect(current).toBeUndefined();
  });

  it.each([
    ['none', 'ENOENT'],
    ['.', 'EISDIR'],
  ])('that is %j cannot be read: %s', async (name, code) => {
    const path = join(folder, name);
    const read = async () => {
      for await (const _ of await openFile(path)());
    };
    await expect(read()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The file ${JSON.stringify(path)} cannot be read: ${code}`,
    });
  });

  onPosix('by a link cannot be read where that is asked for', async () => {
    const path = join(folder, 'a-link');
    symlinkSync(put('behind', 'secret'), path);
    expect(readSmallFile(path)?.bytes.toString()).toBe('secret');
    const refused = expect.objectContaining({ message: expect.stringContaining('cannot be read: ELOOP') });
    expect(() => readSmallFile(path, { flags: constants.O_NOFOLLOW })).toThrow(refused);
    const chunks = (await openFile(path, undefined, constants.O_NOFOLLOW)())[Symbol.asyncIterator]();
    await expect(chunks.next()).rejects.toEqual(refused);
  });

  it('is not opened after an abort', async () => {
    const reason = new Error('Enough');
    const chunks = (await openFile(join(folder, 'none'), AbortSignal.abort(reason))())[Symbol.asyncIterator]();
    await expect(chunks.next()).rejects.toBe(reason);
  });

  onPosix('that is a pipe without a writer is empty', async () => {
    const path = join(folder, 'a-pipe');
    execFileSync('/usr/bin/mkfifo', [path]);
    for await (const _ of await openFile(path)()) throw new Error('There is nothing to read');
  });
});

describe('a small file', () => {
  it.each([
    [0, true],
    [kib64, true],
    [kib64 + 1, false],
  ])('of %i bytes is read in one go: %s', (size, isSmall) => {
    const bytes = randomBytes(size);
    const path = put(`small-${size}`, bytes);
    for (const into of [undefined, smallFileBuffer()]) {
      const found = readSmallFile(path, into === undefined ? {} : { into });
      expect(openBelow(folder)).toEqual([]);
      expect(found?.bytes.equals(bytes)).toBe(isSmall ? true : undefined);
    }
  });

  // Such a file is empty by its size, and has content all the same.
  (process.platform === 'linux' ? it : it.skip)('that has more than its size says is not one', async () => {
    expect(readSmallFile('/proc/self/status')).toBeUndefined();
    const chunks: Uint8Array[] = [];
    for await (const chunk of await openFile('/proc/self/status')()) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString()).toMatch(/^Name:/);
  });

  it('is no folder', () => {
    expect(readSmallFile(folder)).toBeUndefined();
  });
});

describe('what is written at once', () => {
  const chunks = async function* (...texts: (string | Error)[]) {
    for (const text of texts) {
      if (text instanceof Error) throw text;
      yield Buffer.from(text);
    }
  };

  it('takes the place of what was there', async () => {
    const path = put('written', 'a longer text than the new one');
    await writeAtomically(path, async () => chunks('n', 'ew'), undefined);
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('is written by several, and is that of one of them as a whole', async () => {
    const path = join(folder, 'shared');
    const texts = Array.from({ length: 5 }, (_, at) => `${at}`.repeat(10));
    await Promise.all(texts.map((text) => writeAtomically(path, async () => chunks(...text), undefined)));
    expect(texts).toContain(readFileSync(path, 'utf8'));
  });

  onPosix('may be read by others as far as the system lets them', async () => {
    const path = join(folder, 'readable');
    await writeAtomically(path, async () => chunks('x'), undefined);
    expect(statSync(path).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it.each<[string, () => Promise<AsyncIterable<Uint8Array>>, AbortSignal | undefined]>([
    ['its content breaks off', async () => chunks('n', new Error('Enough')), undefined],
    ['its content cannot be had', () => Promise.reject(new Error('Enough')), undefined],
    ['it is cancelled', async () => chunks('n'), AbortSignal.abort(new Error('Enough'))],
  ])('leaves what was there, and nothing beside it, where %s', async (_, open, signal) => {
    const path = put('kept', 'old');
    const before = readdirSync(folder);
    await expect(writeAtomically(path, open, signal)).rejects.toThrow('Enough');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(before);
    expect(openBelow(folder)).toEqual([]);
  });
});
