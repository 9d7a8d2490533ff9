import { statSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { maxProvenanceBytes } from '../../../src/artifact/chart/provenance.ts';
import { pull as pullMode } from '../../../src/modes/pull.ts';
import { push as pushMode } from '../../../src/modes/push.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeFolder, makeWorkspace, readTree } from '../../support/action/workspace.ts';

const chartYaml = (name: string, version = '1.0.0') => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;

type Asked = Given<'pull'> & { reference?: string };

/** Runs a pull of the chart in a layout. */
async function pull(workspace: string, { reference = 'oci-layout:out/web', ...given }: Asked = {}, blobCache?: string) {
  const { mode, around, said, result } = makeMode(workspace);
  await pullMode(makeInputs('pull', reference, { path: 'got', ...given }), mode, { ...around, blobCache });
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
    // What a chart holds is no program, whatever its archive says.
    expect(statSync(join(workspace, 'got/web/values.yaml')).mode & 0o111).toBe(0);
    const packed = await pull(workspace, { version: '^1', unpack: false, path: 'packed' });
    expect(packed.result.files).toMatchObject([{ title: 'web-1.0.0.tgz', path: 'packed/web-1.0.0.tgz' }]);
    expect((await pull(workspace, { version: '^1', unpack: false, path: 'packed' })).result.changed).toBe(false);
  });

  it('says what it received, what was there and what came from the cache, and is changed by any of its files', async () => {
    const workspace = await makeChart();
    const cache = makeFolder();
    const asked = { version: '^1', unpack: false };
    const first = await pull(workspace, asked, cache);
    const [archive] = first.result.files ?? [];
    expect(first.result).toMatchObject({ transferred: archive?.size, reused: 0, size: archive?.size });
    const second = await pull(workspace, { ...asked, path: 'again' }, cache);
    expect(second.result).toMatchObject({ changed: true, transferred: 0, reused: archive?.size });

    // With the provenance file that belongs to it, as helm push sends it.
    const prov = `-----BEGIN PGP SIGNED MESSAGE-----\nfiles:\n  web-1.0.0.tgz: ${archive?.digest}\n`;
    await writeFile(join(workspace, 'got/web-1.0.0.tgz.prov'), prov);
    const { mode, around } = makeMode(workspace);
    const inputs = { kind: 'helm', files: ['got/*.tgz'], ifExists: 'overwrite' } as const;
    await pushMode(makeInputs('push', 'oci-layout:out', { ...inputs, files: [...inputs.files] }), mode, around);
    const both = await pull(workspace, { ...asked, path: 'both' });
    expect(both.result.files?.map(({ title }) => title)).toEqual(['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']);
    expect(both.said.filter((line) => line.startsWith('warning'))).toEqual([]);
    expect((await pull(workspace, { ...asked, path: 'both' })).result.changed).toBe(false);
    for (const name of ['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']) {
      await rm(join(workspace, 'both', name));
      expect((await pull(workspace, { ...asked, path: 'both' })).result.changed).toBe(true);
    }
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
    for (const type of types) {
      layers.push(await put(type, type.endsWith('.prov') ? Buffer.alloc(maxProvenanceBytes + 1, 'x') : archive));
    }
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

  it('with a provenance file that is too large is refused, where that is asked for', async () => {
    const workspace = await makeWorkspace();
    await store(workspace, [good], '{}', [asChart, 'application/vnd.cncf.helm.chart.provenance.v1.prov']);
    await expect(pull(workspace, { version: '1.0.0', unpack: false })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(await readdir(workspace)).toEqual(['out']);
    expect((await pull(workspace, { version: '1.0.0' })).result).toMatchObject({ changed: true });
  });

  it('with a tag that is its version, with a + in it, is not warned of', async () => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': chartYaml('web', '1.0.0+b') });
    const { mode, around } = makeMode(workspace);
    await pushMode(makeInputs('push', 'oci-layout:out', { kind: 'helm', files: ['web'] }), mode, around);
    const { said, result } = await pull(workspace, { version: '1.0.0+b' });
    expect(result).toMatchObject({ version: '1.0.0+b', tags: ['1.0.0_b'] });
    expect(said.filter((line) => line.startsWith('warning'))).toEqual([]);
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
