import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { OciError, type Position } from '../../errors.ts';
import { nearest } from '../../nearest.ts';

/**
 * A piece of a sync file with the line it starts on; a scalar is the text as it was written, as Go reads it into a
 * text.
 */
export type SyncNode =
  | { kind: 'none'; line: number }
  | { kind: 'text'; line: number; text: string; isQuoted: boolean }
  | { kind: 'list'; line: number; items: SyncNode[] }
  | { kind: 'map'; line: number; entries: Map<string, SyncNode> };

/** More than any real file repeats by aliases; it stops a file in which aliases of aliases grow (CVE-2019-11253). */
const maxNodes = 100_000;

/** Makes the error for a mistake in a sync file, to be shown on its line. */
export function syncFileError(file: string, line: number, what: string): OciError {
  return new OciError('INVALID_INPUT', `${file}:${line}: ${what}`, { position: { file, line } });
}

/** Takes the pieces of a sync file for what they should be; everything else fails with INVALID_INPUT on its line. */
export class SyncPieces {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** The entries of a map; none where there is nothing. */
  mapOf(node: SyncNode | undefined, what: string): Map<string, SyncNode> {
    if (node === undefined || node.kind === 'none') return new Map();
    if (node.kind !== 'map') throw this.fail(node, `${what} is not a map of keys and values`);
    return node.entries;
  }

  /** The entries of a map with certain keys. */
  fieldsOf(node: SyncNode, what: string, known: readonly string[]): Map<string, SyncNode> {
    const entries = this.mapOf(node, what);
    for (const [key, item] of entries) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      const hint = near ? `did you mean ${near}?` : `known are ${known.join(', ')}`;
      throw this.fail(item, `${what} has the unknown key ${JSON.stringify(key)}: ${hint}`);
    }
    return entries;
  }

  /** The items of a list; none where there is nothing. */
  listOf(node: SyncNode | undefined, what: string): SyncNode[] {
    if (node === undefined || node.kind === 'none') return [];
    if (node.kind !== 'list') throw this.fail(node, `${what} is not a list`);
    return node.items;
  }

  textOf(node: SyncNode, what: string): string {
    if (node.kind !== 'text' || node.text === '') throw this.fail(node, `${what} is not text, or is empty`);
    return node.text;
  }

  flagOf(node: SyncNode, what: string): boolean {
    const text = node.kind === 'text' && !node.isQuoted ? node.text : '';
    const value = flagWords.get(text);
    if (value === undefined) throw this.fail(node, `${what} is not true or false`);
    return value;
  }

  positionOf({ line }: SyncNode): Position {
    return { file: this.file, line };
  }

  fail({ line }: { line: number }, what: string): OciError {
    return syncFileError(this.file, line, what);
  }
}

/** The words of yaml.v3 for a field that is a boolean. */
const flagWords = new Map([
  ...['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE', 'n', 'N', 'no', 'off'].map((word) => [word, false] as const),
]);

/**
 * Reads one YAML document; keys that stand twice are an error. Fails with INVALID_INPUT, and says the line. Messages
 * never quote the file: it may hold secrets.
 */
export function readSyncYaml(yaml: string, file: string): SyncNode {
  const counter = new LineCounter();
  // All scalars stay texts: an unquoted tag 1.10 is not a number.
  const options = { schema: 'failsafe', lineCounter: counter, prettyErrors: false, logLevel: 'silent' } as const;
  const document = parseDocument(yaml, options);
  const [error] = document.errors;
  if (error) throw syncFileError(file, counter.linePos(error.pos[0]).line, withoutPieces(error.message));
  let count = 0;
  const convert = (node: unknown, before: number, above: readonly unknown[]): SyncNode => {
    const start = (node as Node | null)?.range?.[0];
    const line = start === undefined ? before : counter.linePos(start).line;
    count += 1;
    if (count > maxNodes) throw syncFileError(file, line, 'its aliases make the file too large');
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (!target || above.includes(target)) throw syncFileError(file, line, 'an alias refers to nothing');
      return { ...convert(target, line, above), line };
    }
    const inside = [...above, node];
    if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => convert(item, line, inside)) };
    if (isMap(node)) {
      const entries = new Map<string, SyncNode>();
      for (const { key, value } of node.items) {
        const name = convert(key, line, inside);
        if (name.kind !== 'text') throw syncFileError(file, name.line, 'a key is not text');
        // The line of the key: a value may be long, or missing.
        const item = { ...convert(value, name.line, inside), line: name.line };
        if (name.text !== '<<' || name.isQuoted) entries.set(name.text, item);
        else mergeInto(entries, item, file);
      }
      return { kind: 'map', line, entries };
    }
    const text = isScalar(node) ? String(node.value ?? '') : '';
    const isQuoted = isScalar(node) && node.type !== undefined && node.type !== 'PLAIN';
    return !isQuoted && ['', '~', 'null', 'Null', 'NULL'].includes(text)
      ? { kind: 'none', line }
      : { kind: 'text', line, text, isQuoted };
  };
  return convert(document.contents, 1, []);
}

/** Leaves out of a message what is a piece of the file: what follows a colon, an escape, and the handle of a tag. */
function withoutPieces(message: string): string {
  const [what = ''] = message.split(/: |\n/);
  return what.replace(/ \\.*$| !\S*/g, '');
}

/** The merge key of YAML 1.1, which Go's reader knows: what stands in the map itself wins. */
function mergeInto(entries: Map<string, SyncNode>, item: SyncNode, file: string): void {
  for (const merged of item.kind === 'list' ? item.items : [item]) {
    if (merged.kind !== 'map') throw syncFileError(file, item.line, 'what is merged is not a map');
    for (const [name, node] of merged.entries) if (!entries.has(name)) entries.set(name, node);
  }
}
