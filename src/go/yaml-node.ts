import { type Origin, problemIn } from '../origin.ts';
import type { GoScalar } from './scalar.ts';

/** A piece of a YAML file with the line it starts on. */
export type YamlNode =
  | { kind: 'scalar'; line: number; value: GoScalar }
  | { kind: 'list'; line: number; items: YamlNode[] }
  | { kind: 'map'; line: number; entries: Map<string, YamlNode> };

/** Tells whether there is nothing where a value could be. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The entries of a map; none where there is nothing. Fails with the line, and calls the piece `what`. */
export function mapIn(node: YamlNode, what: string, origin: Origin): Map<string, YamlNode> {
  if (isNull(node)) return new Map();
  if (node.kind !== 'map') throw problemIn(origin, node.line, `${what} is not a map`);
  return node.entries;
}

/** A scalar as a text; `''` where there is nothing. Fails like `mapIn`. */
export function textIn(node: YamlNode, what: string, origin: Origin): string {
  if (node.kind !== 'scalar') throw problemIn(origin, node.line, `${what} is a ${node.kind}, not a text`);
  return textOfScalar(node.value);
}

/** Reads a scalar as a text, as a key or a text field of Helm takes it. */
export function textOfScalar(value: GoScalar): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.text : String(value);
}
