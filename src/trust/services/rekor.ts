import { hash, type X509Certificate } from 'node:crypto';
import type { OciError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import type { EnvelopeJson } from '../formats/bundle.ts';
import { preAuthEncoding } from '../formats/dsse.ts';
import { type Answer, type Ask, askService, asText, documentOf, type Service, unusable } from './sigstore-client.ts';

export interface LogService {
  url: string;
  version: 1 | 2;
}

export interface LogSigner {
  certificate: X509Certificate;
  facts: string;
}

/** An entry of a log in the form of a Sigstore bundle (sigstore/protobuf-specs, `sigstore_rekor.proto`). */
export type LogEntry = Record<string, unknown>;

/** An entry as Rekor v1 gives it, which cosign's older form keeps as it is. */
export interface EntryV1 {
  body: string;
  integratedTime: number;
  logIndex: number;
  /** hex */
  logID: string;
  signedEntryTimestamp: string;
}

/** A log of version 2 answers after its next checkpoint: clients wait 20 s (architecture-docs, `client-spec.md`). */
const service: Service = {
  what: 'The log',
  thing: 'entry',
  topic: 'log-refused',
  accept: 'application/json',
  leastSilence: 20_000,
};

/**
 * Bytes of an envelope from which on its size may be why a log of version 1 fails: it is sent as a whole. The public one
 * announces this limit (sigstore/rekor#1313), and answers more with 502 or not at all (sigstore/rekor#2808, #2915).
 */
const largeEnvelope = 100_000;

const base64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * Writes an envelope into a log; fails with SIGNING. Gives nothing where a log of version 2 has this signature already,
 * since the answer to an earlier attempt was lost, and does not say more of it: another signature is another entry.
 */
export async function logEnvelope(
  ask: Ask,
  log: LogService,
  envelope: EnvelopeJson,
  signer: LogSigner,
): Promise<LogEntry | undefined> {
  return log.version === 2 ? addV2(ask, log, envelope, signer) : addEnvelopeV1(ask, log, envelope, signer);
}

/** Since May 2026 a log of version 2 takes a hash, and no envelope (sigstore/architecture-docs#63). */
async function addV2(
  ask: Ask,
  log: LogService,
  { payload, payloadType, signatures: [{ sig }] }: EnvelopeJson,
  { certificate, facts }: LogSigner,
): Promise<LogEntry | undefined> {
  const place = `${base(log)}/api/v2/log/entries`;
  const digest = hash('sha256', preAuthEncoding(payloadType, Buffer.from(payload, 'base64')), 'base64');
  const verifier = {
    x509Certificate: { rawBytes: certificate.raw.toString('base64') },
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
  };
  const document = { hashedRekordRequestV002: { digest, signature: { content: sig, verifier } } };
  const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts });
  if (answer.status === 409) return undefined;
  const entry = documentOf(answer, place, service);
  const { hashedRekordV002: spec } = recordOf(specOf(entry['canonicalizedBody'], 'hashedrekord', '0.0.2'));
  const { data, signature } = recordOf(spec);
  checkHolds(place, [recordOf(data)['digest'], digest], [recordOf(signature)['content'], sig]);
  return entry;
}

async function addEnvelopeV1(
  ask: Ask,
  log: LogService,
  envelope: EnvelopeJson,
  { certificate, facts }: LogSigner,
): Promise<LogEntry> {
  const text = JSON.stringify(envelope);
  const proposedContent = { envelope: text, verifiers: [base64(certificate.toString())] };
  const document = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
  const added = await addV1(ask, log, document, { facts, isLarge: text.length > largeEnvelope });
  const { payloadHash, signatures } = recordOf(specOf(added.entry.body, 'dsse', '0.0.1'));
  const [signature, ...more] = Array.isArray(signatures) ? signatures : [];
  checkHolds(
    added.place,
    [recordOf(payloadHash)['value'], hash('sha256', Buffer.from(envelope.payload, 'base64'))],
    [recordOf(signature)['signature'], envelope.signatures[0].sig],
    [more.length, 0],
  );
  return bundled(added, 'dsse');
}

/** Writes the hash and the signature of a payload into a log of version 1; fails with SIGNING. */
export async function logPayload(
  ask: Ask,
  log: LogService,
  { payload, signature }: { payload: Buffer; signature: string },
  { certificate, facts }: LogSigner,
): Promise<EntryV1> {
  const value = hash('sha256', payload);
  const spec = {
    data: { hash: { algorithm: 'sha256', value } },
    signature: { content: signature, publicKey: { content: base64(certificate.toString()) } },
  };
  const { entry, place } = await addV1(ask, log, { apiVersion: '0.0.1', kind: 'hashedrekord', spec }, { facts });
  const held = recordOf(specOf(entry.body, 'hashedrekord', '0.0.1'));
  const heldHash = recordOf(recordOf(held['data'])['hash']);
  checkHolds(place, [heldHash['value'], value], [recordOf(held['signature'])['content'], signature]);
  return entry;
}

interface Added {
  entry: EntryV1;
  proof: Record<string, unknown>;
  place: string;
}

/** Adds to Rekor v1. What is there already, as when an answer was lost, is answered with 409 and its place. */
async function addV1(
  ask: Ask,
  log: LogService,
  document: object,
  { facts, isLarge = false }: { facts: string; isLarge?: boolean },
): Promise<Added> {
  const place = `${base(log)}/api/v1/log/entries`;
  const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts, isLarge });
  const found = answer.status === 409 ? await known(ask, answer, place) : answer;
  const [entry] = Object.values(documentOf(found, place, service));
  const verification = isRecord(entry) ? entry['verification'] : undefined;
  if (!isRecord(entry) || !isRecord(verification) || !isRecord(verification['inclusionProof'])) {
    throw unusable(place, service, 'it has no proof that it is in the log');
  }
  const { body, integratedTime, logIndex, logID } = entry;
  const { signedEntryTimestamp, inclusionProof: proof } = verification;
  return { entry: { body, integratedTime, logIndex, logID, signedEntryTimestamp } as EntryV1, proof, place };
}

/** The failure of a log that claims to have every signature already. */
export function alwaysThere({ url }: Pick<LogService, 'url'>): OciError {
  return unusable(url, service, 'the log claims to have each signature already');
}

/** Asks a log; a refusal names its version, and a failure whether the size of the entry may be the reason. */
function askLog(
  ask: Ask,
  place: string,
  { version }: LogService,
  { facts, isLarge = false, ...request }: { document: object; accepted: number[]; facts: string; isLarge?: boolean },
): Promise<Answer> {
  return askService(ask, place, service, {
    ...request,
    facts: `a log of version ${version}; ${facts}`,
    topicOf: (status) => (status === 413 || (isLarge && status !== 429) ? 'log-size' : undefined),
  });
}

async function known(ask: Ask, { location = '' }: Answer, place: string): Promise<Answer> {
  // The address is that of the log itself, whatever the answer says.
  const [id] = /[0-9a-f]{64,80}$/.exec(location) ?? [];
  if (id === undefined) throw unusable(place, service, 'the log has it already, but does not say where');
  return askService(ask, `${place}/${id}`, service);
}

/** The part of an entry's body that its kind defines; nothing of a body that is of another kind or cannot be read. */
function specOf(body: unknown, kind: string, version: string): unknown {
  try {
    const text = Buffer.from(typeof body === 'string' ? body : '', 'base64');
    const entry = recordOf(parseJson(text, 'its body'));
    return entry['kind'] === kind && entry['apiVersion'] === version ? entry['spec'] : undefined;
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** An entry that is about something else would make a bundle that nobody can verify. */
function checkHolds(place: string, ...pairs: [held: unknown, sent: unknown][]): void {
  if (pairs.every(([held, sent]) => held === sent)) return;
  throw unusable(place, service, 'it is not about this signature');
}

/** Writes an entry of Rekor v1 as a bundle has it: https://github.com/sigstore/rekor/blob/main/openapi.yaml */
function bundled({ entry, proof, place }: Added, kind: string): LogEntry {
  const hex = (text: unknown) => Buffer.from(asText(text), 'hex').toString('base64');
  const { hashes } = proof;
  if (!Array.isArray(hashes)) throw unusable(place, service, 'its proof has no hashes');
  return {
    logIndex: asText(entry.logIndex),
    logId: { keyId: hex(entry.logID) },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: asText(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entry.signedEntryTimestamp },
    inclusionProof: {
      logIndex: asText(proof['logIndex']),
      rootHash: hex(proof['rootHash']),
      treeSize: asText(proof['treeSize']),
      hashes: hashes.map(hex),
      checkpoint: { envelope: asText(proof['checkpoint']) },
    },
    canonicalizedBody: entry.body,
  };
}

function base({ url }: LogService): string {
  return url.replace(/\/+$/, '');
}
