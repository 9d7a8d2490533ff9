import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { giveUp } from '../../src/chunks.ts';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { digestOf, startHash } from '../../src/oci/digest.ts';
import { encodeManifest } from '../../src/oci/manifest.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import type { Store } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { buffer } from '../support/content/buffer.ts';
import { collect } from '../support/content/collect.ts';

/** What not all stores do. */
export interface Features {
  /** Whether blobs may be named by their sha512: ocimem and go-containerregistry refuse that. */
  sha512?: boolean;
  /** Whether a tag can be removed alone: docker-registry 2.8 does not do it. */
  tagDelete?: boolean;
  /** Whether the tags of a manifest go with it: go-containerregistry keeps them, each with the manifest. */
  tagsGoAlong?: boolean;
  /**
   * Whether a list of referrers has their types and annotations: go-containerregistry gives the type of the config, and
   * none.
   */
  typesOfReferrers?: boolean;
}

const text = (content: string) => ({ bytes: Buffer.from(content), type: 'text/plain' });
const blobOf = ({ bytes, type }: { bytes: Buffer; type: string }) => describeContent(type, bytes);

/** What every `Store` does; `makeStore` gives an empty one. */
export function storeContract(
  title: string,
  makeStore: () => Promise<Store>,
  { sha512 = true, tagDelete = true, tagsGoAlong = true, typesOfReferrers = true }: Features = {},
): void {
  describe(`${title} is a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await makeStore();
    });

    const pushBlob = async (bytes: Buffer, type = 'text/plain'): Promise<Descriptor> => {
      const descriptor = describeContent(type, bytes);
      await store.push(descriptor, openBytes(bytes));
      return descriptor;
    };
    const pushManifest = async (content: string, tag?: string, padding = '') => {
      const layers = [await pushBlob(Buffer.from(content))];
      await store.push(emptyJson, openBytes(Buffer.from('{}')));
      const annotations = padding === '' ? {} : { padding };
      const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers, annotations });
      const descriptor = describeContent(imageManifest, bytes);
      await store.push(descriptor, openBytes(bytes), { tags: tag === undefined ? [] : [tag] });
      return { descriptor, bytes };
    };
    const attach = async (subject: Descriptor, artifactType: string | undefined, annotations = {}) => {
      await store.push(emptyJson, openBytes(Buffer.from('{}')));
      const type = artifactType === undefined ? {} : { artifactType };
      const bytes = encodeManifest({
        mediaType: imageManifest,
        config: emptyJson,
        layers: [emptyJson],
        subject,
        annotations,
        ...type,
      });
      const descriptor = describeContent(imageManifest, bytes);
      await store.push(descriptor, openBytes(bytes));
      return descriptor;
    };
    const tags = async () => (await collect(store.tags())).sort();
    const referrers = async (subject: Descriptor) =>
      (await collect(store.referrers(subject))).sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const read = async (descriptor: Descriptor) => buffer(await store.fetch(descriptor));

    it.each([
      ['a text', Buffer.from('hello\n')],
      ['nothing', Buffer.alloc(0)],
      ['3 MiB', randomBytes(3 * 1024 * 1024)],
    ])('keeps a blob of %s', async (_, bytes) => {
      const descriptor = describeContent('application/octet-stream', bytes);
      expect(await store.has(descriptor)).toBe(false);
      await store.push(descriptor, openBytes(bytes));
      expect(await store.has(descriptor)).toBe(true);
      expect(bytes.equals(await read(descriptor))).toBe(true);
    });

    if (sha512) {
      it('keeps a blob under its sha512', async () => {
        const bytes = Buffer.from('hello\n');
        const hash = startHash('sha512:');
        hash.update(bytes);
        const descriptor: Descriptor = { mediaType: 'text/plain', digest: hash.finish(), size: bytes.byteLength };
        await store.push(descriptor, openBytes(bytes));
        expect(await store.has(descriptor)).toBe(true);
        expect(await read(descriptor)).toEqual(bytes);
      });
    }

    it('takes again what is there', async () => {
      const bytes = Buffer.from('twice');
      const descriptor = await pushBlob(bytes);
      await pushBlob(bytes);
      const { descriptor: manifest } = await pushManifest('twice', 'v1');
      await pushManifest('twice', 'v1');
      expect(await read(descriptor)).toEqual(bytes);
      expect(await store.resolve('v1')).toMatchObject(manifest);
    });

    it('finds a manifest by tag and by digest', async () => {
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      const { mediaType, digest, size } = descriptor;
      expect(await store.has(descriptor)).toBe(true);
      expect(await read(descriptor)).toEqual(bytes);
      for (const name of ['v1', digest]) {
        expect(await store.resolve(name)).toEqual({ mediaType, digest, size });
        expect(await store.manifest(name)).toEqual({
          descriptor: { mediaType, digest, size },
          bytes,
          parsed: expect.any(Function),
        });
      }
    });

    it('keeps a manifest without a tag', async () => {
      const { descriptor, bytes } = await pushManifest('untagged');
      expect(await store.resolve(descriptor.digest)).toMatchObject(descriptor);
      expect(await store.manifest(descriptor.digest)).toMatchObject({ bytes });
    });

    it('gives one manifest several tags, and moves a tag', async () => {
      const first = await pushManifest('first', 'v1');
      await store.push(first.descriptor, openBytes(first.bytes), { tags: ['latest'] });
      const second = await pushManifest('second', 'latest');
      expect(await store.resolve('v1')).toMatchObject(first.descriptor);
      expect(await store.resolve('latest')).toMatchObject(second.descriptor);
      await pushManifest('third', 'v1');
      expect(await store.resolve(first.descriptor.digest)).toMatchObject(first.descriptor);
    });

    it('writes several tags in one push, and tells of each', async () => {
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      const told: [string, string][] = [];
      await store.push(descriptor, openBytes(bytes), {
        tags: ['v1', 'v2', 'latest'],
        onTagged: (tag, digest) => told.push([tag, digest]),
      });
      expect(told).toEqual(['v1', 'v2', 'latest'].map((tag) => [tag, descriptor.digest]));
      expect(await tags()).toEqual(['latest', 'v1', 'v2']);
      for (const tag of ['v1', 'v2', 'latest']) expect(await store.resolve(tag)).toMatchObject(descriptor);
    });

    it('says NOT_FOUND to what is not there', async () => {
      await pushManifest('hello', 'v1');
      const missing = digestOf(Buffer.from('missing'));
      const notFound = { code: 'NOT_FOUND' };
      for (const name of ['v2', missing]) {
        await expect(store.resolve(name)).rejects.toMatchObject(notFound);
        await expect(store.manifest(name)).rejects.toMatchObject(notFound);
      }
      for (const mediaType of ['text/plain', imageManifest]) {
        const descriptor = { mediaType, digest: missing, size: 7 };
        expect(await store.has(descriptor)).toBe(false);
        await expect(store.fetch(descriptor)).rejects.toMatchObject(notFound);
      }
    });

    it.each([
      ['other', Buffer.from('jello')],
      ['too few', Buffer.from('cell')],
      ['too many', Buffer.from('cello!')],
    ])('says INTEGRITY to %s bytes and keeps nothing', async (_, wrong) => {
      // Content of no other test: go-containerregistry has one shelf of blobs for all repositories.
      for (const { bytes, type } of [text('cello'), { ...text('cello'), type: imageManifest }]) {
        const descriptor = describeContent(type, bytes);
        await expect(store.push(descriptor, openBytes(wrong))).rejects.toMatchObject({ code: 'INTEGRITY' });
        expect(await store.has(descriptor)).toBe(false);
      }
    });

    it('gives a stream that fails with INTEGRITY when the content is another than the descriptor says', async () => {
      const { digest, size, mediaType } = await pushBlob(Buffer.from('hello'));
      for (const wrong of [size - 1, size + 1]) {
        const reading = (async () => buffer(await store.fetch({ mediaType, digest, size: wrong })))();
        await expect(reading).rejects.toMatchObject({ code: 'INTEGRITY' });
      }
    });

    it('can give up content that is not read', async () => {
      const descriptor = await pushBlob(Buffer.alloc(1024 * 1024));
      for (let time = 0; time < 3; time += 1) await giveUp(await store.fetch(descriptor));
      expect(await read(descriptor)).toHaveLength(descriptor.size);
    });

    it('lists the tags, each once', async () => {
      await expect(tags()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      await store.push(descriptor, openBytes(bytes), { tags: ['latest'] });
      await pushManifest('other', 'v2');
      await pushManifest('moved', 'v1');
      await pushManifest('nameless');
      expect(await tags()).toEqual(['latest', 'v1', 'v2']);
    });

    it('lists the referrers of a manifest, and only its own', async () => {
      const { descriptor: subject } = await pushManifest('subject', 'v1');
      const { descriptor: other } = await pushManifest('other', 'v2');
      expect(await referrers(subject)).toEqual([]);
      const annotations = { 'org.example.key': 'a value' };
      const typed = await attach(subject, 'application/vnd.example.sbom', annotations);
      const plain = await attach(subject, undefined);
      const expected = [
        typesOfReferrers
          ? { ...typed, artifactType: 'application/vnd.example.sbom', annotations }
          : { ...typed, artifactType: emptyJson.mediaType },
        { ...plain, artifactType: emptyJson.mediaType },
      ].sort((a, b) => (a.digest < b.digest ? -1 : 1));
      expect(await referrers(subject)).toEqual(expected);
      expect(await referrers(other)).toEqual([]);
      await attach(subject, undefined);
      const missing = describeContent(imageManifest, Buffer.from('missing'));
      const early = await attach(missing, 'a/b');
      const earlyType = typesOfReferrers ? 'a/b' : emptyJson.mediaType;
      expect(await referrers(missing)).toEqual([{ ...early, artifactType: earlyType }]);
      expect(await referrers(subject)).toEqual(expected);

      await store.delete(typed.digest);
      expect(await referrers(subject)).toEqual(expected.filter(({ digest }) => digest !== typed.digest));
      await store.delete(plain.digest);
      expect(await referrers(subject)).toEqual([]);
    });

    it('deletes a manifest with all its tags', async () => {
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      await store.push(descriptor, openBytes(bytes), { tags: ['latest'] });
      const other = await pushManifest('other', 'v2');
      await store.delete(descriptor.digest);
      for (const tag of tagsGoAlong ? [] : ['v1', 'latest']) {
        expect(await store.resolve(tag)).toMatchObject(descriptor);
        await store.delete(tag);
      }
      expect(await tags()).toEqual(['v2']);
      expect(await store.has(descriptor)).toBe(false);
      for (const name of ['v1', 'latest', descriptor.digest]) {
        await expect(store.resolve(name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      await expect(store.delete(descriptor.digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await store.manifest('v2')).toMatchObject({ bytes: other.bytes });
      await pushManifest('hello', 'v1');
      expect(await store.manifest('v1')).toMatchObject({ bytes });
    });

    it(tagDelete ? 'deletes a tag and keeps the manifest' : 'says UNSUPPORTED to the delete of a tag', async () => {
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      await store.push(descriptor, openBytes(bytes), { tags: ['latest'] });
      if (!tagDelete) {
        await expect(store.delete('v1')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
        expect(await tags()).toEqual(['latest', 'v1']);
        return;
      }
      await store.delete('v1');
      await expect(store.delete('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await tags()).toEqual(['latest']);
      await store.delete('latest');
      expect(await tags()).toEqual([]);
      expect(await store.has(descriptor)).toBe(true);
      expect(await store.manifest(descriptor.digest)).toMatchObject({ bytes });
    });

    it('gives no manifest of over 4 MiB', async () => {
      const pushAndRead = async () => {
        await pushManifest('hello', 'v1', 'x'.repeat(4 * 1024 * 1024));
        return store.manifest('v1');
      };
      await expect(pushAndRead()).rejects.toMatchObject({ code: 'TOO_LARGE' });
    });

    it('does nothing after an abort, and fails with its reason', async () => {
      const { descriptor, bytes } = await pushManifest('hello', 'v1');
      const reason = new OciError('CANCELLED', 'Stopped by the test');
      const signal = AbortSignal.abort(reason);
      const { bytes: blob, type } = text('not pushed');
      const attempts = [
        () => store.resolve('v1', signal),
        () => store.manifest('v1', signal),
        () => store.fetch(descriptor, signal),
        () => store.has(descriptor, signal),
        () => store.push(blobOf({ bytes: blob, type }), openBytes(blob), { signal }),
        () => store.push(descriptor, openBytes(bytes), { tags: ['v2'], signal }),
        () => collect(store.tags(signal)),
        () => collect(store.referrers(descriptor, signal)),
        () => store.delete('v1', signal),
        () => store.delete(descriptor.digest, signal),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toBe(reason);
      expect(await store.has(blobOf({ bytes: blob, type }))).toBe(false);
      expect(await store.resolve('v1')).toMatchObject({ digest: descriptor.digest });
      await expect(store.resolve('v2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
}
