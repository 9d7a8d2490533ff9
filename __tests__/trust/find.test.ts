import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as descriptorOf } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { findCandidates } from '../../src/trust/find.ts';
import { putArtifact, putIndex } from '../support/content/shelf.ts';
import { putReferrer, putSignatureTag } from '../support/trust/forge.ts';

const { signal } = new AbortController();
const signature = 'https://sigstore.dev/cosign/sign/v1';
const sbom = 'https://spdx.dev/Document/v2.3';
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const envelope = 'application/vnd.dsse.envelope.v1+json';
const empty = 'application/vnd.oci.empty.v1+json';

type Put = (store: MemoryStore, subject: Descriptor) => Promise<unknown>;
const referrer =
  (text: string, options: Parameters<typeof putReferrer>[3] = {}): Put =>
  (store, subject) =>
    putReferrer(store, subject, Buffer.from(text), options);
const tagged =
  (kind: 'sig' | 'att', ...layers: Partial<Parameters<typeof putSignatureTag>[2][number]>[]): Put =>
  (store, subject) =>
    putSignatureTag(
      store,
      subject,
      layers.map((each) => ({ payload: Buffer.from('payload'), signature: 'c2ln', ...each })),
      kind,
    );

/** What is found, a line each: its text or its problem, and whether it is where others look too. */
async function found(puts: Put[], wanted: string[] = [signature], change: (store: MemoryStore) => void = () => {}) {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  for (const put of puts) await put(store, subject);
  change(store);
  const lines: string[] = [];
  for await (const candidate of findCandidates(store, subject, new Set(wanted), signal)) {
    if ('unread' in candidate) {
      lines.push(`unread: ${candidate.unread}`);
      continue;
    }
    const { evidence, problem, isUsual } = candidate;
    const text =
      evidence?.format === 'bundle' ? `bundle ${evidence.bytes}` : `${evidence?.payload} ${evidence?.signature}`;
    lines.push(problem === undefined ? `${text}${isUsual ? '' : ', unusual'}` : `problem: ${problem}`);
  }
  return lines;
}

const large = 'x'.repeat(1024 * 1024);
it.each<[string, Put[], string[], string[]]>([
  ['a bundle', [referrer('b')], [signature], ['bundle b']],
  [
    'a bundle that its manifest does not say',
    [referrer('b', { artifactType: '' })],
    [signature],
    ['bundle b, unusual'],
  ],
  ['a manifest of another type', [referrer('b', { artifactType: 'application/vnd.test' })], [signature], []],
  ['a manifest of bundles with something else in it', [referrer('b', { layerType: 'text/plain' })], [signature], []],
  ['the older form without a signature', [tagged('sig', { signature: '' })], [signature], ['payload ']],
  ['an envelope among signatures', [tagged('sig', { mediaType: envelope })], [signature], ['payload , unusual']],
  [
    'attestations where a signature is wanted too',
    [tagged('sig', {}), tagged('att', {})],
    [signature, sbom],
    ['payload c2ln', 'payload , unusual'],
  ],
  ['a bundle of a mebibyte', [referrer(large)], [signature], [`bundle ${large}`]],
  [
    'one of more',
    [referrer(`${large}x`), referrer('b')],
    [signature],
    expect.arrayContaining(['bundle b', 'problem: a signature of 1 MiB is larger than 1 MiB']) as never,
  ],
  [
    'an index under the tag',
    [(store, subject) => putIndex(store, [subject], [`${subject.digest.replace(':', '-')}.sig`])],
    [signature],
    [],
  ],
])('finds %s', async (_, puts, wanted, expected) => {
  expect(await found(puts, wanted)).toEqual(expected);
});

it('asks for no content that is too large', async () => {
  const asked: number[] = [];
  await found([referrer(`${large}x`), referrer('b')], [signature], (store) => {
    const fetch = store.fetch.bind(store);
    store.fetch = (descriptor, own) => {
      if (descriptor.mediaType === bundleType) asked.push(descriptor.size);
      return fetch(descriptor, own);
    };
  });
  expect(asked).toEqual([1]);
});

describe('the likeliest come first', () => {
  const kinds = {
    'says what is wanted': { predicateType: sbom },
    'says nothing': {},
    'is listed by its config': { artifactType: empty },
    'is listed without a type': { artifactType: '' },
    'says what is not wanted': { predicateType: signature },
  };
  const order = ['says what is wanted', 'says nothing', 'is listed by its config', 'says what is not wanted'] as const;

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('number %i before number %i', async (first, second) => {
    const [one, other] = [order[first] ?? 'says nothing', order[second] ?? 'says nothing'];
    for (const names of [
      [one, other],
      [other, one],
    ] as const) {
      const lines = await found(
        names.map((name) => referrer(name, kinds[name])),
        [sbom],
      );
      expect(lines.map((line) => line.replace(', unusual', ''))).toEqual([`bundle ${one}`, `bundle ${other}`]);
    }
  });

  it('and one that is listed with no word of its type is looked at too', async () => {
    const lines = await found([referrer('b')], [signature], (store) => {
      const referrers = store.referrers.bind(store);
      store.referrers = async function* (...given) {
        for await (const { artifactType, ...rest } of referrers(...given)) yield rest;
      };
    });
    expect(lines).toEqual(['bundle b']);
  });

  it('and one that is listed without a type is looked at as one that is listed by its config', async () => {
    const names = ['says what is not wanted', 'is listed without a type'] as const;
    const lines = await found(
      names.map((name) => referrer(name, kinds[name])),
      [sbom],
    );
    expect(lines).toEqual(['bundle is listed without a type, unusual', 'bundle says what is not wanted']);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['ARTIFACT', ['problem: broken', 'problem: broken']],
    ['INTEGRITY', ['problem: broken', 'problem: broken']],
    // Gone since it was listed.
    ['NOT_FOUND', []],
  ] as const)('is passed over, with its problem: %s', async (code, expected) => {
    const lines = await found([referrer('b'), tagged('sig', {})], [signature], (store) => {
      store.manifest = () => Promise.reject(new OciError(code, 'broken'));
    });
    expect(lines).toEqual(expected);
  });

  it.each(['NETWORK', 'DENIED', 'CANCELLED'] as const)('ends the search where the registry fails: %s', async (code) => {
    for (const method of ['manifest', 'fetch'] as const) {
      const done = found([referrer('b')], [signature], (store) => {
        Object.assign(store, { [method]: () => Promise.reject(new OciError(code, 'broken')) });
      });
      await expect(done).rejects.toMatchObject({ code });
    }
  });

  it('is a manifest that is none', async () => {
    const bytes = Buffer.from('{"schemaVersion":2,"layers":7}');
    const lines = await found([referrer('b')], [signature], (store) => {
      const { manifest } = store;
      store.manifest = async (...given) => {
        const content = await manifest.apply(store, given);
        const parsed = () => {
          throw new OciError('ARTIFACT', 'it is not a manifest');
        };
        return { ...content, descriptor: descriptorOf(bundleType, bytes), bytes, parsed };
      };
    });
    expect(lines).toEqual(['problem: it is not a manifest']);
  });
});

it('no more than a hundred are judged, those under the tag among them; what is no bundle does not count', async () => {
  const layers = Array.from({ length: 99 }, (_, number) => ({ signature: `${number}` }));
  const real = JSON.stringify({ mediaType: bundleType });
  const lines = await found([referrer('b'), referrer(real), tagged('sig', ...layers, { signature: 'late' })]);
  expect(lines.slice(0, 2).sort()).toEqual(['bundle b', `bundle ${real}`].sort());
  expect(lines.slice(-2)).toEqual(['payload 98', expect.stringMatching(/^unread: only the first signatures/)]);
});
