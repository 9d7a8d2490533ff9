import { compareBytes } from '../../go/compare-bytes.ts';
import { measureJson } from '../../oci/json.ts';
import { below, type Origin, problemIn } from '../../origin.ts';
import { readAll } from '../../store/verified.ts';
import { type ChartBudget, maxFileBytes } from './reading/chart-budget.ts';
import type { Lock } from './reading/lock.ts';
import { readLock } from './reading/lock.ts';
import {
  addRequirements,
  type ChartMetadata,
  type ChartYaml,
  checkMetadata,
  readChartYaml,
} from './reading/metadata.ts';
import { readArchive } from './reading/read-archive.ts';
import { checkValues } from './reading/read-yaml.ts';

/** A file of a chart: its path below the chart with `/`, and its bytes without a byte order mark. */
export interface ChartFile {
  name: string;
  data: Buffer;
}

/** A chart in memory, with the charts in it. */
export interface Chart {
  metadata: ChartMetadata;
  lock?: Lock;
  values?: Buffer;
  schema?: Buffer;
  templates: ChartFile[];
  files: ChartFile[];
  charts: Chart[];
  /** Fields of Chart.yaml that Helm does not know and drops, such as `maintainers[0].phone`. */
  unknownFields: string[];
  /** Keys that stand twice in one map of Chart.yaml, each with file and line. */
  repeatedKeys: string[];
  /** The lines of the fields of Chart.yaml, by paths such as `dependencies[0]`. */
  lines: ReadonlyMap<string, number>;
  /** Where it was read from, for messages. */
  origin: Origin;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Drops the byte order mark that Helm drops of every file. */
export function withoutMark(data: Buffer): Buffer {
  return data.subarray(0, 3).equals(byteOrderMark) ? data.subarray(3) : data;
}

/**
 * Makes a chart out of its files as Helm's loader does (helm/helm, pkg/chart/v2/loader/load.go): what is known goes to
 * its place, charts/ holds charts as folders and as .tgz, and all else is a file of the chart. Fails with the code of
 * `origin`, naming the file and where there is one the line.
 */
export async function makeChart(files: readonly ChartFile[], origin: Origin, budget: ChartBudget): Promise<Chart> {
  const source = files.find(({ name }) => name === 'Chart.yaml');
  if (!source)
    throw problemIn(origin, undefined, 'this is not a chart: it has no Chart.yaml', { topic: 'missing-chart-yaml' });
  const parts: ChartParts = {
    yaml: await readChartYaml(source.data, below(origin, 'Chart.yaml'), budget),
    chart: { templates: [], files: [], charts: [] },
    below: new Map(),
  };
  for (const file of files) await place(file, parts, origin, budget);
  const { notes } = parts.yaml;
  const metadata = checkMetadata(parts.yaml);
  const charts: Chart[] = [];
  for (const [name, own] of [...parts.below].sort(([a], [b]) => compareBytes(a, b))) {
    // Helm leaves these out: `_` for what is kept aside, `.` for what is hidden.
    if (/^[_.]/.test(name)) continue;
    const place = below(origin, `charts/${name}`);
    charts.push(await makeSubChart(name, own, place, budget.deeper(place)));
  }
  checkNames(charts, origin);
  const { lines, unknown: unknownFields, twice: repeatedKeys } = notes;
  return { ...parts.chart, metadata, charts, unknownFields, repeatedKeys, lines, origin };
}

interface ChartParts {
  yaml: ChartYaml;
  chart: Omit<Chart, 'metadata' | 'unknownFields' | 'repeatedKeys' | 'lines' | 'origin'>;
  /** The files below charts/, by the first part of their path there. */
  below: Map<string, ChartFile[]>;
}

type Placer = (file: ChartFile, parts: ChartParts, origin: Origin, budget: ChartBudget) => void | Promise<void>;

/** Where the files go that have a meaning by their name. */
const placers: Record<string, Placer> = {
  'Chart.yaml': () => {},
  'Chart.lock': async ({ data }, { chart }, origin, budget) => {
    chart.lock = await readLock(data, origin, budget);
  },
  'values.yaml': async ({ data }, { chart }, origin, budget) => {
    await checkValues(data, origin, budget);
    chart.values = data;
  },
  'values.schema.json': ({ data }, { chart }, origin, budget) => {
    const text = data.toString();
    budget.spend('pieces', measureJson(text).pieces, origin);
    try {
      JSON.parse(text);
    } catch (error) {
      throw problemIn(origin, undefined, 'the file is not valid JSON', { cause: error });
    }
    chart.schema = data;
  },
  'requirements.yaml': async (file, parts, origin, budget) => {
    parts.yaml = await addRequirements(parts.yaml, file.data, origin, budget);
    if (isVersion1(parts)) parts.chart.files.push(file);
  },
  'requirements.lock': async (file, parts, origin, budget) => {
    parts.chart.lock = await readLock(file.data, origin, budget);
    if (isVersion1(parts)) parts.chart.files.push(file);
  },
};

function isVersion1({ yaml }: ChartParts): boolean {
  return (yaml.metadata.apiVersion ?? 'v1') === 'v1';
}

async function place(file: ChartFile, parts: ChartParts, origin: Origin, budget: ChartBudget): Promise<void> {
  const placer = Object.hasOwn(placers, file.name) ? placers[file.name] : undefined;
  if (placer) await placer(file, parts, below(origin, file.name), budget);
  else if (file.name.startsWith('templates/')) parts.chart.templates.push(file);
  else if (file.name.startsWith('charts/') && !file.name.endsWith('.prov')) {
    const name = file.name.slice('charts/'.length);
    const [first = ''] = name.split('/', 1);
    const own = parts.below.get(first) ?? [];
    own.push({ ...file, name });
    parts.below.set(first, own);
  } else parts.chart.files.push(file);
}

async function makeSubChart(
  name: string,
  files: readonly ChartFile[],
  origin: Origin,
  budget: ChartBudget,
): Promise<Chart> {
  const [first] = files;
  if (name.endsWith('.tgz') && first?.name === name) return loadArchive([first.data], origin, budget);
  // A file right in charts/ is not a chart, and Helm refuses it too.
  const inside = files.filter((file) => file.name.includes('/'));
  return makeChart(
    inside.map((file) => ({ ...file, name: file.name.slice(name.length + 1) })),
    origin,
    budget,
  );
}

/** Two charts of one name would be one folder of the archive, and one of them would be lost. */
function checkNames(charts: readonly Chart[], origin: Origin): void {
  const known = new Map<string, Chart>();
  for (const chart of charts) {
    const { name } = chart.metadata;
    const other = known.get(name);
    if (other) {
      const lead = below(origin, '').label.length;
      const places = [other, chart].map((one) => one.origin.label.slice(lead)).join(' and ');
      throw problemIn(origin, undefined, `two charts in charts/ have the name ${JSON.stringify(name)}: ${places}`);
    }
    known.set(name, chart);
  }
}

/** Makes a chart out of a .tgz. Fails with the code of `origin` when it is not a chart, too large or hostile. */
export async function loadArchive(
  archive: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  origin: Origin,
  budget: ChartBudget,
): Promise<Chart> {
  const files: ChartFile[] = [];
  for await (const { path, content } of readArchive(archive, origin, budget)) {
    files.push({ name: path, data: withoutMark(await readAll(content(), path, maxFileBytes)) });
  }
  // What is inside has no path in the workspace.
  return makeChart(files, { ...origin, isInWorkspace: false }, budget);
}
