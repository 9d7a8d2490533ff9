import type { RelatedManifest } from '../../../modes/contract/result.ts';
import { count } from '../../../words.ts';
import { code, some } from '../markdown.ts';

const maxParts = 10;

/** No type is longer (RFC 6838, 4.2); the patterns take time by the square of the length. */
const longestType = 255;

/** What people call a manifest by its type, the first that fits. */
const names: readonly [type: RegExp, name: string][] = [
  [/spdx|cyclonedx|syft|^cosign sbom$/, 'SBOM'],
  [/^cosign sig$|cosign.*\.sig\b|simplesigning|notary\.signature/, 'signature'],
  [/^cosign att$|in-toto|attestation|^unknown\/unknown$/, 'attestation'],
  [/sigstore\.bundle/, 'Sigstore bundle'],
];

/** Says what hangs together with a manifest: `` `linux/amd64`, `linux/arm64`, 1 SBOM, 1 signature ``. */
export function relatedWords(related: readonly RelatedManifest[]): string {
  const others = related.filter(({ relation }) => relation !== 'subject');
  // By a name of ours, else by type; parts without a name are listed one by one.
  const kinds = Map.groupBy(others, ({ type, relation }) => {
    const named = names.find(([pattern]) => pattern.test(type.slice(0, longestType)));
    return named ?? (relation === 'part' ? undefined : type);
  });
  const parts = (kinds.get(undefined) ?? []).map(({ type }) => code(type));
  const counts = [...kinds].flatMap(([kind, { length }]) => {
    if (kind === undefined) return [];
    return [typeof kind === 'string' ? `${length} × ${code(kind)}` : count(length, kind[1])];
  });
  return [
    ...(parts.length > 0 ? [some(parts, maxParts)] : []),
    ...(counts.length > 0 ? [some(counts, maxParts)] : []),
  ].join(', ');
}
