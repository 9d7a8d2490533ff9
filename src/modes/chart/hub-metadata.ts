import { dirname, sep } from 'node:path';
import { stageHubMetadata } from '../../artifact/chart/chart-manifest.ts';
import type { FoundChart } from '../../artifact/chart/find-charts.ts';
import { createChartBudget } from '../../artifact/chart/reading/chart-budget.ts';
import type { Held } from '../../disk/held-to.ts';
import { readHeld } from '../../disk/read-held.ts';
import { OciError, orAbsent } from '../../errors.ts';
import { readYaml } from '../../go/read-yaml.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { originOfInput, problemIn } from '../../origin.ts';
import type { Store } from '../../store/store.ts';
import { decide } from '../publish/decide.ts';
import { planOf } from '../publish/plan-tags.ts';
import { totalSize } from '../tell/total-size.ts';
import type { Row } from './chart-rows.ts';
import { readingOf } from './ready-chart.ts';
import { type PlannedUpload, tellPlan } from './staged.ts';

/**
 * The tag under which Artifact Hub looks for the metadata of a repository
 * (artifacthub.io/docs/topics/repositories/helm-charts).
 */
const hubTag = 'artifacthub.io';
const maxMetadataBytes = 1024 * 1024;

/** A file with metadata, and a repository that gets it. */
interface HubMetadata {
  file: FoundChart;
  target: Reference;
}

/**
 * Gives each repository of a chart the metadata in the directory of that chart, else those that stand beside all
 * charts. Fails with INVALID_INPUT when there are several of these.
 */
export function metadataFor(
  charts: readonly { found: FoundChart; target: Reference }[],
  found: readonly FoundChart[],
): HubMetadata[] {
  const files = found.filter(({ kind }) => kind === 'metadata');
  const isOwn = (file: FoundChart, { path, kind }: FoundChart) =>
    kind === 'directory' && `${dirname(file.path)}${sep}`.startsWith(`${path}${sep}`);
  const [common, more] = files.filter((file) => !found.some((chart) => isOwn(file, chart)));
  if (common && more) {
    throw new OciError('INVALID_INPUT', `The files ${common.label} and ${more.label} are both metadata for all charts`);
  }
  const wanted = new Map<string, HubMetadata>();
  for (const { found: chart, target } of charts) {
    const file = files.find((one) => isOwn(one, chart)) ?? common;
    if (file) wanted.set(formatRepository(target), { file, target });
  }
  return [...wanted.values()];
}

/** Reads metadata and looks whether they are there; they are meant to change. */
export async function planMetadata(
  { file, target, row }: HubMetadata & { row: Row },
  store: Store,
  held: Held,
  signal: AbortSignal,
): Promise<PlannedUpload> {
  const origin = originOfInput(file.label);
  const yaml = readHeld(file.path, readingOf(held, maxMetadataBytes, origin));
  const { kind, line } = await readYaml(yaml, origin, createChartBudget(signal));
  if (kind !== 'map') throw problemIn(origin, line, 'the file is not a map');
  const packed = stageHubMetadata(yaml);
  const size = totalSize([packed.config, ...packed.layers]);
  const there = await orAbsent(store.resolve(hubTag, signal));
  const { digest } = packed.root;
  const verdict = decide(there?.digest, digest, 'overwrite');
  return tellPlan({
    ...{ row, name: file.label, fileName: 'artifacthub-repo.yml', target, packed, size, store },
    ...{ repository: formatRepository(target), tags: [hubTag], digest },
    ...planOf([{ tag: hubTag, digest: there?.digest, verdict }]),
  });
}
