import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Evidence } from '../../src/trust/formats/evidence.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyCertificate } from '../../src/trust/verify-certificate.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';

interface Layer {
  mediaType: string;
  digest: string;
  annotations?: Record<string, string>;
}

const digestOf = (bytes: string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const emptyConfig = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf('{}'), size: 2 };

describeWithPeers(['ocimem', 'cosign'], 'what cosign signs without a key', () => {
  let sigstore: Sigstore;
  let registry: PeerServer;
  let roots: TrustRoot;
  let cwd: string;

  beforeAll(async () => {
    [sigstore, registry] = await Promise.all([startSigstore(), startOcimem()]);
    roots = await rootsOfFile(JSON.stringify(sigstore.roots.public), 'root.json');
    cwd = await mkdtemp(join(tmpdir(), 'oci-artifact-cosign-'));
    const { certificateAuthorities } = sigstore.roots.public as {
      certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
    };
    const root = certificateAuthorities[0]?.certChain.certificates[0]?.rawBytes ?? '';
    await writeFile(join(cwd, 'ca.pem'), `-----BEGIN CERTIFICATE-----\n${root}\n-----END CERTIFICATE-----\n`);
    await writeFile(join(cwd, 'rekor.pub'), sigstore.rekorKey);
    await writeFile(join(cwd, 'ct.pub'), sigstore.ctKey);
    await writeFile(join(cwd, 'predicate.json'), '{"tested":true}');
  });
  afterAll(async () => {
    await Promise.all([sigstore?.stop(), registry?.stop()]);
    await rm(cwd, { recursive: true });
  });

  const ask = (path: string, init?: RequestInit) => fetch(`${registry.url}/v2/${path}`, init);

  /** Puts a manifest there, of no content, and gives its digest. */
  async function push(name: string): Promise<string> {
    const { headers } = await ask(`${name}/blobs/uploads/`, { method: 'POST' });
    const upload = new URL(headers.get('location') ?? '', registry.url);
    upload.searchParams.set('digest', emptyConfig.digest);
    await fetch(upload, { method: 'PUT', body: '{}' });
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config: emptyConfig, layers: [emptyConfig] });
    const put = await ask(`${name}/manifests/v1`, {
      method: 'PUT',
      headers: { 'content-type': mediaType },
      body: manifest,
    });
    expect(put.status).toBe(201);
    return digestOf(manifest);
  }

  async function cosign(name: string, command: string, ...more: string[]): Promise<string> {
    const digest = await push(name);
    const services = ['--fulcio-url', `${sigstore.url}/public`, '--rekor-url', sigstore.url];
    const token = ['--identity-token', await sigstore.token()];
    const env = {
      COSIGN_EXPERIMENTAL: '1',
      SIGSTORE_ROOT_FILE: join(cwd, 'ca.pem'),
      SIGSTORE_REKOR_PUBLIC_KEY: join(cwd, 'rekor.pub'),
      SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: join(cwd, 'ct.pub'),
    };
    const args = [command, '-y', ...services, ...token, ...more, `${registry.host}/${name}@${digest}`];
    const { code, stderr } = await run('cosign', args, { cwd, env });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return digest;
  }

  /** The layer of the one manifest of that name, with its content. */
  async function layerOf(name: string, reference: string): Promise<{ layer: Layer; content: Buffer }> {
    const { layers } = (await (await ask(`${name}/manifests/${reference}`)).json()) as { layers: [Layer] };
    const content = await (await ask(`${name}/blobs/${layers[0].digest}`)).arrayBuffer();
    return { layer: layers[0], content: Buffer.from(content) };
  }

  async function legacyOf(name: string, digest: string, end: string): Promise<Evidence> {
    const { layer, content } = await layerOf(name, `${digest.replace(':', '-')}.${end}`);
    const { annotations = {} } = layer;
    const part = (key: string) => annotations[`dev.sigstore.cosign/${key}`];
    const [certificate, chain, log, timestamp] = ['certificate', 'chain', 'bundle', 'rfc3161timestamp'].map(part);
    return {
      format: 'legacy',
      payload: content,
      signature: annotations['dev.cosignproject.cosign/signature'] ?? '',
      ...(certificate !== undefined && { certificate }),
      ...(chain !== undefined && { chain }),
      ...(log !== undefined && { log }),
      ...(timestamp !== undefined && { timestamp }),
    };
  }

  const signer = {
    identity: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
    issuer: 'https://token.actions.githubusercontent.com',
  };

  it.each([
    ['in Rekor', 'sign', []],
    ['in Rekor, with a clock', 'stamped', ['--timestamp-server-url', 'CLOCK']],
  ])('is verified in the older form, %s', async (_, name, more) => {
    const args = more.map((each) => each.replace('CLOCK', `${sigstore.url}/public/api/v1/timestamp`));
    const digest = await cosign(name, 'sign', ...args);
    const evidence = await legacyOf(name, digest, 'sig');
    expect('timestamp' in evidence).toBe(more.length > 0);
    const found = await verifyCertificate(evidence, roots);
    expect(found).toMatchObject({ ...signer, payloadType: 'application/vnd.dev.cosign.simplesigning.v1+json' });
    expect(JSON.parse(found.payload.toString()).critical.image).toEqual({ 'docker-manifest-digest': digest });
  });

  const attest = ['--predicate', 'predicate.json', '--type', 'https://example.com/tests'];
  const statementAbout = (digest: string) => ({
    predicateType: 'https://example.com/tests',
    subject: [expect.objectContaining({ digest: { sha256: digest.slice(7) } })],
  });

  it('is verified as an attestation in the older form', async () => {
    const digest = await cosign('attested', 'attest', ...attest);
    const found = await verifyCertificate(await legacyOf('attested', digest, 'att'), roots);
    expect(found).toMatchObject({ ...signer, payloadType: 'application/vnd.in-toto+json' });
    expect(JSON.parse(found.payload.toString())).toMatchObject(statementAbout(digest));
  });

  it.each([
    ['in Rekor', 'bundled', []],
    ['in Rekor, with a clock', 'bundled-stamped', ['--timestamp-server-url', 'CLOCK']],
  ])('is verified as a bundle, %s', async (_, name, more) => {
    const args = more.map((each) => each.replace('CLOCK', `${sigstore.url}/public/api/v1/timestamp`));
    const digest = await cosign(name, 'attest', '--new-bundle-format', ...attest, ...args);
    const { manifests } = (await (await ask(`${name}/referrers/${digest}`)).json()) as { manifests: [Layer] };
    const { layer, content } = await layerOf(name, manifests[0].digest);
    expect(layer.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    const { timestampVerificationData: clocks } = JSON.parse(content.toString()).verificationMaterial;
    expect(clocks?.rfc3161Timestamps?.length ?? 0).toBe(more.length / 2);
    const found = await verifyCertificate({ format: 'bundle', bytes: content }, roots);
    expect(found).toMatchObject({ ...signer, payloadType: 'application/vnd.in-toto+json' });
    expect(JSON.parse(found.payload.toString())).toMatchObject(statementAbout(digest));
  });
});
