import type { Digest } from '../../oci/digest.ts';
import type { AllInputs } from '../contract/inputs.ts';

export type IfExists = NonNullable<AllInputs['ifExists']>;

/** What becomes of a tag: it is written (`new`, `moved`), is right (`unchanged`), stays as it is, or is an error. */
export type Verdict = 'new' | 'unchanged' | 'moved' | 'kept' | 'refused';

/** Decides by `if-exists` what becomes of a tag that points to one digest, or is not there, and should to another. */
export function decide(current: Digest | undefined, wanted: Digest, ifExists: IfExists): Verdict {
  if (current === undefined) return 'new';
  if (current === wanted) return 'unchanged';
  return ({ overwrite: 'moved', skip: 'kept', error: 'refused' } as const)[ifExists];
}

/** Tells whether a tag is to be written. */
export function isPending(verdict: string): boolean {
  return verdict === 'new' || verdict === 'moved';
}
