import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { stageChart } from '../../../src/artifact/chart/chart-manifest.ts';
import { pullChart } from '../../../src/modes/chart/pull-chart.ts';
import { pull as pullMode } from '../../../src/modes/pull.ts';
import { push as pushMode } from '../../../src/modes/push.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeFolder, makeWorkspace, readTree } from '../../support/action/workspace.ts';

const chartYaml = (name: string, version = '1.0.0') => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;

type Asked = Given<'pull'> & { reference?: string };

/** Runs a pull of the chart in a layout. */
async function pull(workspace: string, { reference = 'oci-layout:out/web', ...given }: Asked = {}) {
  const { mode, around, said, result } = makeMode(workspace);
  await pullMode(makeInputs('pull', reference, { path: 'got', ...given }), mode, around);
  return { said, result };
}

describe('a pull of a chart', () => {
  async function makeChart(): Promise<string> {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': chartYaml('web'), 'web/values.yaml': 'a: 1\n' });
    const { mode, around } = makeMode(workspace);
    await pushMode(makeInputs('push', 'oci-layout:out', { kind: 'helm', files: ['web'] }), mode, around);
    const loose = makeInputs('push', 'oci-layout:files', { tags: ['v1'], files: ['web/*'] });
    await pushMode(loose, mode, around);
    return workspace;
  }

  it('fills what is there, and replaces files only when it may', async () => {
    const workspace = await makeChart();
    expect((await pull(workspace, { version: '^1' })).result).toMatchObject({
      version: '1.0.0',
      changed: true,
      files: [{ title: 'web', path: 'got/web', mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' }],
    });
    await writeFile(join(workspace, 'got/web/mine.txt'), 'mine\n');
    expect((await pull(workspace, { version: '^1' })).result).toMatchObject({ changed: false });
    await writeFile(join(workspace, 'got/web/values.yaml'), 'mine\n');
    await expect(pull(workspace, { version: '^1', overwrite: false })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readTree(join(workspace, 'got'))).toMatchObject({ 'web/values.yaml': 'mine\n' });
    expect((await pull(workspace, { kind: 'helm' })).result).toMatchObject({ changed: true });
    expect(await readTree(join(workspace, 'got'))).toMatchObject({
      'web/values.yaml': 'a: 1\n',
      'web/mine.txt': 'mine\n',
    });
    const packed = await pull(workspace, { version: '^1', unpack: false, path: 'packed' });
    expect(packed.result.files).toMatchObject([{ title: 'web-1.0.0.tgz', path: 'packed/web-1.0.0.tgz' }]);
    expect((await pull(workspace, { version: '^1', unpack: false, path: 'packed' })).result.changed).toBe(false);
  });

  it('takes the layers as files with kind artifact', async () => {
    const workspace = await makeChart();
    await pull(workspace, { reference: 'oci-layout:out/web:1.0.0', kind: 'artifact' });
    expect((await readdir(join(workspace, 'got'))).join()).toMatch(/^sha256-.*\.tar\.gz$/);
  });

  it.each<[string, Asked, string]>([
    [
      'a version and another tag',
      { reference: 'oci-layout:out/web:1.0.0', version: '^1' },
      'is for a repository alone, but the input reference names 1.0.0',
    ],
    ['a version and its own tag', { reference: 'oci-layout:out/web:1.0.0', version: '1.0.0' }, 'give one of them'],
    ['files', { reference: 'oci-layout:out/web:1.0.0', files: ['*.tgz'] }, 'a chart is pulled whole'],
    ['no version', {}, 'has neither a tag nor a digest'],
    ['a version that is not a tag', { version: `1.0.0-${'a'.repeat(200)}` }, 'cannot be a tag'],
    ['no such version', { version: '2.0.0' }, 'oci-layout:out/web has no version 2.0.0: it has 1.0.0'],
    [
      'another artifact',
      { reference: 'oci-layout:files:v1', kind: 'helm' },
      'is not a Helm chart: its config is of type',
    ],
  ])('with %s is refused', async (_, inputs, says) => {
    const workspace = await makeChart();
    await expect(pull(workspace, inputs)).rejects.toThrow(says);
    expect(await readdir(workspace)).not.toContain('got');
  });
});

describe('a chart out of a store', () => {
  interface Stored extends Asked {
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

describe('a hostile chart', () => {
  const file = (name: string, text = ''): TarEntry => ({
    name,
    kind: 'file',
    mode: 0o755,
    time: 0,
    size: Buffer.byteLength(text),
    read: () => [Buffer.from(text)],
  });
  const good = file('web/Chart.yaml', chartYaml('web'));
  const asChart = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

  async function store(workspace: string, entries: TarEntry[], config: string, types: string[]): Promise<void> {
    const layout = new LayoutStore(join(workspace, 'out/web'));
    await mkdir(join(workspace, 'out'));
    const put = async (mediaType: string, bytes: Buffer, tag?: string) => {
      const descriptor = describeBytes(mediaType, bytes);
      await layout.push(descriptor, openBytes(bytes), { tags: tag === undefined ? [] : [tag] });
      return descriptor;
    };
    const archive = await buffer(gzip(tar(entries)));
    const layers = [];
    for (const type of types) layers.push(await put(type, archive));
    const own = await put('application/vnd.cncf.helm.config.v1+json', Buffer.from(config));
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    await put(mediaType, encodeManifest({ mediaType, config: own, layers }), '1.0.0');
  }

  it.each<[string, TarEntry[], string, string[], string]>([
    ['a path that leads out', [good, file('web/../../x')], '{}', [asChart], 'leads out of the chart'],
    ['a folder of git', [good, file('web/.git/config')], '{}', [asChart], 'has a part .git'],
    ['one file twice by case', [good, file('web/a'), file('web/A')], '{}', [asChart], 'is there twice'],
    [
      'a link',
      [good, { name: 'web/l', kind: 'link', mode: 0o777, time: 0, target: '/etc' }],
      '{}',
      [asChart],
      'is a symbolic link',
    ],
    ['a name that leads out', [file('x/Chart.yaml', chartYaml('../up'))], '{}', [asChart], 'has a slash'],
    ['the name of a device', [file('x/Chart.yaml', chartYaml('aux'))], '{}', [asChart], 'reserves for devices'],
    ['two versions', [good], '{"name":"web","version":"2.0.0"}', [asChart], 'whose version is "2.0.0" in its config'],
    ['two names', [good], '{"name":"api","version":"1.0.0"}', [asChart], 'whose name is "api" in its config'],
    ['a name and an empty one', [good], '{"name":""}', [asChart], 'whose name is "" in its config and "web" in its'],
    ['a version and none', [good], '{"version":null}', [asChart], 'whose version is null in its config'],
    ['a broken config', [good], '{', [asChart], 'is not valid JSON'],
    [
      'a deep config',
      [good],
      `{"name":${'['.repeat(1000)}${']'.repeat(1000)}}`,
      [asChart],
      'is nested more than 100 deep',
    ],
    ['no archive', [good], '{}', ['text/plain'], 'is a chart without an archive'],
    ['two archives', [good], '{}', [asChart, asChart], 'is a chart with several archives'],
    ['no Chart.yaml', [file('web/x')], '{}', [asChart], 'it has no Chart.yaml'],
  ])('with %s is refused', async (_, entries, config, types, says) => {
    const workspace = await makeWorkspace();
    await store(workspace, entries, config, types);
    await expect(pull(workspace, { version: '1.0.0' })).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: expect.stringContaining(says),
    });
    expect(Object.keys(await readTree(workspace)).filter((path) => !path.startsWith('out/'))).toEqual([]);
  });

  it('of an old layer type, in a folder of another name, is not a hostile one', async () => {
    const workspace = await makeWorkspace();
    await store(workspace, [file('x/Chart.yaml', chartYaml('web', '1.0.1'))], '{}', ['application/tar+gzip']);
    const { said, result } = await pull(workspace, { version: '1.0.0' });
    expect(result).toMatchObject({ version: '1.0.1' });
    expect(said).toContainEqual(expect.stringContaining('warning: The tag 1.0.0 names'));
    expect(Object.keys(await readTree(join(workspace, 'got')))).toEqual(['web/Chart.yaml']);
  });
});
