import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyManifest } from '../../src/trust/verify.ts';
import { putReferrer } from '../support/trust/forge.ts';

/**
 * What the real Sigstore gave to a real workflow: the provenance of npm's package sigstore 2.0.0, made by GitHub Actions
 * in August 2023, as sigstore-go has it in its own tests (Apache-2.0; Debian's golang-github-sigstore-sigstore-go-dev
 * 0.7.1, pkg/testing/data/bundles). The real root is the one that npm has. Its subject is a package and no manifest,
 * which is the same to what judges it: a digest.
 */
const file = join(import.meta.dirname, 'real-bundle.json');
const digest =
  'sha512:46d4e2f74c4877316640000a6fdf8a8b59f1e0847667973e9859f774dd31b8f1e0937813b777fb66a2ac67d50540fe34640966eee9fc2ccca387082b4c85cd3c';

let roots: TrustRoot;
let real: string;
beforeAll(async () => {
  const { default: seeds } = await import('@sigstore/tuf/seeds.json', { with: { type: 'json' } });
  const { 'trusted_root.json': root } = seeds['https://tuf-repo-cdn.sigstore.dev'].targets;
  roots = await rootsOfFile(Buffer.from(root, 'base64').toString(), 'seeds.json');
  real = await readFile(file, 'utf8');
});

const verify = async (policy: string, text = real, subject: Digest = digest) => {
  const store = new MemoryStore();
  const descriptor: Descriptor = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: subject, size: 1 };
  await putReferrer(store, descriptor, Buffer.from(text));
  const judge = { policy: parsePolicy(policy, () => ''), roots };
  return verifyManifest(store, descriptor, 'registry.test/sigstore', judge, new AbortController().signal);
};

const policy = (changes: object = {}) =>
  JSON.stringify([
    {
      github: 'sigstore/sigstore-js',
      ref: 'refs/heads/main',
      workflow: '.github/workflows/release.yml',
      predicate: 'https://slsa.dev/provenance/v1',
      ...changes,
    },
  ]);

it('is accepted, and says who made it', async () => {
  expect(await verify(policy())).toEqual([
    expect.objectContaining({
      identity: 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main',
      issuer: 'https://token.actions.githubusercontent.com',
      repository: 'https://github.com/sigstore/sigstore-js',
      commit: 'f0b49a04e5a62250e0f60fb128004a73110fe311',
      ref: 'refs/heads/main',
      run: 'https://github.com/sigstore/sigstore-js/actions/runs/5904696764/attempts/1',
      time: '2023-08-18T16:05:35.000Z',
      predicateType: 'https://slsa.dev/provenance/v1',
      format: 'bundle',
    }),
  ]);
});

describe('is refused', () => {
  const run = 'is by https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main';
  it.each([
    ['for a tag', policy({ ref: 'refs/tags/v*' }), run],
    ['for a repository whose name begins in the same way', policy({ github: 'sigstore/sigstore' }), run],
    ['for another workflow', policy({ workflow: '.github/workflows/ci.yml' }), run],
    [
      'as a plain signature',
      policy({ predicate: undefined }),
      'is by the right signer, but of type "https://slsa.dev/provenance/v1"',
    ],
  ])('%s', async (_, asked, words) => {
    await expect(verify(asked)).rejects.toMatchObject({ code: 'UNTRUSTED', message: expect.stringContaining(words) });
  });

  it('for another digest', async () => {
    const other = `${digest.slice(0, -1)}d` as Digest;
    await expect(verify(policy(), real, other)).rejects.toThrow('it is about another digest');
  });

  it.each([
    ['payload', (bundle: Real) => change(bundle.dsseEnvelope, 'payload')],
    ['signature', (bundle: Real) => change(bundle.dsseEnvelope.signatures[0], 'sig')],
    ['promise of the log', (bundle: Real) => change(entry(bundle).inclusionPromise, 'signedEntryTimestamp')],
    ['time', (bundle: Real) => Object.assign(entry(bundle), { integratedTime: '1692374736' })],
  ])('with another %s', async (_, forge) => {
    const bundle: Real = JSON.parse(real);
    forge(bundle);
    await expect(verify(policy(), JSON.stringify(bundle))).rejects.toMatchObject({ code: 'UNTRUSTED' });
  });
});

interface Real {
  dsseEnvelope: { payload: string; signatures: [{ sig: string }] };
  verificationMaterial: { tlogEntries: [{ inclusionPromise: { signedEntryTimestamp: string } }] };
}

const entry = (bundle: Real) => bundle.verificationMaterial.tlogEntries[0];

/** Turns one bit in the middle of what stands there in base64. */
function change<K extends string>(holder: Record<K, string>, key: K): void {
  const bytes = Buffer.from(holder[key], 'base64');
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  holder[key] = bytes.toString('base64');
}
