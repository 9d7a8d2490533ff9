import { OciError } from '../../errors.ts';
import { formatEstimate } from '../../format-duration.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import type { Content, Source } from '../../store/store.ts';
import { realTime } from '../../time.ts';
import type { Group } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import type { Told } from '../contract/told.ts';
import { fullName, nameFor, nameOf, nearTags } from './find-manifest.ts';
import { noticeOtherTag } from './notice-other-tag.ts';
import type { Admit, Verify } from './verification.ts';
import { isAbsent, mayPass, waitFor } from './wait-for.ts';

type Finding = 'pull' | 'copy' | 'tag' | 'inspect' | 'attach' | 'discover';

/** What a step is about: the reference, and what to do where it does not exist, or does not exist yet. */
interface Sought extends Pick<Group<'sought', Finding>, 'reference' | 'ifNotFound' | 'wait'> {
  /** A version or a range of them, where the reference is a repository alone; `''` for the newest. */
  version?: string | undefined;
}

/** What was found of it, with the tag and the version where that was asked for. */
interface Found {
  reference: Reference;
  top: Content;
  version?: string;
}

/** What finding works with. */
interface FindReach {
  log: Log;
  /** Says so when there is no such manifest. */
  told: Pick<Told, 'about' | 'exists'>;
  signal: AbortSignal;
}

/**
 * Finds a manifest as `findTop` does and verifies its signatures, before any output names it. Fails with UNTRUSTED too.
 *
 * @param verify undefined: signatures are not checked
 * @param direct the source without its cache, from which signatures are read
 */
export async function findVerified(
  source: Source,
  sought: Sought,
  { purpose, verify, direct = source }: { purpose: string; verify: Verify | undefined; direct?: Source },
  reach: FindReach,
): Promise<(Found & { admit: Admit | undefined }) | undefined> {
  const found = await findTop(source, sought, purpose, reach);
  if (!found) return undefined;
  return { ...found, admit: await verify?.(direct, found.top, formatRepository(sought.reference)) };
}

/**
 * Finds the manifest that a step is about, and waits for it as long as the input `wait` says. Where it does not exist,
 * this tells so, and gives undefined with `if-not-found: ignore`; else it fails with NOT_FOUND. Fails with
 * INVALID_INPUT when the reference names none.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
export async function findTop(
  source: Source,
  { reference, version, ifNotFound, wait }: Sought,
  purpose: string,
  { told, log, signal }: FindReach,
  time = realTime,
): Promise<Found | undefined> {
  const isWaiting = wait !== undefined;
  const look = async (isLast: boolean): Promise<Found> => {
    if (version !== undefined) {
      const { findVersion } = await import('./find-version.ts');
      return findVersion(reference, version, source, { log, signal, isAwaited: isWaiting });
    }
    const only = nameOf(reference) === undefined ? await source.onlyManifest?.(signal) : undefined;
    const asked = only === undefined ? reference : { ...reference, digest: only };
    const name = nameFor(asked, purpose);
    // A HEAD each time, and one GET at the end: Docker Hub counts each GET of a manifest as a pull. The last look is a GET
    // in any case: only that says in whose words it is not there.
    if (!isLast) await source.resolve(name, signal);
    return { reference: asked, top: await source.manifest(name, signal) };
  };
  const start = time.now();
  try {
    const found = isWaiting
      ? await waitFor(look, { wait, missing: absenceOf(reference, version) }, { log, signal }, time)
      : await look(true);
    await noticeOtherTag(source, reference, log, signal);
    return found;
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    const seconds = Math.round((time.now() - start) / 1000);
    const waited = isWaiting && mayPass(error) ? `; waited ${formatEstimate(seconds * 1000)} for it` : '';
    if (!isAbsent(error)) {
      throw waited ? new OciError(error.code, `${error.message}${waited}`, { cause: error }) : error;
    }
    told.exists = false;
    if (ifNotFound === 'ignore') {
      told.about.fate = 'missing';
      log.info(`Not found: ${error.message}${waited}`);
      return undefined;
    }
    const missing = version === undefined ? nameOf(reference) : undefined;
    const near = missing === undefined ? '' : await nearTags(source, missing, signal);
    const topic = error.topic ?? (isWaiting ? undefined : 'missing-reference');
    throw new OciError('NOT_FOUND', `${error.message}${waited}${near}`, { cause: error, topic });
  }
}

function absenceOf(reference: Reference, version: string | undefined): string {
  if (version === undefined) return `${fullName(reference)} does not exist`;
  return `${formatRepository(reference)} has no ${version === '' ? 'released version' : `version ${version}`}`;
}
