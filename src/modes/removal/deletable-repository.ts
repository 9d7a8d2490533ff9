import { randomUUID } from 'node:crypto';
import { concurrently, inTurn } from '../../concurrently.ts';
import { hasCode, messageOf, OciError, orAbsent, RegistryError, type RegistryErrorEntry } from '../../errors.ts';
import { describe, emptyJson } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { encodeManifest } from '../../oci/manifest.ts';
import { imageManifest } from '../../oci/media-types.ts';
import { copyGraph } from '../../store/copy-graph.ts';
import { listed } from '../../store/listed.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import type { Content, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import { realTime, type Time } from '../../time.ts';
import { briefList } from '../../words.ts';
import type { Package, PackageVersion } from './package.ts';
import { isReferenced, removeReferenced } from './referenced.ts';

/** Where a tag points, as far as it is known without reading it. */
export interface Tagged {
  digest: Digest;
  mediaType?: string;
}

/** A repository as a delete needs it: by its registry or layout alone, or with the API of a package host beside it. */
export interface DeletableRepository {
  readonly store: Store;
  /** How many deletions the place bears at a time. */
  readonly atOnce: number;
  /** Tells where all tags point; those already known are not asked for again. */
  tags(known?: ReadonlyMap<string, Tagged>): Promise<Map<string, Tagged>>;
  /** Lists the tags of one manifest; those that are known are not asked for again. */
  tagsOf(digest: Digest, known: ReadonlyMap<string, Tagged>): Promise<string[]>;
  /**
   * Lists the tags that a manifest got since the known ones were looked at. A package sees a known one that was moved to
   * it too; a store sees those with a new name, since the others would cost a request each.
   */
  newTagsOf(digest: Digest, known: ReadonlyMap<string, Tagged>): Promise<string[]>;
  /** When a manifest was pushed first, where the place remembers it. */
  uploadedAt(digest: Digest): Date | undefined;
  /**
   * Removes a manifest with all of its tags, which are these. Where the registry keeps a manifest that others refer to,
   * its tags go; then this says why it stays.
   */
  remove(digest: Digest, tags: readonly string[]): Promise<string | undefined>;
  /**
   * Fails where the place says that it removes no manifests, or not for us; asks for a digest that is not there. Absent:
   * that is known from the removal alone.
   */
  checkRemoval?(absent: Digest): Promise<void>;
  /** Removes a tag alone; fails with UNSUPPORTED where the place does not do it. Absent: it never does. */
  untag?(tag: string): Promise<void>;
}

/** Opens a repository that deletes by itself. */
export function deletableStore(store: Store, concurrency: number, signal: AbortSignal): DeletableRepository {
  const foreign = store.location === undefined ? [] : (['ARTIFACT'] as const);
  let looked: ReadonlyMap<string, Tagged> = new Map();
  const tags: DeletableRepository['tags'] = async (known = new Map()) => {
    const found = new Map(known);
    const asked = (await listed(store.tags(signal, { untilSure: true }))).filter((tag) => !found.has(tag));
    await concurrently(asked, concurrency, signal, async (tag, own) => {
      // Removed meanwhile, or no manifest of a type we know: neither shares its digest with one that we know.
      const there = await orAbsent(store.resolve(tag, own), ...foreign);
      if (there) found.set(tag, there);
    });
    looked = found;
    return found;
  };
  /** docker-registry knows no repository in which nothing was ever tagged. */
  const tagsOrNone = async (known: ReadonlyMap<string, Tagged>) =>
    (await orAbsent(tags(known))) ?? new Map<string, Tagged>();
  const removeManifest = async (digest: Digest, own: readonly string[]) => {
    try {
      await store.delete(digest, signal);
    } catch (error) {
      // Google's registries want the tags to go first (genuinetools/reg#136).
      const isTagged = ({ code }: RegistryErrorEntry) => code === 'GOOGLE_MANIFEST_DANGLING_TAG';
      if (!(error instanceof RegistryError && error.errors.some(isTagged))) throw error;
      for (const tag of own) await store.delete(tag, signal);
      await store.delete(digest, signal);
      return;
    }
    await concurrently(own, concurrency, signal, (tag, one) => removeLeftTag(store, tag, digest, one));
  };
  let all: ReturnType<DeletableRepository['tags']> | undefined;
  let isRemovalChecked = false;
  return {
    store,
    atOnce: concurrency,
    tags,
    async tagsOf(digest, known) {
      all ??= tagsOrNone(known);
      return byDigest(await all).get(digest) ?? [];
    },
    async newTagsOf(digest, known) {
      const found = byDigest(await tagsOrNone(known)).get(digest) ?? [];
      return found.filter((tag) => !known.has(tag));
    },
    uploadedAt: () => undefined,
    async remove(digest, own) {
      try {
        await removeManifest(digest, own);
        return undefined;
      } catch (error) {
        if (!isReferenced(error)) throw error;
        return await removeReferenced(
          { store, tags: await tagsOrNone(looked), remove: removeManifest, signal },
          digest,
          own,
        );
      }
    },
    async checkRemoval(absent) {
      if (isRemovalChecked) return;
      try {
        await store.delete(absent, signal);
      } catch (error) {
        // Any other answer may be about this digest, which is not there.
        const isAnswer = error instanceof RegistryError || hasCode(error, 'NOT_FOUND');
        if (!isAnswer || hasCode(error, 'UNSUPPORTED', 'DENIED', 'UNAUTHORIZED')) throw error;
      }
      isRemovalChecked = true;
    },
    untag: (tag) => store.delete(tag, signal),
  };
}

/**
 * Removes a tag that outlived its manifest, as all do in go-containerregistry 0.20; one that was moved meanwhile stays.
 */
async function removeLeftTag(store: Store, tag: string, digest: Digest, signal: AbortSignal): Promise<void> {
  try {
    const there = await orAbsent(store.resolve(tag, signal));
    if (there?.digest === digest) await orAbsent(store.delete(tag, signal));
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    const message = `The manifest ${digest} is deleted, but its tag ${tag} may still be there: ${error.message}`;
    throw error instanceof RegistryError
      ? new RegistryError(error.code, message, error)
      : new OciError(error.code, message, { cause: error });
  }
}

/** How often a version is looked for that must be there: the list is made a moment after a push. */
const maxLooks = 5;

/** Opens a repository whose manifests are deleted by the API of its package host, and read by its registry. */
export function deletablePackage(
  store: Store,
  pack: Package,
  signal: AbortSignal,
  time: Time = realTime,
): DeletableRepository {
  const known = new Map<Digest, PackageVersion>();
  const find = async (digest: Digest): Promise<PackageVersion> => {
    for (let look = 1; ; look += 1) {
      const there = known.get(digest);
      if (there) return there;
      for await (const version of pack.versions()) {
        known.set(version.digest, version);
        if (version.digest === digest) break;
      }
      if (known.has(digest)) continue;
      if (look === maxLooks)
        throw new OciError('NOT_FOUND', `The package has no version ${digest}`, { topic: 'missing-package' });
      await time.pause(500 * look, signal);
    }
  };
  return {
    store,
    atOnce: 1,
    async tags() {
      for await (const version of pack.versions()) known.set(version.digest, version);
      return new Map([...known.values()].flatMap(({ digest, tags }) => tags.map((tag) => [tag, { digest }] as const)));
    },
    tagsOf: async (digest) => (await find(digest)).tags,
    newTagsOf: async (digest, before) =>
      (await pack.tagsOf(await find(digest))).filter((tag) => before.get(tag)?.digest !== digest),
    uploadedAt: (digest) => known.get(digest)?.createdAt,
    remove: async (digest) => {
      await pack.delete(await find(digest));
      return undefined;
    },
  };
}

/**
 * Removes a tag and keeps its manifest. Where tags are not removed alone, the tag is moved to a manifest made for this,
 * which is deleted then, as `regctl tag delete` does it; when that fails, the tag is put back.
 */
export async function untag(
  deletable: DeletableRepository,
  tag: string,
  digest: Digest,
  signal: AbortSignal,
): Promise<void> {
  const original = await deletable.store.manifest(digest, signal);
  try {
    return await untagAlone(deletable, tag, original);
  } catch (error) {
    if (!hasCode(error, 'UNSUPPORTED')) throw error;
  }
  const { host, repository } = deletable.store.location ?? {};
  // One tag after the other: docker-registry 2.8 reads the files of all tags to delete a manifest, writes them in
  // place, and takes one that is being written for broken.
  await inTurn(`untag ${host}/${repository}`, () => untagByPlaceholder(deletable, tag, original, signal), signal);
}

/** Moves a tag to a manifest made for this, and deletes that; when it cannot, puts the tag back. */
async function untagByPlaceholder(
  deletable: DeletableRepository,
  tag: string,
  { descriptor, bytes }: Content,
  signal: AbortSignal,
): Promise<void> {
  const { staged, root } = stagePlaceholder();
  // What the user knows is the tag.
  const named = (error: unknown) => {
    if (!(error instanceof RegistryError)) return error;
    return new RegistryError(error.code, error.message.replaceAll(`@${root.digest}`, `:${tag}`), {
      ...error,
      cause: error,
    });
  };
  // Where deletes are off or not allowed, no reader may meet the placeholder.
  await deletable.checkRemoval?.(root.digest).catch((error: unknown) => {
    throw named(error);
  });
  await copyGraph(staged, root, deletable.store, { tags: [tag], signal });
  try {
    await deletable.remove(root.digest, [tag]);
  } catch (refused) {
    const error = named(refused);
    try {
      // Not with the signal: a tag that points to nothing of use is worse than a late end.
      await deletable.store.push(descriptor, openBytes(bytes), { tags: [tag] });
    } catch (second) {
      const rest = `the tag ${tag} of ${descriptor.digest} is lost, and could not be put back: ${messageOf(second)}`;
      throw new OciError(hasCode(error, 'DENIED') ? 'DENIED' : 'REGISTRY', `${messageOf(error)}; ${rest}`, {
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * Removes a tag by the means of the place; fails with UNSUPPORTED. Where no other tag is known, the manifest is put by its
 * digest first: Gitea 1.27 drops manifest and layers with the last tag otherwise. A manifest that went all the same, as
 * in old versions of zot (project-zot/zot#2626), is put back with its other tags, as far as they are known.
 */
export async function untagAlone(
  deletable: DeletableRepository,
  tag: string,
  { descriptor, bytes }: Content,
  others: readonly string[] = [],
): Promise<void> {
  const { store } = deletable;
  if (!deletable.untag) throw new OciError('UNSUPPORTED', `The package does not remove the tag ${tag} alone`);
  const isRegistry = store.location !== undefined;
  if (isRegistry && others.length === 0) await store.push(descriptor, openBytes(bytes));
  await deletable.untag(tag);
  if (!isRegistry || (await store.has(descriptor))) return;
  try {
    await store.push(descriptor, openBytes(bytes), { tags: others });
  } catch (error) {
    const what = `The registry has removed the manifest ${descriptor.digest} and its layers along with the tag ${tag}`;
    throw new OciError('REGISTRY', `${what}, and they could not be put back: ${messageOf(error)}`, {
      cause: error,
      topic: 'lost-manifest',
    });
  }
}

/** Makes an artifact without content that no other tag points to. */
function stagePlaceholder() {
  const staged = new MemoryStore();
  const annotations = { 'org.opencontainers.image.description': `Placeholder of a deleted tag, ${randomUUID()}` };
  const artifactType = 'application/vnd.oci-artifact.placeholder';
  const bytes = encodeManifest({
    mediaType: imageManifest,
    artifactType,
    config: emptyJson,
    layers: [emptyJson],
    annotations,
  });
  const root = describe(imageManifest, bytes);
  staged.stage(emptyJson, openBytes(Buffer.from('{}')));
  staged.stage(root, openBytes(bytes));
  return { staged, root };
}

/** Gathers the tags that point to each manifest, by name. */
export function byDigest(tags: Iterable<[tag: string, at: Tagged]>): Map<Digest, string[]> {
  const sorted = [...tags].sort(([one], [other]) => (one < other ? -1 : 1));
  const groups = Map.groupBy(sorted, ([, { digest }]) => digest);
  return new Map([...groups].map(([digest, own]) => [digest, own.map(([tag]) => tag)]));
}

/** Writes `the tag a` or `the tags a, b and 3 more`. */
export function tagList(tags: readonly string[]): string {
  return `the ${tags.length === 1 ? 'tag' : 'tags'} ${briefList(tags)}`;
}
