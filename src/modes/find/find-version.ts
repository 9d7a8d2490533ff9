import { isVersion, tagOfVersion } from '../../artifact/chart/versions.ts';
import { invalid, OciError, orAbsent } from '../../errors.ts';
import { parseConstraint } from '../../go/constraint.ts';
import { compareVersions, parseStrict, type SemVer } from '../../go/semver.ts';
import { formatRepository, isTag, type Reference } from '../../oci/reference.ts';
import { listed } from '../../store/listed.ts';
import type { Content, Source } from '../../store/store.ts';
import { briefList } from '../../words.ts';
import type { Mode } from '../contract/mode.ts';
import { versionOfTag, versionText } from './tag-versions.ts';
import { isAbsent } from './wait-for.ts';

/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;

/** A tag that stands for a version. */
interface VersionTag {
  tag: string;
  version: SemVer;
}

/**
 * Finds a version of whatever is in a repository: one version by its tag, without a look at the others unless it is
 * missing; for a range the newest in it, pre-releases only when the range names one; for `''` the newest release. That
 * is how Helm does it, but a leading `v` does not count. Fails with NOT_FOUND, and says which versions there are.
 *
 * @param isAwaited whether it may be missing for a while: then it is looked for in the list of tags at once
 */
export async function findVersion(
  reference: Reference,
  asked: string,
  source: Source,
  { log, signal, isAwaited = false }: Pick<Mode, 'log' | 'signal'> & { isAwaited?: boolean },
): Promise<{ reference: Reference; top: Content; version: string }> {
  checkReference(reference, asked);
  const isTagKnown = isVersion(asked) && !isAwaited;
  const { tag, top } = await (isTagKnown ? findByTag : findInList)(reference, asked, source, signal);
  const version = versionText(tag);
  if (version !== asked) log.info(`${asked === '' ? 'The newest version' : asked} is ${version}`);
  return { reference: { ...reference, tags: [tag] }, top, version };
}

/** A tag or a digest beside the version would be a second answer to the same question. */
function checkReference({ tags, digest }: Reference, version: string): void {
  const name = digest ?? tags[0];
  if (name === undefined) return;
  throw new OciError(
    'INVALID_INPUT',
    `The input version ${JSON.stringify(version)} is for a repository alone, but the input reference names ${name}: give one of them`,
    { topic: 'combined-inputs' },
  );
}

interface TaggedContent {
  tag: string;
  top: Content;
}

async function findByTag(
  reference: Reference,
  asked: string,
  source: Source,
  signal: AbortSignal,
): Promise<TaggedContent> {
  const tag = checkedTag(asked);
  try {
    return { tag, top: await source.manifest(tag, signal) };
  } catch (error) {
    if (!(error instanceof OciError) || !isAbsent(error)) throw error;
    // A list that is refused does not say that there is none.
    const tags = (await orAbsent(listed(source.tags(signal)))) ?? [];
    const twin = twinAmong(tags, tag);
    if (twin === undefined) throw notFound(reference, asked, tags, error);
    return { tag: twin, top: await source.manifest(twin, signal) };
  }
}

async function findInList(
  reference: Reference,
  asked: string,
  source: Source,
  signal: AbortSignal,
): Promise<TaggedContent> {
  const choose = isVersion(asked) ? chooseExact(checkedTag(asked)) : chooseNewest(asked);
  const tags = await listed(source.tags(signal));
  const tag = choose(tags);
  if (tag === undefined) throw notFound(reference, asked, tags);
  return { tag, top: await source.manifest(tag, signal) };
}

type Choose = (tags: readonly string[]) => string | undefined;

function chooseExact(tag: string): Choose {
  return (tags) => (tags.includes(tag) ? tag : twinAmong(tags, tag));
}

function chooseNewest(range: string): Choose {
  const fits = parseConstraint(range || '*');
  return (tags) => versionsAmong(tags).find(({ version }) => fits(version))?.tag;
}

function checkedTag(asked: string): string {
  const tag = tagOfVersion(asked);
  if (isTag(tag)) return tag;
  throw invalid('version', asked, 'cannot be a tag');
}

/** The same version with or without its `v`. */
function twinAmong(tags: readonly string[], tag: string): string | undefined {
  return tags.find((other) => withoutV(other) === withoutV(tag));
}

/**
 * Finds the tags that stand for versions, the newest first. Short ones such as `v1` or `16` move with each release
 * where there are whole ones, and are versions only where there are none. Of one version with and without `v`, that
 * without comes first.
 */
function versionsAmong(tags: readonly string[]): VersionTag[] {
  const all = tags.flatMap((tag) => {
    const version = versionOfTag(tag);
    return version === undefined ? [] : [{ tag, version }];
  });
  const whole = all.filter(({ tag }) => parseStrict(withoutV(versionText(tag))));
  const order = ({ tag }: VersionTag) => `${tag.startsWith('v') ? 1 : 0}${tag}`;
  return (whole.length > 0 ? whole : all).sort(
    (a, b) => compareVersions(b.version, a.version) || (order(a) < order(b) ? -1 : 1),
  );
}

function withoutV(text: string): string {
  return text.replace(/^v(?=\d)/, '');
}

function notFound(reference: Reference, asked: string, tags: readonly string[], cause?: unknown): OciError {
  const versions = versionsAmong(tags);
  const what = asked === '' ? 'released version' : `version ${asked}`;
  const names = nearestFirst(asked, versions).map(({ tag }) => versionText(tag));
  const others = tags.length === 0 ? '' : `, but tags such as ${tags.slice(0, maxNamed).join(', ')}`;
  const offer = names.length === 0 ? `it has no versions${others}` : `it has ${briefList(names, maxNamed)}`;
  const isHidden =
    !isVersion(asked) && versions.length > 0 && versions.every(({ version }) => version.prerelease.length > 0);
  // `5` is the tag of that name to Helm, and not a range.
  const isShort = /^\d+(?:\.\d+)?$/.test(asked);
  const hint = isHidden
    ? '; pre-releases are taken only when the range names one'
    : isShort
      ? `; as a range, write ${asked}.x`
      : '';
  return new OciError('NOT_FOUND', `${formatRepository(reference)} has no ${what}: ${offer}${hint}`, {
    cause,
    topic: isHidden ? 'pre-release' : asked === '' ? undefined : 'missing-version',
  });
}

/** Puts versions with the same first two numbers as the one asked for first, then those with the same first one. */
function nearestFirst(asked: string, versions: readonly VersionTag[]): VersionTag[] {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(asked) ?? [];
  const distance = ({ version }: VersionTag) =>
    String(version.major) !== major ? 2 : String(version.minor) === minor ? 0 : 1;
  return versions.toSorted((a, b) => distance(a) - distance(b));
}
