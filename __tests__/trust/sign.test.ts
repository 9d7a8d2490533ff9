import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { LayoutStore } from '../../src/store/layout/layout-store.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { signatureTag } from '../../src/trust/find.ts';
import { keyHand } from '../../src/trust/hand.ts';
import { lookFor, signatureIn, signManifest } from '../../src/trust/sign.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';
import { forgeBundle, forgePayload, putReferrer, putSignatureTag, signPayload } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const { signal } = new AbortController();
let registry: FakeRegistry;
beforeAll(async () => {
  registry = await startFakeRegistry();
  registry.content.features.referrers = 'none';
});
afterAll(() => registry?.stop());

describe.each([
  // Each job has a client of its own.
  ['a registry', () => () => openRegistry(registry.host, registryOptions())('team/app', 'pull,push') as Store],
  [
    'a layout',
    () => {
      const folder = makeFolder();
      return () => new LayoutStore(folder) as Store;
    },
  ],
])('signers of one manifest in %s', (_, makeOpen) => {
  it('ten at a time lose nothing', async () => {
    const open = makeOpen();
    const subject = await putArtifact(open(), { a: 'a' }, ['v1']);
    const pieces = signatureIn('both');
    const hands = Array.from({ length: 10 }, () => keyHand(makeKeys().privateKey));
    await Promise.all(hands.map((hand) => signManifest(hand, pieces, open(), subject, signal)));
    const content = await open().manifest(signatureTag(subject.digest));
    expect(content.parsed()).toMatchObject({ layers: Array.from({ length: 10 }, () => expect.anything()) });
    for (const hand of hands) {
      const { signatures, added } = await lookFor(hand, pieces, open(), subject, signal);
      expect([signatures.map(({ format }) => format).toSorted(), added]).toEqual([['bundle', 'legacy'], []]);
    }
    expect((await signManifest(keyHand(makeKeys().privateKey), pieces, open(), subject, signal)).added).toEqual(pieces);
    const [first] = hands;
    expect(first && (await signManifest(first, pieces, open(), subject, signal)).added).toEqual([]);
  }, 60_000);
});

it('a signer that is stopped before it signs makes nothing', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  const seal = jest.fn<() => never>();
  const hand = { ...keyHand(makeKeys().privateKey), seal, sealPayload: seal };
  const stopped = new AbortController();
  const manifest = store.manifest.bind(store);
  // As late as can be: the last thing that is read before signing has been read.
  store.manifest = async (...given) => {
    try {
      return await manifest(...given);
    } finally {
      stopped.abort(new Error('another target failed'));
    }
  };
  await expect(signManifest(hand, signatureIn('both'), store, subject, stopped.signal)).rejects.toThrow(
    'another target',
  );
  expect(seal).not.toHaveBeenCalled();
});

describe('a signature by this key', () => {
  const { privateKey } = makeKeys();
  const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  const oldType = 'application/vnd.dev.cosign.simplesigning.v1+json';
  const bundle = ({ digest }: Descriptor) => forgeBundle(privateKey, digest);
  const old = ({ digest }: Descriptor) => signPayload(privateKey, forgePayload(digest));
  const oldReferrer = (store: Store, subject: Descriptor, layerType: string, artifactType: string) => {
    const { payload, signature } = old(subject);
    const annotations = { 'dev.cosignproject.cosign/signature': signature };
    return putReferrer(store, subject, payload, { artifactType, layerType, annotations });
  };

  // What cosign and Flux do not take must not keep us from signing, though we would take it.
  it.each<[string, (store: Store, subject: Descriptor) => Promise<void>, string[]]>([
    ['in a bundle', (store, subject) => putReferrer(store, subject, bundle(subject)), ['legacy']],
    [
      'in a bundle whose manifest does not say what it is',
      (store, subject) => putReferrer(store, subject, bundle(subject), { artifactType: '' }),
      ['bundle', 'legacy'],
    ],
    [
      'in a bundle beside another one',
      (store, subject) => putReferrer(store, subject, bundle(subject), { copies: 2 }),
      ['bundle', 'legacy'],
    ],
    [
      'in a bundle under the tag of signatures',
      (store, subject) => {
        const layer = { payload: bundle(subject), signature: '', mediaType: bundleType };
        return putSignatureTag(store, subject, [layer], 'sig', bundleType);
      },
      ['bundle', 'legacy'],
    ],
    ['under the tag of signatures', (store, subject) => putSignatureTag(store, subject, [old(subject)]), ['bundle']],
    [
      'in an envelope under the tag of signatures',
      (store, subject) => {
        const { dsseEnvelope } = JSON.parse(bundle(subject).toString());
        const payload = Buffer.from(JSON.stringify(dsseEnvelope));
        const mediaType = 'application/vnd.dsse.envelope.v1+json';
        return putSignatureTag(store, subject, [{ payload, signature: '', mediaType }]);
      },
      ['bundle', 'legacy'],
    ],
    [
      'in the older form among the referrers',
      (store, subject) => oldReferrer(store, subject, oldType, 'application/vnd.dev.cosign.artifact.sig.v1+json'),
      ['bundle', 'legacy'],
    ],
    [
      'in the older form among the referrers, as a bundle',
      (store, subject) => oldReferrer(store, subject, oldType, bundleType),
      ['bundle', 'legacy'],
    ],
  ])('that is there %s', async (_, put, added) => {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, ['v1']);
    await put(store, subject);
    const hand = keyHand(privateKey);
    const signed = await signManifest(hand, signatureIn('both'), store, subject, signal);
    expect(signed.added.map(({ format }) => format)).toEqual(added);
    expect(await lookFor(hand, signatureIn('both'), store, subject, signal)).toMatchObject({ added: [] });
  });

  it('is listed by its format, whichever was there before', async () => {
    for (const format of ['bundle', 'legacy'] as const) {
      const store = new MemoryStore();
      const subject = await putArtifact(store, { a: 'a' }, ['v1']);
      await signManifest(keyHand(privateKey), signatureIn(format), store, subject, signal);
      const { signatures } = await signManifest(keyHand(privateKey), signatureIn('both'), store, subject, signal);
      expect(signatures.map((each) => each.format)).toEqual(['bundle', 'legacy']);
    }
  });
});
