import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { registryKinds } from '../support/servers/places.ts';

/** The manifest that a tag or digest names, byte for byte, as oras gets it. */
const fetched = async (reference: string) =>
  (await run('oras', ['manifest', 'fetch', '--plain-http', reference])).stdout;

for (const { peer, start, mounts } of registryKinds) {
  describeWithPeers([peer, 'oras', 'skopeo'], `copy between registries of the kind ${peer} and layouts`, () => {
    let one: PeerServer;
    let other: PeerServer;
    beforeAll(async () => {
      [one, other] = await Promise.all([start(), start()]);
    });
    afterAll(() => Promise.all([one?.stop(), other?.stop()]));

    it('takes a whole index from a layout to a registry, to another one, and back, byte for byte', async () => {
      const workspace = await makeWorkspace();
      const { index, images } = await makeImageLayout(`${workspace}/in`, { withAttestations: true });
      const up = await runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${one.host}/a/app` }, { workspace });
      expect(up).toMatchObject({
        code: 0,
        stderr: '',
        outputs: {
          digest: index.digest,
          reference: `${one.host}/a/app@${index.digest}`,
          repository: `${one.host}/a/app`,
          tags: 'v1',
          changed: 'true',
          'media-type': index.mediaType,
        },
      });
      const over = await runStep(
        {
          mode: 'copy',
          reference: `${one.host}/a/app:v1`,
          to: `${other.host}/b/app:prod,v1`,
          'expect-digest': index.digest,
        },
        { workspace },
      );
      expect(over).toMatchObject({ code: 0, outputs: { digest: index.digest, tags: 'prod\nv1' } });
      expect(await fetched(`${other.host}/b/app:prod`)).toBe(await fetched(`${one.host}/a/app@${index.digest}`));
      const back = await runStep(
        { mode: 'copy', reference: `${other.host}/b/app:prod`, to: 'oci-layout:out' },
        { workspace },
      );
      expect(back).toMatchObject({ code: 0, outputs: { digest: index.digest, tags: 'prod' } });
      const listed = await run('skopeo', ['inspect', '--raw', `oci:${workspace}/out:prod`]);
      expect(listed.stdout).toBe(await fetched(`${one.host}/a/app@${index.digest}`));
      for (const { digest } of images) {
        const pulled = await run('oras', [
          'pull',
          '--oci-layout',
          `${workspace}/out@${digest}`,
          '-o',
          `${workspace}/got`,
        ]);
        expect(pulled).toMatchObject({ code: 0 });
      }
      const again = await runStep(
        { mode: 'copy', reference: `${one.host}/a/app:v1`, to: `${other.host}/b/app:prod,v1` },
        { workspace },
      );
      expect(again).toMatchObject({ code: 0, outputs: { changed: 'false', transferred: '0' } });
    });

    it(`moves ${mounts ? 'no byte' : 'all bytes'} inside one registry`, async () => {
      const workspace = await makeWorkspace();
      await makeImageLayout(`${workspace}/in`, { name: 'inside' });
      await runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${one.host}/dev/inside` }, { workspace });
      const { outputs, code } = await runStep(
        { mode: 'copy', reference: `${one.host}/dev/inside:v1`, to: `${one.host}/prod/inside` },
        { workspace },
      );
      expect({ code, outputs }).toMatchObject({ code: 0, outputs: { changed: 'true' } });
      expect(outputs['transferred'] === '0').toBe(mounts);
      expect(await fetched(`${one.host}/prod/inside:v1`)).toBe(await fetched(`${one.host}/dev/inside:v1`));
    });

    it('leaves the same state as skopeo copy --multi-arch=all', async () => {
      const workspace = await makeWorkspace();
      await makeImageLayout(`${workspace}/in`, { name: 'parity', withAttestations: true });
      const args = [
        'copy',
        '--multi-arch=all',
        '--preserve-digests',
        '--dest-tls-verify=false',
        `oci:${workspace}/in:v1`,
      ];
      expect(await run('skopeo', [...args, `docker://${other.host}/skopeo/app:v1`])).toMatchObject({ code: 0 });
      await runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${other.host}/ours/app` }, { workspace });
      expect(await fetched(`${other.host}/ours/app:v1`)).toBe(await fetched(`${other.host}/skopeo/app:v1`));
    });

    it('is a gate: a tag in the way, another digest, or a dry run write nothing', async () => {
      const workspace = await makeWorkspace();
      const { index } = await makeImageLayout(`${workspace}/in`, { name: 'gate' });
      const before = await makeImageLayout(`${workspace}/old`, { name: 'gate-old' });
      const to = `${other.host}/gate/app:v1`;
      const copyWith = (inputs: Record<string, string>) =>
        runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to, ...inputs }, { workspace });
      expect(await copyWith({ 'dry-run': 'true' })).toMatchObject({ code: 0, outputs: { changed: 'true' } });
      expect((await run('oras', ['resolve', '--plain-http', to])).code).toBe(1);
      await copyWith({ reference: 'oci-layout:old:v1' });
      expect(await copyWith({ 'if-exists': 'error' })).toMatchObject({ code: 1, outputs: { changed: 'false' } });
      const kept = await copyWith({ 'if-exists': 'skip' });
      expect(kept).toMatchObject({ code: 0, outputs: { changed: 'false', digest: before.index.digest } });
      const wrong = await copyWith({ 'expect-digest': before.index.digest });
      expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('expect-digest asks for') });
      expect((await run('oras', ['resolve', '--plain-http', to])).stdout.trim()).toBe(before.index.digest);
      expect(await copyWith({ to: `${to}@${index.digest}` })).toMatchObject({ code: 0, outputs: { changed: 'true' } });
      const pinned = `${other.host}/gate/pinned`;
      const done = await copyWith({ to: `${pinned}@${index.digest}` });
      expect(done).toMatchObject({ code: 0, outputs: { changed: 'true', tags: '' } });
      expect((await run('oras', ['resolve', '--plain-http', `${pinned}:v1`])).code).toBe(1);
    });
  });
}

describeWithPeers(['docker-registry', 'oras', 'skopeo'], 'copy between real registries and layouts', () => {
  let one: DockerRegistry;
  let other: DockerRegistry;
  beforeAll(async () => {
    [one, other] = await Promise.all([startDockerRegistry(), startDockerRegistry()]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
  });

  it('takes one platform as its image, several as a smaller index with their attestations', async () => {
    const workspace = await makeWorkspace();
    const platforms = ['amd64', 'arm64', 's390x'].map((architecture) => ({ os: 'linux', architecture }));
    const { index, images, attestations } = await makeImageLayout(`${workspace}/in`, {
      name: 'platforms',
      platforms,
      withAttestations: true,
    });
    const copyOf = (chosen: string, to: string) =>
      runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to, platforms: chosen }, { workspace });
    const single = await copyOf('linux/arm64', 'oci-layout:single');
    expect(single).toMatchObject({ code: 0, outputs: { digest: images[1]?.digest, tags: 'v1' } });
    expect(single.stdout).toContain(`::notice::The chosen platforms are another manifest than ${index.digest}`);
    const two = await copyOf('linux/s390x\nlinux/amd64', `${one.host}/p/two`);
    expect(two).toMatchObject({ code: 0 });
    const { manifests } = JSON.parse(await fetched(`${one.host}/p/two:v1`)) as { manifests: { digest: string }[] };
    expect(manifests.map(({ digest }) => digest)).toEqual(
      [images[0], images[2], attestations[0], attestations[2]].map((one) => one?.digest),
    );
    expect(await copyOf('linux/arm64\nlinux/riscv64', 'oci-layout:none')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('oci-layout:in:v1 has nothing for the platform linux/riscv64'),
    });
  });

  it('adds annotations, which makes another digest, and says so', async () => {
    const workspace = await makeWorkspace();
    const { index } = await makeImageLayout(`${workspace}/in`, { name: 'annotated' });
    const { code, outputs, stdout } = await runStep(
      { mode: 'copy', reference: 'oci-layout:in:v1', to: 'oci-layout:out', annotations: 'stage=production' },
      { workspace },
    );
    expect(code).toBe(0);
    expect(outputs['digest']).not.toBe(index.digest);
    expect(stdout).toContain(`With the annotations, the copy is another manifest than ${index.digest}`);
    const raw = (await run('skopeo', ['inspect', '--raw', `oci:${workspace}/out:v1`])).stdout;
    expect(JSON.parse(raw)).toMatchObject({ annotations: { stage: 'production' }, manifests: [{}, {}] });
  });

  it('copies to several targets, and reads each blob of the source once', async () => {
    const workspace = await makeWorkspace();
    const { index } = await makeImageLayout(`${workspace}/in`, { name: 'several' });
    await runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${one.host}/several/app` }, { workspace });
    const before = (await one.requests()).length;
    const { code, outputs, summary } = await runStep(
      {
        mode: 'copy',
        reference: `${one.host}/several/app:v1`,
        to: `${other.host}/several/app\n${other.host}/several/two:x,y\noci-layout:backup`,
        tags: `latest\n${other.host}/several/two:z`,
      },
      { workspace },
    );
    expect(code).toBe(0);
    const names = [`${other.host}/several/app`, `${other.host}/several/two`, 'oci-layout:backup'];
    const tags = [
      ['v1', 'latest'],
      ['x', 'y', 'latest', 'z'],
      ['v1', 'latest'],
    ];
    expect(JSON.parse(outputs['json'] ?? '')).toEqual(
      names.map((name, index_) => ({
        name,
        reference: `${name}@${index.digest}`,
        digest: index.digest,
        tags: tags[index_],
        source: `${one.host}/several/app:v1@${index.digest}`,
        status: 'copied',
        changed: true,
      })),
    );
    expect(summary).toContain(`| \`${names[1]}\` |`);
    const blobs = (await one.requests())
      .slice(before)
      .filter((line) => line.startsWith('GET') && line.includes('/blobs/'));
    expect(blobs).toHaveLength(new Set(blobs).size);
    expect(blobs).toHaveLength(6);
  });

  it.each([
    ['stops at the first target that fails', 'false'],
    ['goes on after a target that fails, and fails at the end', 'true'],
  ])('%s (keep-going: %s)', async (_title, keepGoing) => {
    const workspace = await makeWorkspace({ 'no-layout/file': 'x' });
    await makeImageLayout(`${workspace}/in`, { name: `going-${keepGoing}` });
    const { code, outputs, stdout } = await runStep(
      {
        mode: 'copy',
        reference: 'oci-layout:in:v1',
        to: `127.0.0.1:1/refused\n${other.host}/going/${keepGoing}`,
        'keep-going': keepGoing,
        retries: '0',
      },
      { workspace },
    );
    expect(code).toBe(1);
    expect(stdout.match(/^::error /gm)).toHaveLength(1);
    const there = (await run('oras', ['resolve', '--plain-http', `${other.host}/going/${keepGoing}:v1`])).code === 0;
    expect(there).toBe(keepGoing === 'true');
    if (there) expect(JSON.parse(outputs['json'] ?? '')).toMatchObject([{ status: 'failed' }, { status: 'copied' }]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no target', { to: '' }, 'The input to is empty: say where to copy it'],
    ['a target twice', { to: 'oci-layout:a:1\noci-layout:a:2' }, 'The input to names oci-layout:a twice'],
    ['an invalid target', { to: 'host.test/A//b' }, 'The input to "host.test/A//b" has an invalid repository name'],
    ['a tag elsewhere', { tags: 'host.test/other:1' }, 'The input tags "host.test/other:1" does not name one tag in'],
    ['a source without a tag', { reference: 'oci-layout:in' }, 'The input reference has neither a tag nor a digest'],
    [
      'a source without a tag',
      { reference: 'oci-layout:in' },
      '%0AAdd a tag or a digest to `reference`. To copy all tags of a repository, or those that match a range or a pattern, use `mode: sync`.',
    ],
    ['a missing source', { reference: 'oci-layout:in:v9' }, '/in; the only tag is v1%0A'],
    [
      'an input of another mode',
      { 'keep-last': '3' },
      'The input keep-last "3" does not apply to mode copy, only to delete',
    ],
  ])('names a wrong input: %s', async (_title, inputs, message) => {
    const workspace = await makeWorkspace();
    await makeImageLayout(`${workspace}/in`);
    const { code, stdout } = await runStep(
      { mode: 'copy', reference: 'oci-layout:in:v1', to: 'oci-layout:out', ...inputs },
      { workspace },
    );
    expect(code).toBe(1);
    expect(stdout).toContain(message);
    expect(stdout.match(/^::error /gm)).toHaveLength(1);
  });
});
