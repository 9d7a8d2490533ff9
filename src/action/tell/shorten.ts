/**
 * Writes JSON in which nothing hides or turns the direction of text: such characters are escaped, which no reader of
 * JSON notices.
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Cuts a text to a number of bytes, between two characters. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text).subarray(0, limit);
  // A cut in the middle of a character leaves its first bytes.
  return bytes.toString().replace(/\ufffd+$/, '');
}

/** Writes lines of text in at most so many bytes: whole lines, from the first on. */
export function shortLines(lines: readonly string[], limit: number): string {
  return fitting(lines, (line) => Buffer.byteLength(line) + 1, limit + 1).join('\n');
}

/** Writes a list or a record as JSON of at most so many bytes: with fewer items, from the first on. */
export function shortJson(value: object, limit: number): string {
  return visibleJson(shorter(value, limit));
}

/**
 * Writes a record of outputs as JSON of at most so many bytes, with `truncated: true`: the longest of its lists have
 * fewer items, and of what is too long and not a list nothing is left.
 */
export function shortRecord(record: Readonly<Record<string, unknown>>, limit: number): string {
  const short: Record<string, unknown> = { ...record, truncated: true };
  for (let excess = bytesOf(short) - limit; excess > 0; excess = bytesOf(short) - limit) {
    const sizes = Object.entries(record).map(([key]) => ({ key, value: short[key], size: bytesOf(short[key]) }));
    const [longest] = sizes.sort((a, b) => b.size - a.size);
    if (!longest || longest.size === 0) break;
    const { key, value, size } = longest;
    const isListed = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    // Halved at most, so that all lists keep some of their items.
    short[key] = isListed ? shorter(value, Math.max(size - excess, Math.floor(size / 2))) : undefined;
  }
  return visibleJson(short);
}

/** The first items of a list, or members of a record, of which the JSON has at most so many bytes. */
function shorter(value: object, limit: number): object {
  // Two brackets, and a comma less than there are items.
  const room = limit - 1;
  if (Array.isArray(value)) return fitting(value, (item) => bytesOf(item) + 1, room);
  const sizeOf = ([key, member]: [string, unknown]) => bytesOf(key) + bytesOf(member) + 2;
  return Object.fromEntries(fitting(Object.entries(value), sizeOf, room));
}

function fitting<T>(items: readonly T[], sizeOf: (item: T) => number, room: number): T[] {
  let total = 0;
  const end = items.findIndex((item) => {
    total += sizeOf(item);
    return total > room;
  });
  return items.slice(0, end < 0 ? items.length : end);
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(visibleJson(value));
}
