import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { type GoScalar, resolveScalar } from './go-scalar.ts';
import { type Origin, problemIn } from './origin.ts';

/** A piece of a YAML file with the line it starts on. */
export type YamlNode =
  | { kind: 'scalar'; line: number; value: GoScalar }
  | { kind: 'list'; line: number; items: YamlNode[] }
  | { kind: 'map'; line: number; entries: Map<string, YamlNode> };

/** More than any real file repeats by aliases; it stops a file in which aliases of aliases grow (CVE-2019-11253). */
const maxRepeated = 10_000;

/**
 * The most tokens in a file about a chart; real ones have some hundreds. The parser takes half a KiB for each, and for the keys
 * of one map a time that grows with the square of their number.
 */
const maxTokens = 20_000;
/** How deep a line may nest lists and maps: the parser takes stack for each. */
const maxDepth = 100;

/**
 * Reads a YAML file as Helm does (sigs.k8s.io/yaml over go-yaml): the first document, scalars by Go's rules, keys as texts,
 * merge keys merged. Stricter in one thing: a key that stands twice is an error. Fails with the code of `origin`, and the line.
 *
 * @param tokens the most that are read
 */
export function readYaml(bytes: Uint8Array, origin: Origin, tokens: number = maxTokens): YamlNode {
  checkShape(decode(bytes, origin), origin, tokens);
  const [first] = parse(bytes, origin);
  return first ?? { kind: 'scalar', line: 1, value: null };
}

/** Checks that a file is YAML whose documents are all maps or empty, as Helm asks of values.yaml. */
export function checkValues(bytes: Uint8Array, origin: Origin): void {
  for (const { error, top } of documentsOf(bytes, origin, false)) {
    if (error) throw error;
    if (top && !isMap(top.node) && !(isScalar(top.node) && isNull(top.node))) {
      throw problemIn(origin, top.line, 'the values are no map');
    }
  }
}

function* parse(bytes: Uint8Array, origin: Origin): Generator<YamlNode> {
  for (const { error, top, lineOf, resolve } of documentsOf(bytes, origin, true)) {
    if (error) throw error;
    let repeated = 0;
    let aliases = 0;
    const convert = (node: unknown, line: number, above: readonly unknown[]): YamlNode => {
      if (aliases > 0) repeated += 1;
      if (repeated > maxRepeated) throw problemIn(origin, line, 'the aliases make too much of the file');
      if (isAlias(node)) {
        const target = resolve(node);
        if (!target || above.includes(target)) throw problemIn(origin, line, `the alias *${node.source} leads nowhere`);
        aliases += 1;
        const converted = convert(target, line, above);
        aliases -= 1;
        return converted;
      }
      const own = lineOf(node) ?? line;
      if (isSeq(node))
        return { kind: 'list', line: own, items: node.items.map((item) => convert(item, own, [...above, node])) };
      if (!isMap(node)) {
        const value = isScalar(node) ? scalarOf(node) : null;
        // Between Helm's YAML and its structs is JSON, which has no infinity, even in a field that nobody reads.
        if (typeof value === 'object' && value !== null && !Number.isFinite(value.value)) {
          throw problemIn(origin, own, `a number is ${value.text}, which Helm refuses`);
        }
        return { kind: 'scalar', line: own, value };
      }
      const entries = new Map<string, YamlNode>();
      for (const { key, value } of node.items) {
        const keyLine = lineOf(key) ?? own;
        const item = convert(value, keyLine, [...above, node]);
        const name = convert(key, keyLine, [...above, node]);
        if (name.kind !== 'scalar') throw problemIn(origin, keyLine, 'a key is no text');
        if (isScalar(key) && key.type === 'PLAIN' && key.source === '<<') {
          const merged = item.kind === 'list' ? item.items : [item];
          for (const map of merged) {
            if (map.kind !== 'map') throw problemIn(origin, keyLine, 'what is merged is no map');
            for (const [inner, innerItem] of map.entries) if (!entries.has(inner)) entries.set(inner, innerItem);
          }
        } else entries.set(textOf(name.value), { ...item, line: keyLine });
      }
      return { kind: 'map', line: own, entries };
    };
    yield convert(top?.node ?? null, 1, []);
  }
}

/** Reads the scalar as a text, as a key or a text field of Helm takes it. */
export function textOf(value: GoScalar): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.text : String(value);
}

function scalarOf(node: { value: unknown; type?: string | undefined; tag?: string | undefined }): GoScalar {
  const text = String(node.value ?? '');
  const isText = (node.type !== undefined && node.type !== 'PLAIN') || node.tag === 'tag:yaml.org,2002:str';
  return isText ? text : resolveScalar(text);
}

function isNull(node: { value: unknown; type?: string | undefined }): boolean {
  return scalarOf(node) === null;
}

function documentsOf(bytes: Uint8Array, origin: Origin, uniqueKeys: boolean) {
  const text = decode(bytes, origin);
  const lineCounter = new LineCounter();
  // What is not closed is noticed behind the last line, where no annotation can stand.
  const end = text.trimEnd().length;
  // All scalars stay texts here: what they mean is decided by Go's rules.
  const parsed = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys,
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const lineOf = (node: unknown) => {
    const start = (node as Node | null)?.range?.[0];
    return start === undefined ? undefined : lineCounter.linePos(start).line;
  };
  return [...parsed].map((document) => {
    const [error] = document.errors;
    return {
      error:
        error &&
        problemIn(
          origin,
          lineCounter.linePos(Math.min(error.pos[0], end)).line,
          error.message.split('\n')[0] ?? '',
          error,
        ),
      top: document.contents ? { node: document.contents, line: lineOf(document.contents) ?? 1 } : undefined,
      lineOf,
      resolve: (alias: { resolve: (document: never) => unknown }) => alias.resolve(document as never),
    };
  });
}

/** Refuses a text that would cost the parser too much, before it sees it. */
function checkShape(text: string, origin: Origin, most: number): void {
  let tokens = 0;
  let flow = 0;
  let inLine = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token.includes('\n')) {
      line += token.split('\n').length - 1;
      inLine = 0;
    } else if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    else if (token === '-' || token === '?') inLine += 1;
    if (flow + inLine > maxDepth) throw problemIn(origin, line, `the file is nested more than ${maxDepth} deep`);
    if (tokens > most) throw problemIn(origin, line, `the file has more than ${most} pieces`);
  }
}

function decode(bytes: Uint8Array, origin: Origin): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw problemIn(origin, undefined, 'the file is not UTF-8', error);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for, as go-yaml does
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.exec(text);
  if (control)
    throw problemIn(origin, text.slice(0, control.index).split('\n').length, 'a control character is not allowed');
  return text;
}
