import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tapped } from '../../src/chunks.ts';
import { hasCode, OciError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { verifyManifest } from '../../src/trust/verify.ts';
import { putArtifact } from '../support/content/shelf.ts';
import {
  type BundleForgery,
  forgeBundle,
  forgePayload,
  putReferrer,
  putSignatureTag,
  signPayload,
} from '../support/trust/forge.ts';
import { makeKeys, pairOf } from '../support/trust/keys.ts';

const { signal } = new AbortController();
const mine = makeKeys();
const foreign = makeKeys();
const rsa = pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const other = `sha256:${'0'.repeat(64)}`;
const sbom = 'https://spdx.dev/Document/v2.3';
const signature = 'https://sigstore.dev/cosign/sign/v1';
const emptyType = 'application/vnd.oci.empty.v1+json';
const oldType = 'application/vnd.dev.cosign.simplesigning.v1+json';
const referrerType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
const pemFiles: Record<string, string> = {
  mine: mine.publicPem,
  foreign: foreign.publicPem,
  rsa: rsa.publicPem,
};

/** Nobody whose certificates count. */
const roots = { instanceOf: async () => undefined };

type Put = (store: MemoryStore, subject: Descriptor) => Promise<void>;
const bundle =
  (forgery: BundleForgery = {}, key = mine.privateKey, options: Parameters<typeof putReferrer>[3] = {}): Put =>
  (store, subject) =>
    putReferrer(store, subject, forgeBundle(key, subject.digest, forgery), options);
const tag =
  (...keys: (typeof mine)[]): Put =>
  (store, { digest, ...rest }) =>
    putSignatureTag(
      store,
      { digest, ...rest },
      keys.map(({ privateKey }) => signPayload(privateKey, forgePayload(digest))),
    );
const about =
  (changes: (digest: string) => Buffer): Put =>
  (store, subject) =>
    putSignatureTag(store, subject, [signPayload(mine.privateKey, changes(subject.digest))]);
/** As cosign 2 keeps it: the envelope alone. */
const attestation =
  (predicateType: string, key = mine.privateKey, signature = ''): Put =>
  (store, subject) => {
    const { dsseEnvelope } = JSON.parse(forgeBundle(key, subject.digest, { predicateType }).toString());
    const payload = Buffer.from(JSON.stringify(dsseEnvelope));
    return putSignatureTag(store, subject, [{ payload, signature }], 'att');
  };
const all =
  (...puts: Put[]): Put =>
  async (store, subject) => {
    for (const put of puts) await put(store, subject);
  };

async function outcome(put: Put, policy = '- key: mine'): Promise<string> {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  await put(store, subject);
  try {
    const parsed = parsePolicy(policy, (path) => pemFiles[path] ?? '');
    const met = await verifyManifest(store, subject, 'registry.test/app', { policy: parsed, roots }, signal);
    return met.map(({ entry, format }) => `${format} for ${entry}`).join(', ');
  } catch (error) {
    if (!hasCode(error, 'UNTRUSTED')) throw error;
    return error.message;
  }
}

/** What is there, the policy, and what comes of it: the words of a refusal, or the entries that were met. */
const cases: [title: string, put: Put, says: string, policy?: string][] = [
  ['a bundle', bundle(), 'bundle for key mine'],
  ['a bundle by RSA', bundle({}, rsa.privateKey), 'bundle for key rsa', '- key: rsa'],
  ['a signature under the tag', tag(mine), 'legacy for key mine'],
  ['a statement of cosign 2.5', bundle({ version: 'https://in-toto.io/Statement/v0.1' }), 'bundle for key mine'],
  [
    'a bundle that is listed by the type of its config',
    bundle({}, mine.privateKey, { artifactType: emptyType }),
    'bundle for key mine',
  ],
  ['a bundle that is listed without a type', bundle({}, mine.privateKey, { artifactType: '' }), 'bundle for key mine'],
  [
    'a signature of the mode oci-1-1',
    (store, subject) => {
      const { payload, signature } = signPayload(mine.privateKey, forgePayload(subject.digest));
      const annotations = { 'dev.cosignproject.cosign/signature': signature };
      return putReferrer(store, subject, payload, {
        artifactType: '',
        configType: referrerType,
        layerType: oldType,
        annotations,
      });
    },
    'legacy for key mine',
  ],
  [
    'an SBOM that is asked for',
    bundle({ predicateType: sbom }),
    `bundle for key mine for ${sbom}`,
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'an attestation under its tag',
    attestation(sbom),
    `legacy for key mine for ${sbom}`,
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'an attestation that has another signature beside it',
    attestation(sbom, mine.privateKey, 'AAAA'),
    `legacy for key mine for ${sbom}`,
    `- key: mine\n  predicate: ${sbom}`,
  ],
  ['a good one beside a bad one', all(bundle({ text: () => '{' }), bundle()), 'bundle for key mine'],
  ['a good one after that of somebody else', tag(foreign, mine), 'legacy for key mine'],
  [
    'two entries, and a signature for each',
    tag(foreign, mine),
    'legacy for key mine, legacy for key foreign',
    '- key: mine\n- key: foreign',
  ],
  [
    'the second of a list of keys',
    bundle(),
    'bundle for key foreign or key mine',
    '- any:\n    - key: foreign\n    - key: mine',
  ],
  [
    'another host in the payload, as in a copy',
    about((digest) => forgePayload(digest, { identity: { 'docker-reference': 'elsewhere.test/app' } })),
    'legacy for key mine',
  ],

  [
    'an attestation of another type under its tag',
    attestation('https://x.test/failed'),
    'it is by the right signer, but of type "https://x.test/failed"',
    `- key: mine\n  predicate: ${sbom}`,
  ],
  ['an attestation where a signature is asked for', attestation(sbom), 'has no signature'],
  [
    'an attestation by another key under its tag',
    attestation(sbom, foreign.privateKey),
    'it is not by this key',
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'a payload without a signature under the tag',
    (store, subject) => putSignatureTag(store, subject, [{ payload: forgePayload(subject.digest), signature: '' }]),
    'the envelope has a payload that is not an in-toto statement',
  ],
  ['nothing', async () => {}, 'has no signature: there is none among its referrers'],
  [
    'an SBOM that nobody signed',
    (store, subject) =>
      putReferrer(store, subject, Buffer.from('{}'), { artifactType: sbom, layerType: 'application/json' }),
    'has no signature',
  ],
  ['an empty tag', (store, subject) => putSignatureTag(store, subject, []), 'has no signature'],
  ['another key', bundle({}, foreign.privateKey), 'it is not by this key'],
  ['another digest', bundle({ subject: [{ digest: { sha256: other.slice(7) } }] }), 'it is about another digest'],
  [
    'the digest by another algorithm',
    bundle({ subject: [{ digest: { sha512: other.slice(7) } }] }),
    'it is about another digest',
  ],
  [
    'another digest by the second of a list of keys',
    bundle({ subject: [{ digest: { sha256: other.slice(7) } }] }),
    'it is about another digest',
    '- any:\n    - key: foreign\n    - key: mine',
  ],
  [
    'the same digits by another algorithm',
    (store, subject) => bundle({ subject: [{ digest: { sha512: subject.digest.slice(7) } }] })(store, subject),
    'it is about another digest',
  ],
  ['another predicate', bundle({ predicateType: sbom }), `it is by the right signer, but of type "${sbom}"`],
  [
    'a predicate that only begins as the one',
    bundle({ predicateType: `${sbom}.1` }),
    `it is by the right signer, but of type "${sbom}.1"`,
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'a signature where an SBOM is asked for',
    bundle(),
    'it is by the right signer, but of type "https://sigstore.dev/cosign/sign/v1"',
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'the old format where an SBOM is asked for',
    tag(mine),
    'it is by the right signer, but of type "https://sigstore.dev/cosign/sign/v1"',
    `- key: mine\n  predicate: ${sbom}`,
  ],
  [
    'another payload type',
    bundle({ payloadType: 'text/plain' }),
    'the bundle has a payload that is not an in-toto statement',
  ],
  ['a payload type that was signed and is not said', bundle({ signedType: 'text/plain' }), 'it is not by this key'],
  ['another payload', bundle({ payload: Buffer.from('{}').toString('base64') }), 'it is not by this key'],
  [
    'a second signature',
    bundle({ signatures: (sig) => [{ sig }, { sig: 'AAAA' }] }),
    'does not have exactly one signature',
  ],
  ['an empty signature', bundle({ signatures: () => [{ sig: '' }] }), 'it is not by this key'],
  [
    'a certificate where a key is asked for',
    bundle({ material: { certificate: { rawBytes: 'AAAA' } } }),
    'it is by a certificate, not by a key',
  ],
  ['material that names no key', bundle({ material: {} }), 'it is by a certificate, not by a key'],
  [
    'a certificate of nobody, where a repository or a key is asked for',
    bundle({ material: { certificate: { rawBytes: 'AAAA' } } }),
    'it is by a certificate, not by a key',
    '- any:\n    - github: acme/app\n      ref: refs/tags/v*\n    - key: mine',
  ],
  [
    'no material',
    bundle({ text: (right) => right.replace('verificationMaterial', 'nothing') }),
    'has no verification material',
  ],
  [
    'a message signature',
    bundle({ text: (right) => right.replace('dsseEnvelope', 'messageSignature') }),
    'has no DSSE envelope',
  ],
  [
    'a bundle of the future',
    bundle({ mediaType: 'application/vnd.dev.sigstore.bundle.v1+json' }),
    'has an unknown type',
  ],
  ['JSON that is nested', bundle({ text: () => '['.repeat(5000) }), 'is nested more than 100 deep'],
  ['another type in the payload', about((digest) => forgePayload(digest, { type: 'x' })), 'is not what cosign signs'],
  ['a bundle of more than 1 MiB', bundle({ text: (right) => right + ' '.repeat(1024 * 1024) }), 'is larger than 1 MiB'],
  [
    'one of two keys',
    tag(mine, mine),
    'none of 2 signatures meets entry 2 of verify (key foreign): 2 are not by this key',
    '- key: mine\n- key: foreign',
  ],
  [
    'two entries that nobody meets, by the first of them',
    tag(mine),
    'its signature does not meet entry 1 of verify (key foreign)',
    '- key: foreign\n- any:\n    - key: foreign',
  ],
  [
    'several reasons',
    all(
      bundle({}, foreign.privateKey),
      bundle({ text: () => '{' }),
      about(() => forgePayload(other)),
    ),
    'none of 3 signatures meets entry 1 of verify (key mine): ',
  ],
];

describe('a policy', () => {
  it.each(cases)('judges %s', async (...[, put, says, policy]) => {
    const isMet = /^(?:bundle|legacy) for/.test(says);
    const found = await outcome(put, policy);
    if (isMet) expect(found).toBe(says);
    else expect(found).toContain(says);
  });

  const noise = (options: Parameters<typeof putReferrer>[3] = {}) =>
    Array.from({ length: 100 }, (_, n) => bundle({ text: () => JSON.stringify({ n }) }, mine.privateKey, options));
  const listedAs = (predicateType: string) => bundle({}, mine.privateKey, { predicateType });

  it.each([
    ['says what it is before those that do not', all(...noise({ artifactType: emptyType }), bundle())],
    ['names the predicate before those that name none', all(listedAs(signature), ...noise())],
    [
      'names none before those that name another',
      all(bundle({}, mine.privateKey, { artifactType: emptyType }), ...noise({ predicateType: sbom })),
    ],
    ['names another, which nobody signed, all the same', listedAs(sbom)],
  ])('takes a signature whose place on the list %s', async (_, put) => {
    expect(await outcome(put)).toBe('bundle for key mine');
  });

  it.each([
    ['first of two, and takes the second', [true, false], 'key mine'],
    ['only one, and says so', [true], 'does not meet entry 1 of verify (key mine): it cannot be read (it is gone)'],
  ])('passes over a signature whose content is missing: the %s', async (_, missing, says) => {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, ['v1']);
    for (const hint of missing.map(String)) await bundle({ material: { publicKey: { hint } } })(store, subject);
    const fetch = store.fetch.bind(store);
    const left = [...missing];
    store.fetch = async (descriptor, own) => {
      const isMissing = descriptor.mediaType.includes('sigstore.bundle') && left.shift();
      if (isMissing) throw new OciError('NOT_FOUND', 'it is gone');
      return fetch(descriptor, own);
    };
    const policy = parsePolicy('- key: mine', () => mine.publicPem);
    const met = verifyManifest(store, subject, 'x', { policy, roots }, signal);
    const told = await met.then(
      (list) => list.map(({ entry }) => entry).join(),
      ({ message }: Error) => message,
    );
    expect(told).toContain(says);
  });

  it('ends when it is cancelled, though all was read', async () => {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, ['v1']);
    await bundle()(store, subject);
    const stopped = new AbortController();
    const reason = new Error('Enough');
    const fetch = store.fetch.bind(store);
    store.fetch = async (...given) => {
      const chunks = await fetch(...given);
      // Whoever reads once more, as for the list of what refers to it, would notice by itself.
      if (!given[0].mediaType.includes('sigstore.bundle')) return chunks;
      return tapped(
        chunks,
        () => {},
        () => stopped.abort(reason),
      );
    };
    const policy = parsePolicy('- key: mine', () => mine.publicPem);
    await expect(verifyManifest(store, subject, 'x', { policy, roots }, stopped.signal)).rejects.toBe(reason);
  });

  it('fails as the registry does when that fails: it may have had the signature', async () => {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, ['v1']);
    const broken = Object.assign(Object.create(store), {
      // biome-ignore lint/correctness/useYield: it fails before
      async *referrers() {
        throw new TypeError('broken');
      },
    });
    const policy = parsePolicy('- key: mine', () => mine.publicPem);
    await expect(verifyManifest(broken, subject, 'x', { policy, roots }, signal)).rejects.toThrow('broken');
  });
});
