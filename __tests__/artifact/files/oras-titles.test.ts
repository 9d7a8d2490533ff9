import { join, posix } from 'node:path';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { performMode } from '../../../src/action/perform-mode.ts';
import { concurrently } from '../../../src/concurrently.ts';
import { describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeFolder, readTree } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

const parts = [
  'a',
  'b c',
  'x.txt',
  '.',
  '..',
  '',
  'aux.c',
  'x.',
  ' y',
  'é',
  'e\u0301',
  'a\\b',
  '.git',
  'c:d',
  '-r',
  '$HOME',
  '\u200b',
];

/** Titles of one to four parts, the same ones in each run. */
const titles = fc.sample(
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }).map((all) => all.join('/')),
  { numRuns: 120, seed: 7 },
);

describeWithPeers(['oras'], 'A pull of any title', () => {
  // oras 1.2 and 1.3 alike clean the path, and refuse what leaves the folder (oras-go, file.Store, resolveWritePath).
  it('writes the tree that oras writes, or refuses it by its name', async () => {
    const folder = makeFolder();
    const layout = join(folder, 'layout');
    const store = new LayoutStore(layout);
    await store.push(emptyJson, openBytes(Buffer.from('{}')));
    const content = Buffer.from('content');
    const blob = describeContent('text/plain', content);
    await store.push(blob, openBytes(content));
    const all = [...new Set(titles)].filter((title) => title !== '');
    for (const [number, title] of all.entries()) {
      const layers = [{ ...blob, annotations: { 'org.opencontainers.image.title': title } }];
      const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers, annotations: {} });
      await store.push(describeContent(imageManifest, bytes), openBytes(bytes), { tags: [`t${number}`] });
    }
    const seen = { written: 0, refused: 0 };
    await concurrently(all.entries(), 2, undefined, async ([number, title]) => {
      const [ours, theirs] = [makeFolder(), makeFolder()];
      const name = `oci-layout:${layout}`;
      const inputs = makeInputs('pull', `${name}:t${number}`, { path: 'out' });
      const { message } = await tellAll(
        { [name]: store },
        ({ mode, around }) => performMode('pull', inputs, mode, around),
        { workspace: ours },
      );
      if (message !== undefined) {
        seen.refused += 1;
        const name = JSON.stringify(posix.normalize(title).replace(/(?<=.)\/$/, ''));
        return expect(message).toContain(name.slice(1, -1));
      }
      seen.written += 1;
      const args = ['pull', '--oci-layout', '--output', join(theirs, 'out'), `${layout}:t${number}`];
      expect({ title, ...(await run('oras', args)) }).toMatchObject({ title, code: 0 });
      expect({ title, tree: await readTree(ours) }).toEqual({ title, tree: await readTree(theirs) });
    });
    expect(seen.written).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(20);
  });
});
