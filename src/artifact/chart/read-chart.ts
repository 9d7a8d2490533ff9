import { readAll } from '../../store/verified.ts';
import { type ChartBudget, createChartBudget, maxFileBytes } from './chart-budget.ts';
import { withoutMark } from './chart-files.ts';
import { addRequirements, type ChartMetadata, checkMetadata, readChartYaml } from './metadata.ts';
import { below, type Origin, problemIn } from './origin.ts';
import { readArchive } from './read-archive.ts';

/** Where an archive comes from that nobody named. */
const someChart: Origin = { label: 'the chart', code: 'ARTIFACT' };

/**
 * Reads the metadata out of a chart archive without keeping the rest, the requirements.yaml of an old chart included.
 * Fails with the code of `origin` when it is no chart, larger than Helm takes, or hostile (see readArchive).
 */
export async function readChart(
  archive: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  origin: Origin = someChart,
  budget: ChartBudget = createChartBudget(),
): Promise<ChartMetadata> {
  const found = new Map<string, Buffer>();
  const wanted = ['Chart.yaml', 'requirements.yaml'];
  for await (const { path, content } of readArchive(archive, origin, budget)) {
    if (wanted.includes(path)) found.set(path, withoutMark(await readAll(content(), path, maxFileBytes)));
  }
  const [source, requirements] = wanted.map((name) => found.get(name));
  if (!source) throw problemIn(origin, undefined, 'this is no chart: it has no Chart.yaml');
  let chart = await readChartYaml(source, below(origin, 'Chart.yaml'), budget);
  if (requirements) chart = await addRequirements(chart, requirements, below(origin, 'requirements.yaml'), budget);
  return checkMetadata(chart);
}
