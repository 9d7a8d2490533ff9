import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { type Origin, problemIn } from '../origin.ts';
import { type GoScalar, resolveScalar, typeOf } from './scalar.ts';

/** One document of a file, as it was parsed. */
export interface YamlDocument {
  top: { node: Node; line: number } | undefined;
  lineOf: (node: unknown) => number | undefined;
  /** A piece as it is written in the file. */
  sourceOf: (node: Node) => string;
}

/** What a piece is there for: in a map as a key, as something, as what is merged into it, or in a list of that. */
type Place = 'value' | 'key' | 'merge' | 'merged';

/** An anchor, and how many pieces stand below it; while these are looked at, that is not known. */
interface Anchor {
  node: Node;
  size?: number;
}

/**
 * Refuses what the parser reads and go-yaml does not: aliases of nothing, of what is around them, or of too much, tags
 * that do not fit, and what cannot be a key, be merged or stand in JSON, which is what Helm makes of all YAML. Aliases
 * are counted, and not followed.
 */
export function checkDocument({ top, lineOf, sourceOf }: YamlDocument, origin: Origin): void {
  const anchors = new Map<string, Anchor>();
  let all = 0;
  let repeated = 0;
  /** Gives the number of pieces that a reader sees. */
  const check = (node: unknown, above: number, place: Place): number => {
    const line = lineOf(node) ?? above;
    const fail = (what: string) => problemIn(origin, line, what);
    if (isAlias(node)) {
      const { node: target, size } = anchors.get(node.source) ?? {};
      if (!target) throw fail(`the alias *${node.source} refers to nothing`);
      if (size === undefined) throw fail(`the alias *${node.source} stands in what it refers to`);
      checkKind(target, place, true, fail);
      repeated += size;
      all += size + 1;
      if (isExcessive(all, repeated)) throw fail('its aliases make the file too large');
      return size + 1;
    }
    checkKind(node, place, false, fail);
    const own: Anchor = { node: node as Node };
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) anchors.set(anchor, own);
    all += 1;
    let size = 1;
    if (isSeq(node)) {
      for (const item of node.items) size += check(item, line, place === 'merge' ? 'merged' : 'value');
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const isMerge = isMergeKey(key);
        const keyLine = lineOf(key) ?? line;
        size += isMerge ? 1 : check(key, line, 'key');
        size += check(value, keyLine, isMerge ? 'merge' : 'value');
      }
    } else if (isScalar(node)) {
      const value = scalarOf(node, fail);
      checkText(node, sourceOf(node), place === 'key', fail);
      if (place !== 'key') checkNumber(value, fail);
    }
    own.size = size;
    return size;
  };
  if (top) check(top.node, top.line, 'value');
}

function checkKind(node: unknown, place: Place, isAliased: boolean, fail: (what: string) => Error): void {
  if (place === 'key' && (!isScalar(node) || scalarOf(node, fail) === null)) throw fail('a key is not text');
  // A list may be merged where it stands, not by an alias.
  const isMerged = isMap(node) || (place === 'merge' && !isAliased && isSeq(node));
  if ((place === 'merge' || place === 'merged') && !isMerged) throw fail('what is merged is not a map');
}

/** Reports whether a key says that its value is merged. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/** The limits of go-yaml (`decode.go`, `allowedAliasRatio`): small files may repeat nearly all, large ones little. */
function isExcessive(all: number, repeated: number): boolean {
  const [low, high] = [400_000, 4_000_000];
  const share = Math.min(1, Math.max(0, (all - low) / (high - low)));
  return repeated > 100 && all > 1000 && repeated / all > 0.99 - 0.89 * share;
}

function checkNumber(value: GoScalar, fail: (what: string) => Error): void {
  if (typeof value === 'object' && value !== null && !Number.isFinite(value.value)) {
    throw fail(`a number is ${value.text}, which Helm refuses`);
  }
}

/** Refuses halves of characters, and line breaks of which the parser knows nothing where Helm would read other text. */
function checkText({ type }: Scalar, source: string, isKey: boolean, fail: (what: string) => Error): void {
  if (type === 'QUOTE_DOUBLE') {
    for (const [written, code = ''] of source.matchAll(/\\(?:(?:u|U0000)([0-9a-fA-F]{4})|.)/gs)) {
      if (/^d[89a-f]/i.test(code)) throw fail(`the escape ${written} is half a character: write it as one, or as \\U…`);
    }
  }
  if (!/[\u0085\u2028\u2029]/.test(source)) return;
  const [found] = (isKey ? anyBreak : (breaks[type ?? ''] ?? quotedBreak)).exec(source) ?? [];
  if (found === undefined) return;
  const code = found.charCodeAt(0).toString(16).padStart(4, '0');
  throw fail(`a text has a line break, U+${code}: write it as "\\u${code}", in double quotes`);
}

const anyBreak = /[\u0085\u2028\u2029]/;
/** The next line becomes a space; the others stay, but spaces around them go, and `---` behind one ends a document. */
const quotedBreak = /\u0085|(?<=[ \t\r\n\\])[\u2028\u2029]|[\u2028\u2029](?=[ \t\r\n]|---|\.\.\.)/;
/** What follows a break stands in the first column, and may be a key. */
const breaks: Record<string, RegExp> = {
  PLAIN: /[\u0085\u2028\u2029](?=\S)/,
  BLOCK_LITERAL: /\u0085|[\u2028\u2029](?!\r?\n|$)/,
  BLOCK_FOLDED: anyBreak,
};

/** Says what is wrong with a comment that ends for Helm before its line does. */
export function problemOfComment(comment: string): string | undefined {
  return /[\u0085\u2028\u2029][ \t]*[^ \t\r\n#\u0085\u2028\u2029]/.test(comment)
    ? 'a comment has a line break, U+0085, U+2028 or U+2029, and Helm reads what is behind it'
    : undefined;
}

const typed = /^tag:yaml\.org,2002:(int|float|bool|null|timestamp|binary|str)$/;

/** Reads a scalar as go-yaml does; fails where its tag does not fit. */
export function scalarOf(
  { source, value, type, tag: given = '' }: Pick<Scalar, 'source' | 'value' | 'type' | 'tag'>,
  fail: (what: string) => Error,
): GoScalar {
  // The parser makes other things of some tags.
  const text = source ?? String(value ?? '');
  const [, tag] = typed.exec(given) ?? [];
  if (tag === undefined) return type === undefined || type === 'PLAIN' ? resolveScalar(text) : text;
  if (tag === 'str') return text;
  if (tag === 'binary') {
    if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text.replace(/[\r\n]/g, '')) || text.includes('_')) {
      throw fail('what !!binary stands before is not base64');
    }
    return Buffer.from(text, 'base64').toString();
  }
  const own = typeOf(text, tag === 'timestamp');
  if (own !== tag && !(tag === 'float' && own === 'int')) throw fail(`${JSON.stringify(text)} is no !!${tag}`);
  return tag === 'timestamp' ? text : resolveScalar(text);
}
