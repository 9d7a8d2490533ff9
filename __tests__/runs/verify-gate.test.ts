import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { Store } from '../../src/store/store.ts';
import { runAction, startAction } from '../support/action/run-action.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact, putIndex } from '../support/content/shelf.ts';
import { signKeyless } from '../support/content/sign-keyless.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { forgeBundle, forgePayload, putReferrer, putSignatureTag, signPayload } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const [mine, foreign] = [makeKeys(), makeKeys()];
const byKey = '- key: mine.pub';
const workspaceOf = (files: Record<string, string> = {}) => makeWorkspace({ 'mine.pub': mine.publicPem, ...files });

const bundle = async (store: Store, subject: Descriptor, keys: typeof mine, predicateType?: string) =>
  putReferrer(store, subject, forgeBundle(keys.privateKey, subject.digest, predicateType ? { predicateType } : {}));
const sbom = (store: Store, subject: Descriptor, text: string) =>
  putArtifact(store, { 'sbom.json': text }, [], { subject });
const digestTag = ({ digest }: Descriptor, suffix: string) => `${digest.replace(':', '-')}.${suffix}`;
const blobsOf = async (folder: string) => (await readdir(`${folder}/blobs/sha256`)).sort();

describe('a copy with verify', () => {
  /** Publishes what is signed, with what anybody may have put beside it; gives the digests of the good and the bad. */
  async function publish(workspace: string) {
    const store = openPlace(`oci-layout:${workspace}/src`);
    const subject = await putArtifact(store, { 'a.txt': 'content' }, ['v1']);
    await bundle(store, subject, mine);
    await bundle(store, subject, mine, 'https://slsa.dev/provenance/v1');
    const signed = await sbom(store, subject, '{"signed":true}');
    await bundle(store, signed, mine);
    await putSignatureTag(store, signed, [signPayload(mine.privateKey, forgePayload(signed.digest))]);
    const good = [subject, signed].map(({ digest }) => digest);
    // Now the attacker.
    const other = await putArtifact(store, { x: 'a subject that nobody asked for' }, []);
    const unsigned = await sbom(store, subject, '{"signed":false}');
    await bundle(store, unsigned, foreign);
    await bundle(store, subject, foreign, 'https://example.com/forged');
    await putArtifact(store, { evil: 'evil' }, [digestTag(subject, 'sbom')], { subject: other });
    const payload = forgePayload(subject.digest);
    const layers = [signPayload(mine.privateKey, payload), signPayload(foreign.privateKey, forgePayload(other.digest))];
    await putSignatureTag(store, subject, layers);
    const twice = forgeBundle(mine.privateKey, subject.digest);
    await putReferrer(store, subject, twice, { configType: 'application/x.evil', copies: 2 });
    return { store, subject, good, bad: [other.digest, unsigned.digest] };
  }

  it('takes along what the policy accepts and what is signed under it, and names the rest once', async () => {
    const workspace = await workspaceOf();
    const { subject, good, bad } = await publish(workspace);
    const inputs = { mode: 'copy', reference: 'oci-layout:src:v1', to: 'oci-layout:dst', verify: byKey };
    const run = await runStep(inputs, { workspace });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.match(/::notice.*referrers: all/g)).toHaveLength(1);
    const blobs = await blobsOf(`${workspace}/dst`);
    for (const digest of good) expect(blobs).toContain(digest.slice(7));
    for (const digest of bad) expect(blobs).not.toContain(digest.slice(7));
    const target = openPlace(`oci-layout:${workspace}/dst`);
    const types: unknown[] = [];
    for await (const { artifactType } of target.referrers(subject)) types.push(artifactType);
    const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    // Not the one whose config is called something else.
    expect(types.sort()).toEqual([bundleType, bundleType, 'application/vnd.test']);
    const tag = (await target.manifest(digestTag(subject, 'sig'))).parsed();
    expect(tag.kind === 'manifest' && tag.layers).toHaveLength(1);
    // No text of the attacker's is in the target.
    const again = await runStep(inputs, { workspace });
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    expect(
      await runStep({ mode: 'inspect', reference: 'oci-layout:dst:v1', verify: byKey }, { workspace }),
    ).toMatchObject({ code: 0 });
  });
});

it('junk under the tag of signatures leaves signing the bundle, and is not overwritten', async () => {
  const workspace = await workspaceOf();
  const store = openPlace(`oci-layout:${workspace}/src`);
  const subject = await putArtifact(store, { 'a.txt': 'content' }, ['v1']);
  const tag = digestTag(subject, 'sig');
  const junk = await putIndex(store, [subject], [tag]);
  const inputs = { mode: 'tag', reference: 'oci-layout:src:v1', tags: 'v2', sign: 'key', 'sign-key': mine.privatePem };
  const run = await runStep(inputs, { workspace });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/::warning.*not overwritten/);
  expect((await store.resolve(tag)).digest).toBe(junk.digest);
  expect(
    await runStep({ mode: 'inspect', reference: 'oci-layout:src:v2', verify: byKey }, { workspace }),
  ).toMatchObject({ code: 0 });
  const legacy = await runStep({ ...inputs, tags: 'v3', 'signature-format': 'legacy' }, { workspace });
  expect(legacy).toMatchObject({ code: 1 });
});

const bytesRead = ({ pid }: ChildProcess) => Number(/^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);

describe('hostile proofs', () => {
  let sigstore: Sigstore;
  let workspace: string;
  const pull = { mode: 'pull', reference: 'oci-layout:src:v1', path: 'out', 'trusted-root': 'root.json' };
  const inputs = { ...pull, verify: '- github: acme/app\n  ref: refs/tags/*' };

  beforeAll(async () => {
    sigstore = await startSigstore();
    workspace = await workspaceOf({ 'root.json': JSON.stringify(sigstore.roots.public) });
    const store = openPlace(`oci-layout:${workspace}/src`);
    const subject = await putArtifact(store, { 'a.txt': 'content' }, ['v1']);
    const payload = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: subject.digest.slice(7) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
    });
    const json = await signKeyless(sigstore, { log: 'v1', payload });
    const size = 600_000;
    for (let n = 0; n < 100; n += 1) {
      // A sequence of a great many things without content.
      const head = Buffer.of(0x30, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff);
      const signedTimestamp = Buffer.concat([head, Buffer.from('0500'.repeat(size / 2), 'hex')]).toString('base64');
      json.verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [{ signedTimestamp }] };
      await putReferrer(store, subject, Buffer.from(JSON.stringify({ ...json, n })));
    }
  });
  afterAll(() => sigstore?.stop());

  it('take little memory', async () => {
    const run = await runAction(inputs, { workspace });
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.peak).toBeLessThan(300);
  });

  it('do not keep a step from being cancelled', async () => {
    const step = startAction(inputs, { workspace });
    // It reads a hundred megabytes of them.
    while (bytesRead(step.child) < 20_000_000) await delay(1);
    step.child.kill('SIGINT');
    const { code, stdout } = await step.done;
    expect([code, stdout]).toEqual([1, expect.stringContaining('::error title=oci-artifact%3A Cancelled::')]);
  });
});
