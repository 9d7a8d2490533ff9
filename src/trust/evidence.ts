/**
 * What was found beside a manifest, and may say who made it: a Sigstore bundle, or cosign's older form. Of that, the
 * signature is base64, and the others are the annotations `dev.sigstore.cosign/` `certificate`, `chain`, `bundle` and
 * `rfc3161timestamp` as they are. https://github.com/sigstore/cosign/blob/v2.5.0/specs/SIGNATURE_SPEC.md
 */
export type Evidence =
  | { format: 'bundle'; bytes: Buffer }
  | {
      format: 'legacy';
      payload: Buffer;
      signature: string;
      certificate?: string;
      chain?: string;
      log?: string;
      timestamp?: string;
    };
