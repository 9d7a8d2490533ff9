import { cutText } from '../cut-text.ts';
import { OciError } from '../errors.ts';

/** Real documents nest some ten deep. Whoever walks a much deeper one runs out of stack, and so does JSON.stringify. */
const maxJsonDepth = 100;

/**
 * Memory goes by the pieces, not by the bytes: 4 MiB of `{},` are 80 MiB of objects. A manifest of 10,000 entries has
 * some 150,000, and a page of all the tags that are read 120,000.
 */
const maxJsonPieces = 250_000;

/**
 * Folds a key as Go's encoding/json does to find the field of a struct: case does not count, nor whether an `s` is the
 * long one, or a `k` the Kelvin sign (golang/go, encoding/json/fold.go). Keys of maps it takes as they are.
 */
export function foldKey(key: string): string {
  return key.replaceAll('\u017f', 's').toLowerCase();
}

/** The fields that a Go program reads of an object, by their folded names, each with those of the objects in it. */
export type JsonFields = ReadonlyMap<string, { name: string; below: JsonFields }>;

const noFields: JsonFields = new Map();

/**
 * Names the fields of a Go struct.
 *
 * @param structs those whose values are structs or lists of structs, with their fields; keys of maps are exact in Go
 */
export function jsonFields(names: readonly string[], structs: Record<string, JsonFields> = {}): JsonFields {
  const all = [...names.map((name): [string, JsonFields] => [name, noFields]), ...Object.entries(structs)];
  return new Map(all.map(([name, below]) => [foldKey(name), { name, below }]));
}

/**
 * Reads JSON from outside that has one reading; fails with ARTIFACT, naming `what` it was, when it is none, nested more
 * than 100 deep, has a key twice, or a key that Go's encoding/json takes for one of `fields` and we do not. Fails with
 * TOO_LARGE when it has more than so many pieces.
 */
export function parseJson(
  bytes: Uint8Array,
  what: string,
  fields: JsonFields = noFields,
  maxPieces = maxJsonPieces,
): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // Before it is read, since reading takes the memory.
    const { depth, pieces, members } = measureJson(text);
    if (depth > maxJsonDepth) throw new OciError('ARTIFACT', `${what} is nested more than ${maxJsonDepth} deep`);
    if (pieces > maxPieces) throw tooManyPieces(what, maxPieces);
    const value: unknown = JSON.parse(text);
    // Of a key that stands twice, JSON.parse keeps the last.
    if (countMembers(value, what, fields) < members) {
      throw new OciError('ARTIFACT', `${what} has a key twice in one object, and could be read in two ways`);
    }
    return value;
  } catch (error) {
    if (error instanceof OciError) throw error;
    throw new OciError('ARTIFACT', `${what} is not valid JSON`, { cause: error });
  }
}

/** Counts the members of all objects in a value; fails with ARTIFACT for a key that Go would read as another one. */
function countMembers(value: unknown, what: string, fields: JsonFields): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMembers(item, what, fields), 0);
  let count = 0;
  for (const [key, item] of Object.entries(value)) {
    const field = fields.size === 0 ? undefined : fields.get(foldKey(key));
    // Go reads half a character as U+FFFD, so that two such keys become one.
    const other = field?.name ?? key.toWellFormed();
    if (other !== key) {
      const both = `${JSON.stringify(cutText(key, 100))}, which Go programs read as ${JSON.stringify(cutText(other, 100))}`;
      throw new OciError('ARTIFACT', `${what} has the key ${both}`);
    }
    count += 1 + countMembers(item, what, field?.below ?? noFields);
  }
  return count;
}

/** Fails with TOO_LARGE, naming `what` it was, when a JSON text has too many pieces. */
export function checkPieces(text: string, what: string, most = maxJsonPieces): void {
  if (measureJson(text).pieces > most) throw tooManyPieces(what, most);
}

function tooManyPieces(what: string, most: number): OciError {
  return new OciError('TOO_LARGE', `${what} has more than ${most} pieces of JSON`);
}

/**
 * Measures a JSON text before it is parsed: how deep it is nested, how many members its objects have, and how many pieces
 * it has, near enough, since commas and brackets within texts count too. A regular expression would run out of stack in a text of 4 MiB.
 */
export function measureJson(text: string): { depth: number; pieces: number; members: number } {
  const found = { depth: 0, pieces: 0, members: 0 };
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
    else if (character === ':') found.members += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return found;
}
