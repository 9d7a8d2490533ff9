import type { Hand } from '../../trust/hand.ts';
import type { Piece } from '../../trust/sign.ts';

/** The modes that sign. */
export type SigningMode = 'push' | 'copy' | 'tag' | 'attach';

/** Who signs, with what is to be said of each manifest. */
export interface Signer {
  hand: Hand;
  pieces: readonly Piece[];
  /** Gives an attestation to GitHub's list too, and says where it is shown; of a job alone. */
  keep?: (bundle: Buffer) => Promise<string>;
}
