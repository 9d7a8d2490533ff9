import { describe, expect, it } from '@jest/globals';
import { readTar } from '../../../src/artifact/archive/read-tar.ts';
import { buffer } from '../../support/content/buffer.ts';

const blockSize = 512;

interface Header {
  name?: string;
  mode?: string;
  size?: string;
  type?: string;
  target?: string;
  /** Eight bytes at 257. */
  magic?: string;
  prefix?: string;
}

/** A header as it stands on a disk, with the checksum that fits. */
function header({ name = 'f', mode = '644', size = '0', type = '0', target = '', magic, prefix = '' }: Header): Buffer {
  const block = Buffer.alloc(blockSize);
  const put = (text: string, at: number) => block.write(text, at, 'latin1');
  block.write(name, 0, 'utf8');
  put(mode, 100);
  put(size, 124);
  put('        ', 148);
  put(type, 156);
  put(target, 157);
  put(magic ?? 'ustar\x0000', 257);
  put(prefix, 345);
  const sum = block.reduce((all, byte) => all + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A header with content behind it, padded to whole blocks. */
function entry(given: Header, content: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(content);
  const padding = Buffer.alloc((blockSize - (bytes.byteLength % blockSize)) % blockSize);
  return Buffer.concat([header({ size: bytes.byteLength.toString(8), ...given }), bytes, padding]);
}

/** Another writer's checksum: seven digits and a NUL. */
function withLongSum(block: Buffer): Buffer {
  const digits = block.toString('latin1', 148, 154);
  block.write(`0${digits}\0`, 148, 'latin1');
  return block;
}

/** PAX records, each with its own length in front. */
function records(given: Record<string, string> | [string, string][]): string {
  const record = ([key, value]: [string, string]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest;
    while (length !== rest + String(length).length) length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
  };
  return (Array.isArray(given) ? given : Object.entries(given)).map(record).join('');
}

const pax = (given: Parameters<typeof records>[0]) => entry({ type: 'x' }, records(given));
const forAll = (given: Parameters<typeof records>[0]) => entry({ type: 'g' }, records(given));

async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

/** What is read, each entry in one line: kind or problem, mode, name, target and content. */
async function linesOf(parts: Buffer[], size = 1000): Promise<string[]> {
  const lines: string[] = [];
  for await (const { kind, problem, mode, name, target, content } of readTar(
    inParts(Buffer.concat(parts), size),
    wait,
  )) {
    const bytes = kind === 'file' ? ` "${await buffer(content())}"` : '';
    lines.push(`${kind ?? problem} ${mode.toString(8)} ${name}${target ? ` -> ${target}` : ''}${bytes}`);
  }
  return lines;
}
const wait = async () => {};

describe('An entry is read', () => {
  const x99 = 'x'.repeat(99);
  it.each<[what: string, parts: Buffer[], lines: string[]]>([
    ['with what is in it', [entry({ mode: '755' }, 'abc')], ['file 755 f "abc"']],
    [
      'with as much as fills a block, and the next',
      [entry({}, x99 + 'y'.repeat(413)), entry({ name: 'g' }, 'z')],
      [`file 644 f "${x99}${'y'.repeat(413)}"`, 'file 644 g "z"'],
    ],
    ['of the old flag NUL', [entry({ type: '\0' }, 'a')], ['file 644 f "a"']],
    ['that is stored in one piece', [entry({ type: '7' }, 'a')], ['file 644 f "a"']],
    ['that is a folder', [entry({ type: '5', name: 'd/' })], ['directory 644 d/']],
    ['that is a folder by its slash', [entry({ name: 'd/' })], ['directory 644 d/']],
    [
      'that is a folder with a size, which is not content',
      [entry({ type: '5', size: '1000' }), entry({}, 'a')],
      ['directory 644 f', 'file 644 f "a"'],
    ],
    ['that is a link', [entry({ type: '2', target: 'to' })], ['link 644 f -> to']],
    ['that is a link, with a slash', [entry({ type: '2', name: 'l/', target: 'to' })], ['link 644 l/ -> to']],
    ['whose name fills its field', [entry({ name: 'n'.repeat(100), mode: '755' })], [`file 755 ${'n'.repeat(100)} ""`]],
    ['with a prefix', [entry({ prefix: 'some/folder' })], ['file 644 some/folder/f ""']],
    ['with no prefix, for old GNU has times there', [entry({ prefix: '1234', magic: 'ustar  \0' })], ['file 644 f ""']],
    ['with no prefix, for V7 has none', [entry({ prefix: '1234', magic: '\0\0\0\0\0\0\0\0' })], ['file 644 f ""']],
    ['whose numbers have blanks around', [entry({ mode: '   644 ', size: ' 3 ' }, 'abc')], ['file 644 f "abc"']],
    ['whose prefix fills its field', [entry({ prefix: 'p'.repeat(157) })], [`file 644 ${'p'.repeat(155)}/f ""`]],
    ['whose mode fills its field', [entry({ mode: '000007557' })], ['file 755 f ""']],
    [
      'whose target fills its field',
      [entry({ type: '2', target: 't'.repeat(100) })],
      [`link 644 f -> ${'t'.repeat(100)}`],
    ],
    ['whose checksum fills its field', [withLongSum(entry({}, 'a'))], ['file 644 f "a"']],
    [
      'whose record has zeros before its length',
      [entry({ type: 'x' }, '000014 path=a\n'), entry({})],
      ['file 644 a ""'],
    ],
    [
      'that was sparse until that was taken back',
      [forAll({ 'GNU.sparse.major': '1' }), forAll({ 'GNU.sparse.major': '' }), entry({})],
      ['file 644 f ""'],
    ],
    ['whose numbers are missing', [entry({ mode: '', size: '' })], ['file 0 f ""']],
    ['whose size is in binary', [entry({ size: '\x80\0\0\0\0\0\0\0\0\0\0\x03' }, 'abc')], ['file 644 f "abc"']],
    [
      'by the name of PAX',
      [pax({ path: 'päx' }), entry({}, 'a'), entry({ name: 'g' })],
      ['file 644 päx "a"', 'file 644 g ""'],
    ],
    [
      'by the size of PAX',
      [pax({ size: '3' }), entry({ size: '0' }, 'abc'), entry({ name: 'g' })],
      ['file 644 f "abc"', 'file 644 g ""'],
    ],
    ['by the target of PAX', [pax({ linkpath: 'päx' }), entry({ type: '2', target: 'old' })], ['link 644 f -> päx']],
    [
      'by the last of two records',
      [
        pax([
          ['path', 'a'],
          ['path', 'b'],
        ]),
        entry({}),
      ],
      ['file 644 b ""'],
    ],
    ['by a record with = in it', [pax({ path: 'a=b' }), entry({})], ['file 644 a=b ""']],
    [
      'by its own name behind a global header',
      [forAll({ comment: 'all' }), pax({ path: 'own' }), entry({}), entry({})],
      ['file 644 own ""', 'file 644 f ""'],
    ],
    [
      'by the long name of GNU',
      [entry({ type: 'L' }, 'long\0'), entry({}), entry({ name: 'g' })],
      ['file 644 long ""', 'file 644 g ""'],
    ],
    [
      'by the long target of GNU',
      [entry({ type: 'K' }, 'long\0'), entry({ type: '2', target: 'l' })],
      ['link 644 f -> long'],
    ],
    [
      'by several headers before it',
      [entry({ type: 'K' }, 'to\0'), entry({ type: 'L' }, 'name\0'), entry({ type: '2' })],
      ['link 644 name -> to'],
    ],
  ])('%s', async (_, parts, lines) => {
    for (const size of [1, 511, 512, 100_000]) expect(await linesOf(parts, size)).toEqual(lines);
  });

  it('and what is not read of it is passed over', async () => {
    const archive = Buffer.concat([entry({}, 'a'.repeat(1500)), entry({ name: 'g' })]);
    const names: string[] = [];
    for await (const { name, content } of readTar(inParts(archive, 100), wait)) {
      names.push(name);
      for await (const _ of content()) break;
    }
    expect(names).toEqual(['f', 'g']);
  });

  it('and others get their turn at each header', async () => {
    let turns = 0;
    const archive = Buffer.concat([pax({ path: 'a' }), entry({}), entry({})]);
    const giveWay = async () => {
      turns += 1;
    };
    for await (const _ of readTar(inParts(archive, 512), giveWay));
    expect(turns).toBe(4);
  });

  it('and the input is closed by whoever stops', async () => {
    let isClosed = false;
    async function* watched() {
      try {
        yield entry({}, 'a');
        yield entry({}, 'b');
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of readTar(watched(), wait)) break;
    expect(isClosed).toBe(true);
  });
});

describe('An entry has something against it:', () => {
  const unknown = 'is not a file, folder or symbolic link: of an unknown type';
  const sparse = 'is stored without its holes: pack it without --sparse';
  it.each<[what: string, parts: Buffer[], problem: string]>([
    ['a hard link', [entry({ type: '1', target: 'x' })], 'is not a file, folder or symbolic link: a hard link'],
    ['a character device', [entry({ type: '3' })], 'is not a file, folder or symbolic link: a character device'],
    ['a block device', [entry({ type: '4' })], 'is not a file, folder or symbolic link: a block device'],
    ['a FIFO', [entry({ type: '6' })], 'is not a file, folder or symbolic link: a FIFO'],
    ['a sparse file of old GNU', [entry({ type: 'S' })], unknown],
    ['another flag', [entry({ type: 'Z' })], unknown],
    ['a long name of old GNU', [entry({ type: 'N' }, 'long\0')], unknown],
    ['a file in one piece with a slash', [entry({ type: '7', name: 'd/' }, 'a')], 'is a file with a slash at its end'],
    ['a link with content', [entry({ type: '2', target: 'x' }, 'a')], 'is a symbolic link with content'],
    ['a folder by its slash, with content', [entry({ name: 'd/' }, 'a')], 'is a folder with content'],
    ['a sparse file', [pax({ 'GNU.sparse.major': '1' }), entry({}, 'a')], sparse],
    ['a sparse file by a global record', [forAll({ 'GNU.sparse.name': 'x' }), entry({}, 'a')], sparse],
    ['a size of letters', [pax({ size: 'x' }), entry({})], 'has an invalid size'],
    ['a size with letters behind', [pax({ size: '3x' }), entry({})], 'has an invalid size'],
    ['a size in hex', [pax({ size: '0x3' }), entry({})], 'has an invalid size'],
    ['a negative size', [pax({ size: '-1' }), entry({})], 'has an invalid size'],
    ['a size that is not safe', [pax({ size: '9007199254740992' }), entry({})], 'has an invalid size'],
    ['a size of 17 digits', [pax({ size: '00000000000000003' }), entry({})], 'has an invalid size'],
    ['a size in binary with its first byte', [entry({ size: '\x80\x01\0\0\0\0\0\0\0\0\0\0' })], 'has an invalid size'],
    [
      'a size in binary that is not safe',
      [entry({ size: '\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff' })],
      'has an invalid size',
    ],
  ])('%s', async (_, parts, problem) => {
    const [first] = await linesOf(parts);
    expect(first?.startsWith(`${problem} 644 `)).toBe(true);
  });
});

describe('It is not an archive:', () => {
  const spoilt = (block: Buffer, at: number) => {
    const other = Buffer.from(block);
    other.writeUInt8((other[at] ?? 0) ^ 1, at);
    return other;
  };
  const tooLarge = 'The description of an entry is larger than 64 KiB';
  const invalid = 'A PAX header has an invalid record';
  const many = (count: number) => Array.from({ length: count }, (_, at): [string, string] => [`k${at}`, 'v']);
  it.each<[what: string, parts: Buffer[], message: string | undefined]>([
    ...[0, 99, 123, 156, 344, 511].map((at): [string, Buffer[], string] => [
      `another byte ${at}`,
      [spoilt(header({}), at)],
      'The checksum of a header is wrong',
    ]),
    ['a number with other digits', [entry({ mode: '648' })], 'A header has an invalid number'],
    ['a number with letters behind', [entry({ size: '3x' })], 'A header has an invalid number'],
    ['a negative number in binary', [entry({ size: '\xff'.repeat(12) })], 'A header has an invalid number'],
    ['an end in a header', [header({}).subarray(0, 511)], 'The archive ends too early'],
    ['an end in a file', [entry({ size: '2000' }, 'a')], 'The archive ends too early'],
    ['an end in the padding of a file', [entry({}, 'abc').subarray(0, 1023)], 'The archive ends too early'],
    ['an end in the padding of a description', [pax({ path: 'a' }).subarray(0, 1023)], 'The archive ends too early'],
    ['a description of 64 KiB', [entry({ type: 'L' }, Buffer.alloc(65_536, 'n')), entry({})], undefined],
    ['a description of a byte more', [entry({ type: 'L' }, Buffer.alloc(65_537, 'n')), entry({})], tooLarge],
    [
      'two descriptions that are too large together',
      [entry({ type: 'L' }, Buffer.alloc(65_536, 'n')), entry({ type: 'K' }, 'n'), entry({})],
      tooLarge,
    ],
    [
      'two descriptions of two entries',
      [entry({ type: 'L' }, Buffer.alloc(65_536, 'n')), entry({}), entry({ type: 'K' }, 'n'), entry({})],
      undefined,
    ],
    [
      'two descriptions of 64 KiB of two entries',
      [
        entry({ type: 'L' }, Buffer.alloc(65_536, 'n')),
        entry({}),
        entry({ type: 'L' }, Buffer.alloc(65_536, 'n')),
        entry({}),
      ],
      undefined,
    ],
    [
      'a description of a size beyond all',
      [entry({ type: 'L', size: '\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff' })],
      tooLarge,
    ],
    ...['path', 'linkpath', 'size'].map((key): [string, Buffer[], string] => [
      `a global ${key}`,
      [forAll({ [key]: '1' }), entry({})],
      `A global PAX header has a record ${key}`,
    ]),
    ['a path that is empty', [pax({ path: '' }), entry({})], 'A PAX header has an empty record path'],
    ['an entry behind an empty block', [Buffer.alloc(blockSize), entry({})], 'The archive goes on behind its end'],
    ['a long name that goes on', [entry({ type: 'L' }, 'a\0b'), entry({})], 'A long name has more than one text'],
    ...[
      [pax({ path: 'a' }), pax({ path: 'b' })],
      [pax({ path: 'a' }), forAll({ comment: 'b' })],
      [pax({ path: 'a' }), entry({ type: 'L' }, 'b')],
      [entry({ type: 'L' }, 'a'), entry({ type: 'L' }, 'b')],
      [entry({ type: 'K' }, 'a'), pax({ path: 'b' })],
    ].map((parts, at): [string, Buffer[], string] => [
      `two headers before an entry, ${at}`,
      [...parts, entry({})],
      'An entry has two headers that describe it',
    ]),
    ['a header for all before one for an entry', [forAll({ comment: 'a' }), pax({ path: 'b' }), entry({})], undefined],
    ['100 records', [pax(many(100)), entry({})], undefined],
    ['101 records', [pax(many(101)), entry({})], 'A PAX header has more than 100 records'],
    [
      '101 records of one key',
      [pax(many(101).map(() => ['k', 'v'])), entry({})],
      'A PAX header has more than 100 records',
    ],
    [
      '101 global records in two headers',
      [forAll(many(100)), forAll([['other', 'v']]), entry({})],
      'A PAX header has more than 100 records',
    ],
    ['a record without a length', [entry({ type: 'x' }, 'path=a\n'), entry({})], invalid],
    ['a record that is longer than it says', [entry({ type: 'x' }, '9 path=ab\n'), entry({})], invalid],
    ['a record that says more than there is', [entry({ type: 'x' }, '11 path=a\n'), entry({})], invalid],
    ['a record with a letter before its length', [entry({ type: 'x' }, 'k11 path=a\n'), entry({})], invalid],
    ['a record without a key', [entry({ type: 'x' }, '5 =a\n'), entry({})], invalid],
    ['a record without =', [entry({ type: 'x' }, '5 ab\n'), entry({})], invalid],
    ['a record without a line break', [entry({ type: 'x' }, '9 path=ab'), entry({})], invalid],
    ['a record of no length', [entry({ type: 'x' }, '0 path=a\n'), entry({})], invalid],
  ])('%s', async (_, parts, message) => {
    const read = linesOf(parts);
    await (message === undefined ? read : expect(read).rejects.toThrow(message));
  });

  it('an end between two blocks is the end', async () => {
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf([Buffer.alloc(1024)])).toEqual([]);
  });
});
