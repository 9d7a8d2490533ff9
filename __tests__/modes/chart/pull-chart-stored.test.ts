import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stageChart } from '../../../src/artifact/chart/chart-manifest.ts';
import { pullChart } from '../../../src/modes/chart/pull-chart.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeFolder, makeWorkspace, readTree } from '../../support/action/workspace.ts';

const chartYaml = (name: string, version: string) => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;

describe('a chart out of a store', () => {
  interface Stored extends Given<'pull'> {
    name?: string;
    version?: string;
    provenance?: (archive: Buffer) => string;
    tag?: string;
    /** What came from the cache of the runner. */
    hits?: ('archive' | 'provenance')[];
  }

  /** Pulls a chart into `got` of a workspace. */
  async function pullStored(
    workspace: string,
    { name = 'web', version = '1.0.0', provenance, tag, hits = [], ...given }: Stored,
  ) {
    const archive = await makeArchive({ [`${name}/Chart.yaml`]: chartYaml(name, version), [`${name}/x`]: 'x' });
    const content = { digest: digestOf(archive), size: archive.byteLength, open: openBytes(archive) };
    const signature = provenance && Buffer.from(provenance(archive));
    const staged = stageChart({ config: Buffer.from('{}'), archive: content, provenance: signature, annotations: {} });
    const manifest = (await staged.store.manifest(staged.root.digest)).parsed();
    if (manifest.kind !== 'manifest') throw new Error('The test made an index');
    const digests = { archive: content.digest, provenance: digestOf(signature ?? Buffer.alloc(0)) };
    const found = {
      source: staged.store,
      hits: new Set(hits.map((hit) => digests[hit])),
      manifest,
      name: 'r.test/web@x',
      tag,
    };
    const { mode, said, result } = makeMode(workspace);
    const inputs = makeInputs('pull', 'r.test/web', { path: 'got', ...given });
    await pullChart(found, join(workspace, 'got'), inputs, mode, makeFolder());
    return { said, result, size: archive.byteLength, signed: signature?.byteLength ?? 0 };
  }

  const signature = (archive: Buffer, name = 'web-1.0.0.tgz') =>
    `-----BEGIN PGP SIGNED MESSAGE-----\n\nname: web\n\n...\nfiles:\n  ${name}: ${digestOf(archive)}\n`;

  it('is changed where its archive is not there, whatever is beside it', async () => {
    const workspace = await makeWorkspace();
    const given: Stored = { unpack: false, provenance: signature };
    const first = await pullStored(workspace, given);
    expect(first.result).toMatchObject({
      changed: true,
      size: first.size + first.signed,
      transferred: first.size + first.signed,
      reused: 0,
    });
    expect(Object.keys(await readTree(join(workspace, 'got'))).sort()).toEqual(['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']);
    for (const gone of ['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']) {
      await rm(join(workspace, 'got', gone));
      const { result, said } = await pullStored(workspace, { ...given, concurrency: 1 });
      expect(result.changed).toBe(true);
      expect(said.filter((line) => line.includes('Received:'))).toEqual([
        expect.stringContaining(`Received: ${gone}  `),
      ]);
    }
    expect((await pullStored(workspace, given)).result.changed).toBe(false);
  });

  it('is measured by what came from the cache and what did not', async () => {
    for (const hit of ['archive', 'provenance'] as const) {
      const given: Stored = { unpack: false, provenance: signature, hits: [hit] };
      const { result, size, signed } = await pullStored(await makeWorkspace(), given);
      const [reused, transferred] = hit === 'archive' ? [size, signed] : [signed, size];
      expect(result).toMatchObject({ reused, transferred });
    }
  });

  it.each<[what: string, given: Stored, warnings: string[]]>([
    ['its own tag', { tag: '1.0.0' }, []],
    ['its own tag, with a build', { tag: '1.0.0_b', version: '1.0.0+b' }, []],
    ['a tag that is no version', { tag: 'latest' }, []],
    ['a tag that is a part of a version', { tag: 'v1' }, []],
    ['no tag', {}, []],
    [
      'the tag of another version',
      { tag: '1.0.1' },
      ['The tag 1.0.1 names r.test/web@x, and that is version 1.0.0 of the chart'],
    ],
    [
      'a signature that is read where it is taken',
      { provenance: () => 'x', unpack: false },
      ['r.test/web@x has a provenance file that is not signed by PGP: helm verify will refuse it'],
    ],
    [
      'a signature of another name',
      { provenance: (archive) => signature(archive, 'web.tgz'), unpack: false },
      ['r.test/web@x has a provenance file that does not name web-1.0.0.tgz: helm verify will refuse it'],
    ],
    ['a signature that is not taken', { provenance: () => 'x' }, []],
  ])('with %s is told of', async (_, given, warnings) => {
    const { said } = await pullStored(await makeWorkspace(), given);
    expect(said.filter((line) => line.startsWith('warning: '))).toEqual(warnings.map((text) => `warning: ${text}`));
  });

  it.each<[what: string, given: Stored, code: string, says: string]>([
    [
      'a signature of more than 1 MiB',
      { unpack: false, provenance: (archive) => signature(archive).padEnd(1024 ** 2 + 1) },
      'TOO_LARGE',
      'r.test/web@x',
    ],
    [
      'a name of which no file can be made',
      { name: 'n'.repeat(250), unpack: false },
      'ARTIFACT',
      'which has a part of more than 255 bytes',
    ],
    ['a name that no folder may have', { name: 'aux', unpack: false }, 'ARTIFACT', 'reserves for devices'],
    ['a line for files', { files: ['x'] }, 'INVALID_INPUT', 'The input files does not apply to r.test/web@x'],
  ])('with %s is refused', async (_, given, code, says) => {
    const workspace = await makeWorkspace();
    await expect(pullStored(workspace, given)).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
    expect(await readTree(workspace)).toEqual({});
  });

  it('with a signature of 1 MiB is taken', async () => {
    const provenance = (archive: Buffer) => signature(archive).padEnd(1024 ** 2);
    expect((await pullStored(await makeWorkspace(), { unpack: false, provenance })).result.changed).toBe(true);
  });
});
