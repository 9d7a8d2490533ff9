import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OciError, RegistryError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { judgeManifest } from '../../src/trust/verify.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { type BundleJson, signKeyless } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { forgeBundle, forgePayload, putReferrer, putSignatureTag, signPayload } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const [mine, foreign] = [makeKeys(), makeKeys()];

let sigstore: Sigstore;
let roots: TrustRoot;
beforeAll(async () => {
  sigstore = await startSigstore();
  roots = await rootsOfFile(JSON.stringify(sigstore.roots.public), 'root.json');
});
afterAll(() => sigstore.stop());

type Put = (store: MemoryStore, subject: Descriptor) => Promise<void>;
const all =
  (...puts: Put[]): Put =>
  async (store, subject) => {
    for (const put of puts) await put(store, subject);
  };
const times = (count: number, put: (n: number) => Put) => all(...Array.from({ length: count }, (_, n) => put(n)));

/** A bundle; the number makes it another one. */
const bundle =
  (keys: typeof mine, n = 0): Put =>
  (store, subject) =>
    putReferrer(
      store,
      subject,
      forgeBundle(keys.privateKey, subject.digest, { material: { publicKey: { hint: `${n}` } } }),
    );
const tag: Put = (store, { digest, ...subject }) =>
  putSignatureTag(store, { digest, ...subject }, [signPayload(mine.privateKey, forgePayload(digest))]);
const junk =
  (n: number): Put =>
  (store, subject) =>
    putReferrer(store, subject, Buffer.from(JSON.stringify({ n })));

/** A bundle of a job of acme/app, changed by somebody else. */
const keyless =
  (change: (bundle: BundleJson) => void, about?: string): Put =>
  async (store, { digest, ...subject }) => {
    const payload = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: about ?? digest.slice(7) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
    });
    const json = await signKeyless(sigstore, { log: 'v1', payload });
    change(json);
    await putReferrer(store, { digest, ...subject }, Buffer.from(JSON.stringify(json)));
  };
const wrongProof = keyless(
  ({ verificationMaterial: { tlogEntries } }) => ((tlogEntries[0] ?? { logIndex: '' }).logIndex = '7'),
);

/** Lets the source fail, or answer as somebody would have it. */
type Break = (store: MemoryStore) => void;
const listFails =
  (error: Error): Break =>
  (store) => {
    // biome-ignore lint/correctness/useYield: it fails before
    store.referrers = async function* () {
      throw error;
    };
  };
const tagFails =
  (error: Error): Break =>
  (store) => {
    const { manifest } = store;
    store.manifest = (name, ...more) =>
      name.endsWith('.sig') ? Promise.reject(error) : manifest.apply(store, [name, ...more]);
  };
const refusedWith = (status: number, code: 'REGISTRY' | 'DENIED') =>
  new RegistryError(code, `answered ${status}`, { status, request: 'GET x' });
const longList: Break = (store) => {
  const artifactType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  store.referrers = async function* () {
    for (let n = 0; n < 400; n += 1) {
      const digest = `sha256:${String(n).padStart(64, '0')}` as const;
      yield { mediaType: 'a/b', digest, size: 1, artifactType, annotations: { x: 'x'.repeat(50_000) } };
    }
  };
};

async function judge(put: Put, spoil: Break = () => {}, yaml = '- key: mine') {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  await put(store, subject);
  spoil(store);
  const policy = parsePolicy(yaml, () => mine.publicPem);
  return judgeManifest(store, subject, 'x', { policy, roots }, new AbortController().signal);
}

async function outcome(...given: Parameters<typeof judge>): Promise<string> {
  const said = ({ code, message }: OciError) => `${code}: ${message}`;
  return judge(...given).then(
    ({ met, refusal }) => (refusal ? said(refusal) : met.map(({ format }) => format).join()),
    said,
  );
}

const malformed = new OciError('ARTIFACT', 'the list is malformed');
const byJob = '- any:\n    - github: acme/app\n      ref: refs/tags/*\n    - key: mine';

describe('beside a good signature', () => {
  it.each<[string, Put, Break | undefined, string, string?]>([
    [
      '100 bundles of others',
      all(
        times(100, (n) => bundle(foreign, n)),
        tag,
      ),
      undefined,
      'legacy',
    ],
    [
      '180 bundles that are none, on both sides',
      all(
        times(90, junk),
        bundle(mine),
        times(90, (n) => junk(n + 90)),
      ),
      undefined,
      'bundle',
    ],
    ['a list that is malformed', tag, listFails(malformed), 'legacy'],
    ['a list that is refused', tag, listFails(refusedWith(403, 'DENIED')), 'legacy'],
    ['a list that is too long', tag, longList, 'legacy'],
    [
      '20 wrong proofs by the certificate that is asked for',
      all(
        times(20, () => wrongProof),
        tag,
      ),
      undefined,
      'legacy',
      byJob,
    ],
    [
      '40 signatures of other artifacts by the same job',
      all(
        times(40, () => keyless(() => {}, 'a'.repeat(64))),
        keyless(() => {}),
      ),
      undefined,
      'bundle',
      '- github: acme/app\n  ref: refs/tags/*',
    ],
  ])('%s does no harm', async (...[, put, spoil, expected, yaml]) => {
    expect(await outcome(put, spoil, yaml)).toBe(expected);
  });
});

describe('without a good signature', () => {
  const nothing: Put = async () => {};

  it.each<[string, Put, Break | undefined, RegExp]>([
    [
      'a list that is malformed',
      nothing,
      listFails(malformed),
      /^UNTRUSTED: .*list of referrers.*the list is malformed/,
    ],
    ['a list that is refused', bundle(mine), listFails(refusedWith(403, 'DENIED')), /^UNTRUSTED: .*list of referrers/],
    ['a tag that is answered with 400', nothing, tagFails(refusedWith(400, 'REGISTRY')), /^UNTRUSTED: .*answered 400/],
    ['a list behind a broken connection', tag, listFails(new OciError('NETWORK', 'broken')), /^NETWORK: /],
    ['a list behind a broken registry', tag, listFails(refusedWith(500, 'REGISTRY')), /^REGISTRY: /],
    ['more than are examined', times(100, (n) => bundle(foreign, n)), undefined, /^UNTRUSTED: .*80 .*only the first/],
  ])('%s is told', async (_, put, spoil, expected) => {
    expect(await outcome(put, spoil)).toMatch(expected);
  });

  it.each<[string, boolean, Put, (Break | undefined)?, string?]>([
    ['a signature of others', true, bundle(foreign)],
    ['a list that is malformed', false, nothing, listFails(malformed)],
    ['a tag that cannot be read', false, nothing, tagFails(refusedWith(400, 'REGISTRY'))],
    ['more than are examined', false, times(100, (n) => bundle(foreign, n))],
    ['more wrong proofs than are judged', false, times(20, () => wrongProof), undefined, byJob],
  ])('%s: all was examined: %s', async (...[, isComplete, put, spoil, yaml]) => {
    expect(await judge(put, spoil, yaml)).toMatchObject({ refusal: { code: 'UNTRUSTED' }, isComplete });
  });

  it('no more than 20 wrong proofs are judged', async () => {
    const said = await outcome(
      times(30, () => wrongProof),
      undefined,
      '- github: acme/app\n  ref: refs/tags/*',
    );
    expect(said).toMatch(/^UNTRUSTED: .*14 are left unjudged/);
  });
});
