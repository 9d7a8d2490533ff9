import { briefList } from '../brief-list.ts';
import { messageOf, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Source } from '../store/store.ts';
import { findCandidates, signatureTag } from './find.ts';
import { parseBundle } from './formats/bundle.ts';
import { preAuthEncoding } from './formats/dsse.ts';
import type { Evidence } from './formats/evidence.ts';
import { fromBase64 } from './formats/from-base64.ts';
import { parsePayload } from './formats/simple-signing.ts';
import { parseStatement, signaturePredicate, statementType } from './formats/statement.ts';
import type { Policy, PolicyEntry, Wanted } from './policy.ts';
import { isSignedBy, type PublicKey } from './public-key.ts';

/** An entry of a policy with the signature that meets it. */
export interface Met {
  /** The entry as messages name it. */
  entry: string;
  /** The fingerprint of the key. */
  key: Digest;
  format: Evidence['format'];
  predicateType: string;
  /** The digest of the manifest that holds the signature. */
  digest: Digest;
}

/** Why a signature is not the one that is asked for; the nearer it is to that, the higher its rank. */
interface Problem {
  rank: number;
  text: string;
}

const unreadable = (error: unknown): Problem => ({ rank: 0, text: `cannot be read (${messageOf(error)})` });
const foreignKey: Problem = { rank: 1, text: 'not by this key' };
const otherSubject: Problem = { rank: 2, text: 'about another digest' };

/**
 * Checks that a manifest has the signatures that a policy asks for; gives those that meet its entries. Fails with
 * UNTRUSTED, and says of what was found why it is not enough.
 *
 * @param name `host/repository@digest`
 */
export async function verifyManifest(
  source: Source,
  subject: Descriptor,
  name: string,
  policy: Policy,
  signal: AbortSignal,
): Promise<Met[]> {
  const met = new Map<PolicyEntry, Met>();
  const problems = new Map(policy.map((entry) => [entry, [] as Problem[]]));
  for await (const { digest, evidence, problem } of findCandidates(source, subject, signal)) {
    for (const entry of policy.filter((each) => !met.has(each))) {
      const result = evidence ? judgeAny(evidence, entry.any, subject.digest) : unreadable(problem);
      if ('rank' in result) problems.get(entry)?.push(result);
      else met.set(entry, { entry: entry.label, ...result, digest });
    }
    if (met.size === policy.length) break;
  }
  const [failed] = policy.filter((entry) => !met.has(entry));
  if (!failed) return policy.flatMap((entry) => met.get(entry) ?? []);
  throw untrusted(name, subject.digest, failed, problems.get(failed) ?? []);
}

type Judgement = Pick<Met, 'key' | 'format' | 'predicateType'>;

/** Judges a signature by several wishes, of which one is enough; else the nearest miss counts. */
function judgeAny(evidence: Evidence, any: readonly Wanted[], subject: Digest): Judgement | Problem {
  const results = any.map((wanted) => judge(evidence, wanted, subject));
  const good = results.find((result): result is Judgement => !('rank' in result));
  const misses = results.filter((result): result is Problem => 'rank' in result).sort((a, b) => b.rank - a.rank);
  return good ?? (misses[0] as Problem);
}

/** Judges one signature: who made it, what it is about, and what it says. */
export function judge(evidence: Evidence, { signer, predicate }: Wanted, subject: Digest): Judgement | Problem {
  // The parser of policies lets no other signer pass.
  if (signer.kind !== 'key') return foreignKey;
  try {
    return evidence.format === 'bundle'
      ? judgeBundle(evidence.bytes, signer.key, predicate, subject)
      : judgeLegacy(evidence, signer.key, predicate, subject);
  } catch (error) {
    return unreadable(error);
  }
}

function judgeBundle(bytes: Buffer, key: PublicKey, predicate: string | undefined, subject: Digest) {
  const { payload, signature, hasCertificate } = parseBundle(bytes);
  if (hasCertificate) return { rank: 1, text: 'with a certificate and not with a key' };
  if (!isSignedBy(key, preAuthEncoding(statementType, payload), signature)) return foreignKey;
  const { predicateType, isAbout } = parseStatement(payload);
  if (!isAbout(subject)) return otherSubject;
  if (predicateType !== (predicate ?? signaturePredicate)) return otherPredicate(predicateType);
  return { key: key.fingerprint, format: 'bundle' as const, predicateType };
}

function judgeLegacy(
  { payload, signature }: Extract<Evidence, { format: 'legacy' }>,
  key: PublicKey,
  predicate: string | undefined,
  subject: Digest,
) {
  if (!isSignedBy(key, payload, fromBase64(signature, 'its signature'))) return foreignKey;
  if (parsePayload(payload) !== subject) return otherSubject;
  if (predicate !== undefined && predicate !== signaturePredicate) return otherPredicate(signaturePredicate);
  return { key: key.fingerprint, format: 'legacy' as const, predicateType: signaturePredicate };
}

function otherPredicate(type: string): Problem {
  return { rank: 3, text: `by the right key, but as ${JSON.stringify(type)}` };
}

function untrusted(
  name: string,
  subject: Digest,
  { number, label }: PolicyEntry,
  problems: readonly Problem[],
): OciError {
  if (problems.length === 0) {
    const what = `${name} has no signature: there is none among its referrers, nor under the tag ${signatureTag(subject)}`;
    return new OciError('UNTRUSTED', what, { topic: 'unsigned' });
  }
  const counts = [...Map.groupBy(problems, ({ text }) => text)].map(([text, { length }]) => `${length} ${text}`);
  const found = problems.length === 1 ? 'its signature does not meet' : `none of ${problems.length} signatures meets`;
  const reasons = problems.length === 1 ? `it is ${problems[0]?.text}` : briefList(counts, 5);
  const isOtherPredicate = problems.some(({ rank }) => rank === 3);
  return new OciError('UNTRUSTED', `${name}: ${found} entry ${number} of verify (${label}): ${reasons}`, {
    topic: isOtherPredicate ? 'other-predicate' : undefined,
  });
}
