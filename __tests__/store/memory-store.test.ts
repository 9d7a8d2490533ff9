import { expect, it } from '@jest/globals';
import { describe } from '../../src/oci/descriptor.ts';
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
