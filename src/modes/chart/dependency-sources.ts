import { dirname, resolve } from 'node:path';
import { chartLayers } from '../../artifact/chart/chart-manifest.ts';
import type { DependencySources } from '../../artifact/chart/dependencies.ts';
import { labelOf } from '../../artifact/chart/find-charts.ts';
import { loadChart } from '../../artifact/chart/load-chart.ts';
import { type ChartBudget, maxChartBytes } from '../../artifact/chart/reading/chart-budget.ts';
import type { Held } from '../../disk/held-to.ts';
import { pathBelow } from '../../disk/paths.ts';
import { OciError } from '../../errors.ts';
import { isLayout, parseReference, type Reference } from '../../oci/reference.ts';
import { once } from '../../once.ts';
import { below, originOfInput, problemIn } from '../../origin.ts';
import { listed } from '../../store/listed.ts';
import type { Source } from '../../store/store.ts';
import { openBytes, readAll, verified } from '../../store/verified.ts';
import { writeTemporary } from '../../store/write-temporary.ts';
import type { Download } from '../contract/mode.ts';

/** The index of the largest known repository has 20 MiB. Text and bytes of it are in memory together. */
const maxIndexBytes = 32 * 1024 * 1024;

/**
 * Makes the sources of dependencies for all charts of a step: what one of them fetched, the others do not fetch again.
 */
export function createDependencySources(
  open: (reference: Reference) => Source,
  { signal, workspace }: { signal: AbortSignal; workspace: string },
  download: Download,
  temporary: string,
): (directory: string) => DependencySources {
  /** Remembers in a file what a function gave: several repositories have indexes of 20 MiB. */
  const savedInFile = <A extends string[]>(get: (...parameters: A) => Promise<Uint8Array>) => {
    const saved = once(async (...parameters: A) =>
      writeTemporary(await openBytes(await get(...parameters))(), temporary, signal),
    );
    return async (...parameters: A) => {
      const file = await saved(...parameters);
      // Its size is known, so that it needs memory once.
      const bytes = Buffer.allocUnsafeSlow(file.size);
      let filled = 0;
      for await (const chunk of verified(await file.open(), file)) {
        bytes.set(chunk, filled);
        filled += chunk.byteLength;
      }
      return bytes;
    };
  };
  const shared = {
    fetchIndex: savedInFile((url: string) =>
      download(url, { limit: maxIndexBytes, what: 'The index of the chart repository' }),
    ),
    fetchArchive: savedInFile((url: string) => download(url, { limit: maxChartBytes, what: 'The chart' })),
    listOciTags: once(async (repository: string) => listed(open(referenceOf(repository)).tags(signal))),
    pullOci: savedInFile(async (repository: string, tag: string) => {
      const source = open(referenceOf(repository));
      const name = `${repository}:${tag}`;
      const manifest = (await source.manifest(tag, signal)).parsed();
      if (manifest.kind !== 'manifest') throw new OciError('ARTIFACT', `${name} is an index, not a chart`);
      const { archive } = chartLayers(manifest, name);
      return readAll(await source.fetch(archive, signal), `The chart ${name}`, maxChartBytes);
    }),
  };
  return (directory) => ({ ...shared, readLocal: (path, budget) => readLocal(path, directory, workspace, budget) });
}

/** Loads the chart of a `file://` repository; it must be in the workspace, like every file that is published. */
async function readLocal(path: string, directory: string, workspace: string, budget: ChartBudget) {
  const asked = resolve(directory, path);
  if (pathBelow(workspace, asked) === undefined) {
    const origin = below(originOfInput(labelOf(directory, workspace)), 'Chart.yaml');
    const what = `the dependency ${JSON.stringify(`file://${path}`)} leads out of the workspace`;
    throw problemIn(origin, undefined, what);
  }
  const label = labelOf(asked, workspace);
  const held: Held = { folder: workspace, symlinks: 'keep' };
  return loadChart(asked, label, held, budget.deeper(originOfInput(label)));
}

/** Reads `host/path/NAME`, always with a host: Helm knows no default one. */
function referenceOf(repository: string): Reference {
  const [host = ''] = repository.split('/', 1);
  const reference = parseReference(repository, { from: 'chart-dependencies' });
  if (isLayout(reference) || !(/[.:]/.test(host) || host === 'localhost') || reference.tags.length > 0) {
    throw new OciError('INVALID_INPUT', `The chart repository "oci://${dirname(repository)}" has no host or has a tag`);
  }
  return reference;
}
