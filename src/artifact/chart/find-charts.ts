import { basename, dirname, join } from 'node:path';
import { pathBelow, toSlashes } from '../../disk/paths.ts';
import { invalid } from '../../errors.ts';
import { compareBytes } from '../../go/compare-bytes.ts';
import { type FindOptions, isGlob, lookAtLine, matcher, readExclude, statOf } from '../files/find-files.ts';
import { globFiles } from '../files/glob-files.ts';
import { ownLine } from '../files/own-name.ts';
import { whyNothing } from '../files/why-nothing.ts';

/** Something that the input `files` names for a push of charts. */
export interface FoundChart {
  /** Absolute. */
  path: string;
  /** Relative to the workspace, with `/`, where it is in there. */
  label: string;
  /** A directory with a chart, an archive, or the metadata of a repository for Artifact Hub. */
  kind: 'directory' | 'archive' | 'metadata';
}

type FindChartsOptions = Omit<FindOptions, 'root' | 'symlinks'>;

/**
 * Finds the charts that the lines of the input `files` name: directories, archives, patterns for both, and `!` for what
 * is taken out again. A pattern takes directories that have a Chart.yaml and files that end in `.tgz`, but not what is
 * in the charts/ of another chart: that belongs to it. Where they really are is looked at when they are read.
 */
export async function findCharts(lines: readonly string[], options: FindChartsOptions): Promise<FoundChart[]> {
  const { workspace } = options;
  const found = new Map<string, FoundChart['kind']>();
  for (const line of lines.map((one) => ownLine(one, workspace))) {
    if (line.startsWith('!')) {
      const { takesOut } = await readExclude(line, workspace);
      const excluded = [...found.keys()].filter(takesOut);
      for (const path of excluded) found.delete(path);
      if (excluded.length === 0) options.onUseless(line);
      continue;
    }
    for (const [path, kind] of await findLine(line, options)) found.set(path, kind);
  }
  return [...found].map(([path, kind]) => ({ path, kind, label: labelOf(path, workspace) }));
}

/** Names a path in messages as the workflow's author knows it. */
export function labelOf(path: string, workspace: string): string {
  return (pathBelow(workspace, path) ?? path) || '.';
}

async function findLine(line: string, options: FindChartsOptions): Promise<[string, FoundChart['kind']][]> {
  const { workspace, includeHidden, onHidden, onNothing } = options;
  const { path: literal, stats } = await lookAtLine(line, workspace);
  if (stats) {
    if (stats.isDirectory()) return [[literal, 'directory']];
    if (!stats.isFile()) throw invalid('files', line, 'does not name a regular file');
    // A provenance file goes along with its archive.
    if (literal.endsWith('.prov')) return [];
    const named = byName(literal);
    const around = named || /\.t(?:ar\.)?gz$/.test(literal) ? undefined : await chartAround(literal, workspace);
    if (around === undefined) return [named ?? [literal, 'archive']];
    throw invalid('files', line, `is a file of the chart ${labelOf(around, workspace)}: name that directory`);
  }
  const pattern = toSlashes(line).replace(/\/+$/, '');
  const candidates: [string, FoundChart['kind']][] = [];
  if (isGlob(pattern)) {
    for (const path of await globFiles(`${pattern}/Chart.yaml`, workspace))
      candidates.push([dirname(path), 'directory']);
    for (const path of await globFiles(pattern, workspace)) {
      const file = byName(path) ?? (path.endsWith('.tgz') ? ([path, 'archive'] as const) : undefined);
      if (file) candidates.push([...file]);
    }
  }
  const isNamed = matcher(pattern, workspace, { dot: includeHidden });
  const taken: typeof candidates = [];
  for (const [path, kind] of candidates) {
    if (await isVendored(path, workspace)) continue;
    // A folder found by the Chart.yaml that the pattern names is named too.
    if (isNamed(path) || (kind === 'directory' && isNamed(join(path, 'Chart.yaml')))) taken.push([path, kind]);
    else onHidden(labelOf(path, workspace));
  }
  if (taken.length === 0) onNothing(line, !isGlob(pattern), whyNothing(line, workspace));
  return taken.sort(([a], [b]) => compareBytes(toSlashes(a), toSlashes(b)));
}

/** What a file is by its name alone. */
function byName(path: string): [string, FoundChart['kind']] | undefined {
  if (basename(path) === 'Chart.yaml') return [dirname(path), 'directory'];
  return /^artifacthub-repo\.ya?ml$/.test(basename(path)) ? [path, 'metadata'] : undefined;
}

/** The directory of the chart that a file is in; what is around the workspace does not count. */
async function chartAround(path: string, workspace: string): Promise<string | undefined> {
  for (let folder = dirname(path); pathBelow(workspace, folder) !== undefined; folder = dirname(folder)) {
    if (await statOf(join(folder, 'Chart.yaml'))) return folder;
    if (folder === workspace) return undefined;
  }
  return undefined;
}

/** Tells whether a path is in the charts/ of a chart; what is around the workspace does not count. */
async function isVendored(path: string, workspace: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== workspace && folder !== dirname(folder); folder = dirname(folder)) {
    if (basename(folder) === 'charts' && (await statOf(join(dirname(folder), 'Chart.yaml')))) return true;
  }
  return false;
}
