import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { unpackDirectory } from '../../../src/artifact/archive/unpack-directory.ts';
import { readChart } from '../../../src/artifact/chart/read-chart.ts';
import { makeWorkspace, readTree } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

// Archives as other programs make them, and with what none should have, before both of our readers: that of directories
// and that of charts.

let folder: string;
beforeAll(async () => {
  folder = await makeWorkspace({ 'web/Chart.yaml': 'name: web\nversion: 1.0.0\n', 'web/holes': 'start' });
  await truncate(join(folder, 'web/holes'), 1024 ** 2);
  await writeFile(join(folder, 'web/holes'), 'end', { flag: 'a' });
});

/** Packs `web` with the system's tar, and without gzip. */
async function pack(...options: string[]): Promise<Buffer> {
  const output = join(await makeWorkspace(), 'x.tar');
  expect(await run('tar', ['-cf', output, ...options], { cwd: folder })).toMatchObject({ code: 0 });
  return readFile(output);
}

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

/** Reads compressed bytes as a directory and as a chart: what is unpacked, and the name of the chart. */
async function read(bytes: Uint8Array, size = 64 * 1024) {
  const directory = join(await makeWorkspace(), 'target');
  await mkdir(directory);
  const signal = new AbortController().signal;
  const options = { directory, title: 'web', what: 'x', contentDigest: undefined, symlinks: 'keep', signal } as const;
  const results = await Promise.allSettled([
    unpackDirectory(inChunks(bytes, size), options).then(() => readTree(directory)),
    readChart(inChunks(bytes, size)).then(({ metadata }) => metadata.name),
  ]);
  return results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason));
}

async function expectRead(bytes: Uint8Array, size?: number) {
  expect(await read(bytes, size)).toEqual([{ 'web/Chart.yaml': 'name: web\nversion: 1.0.0\n' }, 'web']);
}

async function expectRefused(bytes: Uint8Array, says: string | RegExp, size?: number) {
  const message = typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says);
  const error = { name: 'OciError', code: 'ARTIFACT', message };
  expect(await read(bytes, size)).toMatchObject([error, error]);
}

/** Changes fields of the header at the start of an archive, and makes its sum anew. */
function withHeader(archive: Buffer, fields: Record<number, string | Buffer>): Buffer {
  const changed = Buffer.from(archive);
  for (const [offset, value] of Object.entries(fields)) changed.set(Buffer.from(value), Number(offset));
  changed.fill(' ', 148, 156);
  const sum = changed.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  changed.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return changed;
}

const [name, size, type, target] = [0, 124, 156, 157];
const base256 = (value: number) => {
  const field = Buffer.alloc(12);
  field.writeUIntBE(value, 6, 6);
  field[0] = 0x80;
  return field;
};

describe('what is read', () => {
  it.each(['v7', 'oldgnu', 'gnu', 'ustar', 'pax'])('the form %s of GNU tar', async (format) => {
    await expectRead(gzipSync(await pack(`--format=${format}`, 'web/Chart.yaml')));
  });

  it('what git packs, with the commit in a global header', async () => {
    const git = ['-c', 'user.name=x', '-c', 'user.email=x@x.test', '-c', 'init.defaultBranch=main'];
    const cwd = await makeWorkspace({ 'web/Chart.yaml': 'name: web\nversion: 1.0.0\n' });
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', 'x'],
    ]) {
      expect(await run('git', [...git, ...args], { cwd })).toMatchObject({ code: 0 });
    }
    await run('git', ['archive', '--output', 'x.tgz', 'HEAD'], { cwd });
    const archive = await readFile(join(cwd, 'x.tgz'));
    expect(gunzipSync(archive).toString('latin1', 0, 17)).toBe('pax_global_header');
    await expectRead(archive);
  });

  it('a size in base 256', async () => {
    const archive = await pack('--format=gnu', 'web/Chart.yaml');
    const length = 'name: web\nversion: 1.0.0\n'.length;
    await expectRead(gzipSync(withHeader(archive, { [size]: base256(length) })));
  });

  it.each([1, 7, 100, 64 * 1024])('many members of gzip, in chunks of %d', async (chunk) => {
    const archive = (await pack('web/Chart.yaml')).subarray(0, 2048);
    const members = Array.from({ length: 21 }, (_, index) =>
      gzipSync(archive.subarray(index * 100, index * 100 + 100)),
    );
    await expectRead(Buffer.concat([...members, gzipSync('')]), chunk);
  });

  it('zeros after the gzip, as tapes have them, and no blocks at the end', async () => {
    const archive = await pack('web/Chart.yaml');
    await expectRead(Buffer.concat([gzipSync(archive), Buffer.alloc(512)]));
    await expectRead(gzipSync(archive.subarray(0, 1024)));
  });
});

describe('what is refused', () => {
  it.each([
    [
      'as GNU tar once did',
      ['--format=oldgnu'],
      /"web\/holes",? \w+ is not a file, folder or symbolic link: of an unknown type/,
    ],
    [
      'as GNU tar does',
      ['--format=gnu'],
      /"web\/holes",? \w+ is not a file, folder or symbolic link: of an unknown type/,
    ],
    ['by PAX 0.0', ['--format=pax', '--sparse-version=0.0'], /"web\/holes",? \w+ is stored without its holes/],
    ['by PAX 0.1', ['--format=pax', '--sparse-version=0.1'], /holes",? \w+ is stored without its holes/],
    ['by PAX 1.0', ['--format=pax', '--sparse-version=1.0'], /holes",? \w+ is stored without its holes/],
  ])('a file with holes, %s', async (_, options, says) => {
    await expectRefused(gzipSync(await pack('--sparse', ...options, 'web/Chart.yaml', 'web/holes')), says);
  });

  it.each([
    ['another type', { [type]: 'M' }, 'of an unknown type'],
    ['a volume', { [type]: 'V' }, 'of an unknown type'],
    [
      'a link with content, which others take for an entry',
      { [type]: '2', [target]: 'x\0' },
      'is a symbolic link with content',
    ],
    ['a size of many exabytes', { [size]: Buffer.alloc(12, 0x7f).fill(0x80, 0, 1) }, /has an invalid size$/],
    ['a size below nothing', { [size]: Buffer.alloc(12, 0xff) }, /not a readable archive|not a gzipped tar archive/],
    ['a size of half a number', { [size]: '0000009\0' }, /not a readable archive|not a gzipped tar archive/],
    ['a name that is empty', { [name]: Buffer.alloc(100) }, /is not in "web"|not a plain path|should be the directory/],
  ])('%s', async (_, fields, says) => {
    await expectRefused(gzipSync(withHeader(await pack('--format=gnu', 'web/Chart.yaml'), fields)), says);
  });

  it('a global header that moves a file', async () => {
    const moved = '--pax-option=globexthdr.name=x,path=../../x';
    await expectRefused(
      gzipSync(await pack('--format=pax', moved, 'web/Chart.yaml')),
      /not a readable archive|not a gzipped tar archive/,
    );
  });

  it.each([
    ['garbage in the same chunk', 'garbage', 64 * 1024],
    ['garbage in the next chunk', 'garbage', 1],
    ['one byte of garbage', 'g', 1],
    ['half a header of gzip', '\x1f\x8b', 64 * 1024],
  ])('%s after the gzip', async (_, more, chunk) => {
    const bytes = Buffer.concat([gzipSync(await pack('web/Chart.yaml')), Buffer.from(more, 'latin1')]);
    await expectRefused(bytes, /not a readable archive|not a gzipped tar archive/, chunk);
  });

  it.each([1, 4, 8, 20])('a gzip that lacks its last %d bytes', async (count) => {
    const bytes = gzipSync(await pack('web/Chart.yaml'));
    await expectRefused(bytes.subarray(0, -count), /not a readable archive|not a gzipped tar archive/);
  });

  it('a gzip with another sum', async () => {
    const bytes = gzipSync(await pack('web/Chart.yaml'));
    bytes.writeUInt32LE((bytes.readUInt32LE(bytes.length - 8) ^ 1) >>> 0, bytes.length - 8);
    await expectRefused(bytes, /not a readable archive|not a gzipped tar archive/);
  });

  it('an archive after the archive that is none', async () => {
    const archive = await pack('web/Chart.yaml');
    await expectRefused(
      gzipSync(Buffer.concat([archive, Buffer.alloc(512, 'x')])),
      /not a readable archive|not a gzipped tar archive/,
    );
  });
});
