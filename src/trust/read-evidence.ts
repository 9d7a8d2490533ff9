import { createHash, X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { messageOf } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { parseJson } from '../oci/json.ts';
import type { Evidence, LegacyEvidence } from './formats/evidence.ts';
import { simpleSigningType } from './formats/simple-signing.ts';
import { statementType } from './formats/statement.ts';

/** Why evidence proves nothing. Its message goes on after the name of that evidence: `is larger than 1 MiB`. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}

export interface ReadEvidence {
  bundle: Bundle;
  certificate: X509Certificate;
  /** What was signed: a statement, or the text of an old signature. */
  payload: Buffer;
  payloadType: string;
}

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12 */
const codeSigning = '1.3.6.1.5.5.7.3.3';

/** A bundle with a certificate, an entry of a log and a statement has some 7 KiB; an SBOM within may have hundreds. */
const maxBytes = 2 ** 20;
const maxPieces = 50_000;

/** The library compares each with each before it looks at one, so that 9,000 in 1 MiB would take a minute. */
const maxProofs = 16;

/** What the library parses piece by piece takes a hundred times as much memory; real ones have some 6 KiB at most. */
const maxSizes = { timestamp: 16 * 1024, certificate: 64 * 1024, entry: 64 * 1024 };

/**
 * A checkpoint of a log has some 300 bytes and one or two signatures. The library verifies all of it with each line that
 * claims to be one: 30,000 in 1 MiB would take 10 seconds.
 */
const maxCheckpoint = { length: 16 * 1024, signatures: 16 };

/** Reads evidence that has a certificate. Fails with an EvidenceError, or any error of the library. */
export async function readEvidence(evidence: Evidence): Promise<ReadEvidence> {
  const size =
    evidence.format === 'bundle'
      ? evidence.bytes.length
      : Object.values(evidence).reduce((sum, part) => sum + (part?.length ?? 0), 0);
  if (size > maxBytes) throw new EvidenceError(`is larger than ${formatBytes(maxBytes)}`);
  const json = evidence.format === 'bundle' ? jsonOf(evidence.bytes, 'the bundle') : bundleOfLegacy(evidence);
  const { bundleFromJSON } = await import('@sigstore/bundle');
  const bundle = bundleFromJSON(json);
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  if (tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0) > maxProofs) {
    throw new EvidenceError(`has more than ${maxProofs} entries of logs and timestamps`);
  }
  for (const { signedTimestamp } of timestampVerificationData?.rfc3161Timestamps ?? []) {
    checkSize('timestamp', signedTimestamp.length);
  }
  for (const { canonicalizedBody, inclusionProof, inclusionPromise } of tlogEntries) {
    const pieces = [canonicalizedBody, inclusionPromise?.signedEntryTimestamp, ...(inclusionProof?.hashes ?? [])];
    checkSize(
      'entry',
      pieces.reduce((sum, piece) => sum + (piece?.length ?? 0), 0),
    );
  }
  const checkpoints = tlogEntries.map(({ inclusionProof }) => inclusionProof?.checkpoint?.envelope ?? '');
  if (checkpoints.some(isOversized)) throw new EvidenceError('has a checkpoint of a log that is too long');
  const certificate = certificateOf(bundle);
  if (bundle.content.$case === 'dsseEnvelope') {
    const { payload, payloadType } = bundle.content.dsseEnvelope;
    if (payloadType !== statementType) throw new EvidenceError('has a payload that is not an in-toto statement');
    return { bundle, certificate, payload: Buffer.from(payload), payloadType };
  }
  // A bundle like this one signs a file that is somewhere else.
  if (evidence.format === 'bundle') throw new EvidenceError('has no statement in it');
  return { bundle, certificate, payload: evidence.payload, payloadType: simpleSigningType };
}

function checkSize(kind: keyof typeof maxSizes, size: number): void {
  const what = kind === 'entry' ? 'an entry of a log' : `a ${kind}`;
  if (size > maxSizes[kind]) throw new EvidenceError(`has ${what} of more than ${formatBytes(maxSizes[kind])}`);
}

function isOversized(checkpoint: string): boolean {
  return (
    checkpoint.length > maxCheckpoint.length || checkpoint.split('\n\u2014 ').length > maxCheckpoint.signatures + 1
  );
}

function certificateOf({ verificationMaterial: { content } }: Bundle): X509Certificate {
  if (content.$case === 'publicKey') throw new EvidenceError('is by a key, without a certificate');
  const certificate =
    content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
  const rawBytes = certificate?.rawBytes ?? Buffer.alloc(0);
  checkSize('certificate', rawBytes.length);
  const read = new X509Certificate(rawBytes);
  // Node also reads PEM that stands anywhere in the bytes, and the library does not: it has to be the same certificate.
  if (!read.raw.equals(rawBytes)) throw new EvidenceError('has a certificate that is not plain DER');
  // The library does not look, and an authority may issue others too. What Node calls keyUsage is the extended one.
  if (!read.keyUsage?.includes(codeSigning)) throw new EvidenceError('has a certificate that is not for signing code');
  return read;
}

/**
 * Writes cosign's older form as a bundle v0.1, which has no proof that the log has its entry, only the log's promise. The
 * library compares that entry with payload and signature alike: https://github.com/advisories/GHSA-whqx-f9j3-ch6m. The
 * chain is left out, since the trust root has its own.
 */
function bundleOfLegacy({ payload, signature, certificate, log, timestamp }: LegacyEvidence): object {
  if (certificate === undefined) throw new EvidenceError('is by a key, without a certificate');
  checkSize('certificate', certificate.length);
  const proof = timestamp === undefined ? {} : (parseText(timestamp) as { SignedRFC3161Timestamp?: unknown });
  const signed = proof.SignedRFC3161Timestamp;
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: {
      x509CertificateChain: { certificates: [{ rawBytes: new X509Certificate(certificate).raw.toString('base64') }] },
      tlogEntries: log === undefined ? [] : [entryOfLegacy(log)],
      timestampVerificationData: { rfc3161Timestamps: signed === undefined ? [] : [{ signedTimestamp: signed }] },
    },
    // An attestation is an envelope, which has its signature within.
    ...(signature === ''
      ? { dsseEnvelope: jsonOf(payload, 'the envelope') }
      : {
          messageSignature: {
            messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(payload).digest('base64') },
            signature,
          },
        }),
  };
}

/** An entry of Rekor v1 as cosign writes it down: `{SignedEntryTimestamp, Payload: {body, integratedTime, …}}`. */
function entryOfLegacy(log: string): object {
  const { SignedEntryTimestamp, Payload } = parseText(log) as {
    SignedEntryTimestamp: string;
    Payload: { body: string; integratedTime: number; logIndex: number; logID: string };
  };
  const body = parseText(Buffer.from(Payload.body, 'base64').toString()) as { kind: string; apiVersion: string };
  return {
    logIndex: String(Payload.logIndex),
    logId: { keyId: Buffer.from(Payload.logID, 'hex').toString('base64') },
    kindVersion: { kind: body.kind, version: body.apiVersion },
    integratedTime: String(Payload.integratedTime),
    inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
    canonicalizedBody: Payload.body,
  };
}

function parseText(text: string): unknown {
  return jsonOf(Buffer.from(text), 'the annotation');
}

function jsonOf(bytes: Buffer, what: string): unknown {
  try {
    return parseJson(bytes, what, undefined, maxPieces);
  } catch (error) {
    throw new EvidenceError(`cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
