import { expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { signatureTag } from '../../src/trust/find.ts';
import { addLayers } from '../../src/trust/publish.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { putSignatureTag } from '../support/trust/forge.ts';

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
