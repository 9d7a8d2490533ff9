import { messageOf, orAbsent, RegistryError } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import { referrersTag } from '../../oci/digest-tags.ts';
import { isIndexType, isManifestType } from '../../oci/media-types.ts';
import type { Store } from '../../store/store.ts';

/** A repository, its tags as they were just looked at, and how one manifest is removed there. */
interface Repository {
  store: Store;
  tags: ReadonlyMap<string, { digest: Digest; mediaType?: string }>;
  remove: (digest: Digest, tags: readonly string[]) => Promise<void>;
  signal: AbortSignal;
}

/** A manifest with its tags. */
type ToDelete = readonly [digest: Digest, tags: readonly string[]];

/** More in a row than anybody attaches. */
const maxDepth = 8;

/**
 * Reports whether a registry refused to delete a manifest because another one names it: GitLab's registry 4.32 with its
 * database, for a subject, a part of an index, and an entry of a list of referrers.
 */
export function isReferenced(error: unknown): error is RegistryError {
  return error instanceof RegistryError && error.errors.some(({ code }) => code === 'MANIFEST_REFERENCED');
}

/**
 * Removes a manifest that its registry keeps while others name it: first the list of its referrers, then these from the
 * leaves, then the manifest. Where something else names it, or a referrer has a tag of its own, only its tags go, and the
 * reason why the rest stays is returned. Fails with CONFLICT when it has no tags.
 */
export async function removeReferenced(
  repository: Repository,
  digest: Digest,
  own: readonly string[],
): Promise<string | undefined> {
  const { store, remove, signal } = repository;
  try {
    // Nothing goes before it is known that all may.
    const first = await findReferrers(repository, digest, new Set([digest]));
    for (const [each, tags] of first ?? []) await orAbsent(remove(each, tags));
    await remove(digest, own);
    return undefined;
  } catch (error) {
    if (!isReferenced(error)) throw error;
    if (own.length === 0) {
      throw new RegistryError('CONFLICT', messageOf(error), { ...error, cause: error, topic: 'referenced-manifest' });
    }
  }
  for (const tag of own) {
    const there = await orAbsent(store.resolve(tag, signal));
    if (there?.digest === digest) await orAbsent(store.delete(tag, signal));
  }
  return 'the registry keeps the manifest while another one refers to it; GitLab collects it a day after that';
}

/**
 * Finds what has to go before a manifest, in this order; undefined where a part of it has another tag, and stays. Anybody
 * may put anything under the tag of a list: only a manifest whose own subject is the right one refers to it, and only an
 * index of such manifests is the list.
 */
async function findReferrers(
  { store, tags, signal, ...rest }: Repository,
  subject: Digest,
  seen: Set<Digest>,
  depth = 0,
): Promise<ToDelete[] | undefined> {
  const prefix = referrersTag(subject);
  const tagsOf = (digest: Digest) => [...tags].filter(([, at]) => at.digest === digest).map(([tag]) => tag);
  const isFree = (own: readonly string[]) => own.every((tag) => tag === prefix || tag.startsWith(`${prefix}.`));
  const read = (digest: Digest) => {
    // Parsing may fail too: anybody may put something broken beside a manifest.
    const manifest = store.manifest(digest, signal).then((content) => content.parsed());
    return orAbsent(manifest, 'ARTIFACT', 'INTEGRITY', 'TOO_LARGE');
  };
  const found: ToDelete[] = [];
  const referring = new Set<Digest>();
  const descriptor = await orAbsent(store.resolve(subject, signal));
  if (!descriptor || depth > maxDepth) return undefined;
  for await (const { digest, mediaType } of store.referrers(descriptor, signal)) {
    if (!isManifestType(mediaType) || seen.has(digest)) continue;
    seen.add(digest);
    if ((await read(digest))?.subject?.digest !== subject) continue;
    referring.add(digest);
    const own = tagsOf(digest);
    const below = isFree(own)
      ? await findReferrers({ store, tags, signal, ...rest }, digest, seen, depth + 1)
      : undefined;
    if (!below) return undefined;
    found.push(...below, [digest, own]);
  }
  const list = tags.get(prefix);
  if (!list || !isIndexType(list.mediaType ?? '')) return found;
  const index = await read(list.digest);
  const own = tagsOf(list.digest);
  const isList = index?.kind === 'index' && index.manifests.every(({ digest }) => referring.has(digest));
  return isList && isFree(own) ? [[list.digest, own], ...found] : undefined;
}
