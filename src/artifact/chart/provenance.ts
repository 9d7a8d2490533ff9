import type { Digest } from '../../oci/digest.ts';

/** A provenance file is a signed Chart.yaml and a line for each archive. */
export const maxProvenanceBytes = 1024 * 1024;

/**
 * Says why a provenance file does not fit an archive, as `helm verify` would see it; undefined when it does. The
 * signature is not looked at: whose key counts is for the reader to say.
 */
export function problemOfProvenance(bytes: Uint8Array, fileName: string, archive: Digest): string | undefined {
  const text = Buffer.from(bytes).toString();
  if (!/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text)) return 'is not signed by PGP';
  const sums = /^files:[ \t]*\r?\n((?:[ \t]+.*(?:\r?\n|$))+)/m.exec(text)?.[1] ?? '';
  const lines = [
    ...sums.matchAll(/^[ \t]+(?![ \t])["']?(.+?)["']?:[ \t]+(?![ \t])["']?(sha256:[0-9a-f]{64})["']?[ \t]*\r?$/gm),
  ];
  const [, , sum] = lines.find(([, name]) => name === fileName) ?? [];
  if (sum === undefined) return `does not name ${fileName}`;
  return sum === archive ? undefined : `is for an archive ${sum}, not for ${archive}`;
}
