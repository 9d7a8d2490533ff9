import type { Digest } from '../oci/digest.ts';
import type { Platform } from '../oci/platform.ts';
import type { Reference } from '../oci/reference.ts';
import type { Source, Store } from '../store/store.ts';

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
  /** Address of the run. */
  runUrl?: string;
}

/** All that a mode needs from around it; tests give their own. */
export interface ModeContext {
  openSource(reference: Reference): Source;
  openStore(reference: Reference): Store;
  log: Log;
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

/** What a mode has done, in the words of the outputs. */
export interface Result {
  digest: Digest;
  /** `host/repository@digest`. */
  reference: string;
  repository: string;
  tags: string[];
  mediaType: string;
  artifactType: string;
  /** Bytes of all blobs of the artifact. */
  size: number;
  changed: boolean;
  /** The directory written to; on pull only. */
  path: string;
  files: ResultFile[];
  /** Bytes of blobs that were moved. */
  transferred: number;
  /** Bytes of blobs that were there already. */
  reused: number;
}

/** The inputs of a workflow step, checked; lists are without comments and blank lines. */
export interface Inputs {
  mode: 'push' | 'pull';
  reference: Reference;
  files: string[];
  root: string;
  ifNoFilesFound: 'error' | 'warn' | 'ignore';
  includeHiddenFiles: boolean;
  symlinks: 'keep' | 'follow' | 'error';
  artifactType: string | undefined;
  /** `path[:media/type]` */
  config: string | undefined;
  annotations: Record<string, string>;
  annotationFile: string | undefined;
  created: string;
  githubAnnotations: 'none' | 'source' | 'all';
  ifExists: 'overwrite' | 'skip' | 'error';
  path: string;
  overwrite: boolean;
  unpack: boolean;
  expectDigest: Digest | undefined;
  platform: Platform | undefined;
  concurrency: number;
  dryRun: boolean;
}
