import type { Origin } from '../../origin.ts';
import { withoutMark } from './chart-files.ts';
import { type ChartBudget, createChartBudget } from './reading/chart-budget.ts';
import { type ChartMetadata, readMetadata } from './reading/metadata.ts';
import { type ChartFile, readFiles } from './reading/read-archive.ts';

/** Where an archive comes from that nobody named. */
const someChart: Origin = { label: 'the chart', code: 'ARTIFACT' };

/**
 * Reads a chart archive: its files as they are, and what they say of the chart, the requirements.yaml of an old one
 * included. Fails with the code of `origin` when it is not a chart, larger than Helm takes, or hostile (see
 * readArchive).
 *
 * @param keepsFiles `false`: none but those that say what the chart is
 */
export async function readChart(
  archive: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  origin: Origin = someChart,
  budget: ChartBudget = createChartBudget(),
  { keepsFiles = true } = {},
): Promise<{ metadata: ChartMetadata; files: ChartFile[] }> {
  const isAbout = (path: string) => path === 'Chart.yaml' || path === 'requirements.yaml';
  const files = await readFiles(archive, origin, budget, keepsFiles ? undefined : isAbout);
  const bytesOf = (wanted: string) => {
    const file = files.find(({ name }) => name === wanted);
    return file && withoutMark(file.data);
  };
  const metadata = await readMetadata(bytesOf('Chart.yaml'), bytesOf('requirements.yaml'), origin, budget);
  return { metadata, files };
}
