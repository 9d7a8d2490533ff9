import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { isNightly } from '../support/nightly.ts';
import { orasReferrers } from '../support/peers/oras-discover.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { byKey, cosign, makeKeys, makeSigningWorkspace, signing } from '../support/trust/keys.ts';

const offline = ['--key', 'cosign.pub', '--insecure-ignore-tlog'];
const asBundle = [
  '--new-bundle-format',
  '--trusted-root',
  'root.json',
  '--type',
  'https://sigstore.dev/cosign/sign/v1',
];

describeWithPeers(['docker-registry', 'ocimem', 'cosign', 'oras'], 'signatures by a key', () => {
  describe.each([['ocimem', startOcimem], ...(isNightly ? [['docker-registry', startDockerRegistry] as const] : [])])(
    'in %s',
    (_, start) => {
      let registry: PeerServer;
      let workspace: string;
      const act = (inputs: Record<string, string>) => runStep(inputs, { workspace });
      beforeAll(async () => {
        [registry, workspace] = await Promise.all([start(), makeSigningWorkspace()]);
      });
      afterAll(() => registry?.stop());

      it('are what cosign verifies, and what we verify, in each format', async () => {
        const reference = `${registry.host}/ours/app:v1`;
        const pushed = await act({ mode: 'push', reference, files: 'a.txt', ...signing });
        expect(pushed).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
        const { digest = '', signatures = '' } = pushed.outputs;
        const name = `${registry.host}/ours/app@${digest}`;
        expect(JSON.parse(signatures)).toEqual(
          ['bundle', 'legacy'].map((format) => ({
            digest: expect.stringMatching(/^sha256:/),
            format,
            predicateType: 'https://sigstore.dev/cosign/sign/v1',
            key: expect.stringMatching(/^sha256:/),
            reference: name,
          })),
        );
        expect(pushed.stdout).toContain(`Signed: ${name} by the key sha256:`);
        await cosign(workspace, 'verify', ...offline, name);
        await cosign(workspace, 'verify-attestation', ...offline, ...asBundle, name);
        expect((await run('cosign', ['tree', name])).stdout).toContain('Signatures');

        const pulled = await act({ mode: 'pull', reference, path: 'out', verify: byKey });
        expect(pulled).toMatchObject({ code: 0, stderr: '' });
        expect(pulled.stdout).toContain(`Verified: ${name} is signed by key cosign.pub (bundle sha256:`);
        expect(pulled.summary).toContain('- **Verified** signed by `key cosign.pub`\n');
        expect(JSON.parse(pulled.outputs['verified'] ?? '')).toEqual([
          {
            entry: 'key cosign.pub',
            key: JSON.parse(signatures)[0].key,
            format: 'bundle',
            predicateType: 'https://sigstore.dev/cosign/sign/v1',
            digest: expect.stringMatching(/^sha256:/),
          },
        ]);
        expect(JSON.parse(pulled.outputs['json'] ?? '').verified).toHaveLength(1);
      });

      it('are made once: an unchanged push sends nothing, and cosign adds no second layer', async () => {
        const reference = `${registry.host}/ours/once:v1`;
        const inputs = { mode: 'push', reference, files: 'a.txt', ...signing };
        const { digest = '' } = (await act(inputs)).outputs;
        const again = await act(inputs);
        expect(again).toMatchObject({ code: 0, outputs: told({ changed: false, sent: 0 }) });
        expect(again.stdout).toContain('Already signed by the key sha256:');
        expect(JSON.parse(again.outputs['signatures'] ?? '')).toHaveLength(2);
        const name = `${registry.host}/ours/once@${digest}`;
        await cosign(workspace, 'sign', '--key', 'cosign.key', '--tlog-upload=false', '-y', name);
        const tag = `${registry.host}/ours/once:${digest.replace(':', '-')}.sig`;
        const { stdout } = await run('oras', ['manifest', 'fetch', '--plain-http', tag]);
        expect(JSON.parse(stdout).layers).toHaveLength(1);
      });

      it('of ten jobs at a time are all there', async () => {
        const reference = `${registry.host}/ours/many:v1`;
        const { digest = '' } = (await act({ mode: 'push', reference, files: 'a.txt' })).outputs;
        const files = Object.fromEntries(
          Array.from({ length: 10 }, (_, index) => [`${index}.pem`, makeKeys().privatePem]),
        );
        const folder = await makeWorkspace(files);
        const jobs = Object.keys(files).map((file) =>
          runStep({ mode: 'tag', reference, tags: 'v2', sign: 'key', 'sign-key': file }, { workspace: folder }),
        );
        for (const { code, stderr } of await Promise.all(jobs))
          expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const tag = `${registry.host}/ours/many:${digest.replace(':', '-')}.sig`;
        const { stdout } = await run('oras', ['manifest', 'fetch', '--plain-http', tag]);
        expect(JSON.parse(stdout).layers).toHaveLength(10);
        const found = await run('oras', ['discover', '--plain-http', '--format', 'json', reference]);
        expect(orasReferrers(found.stdout)).toHaveLength(10);
      });

      it.each([
        ['bundle', 0, 1],
        ['legacy', 1, 0],
      ])('are in one format where that is asked for: %s', async (format, legacy, bundle) => {
        const reference = `${registry.host}/ours/${format}:v1`;
        const inputs = { mode: 'push', reference, files: 'a.txt', ...signing, 'signature-format': format };
        const { digest = '' } = (await act(inputs)).outputs;
        const name = `${registry.host}/ours/${format}@${digest}`;
        const old = await run('cosign', ['verify', ...offline, name], { cwd: workspace });
        const fresh = await run('cosign', ['verify-attestation', ...offline, ...asBundle, name], { cwd: workspace });
        expect([old.code === 0, fresh.code === 0]).toEqual([legacy === 1, bundle === 1]);
        expect(await act({ mode: 'inspect', reference, verify: byKey })).toMatchObject({ code: 0, stderr: '' });
      });

      it.each([
        ['under its tag', ['sign', '--tlog-upload=false'], {}, byKey],
        [
          'as referrers of its mode oci-1-1',
          ['sign', '--tlog-upload=false', '--registry-referrers-mode=oci-1-1'],
          { COSIGN_EXPERIMENTAL: '1' },
          byKey,
        ],
        [
          'as a bundle',
          [
            'attest',
            '--new-bundle-format',
            '--tlog-upload=false',
            '--type',
            'https://example.com/x',
            '--predicate',
            'p.json',
          ],
          {},
          `${byKey}\n  predicate: https://example.com/x`,
        ],
      ])('of cosign are verified %s', async (title, command, env, verify) => {
        const name = `${registry.host}/theirs/${title.replaceAll(' ', '-')}`;
        await act({ mode: 'push', reference: `${name}:v1`, files: 'a.txt' });
        const other = await makeSigningWorkspace({ 'p.json': '{}' });
        const { digest = '' } = (await act({ mode: 'inspect', reference: `${name}:v1` })).outputs;
        const read = (file: string) => readFile(join(other, file), 'utf8');
        const args = [...command, '--key', 'cosign.key', '-y', `${name}@${digest}`];
        const signed = await run('cosign', args, {
          cwd: other,
          env: { ...env, COSIGN_PASSWORD: signing['sign-key-password'] },
        });
        expect({ code: signed.code, stderr: signed.code === 0 ? '' : signed.stderr }).toEqual({ code: 0, stderr: '' });
        const folder = await makeWorkspace({ 'cosign.pub': await read('cosign.pub') });
        const pull = { mode: 'pull', reference: `${name}:v1`, path: 'out', verify };
        expect(await runStep(pull, { workspace: folder })).toMatchObject({ code: 0, stderr: '' });
        // By another key, it is refused and leaves nothing.
        const refused = await act({ ...pull, path: 'refused' });
        expect(refused).toMatchObject({ code: 1 });
        expect(refused.stdout).toContain('not by this key');
        expect(Object.keys(await readTree(workspace)).filter((file) => file.startsWith('refused'))).toEqual([]);
      });
    },
  );
});
