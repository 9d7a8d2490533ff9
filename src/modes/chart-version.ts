import { isVersion, newestFirst, newestMatching, tagOfVersion, versionsOfTags } from '../artifact/chart/versions.ts';
import { hasCode, OciError } from '../errors.ts';
import { formatRepository, isTag, type Reference } from '../oci/reference.ts';
import type { Content, Source } from '../store/store.ts';
import type { Inputs, ModeContext } from './context.ts';

/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;

/**
 * Finds a version of a chart as Helm does: one version by its tag, without a look at the others; for a range the newest in it,
 * pre-releases only when the range names one. Fails with NOT_FOUND, and says which versions there are.
 */
export async function findVersion(
  { reference, version: asked = '' }: Inputs,
  source: Source,
  { learn, log, signal }: ModeContext,
): Promise<{ reference: Reference; top: Content }> {
  const repository = formatRepository(reference);
  checkReference(reference, asked);
  const version = isVersion(asked) ? asked : await newest(asked, source, repository, signal);
  const tag = tagOfVersion(version);
  if (!isTag(tag)) throw new OciError('INVALID_INPUT', `The input version ${JSON.stringify(asked)} cannot be a tag`);
  if (version !== asked) log.info(`${asked === '' ? 'The newest version' : asked} is ${version}`);
  try {
    const top = await source.manifest(tag, signal);
    learn({ version, tags: [tag] });
    return { reference: { ...reference, tags: [tag] }, top };
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    const tags = await tagsOf(source, signal).catch(() => []);
    throw notFound(repository, version, tags, error);
  }
}

/** A tag beside the version must be its own. */
function checkReference({ tags, digest }: Reference, version: string): void {
  if (digest === undefined && tags.every((tag) => tag === tagOfVersion(version))) return;
  const name = digest ?? tags.join(', ');
  throw new OciError(
    'INVALID_INPUT',
    `The input version ${JSON.stringify(version)} and the input reference with ${name} name two versions: give one of them`,
  );
}

async function newest(range: string, source: Source, repository: string, signal: AbortSignal): Promise<string> {
  const tags = await tagsOf(source, signal);
  const version = newestMatching(range, versionsOfTags(tags));
  if (version === undefined) throw notFound(repository, range, tags);
  return version;
}

async function tagsOf(source: Source, signal: AbortSignal): Promise<string[]> {
  const tags: string[] = [];
  for await (const tag of source.tags(signal)) tags.push(tag);
  return tags;
}

function notFound(repository: string, asked: string, tags: readonly string[], cause?: unknown): OciError {
  const versions = versionsOfTags(tags);
  const what = asked === '' ? 'released version' : `version ${asked}`;
  const named = nearestFirst(asked, versions).slice(0, maxNamed).join(', ');
  const more = versions.length > maxNamed ? ` and ${versions.length - maxNamed} more` : '';
  const others = tags.length === 0 ? '' : `, but tags such as ${tags.slice(0, maxNamed).join(', ')}`;
  const offer = versions.length === 0 ? `it has no versions${others}` : `it has ${named}${more}`;
  const isHidden = !isVersion(asked) && versions.length > 0 && versions.every((version) => version.includes('-'));
  // `5` is the tag of that name to Helm, and no range.
  const isShort = /^\d+(?:\.\d+)?$/.test(asked);
  const hint = isHidden
    ? '; pre-releases are taken only when the range names one'
    : isShort
      ? `; as a range, write ${asked}.x`
      : '';
  return new OciError(
    'NOT_FOUND',
    `${repository} has no ${what}: ${offer}${hint}`,
    cause === undefined ? undefined : { cause },
  );
}

/** Puts versions with the same first two numbers as the one asked for first, then those with the same first one. */
function nearestFirst(asked: string, versions: readonly string[]): string[] {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(asked) ?? [];
  const distance = (version: string) =>
    version.startsWith(`${major}.${minor}.`) ? 0 : version.startsWith(`${major}.`) ? 1 : 2;
  const groups = Map.groupBy(newestFirst(versions), distance);
  return ([0, 1, 2] as const).flatMap((group) => groups.get(group) ?? []);
}
