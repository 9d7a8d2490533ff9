import { expect, it } from '@jest/globals';
import { describe } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { storeContract } from './contract.ts';

storeContract('MemoryStore', async () => new MemoryStore());

it('resolves the digest of a manifest, not that of a blob', async () => {
  const store = new MemoryStore();
  const blob = describe('text/plain', Buffer.from('hello'));
  store.stage(blob, openBytes(Buffer.from('hello')));
  await expect(store.resolve(blob.digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('holds a blob that is larger than any manifest', async () => {
  const store = new MemoryStore();
  const bytes = Buffer.alloc(4 * 1024 * 1024 + 1);
  const blob = describe('text/plain', bytes);
  await store.push(blob, openBytes(bytes));
  expect(await store.has(blob)).toBe(true);
});

it('has nothing of a push that was given up while its content came', async () => {
  const store = new MemoryStore();
  const bytes = Buffer.from('{}');
  const manifest = describe(imageManifest, bytes);
  const controller = new AbortController();
  const open = async () => {
    controller.abort(new Error('given up'));
    return openBytes(bytes)();
  };
  const pushed = store.push(manifest, open, { tags: ['v1'], signal: controller.signal });
  await expect(pushed).rejects.toThrow('given up');
  expect(await store.has(manifest)).toBe(false);
});
