import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegistry } from '../../src/registry/registry.ts';
import { LayoutStore } from '../../src/store/layout/layout-store.ts';
import type { Store } from '../../src/store/store.ts';
import { signatureTag } from '../../src/trust/find.ts';
import { keyHand } from '../../src/trust/hand.ts';
import { lookFor, signatureIn, signManifest } from '../../src/trust/sign.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';
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
