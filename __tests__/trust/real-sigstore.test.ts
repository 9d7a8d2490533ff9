import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyManifest } from '../../src/trust/verify.ts';

/**
 * What the real Fulcio, clock and log of version 2 made with cosign 3.1.3 and with this action, byte for byte:
 * real-sigstore/README.md says which versions, and how.
 */
const folder = join(import.meta.dirname, 'real-sigstore');
const signature = 'https://sigstore.dev/cosign/sign/v1';
const provenance = 'https://slsa.dev/provenance/v1';
const cosigned = { digest: 'sha256:e75b35937eb985292de694d8257caca2b34bfd83b1d883e05b027fca8be5eb54', size: 601 };
const own = { digest: 'sha256:33235f8110a3851bfe764086e27621295d3b965b2ea63a9d819951b3f7b2c722', size: 593 };
const files = [
  ['cosign3-signature', cosigned, signature],
  ['cosign3-provenance', cosigned, provenance],
  ['hashedrekord-signature', own, signature],
  ['hashedrekord-provenance', own, provenance],
] as const;

interface Bundle {
  verificationMaterial: {
    tlogEntries: [{ canonicalizedBody: string; inclusionProof: { checkpoint: { envelope: string } } }];
    timestampVerificationData: object;
  };
}

let roots: TrustRoot;
beforeAll(async () => {
  roots = await rootsOfFile(await readFile(join(folder, 'trusted-root.json'), 'utf8'), 'trusted-root.json');
});

const imageManifest = 'application/vnd.oci.image.manifest.v1+json';
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const signal = new AbortController().signal;

/** Puts a bundle into a place as cosign does, where its manifest is not given, and verifies its subject. */
async function verify(
  bundle: Buffer,
  subject: { digest: string; size: number },
  asked: object,
  written?: Buffer,
): Promise<unknown> {
  const store = new MemoryStore();
  const descriptor = { mediaType: imageManifest, digest: subject.digest as Digest, size: subject.size };
  const layer = describeContent(bundleType, bundle);
  const empty = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const made = {
    ...{ schemaVersion: 2, mediaType: imageManifest, artifactType: bundleType, config: empty },
    ...{ layers: [layer], subject: descriptor },
  };
  const manifest = written ?? Buffer.from(JSON.stringify(made));
  await store.push(empty, openBytes(Buffer.from('{}')), { signal });
  await store.push(layer, openBytes(bundle), { signal });
  await store.push(describeContent(imageManifest, manifest), openBytes(manifest), { signal });
  const policy = JSON.stringify([{ github: 'acme/app', ref: 'refs/tags/v*', ...asked }]);
  const judge = { policy: parsePolicy(policy, () => ''), roots };
  return verifyManifest(store, descriptor, 'registry.test/app', judge, signal);
}

describe.each(files)('%s', (name, subject, predicate) => {
  const asked = predicate === signature ? {} : { predicate };
  let bundle: Buffer;
  beforeAll(async () => {
    bundle = await readFile(join(folder, `${name}.bundle.json`));
  });

  it('is accepted, as it lies in the registry', async () => {
    const manifest = name.startsWith('cosign3') ? await readFile(join(folder, `${name}.manifest.json`)) : undefined;
    expect(await verify(bundle, subject, asked, manifest)).toEqual([
      expect.objectContaining({
        identity: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
        repository: 'https://github.com/acme/app',
        predicateType: predicate,
        time: expect.stringMatching(/^2026-12-02T09:/),
      }),
    ]);
  });

  it.each([
    ['another repository', { github: 'acme/other' }],
    ['another ref', { ref: 'refs/heads/main' }],
    ['another type', { predicate: 'https://spdx.dev/Document/v2.3' }],
  ])('is refused where %s is asked for', async (_, changes) => {
    await expect(verify(bundle, subject, { ...asked, ...changes })).rejects.toMatchObject({ code: 'UNTRUSTED' });
  });

  it('is refused for another digest', async () => {
    const other = { ...subject, digest: `${subject.digest.slice(0, -1)}0` };
    await expect(verify(bundle, other, asked)).rejects.toMatchObject({ code: 'UNTRUSTED' });
  });

  it.each([
    // What is not in the alphabet of base64 is another text, whatever stood there.
    ['hash', /("digest":"...)./, '$1_'],
    ['signature', /("content":"M...........)./, '$1_'],
    ['kind', /"kind":"hashedrekord"/, '"kind":"dsse"'],
  ])('is refused with another %s in the entry of the log', async (_, place, changed) => {
    const json = JSON.parse(bundle.toString()) as Bundle;
    const [entry] = json.verificationMaterial.tlogEntries;
    const body = Buffer.from(entry.canonicalizedBody, 'base64').toString();
    entry.canonicalizedBody = Buffer.from(body.replace(place, changed)).toString('base64');
    expect(body.replace(place, changed)).not.toBe(body);
    await expect(verify(Buffer.from(JSON.stringify(json)), subject, asked)).rejects.toMatchObject({
      code: 'UNTRUSTED',
    });
  });

  it.each<[string, (bundle: Bundle['verificationMaterial'], other: Bundle['verificationMaterial']) => void, string]>([
    ['entry', (own, other) => (own.tlogEntries = other.tlogEntries), 'signature mismatch'],
    [
      'checkpoint',
      ({ tlogEntries: [{ inclusionProof }] }) =>
        (inclusionProof.checkpoint.envelope = inclusionProof.checkpoint.envelope.replace('acme', 'evil')),
      'invalid checkpoint signature',
    ],
    [
      'timestamp',
      (own, other) => (own.timestampVerificationData = other.timestampVerificationData),
      'timestamp could not be verified',
    ],
  ])('is refused with the %s of another', async (_, forge, says) => {
    const foreign = name === 'cosign3-signature' ? 'cosign3-provenance' : 'cosign3-signature';
    const [json, other] = [bundle, await readFile(join(folder, `${foreign}.bundle.json`))].map(
      (bytes) => JSON.parse(bytes.toString()) as Bundle,
    ) as [Bundle, Bundle];
    forge(json.verificationMaterial, other.verificationMaterial);
    const message = expect.stringContaining(says);
    const verified = verify(Buffer.from(JSON.stringify(json)), subject, asked);
    await expect(verified).rejects.toMatchObject({ code: 'UNTRUSTED', message });
  });
});
