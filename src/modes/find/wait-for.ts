import { isLasting, OciError, RegistryError } from '../../errors.ts';
import { formatEstimate } from '../../format-duration.ts';
import type { Time } from '../../time.ts';
import type { Mode } from '../contract/mode.ts';

/**
 * Milliseconds between the first two looks, and between the last ones: each pause is twice as long as the one before.
 * In 10 s there are five looks.
 */
const [firstPause, longestPause] = [1_000, 30_000];

/** A registry that asks for more is looked at again after so many milliseconds. */
const longestAsked = 60_000;

/**
 * Looks for something until it is there, for `wait` milliseconds, and tells each look whether it is the last one; after each look in vain, it says why, and for how
 * long it goes on. Then it fails as the last look did, and at once where waiting does not help. A look that is under
 * way when the time is up is not cut off.
 *
 * @param missing says what is not there, such as `r.test/app:v1 does not exist`
 */
export async function waitFor<T>(
  look: (isLast: boolean) => Promise<T>,
  { wait, missing }: { wait: number; missing: string },
  { log, signal }: Pick<Mode, 'log' | 'signal'>,
  time: Time,
): Promise<T> {
  const end = time.now() + wait;
  let isLast = false;
  for (let usual = firstPause; ; usual = Math.min(2 * usual, longestPause)) {
    try {
      return await look(isLast);
    } catch (error) {
      const left = end - time.now();
      const asked = error instanceof RegistryError ? error.wait : 0;
      if (!(error instanceof OciError) || !mayPass(error) || isLast || left <= 0 || asked > left) throw error;
      const next = Math.min(left, Math.max(usual, Math.min(asked, longestAsked)));
      // A timer may come too early by a moment, which is not to cost a request.
      isLast = next === left;
      const why = isAbsent(error) ? `${missing} yet` : error.message;
      log.info(`${why}; looking again in ${formatEstimate(next)}, with ${formatEstimate(left)} left`);
      await time.pause(next, signal);
    }
  }
}

/**
 * Tells whether a place says that there is no such manifest or version: not that content is missing of one that is
 * there, and not in the words of another server than a registry.
 */
export function isAbsent(error: OciError): boolean {
  const { code, topic } = error;
  if (code !== 'NOT_FOUND' || topic === 'missing-content' || topic === 'html-page') return false;
  return !(error instanceof RegistryError) || isOfRegistry(error);
}

/**
 * Tells whether a 404 is about a manifest or a list of tags. A registry says so by a list of errors, or to `HEAD` by
 * nothing; a gateway and the storage behind a registry have words, or addresses, of their own.
 */
function isOfRegistry({ status, request, errors, words }: RegistryError): boolean {
  const isAsked = /\/(?:manifests|tags)\//.test(request);
  const isTold = errors.length > 0 ? !errors.some(({ code }) => code.includes('BLOB')) : words === '';
  return status === 404 && isAsked && isTold;
}

/** Tells whether a later look may find something: after a refusal of rights or a wrong certificate, none does. */
export function mayPass(error: OciError): boolean {
  if (isAbsent(error) || error.code === 'RATE_LIMITED') return true;
  if (error.code === 'NETWORK') return !isLasting(error);
  return error.code === 'REGISTRY' && error instanceof RegistryError && (error.status >= 500 || error.status === 408);
}
