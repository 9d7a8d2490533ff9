import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { type Job, keyless, signer, startJob, types } from '../support/trust/job.ts';

type Cosigned = { code: number; stderr: string; stdout: string };

describeWithPeers(['docker-registry', 'ocimem', 'cosign', 'oras'], 'what a job signs', () => {
  let job: Job;
  const registries: Record<string, PeerServer> = {};
  beforeAll(async () => {
    const [started, ocimem, docker] = await Promise.all([startJob(), startOcimem(), startDockerRegistry()]);
    job = started;
    Object.assign(registries, { ocimem, 'docker-registry': docker });
    const { certificateAuthorities } = job.sigstore.roots.public as {
      certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
    };
    const root = certificateAuthorities[0]?.certChain.certificates[0]?.rawBytes ?? '';
    const pem = `-----BEGIN CERTIFICATE-----\n${root}\n-----END CERTIFICATE-----\n`;
    await writeFile(join(job.workspace, 'ca.pem'), pem);
    await writeFile(join(job.workspace, 'rekor.pub'), job.sigstore.rekorKey);
    await writeFile(join(job.workspace, 'ct.pub'), job.sigstore.ctKey);
  });
  afterAll(() => Promise.all([job?.stop(), ...Object.values(registries).map((each) => each.stop())]));

  async function push(place: string, name: string, inputs: Record<string, string> = {}): Promise<string> {
    const reference = `${registries[place]?.host}/${name}:v1`;
    const attest = `provenance\nsbom=spdx.json\n${types.tests}=tests.json`;
    const pushed = await job.run({ mode: 'push', reference, files: 'a.txt', ...keyless, attest, ...inputs });
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    return `${registries[place]?.host}/${name}@${pushed.outputs['digest']}`;
  }

  const by = (identity: string = signer.identity, issuer: string = signer.issuer) => [
    ...['--certificate-identity', identity],
    ...['--certificate-oidc-issuer', issuer],
  ];
  const cosign = (...args: string[]): Promise<Cosigned> => {
    const file = (name: string) => join(job.workspace, name);
    const env = {
      SIGSTORE_ROOT_FILE: file('ca.pem'),
      SIGSTORE_REKOR_PUBLIC_KEY: file('rekor.pub'),
      SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: file('ct.pub'),
    };
    return run('cosign', args, { cwd: job.workspace, env }) as Promise<Cosigned>;
  };
  const accepted = { code: 0 };

  it.each(['ocimem', 'docker-registry'])('in %s is verified in the older form, online and offline', async (place) => {
    const name = await push(place, 'older');
    for (const way of [
      ['--offline'],
      ['--rekor-url', job.sigstore.url],
      ['--offline', '--certificate-github-workflow-repository', 'acme/app'],
    ]) {
      const verified = await cosign('verify', ...way, ...by(), name);
      expect({ ...verified, stdout: '' }).toMatchObject(accepted);
      const [signature] = JSON.parse(verified.stdout) as { critical: object; optional: Record<string, string> }[];
      expect(signature).toMatchObject({
        critical: { image: { 'docker-manifest-digest': name.split('@')[1] }, type: 'cosign container image signature' },
        optional: { Issuer: signer.issuer, Subject: signer.identity },
      });
    }
  });

  it.each([
    ['another identity', by(signer.identity.replace('v1.2.3', 'v1.2.4')), 'none of the expected identities matched'],
    ['another issuer', by(signer.identity, 'https://accounts.google.com'), 'none of the expected identities matched'],
    [
      'another repository',
      [...by(), '--certificate-github-workflow-repository', 'acme/other'],
      'GitHub Workflow Repository not found',
    ],
  ])('is refused in the older form for %s', async (_, args, says) => {
    const name = await push('ocimem', 'older');
    const refused = await cosign('verify', '--offline', ...args, name);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain(says);
  });

  const attested: [string, string, string][] = [
    ['provenance', 'slsaprovenance1', types.provenance],
    ['SBOM', types.spdx, types.spdx],
    ['attestation of a type of its own', types.tests, types.tests],
    ['signature', types.signature, types.signature],
  ];
  const bundles = (root: string) => ['verify-attestation', '--new-bundle-format', '--trusted-root', root];
  const statementOf = ({ stdout }: Cosigned) => {
    const { payload } = JSON.parse(stdout.split('\n')[0] ?? '') as { payload: string };
    return JSON.parse(Buffer.from(payload, 'base64').toString()) as object;
  };

  it.each(attested)('is verified as a bundle with Rekor v1: %s', async (_, type, predicateType) => {
    for (const place of ['ocimem', 'docker-registry']) {
      const name = await push(place, 'bundles');
      const verified = await cosign(...bundles('root.json'), '--type', type, ...by(), name);
      expect({ ...verified, stdout: '' }).toMatchObject(accepted);
      expect(statementOf(verified)).toMatchObject({ predicateType });
    }
  });

  it.each(attested)('is verified as a bundle with a clock alone: %s', async (_, type, predicateType) => {
    const github = { 'signing-config': 'github.json', 'trusted-root': 'github-root.json' };
    const name = await push('ocimem', 'clock', github);
    const way = ['--insecure-ignore-tlog', '--use-signed-timestamps', '--insecure-ignore-sct'];
    const verified = await cosign(...bundles('github-root.json'), ...way, '--type', type, ...by(), name);
    expect({ ...verified, stdout: '' }).toMatchObject(accepted);
    expect(statementOf(verified)).toMatchObject({ predicateType });
  });

  it.each<[string, string, string[], string]>([
    [
      'of a type that nobody attested',
      'root.json',
      ['--type', 'cyclonedx', ...by()],
      'none of the attestations matched',
    ],
    [
      'by another identity',
      'root.json',
      ['--type', 'slsaprovenance1', ...by('https://github.com/evil/app')],
      'expected SAN value',
    ],
    ['by another root', 'github-root.json', ['--type', 'slsaprovenance1', ...by()], ''],
  ])('is refused as a bundle %s', async (_, root, args, says) => {
    const name = await push('ocimem', 'bundles');
    const refused = await cosign(...bundles(root), ...args, name);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain(says);
  });

  it('is said in the words of cosign: what that signs itself has the same payload', async () => {
    const name = await push('ocimem', 'shared');
    const token = await job.sigstore.token();
    const services = ['--fulcio-url', `${job.sigstore.url}/public`, '--rekor-url', job.sigstore.url];
    const signed = await cosign('sign', '-y', ...services, '--identity-token', token, name);
    expect({ ...signed, stdout: '' }).toMatchObject(accepted);
    const both = await cosign('verify', '--offline', ...by(), name);
    expect({ ...both, stdout: '' }).toMatchObject(accepted);
    const [host = '', digest = ''] = name.split('/shared@');
    const tag = `${host}/shared:${digest.replace(':', '-')}.sig`;
    const { stdout } = await run('oras', ['manifest', 'fetch', '--plain-http', tag]);
    const { layers } = JSON.parse(stdout) as { layers: { digest: string }[] };
    expect(new Set(layers.map((layer) => layer.digest)).size).toBe(1);
  });
});
