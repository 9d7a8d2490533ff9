import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/describe-with-peers.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/docker-registry.ts';
import { makeImageLayout } from '../support/image-layout.ts';
import { run } from '../support/peers.ts';
import { runAction } from '../support/run-action.ts';
import { makeWorkspace } from '../support/workspace.ts';

describeWithPeers(['docker-registry', 'oras', 'skopeo'], 'copy between real registries and layouts', () => {
  let one: DockerRegistry;
  let other: DockerRegistry;
  beforeAll(async () => {
    [one, other] = await Promise.all([startDockerRegistry(), startDockerRegistry()]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
  });

  /** The manifest that a tag or digest names, byte for byte, as oras gets it. */
  const fetched = async (reference: string) =>
    (await run('oras', ['manifest', 'fetch', '--plain-http', reference])).stdout;

  it('takes a whole index from a layout to a registry, to another one, and back, byte for byte', async () => {
    const workspace = await makeWorkspace();
    const { index, images } = await makeImageLayout(`${workspace}/in`, { withAttestations: true });
    const up = await runAction({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${one.host}/a/app` }, { workspace });
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
    const over = await runAction(
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
    const back = await runAction(
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
    const again = await runAction(
      { mode: 'copy', reference: `${one.host}/a/app:v1`, to: `${other.host}/b/app:prod,v1` },
      { workspace },
    );
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'false', transferred: '0' } });
  });

  it('moves no byte inside one registry', async () => {
    const workspace = await makeWorkspace();
    await makeImageLayout(`${workspace}/in`, { name: 'inside' });
    await runAction({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${one.host}/dev/inside` }, { workspace });
    const { outputs, code } = await runAction(
      { mode: 'copy', reference: `${one.host}/dev/inside:v1`, to: `${one.host}/prod/inside` },
      { workspace },
    );
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { changed: 'true', transferred: '0' } });
    expect(await fetched(`${one.host}/prod/inside:v1`)).toBe(await fetched(`${one.host}/dev/inside:v1`));
  });
});
