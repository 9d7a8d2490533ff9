import type { X509Certificate } from 'node:crypto';
import type { toSignedEntity } from '@sigstore/verify';
import { cutText } from '../cut-text.ts';
import { messageOf, OciError } from '../errors.ts';
import { type Extensions, extensionsIn, isOnlyName } from './formats/certificate.ts';
import type { Evidence } from './formats/evidence.ts';
import { EvidenceError, type ReadEvidence, readEvidence } from './read-evidence.ts';
import type { Instance, TrustRoot } from './roots/trusted-root.ts';

/** Who signed and what, by a certificate from a trusted authority. The signature itself is not verified yet. */
export interface Named {
  /** The name in the certificate: the URL of a workflow, or an e-mail address. */
  identity: string;
  /** URL of the service that vouched for the identity. */
  issuer: string;
  extensions: Extensions['own'];
  payload: Buffer;
  payloadType: string;
}

/** The same with all of it proved; whether it is the right signer, and about what, is not looked at. */
export interface CertificateSigner extends Named {
  signedAt: Date;
}

/** A signer as named, with the proof: signatures, logs and clocks, which cost a hundred times as much as the name. */
export interface Claimed {
  named: Named;
  /** Fails with an EvidenceError when the evidence does not prove it. */
  prove: () => Promise<CertificateSigner>;
}

type Entity = ReturnType<typeof toSignedEntity>;

/**
 * Returns the signer, by a certificate that one of the roots issued, which was good at the time that a log or a clock
 * vouches for. Fails with an EvidenceError for what proves nothing, and with an OciError when a root cannot be had.
 */
export async function verifyCertificate(evidence: Evidence, roots: TrustRoot): Promise<CertificateSigner> {
  return (await readSigner(evidence, roots)).prove();
}

/** Reads who claims to have signed; fails as above. */
export async function readSigner(evidence: Evidence, roots: TrustRoot): Promise<Claimed> {
  return explained(async () => {
    const read = await readEvidence(evidence);
    const instance = await roots.instanceOf(read.certificate);
    if (!instance) throw new EvidenceError(notIssued(read.certificate));
    const named = await nameIn(read);
    return { named, prove: () => explained(async () => ({ ...named, signedAt: await verify(read, instance) })) };
  });
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EvidenceError || error instanceof OciError) throw error;
    // The library, and Node, fail on foreign data with errors of any kind.
    throw new EvidenceError(`cannot be verified: ${cutText(reasonOf(error), 200, '…')}`, { cause: error });
  }
}

async function nameIn({ certificate, payload, payloadType }: ReadEvidence): Promise<Named> {
  const { own: extensions, name } = await extensionsIn(certificate);
  const issuer = extensions[8] ?? extensions[1];
  if (!isOnlyName(name, certificate)) throw new EvidenceError('has a certificate without exactly one plain name');
  if (!issuer) throw new EvidenceError('has a certificate that does not say who vouched for its name');
  return { identity: name, issuer, extensions, payload, payloadType };
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

/** Verifies certificate, signature, logs and clocks; gives the earliest time that was proved. */
async function verify({ bundle, payload }: ReadEvidence, instance: Instance): Promise<Date> {
  const { toSignedEntity, toTrustMaterial, Verifier } = await import('@sigstore/verify');
  const entity = toSignedEntity(bundle, payload);
  const material = toTrustMaterial(instance.root);
  // Its policies are not used: their names are regular expressions that match a part.
  const verifier = new Verifier(material, {
    tlogThreshold: instance.logs,
    ctlogThreshold: instance.scts,
    // With 0 it fails with a TypeError for a certificate, and a certificate of ten minutes needs a time.
    timestampThreshold: 1,
  });
  verifier.verify(entity);
  const times = timesOf(entity);
  // The library compares the life of a log with promises only, which entries of Rekor v2 do not have.
  for (const { logId, inclusionPromise, integratedTime } of entity.tlogEntries) {
    const seen = inclusionPromise ? [Number(integratedTime) * 1000] : times;
    const isAlive = material.tlogs.some(
      ({ logID, validFor: { start, end } }) =>
        logID.equals(logId.keyId) && seen.every((time) => start.getTime() <= time && time <= end.getTime()),
    );
    if (!isAlive) throw new EvidenceError('has an entry of a log that was not valid at the time of the signature');
  }
  return new Date(Math.min(...times));
}

/** The times that were proved, in ms: the library has checked each, and the certificate at each. */
function timesOf({ timestamps }: Entity): number[] {
  return timestamps.flatMap((proof) => {
    if (proof.$case === 'timestamp-authority') return [proof.timestamp.signingTime.getTime()];
    // Without the promise of the log nobody signed this time.
    return proof.tlogEntry.inclusionPromise ? [Number(proof.tlogEntry.integratedTime) * 1000] : [];
  });
}
