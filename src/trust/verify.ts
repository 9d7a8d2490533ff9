import { messageOf, OciError } from '../errors.ts';
import { createGiveWay } from '../give-way.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { once } from '../once.ts';
import type { Source } from '../store/store.ts';
import { briefList } from '../words.ts';
import { type Budget, startBudget, UnjudgedError } from './budget.ts';
import { findCandidates, type Place, signatureTag } from './find.ts';
import { parseBundle, parseEnvelope } from './formats/bundle.ts';
import { preAuthEncoding } from './formats/dsse.ts';
import type { Evidence } from './formats/evidence.ts';
import { fromBase64 } from './formats/from-base64.ts';
import { parsePayload, simpleSigningType } from './formats/simple-signing.ts';
import { parseStatement, signaturePredicate, statementType } from './formats/statement.ts';
import { otherSigner, refOf, repositoryOf } from './match-certificate.ts';
import type { CertifiedSigner, Policy, PolicyEntry, Wanted } from './policy.ts';
import { isSignedBy, type PublicKey } from './public-key.ts';
import { EvidenceError } from './read-evidence.ts';
import type { TrustRoot } from './roots/trusted-root.ts';
import { type CertificateSigner, type Claimed, type Named, readSigner } from './verify-certificate.ts';

/** Who signed, and what; of a certificate, all of it stands there. */
interface Judgement {
  key?: Digest;
  /** The name in the certificate, and who vouches for it. */
  identity?: string;
  issuer?: string;
  repository?: string;
  commit?: string;
  ref?: string;
  run?: string;
  /** When it was signed, by the word of a log or a clock. */
  time?: string;
  format: Evidence['format'];
  predicateType: string;
}

/** An entry of a policy with the signature that meets it. */
export interface Met extends Judgement {
  /** The entry as messages name it. */
  entry: string;
  /** The digest of the manifest that holds the signature. */
  digest: Digest;
}

/**
 * Why a signature is not the one that is asked for, as what is said of it; the nearer it is to that, the higher its
 * rank.
 */
interface Problem {
  rank: number;
  text: string;
  /** Set when the signature could not be judged at all. */
  failure?: OciError;
  /** Whether it was not examined, and may be the one that is asked for. */
  isUnjudged?: boolean;
}

const unreadable = (error: unknown): Problem => ({ rank: 0, text: `cannot be read (${messageOf(error)})` });
const foreignKey: Problem = { rank: 1, text: 'is not by this key' };
/** Proved to be by the right signer and about the right manifest. */
const rankOfOtherPredicate = 3;
const otherSubject: Problem = { rank: 2, text: 'is about another digest' };

type Certified = () => Promise<Claimed>;

/** By what signatures are judged: who has to have signed, by which roots they are known, and what that may cost. */
export interface Trust {
  policy: Policy;
  roots: TrustRoot;
  /** Absent: one for each manifest. */
  budget?: Budget;
}

export interface PolicyOutcome {
  met: Met[];
  /** Why the policy is not met; absent when it is. */
  refusal?: OciError;
  /** Whether all signatures were examined: one of the others may be good. */
  isComplete: boolean;
}

/**
 * Checks that a manifest has the signatures that a policy asks for; gives those that meet its entries. Fails with
 * UNTRUSTED, and says of what was found why it is not enough; or, when a root could not be had that may have made the
 * difference, with the reason of that.
 *
 * @param name `host/repository@digest`
 */
export async function verifyManifest(
  source: Source,
  subject: Descriptor,
  name: string,
  trust: Trust,
  signal: AbortSignal,
): Promise<Met[]> {
  const { met, refusal } = await judgeManifest(source, subject, name, trust, signal);
  if (refusal) throw refusal;
  return met;
}

/** Looks for the signatures that a policy asks for. Fails when the registry fails, or a root cannot be had. */
export async function judgeManifest(
  source: Source,
  subject: Descriptor,
  name: string,
  { policy, roots, budget = startBudget() }: Trust,
  signal: AbortSignal,
): Promise<PolicyOutcome> {
  const met = new Map<PolicyEntry, Met>();
  const problems = new Map(policy.map((entry) => [entry, [] as Problem[]]));
  const unread: string[] = [];
  const wanted = new Set(policy.flatMap(({ any }) => any.map(({ predicate = signaturePredicate }) => predicate)));
  const giveWay = createGiveWay(signal);
  for await (const candidate of findCandidates(source, subject, wanted, signal)) {
    await giveWay();
    if ('unread' in candidate) {
      unread.push(candidate.unread);
      continue;
    }
    const { digest, evidence, problem, place } = candidate;
    const certified = evidence && certifiedBy(evidence, place, roots, budget);
    for (const entry of policy.filter((each) => !met.has(each))) {
      const result =
        evidence && certified
          ? await judgeAny(evidence, entry.any, subject.digest, certified)
          : { ...unreadable(problem), isUnjudged: true };
      signal.throwIfAborted();
      if ('rank' in result) problems.get(entry)?.push(result);
      else met.set(entry, { entry: entry.label, ...result, digest });
    }
    if (met.size === policy.length) break;
  }
  const [failed] = policy.filter((entry) => !met.has(entry));
  const found = policy.flatMap((entry) => met.get(entry) ?? []);
  if (!failed) return { met: found, isComplete: true };
  const reasons = problems.get(failed) ?? [];
  const { failure } = reasons.find((reason) => reason.failure) ?? {};
  if (failure) throw failure;
  return {
    met: found,
    refusal: untrusted(name, subject.digest, failed, reasons, unread),
    isComplete: unread.length === 0 && !reasons.some(({ isUnjudged }) => isUnjudged),
  };
}

/**
 * Reports whether evidence is about a manifest and by a signer that some entry of the policy accepts, whatever else it
 * says. Fails when a root cannot be had.
 */
export async function isAccepted(
  evidence: Evidence,
  place: Place,
  subject: Digest,
  { policy, roots, budget = startBudget() }: Trust,
): Promise<boolean> {
  const any = policy.flatMap((entry) => entry.any);
  const result = await judgeAny(evidence, any, subject, certifiedBy(evidence, place, roots, budget));
  if (!('rank' in result)) return true;
  if (result.failure) throw result.failure;
  return result.rank === rankOfOtherPredicate;
}

/** Reads the signer of evidence once, and proves it once, however many entries ask. */
function certifiedBy(evidence: Evidence, place: Place, roots: TrustRoot, budget: Budget): Certified {
  return once(async () => {
    const { named, prove } = await readSigner(evidence, roots);
    return { named, prove: once(() => budget.prove(place, prove)) };
  });
}

/** Checks a signature against alternatives, of which one is enough; else the nearest miss counts. */
async function judgeAny(
  evidence: Evidence,
  any: readonly Wanted[],
  subject: Digest,
  certified: Certified,
): Promise<Judgement | Problem> {
  const misses: Problem[] = [];
  for (const { signer, predicate } of any) {
    const result =
      signer.kind === 'key'
        ? judgeByKey(evidence, signer.key, predicate, subject)
        : await judgeByCertificate(evidence.format, certified, signer, predicate, subject);
    if (!('rank' in result)) return result;
    misses.push(result);
  }
  return misses.toSorted((a, b) => b.rank - a.rank)[0] as Problem;
}

/** Judges one signature that is to be by a key: who made it, what it is about, and what it says. */
export function judgeByKey(
  evidence: Evidence,
  key: PublicKey,
  predicate: string | undefined,
  subject: Digest,
): Judgement | Problem {
  try {
    if (evidence.format === 'legacy' && evidence.signature !== '') {
      const { payload, signature } = evidence;
      if (!isSignedBy(key, payload, fromBase64(signature, 'its signature'))) return foreignKey;
      return problemOfPayload(simpleSigningType, payload, predicate, subject) ?? judgement(evidence.format, key);
    }
    const isBundle = evidence.format === 'bundle';
    const { payload, signature, hasCertificate } = isBundle
      ? parseBundle(evidence.bytes)
      : { ...parseEnvelope(evidence.payload), hasCertificate: false };
    if (hasCertificate) return { rank: 1, text: 'is by a certificate, not by a key' };
    if (!isSignedBy(key, preAuthEncoding(statementType, payload), signature)) return foreignKey;
    return problemOfPayload(statementType, payload, predicate, subject) ?? judgement(evidence.format, key, predicate);
  } catch (error) {
    return unreadable(error);
  }
}

function judgement(format: Evidence['format'], key: PublicKey, predicateType = signaturePredicate): Judgement {
  return { key: key.fingerprint, format, predicateType };
}

async function judgeByCertificate(
  format: Evidence['format'],
  certified: Certified,
  wanted: CertifiedSigner,
  predicate: string | undefined,
  subject: Digest,
): Promise<Judgement | Problem> {
  try {
    const { named, prove } = await certified();
    const other = otherSigner(named, wanted);
    if (other !== undefined) return { rank: 1, text: other };
    const problem = judgePayload(named, predicate, subject);
    // Anybody can publish the signatures of other artifacts here: they are known by what they say, without a proof.
    if (problem === otherSubject) return problem;
    const signer = await prove();
    return problem ?? factsOf(signer, format, predicate);
  } catch (error) {
    if (error instanceof UnjudgedError) return { rank: 4, text: error.message, isUnjudged: true };
    if (error instanceof EvidenceError) return { rank: 0, text: error.message };
    // The root of it cannot be had: it may be the one that is asked for.
    if (error instanceof OciError) return { rank: 4, text: 'cannot be judged', failure: error };
    throw error;
  }
}

function judgePayload(
  { payload, payloadType }: Named,
  predicate: string | undefined,
  subject: Digest,
): Problem | undefined {
  try {
    return problemOfPayload(payloadType, payload, predicate, subject);
  } catch (error) {
    return unreadable(error);
  }
}

function factsOf(signer: CertificateSigner, format: Evidence['format'], predicateType = signaturePredicate): Judgement {
  const { identity, issuer, extensions, signedAt } = signer;
  const facts = { repository: repositoryOf(signer), commit: extensions[13], ref: refOf(signer), run: extensions[21] };
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { identity, issuer, ...Object.fromEntries(known), time: signedAt.toISOString(), format, predicateType };
}

/** Judges what was signed, whoever did; only an attestation is one, and only a signature is a signature. */
export function problemOfPayload(
  payloadType: string,
  payload: Buffer,
  predicate = signaturePredicate,
  subject: Digest,
): Problem | undefined {
  if (payloadType === simpleSigningType) {
    if (parsePayload(payload) !== subject) return otherSubject;
    return predicate === signaturePredicate ? undefined : otherPredicate(signaturePredicate);
  }
  const { predicateType, isAbout } = parseStatement(payload);
  if (!isAbout(subject)) return otherSubject;
  return predicateType === predicate ? undefined : otherPredicate(predicateType);
}

function otherPredicate(type: string): Problem {
  return { rank: rankOfOtherPredicate, text: `is by the right signer, but of type ${JSON.stringify(type)}` };
}

function untrusted(
  name: string,
  subject: Digest,
  { number, label }: PolicyEntry,
  problems: readonly Problem[],
  unread: readonly string[],
): OciError {
  const more = unread.map((what) => `; ${what}`).join('');
  if (problems.length === 0) {
    const where = `there is none among its referrers, nor under the tag ${signatureTag(subject)}`;
    return new OciError('UNTRUSTED', `${name} has no signature: ${where}${more}`, { topic: 'unsigned' });
  }
  const counts = [...Map.groupBy(problems, ({ text }) => text)].map(([text, { length }]) => many(length, text));
  const found = problems.length === 1 ? 'its signature does not meet' : `none of ${problems.length} signatures meets`;
  const reasons = problems.length === 1 ? `it ${problems[0]?.text}` : briefList(counts, 5);
  const isOtherPredicate = problems.some(({ rank }) => rank === rankOfOtherPredicate);
  return new OciError('UNTRUSTED', `${name}: ${found} entry ${number} of verify (${label}): ${reasons}${more}`, {
    topic: isOtherPredicate ? 'other-predicate' : undefined,
  });
}

function many(count: number, text: string): string {
  if (count === 1) return `1 ${text}`;
  return `${count} ${text.replace(/^is /, 'are ').replace(/^has /, 'have ')}`;
}
