import { OciError } from '../errors.ts';

/** Real documents nest some ten deep. Whoever walks a much deeper one runs out of stack, and so does JSON.stringify. */
const maxJsonDepth = 100;

/**
 * Memory goes by the pieces, not by the bytes: 4 MiB of `{},` are 80 MiB of objects. A manifest of 10,000 entries has
 * some 150,000, and a page of all the tags that are read 120,000.
 */
const maxJsonPieces = 250_000;

/**
 * Reads JSON from outside; fails with ARTIFACT, naming `what` it was, when it is none or nested more than 100 deep, and
 * with TOO_LARGE when it has more than so many pieces.
 */
export function parseJson(bytes: Uint8Array, what: string, maxPieces = maxJsonPieces): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // Before it is read, since reading takes the memory.
    if (isDeep(text)) throw new OciError('ARTIFACT', `${what} is nested more than ${maxJsonDepth} deep`);
    checkPieces(text, what, maxPieces);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof OciError) throw error;
    throw new OciError('ARTIFACT', `${what} is not valid JSON`, { cause: error });
  }
}

/**
 * Fails with TOO_LARGE, naming `what` it was, when a JSON text has too many pieces; commas and brackets within texts
 * count too.
 */
export function checkPieces(text: string, what: string, most = maxJsonPieces): void {
  let pieces = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === ',' || character === '[' || character === '{') pieces += 1;
  }
  if (pieces > most) throw new OciError('TOO_LARGE', `${what} has more than ${most} pieces of JSON`);
}

/** Counts the brackets outside of texts; a regular expression would run out of stack in a text of 4 MiB. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > maxJsonDepth) return true;
  }
  return false;
}
