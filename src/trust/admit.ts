import { createGiveWay } from '../give-way.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Attached } from '../store/attached.ts';
import type { Source } from '../store/store.ts';
import { isEvidence, maxCandidates, orProblem, readLayer } from './find.ts';
import { isPlainHolder } from './plain-holder.ts';
import { isAccepted, type Trust } from './verify.ts';

/** What is attached to manifests, parted by a policy. */
export interface Admitted {
  /** What may go along; of a tag, perhaps only some layers. */
  admitted: Attached[];
  /** What may not, or only a part of which may. */
  left: Attached[];
}

interface Verdict {
  /** The layers that are signatures or attestations of its subject by an accepted signer. */
  accepted: readonly Descriptor[];
  /** Whether nothing else is in it. */
  isWhole: boolean;
  /** Whether its own bytes name that subject: a list of referrers, or a tag, may claim anything. */
  isBound: boolean;
}

const nothing: Verdict = { accepted: [], isWhole: false, isBound: false };

/**
 * Chooses what may be copied along with verified manifests: signatures and attestations of them by a signer that an
 * entry of the policy accepts, of whatever type; and what such a signature, attached to it in turn, covers. What cannot
 * be read is left; a registry that fails is a failure.
 */
export async function admit(
  source: Source,
  attached: readonly Attached[],
  trust: Trust,
  signal: AbortSignal,
): Promise<Admitted> {
  const giveWay = createGiveWay(signal);
  const verdicts = new Map<Attached, Verdict>();
  for (const each of attached) {
    await giveWay();
    verdicts.set(each, await judge(source, each, trust, signal));
  }
  const covered = new Set<Digest>();
  for (const [{ subject }, { accepted }] of verdicts) if (accepted.length > 0) covered.add(subject.digest);
  const reached = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
  const result: Admitted = { admitted: [], left: [] };
  for (const [each, { accepted, isWhole, isBound }] of [...verdicts].toSorted(([a], [b]) => a.depth - b.depth)) {
    const { descriptor, subject, tag } = each;
    const isCovered = isWhole || (isBound && covered.has(descriptor.digest));
    if (reached.has(subject.digest) && isCovered) {
      reached.add(descriptor.digest);
      result.admitted.push(each);
      continue;
    }
    if (reached.has(subject.digest) && tag !== undefined && accepted.length > 0) {
      result.admitted.push({ ...each, only: accepted });
    }
    result.left.push(each);
  }
  return result;
}

async function judge(
  source: Source,
  { descriptor, subject, tag }: Attached,
  trust: Trust,
  signal: AbortSignal,
): Promise<Verdict> {
  const content = await orProblem(source.manifest(descriptor.digest, signal));
  const manifest = typeof content === 'string' ? content : await orProblem((async () => content.parsed())());
  if (typeof content === 'string' || typeof manifest === 'string') return nothing;
  const isBound = manifest.subject?.digest === subject.digest;
  if (manifest.kind !== 'manifest') return { ...nothing, isBound };
  const { layers } = manifest;
  const accepted: Descriptor[] = [];
  for (const layer of layers.slice(0, maxCandidates)) {
    const evidence = isEvidence(layer) ? await readLayer(source, layer, signal) : '';
    const place = tag === undefined ? 'list' : 'tag';
    const isGood = typeof evidence !== 'string' && (await isAccepted(evidence, place, subject.digest, trust));
    signal.throwIfAborted();
    if (isGood) accepted.push(layer);
    // A referrer comes whole or not at all.
    else if (tag === undefined) break;
  }
  const isWhole = layers.length > 0 && accepted.length === layers.length && isPlainHolder(content, manifest);
  return { accepted, isWhole: isWhole && (isBound || (tag !== undefined && !manifest.subject)), isBound };
}
