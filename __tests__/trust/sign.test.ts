import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { LayoutStore } from '../../src/store/layout/layout-store.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { signatureTag } from '../../src/trust/find.ts';
import { parseBundle } from '../../src/trust/formats/bundle.ts';
import { encodeStatement } from '../../src/trust/formats/statement.ts';
import { publicKeyOf } from '../../src/trust/public-key.ts';
import { type Claim, lookFor, signatureIn, signManifest } from '../../src/trust/sign.ts';
import { keySigner, type Signer } from '../../src/trust/signer.ts';
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
    const claims = signatureIn('both');
    const signers = Array.from({ length: 10 }, () => keySigner(makeKeys().privateKey));
    await Promise.all(signers.map((signer) => signManifest(signer, claims, open(), subject, signal)));
    const content = await open().manifest(signatureTag(subject.digest));
    expect(content.parsed()).toMatchObject({ layers: Array.from({ length: 10 }, () => expect.anything()) });
    for (const signer of signers) {
      const { signatures, added } = await lookFor(signer, claims, open(), subject, signal);
      expect([signatures.map(({ format }) => format).toSorted(), added]).toEqual([['bundle', 'legacy'], []]);
    }
    expect((await signManifest(keySigner(makeKeys().privateKey), claims, open(), subject, signal)).added).toEqual(
      claims,
    );
    const [first] = signers;
    expect(first && (await signManifest(first, claims, open(), subject, signal)).added).toEqual([]);
  });
});

it('a signer that is stopped before it signs makes nothing', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  const sign = jest.fn<() => never>();
  const signer = { ...keySigner(makeKeys().privateKey), sign, signPayload: sign };
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
  await expect(signManifest(signer, signatureIn('both'), store, subject, stopped.signal)).rejects.toThrow(
    'another target',
  );
  expect(sign).not.toHaveBeenCalled();
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
    const signer = keySigner(privateKey);
    const signed = await signManifest(signer, signatureIn('both'), store, subject, signal);
    expect(signed.added.map(({ format }) => format)).toEqual(added);
    expect(await lookFor(signer, signatureIn('both'), store, subject, signal)).toMatchObject({ added: [] });
  });

  it('names its key by the fingerprint to people, and by a hint in the bundle', async () => {
    const { key, fingerprint, hint } = publicKeyOf(privateKey);
    const { shown, label, sign } = keySigner(privateKey);
    expect([key.type, shown, label]).toEqual(['public', { key: fingerprint }, `the key ${fingerprint}`]);
    const { evidence } = await sign(encodeStatement(`sha256:${'a'.repeat(64)}`, { predicateType: 'x', predicate: {} }));
    const text = evidence.format === 'bundle' ? evidence.bytes.toString() : '';
    expect(JSON.parse(text)).toMatchObject({ verificationMaterial: { publicKey: { hint } } });
  });

  it('is listed by its format, whichever was there before', async () => {
    for (const format of ['bundle', 'legacy'] as const) {
      const store = new MemoryStore();
      const subject = await putArtifact(store, { a: 'a' }, ['v1']);
      await signManifest(keySigner(privateKey), signatureIn(format), store, subject, signal);
      const { signatures } = await signManifest(keySigner(privateKey), signatureIn('both'), store, subject, signal);
      expect(signatures.map((each) => each.format)).toEqual(['bundle', 'legacy']);
    }
  });
});

describe('what is said of a manifest', () => {
  const types = ['https://spdx.dev/Document/v2.3', 'https://slsa.dev/provenance/v1'] as const;
  const attested = (predicate: object, isAny = false, predicateType: string = types[0]): Claim => ({
    format: 'bundle',
    predicateType,
    predicate,
    label: 'sbom',
    ...(isAny ? { isAny } : {}),
  });
  const put = async (location?: Store['location']) => {
    const store: Store = Object.assign(new MemoryStore(), location === undefined ? {} : { location });
    return { store, subject: await putArtifact(store, { a: 'a' }, ['v1']) };
  };
  const signer = keySigner(makeKeys().privateKey);

  it.each([
    [undefined, 'oci-layout'],
    [{ host: 'docker.io', repository: 'library/app' }, 'index.docker.io/library/app'],
    [{ host: 'registry.test:5000', repository: 'team/app' }, 'registry.test:5000/team/app'],
    [{ host: 'mirror.docker.io', repository: 'app' }, 'mirror.docker.io/app'],
  ])('names its repository as cosign does, but for a signature in a bundle: %j', async (location, name) => {
    const { store, subject } = await put(location);
    const names: string[] = [];
    const noting: Signer = {
      ...signer,
      sign: async (statement) => {
        names.push(JSON.parse(statement.toString()).subject[0].name);
        throw new Error('noted');
      },
      signPayload: async (payload) => {
        names.push(JSON.parse(payload.toString()).critical.identity['docker-reference']);
        throw new Error('noted');
      },
    };
    const claims = [...signatureIn('both'), attested({})];
    await expect(signManifest(noting, claims, store, subject, signal)).rejects.toThrow('noted');
    expect(names).toEqual([undefined, name, name]);
  });

  it('is given back where it is an attestation, and not where it is a signature', async () => {
    const { store, subject } = await put();
    const { attestations } = await signManifest(
      signer,
      [...signatureIn('bundle'), attested({ a: 1 }), attested({}, true, types[1])],
      store,
      subject,
      signal,
    );
    const said = attestations.map((bytes) => JSON.parse(parseBundle(bytes).payload.toString()));
    expect(said.map(({ predicateType, predicate }) => [predicateType, predicate])).toEqual([
      [types[0], { a: 1 }],
      [types[1], {}],
    ]);
  });

  it.each([
    ['once where it is the same', attested({ a: 1 }), 0],
    ['again where it is another', attested({ a: 2 }), 1],
    ['once where any will do', attested({ a: 2 }, true), 0],
    ['again where it is of another type', attested({ a: 1 }, true, types[1]), 1],
  ])('is said %s', async (_, claim, count) => {
    const { store, subject } = await put();
    await signManifest(signer, [attested({ a: 1 })], store, subject, signal);
    const { added, signatures } = await signManifest(signer, [claim], store, subject, signal);
    expect([added.length, signatures.map(({ predicateType }) => predicateType)]).toEqual([
      count,
      [claim.predicateType],
    ]);
    const { added: left } = await lookFor(signer, [claim], store, subject, signal);
    expect(left).toEqual([]);
  });

  it('is said as often as it is asked for', async () => {
    const { store, subject } = await put();
    const claim = attested({ a: 1 });
    await signManifest(signer, [claim], store, subject, signal);
    expect((await lookFor(signer, [claim, { ...claim }], store, subject, signal)).added).toHaveLength(1);
  });

  it('is listed in the order in which it was asked for, whichever was there before', async () => {
    for (const before of types) {
      const { store, subject } = await put();
      await signManifest(signer, [attested({}, true, before)], store, subject, signal);
      const claims = [attested({}, true, types[1]), attested({}, true, types[0])];
      const { signatures } = await signManifest(signer, claims, store, subject, signal);
      expect(signatures.map(({ predicateType }) => predicateType)).toEqual([types[1], types[0]]);
    }
  });

  it('refers to the manifest alone, whatever is known of it besides', async () => {
    const { store, subject } = await put();
    const more = { ...subject, annotations: { a: 'b' }, platform: { os: 'linux', architecture: 'amd64' } };
    const { signatures } = await signManifest(signer, signatureIn('bundle'), store, more, signal);
    const manifest = (await store.manifest(signatures[0]?.digest ?? '')).parsed();
    expect(manifest.kind === 'manifest' && manifest.subject).toEqual(subject);
  });

  it('is judged as new when it was just made, and nothing of it is published where one claim does not verify', async () => {
    const { store, subject } = await put();
    const asked: [string, boolean][] = [];
    const failing: Signer = {
      ...signer,
      isOwn: async ({ format }, _, __, isNew) => {
        asked.push([format, isNew]);
        return format === 'bundle';
      },
    };
    await expect(signManifest(failing, signatureIn('both'), store, subject, signal)).rejects.toMatchObject({
      code: 'SIGNING',
      message: 'A signature that was just made does not verify: nothing of it was published',
    });
    expect(asked).toEqual([
      ['bundle', true],
      ['legacy', true],
    ]);
    expect(await Array.fromAsync(store.referrers(subject))).toEqual([]);
    await expect(store.manifest(signatureTag(subject.digest))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends for all claims when one cannot be published', async () => {
    const { store, subject } = await put();
    const reason = new Error('full');
    let calls = 0;
    store.push = (_, __, { signal: own } = {}) => {
      calls += 1;
      if (calls === 1) return new Promise((_resolve, reject) => setImmediate(reject, reason));
      return new Promise((_resolve, reject) => own?.addEventListener('abort', () => reject(own.reason)));
    };
    const claims = [attested({ a: 1 }), attested({ a: 2 })];
    await expect(signManifest(signer, claims, store, subject, signal)).rejects.toBe(reason);
    expect(calls).toBe(2);
  });

  it('has the number of its entry where a log has one', async () => {
    const { store, subject } = await put();
    const numbers = ['7'];
    const sign: Signer['sign'] = async (statement) => ({ ...(await signer.sign(statement)), logIndex: numbers.pop() });
    const claims = [attested({ a: 1 }), attested({ a: 2 })];
    const { signatures } = await signManifest({ ...signer, sign }, claims, store, subject, signal);
    expect(signatures.map(({ logIndex }) => logIndex).toSorted()).toEqual(['7', undefined]);
  });
});
