import { missingRoot } from './network-remedies.ts';
import type { Remedy } from './remedy.ts';
import { fixedListTag, fixedSignatureTag } from './trust-remedies.ts';

/** Some take no manifest whose subject they do not have, and some none with a subject. */
export const refusedReferrer: Remedy = [
  { mode: /^(?:copy|sync)$/, answer: /\bsubject\b/ },
  'This registry refuses what refers to the artifact, such as a signature: leave it behind with `referrers: false`. If it refuses the artifact itself for a subject that it lacks, `referrers: true` takes the subject along.',
];

/** The list of what refers to an artifact is refused, or fails. */
export const unreadReferrers: Remedy = [
  { mode: /^(?:copy|sync)$/, topic: 'referrers-list' },
  'The registry does not list what is attached to the artifact, such as signatures. If that may stay behind, set `referrers: false`; if not, ask the owner of the registry, whose log tells more.',
];

/** Advice where a registry does not do this. The last row fits always. */
export const unsupported: readonly Remedy[] = [
  [
    { mode: 'delete', isGitHub: true },
    "This registry deletes only through GitHub's API: leave the input `github-token` at its default, or give it a token that may delete packages.",
  ],
  [{ mode: 'delete', host: '' }, 'First delete the index that lists this manifest.'],
  [
    { mode: 'delete', topic: 'deletes-off' },
    'Deletes are switched off in this registry, though it accepts uploads. A docker-registry must be started with `REGISTRY_STORAGE_DELETE_ENABLED=true`; Docker Hub deletes on its web site.',
  ],
  [
    { mode: 'delete', topic: 'no-writes' },
    'This registry accepts no writes at all: it is a pull-through cache of another one, from which this must be deleted, or it is read-only, perhaps for maintenance.',
  ],
  [
    { mode: 'delete' },
    'The registry does not support deletes, or not this kind. A docker-registry must be started with `REGISTRY_STORAGE_DELETE_ENABLED=true`; Docker Hub deletes on its web site.',
  ],
  [
    { topic: 'sha512' },
    'The registry supports only sha256, as many do: copy to one that supports sha512, or to an `oci-layout:`. A manifest by itself can be copied under a tag: set `referrers: false`.',
  ],
  [
    { isUpload: true, status: 405 },
    'This registry accepts no uploads: it is a pull-through cache of another one, to which this must be pushed, or it is read-only.',
  ],
  [{}, 'This registry does not support this: use another way, or another registry.'],
];

/** As distribution 3 answers 500 to uploads, at the end of its words. */
const fullDisk: Remedy = [
  { said: /no space left on device/i },
  'The disk of the registry is full: free space there, or ask its owner, and run the job again. Deletes free space only when its garbage collection runs.',
];

/** The registry writes its own address as it was asked by the proxy, not by us. */
const forwarded: Remedy = [
  { said: /\(https\) redirected us to http: refused/ },
  'The registry does not know that it was asked by https: let the proxy in front of it send `X-Forwarded-Proto: https`, or write its address into its settings (`REGISTRY_HTTP_HOST` of docker-registry).',
];

/** Advice where a registry failed, or refused for another reason than the other codes. The last row fits always. */
export const failing: readonly Remedy[] = [
  forwarded,
  missingRoot,
  fullDisk,
  [
    { topic: 'lost-manifest' },
    'This registry keeps no manifest without a tag: push it again if you need it. Before the last tag of a manifest goes, give it another one with `mode: tag`.',
  ],
  [
    { topic: 'html-page', status: /^5/ },
    'The registry failed, or a proxy in front of it could not reach it. Try again; if this persists, their logs tell more.',
  ],
  [
    { topic: 'html-page' },
    'Check `registry`: the address is that of a web site or of a proxy in front of the registry.',
  ],
  fixedSignatureTag,
  fixedListTag,
  refusedReferrer,
  unreadReferrers,
  [
    { said: /LayerPartTooSmall/ },
    'Amazon ECR takes chunks of at least 5 MiB: set `chunk-size: 5MiB` or larger, or leave it at `auto`.',
  ],
  [
    { status: 416 },
    'The registry accepts only smaller chunks: set `chunk-size: 4MiB`, or less if a proxy in front of it has a limit.',
  ],
  [
    { answer: /^415|media ?type|unsupported manifest|MANIFEST_INVALID/i, isUpload: true },
    'This registry accepts only certain media types, and refuses all forms that `image-spec` allows. Give `artifact-type`, `config` or `files` a type that it knows; the owner of a Quay or GitLab registry can allow more.',
  ],
  [
    { answer: /^400 [A-Z][A-Z\d]*_[A-Z\d_]+/ },
    'The registry understood the request and refuses what is in it, for the reason given here: change that, or ask its owner about its rules.',
  ],
  [
    { answer: /^400 $/, repository: /^[^/]+$/ },
    'The registry did not understand the request. Harbor wants a project in front of the name: `HOST/PROJECT/NAME`.',
  ],
  [
    { status: 400, said: /HTTP request .*HTTPS/i },
    'The registry speaks TLS, and was asked by plain HTTP: do not set `plain-http: true`.',
  ],
  [
    { status: 400 },
    'The registry did not understand the request. Its log may tell more, or that of a proxy in front of it.',
  ],
  [{}, 'The registry failed. Try again; if this persists, its log tells more.'],
];
