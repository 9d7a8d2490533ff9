import { OciError } from '../../errors.ts';

/** One entry of an archive; names have `/` and no leading one. */
export interface TarEntry {
  name: string;
  kind: 'file' | 'directory' | 'link';
  /** Permission bits, such as 0o644. */
  mode: number;
  /** Seconds since 1970. */
  time: number;
  /** Where a link points to. */
  target?: string;
  /** Bytes of a file, and how to read them; each chunk is good until the next is asked for. */
  size?: number;
  read?: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const blockSize = 512;
const typeFlags = { file: '0', link: '2', directory: '5', pax: 'x' } as const;
/** The largest number that eleven octal digits hold; above it, a PAX record carries the size. */
const maxOctalSize = 8 ** 11 - 1;

/**
 * Writes entries as a tar archive, in the order given. Owner is 0 without a name, so that the bytes depend on the
 * entries alone. The form is POSIX ustar, with PAX records (POSIX.1-2001, "pax Interchange Format") where a name, a
 * link or a size does not fit into it - what Go's archive/tar does, and every reader knows. Fails with INVALID_INPUT
 * when a file has not the size it was announced with.
 */
export async function* tar(entries: AsyncIterable<TarEntry> | Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    const size = entry.kind === 'file' ? (entry.size ?? 0) : 0;
    const header = makeHeader(entry, size);
    yield header;
    if (entry.kind !== 'file' || !entry.read) continue;
    let written = 0;
    for await (const chunk of entry.read()) {
      written += chunk.byteLength;
      if (written > size) break;
      yield chunk;
    }
    if (written !== size) {
      throw new OciError('INVALID_INPUT', `The file ${JSON.stringify(entry.name)} changed size while it was packed`);
    }
    const rest = size % blockSize;
    if (rest > 0) yield Buffer.alloc(blockSize - rest);
  }
  // Two empty blocks end an archive.
  yield Buffer.alloc(2 * blockSize);
}

function makeHeader(entry: TarEntry, size: number): Buffer {
  const { name, target = '' } = entry;
  const records: Record<string, string> = {};
  const split = splitName(name);
  if (split === undefined) records['path'] = name;
  if (!isShortAscii(target, 100)) records['linkpath'] = target;
  if (size > maxOctalSize) records['size'] = String(size);
  const { prefix, suffix } = split ?? { prefix: '', suffix: cut(name) };
  const plain = { ...entry, target: 'linkpath' in records ? cut(target) : target };
  const block = makeBlock(plain, typeFlags[entry.kind], suffix, prefix, size > maxOctalSize ? 0 : size);
  const pax = Object.entries(records)
    .sort()
    .map(([key, value]) => paxRecord(key, value))
    .join('');
  if (pax === '') return block;
  const body = Buffer.from(pax);
  const padding = Buffer.alloc((blockSize - (body.byteLength % blockSize)) % blockSize);
  const paxEntry = { ...entry, kind: 'file', mode: 0, time: 0, target: '' } as const;
  const paxBlock = makeBlock(
    paxEntry,
    typeFlags.pax,
    cut(`PaxHeaders.0/${name.split('/').at(-1)}`),
    '',
    body.byteLength,
  );
  return Buffer.concat([paxBlock, body, padding, block]);
}

function makeBlock(
  { mode, time, target = '' }: TarEntry,
  type: string,
  name: string,
  prefix: string,
  size: number,
): Buffer {
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, offset: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1');
  block.write(name, 0, 'utf8');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.max(0, time), 136, 12);
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write(target, 157, 'utf8');
  block.write('ustar\x0000', 257, 'latin1');
  octal(0, 329, 8);
  octal(0, 337, 8);
  block.write(prefix, 345, 'utf8');
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Splits a name into the two fields of ustar (155 and 100 bytes) at a slash; undefined when it does not fit. */
function splitName(name: string): { prefix: string; suffix: string } | undefined {
  if (isShortAscii(name, 100)) return { prefix: '', suffix: name };
  if (!isShortAscii(name, 256)) return undefined;
  const slash = name.slice(0, 156).lastIndexOf('/');
  const suffix = name.slice(slash + 1);
  return slash > 0 && suffix.length <= 100 ? { prefix: name.slice(0, slash), suffix } : undefined;
}

function isShortAscii(text: string, limit: number): boolean {
  return text.length <= limit && /^[\x20-\x7e]*$/.test(text);
}

/** What an old reader that knows no PAX records sees: ASCII, and short enough. */
function cut(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, '_').slice(0, 100);
}

/** A PAX record starts with its own length, which includes the digits of that length. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}
