import { OciError } from '../../../errors.ts';
import { readYaml } from '../../../go/read-yaml.ts';
import { textOfScalar, type YamlNode } from '../../../go/yaml-node.ts';
import type { Origin } from '../../../origin.ts';
import type { ChartBudget } from './chart-budget.ts';

/**
 * One version of a chart in the index.yaml of a repository; `digest` is the sha256 of the archive in hex, where it is
 * told.
 */
export interface IndexEntry {
  version: string;
  url: string;
  digest?: string;
}

/** Makes the URL of the index of a repository; a query, which may hold a token, is kept as Helm does. */
export function indexUrl(repository: string): string {
  return resolveUrl(repository, 'index.yaml');
}

/**
 * Lists the versions of a chart in the index.yaml of a repository; entries without a URL are left out, as Helm does.
 * Fails with ARTIFACT when the index is not such a file.
 */
export async function readIndex(
  bytes: Uint8Array,
  chart: string,
  repository: string,
  budget: ChartBudget,
): Promise<IndexEntry[]> {
  const origin: Origin = { label: shownUrl(indexUrl(repository)), code: 'ARTIFACT' };
  const found: IndexEntry[] = [];
  for (const part of partsAbout(chart, bytes)) {
    const list = at(at(await readYaml(part, origin, budget, () => {}), 'entries'), chart);
    if (list?.kind === 'list') found.push(...list.items.flatMap((item) => entryIn(item, repository) ?? []));
  }
  return found;
}

function entryIn(item: YamlNode, repository: string): IndexEntry | undefined {
  const [version, digest] = [textAt(item, 'version'), textAt(item, 'digest')];
  const urls = at(item, 'urls');
  const [first] = urls?.kind === 'list' ? urls.items : [];
  const url = first?.kind === 'scalar' ? textOfScalar(first.value) : '';
  if (version === '' || url === '') return undefined;
  return { version, url: resolveUrl(repository, url), ...(digest ? { digest: digest.replace(/^sha256:/, '') } : {}) };
}

/** Lists are not indented deeper than that by any program. */
const maxIndent = 16;
/**
 * From so many characters on, the next version begins a new part. What the parser makes of a few versions is gone
 * before V8 takes it for something that stays: with parts of 128 KiB, an index takes 70 MiB more.
 */
const partSize = 8 * 1024;

/**
 * Cuts the part about one chart out of an index as Helm writes it, and that between its versions: the index of a large
 * repository has 20 MB, and a chart with a thousand versions more pieces than are read at once. A file of another form
 * is one part.
 */
function* partsAbout(chart: string, bytes: Uint8Array): Generator<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const cut = cutEntry(text, chart);
  if (cut === undefined) return yield bytes;
  const { key, list } = cut;
  const [, dashes] = /^( *)- /m.exec(list) ?? [];
  // What refers to something before it has to stay with that.
  const isSplit = dashes !== undefined && !/[:-] +&\w/.test(list);
  const start = isSplit ? new RegExp(`^${dashes}- `, 'gm') : undefined;
  let from = 0;
  for (;;) {
    if (start) start.lastIndex = from + partSize;
    const next = start && from + partSize < list.length ? start.exec(list)?.index : undefined;
    yield Buffer.from(`entries:\n${key}\n${list.slice(from, next)}`);
    if (next === undefined) return;
    from = next;
  }
}

/**
 * Finds the lines about one chart: that with its name, and the list below. Undefined when the file has another form.
 */
function cutEntry(text: string, chart: string): { key: string; list: string } | undefined {
  const start = /^entries:[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)/m.exec(text);
  const indent = start?.[1] ?? '';
  if (!start || indent.length > maxIndent) return undefined;
  const name = RegExp.escape(chart);
  const key = new RegExp(`^${indent}(?:${name}|"${name}"|'${name}'):[ \\t\\r]*$`, 'm').exec(text.slice(start.index));
  if (!key) {
    // Without the name at the start of any line, the chart is not there.
    const isElsewhere = new RegExp(`^ *["']?${name}["']? *:`, 'm').test(text);
    return isElsewhere ? undefined : { key: '', list: '' };
  }
  const [line] = key;
  // The next line that is not deeper and no item of this list is about another chart.
  const rest = text.slice(start.index + key.index + line.length);
  const end = new RegExp(`^ {0,${indent.length}}[^ \\n\\r#-]`, 'm').exec(rest);
  return { key: line, list: rest.slice(0, end?.index) };
}

function at(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined;
}

function textAt(node: YamlNode, key: string): string {
  const item = at(node, key);
  return item?.kind === 'scalar' ? textOfScalar(item.value) : '';
}

/** Resolves a URL of an index (helm/helm, pkg/repo, `ResolveReferenceURL`). */
function resolveUrl(repository: string, url: string): string {
  try {
    const base = new URL(repository);
    if (!base.pathname.endsWith('/')) base.pathname += '/';
    if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
    const resolved = new URL(url, base);
    resolved.search = base.search;
    return resolved.href;
  } catch (error) {
    throw new OciError('ARTIFACT', `The chart repository gives no usable URL: ${JSON.stringify(shownUrl(url))}`, {
      cause: error,
    });
  }
}

/** A URL as messages show it: a query or a user may hold a secret. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}
