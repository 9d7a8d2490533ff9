import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Held, heldTo } from '../../disk/held-to.ts';
import { readHeld, readHeldIfThere } from '../../disk/read-held.ts';
import { type ErrorFacts, systemCodeOf } from '../../errors.ts';
import { compareBytes } from '../../go/compare-bytes.ts';
import { below, type Origin, originOfInput, problemIn } from '../../origin.ts';
import { type Chart, makeChart, withoutMark } from './chart-files.ts';
import { type Ignores, parseHelmIgnore } from './helm-ignore.ts';
import { type ChartBudget, maxChartBytes } from './reading/chart-budget.ts';
import type { ChartFile } from './reading/read-archive.ts';

/** Each rule is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;

/** A walk over the folder of a chart. */
interface Walk {
  root: string;
  origin: Origin;
  ignores: Ignores;
  files: ChartFile[];
  budget: ChartBudget;
}

/**
 * Loads the directory of a chart as Helm does: without what .helmignore names, symlinks followed, at most 100 MiB
 * in all. Stricter in this: a link that leads out of the chart is refused, as it would publish a file
 * of the machine. The directory itself is held to the workspace by `held`. Fails with INVALID_INPUT, naming file and
 * line; `label` is how messages call the directory: a relative one is its path in the workspace.
 */
export async function loadChart(directory: string, label: string, held: Held, budget: ChartBudget): Promise<Chart> {
  const origin = originOfInput(label.replace(/(?<=.)\/+$/, ''));
  const root = await realpath(directory).catch((error: unknown) => {
    throw problemIn(origin, undefined, `the chart cannot be read: ${systemCodeOf(error)}`, { cause: error });
  });
  const problem = heldTo(held)(directory, root);
  if (problem !== undefined) throw problemIn(origin, undefined, `the chart ${problem.what}`, problem);
  const walk: Walk = { root, origin, ignores: readIgnores(root, origin), files: [], budget };
  await addDirectory('', root, [root], walk);
  return makeChart(walk.files, origin, budget);
}

function readIgnores(root: string, origin: Origin): Ignores {
  const name = '.helmignore';
  const bytes = readHeldIfThere(join(root, name), {
    folder: root,
    symlinks: 'keep',
    limit: maxIgnoreBytes,
    fail: (what, facts) => problemIn(below(origin, name), undefined, `the file ${what}`, facts),
  });
  return parseHelmIgnore(bytes?.toString() ?? '', below(origin, name));
}

/**
 * Adds what is in a directory, in the order of bytes of the names; `above` are the real paths of it and of those around
 * it.
 */
async function addDirectory(path: string, real: string, above: readonly string[], walk: Walk): Promise<void> {
  const names = await readdir(real).catch((error: unknown) => {
    throw problemIn(at(path, walk), undefined, `the folder cannot be read: ${systemCodeOf(error)}`, { cause: error });
  });
  for (const name of names.sort(compareBytes)) {
    const own = path === '' ? name : `${path}/${name}`;
    const found = await look(own, join(real, name), walk);
    if (!found) continue;
    if (!found.stats.isDirectory()) await addFile(own, found, walk);
    else if (above.includes(found.real))
      throw problemIn(at(own, walk), undefined, 'the link leads to a folder that contains it');
    else await addDirectory(own, found.real, [...above, found.real], walk);
  }
}

interface Found {
  real: string;
  stats: Stats;
}

/** Looks at one path, through links; undefined when it is left out, which a broken link may be too. */
async function look(path: string, file: string, walk: Walk): Promise<Found | undefined> {
  const own = await lstat(file).catch((error: unknown) => {
    throw problemIn(at(path, walk), undefined, `the file cannot be read: ${systemCodeOf(error)}`, { cause: error });
  });
  if (!own.isSymbolicLink()) return walk.ignores(path, own.isDirectory()) ? undefined : { real: file, stats: own };
  const found = await Promise.all([realpath(file), stat(file)]).catch((error: unknown) => {
    if (walk.ignores(path, false)) return undefined;
    const code = systemCodeOf(error);
    const what = { ELOOP: 'the link leads back to itself', ENOENT: 'the link leads nowhere' }[code];
    throw problemIn(at(path, walk), undefined, what ?? `the link cannot be followed: ${code}`, { cause: error });
  });
  if (!found) return undefined;
  const [real, stats] = found;
  if (walk.ignores(path, stats.isDirectory())) return undefined;
  if (real !== walk.root && !real.startsWith(`${walk.root}${sep}`)) {
    throw problemIn(at(path, walk), undefined, `the link leads out of the chart, to ${JSON.stringify(real)}`);
  }
  return { real, stats };
}

async function addFile(path: string, { real, stats }: Found, walk: Walk): Promise<void> {
  const fail = (what: string, facts?: ErrorFacts) => problemIn(at(path, walk), undefined, what, facts);
  if (!stats.isFile()) throw fail('this is not a regular file');
  walk.budget.spend('files', 1, walk.origin);
  walk.budget.spend('bytes', stats.size, walk.origin);
  await walk.budget.giveWay();
  const data = readHeld(real, {
    folder: walk.root,
    symlinks: 'keep',
    limit: maxChartBytes,
    fail: (what, facts) => fail(`the file ${what}`, facts),
  });
  walk.files.push({ name: path, data: withoutMark(data) });
}

function at(path: string, { origin }: Walk): Origin {
  return path === '' ? origin : below(origin, path);
}
