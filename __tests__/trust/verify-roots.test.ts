import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { publicInstances, rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyManifest } from '../../src/trust/verify.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { type KeylessOptions, signKeyless } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { forgeBundle, putReferrer } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const keys = makeKeys();
const byTags = '- github: acme/app\n  ref: refs/tags/v*';

let sigstore: Sigstore;
let asked: number;
let roots: TrustRoot;

beforeAll(async () => {
  sigstore = await startSigstore();
  const known = await rootsOfFile(JSON.stringify(sigstore.roots.github), 'github.json');
  roots = {
    async instanceOf(certificate) {
      const found = await known.instanceOf(certificate);
      if (found) return found;
      asked += 1;
      throw new OciError('NETWORK', 'The trust root cannot be brought up to date', { topic: 'trust-root' });
    },
  };
});
afterAll(() => sigstore.stop());

type Put = (store: MemoryStore, subject: Descriptor) => Promise<void>;

const certified =
  (options: KeylessOptions): Put =>
  async (store, subject) => {
    const payload = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: subject.digest.slice(7) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
    });
    const json = await signKeyless(sigstore, { payload, ...options });
    await putReferrer(store, subject, Buffer.from(JSON.stringify(json)));
  };
const unknown = certified({ log: 'v1' });
const good = certified({ instance: 'github', clock: 'github' });
const byKey: Put = (store, subject) => putReferrer(store, subject, forgeBundle(keys.privateKey, subject.digest));

async function outcome(policy: string, ...puts: Put[]) {
  asked = 0;
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  for (const put of puts) await put(store, subject);
  const parsed = parsePolicy(policy, () => keys.publicPem);
  const { signal } = new AbortController();
  const met = verifyManifest(store, subject, 'registry.test/app', { policy: parsed, roots }, signal);
  return met.then(
    (list) => list.map(({ entry }) => entry),
    ({ code }: OciError) => code,
  );
}

it('what the certificate of a job says is told, each under its name', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'a' }, ['v1']);
  const [own, workflow] = ['d'.repeat(40), 'e'.repeat(40)];
  const claims = { sha: own, workflow_sha: workflow, job_workflow_sha: workflow, run_id: '77', run_attempt: '3' };
  await certified({ instance: 'github', clock: 'github', claims })(store, subject);
  const policy = parsePolicy(byTags, () => '');
  const met = await verifyManifest(store, subject, 'x', { policy, roots }, new AbortController().signal);
  expect(met).toEqual([
    {
      entry: 'github: acme/app, refs/tags/v*',
      digest: expect.stringMatching(/^sha256:/),
      identity: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
      issuer: 'https://token.actions.githubusercontent.com',
      repository: 'https://github.com/acme/app',
      commit: own,
      ref: 'refs/tags/v1.2.3',
      run: 'https://github.com/acme/app/actions/runs/77/attempts/3',
      time: expect.stringMatching(/^20.*Z$/),
      format: 'bundle',
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
    },
  ]);
});

describe('a root that cannot be had', () => {
  it.each([
    ['is what it fails with', byTags, [unknown], 'NETWORK'],
    ['is no matter beside a good one', byTags, [unknown, good], ['github: acme/app, refs/tags/v*']],
    ['is what it fails with, also beside a foreign key', byTags, [byKey, unknown], 'NETWORK'],
    [
      'is no matter where a key will do',
      '- any:\n    - github: acme/app\n      ref: refs/tags/v*\n    - key: a.pub',
      [unknown, byKey],
      ['github: acme/app, refs/tags/v* or key a.pub'],
    ],
    ['is no matter where a key is missing', '- key: a.pub', [unknown], 'UNTRUSTED'],
  ])('%s', async (_, policy, puts, expected) => {
    expect(await outcome(policy, ...puts)).toEqual(expected);
  });

  it('is asked for once for each signature, whatever the policy asks', async () => {
    await outcome(`${byTags}\n- github: acme/other\n  ref: refs/tags/v*`, unknown);
    expect(asked).toBe(1);
  });
});

it('The public instance needs a log and a certificate timestamp; that of GitHub, which has none, neither', () => {
  expect(publicInstances.map(({ url, logs, scts }) => [url, logs, scts])).toEqual([
    ['https://tuf-repo-cdn.sigstore.dev', 1, 1],
    ['https://tuf-repo.github.com', 0, 0],
  ]);
});
