import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { openPlace, putArtifact, subjectTag } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';

interface Discovered {
  digest: string;
  artifactType: string;
  referrers?: Discovered[];
}

/** The artifact types of what is attached, as oras finds them. */
async function discover(reference: string): Promise<string[]> {
  const { stdout, stderr, code } = await run('oras', ['discover', '--plain-http', '--format', 'json', reference]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { manifests } = JSON.parse(stdout) as { manifests?: Discovered[] };
  return (manifests ?? []).map(({ artifactType }) => artifactType).sort();
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

  describe('whose lists are not true', () => {
    /** An artifact with an SBOM in docker-registry, where the list of referrers is kept by its clients. */
    const attached = async (name: string) => {
      const workspace = await makeWorkspace({ 'hello.txt': `${name}\n`, 'sbom.json': '{}\n', 'scan.json': '{}\n' });
      const source = `${plain.host}/src/${name}`;
      await ok('oras', ['push', '--plain-http', `${source}:v1`, 'hello.txt'], { cwd: workspace });
      const attach = async (type: string) => {
        const args = ['attach', '--plain-http', '--artifact-type', type, '--format', 'json'];
        const made = await ok('oras', [...args, `${source}:v1`, 'sbom.json'], { cwd: workspace });
        return (JSON.parse(made) as { digest: string }).digest;
      };
      const [sbom, scan] = [await attach('application/vnd.test.sbom'), await attach('application/vnd.test.scan')];
      const digest = (await ok('oras', ['resolve', '--plain-http', `${source}:v1`])).trim();
      const copyTo = (to: string) => runStep({ mode: 'copy', reference: `${source}:v1`, to }, { workspace });
      return { source, digest, sbom, scan, copyTo, workspace };
    };

    it('leaves out what was deleted and is still on the list', async () => {
      const { source, sbom, scan, copyTo } = await attached('gone');
      expect((await fetch(`${plain.url}/v2/src/gone/manifests/${sbom}`, { method: 'DELETE' })).status).toBe(202);
      const theirs = ['cp', '-r', '--from-plain-http', '--to-plain-http', `${source}:v1`, `${modern.host}/oras/gone`];
      expect((await run('oras', theirs)).code).not.toBe(0);
      const done = await copyTo(`${modern.host}/dst/gone`);
      expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
      expect(done.stdout).toMatch(new RegExp(`\n::warning::${sbom} is on the list of what is attached to sha256:`));
      expect(done.stdout).not.toContain(`::warning::${scan}`);
      expect(await discover(`${modern.host}/dst/gone:v1`)).toEqual(['application/vnd.test.scan']);
    });

    it('puts on the list of the target what a job left there that was stopped before it could', async () => {
      const { digest, copyTo } = await attached('unlisted');
      const to = `${plain.host}/dst/unlisted`;
      expect(await copyTo(to)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
      const tag = digest.replace(':', '-');
      const list = JSON.parse(await ok('oras', ['manifest', 'fetch', '--plain-http', `${to}:${tag}`]));
      const body = JSON.stringify({ ...list, manifests: list.manifests.slice(1) });
      const url = `${plain.url}/v2/dst/unlisted/manifests/${tag}`;
      const put = { method: 'PUT', headers: { 'content-type': list.mediaType }, body };
      expect((await fetch(url, put)).status).toBe(201);
      expect(await discover(`${to}:v1`)).toHaveLength(1);
      expect(await copyTo(to)).toMatchObject({ code: 0, outputs: { changed: 'true', transferred: '0' } });
      const both = ['application/vnd.test.sbom', 'application/vnd.test.scan'];
      expect(await discover(`${to}:v1`)).toEqual(both);
      expect(await copyTo(to)).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    });

    it('takes along each tag that is made of the digest, also of what is on the list', async () => {
      const { source, digest, sbom, scan, copyTo } = await attached('tagged');
      const stem = digest.replace(':', '-');
      const tags = { [`${stem}.sig`]: sbom, [`${stem}.vex`]: scan };
      for (const [tag, of] of Object.entries(tags)) {
        await ok('oras', ['tag', '--plain-http', `${source}@${of}`, tag]);
      }
      const to = `${modern.host}/dst/tagged`;
      expect(await copyTo(to)).toMatchObject({ code: 0, stderr: '' });
      for (const [tag, of] of Object.entries(tags)) {
        expect((await ok('oras', ['resolve', '--plain-http', `${to}:${tag}`])).trim()).toBe(of);
      }
      expect(await discover(`${to}:v1`)).toHaveLength(2);
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
    expect((JSON.parse(listed) as { manifests: Discovered[] }).manifests.map((one) => one.artifactType)).toEqual([
      type,
    ]);
    const back = await runStep(
      { mode: 'copy', reference: 'oci-layout:backup:v1', to: `${modern.host}/dst/restored` },
      { workspace },
    );
    expect(back).toMatchObject({ code: 0, outputs: { digest } });
    expect(await discover(`${modern.host}/dst/restored:v1`)).toEqual([type]);
  });
});

describe('a signature at the target that differs', () => {
  const suffixes = ['sig', 'att', 'sbom'];

  /** A source with a signed image, and a target that has other signatures under the same tags. */
  async function signedTwice(isSubjectThere: boolean) {
    const workspace = await makeWorkspace();
    const [from, to] = [openPlace(`oci-layout:${workspace}/from`), openPlace(`oci-layout:${workspace}/mirror/app`)];
    const subject = await putArtifact(from, { a: 'image' }, ['v1']);
    const tags = suffixes.map((suffix) => `${subjectTag(subject)}.${suffix}`);
    const [theirs, own] = [
      await putArtifact(from, { a: 'a signature of the source' }, tags),
      await putArtifact(to, { a: 'a signature of the target' }, tags),
    ];
    if (isSubjectThere) await putArtifact(to, { a: 'image' }, ['before']);
    const at = async () => new Set(await Promise.all(tags.map(async (tag) => (await to.resolve(tag)).digest)));
    return { workspace, subject, tags, theirs, own, at };
  }

  it.each<[boolean, string, 'own' | 'theirs', RegExp | undefined]>([
    [true, '', 'own', /\n::warning::The tag sha256-\w+\.sig .*stays at .*if-exists: overwrite/],
    [true, 'overwrite', 'theirs', undefined],
    [true, 'skip', 'own', /\n::notice::The tag sha256-\w+\.sig exists and stays at/],
    [false, '', 'theirs', undefined],
    [false, 'overwrite', 'theirs', undefined],
  ])('where the subject was there: %j, with if-exists %j: stays or goes', async (isThere, ifExists, left, said) => {
    const { workspace, theirs, own, at } = await signedTwice(isThere);
    const inputs = { mode: 'copy', reference: 'oci-layout:from:v1', to: 'oci-layout:mirror/app:v1' };
    const done = await runStep({ ...inputs, 'if-exists': ifExists }, { workspace });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(await at()).toEqual(new Set([(left === 'own' ? own : theirs).digest]));
    if (said) expect(done.stdout).toMatch(said);
    else expect(done.stdout).not.toMatch(/::(?:warning|notice)::/);
  });

  it('stays also where it belongs to a signature that was there', async () => {
    const workspace = await makeWorkspace();
    const [from, to] = [openPlace(`oci-layout:${workspace}/from`), openPlace(`oci-layout:${workspace}/to`)];
    const subject = await putArtifact(from, { a: 'image' }, ['v1']);
    const sbom = await putArtifact(from, { a: 'an SBOM' }, [], { subject });
    const fresh = await putArtifact(from, { a: 'a new SBOM' }, [], { subject });
    const tagOf = { old: `${subjectTag(sbom)}.sig`, fresh: `${subjectTag(fresh)}.sig` };
    const theirs = await putArtifact(from, { a: 'a signature of the source' }, Object.values(tagOf));
    const own = await putArtifact(to, { a: 'a signature of the target' }, Object.values(tagOf));
    await putArtifact(to, { a: 'an SBOM' }, [], { subject });
    const inputs = { mode: 'copy', reference: 'oci-layout:from:v1', to: 'oci-layout:to:v1' };
    expect((await runStep(inputs, { workspace })).code).toBe(0);
    expect((await to.resolve(tagOf.old)).digest).toBe(own.digest);
    expect((await to.resolve(tagOf.fresh)).digest).toBe(theirs.digest);
  });

  it.each<[string, 'own' | 'theirs']>([
    ['', 'own'],
    ['overwrite', 'theirs'],
  ])('stays or goes in a sync with if-exists %j too', async (ifExists, left) => {
    await using registry = await startFakeRegistry();
    const { workspace, subject, tags, own, theirs, at } = await signedTwice(true);
    const source = openPlace(`${registry.host}/app`);
    await putArtifact(source, { a: 'image' }, ['v1']);
    await putArtifact(source, { a: 'a signature of the source' }, tags);
    await writeFile(`${workspace}/mirror.yml`, `${registry.host}:\n  images:\n    app: ["v1"]\n`);
    const inputs = { mode: 'sync', 'sync-file': 'mirror.yml', to: 'oci-layout:mirror', 'plain-http': 'true' };
    const done = await runStep({ ...inputs, 'if-exists': ifExists }, { workspace });
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect((await openPlace(`oci-layout:${workspace}/mirror/app`).resolve('v1')).digest).toBe(subject.digest);
    expect(await at()).toEqual(new Set([(left === 'own' ? own : theirs).digest]));
  });
});
