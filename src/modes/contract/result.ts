import type { DirectoryContents } from '../../artifact/archive/pack-directory.ts';
import type { Digest } from '../../oci/digest.ts';

/** A file of an artifact, as the output `files` lists it. */
export interface ResultFile {
  title: string;
  /** Where it was written, relative to the workspace; on pull only. */
  path?: string;
  digest: Digest;
  /** Bytes. */
  size: number;
  mediaType: string;
  /** Those of its layer; on pull only. */
  annotations?: Record<string, string>;
  /** What is in a directory that was pushed. */
  entries?: DirectoryContents;
}

/** A signature that a step made, or that its signer had made before; output `signatures`. */
export interface ResultSignature {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  format: 'bundle' | 'legacy';
  /** The type of the statement: that of a plain signature, or of an attestation. */
  predicateType: string;
  /** The fingerprint of the key, where there is one. */
  key?: Digest;
  /** The name in the certificate, where there is one, and who vouches for it. */
  identity?: string;
  issuer?: string;
  /** The number of its entry in a log. */
  logIndex?: string;
  /** What is signed, `host/repository@digest`. */
  reference: string;
}

/** An entry of the policy, and the signature that meets it; output `verified`. */
export interface ResultVerification {
  /** The entry as messages name it. */
  entry: string;
  /** The fingerprint of the key, where one was asked for. */
  key?: Digest;
  /** The name in the certificate, where one was asked for, and who vouches for it. */
  identity?: string;
  issuer?: string;
  /** What the certificate of a job says of it. */
  repository?: string | undefined;
  commit?: string;
  ref?: string | undefined;
  run?: string;
  /** When it was signed, by the word of a log or a clock. */
  time?: string;
  format: 'bundle' | 'legacy';
  predicateType: string;
  /** The digest of the manifest that holds the signature. */
  digest: Digest;
}

/**
 * A manifest that belongs to another one, by its subject or its tag, with those that belong to it in turn; output
 * `referrers`.
 */
export interface ResultReferrer {
  digest: Digest;
  /** The pinned reference, for a later step. */
  reference: string;
  /** Bytes of the manifest. */
  size: number;
  mediaType: string;
  artifactType: string;
  annotations: Record<string, string>;
  /** The tag by which it belongs to the other, as cosign gives it; absent for what has a subject. */
  tag?: string;
  referrers: ResultReferrer[];
}

/** A manifest that hangs together with that of the result, as the diagram of the summary shows it. */
export interface RelatedManifest {
  digest: Digest;
  /** What it is: a platform, or a type. */
  type: string;
  /** Whether it is listed by the manifest `of`, refers to it, or is what that refers to. */
  relation: 'part' | 'attached' | 'subject';
  of: Digest;
}
