import { hash, type X509Certificate } from 'node:crypto';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import type { EnvelopeJson } from '../formats/bundle.ts';
import { type Answer, type Ask, askService, documentOf, type Service, textOf, unusable } from './ask.ts';

/** A log, and which API it has. */
export interface LogService {
  url: string;
  version: 1 | 2;
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

const service: Service = { what: 'The log', thing: 'entry', topic: 'log-refused' };

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Writes an envelope into a log; fails with SIGNING. */
export async function logEnvelope(
  ask: Ask,
  log: LogService,
  envelope: EnvelopeJson,
  certificate: X509Certificate,
): Promise<LogEntry> {
  const [{ sig }] = envelope.signatures;
  if (log.version === 2) {
    const verifier = {
      x509Certificate: { rawBytes: certificate.raw.toString('base64') },
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    };
    const place = `${base(log)}/api/v2/log/entries`;
    const document = { dsseRequestV002: { envelope, verifiers: [verifier] } };
    const entry = documentOf(await askService(ask, place, service, { document }), place, service);
    checkHolds(entry['canonicalizedBody'], sig, place);
    return entry;
  }
  const proposedContent = { envelope: JSON.stringify(envelope), verifiers: [base64(certificate.toString())] };
  const entry = await add(ask, log, { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } }, sig);
  return bundled(entry, 'dsse');
}

/** Writes the hash and the signature of a payload into a log of version 1; fails with SIGNING. */
export async function logPayload(
  ask: Ask,
  log: LogService,
  { payload, signature }: { payload: Buffer; signature: string },
  certificate: X509Certificate,
): Promise<EntryV1> {
  const digest = { algorithm: 'sha256', value: hash('sha256', payload) };
  const spec = {
    data: { hash: digest },
    signature: { content: signature, publicKey: { content: base64(certificate.toString()) } },
  };
  return (await add(ask, log, { apiVersion: '0.0.1', kind: 'hashedrekord', spec }, signature)).entry;
}

interface Added {
  entry: EntryV1;
  proof: Record<string, unknown>;
  place: string;
}

/** Adds to Rekor v1. What is there already, as when an answer was lost, is answered with 409 and its place. */
async function add(ask: Ask, log: LogService, document: object, signature: string): Promise<Added> {
  const place = `${base(log)}/api/v1/log/entries`;
  const answer = await askService(ask, place, service, { document, accepted: [200, 201, 409] });
  const found = answer.status === 409 ? await known(ask, answer, place) : answer;
  const [entry] = Object.values(documentOf(found, place, service));
  const verification = isRecord(entry) ? entry['verification'] : undefined;
  if (!isRecord(entry) || !isRecord(verification) || !isRecord(verification['inclusionProof'])) {
    throw unusable(place, service, 'it has no proof that it is in the log');
  }
  checkHolds(entry['body'], signature, place);
  const { body, integratedTime, logIndex, logID } = entry;
  const { signedEntryTimestamp, inclusionProof: proof } = verification;
  return { entry: { body, integratedTime, logIndex, logID, signedEntryTimestamp } as EntryV1, proof, place };
}

async function known(ask: Ask, { location = '' }: Answer, place: string): Promise<Answer> {
  // The address is that of the log itself, whatever the answer says.
  const [id] = /[0-9a-f]{64,80}$/.exec(location) ?? [];
  if (id === undefined) throw unusable(place, service, 'the log has it already, but does not say where');
  return askService(ask, `${place}/${id}`, service);
}

/** An entry that is of something else would make a bundle that nobody can verify. */
function checkHolds(body: unknown, signature: string, place: string): void {
  const text = typeof body === 'string' ? Buffer.from(body, 'base64') : Buffer.alloc(0);
  try {
    if (holds(parseJson(text, 'its body'), signature)) return;
  } catch {
    // Told below.
  }
  throw unusable(place, service, 'it is not about this signature');
}

function holds(value: unknown, signature: string): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((each) => holds(each, signature));
  return value === signature;
}

/** Writes an entry of Rekor v1 as a bundle has it: https://github.com/sigstore/rekor/blob/main/openapi.yaml */
function bundled({ entry, proof, place }: Added, kind: string): LogEntry {
  const hex = (text: unknown) => Buffer.from(textOf(text), 'hex').toString('base64');
  const { hashes } = proof;
  if (!Array.isArray(hashes)) throw unusable(place, service, 'its proof has no hashes');
  return {
    logIndex: textOf(entry.logIndex),
    logId: { keyId: hex(entry.logID) },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: textOf(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entry.signedEntryTimestamp },
    inclusionProof: {
      logIndex: textOf(proof['logIndex']),
      rootHash: hex(proof['rootHash']),
      treeSize: textOf(proof['treeSize']),
      hashes: hashes.map(hex),
      checkpoint: { envelope: textOf(proof['checkpoint']) },
    },
    canonicalizedBody: entry.body,
  };
}

function base({ url }: LogService): string {
  return url.replace(/\/+$/, '');
}
