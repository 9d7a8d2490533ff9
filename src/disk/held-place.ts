import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ErrorFacts, type OciError, systemCodeOf } from '../errors.ts';
import { type Held, heldTo } from './held-to.ts';
import { lookAt } from './look-at.ts';

/**
 * Gives the real path of a folder, or the one it will have when it is made. Fails with what `fail` makes of the reason
 * when it is not held to its folder (see `heldTo`).
 */
export function heldPlace(path: string, held: Held, fail: (what: string, facts?: ErrorFacts) => OciError): string {
  let real: string;
  try {
    real = realPlace(path);
  } catch (error) {
    throw fail(`cannot be used: ${systemCodeOf(error)}`, { cause: error });
  }
  const problem = heldTo(held)(path, real);
  if (problem !== undefined) throw fail(problem.what, problem);
  return real;
}

function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error)) || dirname(path) === path) throw error;
    // Whoever makes the target decides where a link to nothing leads.
    if (lookAt(path)?.isSymbolicLink()) throw error;
    return join(realPlace(dirname(path)), basename(path));
  }
}
