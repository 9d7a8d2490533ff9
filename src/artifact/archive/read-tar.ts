import type { GiveWay } from '../../give-way.ts';

export type EntryKind = 'file' | 'directory' | 'link';

/** One entry of an archive that is read. */
export interface ReadEntry {
  name: string;
  /** What it is; absent when there is a `problem`. */
  kind?: EntryKind;
  /** What speaks against it, behind its name: "has an invalid size". */
  problem?: string;
  /** Permission bits and those beside them, such as 0o644. */
  mode: number;
  size: number;
  /** Where a link points to. */
  target: string;
  /** The bytes of a file, to be read before the next entry is asked for; what is not read is passed over. */
  content: () => AsyncGenerator<Uint8Array>;
}

const blockSize = 512;

/**
 * What may describe one entry beside its own header: names, links, and what PAX records hold. Paths have 4 KiB at most
 * and attributes of files some KiB; Go's archive/tar stops at 1 MiB.
 */
const maxDescription = 64 * 1024;
/** Records of PAX that hold at a time. Programs write a dozen. */
const maxRecords = 100;

const folderFlag = '5';

/** What is unpacked, by type flag; the rest is named in the message. */
const kinds = new Map<string, EntryKind>([
  ['0', 'file'],
  ['7', 'file'],
  [folderFlag, 'directory'],
  ['2', 'link'],
]);
const foreign = new Map([
  ['1', 'a hard link'],
  ['3', 'a character device'],
  ['4', 'a block device'],
  ['6', 'a FIFO'],
]);

/**
 * Headers that describe the next entry, or for `g` all that follow: PAX (POSIX.1-2001), and the long names of GNU tar.
 */
const describing = new Set(['x', 'g', 'L', 'K']);

/**
 * Records that may not stand in a global header: by POSIX they hold for all that follow, to Go's archive/tar they mean
 * nothing.
 */
const ownRecords = ['path', 'linkpath', 'size'];

/**
 * Reads a tar archive in any form, that of Unix V7 included, entry by entry and to the end of the input. Refuses what
 * other readers take in another way, so that all that read it get the same files. Fails with a plain Error when it is not
 * an archive, ends too early, goes on behind its end, or when what describes an entry is larger than any that is real.
 *
 * @param giveWay is called for each header: thousands may come without any waiting
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>, giveWay: GiveWay): AsyncGenerator<ReadEntry> {
  const input = openInput(chunks);
  const global = new Map<string, string>();
  let own = new Map<string, string>();
  const before = new Set<string>();
  let described = 0;
  let hasEnded = false;
  try {
    for (;;) {
      await giveWay();
      const block = await input.block();
      if (block === undefined) return;
      if (block.every((byte) => byte === 0)) {
        hasEnded = true;
        continue;
      }
      // Two empty blocks end an archive to most readers and one to some, and others look for more behind them.
      if (hasEnded) throw new Error('The archive goes on behind its end');
      const header = readHeader(block);
      if (!describing.has(header.type)) {
        const isSparse = [...own.keys(), ...global.keys()].some((key) => key.startsWith('GNU.sparse.'));
        const size = sizeOf(header, own.get('size'));
        const path = own.get('path') || header.name;
        let left = header.type === folderFlag || !isSize(size) ? 0 : size;
        const padding = -left & (blockSize - 1);
        yield {
          name: path,
          mode: header.mode,
          size,
          target: own.get('linkpath') || header.target,
          ...judged(header.type, path, size, isSparse),
          async *content() {
            while (left > 0) {
              const part = await input.some(left);
              left -= part.byteLength;
              yield part;
            }
          },
        };
        await input.skip(left + padding);
        own = new Map();
        before.clear();
        described = 0;
        continue;
      }
      // Of several, readers take the first, the last, or some of each.
      const others = header.type === 'L' ? ['K'] : header.type === 'K' ? ['L'] : [];
      if ([...before].some((type) => !others.includes(type)))
        throw new Error('An entry has two headers that describe it');
      if (header.type !== 'g') before.add(header.type);
      described += header.size;
      if (!isSize(header.size) || described > maxDescription) {
        throw new Error(`The description of an entry is larger than ${maxDescription / 1024} KiB`);
      }
      const body = await input.take(header.size);
      await input.skip(-header.size & (blockSize - 1));
      if (header.type === 'g') readRecords(body, global, ownRecords);
      else if (header.type === 'x') readRecords(body, own);
      else own.set(header.type === 'K' ? 'linkpath' : 'path', longNameIn(body));
    }
  } finally {
    input.close();
  }
}

/** Says what an entry is, or else what speaks against it. */
function judged(
  type: string,
  path: string,
  size: number,
  isSparse: boolean,
): { kind: EntryKind } | { problem: string } {
  if (!isSize(size)) return { problem: 'has an invalid size' };
  // What is stored of it is a list of the pieces and then these, one after the other (GNU tar, "Storing Sparse Files").
  if (isSparse) return { problem: 'is stored without its holes: pack it without --sparse' };
  // Before there was a flag for folders, the slash was the sign of one.
  const kind = type === '0' && path.endsWith('/') ? 'directory' : kinds.get(type);
  if (kind === undefined) {
    return { problem: `is not a file, folder or symbolic link: ${foreign.get(type) ?? 'of an unknown type'}` };
  }
  if (kind === 'file' && path.endsWith('/')) return { problem: 'is a file with a slash at its end' };
  // Some readers would take that content for the next entry. What a folder has as its size is not content.
  if (kind !== 'file' && type !== folderFlag && size > 0) {
    return { problem: `is a ${kind === 'link' ? 'symbolic link' : 'folder'} with content` };
  }
  return { kind };
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

interface Header {
  name: string;
  mode: number;
  size: number;
  type: string;
  target: string;
}

function readHeader(block: Uint8Array): Header {
  let sum = 0;
  for (let at = 0; at < blockSize; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (block[at] as number);
  if (sum !== numberIn(block.subarray(148, 156))) throw new Error('The checksum of a header is wrong');
  const text = (start: number, length: number) => textIn(block.subarray(start, start + length));
  const [name, prefix] = [text(0, 100), text(257, 6) === 'ustar' ? text(345, 155) : ''];
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: numberIn(block.subarray(100, 108)),
    size: numberIn(block.subarray(124, 136)),
    type: String.fromCharCode(block[156] || 0x30),
    target: text(157, 100),
  };
}

/** Reads a text that may end in a NUL. */
function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString();
}

/** Reads the body of a long name: one text, and NULs behind it. Some readers take all of it for the name. */
function longNameIn(body: Uint8Array): string {
  const end = body.indexOf(0);
  if (end >= 0 && body.subarray(end).some((byte) => byte !== 0)) throw new Error('A long name has more than one text');
  return textIn(body);
}

/** Reads octal digits or, behind 0x80, a number in binary, which may be more than is safe. */
function numberIn(field: Uint8Array): number {
  if (field[0] === 0x80) return Number(`0x${Buffer.from(field.subarray(1)).toString('hex')}`);
  const [, digits] = /^[ \0]*([0-7]*)(?:[ \0]|$)/.exec(Buffer.from(field).toString('latin1')) ?? [];
  if (digits === undefined) throw new Error('A header has an invalid number');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function sizeOf({ size }: Header, record: string | undefined): number {
  if (!record) return size;
  return /^\d{1,16}$/.test(record) ? Number(record) : Number.NaN;
}

/** Reads PAX records, `LENGTH KEY=VALUE` and a line break each; an empty value takes a record back. */
function readRecords(body: Buffer, records: Map<string, string>, refused: readonly string[] = []): void {
  let count = 0;
  for (let at = 0; at < body.byteLength; ) {
    // Also those that take each other's place, or back: each takes time.
    count += 1;
    const [lead = '', digits = ''] = /^(\d{1,6}) /.exec(body.toString('latin1', at, at + 7)) ?? [];
    const end = at + Number(digits);
    const record = body.toString('utf8', at + lead.length, end - 1);
    const equals = record.indexOf('=');
    if (lead === '' || end > body.byteLength || body[end - 1] !== 0x0a || equals < 1) {
      throw new Error('A PAX header has an invalid record');
    }
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (refused.includes(key)) throw new Error(`A global PAX header has a record ${key}`);
    if (value === '' && ownRecords.includes(key)) throw new Error(`A PAX header has an empty record ${key}`);
    if (value === '') records.delete(key);
    else records.set(key, value);
    if (Math.max(count, records.size) > maxRecords) throw new Error(`A PAX header has more than ${maxRecords} records`);
    at = end;
  }
}

/** Hands out the bytes of chunks in the pieces that are asked for; all but `block` fail when the input ends before. */
function openInput(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = Buffer.alloc(0);
  /** Whether there is at least one byte more. */
  const hasMore = async () => {
    while (rest.byteLength === 0) {
      const { value, done } = await iterator.next();
      if (done) return false;
      rest = value;
    }
    return true;
  };
  /** Some of the next bytes, `most` at most; good until more is asked for. */
  const some = async (most: number) => {
    if (!(await hasMore())) throw new Error('The archive ends too early');
    const part = rest.subarray(0, most);
    rest = rest.subarray(part.byteLength);
    return part;
  };
  const take = async (count: number) => {
    const whole = Buffer.alloc(count);
    for (let filled = 0; filled < count; ) {
      const part = await some(count - filled);
      whole.set(part, filled);
      filled += part.byteLength;
    }
    return whole;
  };
  const skip = async (count: number) => {
    for (let left = count; left > 0; ) left -= (await some(left)).byteLength;
  };
  const block = async () => {
    if (rest.byteLength >= blockSize) return some(blockSize);
    return (await hasMore()) ? take(blockSize) : undefined;
  };
  // Nobody waits for that: an input that says nothing may never end.
  const close = () => void iterator.return?.().catch(() => {});
  return { some, take, skip, block, close };
}
