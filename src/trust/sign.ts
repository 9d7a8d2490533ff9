import { concurrently } from '../concurrently.ts';
import { hasCode, OciError, unreadable } from '../errors.ts';
import { createGiveWay } from '../give-way.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Store } from '../store/store.ts';
import { findCandidates } from './find.ts';
import { parseBundle } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { encodePayload } from './formats/simple-signing.ts';
import { type Claim, encodeStatement, signaturePredicate } from './formats/statement.ts';
import type { Hand, Sealed } from './hand.ts';
import { addToTag, pushBundle } from './publish.ts';

/** One thing to be said of a manifest: that it is signed, in one of two formats, or an attestation. */
export interface Piece {
  format: Evidence['format'];
  claim: Claim;
  /** As the log calls it: `bundle`, `provenance`. */
  label: string;
  /** Whether one of the same type by the same signer will do, whatever it says: a provenance is of one run. */
  isAny?: boolean;
}

/** The pieces that are a plain signature, in one format or both. */
export function signatureIn(format: Evidence['format'] | 'both'): Piece[] {
  const claim = { predicateType: signaturePredicate, predicate: {} };
  const formats = format === 'both' ? (['bundle', 'legacy'] as const) : [format];
  return formats.map((each) => ({ format: each, claim, label: each, isAny: true }));
}

/** A piece that is there, made by us. */
interface Signature {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  format: Evidence['format'];
  predicateType: string;
  logIndex?: string;
}

/** What is known of what one signer said of a manifest. */
export interface Signed {
  signatures: Signature[];
  /** What is missing; once it is signed, what was added. */
  added: Piece[];
  /** The attestations that were added. */
  attestations: Buffer[];
  /** Why the signature is missing in one of its formats, though the other is there. */
  unwritten: string[];
}

const none = { attestations: [], unwritten: [] };

/** Looks which pieces are there, where others look for them too. */
export async function lookFor(
  hand: Hand,
  pieces: readonly Piece[],
  store: Store,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<Signed> {
  const found = new Map<Piece, Signature>();
  const wanted = new Set(pieces.map(({ claim }) => claim.predicateType));
  const giveWay = createGiveWay(signal);
  for await (const candidate of findCandidates(store, subject, wanted, signal)) {
    await giveWay();
    if ('unread' in candidate || !candidate.evidence || !candidate.isUsual) continue;
    const { digest, evidence } = candidate;
    for (const piece of pieces.filter((each) => !found.has(each) && each.format === evidence.format)) {
      const { predicateType } = piece.claim;
      if (!(await hand.isOwn(evidence, subject.digest, predicateType, false))) continue;
      if (!piece.isAny && !isSame(evidence, statementOf(piece, store, subject.digest))) continue;
      found.set(piece, { digest, format: piece.format, predicateType });
      break;
    }
    if (found.size === pieces.length) break;
  }
  return { signatures: [...found.values()], added: pieces.filter((piece) => !found.has(piece)), ...none };
}

/** Says of a manifest that is in the store what this signer has not said yet; all of it at once. */
export async function signManifest(
  hand: Hand,
  pieces: readonly Piece[],
  store: Store,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<Signed> {
  const { signatures: found, added } = await lookFor(hand, pieces, store, subject, signal);
  // What a log has, it has for ever.
  signal.throwIfAborted();
  const made = await Promise.all(added.map(async (piece) => ({ piece, ...(await seal(hand, piece, store, subject)) })));
  for (const { piece, evidence } of made) {
    // What nobody can verify must not be published.
    if (await hand.isOwn(evidence, subject.digest, piece.claim.predicateType, true)) continue;
    throw new OciError('SIGNING', 'A signature that was just made does not verify: nothing of it was published');
  }
  const signatures = [...found];
  const failed: { piece: Piece; error: OciError }[] = [];
  await concurrently(made, made.length, signal, async ({ piece, evidence, logIndex }, within) => {
    const { predicateType } = piece.claim;
    const publish =
      evidence.format === 'bundle'
        ? pushBundle(store, bare(subject), { bytes: evidence.bytes, predicateType }, within)
        : addToTag(store, subject.digest, evidence, within);
    const digest = await publish.catch((error: unknown) => {
      // Something else stands where this has to be written, and is not destroyed.
      if (!hasCode(error, ...unreadable)) throw error;
      failed.push({ piece, error });
    });
    if (digest === undefined) return;
    signatures.push({
      digest,
      format: evidence.format,
      predicateType,
      ...(logIndex === undefined ? {} : { logIndex }),
    });
  });
  const lost = failed.find(
    ({ piece }) => !signatures.some(({ predicateType }) => predicateType === piece.claim.predicateType),
  );
  if (lost) throw lost.error;
  const isWritten = (piece: Piece) => !failed.some((each) => each.piece === piece);
  const attestations = made.flatMap(({ piece, evidence }) =>
    evidence.format === 'bundle' && piece.claim.predicateType !== signaturePredicate ? [evidence.bytes] : [],
  );
  // As they were asked for, in whichever order they were written.
  const order = ({ predicateType, format }: Signature) =>
    pieces.findIndex((piece) => piece.claim.predicateType === predicateType && piece.format === format);
  return {
    signatures: signatures.toSorted((a, b) => order(a) - order(b)),
    added: added.filter(isWritten),
    attestations,
    unwritten: failed.map(({ error }) => error.message),
  };
}

function seal(hand: Hand, piece: Piece, store: Store, { digest }: Descriptor): Promise<Sealed> {
  if (piece.format === 'legacy') return hand.sealPayload(encodePayload(repositoryName(store.location), digest));
  return hand.seal(statementOf(piece, store, digest));
}

/** A signature says no name, so that it is the same wherever it is copied to. */
function statementOf({ claim }: Piece, { location }: Store, digest: Digest): Buffer {
  const isSignature = claim.predicateType === signaturePredicate;
  return encodeStatement(digest, claim, isSignature ? undefined : repositoryName(location));
}

function isSame(evidence: Evidence, statement: Buffer): boolean {
  return evidence.format === 'bundle' && parseBundle(evidence.bytes).payload.equals(statement);
}

/**
 * The repository as cosign names it. Nobody looks at it, but some read it as a name: a layout has none of its own, and
 * the path of its folder is nobody's business.
 */
function repositoryName(location: Store['location']): string {
  if (!location) return 'oci-layout';
  const { host, repository } = location;
  return `${host === 'docker.io' ? 'index.docker.io' : host}/${repository}`;
}
