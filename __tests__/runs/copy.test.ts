import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told, toldIn } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { runStep } from '../support/processes/run-step.ts';
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
      expect(again).toMatchObject({ code: 0, outputs: told({ changed: false, sent: 0 }) });
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
      expect(toldIn(outputs).sent === 0).toBe(mounts);
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
  });
}
