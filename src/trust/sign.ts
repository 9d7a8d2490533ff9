import type { KeyObject } from 'node:crypto';
import { concurrently } from '../concurrently.ts';
import { OciError } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Store } from '../store/store.ts';
import { findCandidates } from './find.ts';
import { encodeBundle } from './formats/bundle.ts';
import { preAuthEncoding } from './formats/dsse.ts';
import type { Evidence } from './formats/evidence.ts';
import { encodePayload } from './formats/simple-signing.ts';
import { encodeStatement, signaturePredicate, statementType } from './formats/statement.ts';
import { type PublicKey, publicKeyOf, signBytes } from './public-key.ts';
import { addToTag, pushBundle } from './publish.ts';
import { judgeByKey } from './verify.ts';

/** A signature of a manifest, by our key. */
interface Signature {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  format: Evidence['format'];
  /** The fingerprint of the key. */
  key: Digest;
}

/** What is known of the signatures of a manifest by one key. */
export interface Signed {
  signatures: Signature[];
  /** The formats that are missing; once it is signed, those that were added. */
  added: Evidence['format'][];
}

/** Makes a signer of an open key: it looks for its signatures, and adds those that are missing. */
export function createSigner(privateKey: KeyObject, formats: readonly Evidence['format'][]) {
  const key = publicKeyOf(privateKey);
  const isOurs = (evidence: Evidence, subject: Digest) => !('rank' in judgeByKey(evidence, key, undefined, subject));

  /** Looks which formats there are signatures in that this key made. */
  const look = async (store: Store, subject: Descriptor, signal: AbortSignal): Promise<Signed> => {
    const signatures: Signature[] = [];
    const isThere = (format: string) => signatures.some((signature) => signature.format === format);
    const found = findCandidates(store, subject, new Set([signaturePredicate]), signal);
    for await (const { digest, evidence, isUsual } of found) {
      // Where nobody else looks for it, it is not there.
      if (!evidence || !isUsual || isThere(evidence.format) || !isOurs(evidence, subject.digest)) continue;
      signatures.push({ digest, format: evidence.format, key: key.fingerprint });
      if (formats.every(isThere)) break;
    }
    return { signatures, added: formats.filter((format) => !isThere(format)) };
  };

  return {
    fingerprint: key.fingerprint,
    look,
    /** Signs a manifest that is in the store, in the formats in which this key has not signed it. */
    async sign(store: Store, subject: Descriptor, signal: AbortSignal): Promise<Signed> {
      const { signatures, added } = await look(store, subject, signal);
      const made = added.map((format) => makeEvidence(format, privateKey, key, store, subject.digest));
      for (const evidence of made) {
        // What nobody can verify must not be published.
        if (isOurs(evidence, subject.digest)) continue;
        throw new OciError('INTEGRITY', 'A signature that was just made does not verify: nothing of it was published');
      }
      await concurrently(made, made.length, signal, async (evidence, within) => {
        const digest =
          evidence.format === 'bundle'
            ? await pushBundle(store, bare(subject), evidence.bytes, within)
            : await addToTag(store, subject.digest, evidence, within);
        signatures.push({ digest, format: evidence.format, key: key.fingerprint });
      });
      // In whichever order they were written.
      return { signatures: signatures.toSorted((a, b) => a.format.localeCompare(b.format)), added };
    },
  };
}

function makeEvidence(
  format: Evidence['format'],
  privateKey: KeyObject,
  { hint }: PublicKey,
  { location }: Store,
  subject: Digest,
): Evidence {
  if (format === 'bundle') {
    const statement = encodeStatement(subject);
    const signature = signBytes(preAuthEncoding(statementType, statement), privateKey);
    return { format, bytes: encodeBundle(statement, signature, hint) };
  }
  const payload = encodePayload(repositoryName(location), subject);
  return { format, payload, signature: signBytes(payload, privateKey).toString('base64') };
}

/**
 * The repository as cosign names it. Nobody looks at it, but some read it as a name: a layout has none of its own, and
 * the path of its folder is nobody's business.
 */
function repositoryName(location: Store['location']): string {
  if (!location) return 'oci-layout';
  const { host, repository } = location;
  return `${host === 'docker.io' ? 'index.docker.io' : host}/${repository}`;
}
