import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { OciError, Topic } from '../errors.ts';
import { nearest } from '../nearest.ts';

/** A piece of a YAML text with the line it starts on; a scalar is the text as written: 1.10 is not a number. */
export type StrictNode =
  | { kind: 'none'; line: number }
  | { kind: 'text'; line: number; text: string; isQuoted: boolean }
  | { kind: 'list'; line: number; items: StrictNode[] }
  | { kind: 'map'; line: number; entries: Map<string, StrictNode> };

/** Makes the error for a mistake on a line. */
type FailAt = (line: number, what: string, topic?: Topic) => OciError;

/** The words for true, and those for false. */
type FlagWords = readonly [yes: string, no: string];

/** Those of YAML 1.2. */
const flagWords: FlagWords = ['true True TRUE', 'false False FALSE'];

/** More than any real file repeats by aliases; it stops a file in which aliases of aliases grow (CVE-2019-11253). */
const maxNodes = 100_000;

/**
 * Reads the YAML of `verify`, `registry-auth` and sync files, with merge keys and words for nothing as Go's yaml.v3
 * has them, and takes its pieces for what they should be: everything else is an error on its line. The text may hold
 * secrets: messages quote only keys of it, and these only where asked to.
 */
export class StrictYaml {
  readonly #failAt: FailAt;
  readonly #quotesKeys: boolean;

  constructor(failAt: FailAt, { quotesKeys }: { quotesKeys: boolean }) {
    this.#failAt = failAt;
    this.#quotesKeys = quotesKeys;
  }

  /** The entries of a map; none where there is nothing. */
  mapOf(node: StrictNode | undefined, what: string): Map<string, StrictNode> {
    if (node === undefined || node.kind === 'none') return new Map();
    if (node.kind !== 'map') throw this.fail(node, `${what} is not a map of keys and values`);
    return node.entries;
  }

  /** The entries of a map with certain keys. */
  fieldsOf(node: StrictNode, what: string, known: readonly string[]): Map<string, StrictNode> {
    const entries = this.mapOf(node, what);
    for (const [key, item] of entries) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      const hint = near ? `did you mean ${near}?` : `known are ${known.join(', ')}`;
      const name = this.#quotesKeys ? `the unknown key ${JSON.stringify(key)}` : 'an unknown key';
      throw this.fail(item, `${what} has ${name}: ${hint}`);
    }
    return entries;
  }

  /** The items of a list; none where there is nothing. */
  listOf(node: StrictNode | undefined, what: string): StrictNode[] {
    if (node === undefined || node.kind === 'none') return [];
    if (node.kind !== 'list') throw this.fail(node, `${what} is not a list`);
    return node.items;
  }

  /** A text, which may be empty only where it is quoted. */
  stringOf(node: StrictNode, what: string): string {
    if (node.kind !== 'text') throw this.fail(node, `${what} is not text`);
    return node.text;
  }

  textOf(node: StrictNode, what: string): string {
    if (node.kind !== 'text' || node.text.trim() === '') throw this.fail(node, `${what} is not text, or is empty`);
    return node.text;
  }

  flagOf(node: StrictNode, what: string, words: FlagWords = flagWords): boolean {
    const text = node.kind === 'text' && !node.isQuoted ? node.text : '';
    const found = words.findIndex((each) => each.split(' ').includes(text));
    if (found < 0) throw this.fail(node, `${what} is not true or false`);
    return found === 0;
  }

  fail({ line }: { line: number }, what: string, topic?: Topic): OciError {
    return this.#failAt(line, what, topic);
  }

  /** Reads one document; keys that stand twice are an error, and so is a second document. */
  read(yaml: string): StrictNode {
    const counter = new LineCounter();
    // Not `silent`, which would drop a second document without a word.
    const options = { schema: 'failsafe', lineCounter: counter, prettyErrors: false, logLevel: 'error' } as const;
    const document = parseDocument(yaml, options);
    const [error] = document.errors;
    if (error) {
      const what = error.code === 'MULTIPLE_DOCS' ? 'only one document may be here' : withoutPieces(error.message);
      throw this.#failAt(counter.linePos(error.pos[0]).line, what);
    }
    let count = 0;
    const convert = (node: unknown, before: number, above: readonly unknown[]): StrictNode => {
      const start = (node as Node | null)?.range?.[0];
      const line = start === undefined ? before : counter.linePos(start).line;
      count += 1;
      if (count > maxNodes) throw this.#failAt(line, 'its aliases make the file too large');
      if (isAlias(node)) {
        const target = node.resolve(document);
        if (!target || above.includes(target)) throw this.#failAt(line, 'an alias refers to nothing');
        return { ...convert(target, line, above), line };
      }
      const inside = [...above, node];
      if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => convert(item, line, inside)) };
      if (isMap(node)) {
        const entries = new Map<string, StrictNode>();
        for (const { key, value } of node.items) {
          const name = convert(key, line, inside);
          if (name.kind !== 'text') throw this.fail(name, 'a key is not text');
          // The line of the key: a value may be long, or missing.
          const item = { ...convert(value, name.line, inside), line: name.line };
          if (name.text !== '<<' || name.isQuoted) entries.set(name.text, item);
          else this.#mergeInto(entries, item);
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

  /** The merge key of YAML 1.1, which Go's reader knows: what stands in the map itself wins. */
  #mergeInto(entries: Map<string, StrictNode>, item: StrictNode): void {
    for (const merged of item.kind === 'list' ? item.items : [item]) {
      if (merged.kind !== 'map') throw this.fail(item, 'what is merged is not a map');
      for (const [name, node] of merged.entries) if (!entries.has(name)) entries.set(name, node);
    }
  }
}

/** Leaves out of a message what is a piece of the text: after a colon, an escape, a character, the handle of a tag. */
function withoutPieces(message: string): string {
  const [what = ''] = message.split(/: |\n/);
  return what.replace(/ \\.*$| !\S*|(?<=character) .$/g, '');
}
