import type { Origin } from '../../origin.ts';
import { readAll } from '../../store/verified.ts';
import { withoutMark } from './chart-files.ts';
import { type ChartBudget, createChartBudget, maxFileBytes } from './reading/chart-budget.ts';
import { type ChartMetadata, readMetadata } from './reading/metadata.ts';
import { readArchive } from './reading/read-archive.ts';

/** Where an archive comes from that nobody named. */
const someChart: Origin = { label: 'the chart', code: 'ARTIFACT' };

/**
 * Reads the metadata out of a chart archive without keeping the rest, the requirements.yaml of an old chart included.
 * Fails with the code of `origin` when it is not a chart, larger than Helm takes, or hostile (see readArchive).
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
  return readMetadata(found.get('Chart.yaml'), found.get('requirements.yaml'), origin, budget);
}
