import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { digestOf } from '../../../src/oci/digest.ts';
import { buffer } from '../../support/content/buffer.ts';
import type { HostileCase, Json } from '../../support/faults/hostile.ts';

type Entry = Partial<Header> & { name: string; content?: string | Uint8Array };

function tarOf(entries: Iterable<Entry>): Promise<Buffer> {
  const archive = pack();
  for (const { content = '', ...header } of entries)
    archive.entry(
      { ...header } as Header,
      Buffer.from(content).length === 0 && header.type !== undefined ? '' : Buffer.from(content),
    );
  archive.finalize();
  return buffer(archive as unknown as AsyncIterable<Uint8Array>);
}

/** A header with whatever fields, over bytes of whatever size. */
function rawHeader(name: string, type: string, size: number | string | Buffer, magic = 'ustar\0' + '00'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  const field = typeof size === 'number' ? `${size.toString(8).padStart(11, '0')}\0` : size;
  Buffer.from(field).copy(header, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(magic, 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

const end = Buffer.alloc(1024);
const padded = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
const described = (text: string, type: string) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([rawHeader('pax', type, bytes.length), padded(bytes)]);
};
const pax = (record: string) => described(record, 'x');
/** So many records of PAX, each of 17 bytes. */
const records = (count: number) =>
  Array.from({ length: count }, (_, key) => `17 k${`${key}`.padStart(10, '0')}=v\n`).join('');
const good: Entry = { name: 'd/good.txt', content: 'good' };

const layer =
  (archive: Uint8Array, changes: Json = {}): HostileCase['make'] =>
  ({ manifest, file }) =>
    void manifest([
      file('d', archive, {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        annotations: { 'org.opencontainers.image.title': 'd', 'io.deis.oras.content.unpack': 'true', ...changes },
      }),
    ]);
const ofEntries =
  (entries: Entry[]): HostileCase['make'] =>
  async (repository) =>
    layer(gzipSync(await tarOf(entries)))(repository);
const ofBytes = (...parts: Uint8Array[]): HostileCase['make'] => layer(gzipSync(Buffer.concat(parts)));

const refused: [name: string, make: HostileCase['make'], expected?: HostileCase['expected']][] = [
  ['an entry above the directory', ofEntries([good, { name: '../x', content: 'x' }])],
  ['an entry above the directory, in the middle', ofEntries([good, { name: 'd/../../x', content: 'x' }])],
  ['an entry beside the directory', ofEntries([good, { name: 'e/x', content: 'x' }])],
  ['an absolute entry', ofEntries([good, { name: '/tmp/x', content: 'x' }])],
  ['an entry with backslashes, outside', ofEntries([good, { name: 'd\\..\\..\\x', content: 'x' }])],
  ['an entry of a drive', ofEntries([good, { name: 'C:/x', content: 'x' }])],
  ['an entry with control characters', ofEntries([good, { name: 'd/a\u001b[31m', content: 'x' }])],
  ['an entry with bidi characters', ofEntries([good, { name: 'd/\u202egnp.exe', content: 'x' }])],
  ['an entry that gives commands', ofEntries([good, { name: 'd/\n::set-env name=X::y', content: 'x' }])],
  ['an entry of git', ofEntries([good, { name: 'd/.git/hooks/post-checkout', content: 'x' }])],
  ['an entry that is 65 deep', ofEntries([good, { name: `d/${'x/'.repeat(64)}y`, content: 'x' }])],
  ['an entry twice', ofEntries([good, good])],
  [
    'an entry that is a file and a folder',
    ofEntries([
      { name: 'd/a', content: 'x' },
      { name: 'd/a/b', content: 'x' },
    ]),
  ],
  ['the directory as a file', ofEntries([{ name: 'd', content: 'x' }])],
  ['the directory as a link', ofEntries([{ name: 'd', type: 'symlink', linkname: '..' }, good])],
  ['a link to an absolute path', ofEntries([good, { name: 'd/l', type: 'symlink', linkname: '/etc/passwd' }])],
  ['a link that leads out', ofEntries([good, { name: 'd/l', type: 'symlink', linkname: '../../secret.txt' }])],
  [
    'a link that leads out and in again',
    ofEntries([good, { name: 'd/l', type: 'symlink', linkname: '../d/good.txt/../../..' }]),
  ],
  ['a link to nothing outside', ofEntries([good, { name: 'd/l', type: 'symlink', linkname: '../nothing' }])],
  ['a link to itself', ofEntries([good, { name: 'd/l', type: 'symlink', linkname: 'l' }])],
  [
    'a chain of links that leads out',
    ofEntries([
      good,
      { name: 'd/a', type: 'symlink', linkname: '.' },
      { name: 'd/b', type: 'symlink', linkname: 'a/..' },
      { name: 'd/c', type: 'symlink', linkname: 'b/../secret.txt' },
    ]),
  ],
  [
    'a file through a link',
    ofEntries([good, { name: 'd/l', type: 'symlink', linkname: '..' }, { name: 'd/l/x', content: 'x' }]),
  ],
  [
    'a link that climbs through a link, which another pull could replace',
    ofEntries([
      { name: 'd/deep/er/x', content: 'x' },
      { name: 'd/x', content: 'x' },
      { name: 'd/p', type: 'symlink', linkname: 'deep/er' },
      { name: 'd/l', type: 'symlink', linkname: 'p/../../x' },
    ]),
  ],
  [
    'the files of a git repository',
    ofEntries([
      { name: 'd/a/HEAD', content: 'ref: refs/heads/main' },
      { name: 'd/a/objects/x', content: 'x' },
      { name: 'd/a/refs', type: 'directory' },
      { name: 'd/a/config', content: '[core]\n\tfsmonitor = touch ran\n' },
    ]),
  ],
  ['a link of Windows', ofEntries([good, { name: 'd/l', type: 'symlink', linkname: 'C:x' }])],
  ['a hard link that leads out', ofEntries([good, { name: 'd/l', type: 'link', linkname: '../secret.txt' }])],
  ['a hard link that stays inside', ofEntries([good, { name: 'd/l', type: 'link', linkname: 'd/good.txt' }])],
  ['a hard link to an absolute path', ofEntries([good, { name: 'd/l', type: 'link', linkname: '/etc/passwd' }])],
  ['a character device', ofEntries([good, { name: 'd/null', type: 'character-device', devmajor: 1, devminor: 3 }])],
  ['a block device', ofEntries([good, { name: 'd/disk', type: 'block-device', devmajor: 8, devminor: 0 }])],
  ['a FIFO', ofEntries([good, { name: 'd/pipe', type: 'fifo' }])],
  ['a sparse file', ofBytes(rawHeader('d/s', 'S', 0), end)],
  ['an entry of an unknown type', ofBytes(rawHeader('d/s', 'Z', 0), end)],
  ['no entries', ofBytes(end)],
  ['nothing at all', ofBytes(Buffer.alloc(0))],
  ['no archive', ofBytes(randomBytes(4096))],
  ['an archive in an archive', ofBytes(gzipSync(end))],
  ['an archive that is cut in a header', ofBytes(rawHeader('d/x', '0', 5).subarray(0, 300))],
  ['an archive that is cut in a file', ofBytes(rawHeader('d/x', '0', 5000), Buffer.alloc(512))],
  ['gzip that is cut', async (repository) => layer(gzipSync(await tarOf([good])).subarray(0, -9))(repository)],
  [
    'gzip with a wrong sum',
    async (repository) =>
      layer(Buffer.concat([gzipSync(await tarOf([good])).subarray(0, -8), Buffer.alloc(8)]))(repository),
  ],
  [
    'something after the end of gzip',
    async (repository) => layer(Buffer.concat([gzipSync(await tarOf([good])), Buffer.from('more')]))(repository),
  ],
  [
    'a header whose sum is wrong',
    ofBytes(Buffer.concat([rawHeader('d/x', '0', 0).subarray(0, 500), Buffer.alloc(12, 1)]), end),
  ],
  ['a size below zero', ofBytes(rawHeader('d/x', '0', '-0000000001\0'), end)],
  ['a size that is not a number', ofBytes(rawHeader('d/x', '0', 'zzzzzzzzzzz\0'), end)],
  ['a size of many exabytes', ofBytes(rawHeader('d/x', '0', Buffer.from(`80${'ff'.repeat(11)}`, 'hex')), end)],
  ['a size below zero, in binary', ofBytes(rawHeader('d/x', '0', Buffer.from(`ff${'00'.repeat(11)}`, 'hex')), end)],
  ['a size that is neither text nor binary', ofBytes(rawHeader('d/x', '0', Buffer.alloc(12, 0xc2)), end)],
  ['a path that is a number, by PAX', ofBytes(pax('11 path=12\n'), rawHeader('d/x', '0', 0), end)],
  ['a path that leads out, by PAX', ofBytes(pax('18 path=../../x.t\n'), rawHeader('d/x', '0', 0), end)],
  ['a path with a NUL, by PAX', ofBytes(pax('14 path=d/\0x\n'), rawHeader('d/x', '0', 0), end)],
  [
    'a size that lies, by PAX',
    ofBytes(pax('19 size=9999999999\n'), rawHeader('d/x', '0', 3), padded(Buffer.from('abc')), end),
  ],
  ['records that are none, by PAX', ofBytes(pax('99999999 path=x\n'), rawHeader('e/x', '0', 0), end)],
  [
    'a global header of 40,000 records before 1,000 files, by PAX',
    ofBytes(
      described(records(40_000), 'g'),
      ...Array.from({ length: 1000 }, (_, index) => [pax('9 a=bcd\n'), rawHeader(`d/${index}`, '0', 0)]).flat(),
      end,
    ),
  ],
  // What follows is read in two ways, by Go, Python, GNU tar or us (faults/readings.test.ts).
  ['a path for all that follows, by PAX', ofBytes(described('12 path=d/y\n', 'g'), rawHeader('d/x', '0', 0), end)],
  ['a target for all that follows, by PAX', ofBytes(described('14 linkpath=x\n', 'g'), rawHeader('d/x', '0', 0), end)],
  ['a size for all that follows, by PAX', ofBytes(described('9 size=0\n', 'g'), rawHeader('d/x', '0', 0), end)],
  [
    'a path that is taken back for all that follows',
    ofBytes(described('8 path=\n', 'g'), rawHeader('d/x', '0', 0), end),
  ],
  ['a long name of old GNU', ofBytes(described('d/y\0', 'N'), rawHeader('d/x', '0', 0), end)],
  ['an entry behind the end', ofBytes(rawHeader('d/x', '0', 0), end, rawHeader('d/y', '0', 0), end)],
  [
    'two headers that name an entry',
    ofBytes(pax('12 path=d/y\n'), described('d/z\0', 'L'), rawHeader('d/x', '0', 0), end),
  ],
  ['a file with a slash at its end', ofBytes(rawHeader('d/x/', '7', 3), padded(Buffer.from('abc')), end)],
  ['a long name that goes on behind a NUL, by GNU', ofBytes(described('d/y\0z\0', 'L'), rawHeader('d/x', '0', 0), end)],
  ['a long target that goes on behind a NUL', ofBytes(described('y\0z', 'K'), rawHeader('d/x', '0', 0), end)],
  ['101 records, by PAX', ofBytes(pax(records(101)), rawHeader('d/x', '0', 0), end)],
  [
    '10,000 records that take each other back, by PAX',
    ofBytes(pax('6 a=b\n5 a=\n'.repeat(5_000)), rawHeader('d/x', '0', 0), end),
  ],
  [
    'a name of slashes that does not end in one, by GNU',
    ofBytes(described(`d${'/'.repeat(65_000)}x`, 'L'), rawHeader('d/x', '0', 0), end),
  ],
  [
    '101 records in two global headers, by PAX',
    ofBytes(described(records(100), 'g'), described('9 a=bcd\n', 'g'), rawHeader('d/x', '0', 0), end),
  ],
  [
    'a record of 65 KiB in two headers, by PAX',
    ofBytes(...['a', 'b'].map((key) => pax(`33280 ${key}=${'x'.repeat(33_271)}\n`)), rawHeader('d/x', '0', 0), end),
  ],
  ['a record that ends behind its header, by PAX', ofBytes(pax('13 path=d/y\n'), rawHeader('d/x', '0', 0), end)],
  ['a long name of 65 KiB, by GNU', ofBytes(described(`d/${'x/'.repeat(33_000)}`, 'L'), rawHeader('d/x', '0', 0), end)],
  ['records of 400 MiB, by PAX', ofBytes(rawHeader('pax', 'x', 400 << 20), Buffer.alloc(400 << 20), end)],
  ['a long name of 400 MiB, by GNU', ofBytes(rawHeader('long', 'L', 400 << 20), Buffer.alloc(400 << 20, 'a'), end)],
  [
    'a long name of 8 GiB that does not come, by GNU',
    ofBytes(rawHeader('long', 'L', 8 * 2 ** 30 - 1), Buffer.alloc(5120)),
  ],
  ['100,001 entries', ofBytes(...Array<Buffer>(100_001).fill(rawHeader('d/', '5', 0)), end)],
  ['a bomb of gzip', ofBytes(rawHeader('d/zeros', '0', 400 << 20), Buffer.alloc(400 << 20), end), 'TOO_LARGE'],
  [
    'a bomb of zstd',
    layer(zstdCompressSync(Buffer.concat([rawHeader('d/zeros', '0', 400 << 20), Buffer.alloc(400 << 20), end]))),
    'TOO_LARGE',
  ],
  [
    'another archive than was described',
    async (repository) =>
      layer(gzipSync(await tarOf([good])), { 'io.deis.oras.content.digest': digestOf(Buffer.from('x')) })(repository),
    'INTEGRITY',
  ],
  [
    'a described archive whose digest is a path',
    async (repository) =>
      layer(gzipSync(await tarOf([good])), { 'io.deis.oras.content.digest': 'sha256:../x' })(repository),
  ],
];

const taken: HostileCase[] = [
  {
    name: '100 records and a global header, by PAX',
    make: ofBytes(described(records(100), 'g'), pax(records(100)), rawHeader('d/good.txt', '0', 0), end),
    expected: 'ok',
    files: ['d/good.txt'],
  },
  {
    name: 'owner and special bits mean nothing',
    make: ofEntries([{ ...good, mode: 0o6755, uid: 0, gid: 0, uname: 'root' }]),
    expected: 'ok',
    files: ['d/good.txt'],
  },
  {
    name: 'a link to a file inside',
    make: ofEntries([good, { name: 'd/l', type: 'symlink', linkname: 'good.txt' }]),
    expected: 'ok',
    files: ['d/good.txt', 'd/l'],
  },
  {
    name: 'a link is refused where the input says so',
    make: ofEntries([good, { name: 'd/l', type: 'symlink', linkname: 'good.txt' }]),
    expected: 'ARTIFACT',
    inputs: { symlinks: 'error' },
  },
  {
    name: 'an archive that is not unpacked is a file',
    make: ofEntries([{ name: '../x', content: 'x' }]),
    expected: 'ok',
    files: ['d.tar.gz'],
    inputs: { unpack: 'false' },
  },
];

/** What comes of hostile archives. */
export const archiveCases: HostileCase[] = [
  ...refused.map(([name, make, expected = 'ARTIFACT']): HostileCase => ({ name, make, expected })),
  ...taken,
];
