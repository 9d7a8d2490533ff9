import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import type { ModeName } from '../../src/modes/contract/inputs.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { LayoutStore } from '../../src/store/layout/layout-store.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { run } from '../support/servers/peers.ts';

describeWithPeers(['skopeo'], 'A layout that is named without a tag', () => {
  const folder = makeFolder();
  const skopeo = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('skopeo', args);
    return code === 0 ? stdout : stderr;
  };
  const act = async <M extends ModeName>(mode: M, layout: string, given: Given<M> = {}) => {
    const name = `oci-layout:${join(folder, layout)}`;
    const places = { [name]: new LayoutStore(join(folder, layout)), 't.test/app': new MemoryStore() };
    return tellAll(places, (made) => performMode(mode, makeInputs(mode, name, given), made.mode as never, made.around));
  };

  it('is its one manifest, as skopeo takes it, in each mode', async () => {
    await makeImageLayout(join(folder, 'tagged'));
    await skopeo('copy', '--multi-arch=all', `oci:${join(folder, 'tagged')}:v1`, `oci:${join(folder, 'plain')}`);
    let digest = '';
    for (const layout of ['tagged', 'plain']) {
      const { result } = await act('inspect', layout);
      const theirs = await skopeo('inspect', '--raw', `oci:${join(folder, layout)}`);
      digest = digestOf(Buffer.from(theirs));
      expect(result).toMatchObject({ digest, manifest: theirs, tags: [] });
    }
    const done = [
      await act('copy', 'plain', { to: ['t.test/app:v1'] }),
      await act('tag', 'plain', { tags: ['v2'] }),
      await act('discover', 'plain'),
      await act('pull', 'plain', { platforms: [{ os: 'linux', architecture: 'amd64' }] }),
    ];
    for (const { failure } of done) expect(failure).toBeUndefined();
    for (const { result } of done.slice(0, 3)) expect(result).toMatchObject({ digest });
  });

  it('is refused where it has two manifests or none, as skopeo refuses it', async () => {
    await makeImageLayout(join(folder, 'two'), { tag: 'v1' });
    for (const name of ['app', 'other']) {
      const layout = join(folder, name);
      await makeImageLayout(layout, { name });
      await skopeo('copy', '--multi-arch=all', `oci:${layout}:v1`, `oci:${join(folder, 'two')}:${name}`);
    }
    expect(await skopeo('inspect', '--raw', `oci:${join(folder, 'two')}`)).toContain('more than one image');
    for (const layout of ['two', 'none']) {
      expect(await act('inspect', layout)).toMatchObject({
        failure: { code: 'INVALID_INPUT', topic: 'untagged-reference' },
      });
    }
  });
});
