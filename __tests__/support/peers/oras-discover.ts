/** A manifest that oras lists. */
export interface OrasReferrer {
  digest: string;
  artifactType: string;
}

/** Reads what `oras discover --format json` wrote: the list is `referrers` since 1.3, and was `manifests` before. */
export function orasReferrers(written: string): OrasReferrer[] {
  const { referrers, manifests } = JSON.parse(written) as Record<string, OrasReferrer[] | null | undefined>;
  return referrers ?? manifests ?? [];
}
