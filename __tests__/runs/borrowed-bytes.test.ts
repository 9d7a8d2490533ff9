import { createHash } from 'node:crypto';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { run } from '../support/servers/peers.ts';
import { makeKeys } from '../support/trust/keys.ts';

const keys = makeKeys();
const signing = {
  ...{ sign: 'key', 'sign-key': 'key.pem', 'sign-key-password': 'a password for the key' },
  attest: 'https://example.com/tests=tests.json',
};
const files = {
  'k8s/app.yaml': 'kind: Deployment\n',
  'tests.json': '{"passed":true}',
  'key.pem': keys.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a password for the key' })
    .toString(),
  'key.pub': keys.publicPem,
};

let registry: FakeRegistry;
let workspace: string;
beforeAll(async () => {
  registry = await startFakeRegistry();
  workspace = await makeWorkspace(files);
});
afterAll(() => registry?.stop());

const act = (inputs: Record<string, string>) => runStep(inputs, { workspace });
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const evil = gzipSync('what the attacker wants to be deployed');

interface Manifest {
  layers: { digest: string; size: number; annotations: Record<string, string> }[];
}

/** Lets the layer of a manifest be another blob, which claims the same content. */
function forged(manifest: string): Buffer {
  const document = JSON.parse(manifest) as Manifest;
  for (const layer of document.layers) Object.assign(layer, { digest: digestOf(evil), size: evil.byteLength });
  return Buffer.from(JSON.stringify(document));
}

/** Places in which somebody else can move a tag. */
const places: Record<string, (name: string) => { reference: string; plant: (manifest: string) => Promise<void> }> = {
  'a registry': (name) => ({
    reference: `${registry.host}/team/${name}:v1`,
    plant: async (manifest) => {
      const repository = registry.content.repository(`team/${name}`);
      const bytes = forged(manifest);
      registry.content.addBlob(`team/${name}`, evil);
      const mediaType = 'application/vnd.oci.image.manifest.v1+json';
      repository.manifests.set(digestOf(bytes), { mediaType, bytes });
      repository.tags.set('v1', digestOf(bytes));
    },
  }),
  'a layout in the workspace': (name) => ({
    reference: `oci-layout:${name}:v1`,
    plant: async (manifest) => {
      const folder = join(workspace, name);
      const bytes = forged(manifest);
      const write = (content: Uint8Array) =>
        writeFile(join(folder, 'blobs/sha256', digestOf(content).slice('sha256:'.length)), content);
      await mkdir(join(folder, 'blobs/sha256'), { recursive: true });
      await Promise.all([write(evil), write(bytes)]);
      const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as { manifests: object[] };
      const [entry] = index.manifests;
      index.manifests = [{ ...entry, digest: digestOf(bytes), size: bytes.byteLength }];
      await writeFile(join(folder, 'index.json'), JSON.stringify(index));
    },
  }),
};

describe.each(Object.keys(places))('under a tag of %s', (place) => {
  it.each(['artifact', 'flux'])('a blob that claims to be the archive of kind %s is not published', async (kind) => {
    const { reference, plant } = places[place]?.(`${kind}-${place.length}`) ?? { reference: '', plant: async () => {} };
    const push = (inputs: Record<string, string> = {}) =>
      act({ mode: 'push', reference, files: 'k8s', kind, ...inputs });
    const first = await push();
    const own = await act({ mode: 'inspect', reference });
    await plant(own.outputs['manifest'] ?? '');
    const planted = await act({ mode: 'inspect', reference });
    expect(planted.outputs['digest']).not.toBe(first.outputs['digest']);
    // The attacker has the tag; the push takes it back, and vouches for its own bytes.
    const again = await push({ ...signing, tags: 'latest' });
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'true', digest: first.outputs['digest'] } });
    const judged = await act({ mode: 'inspect', reference, verify: '- key: key.pub' });
    expect(judged).toMatchObject({ code: 0, outputs: { digest: first.outputs['digest'] } });
    expect(judged.outputs['manifest']).not.toContain(digestOf(evil));
    const refused = await act({
      mode: 'inspect',
      reference: `${reference.replace(/:v1$/, '')}@${planted.outputs['digest']}`,
      verify: '- key: key.pub',
    });
    expect(refused).toMatchObject({ code: 1, outputs: {} });
  });
});

describeWithPeers(['cosign'], 'what such a push signs', () => {
  it('is not the planted manifest by the word of cosign either', async () => {
    const { reference, plant } = places['a registry']?.('cosign') ?? { reference: '', plant: async () => {} };
    await act({ mode: 'push', reference, files: 'k8s' });
    await plant((await act({ mode: 'inspect', reference })).outputs['manifest'] ?? '');
    const planted = (await act({ mode: 'inspect', reference })).outputs['digest'] ?? '';
    const { outputs } = await act({ mode: 'push', reference, files: 'k8s', ...signing });
    const cosign = (digest: string) => {
      const name = `${reference.replace(/:v1$/, '')}@${digest}`;
      const flags = ['--key', 'key.pub', '--insecure-ignore-tlog', '--allow-http-registry'];
      return run('cosign', ['verify', ...flags, name], { cwd: workspace });
    };
    expect(await cosign(outputs['digest'] ?? '')).toMatchObject({ code: 0 });
    expect((await cosign(planted)).code).not.toBe(0);
  });
});

describe('content that the registry refuses by its digest', () => {
  const body = '{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match"}]}';
  it.each([
    ['a file that was written meanwhile', true, 'Let everything that writes the file end'],
    ['what was altered on its way', false, 'The registry received other content than was sent'],
  ])('of %s', async (_, isWritten, advice) => {
    const file = join(workspace, 'written.txt');
    await writeFile(file, 'a');
    await utimes(file, 1_000_000, 1_000_000);
    registry.onRequest = async ({ method, path }) => {
      if (method !== 'PUT' || !path.includes('/uploads/')) return undefined;
      if (isWritten) await writeFile(file, 'b');
      return { status: 400, body };
    };
    const { code, stdout } = await act({
      ...{ mode: 'push', reference: `${registry.host}/team/written:v1`, files: 'written.txt', retries: '0' },
    });
    registry.onRequest = () => undefined;
    expect([code, stdout.includes(advice)]).toEqual([1, true]);
  });
});

describe('what expect-digest refuses', () => {
  const reference = 'oci-layout:refused:v1';
  beforeAll(async () => {
    await act({ mode: 'push', reference, files: 'k8s' });
  });

  it.each<[string, Record<string, string>]>([
    ['pull', { path: 'refused-files' }],
    ['inspect', {}],
    ['tag', { tags: 'v2' }],
    ['copy', { to: 'oci-layout:refused-copy:v1' }],
    ['discover', {}],
    ['attach', { files: 'tests.json', 'artifact-type': 'application/json' }],
    ['delete', {}],
  ])('is handed on by no output of mode %s', async (mode, inputs) => {
    const expected = `sha256:${'0'.repeat(64)}`;
    const { code, outputs } = await act({ mode, reference, 'expect-digest': expected, ...inputs });
    expect(code).toBe(1);
    const { digest: pin, reference: pinned, exists, manifest } = outputs;
    expect([pin, pinned, exists, manifest]).toEqual([undefined, undefined, undefined, undefined]);
    const { digest, reference: named } = JSON.parse(outputs['json'] ?? '{}') as Record<string, string>;
    expect([digest, named]).toEqual([undefined, undefined]);
  });
});
