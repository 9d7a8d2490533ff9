import { compareBytes } from '../../../go/compare-bytes.ts';
import type { YamlValue } from '../../../go/write-yaml.ts';
import { isNull, mapIn, textIn, type YamlNode } from '../../../go/yaml-node.ts';
import { foldKey } from '../../../oci/json.ts';
import { type Origin, problemIn } from '../../../origin.ts';

/** A chart that a chart needs (helm/helm, pkg/chart/v2/dependency.go). */
export interface Dependency {
  name: string;
  version?: string;
  repository: string;
  condition?: string;
  tags?: string[];
  enabled?: boolean;
  'import-values'?: YamlValue[];
  alias?: string;
  'depends-on'?: string[];
}

/**
 * How a field is read; `text` is cleaned of what cannot be printed, as Helm does with all but a few, which are `raw`.
 */
type Kind = 'text' | 'raw' | 'texts' | 'flag' | 'map' | 'values' | 'dependencies' | { of: Fields };

/** The fields of a Go struct in its order, which is the order they are written in. */
export interface Fields {
  [name: string]: Kind;
}

const dependencyFields: Fields = {
  name: 'text',
  version: 'text',
  repository: 'text',
  condition: 'text',
  tags: 'texts',
  enabled: 'flag',
  'import-values': 'values',
  alias: 'raw',
  'depends-on': 'texts',
};

/** What was seen beside the values. */
export interface ReadNotes {
  /** The line of each field, by paths such as `dependencies[0].alias`. */
  lines: Map<string, number>;
  /** Fields that Helm drops. */
  unknown: string[];
  /** Keys that stand twice in one map, of which Helm takes the last: `charts/web/Chart.yaml:5: "description"`. */
  twice: string[];
}

/**
 * Reads a map into the fields of a struct as Go's encoding/json and sigs.k8s.io/yaml do: case does not count in names,
 * numbers and booleans become texts where a text is wanted. What is empty is left out. Fails with file and line.
 */
export function readFields(node: YamlNode, fields: Fields, notes: ReadNotes, origin: Origin, path = ''): object {
  const byName = new Map(Object.keys(fields).map((name) => [foldKey(name), name]));
  const values: Record<string, unknown> = {};
  // Of names that differ in case alone Go takes the last in the order of bytes.
  const entries = [...mapIn(node, path || 'the file', origin)];
  for (const [key, item] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = byName.get(foldKey(key));
    const kind = name === undefined ? undefined : fields[name];
    const place = path === '' ? (name ?? key) : `${path}.${name ?? key}`;
    if (name === undefined || kind === undefined) {
      notes.unknown.push(place);
      continue;
    }
    notes.lines.set(place, item.line);
    const value = readField(item, kind, place, notes, origin);
    if (!isEmpty(value)) values[name] = value;
    else if (!isNull(item)) delete values[name];
  }
  return values;
}

function readField(node: YamlNode, kind: Kind, place: string, notes: ReadNotes, origin: Origin): unknown {
  if (kind === 'text') return clean(textIn(node, place, origin));
  if (kind === 'raw') return textIn(node, place, origin);
  if (kind === 'flag') {
    if (isNull(node)) return false;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    throw problemIn(origin, node.line, `${place} is not true or false`);
  }
  if (kind === 'map') {
    const entries = [...mapIn(node, place, origin)];
    return Object.fromEntries(entries.map(([key, item]) => [key, textIn(item, `${place}.${key}`, origin)]));
  }
  if (isNull(node)) return undefined;
  if (node.kind !== 'list') throw problemIn(origin, node.line, `${place} is not a list`);
  if (kind === 'values') return node.items.map((item) => plainOf(item));
  return node.items.map((item, index) => {
    const itemPlace = `${place}[${index}]`;
    if (kind === 'texts') return clean(textIn(item, itemPlace, origin));
    if (isNull(item)) throw problemIn(origin, item.line, `${itemPlace} is empty`);
    notes.lines.set(itemPlace, item.line);
    if (kind !== 'dependencies') return readFields(item, kind.of, notes, origin, itemPlace);
    return inOrder(readFields(item, dependencyFields, notes, origin, itemPlace), dependencyFields, 'plain');
  });
}

/** Reads a value of any form, as the JSON between Helm's YAML and its structs holds it. */
function plainOf(node: YamlNode): YamlValue {
  if (node.kind === 'list') return node.items.map((item) => plainOf(item));
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, item]) => [key, plainOf(item)] as const);
    return Object.fromEntries(entries);
  }
  if (typeof node.value !== 'object' || node.value === null) return node.value;
  return node.value.value;
}

/**
 * Makes white space to spaces and drops what cannot be printed (Helm's `sanitizeString`, by Go's IsSpace and IsPrint).
 */
function clean(text: string): string {
  return text.replace(/(?!\ufeff)[\s\u0085]/gu, ' ').replace(/[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '' || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/**
 * Orders a record by the fields of its struct and leaves out what is empty, but for name and repository of a
 * dependency. The keys of its own maps are sorted by bytes, in a Map (for JSON), or left as they are when `plain`.
 */
export function inOrder(record: object, fields: Fields, maps?: 'plain'): object {
  const values = record as Record<string, unknown>;
  const entries = Object.entries(fields).map(([name, kind]): [string, unknown] => {
    const value = values[name];
    if (fields === dependencyFields && (name === 'name' || name === 'repository')) return [name, value ?? ''];
    if (isEmpty(value)) return [name, undefined];
    if (kind === 'dependencies')
      return [name, (value as object[]).map((item) => inOrder(item, dependencyFields, maps))];
    if (typeof kind === 'object') return [name, (value as object[]).map((item) => inOrder(item, kind.of, maps))];
    return [name, maps === 'plain' || (kind !== 'map' && kind !== 'values') ? value : sortedDeep(value)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Orders the fields of dependencies as Helm's struct has them. */
export function dependenciesInOrder(dependencies: readonly Dependency[], maps?: 'plain'): object[] {
  return dependencies.map((dependency) => inOrder(dependency, dependencyFields, maps));
}

/** Reads a list of dependencies, as Chart.lock has one. */
export function readDependencies(node: YamlNode, origin: Origin): Dependency[] {
  const notes: ReadNotes = { lines: new Map(), unknown: [], twice: [] };
  return readField(node, 'dependencies', 'dependencies', notes, origin) as Dependency[];
}

/** Sorts the keys of maps as Go does. A Map, because an object would put keys that look like numbers first. */
function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareBytes(a, b));
  return new Map(entries.map(([key, item]) => [key, sortedDeep(item)]));
}
