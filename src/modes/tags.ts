import { OciError } from '../errors.ts';
import { chartConfigType } from '../oci/media-types.ts';
import { formatRepository } from '../oci/reference.ts';
import { listed } from '../store/listed.ts';
import type { Source } from '../store/store.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import { chartFacts, readConfig, unlessUnreadable } from './find/read-config.ts';
import { parseTagFilter, selectTags } from './find/tag-filter.ts';
import { newestTag, sortTags, versionText } from './find/tag-versions.ts';

/** More lines help nobody in a log; the output has them all. */
const maxShown = 1_000;

/** Lists the tags of a repository, and tells the newest version; of a chart, with the appVersion that it carries. */
export async function tags(inputs: InputsOf<'tags'>, { open, learn, log, signal }: Mode<'tags'>): Promise<void> {
  const { reference, filter, limit } = inputs;
  const repository = formatRepository(reference);
  learn({ repository, tags: [], changed: false });
  const name = reference.digest ?? reference.tags[0];
  if (name !== undefined) {
    throw new OciError('INVALID_INPUT', `The input reference names ${name}: mode tags takes a repository alone`);
  }
  const isWanted = filter === undefined ? () => true : await parseTagFilter(filter);
  const source = open.source(reference);
  const all = await listed(source.tags(signal));
  const wanted = await selectTags(all, isWanted, signal);
  const sorted = sortTags(wanted).slice(0, limit);
  const newest = newestTag(wanted);
  const counts = { total: all.length, matching: wanted.length };
  learn({ tags: sorted, details: counts, ...(newest === undefined ? {} : { version: versionText(newest) }) });
  if (all.length === 0) log.notice(`${repository} has no tags`);
  else if (wanted.length === 0) {
    log.notice(`None of the ${all.length} tags of ${repository} matches the filter ${filter}`);
  }
  if (sorted.length > 0) {
    await log.group(`Tags of ${repository}`, async () => {
      for (const tag of sorted.slice(0, maxShown)) log.info(tag);
      if (sorted.length > maxShown) log.info(`… and ${sorted.length - maxShown} more in the output tags`);
    });
  }
  if (sorted.length < wanted.length) log.info(`${wanted.length - sorted.length} more are beyond the limit`);
  if (newest === undefined) return;
  const known = await unlessUnreadable(
    () => describeChart(source, newest, signal),
    (why) => log.warning(`The newest version ${newest} could not be read: ${why}`),
  );
  if (known) learn({ details: { ...counts, newest: { tag: newest, ...known } } });
}

/** Describes what a tag names; of a chart, with what its config says. */
async function describeChart(source: Source, tag: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { descriptor, parsed } = await source.manifest(tag, signal);
  const manifest = parsed();
  const isChart = manifest.kind === 'manifest' && manifest.config.mediaType === chartConfigType;
  const facts = isChart ? chartFacts(await readConfig(source, manifest.config, signal)) : {};
  return { version: versionText(tag), ...facts, digest: descriptor.digest };
}
