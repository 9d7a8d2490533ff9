import { differenceOf } from '../../artifact/chart/chart-difference.ts';
import { tagOfVersion, versionsOfTags } from '../../artifact/chart/versions.ts';
import { OciError, orAbsent } from '../../errors.ts';
import { formatRepository } from '../../oci/reference.ts';
import type { Content, Store } from '../../store/store.ts';
import type { Group } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import { decide } from '../publish/decide.ts';
import { type DecidedTag, planOf, tellKept } from '../publish/plan-tags.ts';
import type { Signing } from '../signing/signing.ts';
import { type PlannedUpload, type StagedChart, tellPlan } from './staged.ts';

/**
 * Compares a chart with what its tags hold, by one request for each. `if-exists` guards the version, and other tags
 * that read as a version; `latest` or `1.2` are there to be moved. Fails with CONFLICT.
 */
export async function planChart(
  chart: StagedChart,
  { tags: more, ifExists = 'error' }: Group<'tagging', 'push'>,
  store: Store,
  { log, signal }: { log: Log; signal: AbortSignal },
  hasSigned?: Signing['hasSigned'],
): Promise<StagedChart & PlannedUpload> {
  const { packed, said, target } = chart;
  const versionTag = tagOfVersion(chart.metadata.version);
  const tags = [...new Set([versionTag, ...more])];
  const repository = formatRepository(target);
  const current = await orAbsent(store.manifest(versionTag, signal));
  const isOurs = current?.descriptor.digest === packed.root.digest;
  const difference =
    current && !isOurs
      ? ((await differenceOf(packed, said, current, store, signal)) ?? (await unsigned(current, store, hasSigned)))
      : undefined;
  const digest = current?.descriptor.digest;
  if (difference !== undefined) {
    if (ifExists === 'error') {
      const what = `${repository}:${versionTag} exists with different content: ${difference}`;
      throw new OciError('CONFLICT', `The chart version ${what} (${digest})`, { topic: 'chart-release' });
    }
    if (ifExists === 'skip') {
      log.notice(`The chart ${repository}:${versionTag} exists and stays at ${digest}: ${difference}`);
      const plan = planOf([{ tag: versionTag, digest, verdict: 'kept' }]);
      return tellPlan({ ...chart, store, repository, tags, digest: packed.root.digest, kept: digest, ...plan });
    }
  }
  const same = isOurs || difference !== undefined ? undefined : current;
  const wanted = (same?.descriptor ?? packed.root).digest;
  const verdict = !current ? 'new' : difference === undefined ? 'unchanged' : 'moved';
  const verdicts: DecidedTag[] = [{ tag: versionTag, digest, verdict }];
  for (const tag of tags.slice(1)) {
    const there = (await orAbsent(store.resolve(tag, signal)))?.digest;
    const isVersion = versionsOfTags([tag]).length > 0;
    const verdict = decide(there, wanted, isVersion ? ifExists : 'overwrite');
    if (verdict === 'refused') {
      const what = `${repository}:${tag} exists with different content (${there})`;
      throw new OciError('CONFLICT', `The chart version ${what}`, { topic: 'chart-release' });
    }
    if (verdict === 'kept') tellKept(log, tag, there);
    verdicts.push({ tag, digest: there, verdict });
  }
  return tellPlan({ ...chart, store, repository, tags, digest: wanted, same, ...planOf(verdicts) });
}

/**
 * Says why the same chart in another manifest cannot stay where charts are signed: that of Helm will do as it is, but
 * what is not compared, such as fields that we do not know, would be signed with it.
 */
async function unsigned(
  { descriptor }: Content,
  store: Store,
  hasSigned: Signing['hasSigned'] | undefined,
): Promise<string | undefined> {
  if (!hasSigned || (await hasSigned(store, descriptor))) return undefined;
  return 'somebody else pushed it, and the signer of this step has not signed it';
}
