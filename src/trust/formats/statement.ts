import { OciError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { type Digest, partsOf } from '../../oci/digest.ts';
import { parseJson } from '../../oci/json.ts';

/** The type of an in-toto statement in a DSSE envelope. */
export const statementType = 'application/vnd.in-toto+json';

/** The predicate by which cosign, from 2.6 on, says that a statement is a plain signature. */
export const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';

/** Cosign 2.5 writes the first version. */
const statementVersions: unknown[] = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];

/** What a statement says, as far as a policy asks for it. */
export interface Statement {
  predicateType: string;
  /** Tells whether it is about content with this digest; one that lists several things is about each of them. */
  isAbout: (digest: Digest) => boolean;
}

/** What is said of a manifest; that it was signed, and nothing more, is `signaturePredicate` with nothing in it. */
export interface Predicate {
  predicateType: string;
  predicate: object;
}

/** Writes a statement about a manifest; nobody verifies the `name` by which it calls it: `host/repository`. */
export function encodeStatement(digest: Digest, { predicateType, predicate }: Predicate, name?: string): Buffer {
  const { algorithm, hex } = partsOf(digest);
  const subject = [{ ...(name === undefined ? {} : { name }), digest: { [algorithm]: hex } }];
  return Buffer.from(JSON.stringify({ _type: statementVersions[0], subject, predicateType, predicate }));
}

/** Reads a statement; fails with ARTIFACT. */
export function parseStatement(payload: Buffer): Statement {
  const body = parseJson(payload, 'the statement');
  const { _type: version, subject, predicateType } = isRecord(body) ? body : {};
  if (!statementVersions.includes(version) || typeof predicateType !== 'string' || !Array.isArray(subject)) {
    throw new OciError('ARTIFACT', 'the payload is not an in-toto statement');
  }
  return {
    predicateType,
    isAbout: (digest) => {
      const { algorithm, hex } = partsOf(digest);
      return subject.some(
        (entry) => isRecord(entry) && isRecord(entry['digest']) && entry['digest'][algorithm] === hex,
      );
    },
  };
}
