import { describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as descriptorOf } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { readAll } from '../../src/store/verified.ts';
import { realTime } from '../../src/time.ts';
import { signatureTag } from '../../src/trust/find.ts';
import { addLayers, addToTag, pushBundle } from '../../src/trust/publish.ts';
import { putArtifact, putIndex } from '../support/content/shelf.ts';
import { putSignatureTag } from '../support/trust/forge.ts';

/** A time in which waiting takes none. */
const atOnce = { ...realTime, pause: async () => {} };

const nameOf = ({ annotations }: Descriptor) => annotations?.['dev.cosignproject.cosign/signature'];

it('Signatures that were seen are put back when somebody overwrites them who has not seen them', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, []);
  const tag = signatureTag(subject.digest);
  const layersOf = async () => {
    const manifest = (await store.manifest(tag)).parsed();
    return manifest.kind === 'manifest' ? manifest.layers : [];
  };
  const overwrite = (name: string) =>
    putSignatureTag(store, subject, [{ payload: Buffer.from(name), signature: name }]);
  await overwrite('mine');
  const mine = await layersOf();
  await overwrite('seen');

  const stop = new AbortController();
  const written: unknown[] = [];
  const push = store.push.bind(store);
  let isOther = false;
  store.push = async (descriptor, open, options = {}) => {
    await push(descriptor, open, options);
    if (isOther || !options.tags?.length) return;
    written.push((await layersOf()).map(nameOf).sort());
    // After the second time, it is only waited for what becomes of it.
    if (written.length === 2) return stop.abort(new Error('That is enough'));
    isOther = true;
    await overwrite('late');
    isOther = false;
  };
  await expect(addLayers(store, tag, mine, stop.signal)).rejects.toThrow('That is enough');
  expect(written).toEqual([
    ['mine', 'seen'],
    ['late', 'mine', 'seen'],
  ]);
});

const { signal } = new AbortController();
const simple = 'application/vnd.dev.cosign.simplesigning.v1+json';
const layer = (name: string) => ({
  ...descriptorOf(simple, Buffer.from('payload')),
  annotations: { 'dev.cosignproject.cosign/signature': name },
});

describe('A tag that others write too', () => {
  /** The tag of a store to which `meddle` happens after each write, and how often it was waited for. */
  async function adding(meddle: (store: MemoryStore, subject: Descriptor, round: number) => Promise<void>) {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, []);
    let rounds = 0;
    const pause = async () => {
      rounds += 1;
      await meddle(store, subject, rounds);
    };
    const tag = signatureTag(subject.digest);
    const done = addLayers(store, tag, [layer('mine')], signal, { ...realTime, pause });
    return { done: await done.then(String, ({ message }: Error) => message), rounds, tag, store };
  }
  const put = (store: MemoryStore, subject: Descriptor, ...names: string[]) =>
    putSignatureTag(
      store,
      subject,
      names.map((signature) => ({ payload: Buffer.from('payload'), signature })),
    );

  it('is looked at once more after a write, and left then', async () => {
    const { done, rounds, store, tag } = await adding(async () => {});
    expect([done, rounds]).toEqual([(await store.manifest(tag)).descriptor.digest, 1]);
  });

  it('is looked at until two looks find the same', async () => {
    const { done, rounds, store, tag } = await adding(async (at, subject, round) => {
      if (round <= 3)
        await put(at, subject, 'mine', ...Array.from({ length: round }, (_, number) => `other ${number}`));
    });
    expect([done, rounds]).toEqual([(await store.manifest(tag)).descriptor.digest, 4]);
  });

  it('is given up after ten rounds where it keeps nothing', async () => {
    const { done, rounds, tag } = await adding((at, subject) => put(at, subject, 'theirs'));
    expect([done, rounds]).toEqual([`The tag ${tag} does not keep what is written to it`, 10]);
  });

  it('is good after ten rounds where it keeps ours, though others never end', async () => {
    const { done, rounds, store, tag } = await adding((at, subject, round) =>
      put(at, subject, 'mine', ...Array.from({ length: round }, (_, number) => `other ${number}`)),
    );
    expect([done, rounds]).toEqual([(await store.manifest(tag)).descriptor.digest, 10]);
  });
});

it.each([{ size: 6 }, { annotations: { ...layer('mine').annotations, more: 'x' } }])(
  'A layer that has our signature and %j does not count as ours',
  async (planted) => {
    const store = new MemoryStore();
    const subject = await putArtifact(store, { a: 'a' }, []);
    const tag = signatureTag(subject.digest);
    await addLayers(store, tag, [{ ...layer('mine'), ...planted }], signal, atOnce);
    await addLayers(store, tag, [layer('mine')], signal, atOnce);
    const manifest = (await store.manifest(tag)).parsed();
    expect(manifest).toMatchObject({ layers: [{ ...layer('mine'), ...planted }, layer('mine')] });
  },
);

it('A tag that holds an index is not overwritten', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, []);
  const tag = signatureTag(subject.digest);
  const index = await putIndex(store, [subject], [tag]);
  await expect(addLayers(store, tag, [layer('mine')], signal)).rejects.toMatchObject({
    code: 'ARTIFACT',
    message: `The tag ${tag} holds an index instead of signatures of cosign: it was not overwritten`,
  });
  expect((await store.manifest(tag)).descriptor.digest).toBe(index.digest);
});

const jsonOf = async (store: MemoryStore, name: string) =>
  JSON.parse(Buffer.from((await store.manifest(name)).bytes).toString());

describe('As cosign writes it', () => {
  it('is the manifest of a bundle', async () => {
    const store = new MemoryStore();
    const { mediaType, digest, size } = await putArtifact(store, { a: 'a' }, []);
    const bytes = Buffer.from('{"the":"bundle"}');
    const predicateType = 'https://x.test/predicate';
    const pushed: string[] = [];
    const push = store.push.bind(store);
    store.push = (descriptor, ...rest) => {
      pushed.push(descriptor.mediaType);
      return push(descriptor, ...rest);
    };
    const own = await pushBundle(store, { mediaType, digest, size }, { bytes, predicateType }, signal);
    // A registry takes no manifest before what it lists.
    expect(pushed.at(-1)).toBe('application/vnd.oci.image.manifest.v1+json');
    expect(pushed).toContain('application/vnd.dev.sigstore.bundle.v0.3+json');
    // What is there is not sent once more.
    pushed.splice(0);
    await pushBundle(store, { mediaType, digest, size }, { bytes, predicateType: 'https://x.test/other' }, signal);
    expect(pushed).toEqual(['application/vnd.oci.image.manifest.v1+json']);
    expect(await jsonOf(store, own)).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
        data: 'e30=',
      },
      layers: [descriptorOf('application/vnd.dev.sigstore.bundle.v0.3+json', bytes)],
      subject: { mediaType, digest, size },
      annotations: {
        'dev.sigstore.bundle.content': 'dsse-envelope',
        'dev.sigstore.bundle.predicateType': predicateType,
      },
    });
  });

  it('is a signature in the older form, with the annotations that there are', async () => {
    const store = new MemoryStore();
    const { digest } = await putArtifact(store, { a: 'a' }, []);
    const payload = Buffer.from('payload');
    const parts = {
      certificate: 'the leaf',
      chain: 'those above',
      log: '{"the":"entry"}',
      timestamp: '{"the":"time"}',
    };
    const named = {
      'dev.sigstore.cosign/certificate': 'the leaf',
      'dev.sigstore.cosign/chain': 'those above',
      'dev.sigstore.cosign/bundle': '{"the":"entry"}',
      'dev.sigstore.cosign/rfc3161timestamp': '{"the":"time"}',
    };
    // Once by a key and once by a certificate, of one payload.
    await addToTag(store, digest, { format: 'legacy', payload, signature: 'c2ln' }, signal, atOnce);
    await addToTag(store, digest, { format: 'legacy', payload, signature: 'bW9yZQ==', ...parts }, signal, atOnce);
    const plain = descriptorOf(simple, payload);
    const { config, layers } = await jsonOf(store, signatureTag(digest));
    expect(layers).toEqual([
      { ...plain, annotations: { 'dev.cosignproject.cosign/signature': 'c2ln' } },
      { ...plain, annotations: { 'dev.cosignproject.cosign/signature': 'bW9yZQ==', ...named } },
    ]);
    expect(config.mediaType).toBe('application/vnd.oci.image.config.v1+json');
    const image = JSON.parse((await readAll(await store.fetch(config), 'the config', 1024)).toString());
    const created = '0001-01-01T00:00:00Z';
    expect(image).toEqual({
      architecture: '',
      created,
      history: [{ created }, { created }],
      os: '',
      rootfs: { type: 'layers', diff_ids: [plain.digest, plain.digest] },
      config: {},
    });
  });
});
