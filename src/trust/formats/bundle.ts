import { malformed } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import { fromBase64 } from './from-base64.ts';
import { statementType } from './statement.ts';

/** The type of a Sigstore bundle, and of the manifest that holds one (sigstore/protobuf-specs, bundle v0.3). */
export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** The annotation of that manifest that names the predicate; nobody signs it. */
export const predicateAnnotation = 'dev.sigstore.bundle.predicateType';

/** Also earlier versions, which write the number behind. */
const anyBundleType = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v0\.\d+)?\+json(?:;version=0\.\d+)?$/;

/** A DSSE envelope of a statement, with one signature. */
export interface Envelope {
  payload: Buffer;
  signature: Buffer;
}

export interface Bundle extends Envelope {
  /** Whether it brings a certificate, and not the hint of a key. */
  hasCertificate: boolean;
  /** That certificate in DER, as a bundle of version 0.3 has it. */
  certificate?: Buffer;
}

export function isBundleType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && anyBundleType.test(mediaType);
}

/** Reports whether bytes are a bundle, of whatever is in it: any content can be published under its type. */
export function isBundle(bytes: Buffer): boolean {
  try {
    const body = parseJson(bytes, 'the bundle');
    return isRecord(body) && typeof body['mediaType'] === 'string' && isBundleType(body['mediaType']);
  } catch {
    return false;
  }
}

/** An envelope as bundles and logs take it; all in base64. */
export interface EnvelopeJson {
  payload: string;
  payloadType: string;
  signatures: [{ sig: string }];
}

export function encodeEnvelope(payload: Buffer, signature: Buffer): EnvelopeJson {
  return {
    payload: payload.toString('base64'),
    payloadType: statementType,
    signatures: [{ sig: signature.toString('base64') }],
  };
}

/** Writes a bundle, with what proves whose signature it is. */
export function encodeBundle(dsseEnvelope: EnvelopeJson, verificationMaterial: object): Buffer {
  return Buffer.from(JSON.stringify({ mediaType: bundleType, verificationMaterial, dsseEnvelope }));
}

/** Reads a bundle; fails with ARTIFACT. With two signatures, it would not be clear which one was verified. */
export function parseBundle(bytes: Buffer): Bundle {
  const body = parseJson(bytes, 'the bundle');
  if (!isRecord(body) || typeof body['mediaType'] !== 'string' || !isBundleType(body['mediaType'])) {
    throw malformed('the bundle', 'has an unknown type');
  }
  const { verificationMaterial: material, dsseEnvelope: envelope } = body;
  if (!isRecord(material)) throw malformed('the bundle', 'has no verification material');
  if (!isRecord(envelope)) throw malformed('the bundle', 'has no DSSE envelope');
  const { publicKey, certificate } = material;
  return {
    ...readEnvelope(envelope, 'the bundle'),
    hasCertificate: !isRecord(publicKey),
    ...(isRecord(certificate) ? { certificate: fromBase64(certificate['rawBytes'], 'the certificate') } : {}),
  };
}

/** Reads a DSSE envelope by itself, as cosign 2 keeps attestations; fails with ARTIFACT. */
export function parseEnvelope(bytes: Buffer): Envelope {
  const envelope = parseJson(bytes, 'the envelope');
  if (!isRecord(envelope)) throw malformed('the envelope', 'is not a DSSE envelope');
  return readEnvelope(envelope, 'the envelope');
}

function readEnvelope(envelope: Record<string, unknown>, what: string): Envelope {
  const { signatures, payloadType, payload } = envelope;
  if (payloadType !== statementType) throw malformed(what, 'has a payload that is not an in-toto statement');
  if (!Array.isArray(signatures) || signatures.length !== 1 || !isRecord(signatures[0])) {
    throw malformed(what, 'does not have exactly one signature');
  }
  return {
    payload: fromBase64(payload, `the payload of ${what}`),
    signature: fromBase64(signatures[0]['sig'], `the signature of ${what}`),
  };
}
