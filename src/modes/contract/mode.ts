import type { Position } from '../../errors.ts';
import type { Reference } from '../../oci/reference.ts';
import type { Source, Store } from '../../store/store.ts';
import type { TokenClaims } from '../../trust/formats/provenance.ts';
import type { PublishedRoots } from '../../trust/roots/trusted-root.ts';
import type { Identity } from '../../trust/services/fulcio.ts';
import type { Ask } from '../../trust/services/sigstore-client.ts';
import type { Told } from './told.ts';

/** What a mode says while it works. Texts may hold anything from outside: the log escapes them. */
export interface Log {
  info(text: string): void;
  notice(text: string): void;
  /** @param position the place in the workspace that the text is about, where the runner shows it too */
  warning(text: string, position?: Position): void;
  debug(text: string): void;
  /** Folds what is said during `work` under a heading. */
  group<T>(heading: string, work: () => Promise<T>): Promise<T>;
}

/** How one registry is reached, as a sync file says it; what is absent is as the inputs have it. */
export interface SourceSettings {
  credentials?: { username: string; password: string } | { identityToken: string };
  /** `false`: certificates are not verified, and HTTP will do. `true`: HTTPS with a certificate that is verified. */
  isVerified?: boolean;
  /** A directory with authorities (`*.crt`) and a client certificate (`*.cert` and `*.key`). */
  certDirectory?: string;
}

/** What a store will be used for beside reading and writing; a registry is asked for the rights at once. */
export interface OpenStoreOptions {
  /** A repository from which content may be mounted, when it is in the same registry. */
  alsoRead?: Reference;
  /** Whether something is to be deleted. */
  canDelete?: boolean;
}

/** Opens repositories, in registries and in layouts; nothing is sent yet. */
interface Places {
  source(reference: Reference, settings?: SourceSettings): Source;
  store(reference: Reference, options?: OpenStoreOptions): Store;
}

/** Who a job is, by a token that GitHub gives to it for Sigstore. */
export interface JobIdentity extends Identity {
  /** Address of the GitHub that runs the job. */
  server: string;
  claims: TokenClaims;
}

/** The job that runs a step, for those who sign for it. */
export interface Job {
  /** Fails with SIGNING when this job may not have a token; nothing is sent. */
  checkToken(): void;
  /** Gets a token, and hides it; fails with SIGNING. */
  identity(): Promise<JobIdentity>;
  ask: Ask;
  /** Gives a bundle to GitHub's list of attestations, and says where it is shown; fails with SIGNING. */
  keep(bundle: Buffer, identity: JobIdentity): Promise<string>;
}

/** What signing and verifying need from outside the step. */
export interface Outside {
  /** Lets the runner hide a secret in all that is said from now on. */
  mask(secret: string): void;
  /** What the public Sigstore and GitHub's publish by TUF: roots and services, which are fetched when they are needed. */
  publicRoots(): Promise<PublishedRoots>;
  /** The job that runs this step. */
  job(): Promise<Job>;
}

/** What every mode gets; what one mode alone needs is an argument of its own. Tests give their own. */
export interface Mode {
  open: Places;
  log: Log;
  /** What came of the step so far: the mode fills it in as soon as it knows more, so that a failure loses nothing. */
  told: Told;
  signal: AbortSignal;
  /** The directory to which relative paths of inputs refer. */
  workspace: string;
}

/** What is known of the commit and the run to which a step belongs; all of it is absent outside a workflow. */
export interface Build {
  /** Address of the repository, `https://…`. */
  source?: string;
  /** Commit SHA. */
  revision?: string;
  /** Name of the branch or tag. */
  refName?: string;
  /** Address of the run. */
  runUrl?: string;
  /** The variable SOURCE_DATE_EPOCH, as it is. */
  sourceDateEpoch?: string | undefined;
  /** The time of the commit; fails with INVALID_INPUT when it cannot be found out. */
  commitTime(): Promise<Date>;
  /** The files among some, or below them, that git wrote with CRLF on this machine, and has with LF. */
  convertedFiles(paths: readonly string[]): Promise<string[]>;
}

/** Gets a file of at most `limit` bytes from a web server; `what` is how messages call it. */
export type Download = (url: string, options: { limit: number; what: string }) => Promise<Buffer>;
