import { OciError } from '../../errors.ts';
import type { Origin } from './origin.ts';
import { readYaml, textOf, type YamlNode } from './read-yaml.ts';

/** One version of a chart in the index.yaml of a repository; `digest` is the sha256 of the archive in hex, where it is told. */
export interface IndexEntry {
  version: string;
  url: string;
  digest?: string;
}

/** The part of one chart, of a thousand versions, has some 100,000. */
const maxTokens = 500_000;

/** Makes the URL of the index of a repository; a query, which may hold a token, is kept as Helm does. */
export function indexUrl(repository: string): string {
  return resolveUrl(repository, 'index.yaml');
}

/**
 * Lists the versions of a chart in the index.yaml of a repository; entries without a URL are left out, as Helm does. Fails with
 * ARTIFACT when the index is no such file.
 */
export function readIndex(bytes: Uint8Array, chart: string, repository: string): IndexEntry[] {
  const origin: Origin = { label: withoutQuery(indexUrl(repository)), code: 'ARTIFACT' };
  const text = Buffer.from(bytes).toString();
  const cut = cutEntry(text, chart);
  const node = readYaml(cut === undefined ? bytes : Buffer.from(cut), origin, maxTokens);
  const list = at(at(node, 'entries'), chart);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const [version, digest] = [textAt(item, 'version'), textAt(item, 'digest')];
    const urls = at(item, 'urls');
    const [first] = urls?.kind === 'list' ? urls.items : [];
    const url = first?.kind === 'scalar' ? textOf(first.value) : '';
    if (version === '' || url === '') return [];
    return [
      { version, url: resolveUrl(repository, url), ...(digest ? { digest: digest.replace(/^sha256:/, '') } : {}) },
    ];
  });
}

/**
 * Cuts the part about one chart out of an index as Helm writes it: the index of a large repository has 20 MB, and reading all
 * of it as YAML would take a minute. Undefined when the file has another form; then all of it is read.
 */
function cutEntry(text: string, chart: string): string | undefined {
  const start = /^entries:[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)/m.exec(text);
  if (!start) return undefined;
  const indent = start[1] ?? '';
  const name = RegExp.escape(chart);
  const key = new RegExp(`^${indent}(?:${name}|"${name}"|'${name}'):[ \\t\\r]*$`, 'm').exec(text.slice(start.index));
  // Without the name at the start of any line, the chart is not there.
  if (!key) return new RegExp(`^ *["']?${name}["']? *:`, 'm').test(text) ? undefined : '';
  const [line] = key;
  const from = start.index + key.index;
  // The next line that is not deeper and no item of this list is about another chart.
  const rest = text.slice(from + line.length);
  const end = new RegExp(`^ {0,${indent.length}}[^ \\n\\r#-]`, 'm').exec(rest);
  return `entries:\n${line}${rest.slice(0, end?.index)}`;
}

function at(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined;
}

function textAt(node: YamlNode, key: string): string {
  const item = at(node, key);
  return item?.kind === 'scalar' ? textOf(item.value) : '';
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
    throw new OciError('ARTIFACT', `The chart repository names no usable URL: ${JSON.stringify(withoutQuery(url))}`, {
      cause: error,
    });
  }
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//');
}
