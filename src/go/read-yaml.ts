import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import type { GiveWay } from '../give-way.ts';
import { type Origin, problemIn } from '../origin.ts';
import { checkDocument, isMergeKey, problemOfComment, scalarOf, type YamlDocument } from './check-yaml.ts';
import { textOfScalar, type YamlNode } from './yaml-node.ts';

/** What counts the pieces of a file as they are read, and fails when there are too many. */
export interface YamlBudget {
  spend: (kind: 'pieces', amount: number, origin: Origin) => void;
  giveWay: GiveWay;
}

type OnTwice = (key: string, line: number) => void;

/** More than any real file repeats by aliases; it stops a file in which aliases of aliases grow (CVE-2019-11253). */
const maxRepeated = 10_000;

/**
 * The most pieces of a file: keys, values, comments and the spaces between them. The longest values.yaml of known
 * charts, of 5,000 lines, has 40,000. The parser takes up to one KiB for each, so that this many fit into memory beside
 * a whole chart.
 */
const maxPieces = 100_000;
/** How deep a file may nest lists and maps: the parser takes stack for each. */
const maxDepth = 100;
/** Pieces between two looks whether it is time to give way. */
const piecesAtATime = 1024;

/**
 * Reads a YAML file as Helm does (sigs.k8s.io/yaml over go-yaml): the first document, scalars by Go's rules, keys as
 * texts, of a key that stands twice in a map the last, merge keys merged over what stands before them. Fails with the
 * code of `origin`, and the line.
 *
 * @param onTwice is told each key that appears twice in one map; without it such a key is an error
 */
export async function readYaml(
  bytes: Uint8Array,
  origin: Origin,
  budget: YamlBudget,
  onTwice: OnTwice = (key, line) => {
    throw problemIn(origin, line, `the key ${JSON.stringify(key)} appears twice in one map`);
  },
): Promise<YamlNode> {
  for await (const document of documentsOf(bytes, origin, budget)) return convert(document, origin, onTwice);
  return { kind: 'scalar', line: 1, value: null };
}

/** Checks that a file is YAML that Helm loads, and its documents all maps or empty, as Helm asks of values.yaml. */
export async function checkValues(bytes: Uint8Array, origin: Origin, budget: YamlBudget): Promise<void> {
  for await (const { top } of documentsOf(bytes, origin, budget)) {
    const fail = (what: string) => problemIn(origin, top?.line, what);
    if (top && !isMap(top.node) && !(isScalar(top.node) && scalarOf(top.node, fail) === null)) {
      throw fail('the values are not a map');
    }
  }
}

function convert({ top, lineOf }: YamlDocument, origin: Origin, onTwice: OnTwice): YamlNode {
  let repeated = 0;
  let aliases = 0;
  // The parser would look for each in all of the document.
  const anchors = new Map<string, unknown>();
  const convertNode = (node: unknown, line: number): YamlNode => {
    if (aliases > 0) repeated += 1;
    if (repeated > maxRepeated) throw problemIn(origin, line, 'its aliases make the file too large');
    if (isAlias(node)) {
      aliases += 1;
      const converted = convertNode(anchors.get(node.source), line);
      aliases -= 1;
      return converted;
    }
    if (aliases === 0 && isNode(node) && 'anchor' in node && node.anchor) anchors.set(node.anchor, node);
    const own = lineOf(node) ?? line;
    if (isSeq(node)) return { kind: 'list', line: own, items: node.items.map((item) => convertNode(item, own)) };
    if (!isMap(node)) {
      const fail = (what: string) => problemIn(origin, own, what);
      return { kind: 'scalar', line: own, value: isScalar(node) ? scalarOf(node, fail) : null };
    }
    const entries = new Map<string, YamlNode>();
    // The parser would compare each key with all before it.
    const keys = new Set<string>();
    for (const { key, value } of node.items) {
      const keyLine = lineOf(key) ?? own;
      const name = convertNode(key, keyLine);
      const item = convertNode(value, keyLine);
      if (isMergeKey(key)) {
        // The first of several counts, and each more than what stands before it: that is how go-yaml 2 merges.
        for (const map of item.kind === 'list' ? item.items.toReversed() : [item]) {
          if (map.kind === 'map') for (const [inner, innerItem] of map.entries) entries.set(inner, innerItem);
        }
        continue;
      }
      const text = name.kind === 'scalar' ? textOfScalar(name.value) : '';
      // An alias repeats what was told where it was written.
      if (keys.has(text) && aliases === 0) onTwice(text, keyLine);
      keys.add(text);
      entries.set(text, { ...item, line: keyLine });
    }
    return { kind: 'map', line: own, entries };
  };
  return convertNode(top?.node ?? null, 1);
}

/**
 * Reads the documents of a file, one after the other, and refuses what would cost the parser too much before it sees
 * it. What nobody asks for any more is not read.
 */
async function* documentsOf(bytes: Uint8Array, origin: Origin, budget: YamlBudget): AsyncGenerator<YamlDocument> {
  const text = decode(bytes, origin);
  const lineCounter = new LineCounter();
  lineCounter.addNewLine(0);
  // What is not closed is noticed behind the last line, where no annotation can stand.
  const end = text.trimEnd().length;
  const lineAt = (offset: number) => lineCounter.linePos(Math.min(offset, end)).line;
  const lineOf = (node: unknown) => {
    const start = (node as Node | null)?.range?.[0];
    return start === undefined ? undefined : lineCounter.linePos(start).line;
  };
  const checked = (document: Document.Parsed): YamlDocument => {
    // go-yaml takes a comment right behind a value.
    const error = document.errors.find(({ message }) => !message.startsWith('Comments must be separated'));
    if (error) throw problemIn(origin, lineAt(error.pos[0]), error.message.split('\n')[0] ?? '', { cause: error });
    const { contents } = document;
    const read: YamlDocument = {
      top: contents ? { node: contents, line: lineOf(contents) ?? 1 } : undefined,
      lineOf,
      sourceOf: ({ range }) => (range ? text.slice(range[0], range[1]) : ''),
    };
    checkDocument(read, origin);
    return read;
  };
  const parser = new Parser(lineCounter.addNewLine);
  // All scalars stay texts here: what they mean is decided by Go's rules.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const check = createCheck(origin);
  let pieces = 0;
  for (const lexeme of new Lexer().lex(text)) {
    check(lexeme);
    pieces += 1;
    if (pieces > maxPieces) throw problemIn(origin, undefined, `the file has more than ${maxPieces} pieces`);
    if (pieces % piecesAtATime === 0) {
      budget.spend('pieces', piecesAtATime, origin);
      await budget.giveWay();
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'directive' && !/^%(?:YAML 1\.1|TAG)(?:\s|$)/.test(token.source)) {
        throw problemIn(origin, lineAt(token.offset), `Helm does not know the directive ${token.source.trim()}`);
      }
      for (const document of composer.next(token)) yield checked(document);
    }
  }
  budget.spend('pieces', pieces % piecesAtATime, origin);
  for (const token of parser.end()) {
    for (const document of composer.next(token)) yield checked(document);
  }
  for (const document of composer.end()) yield checked(document);
}

/** Makes a function that looks at each piece in turn, and fails at one that is nested too deep, and at wrong comments. */
function createCheck(origin: Origin): (lexeme: string) => void {
  /** The columns at which the blocks around this line start. */
  const columns: number[] = [];
  let column: number | undefined = 0;
  let flow = 0;
  let inLine = 0;
  let line = 1;
  let before = '';
  return (lexeme) => {
    // By this mark the lexer announces a text, which may begin as a comment does.
    const problem = lexeme.startsWith('#') && before !== '\x1f' ? problemOfComment(lexeme) : undefined;
    if (problem) throw problemIn(origin, line, problem);
    before = lexeme;
    if (column !== undefined) {
      if (/^ +$/.test(lexeme)) column = lexeme.length;
      // What is neither a comment nor the end of an empty line; the lexer marks things by control characters.
      else if (lexeme >= ' ' && !lexeme.startsWith('#')) {
        while ((columns.at(-1) ?? -1) >= column) columns.pop();
        columns.push(column);
        column = undefined;
      }
    }
    if (lexeme.includes('\n')) line += lexeme.split('\n').length - 1;
    if (lexeme.endsWith('\n')) {
      column = 0;
      inLine = 0;
    } else if (lexeme === '[' || lexeme === '{') flow += 1;
    else if (lexeme === ']' || lexeme === '}') flow -= 1;
    else if (lexeme === '-' || lexeme === '?') inLine += 1;
    if (columns.length + flow + inLine > maxDepth) {
      throw problemIn(origin, line, `the file is nested more than ${maxDepth} deep`);
    }
  };
}

function decode(bytes: Uint8Array, origin: Origin): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw problemIn(origin, undefined, 'the file is not UTF-8', { cause: error });
  }
  const problem = problemOfText(text);
  if (problem) throw problemIn(origin, problem.line, problem.what);
  return text;
}

/** Finds the first character that go-yaml does not take, not even in quotes. */
export function problemOfText(text: string): { line: number; what: string } | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for, as go-yaml does
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/.exec(text);
  if (!control) return undefined;
  return { line: text.slice(0, control.index).split('\n').length, what: 'a control character is not allowed' };
}
