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
import { alwaysThere } from './services/rekor.ts';
import type { Services } from './services/signing-config.ts';
import type { Ask } from './services/sigstore-client.ts';
import { type SignedBytes, witnessesOf } from './services/witnesses.ts';
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

/** One certificate is for all that a job signs, until it has nearly expired; `first` has the token for it. */
export function jobSigner(first: Identity, label: string, options: JobOptions): Signer {
  const { name, issuer } = first;
  const { ask, services, roots, isJudged } = options;
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
  const witnesses = witnessesOf(services, ask);
  const facts = tokenFacts(first);
  const testify = (signed: SignedBytes, certificate: X509Certificate) =>
    Promise.all(witnesses.map((each) => each.testify(signed, { certificate, facts })));
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
      const { privateKey, certificate } = await certified();
      for (let attempt = 1; ; attempt += 1) {
        const signature = signBytes(preAuthEncoding(statementType, statement), privateKey);
        const envelope = encodeEnvelope(statement, signature);
        const seen = await testify({ envelope, signature }, certificate);
        const silent = witnesses[seen.indexOf(undefined)];
        if (!silent) {
          const bytes = encodeBundle(envelope, {
            certificate: { rawBytes: certificate.raw.toString('base64') },
            ...{ tlogEntries: [], timestampVerificationData: { rfc3161Timestamps: [] } },
            ...Object.assign({}, ...seen.map((each) => each?.bundle)),
          });
          return { evidence: { format: 'bundle', bytes }, logIndex: seen.find((each) => each?.logIndex)?.logIndex };
        }
        if (attempt === maxSignatures) throw alwaysThere(silent);
      }
    },
    async signPayload(payload): Promise<Signed> {
      const { privateKey, certificate, chain } = await certified();
      const signature = signBytes(payload, privateKey);
      const seen = await testify({ payload, signature }, certificate);
      return {
        evidence: {
          ...{ format: 'legacy', payload, signature: signature.toString('base64') },
          ...{ certificate: certificate.toString(), chain: chain.slice(1).join('\n') },
          ...Object.assign({}, ...seen.map((each) => each?.legacy)),
        },
        logIndex: seen.find((each) => each?.logIndex)?.logIndex,
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

/** Whether evidence has a certificate for this job, from any sender, and what its key signed is what is asked for. */
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
