import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { buffer } from '../../support/content/buffer.ts';

const n = (length: number) => 'n'.repeat(length);
const bytesOf = (...entries: TarEntry[]) => buffer(tar(entries));
const named = (name: string, more: Partial<TarEntry> = {}): TarEntry => ({
  ...{ name, kind: 'file', mode: 0o644, time: 1_700_000_000, size: 3, read: () => [Buffer.from('abc')] },
  ...more,
});

/** The fields of a header (POSIX.1-2017, pax, "ustar Interchange Format"), by name, start and length. */
const fields: [name: string, start: number, length: number][] = [
  ...([
    ['name', 0, 100],
    ['mode', 100, 8],
    ['uid', 108, 8],
    ['gid', 116, 8],
    ['size', 124, 12],
  ] as const),
  ...([
    ['mtime', 136, 12],
    ['chksum', 148, 8],
    ['typeflag', 156, 1],
    ['linkname', 157, 100],
    ['magic', 257, 6],
  ] as const),
  ...([
    ['version', 263, 2],
    ['uname', 265, 32],
    ['gname', 297, 32],
    ['devmajor', 329, 8],
    ['devminor', 337, 8],
  ] as const),
  ...([
    ['prefix', 345, 155],
    ['rest', 500, 12],
  ] as const),
].map(([...field]) => field);

function headerAt(archive: Buffer, block: number): Record<string, string> {
  const at = block * 512;
  const text = (start: number, length: number) => archive.toString('latin1', at + start, at + start + length);
  return Object.fromEntries(fields.map(([name, start, length]) => [name, text(start, length).replace(/\0+$/, '\0')]));
}

const usual = {
  ...{ mode: '0000644\0', uid: '0000000\0', gid: '0000000\0', size: '00000000003\0', mtime: '14524770400\0' },
  ...{ typeflag: '0', linkname: '\0', magic: 'ustar\0', version: '00', uname: '\0', gname: '\0' },
  ...{ devmajor: '0000000\0', devminor: '0000000\0', prefix: '\0', rest: '\0' },
};

describe('The header of an archive', () => {
  it.each<[what: string, entry: TarEntry, expected: object]>([
    ['a file', named('some/x'), { name: 'some/x\0' }],
    [
      'a folder',
      named('some', { kind: 'directory', mode: 0o755 }),
      { name: 'some\0', mode: '0000755\0', size: '00000000000\0', typeflag: '5' },
    ],
    [
      'a link',
      named('l', { kind: 'link', mode: 0o777, target: 'to' }),
      { name: 'l\0', mode: '0000777\0', size: '00000000000\0', typeflag: '2', linkname: 'to\0' },
    ],
    [
      'a link of 100 characters',
      named('l', { kind: 'link', target: n(100) }),
      { name: 'l\0', size: '00000000000\0', typeflag: '2', linkname: n(100) },
    ],
    ['a time before 1970', named('x', { time: -1 }), { name: 'x\0', mtime: '00000000000\0' }],
    [
      'the largest size in octal',
      named('x', { size: 8 ** 11 - 1, read: undefined } as never),
      { name: 'x\0', size: '77777777777\0' },
    ],
    ['a name of 100 characters', named(n(100)), { name: n(100) }],
    ['a name in two fields', named(`${n(50)}/${n(60)}`), { name: `${n(60)}\0`, prefix: `${n(50)}\0` }],
    ['a name that fills both fields', named(`${n(155)}/${n(100)}`), { name: n(100), prefix: n(155) }],
    [
      'a name at the last slash that fits',
      named(`a/${n(70)}/${n(70)}/b`),
      { name: 'b\0', prefix: `a/${n(70)}/${n(70)}\0` },
    ],
    [
      'a name at a slash before the last',
      named(`a/${n(90)}/${n(63)}/${n(30)}`),
      { name: `${n(63)}/${n(30)}\0`, prefix: `a/${n(90)}\0` },
    ],
  ])('of %s', async (_, entry, expected) => {
    const { chksum, ...rest } = headerAt(await bytesOf(entry), 0);
    expect(rest).toEqual({ ...usual, ...expected });
    const bytes = (await bytesOf(entry)).subarray(0, 512).fill(' ', 148, 156);
    const sum = bytes.reduce((all, byte) => all + byte, 0);
    expect(chksum).toBe(`${sum.toString(8).padStart(6, '0')}\0 `);
  });

  it.each<[what: string, entry: TarEntry, records: string, own: object, pax: string]>([
    [
      'a name of 101 characters in one part',
      named(n(101)),
      `111 path=${n(101)}\n`,
      { name: n(100) },
      `PaxHeaders.0/${n(87)}`,
    ],
    [
      'a name whose end is too long',
      named(`a/${n(101)}`),
      `113 path=a/${n(101)}\n`,
      { name: `a/${n(98)}` },
      `PaxHeaders.0/${n(87)}`,
    ],
    [
      'a name whose start is too long',
      named(`${n(156)}/b`),
      `168 path=${n(156)}/b\n`,
      { name: n(100) },
      'PaxHeaders.0/b\0',
    ],
    [
      'a name of 257 characters',
      named(`${n(155)}/${n(101)}`),
      `267 path=${n(155)}/${n(101)}\n`,
      { name: n(100) },
      `PaxHeaders.0/${n(87)}`,
    ],
    [
      'a name with a slash at its start alone',
      named(`/${n(100)}`),
      `111 path=/${n(100)}\n`,
      { name: `/${n(99)}` },
      `PaxHeaders.0/${n(87)}`,
    ],
    ['a name with other letters', named('d/ü😀'), '17 path=d/ü😀\n', { name: 'd/__\0' }, 'PaxHeaders.0/__\0'],
    [
      'a link of 101 characters',
      named('l', { kind: 'link', target: n(101) }),
      `115 linkpath=${n(101)}\n`,
      { name: 'l\0', size: '00000000000\0', typeflag: '2', linkname: n(100) },
      'PaxHeaders.0/l\0',
    ],
    [
      'a link with other letters',
      named('l', { kind: 'link', target: 'ü' }),
      '15 linkpath=ü\n',
      { name: 'l\0', size: '00000000000\0', typeflag: '2', linkname: '_\0' },
      'PaxHeaders.0/l\0',
    ],
    [
      'a size beyond octal',
      named('x', { size: 8 ** 11, read: undefined } as never),
      '19 size=8589934592\n',
      { name: 'x\0', size: '00000000000\0' },
      'PaxHeaders.0/x\0',
    ],
    [
      'both, in the order of their keys',
      named('ü', { kind: 'link', target: 'ä' }),
      '15 linkpath=ä\n11 path=ü\n',
      { name: '_\0', size: '00000000000\0', typeflag: '2', linkname: '_\0' },
      'PaxHeaders.0/_\0',
    ],
    [
      'a record whose length takes one digit more',
      named(`ü${n(90)}`),
      `102 path=ü${n(90)}\n`,
      { name: `_${n(90)}\0` },
      `PaxHeaders.0/_${n(86)}`,
    ],
    [
      'a record whose length does not',
      named(`ü${n(87)}`),
      `98 path=ü${n(87)}\n`,
      { name: `_${n(87)}\0` },
      `PaxHeaders.0/_${n(86)}`,
    ],
  ])('of %s comes after PAX records', async (_, entry, records, own, name) => {
    const archive = await bytesOf(entry);
    const length = Buffer.byteLength(records);
    const blocks = Math.ceil(length / 512);
    const { chksum: _one, ...pax } = headerAt(archive, 0);
    const size = `${length.toString(8).padStart(11, '0')}\0`;
    expect(pax).toEqual({ ...usual, name, size, typeflag: 'x', mode: '0000000\0', mtime: '00000000000\0' });
    expect(archive.toString('utf8', 512, 512 + length)).toBe(records);
    expect(archive.subarray(512 + length, 512 * (blocks + 1)).every((byte) => byte === 0)).toBe(true);
    const { chksum: _other, ...plain } = headerAt(archive, blocks + 1);
    expect(plain).toEqual({ ...usual, ...own });
  });
});

it('A file fills whole blocks, and two empty ones end an archive', async () => {
  const of = (size: number) => named('x', { size, read: () => [Buffer.alloc(size, 'x')] });
  for (const [size, blocks] of [
    [0, 3],
    [1, 4],
    [511, 4],
    [512, 4],
    [513, 5],
  ] as const) {
    const archive = await bytesOf(of(size));
    expect(archive.byteLength).toBe(blocks * 512);
    expect(archive.subarray(512, 512 + size).equals(Buffer.alloc(size, 'x'))).toBe(true);
    expect(archive.subarray(512 + size).every((byte) => byte === 0)).toBe(true);
  }
});

it.each([2, 4])(
  'A file of 3 bytes that was announced with %d is refused, and no more than that is written',
  async (size) => {
    const written: number[] = [];
    const act = async () => {
      for await (const chunk of tar([named('x', { size })])) written.push(chunk.byteLength);
    };
    await expect(act()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The file "x" changed size while it was packed',
    });
    expect(written).toEqual(size === 2 ? [512] : [512, 3]);
  },
);

it('The same entries are the same bytes in every version: digests follow from them', async () => {
  const archive = await bytesOf(
    named('d', { kind: 'directory', mode: 0o755, time: 0 }),
    named('d/run', { mode: 0o755 }),
    named(`d/${n(100)}/ü`),
    named('d/l', { kind: 'link', mode: 0o777, target: 'run' }),
  );
  expect(createHash('sha256').update(archive).digest('hex')).toBe(
    'f96643c890b3c03b76405ad7fbfbe263e4647e36f07d2cb43d43f94a8f76e352',
  );
});
