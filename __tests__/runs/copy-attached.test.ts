import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { orasReferrers } from '../support/peers/oras-discover.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';

/** The artifact types of what is attached, as oras finds them. */
async function discover(reference: string): Promise<string[]> {
  const { stdout, stderr, code } = await run('oras', ['discover', '--plain-http', '--format', 'json', reference]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return orasReferrers(stdout)
    .map(({ artifactType }) => artifactType)
    .sort();
}

async function ok(command: string, args: string[], options: Parameters<typeof run>[2] = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

describeWithPeers(['docker-registry', 'ocimem', 'oras', 'cosign'], 'a copy with what is attached', () => {
  let plain: PeerServer;
  let modern: PeerServer;
  beforeAll(async () => {
    [plain, modern] = await Promise.all([startDockerRegistry(), startOcimem()]);
  });
  afterAll(async () => {
    await Promise.all([plain?.stop(), modern?.stop()]);
  });

  describe.each([
    ['a registry without the referrers API to one with it', () => [plain.host, modern.host] as const],
    ['a registry with the referrers API to one without it', () => [modern.host, plain.host] as const],
  ])('from %s', (title, hosts) => {
    const name = title.includes('without the referrers API to') ? 'forth' : 'back';

    it('takes SBOMs of the index and of its platforms, and signatures of SBOMs', async () => {
      const [from, to] = hosts();
      const workspace = await makeWorkspace({ 'sbom.json': '{}\n', 'signature.txt': 'signed\n' });
      const { index, images } = await makeImageLayout(`${workspace}/in`, { name });
      await runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${from}/src/${name}` }, { workspace });
      const attach = async (subject: string, type: string, file: string) => {
        const args = ['attach', '--plain-http', '--artifact-type', type, '--format', 'json', subject, file];
        return (JSON.parse(await ok('oras', args, { cwd: workspace })) as { digest: string }).digest;
      };
      const source = `${from}/src/${name}`;
      const sbom = await attach(`${source}@${index.digest}`, 'application/vnd.test.sbom', 'sbom.json');
      await attach(`${source}@${images[1]?.digest}`, 'application/vnd.test.scan', 'sbom.json');
      await attach(`${source}@${sbom}`, 'application/vnd.test.signature', 'signature.txt');

      const inputs = { mode: 'copy', reference: `${source}:v1`, to: `${to}/dst/${name}` };
      const bare = await runStep({ ...inputs, referrers: 'false' }, { workspace });
      expect(bare).toMatchObject({ code: 0, outputs: { digest: index.digest } });
      expect(await discover(`${to}/dst/${name}:v1`)).toEqual([]);
      const whole = await runStep(inputs, { workspace });
      expect(whole).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', digest: index.digest } });
      expect(await discover(`${to}/dst/${name}:v1`)).toEqual(['application/vnd.test.sbom']);
      expect(await discover(`${to}/dst/${name}@${images[1]?.digest}`)).toEqual(['application/vnd.test.scan']);
      expect(await discover(`${to}/dst/${name}@${sbom}`)).toEqual(['application/vnd.test.signature']);
      expect(await runStep(inputs, { workspace })).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    });

    it("takes cosign's signature, which still verifies", async () => {
      const [from, to] = hosts();
      const workspace = await makeWorkspace({ 'hello.txt': 'hello\n' });
      const source = `${from}/src/signed-${name}`;
      await ok('oras', ['push', '--plain-http', `${source}:v1`, 'hello.txt'], { cwd: workspace });
      const digest = (await ok('oras', ['resolve', '--plain-http', `${source}:v1`])).trim();
      const cosign = { cwd: workspace, env: { COSIGN_PASSWORD: 'test' } };
      await ok('cosign', ['generate-key-pair'], cosign);
      await ok('cosign', ['sign', '--key', 'cosign.key', '--tlog-upload=false', `${source}@${digest}`], cosign);
      const target = `${to}/dst/signed-${name}`;
      const done = await runStep({ mode: 'copy', reference: `${source}:v1`, to: target }, { workspace });
      expect(done).toMatchObject({ code: 0, stderr: '', outputs: { digest } });
      const verify = ['verify', '--key', 'cosign.pub', '--insecure-ignore-tlog', `${target}@${digest}`];
      expect(await run('cosign', verify, cosign)).toMatchObject({ code: 0 });
    });
  });

  it('is a backup in a layout, with all that is attached, and comes back from it', async () => {
    const workspace = await makeWorkspace({ 'hello.txt': 'hello\n', 'sbom.json': '{}\n' });
    const source = `${plain.host}/src/backup`;
    await ok('oras', ['push', '--plain-http', `${source}:v1`, 'hello.txt'], { cwd: workspace });
    const type = 'application/vnd.test.sbom';
    await ok('oras', ['attach', '--plain-http', '--artifact-type', type, `${source}:v1`, 'sbom.json'], {
      cwd: workspace,
    });
    const digest = (await ok('oras', ['resolve', '--plain-http', `${source}:v1`])).trim();
    const out = await runStep({ mode: 'copy', reference: `${source}:v1`, to: 'oci-layout:backup' }, { workspace });
    expect(out).toMatchObject({ code: 0, outputs: { digest, repository: 'oci-layout:backup' } });
    const listed = await ok('oras', ['discover', '--oci-layout', '--format', 'json', `${workspace}/backup:v1`]);
    expect(orasReferrers(listed).map(({ artifactType }) => artifactType)).toEqual([type]);
    const back = await runStep(
      { mode: 'copy', reference: 'oci-layout:backup:v1', to: `${modern.host}/dst/restored` },
      { workspace },
    );
    expect(back).toMatchObject({ code: 0, outputs: { digest } });
    expect(await discover(`${modern.host}/dst/restored:v1`)).toEqual([type]);
  });
});
