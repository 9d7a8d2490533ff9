import { readYaml } from '../../../go/read-yaml.ts';
import { parseVersion } from '../../../go/semver.ts';
import { writeYaml, type YamlValue } from '../../../go/write-yaml.ts';
import { jsonFields } from '../../../oci/json.ts';
import { goJson } from '../../../oci/manifest.ts';
import { below, type Origin, problemIn } from '../../../origin.ts';
import type { ChartBudget } from './chart-budget.ts';
import { type Dependency, type Fields, inOrder, type ReadNotes, readFields } from './fields.ts';

interface Maintainer {
  name?: string;
  email?: string;
  url?: string;
}

/** What Chart.yaml says, as Helm's struct has it (helm/helm, pkg/chart/v2/metadata.go); what is empty is absent. */
export interface ChartMetadata {
  name: string;
  home?: string;
  sources?: string[];
  version: string;
  description?: string;
  keywords?: string[];
  maintainers?: Maintainer[];
  icon?: string;
  apiVersion: 'v1' | 'v2';
  condition?: string;
  tags?: string;
  appVersion?: string;
  deprecated?: boolean;
  annotations?: Record<string, string>;
  kubeVersion?: string;
  dependencies?: Dependency[];
  type?: 'application' | 'library';
}

/** The fields in the order of Helm's struct, which is the order of the config blob. */
const metadataFields: Fields = {
  name: 'text',
  home: 'text',
  sources: 'texts',
  version: 'raw',
  description: 'text',
  keywords: 'texts',
  maintainers: { of: { name: 'text', email: 'text', url: 'text' } },
  icon: 'text',
  apiVersion: 'raw',
  condition: 'text',
  tags: 'text',
  appVersion: 'text',
  deprecated: 'flag',
  annotations: 'map',
  kubeVersion: 'text',
  dependencies: 'dependencies',
  type: 'raw',
};

/** The fields of the config of a chart, as far as we read them there. */
export const chartConfigFields = jsonFields(Object.keys(metadataFields));

/** A Chart.yaml that was read and not yet checked: the values, and what is worth saying about them. */
export interface ChartYaml {
  metadata: Partial<ChartMetadata>;
  notes: ReadNotes;
  origin: Origin;
}

/**
 * Reads and checks what the files of a chart say of it: a Chart.yaml, and the requirements.yaml of an old chart. Fails
 * with the code of `origin`, naming file and line.
 */
export async function readMetadata(
  source: Uint8Array | undefined,
  requirements: Uint8Array | undefined,
  origin: Origin,
  budget: ChartBudget,
): Promise<ChartMetadata> {
  if (!source)
    throw problemIn(origin, undefined, 'this is not a chart: it has no Chart.yaml', { topic: 'missing-chart-yaml' });
  const chart = await readChartYaml(source, below(origin, 'Chart.yaml'), budget);
  if (!requirements) return checkMetadata(chart);
  return checkMetadata(await addRequirements(chart, requirements, below(origin, 'requirements.yaml'), budget));
}

/**
 * Reads a Chart.yaml. Fails with the code of `origin`, naming file and line, when a field has not the type Helm wants.
 */
export async function readChartYaml(bytes: Uint8Array, origin: Origin, budget: ChartBudget): Promise<ChartYaml> {
  const notes: ReadNotes = { lines: new Map(), unknown: [], twice: [] };
  const onTwice = (key: string, line: number) => notes.twice.push(`${origin.label}:${line}: ${JSON.stringify(key)}`);
  const node = await readYaml(bytes, origin, budget, onTwice);
  return { metadata: readFields(node, metadataFields, notes, origin), notes, origin };
}

/** Lays the fields of a requirements.yaml (of a chart of Helm 2) over a Chart.yaml, as Helm does. */
export async function addRequirements(
  chart: ChartYaml,
  bytes: Uint8Array,
  origin: Origin,
  budget: ChartBudget,
): Promise<ChartYaml> {
  const { metadata, notes } = await readChartYaml(bytes, origin, budget);
  const lines = new Map([...chart.notes.lines].filter(([path]) => !notes.lines.has(path)));
  const twice = [...chart.notes.twice, ...notes.twice];
  return { ...chart, metadata: { ...chart.metadata, ...metadata }, notes: { ...chart.notes, lines, twice } };
}

/**
 * Checks metadata by Helm's rules (`Metadata.Validate`), and refuses names that could not be a folder. A version is
 * what Helm takes for one, `v1.2` included: charts like cert-manager's have a leading `v`. Fails with file and line.
 */
export function checkMetadata({ metadata, notes, origin }: ChartYaml): ChartMetadata {
  const fail = (field: string, what: string) => problemIn(origin, notes.lines.get(field), what);
  const { name = '', version = '', apiVersion = 'v1', type } = metadata;
  if (apiVersion !== 'v1' && apiVersion !== 'v2') {
    throw fail('apiVersion', `the apiVersion ${JSON.stringify(apiVersion)} is not v1 or v2`);
  }
  if (name === '') throw fail('name', 'the name of the chart is missing');
  if (problemOfName(name)) throw fail('name', `the name ${JSON.stringify(name)} ${problemOfName(name)}`);
  if (version === '') throw fail('version', 'the version of the chart is missing');
  const problem = problemOfVersion(version);
  if (problem) throw fail('version', `the version ${JSON.stringify(version)} ${problem}`);
  if (type !== undefined && type !== 'application' && type !== 'library') {
    throw fail('type', `the type ${JSON.stringify(type)} is not application or library`);
  }
  checkDependencyNames(metadata.dependencies ?? [], fail);
  return inOrder({ ...metadata, apiVersion }, metadataFields, 'plain') as ChartMetadata;
}

/** Says why a text, cleaned of what cannot be printed, cannot be the name of a chart; undefined when it can. */
function problemOfName(name: string): string | undefined {
  // `.` as a name unpacks over the folder itself (CVE-2026-35206).
  if (name === '.' || name === '..') return 'is not the name of a folder';
  return /[/\\]/.test(name) ? 'has a slash' : undefined;
}

/** Says why a text cannot be the version of a chart, and so the tag; undefined when it can. */
export function problemOfVersion(version: string): string | undefined {
  if (!parseVersion(version)) return 'is not a semantic version';
  // The longest tag by the distribution spec.
  return version.length > 128 ? 'has more than 128 characters, too many for a tag' : undefined;
}

function checkDependencyNames(dependencies: readonly Dependency[], fail: (field: string, what: string) => Error): void {
  const known = new Set<string>();
  for (const [index, { name, alias }] of dependencies.entries()) {
    const place = `dependencies[${index}]`;
    if (alias !== undefined && !/^[a-zA-Z0-9_-]+$/.test(alias)) {
      throw fail(`${place}.alias`, `the alias ${JSON.stringify(alias)} may have only letters, digits, _ and -`);
    }
    const key = alias ?? name;
    if (known.has(key)) {
      throw fail(place, `two dependencies have the name or alias ${JSON.stringify(key)}: give one an alias`);
    }
    known.add(key);
  }
}

/** The name of the archive of a chart, as `helm package` has it. */
export function fileNameOf({ name, version }: Pick<ChartMetadata, 'name' | 'version'>): string {
  return `${name}-${version}.tgz`;
}

/** Writes the config blob of a chart byte for byte as Helm does: Go's JSON of its struct. */
export function encodeChartConfig(metadata: ChartMetadata): Buffer {
  return Buffer.from(goJson(inOrder(metadata, metadataFields)));
}

/** Writes a Chart.yaml as Helm does when it packs: keys sorted, no comments; of a v1 chart, without dependencies. */
export function encodeChartYaml(metadata: ChartMetadata): string {
  const { dependencies, ...rest } = metadata;
  const own = metadata.apiVersion === 'v1' ? rest : { ...rest, dependencies };
  return writeYaml(inOrder(own, metadataFields, 'plain') as { [key: string]: YamlValue });
}

const prefix = 'org.opencontainers.image';

/**
 * Makes the annotations of a chart's manifest as `helm push` does (helm/helm, pkg/registry/chart.go): from the
 * metadata, then the chart's own and then others, which may not replace title and version. `created` is an RFC 3339
 * time; without it there is none, where Helm would write the time of the push.
 */
export function chartAnnotations(
  metadata: ChartMetadata,
  created?: string,
  others: Record<string, string> = {},
): Record<string, string> {
  const authors = metadata.maintainers?.map(({ name = '', email }) => (email ? `${name} (${email})` : name)).join(', ');
  const fixed = { [`${prefix}.title`]: metadata.name, [`${prefix}.version`]: metadata.version };
  const derived = {
    [`${prefix}.description`]: metadata.description,
    [`${prefix}.url`]: metadata.home,
    [`${prefix}.created`]: created,
    [`${prefix}.source`]: metadata.sources?.[0],
    [`${prefix}.authors`]: authors,
  };
  const said = Object.entries(derived).filter(([, value]) => value?.trim());
  return { ...Object.fromEntries(said as [string, string][]), ...metadata.annotations, ...others, ...fixed };
}
