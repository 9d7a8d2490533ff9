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
    const { depth, pieces } = measureJson(text);
    if (depth > maxJsonDepth) throw new OciError('ARTIFACT', `${what} is nested more than ${maxJsonDepth} deep`);
    if (pieces > maxPieces) throw tooManyPieces(what, maxPieces);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof OciError) throw error;
    throw new OciError('ARTIFACT', `${what} is not valid JSON`, { cause: error });
  }
}

/** Fails with TOO_LARGE, naming `what` it was, when a JSON text has too many pieces. */
export function checkPieces(text: string, what: string, most = maxJsonPieces): void {
  if (measureJson(text).pieces > most) throw tooManyPieces(what, most);
}

function tooManyPieces(what: string, most: number): OciError {
  return new OciError('TOO_LARGE', `${what} has more than ${most} pieces of JSON`);
}

/**
 * Measures a JSON text before it is parsed: how deep it is nested, and how many pieces it has, near enough, since commas
 * and brackets within texts count too. A regular expression would run out of stack in a text of 4 MiB.
 */
export function measureJson(text: string): { depth: number; pieces: number } {
  const found = { depth: 0, pieces: 0 };
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const isOpening = character === '[' || character === '{';
    if (isOpening || character === ',') found.pieces += 1;
    if (isEscaped) isEscaped = false;
    else if (character === '"') isText = !isText;
    else if (isText) isEscaped = character === '\\';
    else if (isOpening) found.depth = Math.max(found.depth, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
  }
  return found;
}
