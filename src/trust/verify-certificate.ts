import type { X509Certificate } from 'node:crypto';
import type { toSignedEntity } from '@sigstore/verify';
import { cutText } from '../cut-text.ts';
import { messageOf, OciError } from '../errors.ts';
import { type Extensions, extensionsIn, isOnlyName } from './formats/certificate.ts';
import type { Evidence } from './formats/evidence.ts';
import { EvidenceError, type ReadEvidence, readEvidence } from './read-evidence.ts';
import type { Instance, TrustRoot } from './roots/trusted-root.ts';

/** Who signed, and what. All of it is proved; whether it is the right one, and about what, is not looked at. */
export interface Signer {
  /** The name in the certificate: the URL of a workflow, or an e-mail address. */
  identity: string;
  /** URL of the service that vouched for the identity. */
  issuer: string;
  /** What the certificate says besides. */
  extensions: Extensions['own'];
  signedAt: Date;
  payload: Buffer;
  /** Media type of the payload. */
  payloadType: string;
}

type Entity = ReturnType<typeof toSignedEntity>;

/**
 * Tells who signed, by a certificate that one of the roots issued, which was good at the time that a log or a clock
 * vouches for. Fails with an EvidenceError for what proves nothing, and with an OciError when a root cannot be had.
 */
export async function verifyCertificate(evidence: Evidence, roots: TrustRoot): Promise<Signer> {
  try {
    const read = await readEvidence(evidence);
    const instance = await roots.instanceOf(read.certificate);
    if (!instance) throw new EvidenceError(notIssued(read.certificate));
    return await verify(read, instance);
  } catch (error) {
    if (error instanceof EvidenceError || error instanceof OciError) throw error;
    // The library, and Node, fail on foreign data with errors of any kind.
    throw new EvidenceError(`cannot be verified: ${cutText(reasonOf(error), 200, '…')}`, { cause: error });
  }
}

function notIssued({ issuer }: X509Certificate): string {
  const name = cutText(issuer.replaceAll('\n', ', '), 100, '…');
  return `has a certificate of ${name}, an authority that is not trusted`;
}

/** The words of an error, the fields that the check of a bundle names, and the words of its cause. */
function reasonOf(error: unknown): string {
  const { fields, cause } = Object(error) as { fields?: unknown; cause?: unknown };
  const more = Array.isArray(fields) ? fields.join(', ') : cause && messageOf(cause);
  return more ? `${messageOf(error)} (${more})` : messageOf(error);
}

async function verify(read: ReadEvidence, instance: Instance): Promise<Signer> {
  const { bundle, certificate, payload, payloadType } = read;
  const { toSignedEntity, toTrustMaterial, Verifier } = await import('@sigstore/verify');
  const entity = toSignedEntity(bundle, payload);
  // Its policies are not used: their names are regular expressions that match a part.
  const verifier = new Verifier(toTrustMaterial(instance.root), {
    tlogThreshold: instance.logs,
    ctlogThreshold: instance.scts,
    // With 0 it fails with a TypeError for a certificate, and a certificate of ten minutes needs a time.
    timestampThreshold: 1,
  });
  const { identity } = verifier.verify(entity);
  const { own: extensions } = await extensionsIn(certificate);
  const issuer = extensions[8] ?? extensions[1];
  const name = identity?.subjectAlternativeName ?? '';
  if (!isOnlyName(name, certificate)) throw new EvidenceError('has a certificate without exactly one plain name');
  if (!issuer) throw new EvidenceError('has a certificate that does not say who vouched for its name');
  return {
    identity: name,
    issuer,
    extensions,
    signedAt: signedAt(entity),
    payload,
    payloadType,
  };
}

/** The earliest time that was proved: the library has checked each, and the certificate at each. */
function signedAt({ timestamps }: Entity): Date {
  const times = timestamps.flatMap((proof) => {
    if (proof.$case === 'timestamp-authority') return [proof.timestamp.signingTime.getTime()];
    // Without the promise of the log nobody signed this time.
    return proof.tlogEntry.inclusionPromise ? [Number(proof.tlogEntry.integratedTime) * 1000] : [];
  });
  return new Date(Math.min(...times));
}
