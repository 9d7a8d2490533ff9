/**
 * A signature as it was found: the bytes of a Sigstore bundle, or a layer as cosign keeps it with its annotations as
 * they are. None of it is believed before it is verified.
 */
export type Evidence = { format: 'bundle'; bytes: Buffer } | LegacyEvidence;

export interface LegacyEvidence {
  format: 'legacy';
  payload: Buffer;
  /** base64 */
  signature: string;
  certificate?: string;
  chain?: string;
  log?: string;
  timestamp?: string;
}
