import type { Remedy } from './remedy.ts';

/** The tag that each signer writes again: rules for immutable tags, as Harbor and ECR have them, are in its way. */
export const fixedSignatureTag: Remedy = [
  { isWriting: true, said: /\bsha256-[\da-f]{64}\.sig\b/ },
  'The registry does not let the tag of the signatures be written again: exempt `sha256-*` from its rule for immutable tags, or set `signature-format: bundle`.',
];

/** The list of referrers, where the registry has no API for it: bundles are on it too. */
export const fixedListTag: Remedy = [
  { isWriting: true, said: /\bsha256-[\da-f]{64}(?![\da-f.])/ },
  'The registry does not let the list of what is attached be written again: exempt `sha256-*` from its rule for immutable tags.',
];

/** No signature is the one that `verify` asks for. */
export const untrusted: readonly Remedy[] = [
  [
    { topic: 'unsigned' },
    'Publish it with `sign: keyless` or `sign: key`, or sign it with `mode: tag`. If it was signed elsewhere, was it copied with `referrers: false`, or by a program that leaves signatures behind? For one platform of a signed index, name the index and set `platforms`.',
  ],
  [
    { topic: 'other-predicate' },
    'Set `predicate` to the type that was found, or publish the required one. Without `predicate`, a plain signature is required.',
  ],
  [{}, 'If you trust that signer, add it to `verify`. If not, do not use the artifact, and find out who published it.'],
];

/** A signature could not be made. */
export const notSigned: readonly Remedy[] = [
  [{ topic: 'id-token', said: /another one$/ }, 'Use `sign: key`, which works everywhere.'],
  [
    { topic: 'id-token' },
    'Add `id-token: write` to the `permissions` of the job. A pull request from a fork never gets a token: do not sign there.',
  ],
  [
    { topic: 'certificate-refused' },
    'The authority does not take the token of this job: is `signing-config` the one for this GitHub? Public repositories get certificates from sigstore.dev, private and internal ones from GitHub, on GitHub Enterprise Cloud alone. Elsewhere, use `sign: key`.',
  ],
  [
    { topic: 'log-size' },
    'The log may not accept an entry of this size: the public one announces a limit of 100 KB. Leave the SBOM out of `attest`, and attach it with `mode: attach`.',
  ],
  [
    { topic: 'log-refused' },
    'The log does not accept this entry: does `signing-config` name the right version of its API, and does the log know the authority that issued the certificate? If it is a Sigstore of your own, its log says more.',
  ],
  [{ topic: 'provenance' }, 'Leave `provenance` out of `attest`.'],
  [
    { topic: 'public-services' },
    'Let the runner reach tuf-repo-cdn.sigstore.dev and run the job again, or set `signing-config: public`, which can do without it.',
  ],
  [
    { topic: 'signing-service' },
    'Run the job again: what was sent is there, and signing goes on from it. If this persists, look at https://status.sigstore.dev, and whether the runner can reach the service.',
  ],
  [{}, 'Run the job again: what was sent is there, and signing goes on from it.'],
];
