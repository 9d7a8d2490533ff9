import type { ErrorFacts, OciError, Topic } from '../../errors.ts';
import { below, problemIn } from '../../origin.ts';
import type { Chart } from './chart-files.ts';
import type { Dependency } from './reading/fields.ts';
import { isInRange } from './versions.ts';

const missing: Topic = 'chart-dependency';
const outside: Topic = 'chart-dependency-range';

/**
 * Checks that the dependencies of Chart.yaml are in charts/. Helm asks for the name alone; here the version counts too,
 * since Helm renders a chart of another version without a word, and under its own name where the dependency has an
 * alias, so that the values and the condition of the alias count for nothing. Fails with the code of the chart's
 * origin, naming file and line.
 *
 * @param onOutside is told of a version outside the range; without it that is an error
 */
export function checkDependencies(chart: Chart, onOutside?: (text: string) => void): void {
  const { metadata, charts, lines, origin } = chart;
  const found = new Map(charts.map((one) => [one.metadata.name, one.metadata.version]));
  const problems = (metadata.dependencies ?? []).flatMap((dependency, index) => {
    const { name, version: range = '' } = dependency;
    const version = found.get(name);
    if (range !== '') checkRange(dependency, chart);
    const line = lines.get(`dependencies[${index}]`);
    if (version === undefined) return [{ line, what: `${name}${range && ` ${range}`} is missing`, topic: missing }];
    if (range === '' || isInRange(version, range)) return [];
    if (!onOutside) return [{ line, what: `${name} is ${version}, not ${range}`, topic: outside }];
    onOutside(problemOfDependency(chart, name, `${name} in charts/ is ${version}, not ${range}`).message);
    return [];
  });
  const [first] = problems;
  if (!first) return;
  const place = first.line === undefined ? origin : below(origin, 'Chart.yaml');
  const all = problems.map(({ what }) => what).join(', ');
  const topic = problems.some((one) => one.topic === outside) ? outside : missing;
  throw problemIn(place, first.line, `charts/ lacks dependencies: ${all}`, { topic });
}

/** Checks that the version of a dependency is a range Helm can read. Fails with INVALID_INPUT. */
export function checkRange({ name, version = '' }: Dependency, chart: Chart): void {
  try {
    isInRange('0.0.0', version);
  } catch (error) {
    const what = `the version ${JSON.stringify(version)} of ${name} is neither a semantic version nor a range of versions`;
    throw problemOfDependency(chart, name, what, { cause: error });
  }
}

/** Makes the error about a dependency, on its line of Chart.yaml where it stands there. */
export function problemOfDependency(
  { metadata, lines, origin }: Chart,
  name: string,
  what: string,
  facts?: ErrorFacts,
): OciError {
  const index = metadata.dependencies?.findIndex((one) => one.name === name) ?? -1;
  return problemIn(below(origin, 'Chart.yaml'), lines.get(`dependencies[${index}]`), what, facts);
}
