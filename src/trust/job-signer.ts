import { X509Certificate } from 'node:crypto';
import { messageOf, OciError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { onceMade } from '../once.ts';
import { encodeBundle, encodeEnvelope, parseBundle } from './formats/bundle.ts';
import { extensionsIn, isOnlyName } from './formats/certificate.ts';
import { preAuthEncoding } from './formats/dsse.ts';
import type { Evidence } from './formats/evidence.ts';
import { fromBase64 } from './formats/from-base64.ts';
import { simpleSigningType } from './formats/simple-signing.ts';
import { statementType } from './formats/statement.ts';
import { isSignedBy, publicKeyOf, signBytes } from './public-key.ts';
import type { TrustRoot } from './roots/trusted-root.ts';
import { type Certified, certify, type Identity, isOfJob, tokenFacts } from './services/fulcio.ts';
import { alwaysThere, type EntryV1, logEnvelope, logPayload } from './services/rekor.ts';
import type { Services } from './services/signing-config.ts';
import { type Ask, asText } from './services/sigstore-client.ts';
import { timestamp } from './services/timestamp.ts';
import type { Signed, Signer } from './signer.ts';
import { problemOfPayload } from './verify.ts';
import { verifyCertificate } from './verify-certificate.ts';

interface JobOptions {
  ask: Ask;
  services: Services;
  /** Gets another token, for when the certificate has nearly expired. */
  identity: () => Promise<Identity>;
  /** By what is judged whether a signature that was found is one. */
  roots: () => Promise<TrustRoot>;
  /** Whether what was just made is judged by the same roots, and not by what we know of it alone. */
  isJudged: boolean;
}

/** Milliseconds: a certificate is good for ten minutes, and a signature has to be in the log before that. */
const leastLeft = 120_000;

/** How often an envelope is signed, where the log says that it has the signature before already. */
const maxSignatures = 2;

/**
 * The signer of a job: one certificate for all that it signs, until that has nearly expired.
 *
 * @param first the job, with a token for the first certificate
 */
export function jobSigner(first: Identity, label: string, options: JobOptions): Signer {
  const { name, issuer } = first;
  const { ask, services, roots, isJudged } = options;
  const { log, clock } = services;
  const certifyBy = (identity: Identity) => certify(ask, services.authority, identity, services.isLogged);
  const start = performance.now();
  const renewed = async () => certifyBy(await options.identity());
  // A token is good for five minutes, and much may be sent before a signature turns out to be missing.
  let known = onceMade(() => (performance.now() - start < leastLeft ? certifyBy(first) : renewed()));
  const certified = async (): Promise<Certified> => {
    const own = known;
    const { certificate } = await own();
    // Whoever finds it first gets the next one for all.
    if (certificate.validToDate.getTime() - Date.now() < leastLeft && known === own) {
      known = onceMade(renewed);
    }
    return known();
  };
  const stamp = async (signature: Buffer) => clock && (await timestamp(ask, clock, signature)).toString('base64');
  const facts = tokenFacts(first);
  /** Signs an envelope, and lets log and clock see it at the same time; the log may have seen that signature before. */
  const witness = async (statement: Buffer, { privateKey, certificate }: Certified) => {
    for (let attempt = 1; ; attempt += 1) {
      const signature = signBytes(preAuthEncoding(statementType, statement), privateKey);
      const envelope = encodeEnvelope(statement, signature);
      const [entry, signedTimestamp] = await Promise.all([
        log && logEnvelope(ask, log, envelope, { certificate, facts }),
        stamp(signature),
      ]);
      if (!log || entry) return { envelope, entry, signedTimestamp };
      if (attempt === maxSignatures) throw alwaysThere(log);
    }
  };
  return {
    shown: { identity: name, issuer },
    label,
    async isOwn(evidence, subject, predicateType, isNew) {
      if (isNew) {
        if (isJudged) await verifyCertificate(evidence, await roots()).catch(failOfNew);
        return isBy(evidence, first, subject, predicateType);
      }
      try {
        if (!(await isBy(evidence, first, subject, predicateType))) return false;
        await verifyCertificate(evidence, await roots());
        return true;
      } catch {
        // Whatever is wrong with it, and where no root can be had: it is signed once more.
        return false;
      }
    },
    async sign(statement): Promise<Signed> {
      const own = await certified();
      const { certificate } = own;
      const { envelope, entry, signedTimestamp } = await witness(statement, own);
      const bytes = encodeBundle(envelope, {
        certificate: { rawBytes: certificate.raw.toString('base64') },
        tlogEntries: entry ? [entry] : [],
        timestampVerificationData: { rfc3161Timestamps: signedTimestamp ? [{ signedTimestamp }] : [] },
      });
      return { evidence: { format: 'bundle', bytes }, logIndex: entry && asText(entry['logIndex']) };
    },
    async signPayload(payload): Promise<Signed> {
      const { privateKey, certificate, chain } = await certified();
      const signed = signBytes(payload, privateKey);
      const signature = signed.toString('base64');
      const [entry, SignedRFC3161Timestamp] = await Promise.all([
        log && logPayload(ask, log, { payload, signature }, { certificate, facts }),
        stamp(signed),
      ]);
      return {
        evidence: {
          ...{ format: 'legacy', payload, signature },
          ...{ certificate: certificate.toString(), chain: chain.slice(1).join('\n') },
          ...(entry ? { log: JSON.stringify(annotationOf(entry)) } : {}),
          ...(SignedRFC3161Timestamp ? { timestamp: JSON.stringify({ SignedRFC3161Timestamp }) } : {}),
        },
        logIndex: entry && asText(entry.logIndex),
      };
    },
  };
}

/** What is wrong with a signature that was just made is not the fault of whoever asked for it. */
function failOfNew(error: unknown): never {
  if (error instanceof OciError) throw error;
  throw new OciError('SIGNING', `The signature that was just made ${messageOf(error)}`, {
    cause: error,
    topic: 'signing-service',
  });
}

/** An entry as cosign keeps it beside the signature (cosign, `pkg/cosign/bundle`). */
function annotationOf({ signedEntryTimestamp, body, integratedTime, logIndex, logID }: EntryV1): object {
  return { SignedEntryTimestamp: signedEntryTimestamp, Payload: { body, integratedTime, logIndex, logID } };
}

/** Tells whether evidence has a certificate for this job, by whomever, and what its key signed is what is asked for. */
async function isBy(evidence: Evidence, job: Identity, subject: Digest, predicateType: string): Promise<boolean> {
  const { raw, payload, signed, signature, type } = partsOf(evidence);
  const certificate = new X509Certificate(raw);
  if (!isOnlyName(job.name, certificate)) return false;
  const extensions = await extensionsIn(certificate);
  const { own } = extensions;
  if ((own[8] ?? own[1]) !== job.issuer || !isOfJob(extensions, job)) return false;
  if (!isSignedBy(publicKeyOf(certificate.publicKey), signed, signature)) return false;
  return problemOfPayload(type, payload, predicateType, subject) === undefined;
}

function partsOf(evidence: Evidence) {
  if (evidence.format === 'legacy') {
    const { payload, signature } = evidence;
    const bytes = fromBase64(signature, 'its signature');
    return { raw: evidence.certificate ?? '', payload, signed: payload, signature: bytes, type: simpleSigningType };
  }
  const { payload, signature, certificate = '' } = parseBundle(evidence.bytes);
  return { raw: certificate, payload, signed: preAuthEncoding(statementType, payload), signature, type: statementType };
}
