import { hasCode, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, partsOf } from '../oci/digest.ts';
import { maxIndexDepth } from '../oci/manifest.ts';
import type { Source } from './store.ts';

/** A manifest that belongs to another one: one that names it as its subject, or one of cosign's under a tag made of its digest. */
export interface Attached {
  descriptor: Descriptor;
  tag?: string;
}

/** What cosign 2 appends to the digest of what it signs (sigstore/cosign, pkg/oci/remote, `SignatureTag` and its siblings). */
const cosignSuffixes = ['sig', 'att', 'sbom'];

/** One image has a handful; a list without end is a trap. */
const maxAttached = 10_000;

/** The tags that cosign gives to signatures, attestations and SBOMs of a digest. */
function cosignTags(digest: Digest): string[] {
  const { algorithm, hex } = partsOf(digest);
  return cosignSuffixes.map((suffix) => `${algorithm}-${hex}.${suffix}`);
}

const companion = new RegExp(`^sha(?:256-[0-9a-f]{64}|512-[0-9a-f]{128})(?:\\.(?:${cosignSuffixes.join('|')}))?$`);

/** Tells whether a tag belongs to another manifest: it is the list of its referrers, or one of cosign's tags. */
export function isCompanionTag(tag: string): boolean {
  return companion.test(tag);
}

/**
 * Lists what is attached to manifests, and what is attached to that in turn. `tags` are those of the source, since looking at
 * them costs less than asking for three tags of each manifest.
 */
export async function findAttached(
  source: Source,
  subjects: readonly Descriptor[],
  tags: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Attached[]> {
  const seen = new Set(subjects.map(({ digest }) => digest));
  const found: Attached[] = [];
  const look = async (subject: Descriptor): Promise<Attached[]> => {
    const own: Attached[] = [];
    for await (const descriptor of source.referrers(subject, signal)) own.push({ descriptor });
    for (const tag of cosignTags(subject.digest).filter((name) => tags.has(name))) {
      own.push({ descriptor: await source.resolve(tag, signal), tag });
    }
    return own;
  };
  let level = [...subjects];
  for (let depth = 0; level.length > 0 && depth < maxIndexDepth; depth += 1) {
    const lists = await Promise.all(level.map(look));
    const fresh = lists.flat().filter(({ descriptor: { digest } }) => !seen.has(digest) && seen.add(digest));
    found.push(...fresh);
    if (found.length > maxAttached) throw new OciError('TOO_LARGE', `More than ${maxAttached} manifests are attached`);
    level = fresh.map(({ descriptor }) => descriptor);
  }
  return found;
}

/** Reads all tags of a source; none where it does not tell them. */
export async function readAllTags(source: Source, signal: AbortSignal | undefined): Promise<Set<string>> {
  const tags = new Set<string>();
  try {
    for await (const tag of source.tags(signal)) tags.add(tag);
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND', 'DENIED', 'UNAUTHORIZED', 'UNSUPPORTED')) throw error;
  }
  return tags;
}
