import type { DirectoryContents } from '../../artifact/archive/pack-directory.ts';
import type { Position } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Side } from '../../store/wrapped/sided.ts';
import type { FateName } from './fates.ts';
import type { ModeName } from './inputs.ts';

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

/** One of several things that a step did or planned: a row of the summary's table and of the output `json`. */
export interface ResultItem {
  /** What it is about: a chart pushed, a target copied to, a tag synced or removed. */
  name: string;
  /** What came of it or, in a dry run, would come of it. */
  status: FateName;
  /** `host/repository@digest` */
  reference?: string;
  digest?: Digest;
  tags?: string[];
  version?: string;
  /** Bytes. */
  size?: number;
  changed?: boolean;
  /** Where it comes from, in a copy. */
  source?: string;
  /** Where its tags pointed that were moved. */
  previous?: Record<string, Digest>;
  signatures?: ResultSignature[];
  /** Why it was kept or failed. */
  reason?: string;
  /** Where in the workspace it is asked for, when it failed and that is in a file. */
  position?: Position;
  /** Of a copy that failed: where. */
  side?: Side;
}

/** What a mode has done, in the words of the outputs. */
export interface Result {
  digest: Digest;
  /** `host/repository@digest`. */
  reference: string;
  repository: string;
  tags: string[];
  /** The first of the tags; no mode tells it. */
  tag: string;
  /** The page of the package on GitHub; no mode tells it. */
  url: string;
  /** Version of a chart. */
  version: string;
  mediaType: string;
  artifactType: string;
  /** Bytes of all blobs of the artifact. */
  size: number;
  changed: boolean;
  /** Whether a manifest was written that the target had under no name before; not told of a dry run. */
  newContent: boolean;
  /** The directory written to; on pull only. */
  path: string;
  files: ResultFile[];
  /** The manifest as it was served, a JSON text; on inspect only. */
  manifest: string;
  /** The tree of what refers to the manifest; on discover only. */
  referrers: ResultReferrer[];
  /** Bytes of blobs that were moved. */
  transferred: number;
  /** Bytes of blobs that were there already. */
  reused: number;
  /** Where a step does several things, each of them; the output `json` is then this list. */
  items: ResultItem[];
  /** Whether the reference exists, of a copy the source. */
  exists: boolean;
  /** Where tags pointed that were moved, by tag. */
  previous: Record<string, Digest>;
  /** What becomes of each tag: it is written (`new`, `moved`), is right (`unchanged`), or stays elsewhere (`kept`). */
  tagged: Record<string, string>;
  signatures: ResultSignature[];
  /** Where GitHub shows the attestations that were added. */
  attestationUrls: string[];
  verified: ResultVerification[];
  /** What was copied; it has no output of its own, and stands in `json`. */
  source: string;
  /** Manifests that hang together with this one. */
  related: RelatedManifest[];
  /** Whether the tag stays at other content, as `if-exists: skip` says: then the digest is that one's. */
  kept: boolean;
  /** What more there is to know and has no output of its own, by name; it stands in `json`. */
  details: Record<string, unknown>;
}

type About = 'repository' | 'tags' | 'changed';
type Found = 'digest' | 'reference' | 'mediaType' | 'artifactType';
type Sought = 'exists' | 'verified';
type Moved = 'transferred' | 'reused';
type Signs = 'signatures' | 'attestationUrls';

/** What the modes tell. */
interface Told {
  push:
    | About
    | Found
    | Moved
    | 'newContent'
    | 'size'
    | 'files'
    | 'previous'
    | 'tagged'
    | 'kept'
    | 'items'
    | 'version'
    | 'details'
    | Signs;
  pull: About | Found | Moved | 'size' | 'files' | 'path' | 'version' | Sought;
  copy:
    | (About | Found | Moved | Signs | Sought | 'newContent')
    | ('size' | 'previous' | 'tagged' | 'kept' | 'items' | 'source' | 'related');
  sync: Moved | 'changed' | 'items';
  inspect: About | Found | 'size' | 'files' | 'version' | 'manifest' | 'details' | 'related' | Sought;
  tags: About | 'version' | 'details';
  tag: About | Found | 'size' | 'previous' | 'tagged' | Signs | Sought;
  attach: About | Found | Moved | 'size' | 'files' | 'details' | 'related' | Signs | Sought;
  discover: About | Found | 'referrers' | 'details' | Sought;
  delete: About | 'digest' | 'reference' | 'items';
}

/** What a mode tells or, of several, what all of them tell. */
export type ResultOf<M extends ModeName> = Pick<
  Result,
  // What several functions take alike is what all of them take.
  { [Name in M]: (key: Told[Name]) => void }[M] extends (key: infer Key extends keyof Result) => void ? Key : never
>;
