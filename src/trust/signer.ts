import type { KeyObject } from 'node:crypto';
import type { Digest } from '../oci/digest.ts';
import { encodeBundle, encodeEnvelope } from './formats/bundle.ts';
import { preAuthEncoding } from './formats/dsse.ts';
import type { Evidence } from './formats/evidence.ts';
import { statementType } from './formats/statement.ts';
import { publicKeyOf, signBytes } from './public-key.ts';
import { judgeByKey } from './verify.ts';

export interface Signed {
  evidence: Evidence;
  logIndex?: string | undefined;
}

/** The holder of a key, or a job with a certificate. */
export interface Signer {
  /** As outputs show it: the fingerprint of a key, or the name in a certificate and who vouches for it. */
  shown: { key: Digest } | { identity: string; issuer: string };
  label: string;
  /** Whether evidence is by this signer, about a manifest, and of a type; `isNew`, where it was just made. */
  isOwn: (evidence: Evidence, subject: Digest, predicateType: string, isNew: boolean) => Promise<boolean>;
  /** Signs a statement, and writes it as a bundle. */
  sign: (statement: Buffer) => Promise<Signed>;
  /** Signs a payload as cosign's older form has it. */
  signPayload: (payload: Buffer) => Promise<Signed>;
}

export function keySigner(privateKey: KeyObject): Signer {
  const key = publicKeyOf(privateKey);
  return {
    shown: { key: key.fingerprint },
    label: `the key ${key.fingerprint}`,
    isOwn: async (evidence, subject, predicateType) => !('rank' in judgeByKey(evidence, key, predicateType, subject)),
    async sign(statement) {
      const envelope = encodeEnvelope(statement, signBytes(preAuthEncoding(statementType, statement), privateKey));
      return { evidence: { format: 'bundle', bytes: encodeBundle(envelope, { publicKey: { hint: key.hint } }) } };
    },
    async signPayload(payload) {
      const signature = signBytes(payload, privateKey).toString('base64');
      return { evidence: { format: 'legacy', payload, signature } };
    },
  };
}
