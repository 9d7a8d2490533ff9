import type { Position } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Side } from '../../store/wrapped/sided.ts';
import { type FateName, fates } from './fates.ts';
import type { RelatedManifest, ResultFile, ResultReferrer, ResultSignature, ResultVerification } from './result.ts';

/**
 * What came of a step. A mode fills it in while it works, so that a failure loses nothing of what is known; the last
 * lines of the log, the summary, the outputs and the report of a failure are made of it, and of nothing else.
 */
export interface Told {
  /** Nothing was written: fates say what would have come of things. */
  isDryRun: boolean;
  /** The one thing that the step is about; of several, what can be said of all of them, or what the first one is. */
  about: Facts;
  /** Each of several things, in the order of the inputs; absent where the step is about one. */
  things?: Thing[];
  /** Whether what the step looked for is there: the reference, of a copy the source. */
  exists?: boolean;
  /** The signatures that met the policy. */
  verified?: ResultVerification[];
  /** The signatures of this signer, new and old, on all things. */
  signatures?: ResultSignature[];
  /** Where GitHub shows the attestations that were added. */
  attestations?: string[];
  /** The page of the package on GitHub; no mode tells it. */
  page?: string;
}

/** What is known of a thing so far: what is not known is absent, or undefined. */
export interface Facts {
  /** What came of it; absent: the step did not come to it. */
  fate?: FateName;
  /** Whether something of it was written, where its fate does not say so, since it failed afterwards. */
  isWritten?: boolean | undefined;
  /** Whether its place had the manifest under no name before; undefined where nothing was sent. */
  isNew?: boolean | undefined;
  moved?: Bytes;
  /** `host/repository`, or `oci-layout:DIR`. */
  repository?: string;
  digest?: Digest | undefined;
  /** `host/repository@digest`, of what is there. */
  reference?: string | undefined;
  /** The tags that were asked for. */
  tags?: string[];
  /** What came of each tag: it was written (`new`, `moved`), was right (`unchanged`), or stays elsewhere (`kept`). */
  tagged?: Readonly<Record<string, string>>;
  /** Where tags pointed that were moved, by tag. */
  previous?: Readonly<Record<string, Digest>> | undefined;
  /** Of a chart, its own; else that which was asked for. */
  version?: string | undefined;
  mediaType?: string;
  artifactType?: string | undefined;
  /** Bytes of all blobs. */
  size?: number | undefined;
  files?: ResultFile[];
  /** What was copied. */
  source?: string;
  /** The directory that was written to. */
  path?: string;
  /** The manifest as it was served, a JSON text. */
  manifest?: string;
  /** The tree of what refers to it. */
  referrers?: ResultReferrer[];
  /** What it lists, what it refers to, and what refers to it. */
  related?: RelatedManifest[];
  /** What more there is to know and has no output of its own, by name; it stands in `json`. */
  details?: Readonly<Record<string, unknown>> | undefined;
}

/** One of several things. */
export interface Thing extends Facts {
  what: 'artifact' | 'chart' | 'metadata' | 'tag' | 'manifest';
  name: string;
  fate: FateName;
  signatures?: ResultSignature[] | undefined;
  /** Why it was kept or failed. */
  reason?: string | undefined;
  /** Where in the workspace it is asked for, when it failed and that is in a file. */
  position?: Position | undefined;
  /** Of a copy that failed: where. */
  side?: Side | undefined;
}

/** Bytes of blobs that were sent or fetched, and of those that did not have to be. */
export interface Bytes {
  readonly transferred: number;
  readonly reused: number;
}

export const nothingMoved: Bytes = { transferred: 0, reused: 0 };

export function addBytes(one: Bytes, other: Bytes): Bytes {
  return { transferred: one.transferred + other.transferred, reused: one.reused + other.reused };
}

export function startTold(isDryRun = false): Told {
  return { isDryRun, about: {} };
}

/** Adds to what is known of a thing. */
export function tell(known: Facts, more: Facts): void {
  Object.assign(known, more);
}

/** Whether something of a thing was written or, in a dry run, would be. */
export function isChanged({ fate, isWritten = false }: Facts): boolean {
  return isWritten || (fate !== undefined && fates[fate].wrote);
}

/** Whether something was written or, in a dry run, would be; undefined where the step did not come to that. */
export function changedIn({ about, things }: Told): boolean | undefined {
  if (things === undefined && about.fate === undefined) return undefined;
  return [about, ...(things ?? [])].some(isChanged);
}

/** Whether a manifest was written that its place had under no name before; undefined where that is not known. */
export function newContentIn({ isDryRun, about, things = [] }: Told): boolean | undefined {
  const known = [about, ...things].flatMap(({ isNew }) => (isNew === undefined ? [] : [isNew]));
  return isDryRun || known.length === 0 ? undefined : known.includes(true);
}

/** What was moved of all things together; undefined where nothing is moved at all. */
export function movedIn({ about, things = [] }: Told): Bytes | undefined {
  const all = [about, ...things].flatMap(({ moved }) => moved ?? []);
  return all.length === 0 ? undefined : all.reduce(addBytes);
}
