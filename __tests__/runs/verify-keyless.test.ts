import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { Store } from '../../src/store/store.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { type BundleJson, type KeylessOptions, signKeyless, signLegacy } from '../support/content/sign-keyless.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { forgePayload, putReferrer, putSignatureTag } from '../support/trust/forge.ts';
import { namesake } from '../support/trust/namesake.ts';

let sigstore: Sigstore;
let registry: FakeRegistry;
let workspace: string;

beforeAll(async () => {
  [sigstore, registry] = await Promise.all([startSigstore(), startFakeRegistry()]);
  const { public: own, github } = sigstore.roots;
  workspace = await makeWorkspace({
    'roots.jsonl': `${JSON.stringify(own)}\n${JSON.stringify(github)}\n`,
    'github.json': JSON.stringify(github),
    'broken.json': '{}',
  });
});
afterAll(() => Promise.all([sigstore?.stop(), registry?.stop()]));

const signature = 'https://sigstore.dev/cosign/sign/v1';
const provenance = 'https://slsa.dev/provenance/v1';
const workflow = 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3';

type Put = (store: Store, subject: Descriptor) => Promise<void>;

const statementOf = (digest: string, predicateType: string) =>
  JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { sha256: digest.slice(7) } }],
    predicateType,
    predicate: {},
  });

/** Signs as a job of acme/app does, unless told otherwise: with an entry of a log, or a clock instead. */
const signed = (digest: string, options: KeylessOptions = {}, predicateType = signature) =>
  signKeyless(sigstore, {
    ...(options.clock ? {} : { log: 'v1' }),
    payload: statementOf(digest, predicateType),
    ...options,
  });
const bundle =
  (options: KeylessOptions = {}, predicateType = signature): Put =>
  async (store, subject) => {
    const json = await signed(subject.digest, options, predicateType);
    await putReferrer(store, subject, Buffer.from(JSON.stringify(json)));
  };
const job = (claims: object): Put => bundle({ claims });
const pullRequest = {
  ref: 'refs/pull/7/merge',
  workflow_ref: 'acme/app/.github/workflows/release.yml@refs/pull/7/merge',
  job_workflow_ref: 'acme/app/.github/workflows/release.yml@refs/pull/7/merge',
};
const legacy =
  (digest?: string): Put =>
  async (store, subject) => {
    const { payload, signature: made, certificate, chain, log } = await signLegacy(sigstore, digest ?? subject.digest);
    const annotations = {
      'dev.sigstore.cosign/certificate': certificate,
      'dev.sigstore.cosign/chain': chain,
      'dev.sigstore.cosign/bundle': log,
    };
    await putSignatureTag(store, subject, [{ payload, signature: made, annotations }]);
  };

/** An envelope as cosign 2 keeps attestations under a tag: of a statement, unless told otherwise. */
const envelope =
  (kind: 'sig' | 'att', optionsFor: (digest: string) => KeylessOptions, predicateType = signature): Put =>
  async (store, subject) => {
    const options = optionsFor(subject.digest);
    const { dsseEnvelope, verificationMaterial }: BundleJson = await signed(subject.digest, options, predicateType);
    const { certificate, tlogEntries } = verificationMaterial;
    const [entry] = tlogEntries;
    const log = {
      SignedEntryTimestamp: entry?.inclusionPromise?.signedEntryTimestamp,
      Payload: {
        body: entry?.canonicalizedBody,
        integratedTime: Number(entry?.integratedTime),
        logIndex: Number(entry?.logIndex),
        logID: Buffer.from(entry?.logId.keyId ?? '', 'base64').toString('hex'),
      },
    };
    const annotations = {
      'dev.sigstore.cosign/certificate': new X509Certificate(
        Buffer.from(certificate?.rawBytes ?? '', 'base64'),
      ).toString(),
      'dev.sigstore.cosign/bundle': JSON.stringify(log),
    };
    const payload = Buffer.from(JSON.stringify(dsseEnvelope));
    await putSignatureTag(store, subject, [{ payload, signature: '', annotations }], kind);
  };
const attestation = (predicateType: string) => envelope('att', () => ({}), predicateType);
/** What cosign's older form signs, in an envelope. */
const olderForm = (digest: string): KeylessOptions => ({
  payload: forgePayload(digest).toString(),
  payloadType: 'application/vnd.dev.cosign.simplesigning.v1+json',
});

const policyOf = (lines: string) => `- github: acme/app\n  ${lines.replaceAll('\n', '\n  ')}`;
const byTags = policyOf('ref: refs/tags/v*');
const roots = { 'trusted-root': 'roots.jsonl' };

let count = 0;
/** Publishes an artifact with what was signed about it, and pulls it by a policy. */
async function pull(
  put: Put,
  verify: string,
  inputs: Record<string, string> = roots,
  env: Record<string, string> = {},
) {
  count += 1;
  const reference = `${registry.host}/team/app${count}:v1`;
  const store = openPlace(reference);
  const subject = await putArtifact(store, { 'a.txt': 'the first and only file' }, ['v1']);
  await put(store, subject);
  registry.requests.splice(0);
  const path = `out-${count}`;
  const run = await runStep({ mode: 'pull', reference, path, verify, ...inputs }, { workspace, env });
  const files = Object.keys(await readTree(workspace)).filter((file) => file.startsWith(`${path}/`));
  const layers = (await store.manifest(subject.digest)).parsed();
  const blobs = layers.kind === 'manifest' ? layers.layers.map(({ digest }) => digest) : [];
  const isBlobAsked = registry.requests.some((line) => blobs.some((digest) => line.includes(digest)));
  return { run, files, isBlobAsked, subject };
}

const accepted: [title: string, put: Put, policy: string][] = [
  ['a bundle with a log', bundle(), byTags],
  ['a bundle with a log of the second version', bundle({ log: 'v2', clock: 'public' }), byTags],
  ["a bundle of GitHub's own instance", bundle({ instance: 'github', clock: 'github' }), byTags],
  ['a signature in the older form', legacy(), byTags],
  ['its provenance', bundle({}, provenance), policyOf(`ref: refs/tags/v*\npredicate: ${provenance}`)],
  [
    'an attestation in the older form',
    attestation(provenance),
    policyOf(`ref: refs/tags/v*\npredicate: ${provenance}`),
  ],
  ['a pull request that is written out', job(pullRequest), policyOf('ref: refs/pull/*')],
  [
    'a person',
    job({ iss: 'https://accounts.google.com', email: 'alice@example.com', job_workflow_ref: '' }),
    '- issuer: https://accounts.google.com\n  identity: alice@example.com',
  ],
];

const by =
  'its signature does not meet entry 1 of verify (github: acme/app, refs/tags/v*): it is by https://github.com/';
const refused: [title: string, put: Put, policy: string, says: string, inputs?: Record<string, string>][] = [
  ['nothing signed', async () => {}, byTags, 'has no signature'],
  ['another repository', job({ repository: 'evil/app' }), byTags, `${by}acme/app/`],
  ['a pull request', job(pullRequest), policyOf('ref: refs/*'), '@refs/pull/7/merge'],
  [
    'another issuer',
    job({ iss: 'https://accounts.google.com', email: 'alice@example.com', job_workflow_ref: '' }),
    byTags,
    'it is by alice@example.com, according to https://accounts.google.com',
  ],
  ['an attestation in place of a signature', bundle({}, provenance), byTags, `but of type "${provenance}"`],
  [
    'another digest',
    bundle({ payload: statementOf(`sha256:${'0'.repeat(64)}`, signature) }),
    byTags,
    'it is about another digest',
  ],
  [
    'a payload that claims to be of the older form',
    bundle({ payloadType: 'application/vnd.dev.cosign.simplesigning.v1+json' }),
    byTags,
    'has a payload that is not an in-toto statement',
  ],
  [
    'an envelope of the older form among its signatures',
    envelope('sig', olderForm),
    byTags,
    'has a payload that is not an in-toto statement',
  ],
  ['another authority', bundle({ instance: 'other' }), byTags, 'an authority that is not trusted'],
  ['an authority that is not public', bundle(), byTags, 'an authority that is not trusted', {}],
  ['no log', bundle({ clock: 'public' }), byTags, 'expected 1 tlog entries, got 0'],
];

describe('a pull with verify', () => {
  it.each(accepted)('takes %s', async (_, put, policy) => {
    const { run, files, subject } = await pull(put, policy);
    expect({ code: run.code, stderr: run.stderr, stdout: run.code === 0 ? '' : run.stdout }).toEqual({
      code: 0,
      stderr: '',
      stdout: '',
    });
    expect(files).toHaveLength(1);
    expect(run.stdout).toContain(
      `@${subject.digest} ${policy.includes('predicate') ? `has ${provenance}` : 'is signed'} by `,
    );
  });

  it('says who signed, in the words of the certificate', async () => {
    const { run } = await pull(bundle({}, provenance), policyOf(`ref: refs/tags/v*\npredicate: ${provenance}`));
    expect(run.stdout).toContain(` has ${provenance} by acme/app, refs/tags/v1.2.3, release.yml (bundle sha256:`);
    expect(run.summary).toContain(
      `- **Verified** \`${provenance}\`, signed by \`acme/app, refs/tags/v1.2.3, release.yml\``,
    );
    expect(JSON.parse(run.outputs['verified'] ?? '')).toEqual([
      {
        entry: `github: acme/app, refs/tags/v* for ${provenance}`,
        identity: workflow,
        issuer: 'https://token.actions.githubusercontent.com',
        repository: 'https://github.com/acme/app',
        commit: 'c0ffee'.padEnd(40, '0'),
        ref: 'refs/tags/v1.2.3',
        run: 'https://github.com/acme/app/actions/runs/42/attempts/1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        format: 'bundle',
        predicateType: provenance,
        digest: expect.stringMatching(/^sha256:/),
      },
    ]);
  });

  it.each(refused)('refuses %s, and asks for no blob', async (...[, put, policy, says, inputs]) => {
    const { run, files, isBlobAsked } = await pull(put, policy, inputs);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('::error title=oci-artifact%3A Not signed as verify asks::');
    expect(run.stdout).toContain(says);
    expect([files, isBlobAsked]).toEqual([[], false]);
  });

  it('fails when the public root cannot be fetched by the way of the step, and says what to do', async () => {
    const put: Put = async (store, subject) => {
      const json = await signed(subject.digest);
      json.verificationMaterial.certificate = { rawBytes: namesake };
      await putReferrer(store, subject, Buffer.from(JSON.stringify(json)));
    };
    const env = { https_proxy: 'http://127.0.0.1:1', no_proxy: '127.0.0.1' };
    const { run, files } = await pull(put, byTags, { retries: '0' }, env);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('The trust root of sigstore.dev cannot be brought up to date: The connection to ');
    expect(run.stdout).toContain('%0AThe root is fetched from tuf-repo-cdn.sigstore.dev');
    expect(files).toEqual([]);
  });
});

it('a copy carries the signatures of a workflow, and its target is verified by the same policy', async () => {
  const reference = `${registry.host}/team/source:v1`;
  const store = openPlace(reference);
  await bundle()(store, await putArtifact(store, { 'a.txt': 'copied' }, ['v1']));
  const to = `${registry.host}/team/target:v1`;
  const act = (inputs: Record<string, string>) => runStep({ verify: byTags, ...roots, ...inputs }, { workspace });
  expect(await act({ mode: 'copy', reference, to })).toMatchObject({ code: 0, stderr: '' });
  expect(await act({ mode: 'tag', reference: to, tags: 'stable' })).toMatchObject({ code: 0, stderr: '' });
  const other = policyOf('ref: refs/heads/main');
  const refusals = [
    { mode: 'tag', reference: to, tags: 'latest' },
    { mode: 'copy', reference, to: `${registry.host}/team/nowhere:v1` },
    { mode: 'inspect', reference: to },
    { mode: 'pull', reference: to, path: '.', 'add-to-path': 'true' },
  ];
  registry.requests.splice(0);
  for (const inputs of refusals) expect(await act({ ...inputs, verify: other })).toMatchObject({ code: 1, path: '' });
  expect(registry.requests.filter((line) => !/^(?:GET|HEAD) /.test(line))).toEqual([]);
});
