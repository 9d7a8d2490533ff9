import { concurrently } from '../concurrently.ts';
import { OciError, orAbsent } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { chartConfigType } from '../oci/media-types.ts';
import { formatRepository } from '../oci/reference.ts';
import { listed } from '../store/listed.ts';
import type { Source } from '../store/store.ts';
import { count } from '../words.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import { tell } from './contract/told.ts';
import { chartFacts, readConfig, unlessUnreadable } from './find/read-config.ts';
import { parseTagFilter, selectTags } from './find/tag-filter.ts';
import { newestTag, sortTags, versionText } from './find/tag-versions.ts';

/** More lines help nobody in a log; the output has them all. */
const maxShown = 1_000;

/**
 * Lists the tags of a repository, or those that lead to a digest, and tells the newest version; of a chart, with the
 * appVersion that it carries.
 */
export async function tags(inputs: InputsOf<'tags'>, { open, told: { about }, log, signal }: Mode): Promise<void> {
  const { reference, filter, limit, concurrency } = inputs;
  const repository = formatRepository(reference);
  tell(about, { repository, tags: [], fate: 'not reached' });
  const { digest } = reference;
  const [name] = reference.tags;
  if (name !== undefined) {
    const what = `names the tag ${name}: mode tags takes a repository, or a digest to list its tags`;
    throw new OciError('INVALID_INPUT', `The input reference ${what}`);
  }
  const isWanted = filter === undefined ? () => true : await parseTagFilter(filter);
  const source = open.source(reference);
  const all = await listed(source.tags(signal));
  const selected = await selectTags(all, isWanted, signal);
  const wanted =
    digest === undefined ? selected : await tagsOfDigest(source, digest, selected, { concurrency, signal });
  const sorted = sortTags(wanted).slice(0, limit);
  const newest = newestTag(wanted);
  const counts = { total: all.length, matching: wanted.length };
  const version = newest === undefined ? undefined : versionText(newest);
  tell(about, { fate: 'found', tags: sorted, version, details: counts });
  if (all.length === 0) log.notice(`${repository} has no tags`);
  else if (digest !== undefined && wanted.length === 0) {
    log.notice(`None of the ${count(selected.length, 'tag')} of ${repository} that were looked at leads to ${digest}`);
  } else if (wanted.length === 0) {
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
  if (known) tell(about, { details: { ...counts, newest: { tag: newest, ...known } } });
}

/** Finds the tags that lead to a digest by a look at each; fails with NOT_FOUND where the digest is not there. */
async function tagsOfDigest(
  source: Source,
  digest: Digest,
  tags: readonly string[],
  { concurrency, signal }: { concurrency: number; signal: AbortSignal },
): Promise<string[]> {
  await source.resolve(digest, signal);
  const found = new Set<string>();
  await concurrently(tags, concurrency, signal, async (tag, within) => {
    // A tag may go meanwhile.
    if ((await orAbsent(source.resolve(tag, within)))?.digest === digest) found.add(tag);
  });
  return tags.filter((tag) => found.has(tag));
}

/** Describes what a tag names; of a chart, with what its config says. */
async function describeChart(source: Source, tag: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { descriptor, parsed } = await source.manifest(tag, signal);
  const manifest = parsed();
  const isChart = manifest.kind === 'manifest' && manifest.config.mediaType === chartConfigType;
  const facts = isChart ? chartFacts(await readConfig(source, manifest.config, signal)) : {};
  return { version: versionText(tag), ...facts, digest: descriptor.digest };
}
