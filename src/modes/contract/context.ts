import type { Symlinks } from '../../disk/held-to.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Platform } from '../../oci/platform.ts';
import type { Reference } from '../../oci/reference.ts';
import type { Source, Store } from '../../store/store.ts';

/** What a mode says while it works. Texts may hold anything from outside: the log escapes them. */
export interface Log {
  info(text: string): void;
  notice(text: string): void;
  warning(text: string): void;
  debug(text: string): void;
  /** Folds what is said during `work` under a heading. */
  group<T>(heading: string, work: () => Promise<T>): Promise<T>;
}

/** What is known of the commit and the run a workflow step belongs to; absent outside a workflow. */
export interface WorkflowFacts {
  /** Address of the repository, `https://…`. */
  source?: string;
  /** Commit SHA. */
  revision?: string;
  /** Name of the branch or tag. */
  refName?: string;
  /** Address of the run. */
  runUrl?: string;
}

/** What a store will be used for beside reading and writing; a registry is asked for the rights at once. */
export interface OpenStoreOptions {
  /** A repository from which content may be mounted, when it is in the same registry. */
  alsoRead?: Reference;
  /** Whether something is to be deleted. */
  canDelete?: boolean;
}

/** How one registry is reached, as a sync file says it; what is absent is as the inputs have it. */
export interface SourceSettings {
  credentials?: { username: string; password: string } | { identityToken: string };
  /** `false`: certificates are not verified, and HTTP will do. `true`: HTTPS with a certificate that is verified. */
  isVerified?: boolean;
  /** A directory with authorities (`*.crt`) and a client certificate (`*.cert` and `*.key`). */
  certDirectory?: string;
}

/** A manifest in a package, with its tags. */
export interface PackageVersion {
  id: number;
  digest: Digest;
  tags: string[];
  /** When it was pushed first. */
  createdAt: Date;
}

/** A repository as the API of a package host shows it, where manifests are deleted by that API alone. */
export interface Package {
  /** Lists all manifests, the newest first. */
  versions(): AsyncIterable<PackageVersion>;
  /** Looks once more which tags a manifest has; none when it is gone. */
  tagsOf(version: PackageVersion): Promise<string[]>;
  /** Deletes a manifest with all its tags. */
  delete(version: PackageVersion): Promise<void>;
}

/** All that a mode needs from around it; tests give their own. */
export interface ModeContext {
  openSource(reference: Reference, settings?: SourceSettings): Source;
  openStore(reference: Reference, options?: OpenStoreOptions): Store;
  /** Opens the list by which a repository is emptied where its registry itself deletes nothing; undefined elsewhere. */
  openPackage(reference: Reference): Package | undefined;
  /** Gets a file of at most `limit` bytes from a web server; `what` is how messages call it. */
  download(url: string, options: { limit: number; what: string }): Promise<Buffer>;
  log: Log;
  /** Hides a secret in all later output. */
  mask(secret: string): void;
  signal: AbortSignal;
  /** Is told results as soon as they are known, so that a failure later does not lose them. */
  learn(part: Partial<Result>): void;
  /** The directory to which relative paths of inputs refer. */
  workspace: string;
  workflow: WorkflowFacts;
  /** The commit's time; fails with INVALID_INPUT when it cannot be found out. */
  commitTime(): Promise<Date>;
  environment: NodeJS.ProcessEnv;
  /** An existing folder for temporary files, removed when the step ends. */
  temporary: string;
  /** The directory in which blobs are kept for later steps and jobs; absent when they are not. */
  blobCache?: string | undefined;
  /** The platform of this machine. */
  platform: Platform;
  /**
   * Puts the files of a directory into the tool cache of the runner, unless they are there; `digest` tells versions
   * apart.
   */
  installTool(tool: { name: string; digest: Digest; from: string }): Promise<{ path: string; isNew: boolean }>;
  /** Lets later steps find the programs in a folder. */
  addPath(folder: string): void;
}

/** A file of an artifact, as the output `files` lists it. */
export interface ResultFile {
  title: string;
  /** Where it was written, relative to the workspace; on pull only. */
  path?: string;
  digest: Digest;
  /** Bytes. */
  size: number;
  mediaType: string;
}

/**
 * A manifest that belongs to another one, by its subject or its tag, with those that belong to it in turn; output
 * `referrers`.
 */
export interface ResultReferrer {
  digest: Digest;
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
  /**
   * What was done with it, in one word such as `pushed`, `new`, `moved`, `unchanged`, `deleted`, `kept`, `missing`,
   * `failed`.
   */
  status: string;
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
  /** Why it was kept or failed. */
  reason?: string;
}

/** What a mode has done, in the words of the outputs. */
export interface Result {
  digest: Digest;
  /** `host/repository@digest`. */
  reference: string;
  repository: string;
  tags: string[];
  /** Version of a chart. */
  version: string;
  mediaType: string;
  artifactType: string;
  /** Bytes of all blobs of the artifact. */
  size: number;
  changed: boolean;
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
  /** Where tags pointed that were moved, by tag. */
  previous: Record<string, Digest>;
  /** What was copied; it has no output of its own, and stands in `json`. */
  source: string;
  /** Manifests that hang together with this one. */
  related: RelatedManifest[];
  /** Whether the tag stays at other content, as `if-exists: skip` says: then the digest is that one's. */
  kept: boolean;
  /** What more there is to know and has no output of its own, by name; it stands in `json`. */
  details: Record<string, unknown>;
}

/** The modes, as the input `mode` names them. */
export const modeNames = [
  'push',
  'pull',
  'copy',
  'sync',
  'inspect',
  'tags',
  'tag',
  'attach',
  'discover',
  'delete',
] as const;
export type ModeName = (typeof modeNames)[number];

/** The inputs of a workflow step, checked; lists are without comments and blank lines. */
export interface Inputs {
  mode: ModeName;
  /** In a sync, which has none: the host of `to`, with an empty repository. */
  reference: Reference;
  /** The tags to write: in a push also those of `reference`; in a copy as written. */
  tags: string[];
  kind: 'artifact' | 'helm' | 'flux' | undefined;
  files: string[];
  root: string;
  ifNoFilesFound: 'error' | 'warn' | 'ignore';
  includeHiddenFiles: boolean;
  symlinks: Symlinks;
  artifactType: string | undefined;
  /**
   * The version of the image specification whose form an artifact gets; `auto` is 1.1, and 1.0 where that is refused.
   */
  imageSpec: 'auto' | '1.1' | '1.0';
  /** `path[:media/type]` */
  config: string | undefined;
  annotations: Record<string, string>;
  annotationFile: string | undefined;
  created: string;
  githubAnnotations: 'none' | 'source' | 'all';
  ifExists: 'overwrite' | 'skip' | 'error';
  /** The same as it was given; undefined where `ifExists` is a default. */
  ifExistsGiven: 'overwrite' | 'skip' | 'error' | undefined;
  path: string;
  overwrite: boolean;
  unpack: boolean;
  /** Whether blobs are kept in the runner's tool cache. */
  cache: boolean;
  /** Whether what is pulled goes into the tool cache and on the PATH. */
  addToPath: boolean;
  /** Whether the runner is told what was put into registries. */
  declareArtifact: boolean;
  expectDigest: Digest | undefined;
  platform: Platform | undefined;
  /** None: all. */
  platforms: Platform[];
  /** References of a copy, `host/prefix` of a sync; as written. */
  to: string[];
  /** Whether signatures, SBOMs and the like go along. */
  referrers: boolean;
  syncFile: string | undefined;
  scoped: boolean;
  keepGoing: boolean;
  /** A range of versions or `/regex/`, as written. */
  filter: string | undefined;
  limit: number | undefined;
  sort: 'semver' | 'name' | '-semver' | '-name';
  untagOnly: boolean;
  ifMissing: 'error' | 'ignore';
  keepLast: number | undefined;
  /** Milliseconds. */
  olderThan: number | undefined;
  chartVersion: string | undefined;
  chartAppVersion: string | undefined;
  chartDependencies: 'error' | 'update' | 'as-is';
  /** Whether `reference` is the repository of the chart, rather than that above it. */
  isChartRepositoryExact: boolean;
  /** A version of a chart or a range, as written. */
  version: string | undefined;
  concurrency: number;
  dryRun: boolean;
}
