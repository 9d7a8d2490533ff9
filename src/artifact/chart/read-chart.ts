import type { Digest } from '../../oci/digest.ts';
import { withoutMark } from './chart-files.ts';
import { addRequirements, type ChartMetadata, checkMetadata, readChartYaml } from './metadata.ts';
import { below, type Origin, problemIn } from './origin.ts';
import { readArchive } from './read-archive.ts';

/** What a packed chart says of itself; `contentDigest` is that of the tar inside. */
export interface ReadChart {
  metadata: ChartMetadata;
  name: string;
  version: string;
  contentDigest: Digest;
}

/**
 * Reads the metadata out of a chart archive without keeping the rest, the requirements.yaml of an old chart included. Fails with
 * the code of `origin` when it is no chart, larger than Helm takes, or hostile (see readArchive).
 */
export async function readChart(
  archive: AsyncIterable<Uint8Array> | Uint8Array,
  origin: Origin = { label: 'the chart', code: 'ARTIFACT' },
): Promise<ReadChart> {
  const found = new Map<string, Buffer>();
  const wanted = ['Chart.yaml', 'requirements.yaml'];
  const chunks = archive instanceof Uint8Array ? [archive] : archive;
  const { contentDigest } = await readArchive(chunks, origin, (path) =>
    wanted.includes(path) ? (name, data) => found.set(name, withoutMark(data)) : undefined,
  );
  const [source, requirements] = wanted.map((name) => found.get(name));
  if (!source) throw problemIn(origin, undefined, 'this is no chart: it has no Chart.yaml');
  let chart = readChartYaml(source, below(origin, 'Chart.yaml'));
  if (requirements) chart = addRequirements(chart, requirements, below(origin, 'requirements.yaml'));
  const metadata = checkMetadata(chart);
  return { metadata, name: metadata.name, version: metadata.version, contentDigest };
}
