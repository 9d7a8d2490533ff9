import type { Claim } from '../../trust/sign.ts';
import type { Signer } from '../../trust/signer.ts';
import type { Group } from '../contract/inputs.ts';

/** The inputs that say who signs, and what is said of a manifest. */
export type SigningInputs = Group<'signing', 'push' | 'copy' | 'tag' | 'attach'>;

/** Who signs, with what is to be said of each manifest. */
export interface SigningPlan {
  signer: Signer;
  claims: readonly Claim[];
  /** Gives an attestation to GitHub's list too, and says where it is shown; of a job alone. */
  keep?: (bundle: Buffer) => Promise<string>;
}
