import { concurrently, inWaves } from '../../concurrently.ts';
import type { Digest } from '../../oci/digest.ts';
import { isDigestTag, referrersTag } from '../../oci/digest-tags.ts';
import { isIndexType, isManifestType } from '../../oci/media-types.ts';
import type { DigestTags } from '../../store/attached.ts';
import type { Source } from '../../store/store.ts';
import { byDigest, type Tagged } from './deletable-repository.ts';
import type { ManifestFacts } from './manifest-facts.ts';

/** A repository with its tags, as far as they were looked at. */
export interface Inventory {
  store: Source;
  tags: ReadonlyMap<string, Tagged>;
  digestTags: DigestTags;
  facts: ManifestFacts;
  concurrency: number;
  signal: AbortSignal;
}

/** A manifest that goes, with all of its tags. */
export interface ToDelete {
  digest: Digest;
  tags: string[];
  /** Why it goes, when it was not selected itself. */
  reason?: string;
  /** The manifests for whose sake it is there; it must not go before them. */
  above: Set<Digest>;
}

/** What stays, each with the reason. */
interface Kept {
  /** Those of the selected manifests. */
  needed: ReadonlyMap<Digest, string>;
  /** All that is known to stay. */
  staying: ReadonlyMap<Digest, string>;
}

/**
 * Finds all that goes with the manifests that were selected, and those of them that something needs which stays, with
 * the reason.
 */
export async function findToDelete(
  inventory: Inventory,
  selected: readonly Digest[],
): Promise<{ toDelete: ToDelete[]; needed: ReadonlyMap<Digest, string> }> {
  if (selected.length === 0) return { toDelete: [], needed: new Map() };
  const { tags, digestTags, facts, concurrency, signal } = inventory;
  const isSelected = new Set(selected);
  const others = [...tags].filter(([tag, { digest }]) => !isDigestTag(tag) && !isSelected.has(digest));
  const tagged = new Set(others.map(([, { digest }]) => digest));
  let kept: Kept = { needed: new Map(), staying: await withParts(inventory, tagged) };
  await concurrently(selected, concurrency, signal, async (digest) => void (await facts.of(digest)));
  for (;;) {
    kept = await withNeeded(inventory, selected, kept);
    const { needed, staying } = kept;
    const roots = selected.filter((digest) => !needed.has(digest));
    const toDelete = await spread(inventory, roots, staying);
    // Lists and signatures of what stays hold on to what is in them.
    const subjects = new Set([...toDelete.keys()].map(referrersTag));
    const spared = [...digestTags].filter(([subject]) => !subjects.has(subject)).flatMap(([, own]) => own);
    const held = await withParts(inventory, digestsOf(spared, tags));
    const found = [...held].filter(([digest]) => toDelete.has(digest));
    if (found.length === 0) return { toDelete: [...toDelete.values()], needed };
    kept = { needed, staying: new Map([...staying, ...found]) };
  }
}

/** Adds to manifests that stay the parts of those that are indexes; each with the reason why it must stay. */
async function withParts(
  { facts, tags, concurrency, signal }: Inventory,
  roots: Iterable<Digest>,
): Promise<Map<Digest, string>> {
  const staying = new Map<Digest, string>();
  const mediaTypes = new Map([...tags.values()].map(({ digest, mediaType }) => [digest, mediaType]));
  const first = [...roots];
  for (const digest of first) staying.set(digest, 'it has another tag that stays');
  const ask = async (digest: Digest) => {
    const mediaType = mediaTypes.get(digest);
    if (mediaType !== undefined && !isIndexType(mediaType)) return [];
    const children = (await facts.of(digest))?.children ?? [];
    for (const child of children) mediaTypes.set(child.digest, child.mediaType);
    return children.map((child) => child.digest);
  };
  await inWaves(first, concurrency, signal, ask, (digest, children) => {
    const next = new Set(children.filter((child) => !staying.has(child)));
    for (const child of next) staying.set(child, `it is part of ${digest}`);
    return [...next];
  });
  return staying;
}

/** Adds those of the selected manifests that something needs which stays; they may themselves need others. */
async function withNeeded(inventory: Inventory, selected: readonly Digest[], kept: Kept): Promise<Kept> {
  const needed = new Map(kept.needed);
  const staying = new Map(kept.staying);
  for (let before = -1; before < needed.size; ) {
    before = needed.size;
    for (const digest of selected.filter((each) => !needed.has(each))) {
      const subject = (await inventory.facts.of(digest))?.subject;
      const reason = staying.get(digest) ?? (subject && staying.has(subject) ? `it refers to ${subject}` : undefined);
      if (reason === undefined) continue;
      needed.set(digest, reason);
      for (const [part, why] of await withParts(inventory, [digest])) if (!staying.has(part)) staying.set(part, why);
    }
  }
  return { needed, staying };
}

/** Goes from manifests to all that is there for their sake alone. */
async function spread(
  { store, tags, digestTags, facts, concurrency, signal }: Inventory,
  roots: readonly Digest[],
  staying: ReadonlyMap<Digest, string>,
): Promise<Map<Digest, ToDelete>> {
  const all = byDigest(tags);
  const toDelete = new Map<Digest, ToDelete>(
    roots.map((digest) => [digest, { digest, tags: all.get(digest) ?? [], above: new Set() }]),
  );
  const ask = async (digest: Digest, own: AbortSignal): Promise<[digest: Digest, reason: string][] | undefined> => {
    const known = await facts.of(digest);
    if (!known) return undefined;
    const parts = known.children.map((child): [Digest, string] => [child.digest, `it is part of ${digest}`]);
    const tagged = digestsOf(digestTags.get(referrersTag(digest)) ?? [], tags);
    const attached = [...tagged].map((each): [Digest, string] => [each, `it belongs to ${digest}`]);
    const referrers: [Digest, string][] = [];
    for await (const referrer of store.referrers(known.descriptor, own)) {
      if (isManifestType(referrer.mediaType)) referrers.push([referrer.digest, `it refers to ${digest}`]);
    }
    return [...parts, ...attached, ...referrers.sort()];
  };
  await inWaves(roots, concurrency, signal, ask, (digest, below) => {
    const next: Digest[] = [];
    // A platform that nobody copied.
    if (!below && toDelete.get(digest)?.tags.length === 0) toDelete.delete(digest);
    for (const [each, reason] of below ?? []) {
      if (each === digest || staying.has(each)) continue;
      const known = toDelete.get(each);
      if (known) known.above.add(digest);
      else {
        toDelete.set(each, { digest: each, tags: all.get(each) ?? [], reason, above: new Set([digest]) });
        next.push(each);
      }
    }
    return next;
  });
  return toDelete;
}

function digestsOf(names: readonly string[], tags: Inventory['tags']): Set<Digest> {
  return new Set(names.map((tag) => tags.get(tag)?.digest).filter((digest) => digest !== undefined));
}
