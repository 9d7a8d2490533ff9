import { readFileSync, statSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../../src/action/perform-mode.ts';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { chartWorld, chartYaml } from '../../support/action/chart-world.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeFolder, makeWorkspace, readTree } from '../../support/action/workspace.ts';

const asChart = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const asProvenance = 'application/vnd.cncf.helm.chart.provenance.v1.prov';

const file = (name: string, text = ''): TarEntry => ({
  ...{ name, kind: 'file', mode: 0o755, time: 0, size: Buffer.byteLength(text) },
  read: () => [Buffer.from(text)],
});
const good = file('web/Chart.yaml', chartYaml('web'));

/** A config of a chart of Helm 4.3. */
const said = (name: string, version: string) => JSON.stringify({ apiVersion: 'v3', name, version });

interface Stored {
  entries?: TarEntry[];
  config?: string;
  /** What is beside the archive, by type. */
  layers?: [type: string, content: ((archive: Buffer) => string | Buffer) | undefined][] | undefined;
  tag?: string;
}

/** A store with one chart. */
async function store({ entries = [good], config = '{}', layers = [[asChart, undefined]], tag = '1.0.0' }: Stored) {
  const place = new MemoryStore();
  const put = async (mediaType: string, bytes: Buffer, tags: string[] = []) => {
    const descriptor = describeBytes(mediaType, bytes);
    await place.push(descriptor, openBytes(bytes), { tags });
    return descriptor;
  };
  const archive = await buffer(gzip(tar(entries)));
  const put1 = ([type, content]: (typeof layers)[number]) => put(type, Buffer.from(content?.(archive) ?? archive));
  const own = await put('application/vnd.cncf.helm.config.v1+json', Buffer.from(config));
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  await put(mediaType, encodeManifest({ mediaType, config: own, layers: await Promise.all(layers.map(put1)) }), [tag]);
  return { place, archive };
}

/** Pulls a chart out of a place into `got` of a workspace. */
async function pull(
  place: MemoryStore,
  { suffix = '', workspace = makeFolder(), ...given }: Given<'pull'> & { suffix?: string; workspace?: string },
  blobCache?: string,
) {
  const inputs = makeInputs('pull', `r.test/web${suffix}`, { path: 'got', ...given });
  const told = await tellAll(
    { 'r.test/web': place },
    ({ mode, around }) => performMode('pull', inputs, mode, { ...around, blobCache }),
    { workspace },
  );
  return { ...told, tree: await readTree(workspace), workspace };
}
const signature = (archive: Buffer, name = 'web-1.0.0.tgz') =>
  `-----BEGIN PGP SIGNED MESSAGE-----\n\nname: web\n\n...\nfiles:\n  ${name}: ${digestOf(archive)}\n`;
const signedBy = (text: (archive: Buffer) => string): Stored['layers'] => [
  [asChart, undefined],
  [asProvenance, text],
];

describe('A pull of a chart', () => {
  it('fills what is there, and replaces files only when it may', async () => {
    const { place } = await store({ entries: [good, file('web/values.yaml', 'a: 1\n')] });
    const first = await pull(place, { version: '^1' });
    expect(first.result).toMatchObject({
      ...{ version: '1.0.0', changed: true },
      files: [{ title: 'web', path: 'got/web', mediaType: asChart }],
    });
    const { workspace } = first;
    const again = (given: Given<'pull'> = {}) => pull(place, { workspace, version: '^1', ...given });
    await writeFile(join(workspace, 'got/web/mine.txt'), 'mine\n');
    expect((await again()).result).toMatchObject({ changed: false });
    await writeFile(join(workspace, 'got/web/values.yaml'), 'mine\n');
    const kept = await again({ overwrite: false });
    expect(kept).toMatchObject({ failure: { code: 'CONFLICT' }, tree: { 'got/web/values.yaml': 'mine\n' } });
    const filled = { 'got/web/values.yaml': 'a: 1\n', 'got/web/mine.txt': 'mine\n' };
    // Of a chart without a version, the newest.
    expect(await pull(place, { workspace, kind: 'helm' })).toMatchObject({ result: { changed: true }, tree: filled });
    // What a chart holds is no program, whatever its archive says.
    expect(statSync(join(workspace, 'got/web/values.yaml')).mode & 0o111).toBe(0);
  });

  it('says what it received, what was there and what came from the cache, and is changed by any of its files', async () => {
    const { place, archive } = await store({ layers: signedBy(signature) });
    const cache = makeFolder();
    const size = archive.byteLength + signature(archive).length;
    const asked = { version: '^1', unpack: false };
    const first = await pull(place, asked, cache);
    expect(first.result).toMatchObject({ changed: true, size, transferred: size, reused: 0 });
    expect(Object.keys(first.tree).sort()).toEqual(['got/web-1.0.0.tgz', 'got/web-1.0.0.tgz.prov']);
    expect(noticed(first.said)).toEqual({});
    expect((await pull(place, asked, cache)).result).toMatchObject({ changed: true, transferred: 0, reused: size });
    const { workspace } = first;
    for (const name of ['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']) {
      await rm(join(workspace, 'got', name));
      expect((await pull(place, { ...asked, workspace })).result['changed']).toBe(true);
      expect((await pull(place, { ...asked, workspace })).result['changed']).toBe(false);
    }
    for (const one of [archive, Buffer.from(signature(archive))]) {
      const other = makeFolder();
      await pull(place, asked, other);
      await rm(join(other, 'blobs/sha256', digestOf(one).slice('sha256:'.length)));
      const { result } = await pull(place, asked, other);
      expect(result).toMatchObject({ transferred: one.byteLength, reused: size - one.byteLength });
    }
  });

  it('takes the layers as files with kind artifact', async () => {
    const { workspace } = await pull((await store({})).place, { suffix: ':1.0.0', kind: 'artifact' });
    expect((await readdir(join(workspace, 'got'))).join()).toMatch(/^sha256-.*\.tar\.gz$/);
  });

  it.each<[string, Given<'pull'> & { suffix?: string }, failed: string, topic?: string]>([
    ['a version and a tag', { suffix: ':1.0.0', version: '^1' }, 'INVALID_INPUT', 'combined-inputs'],
    ['files', { suffix: ':1.0.0', files: ['*.tgz'] }, 'INVALID_INPUT'],
    ['no version', {}, 'INVALID_INPUT', 'untagged-reference'],
    ['a version that is not a tag', { version: `1.0.0-${'a'.repeat(200)}` }, 'INVALID_INPUT'],
    ['no such version', { version: '2.0.0' }, 'NOT_FOUND', 'missing-version'],
  ])('with %s is refused', async (...[, given, failed, topic]) => {
    const told = await pull((await store({})).place, given);
    expect(told).toMatchObject({ failure: { code: failed }, tree: {} });
    expect(told.topic).toBe(topic);
  });

  it.each<[what: string, Stored, unpack: boolean, warning: number]>([
    [
      'the tag of its version, with a build',
      { entries: [file('web/Chart.yaml', chartYaml('web', '1.0.0+b'))], tag: '1.0.0_b' },
      true,
      0,
    ],
    ['a tag that is no version', { tag: 'latest' }, true, 0],
    ['a tag that is a part of a version', { tag: 'v1' }, true, 0],
    ['the tag of another version', { tag: '1.0.1' }, true, 1],
    ['a signature that is none', { layers: signedBy(() => 'x') }, false, 1],
    ['a signature of another name', { layers: signedBy((archive) => signature(archive, 'web.tgz')) }, false, 1],
    ['a signature that is none, and not taken', { layers: signedBy(() => 'x') }, true, 0],
    ['a signature of 1 MiB', { layers: signedBy((archive) => signature(archive).padEnd(1024 ** 2)) }, false, 0],
  ])('with %s is told of or not', async (_, stored, unpack, warning) => {
    const { failure, said } = await pull((await store(stored)).place, {
      suffix: `:${stored.tag ?? '1.0.0'}`,
      unpack,
    });
    expect(failure?.code).toBeUndefined();
    expect(noticed(said)).toEqual(warning ? { warning } : {});
  });

  it('of an old layer type, in a folder of another name, is not a hostile one', async () => {
    const entries = [file('x/Chart.yaml', chartYaml('web'))];
    const { place } = await store({ entries, layers: [['application/tar+gzip', undefined]] });
    expect(Object.keys((await pull(place, { version: '1.0.0' })).tree)).toEqual(['got/web/Chart.yaml']);
  });

  it.each<[what: string, TarEntry[], config: string]>([
    ['of apiVersion v3', [file('web/Chart.yaml', 'apiVersion: v3\nname: web\nversion: 1.0.0\n')], said('web', '1.0.0')],
    ['with a link', [{ name: 'web/l', kind: 'link', mode: 0o777, time: 0, target: '/etc' }], said('web', '1.0.0')],
    ['without a Chart.yaml', [file('web/x')], said('web', '1.0.0')],
    ['whose config says nothing', [good], '{}'],
    ['whose config says no version', [good], '{"name":"web"}'],
  ])('with unpack: false looks at nothing inside of a chart %s', async (_, entries, config) => {
    const { place, archive } = await store({ entries, config });
    const { result, workspace } = await pull(place, { version: '1.0.0', unpack: false });
    expect(result).toMatchObject({ version: '1.0.0', files: [{ title: 'web-1.0.0.tgz', path: 'got/web-1.0.0.tgz' }] });
    expect(readFileSync(join(workspace, 'got/web-1.0.0.tgz')).equals(archive)).toBe(true);
  });

  it('is that of a push, with the version in its config', async () => {
    const { push, act, workspace } = await chartWorld({ 'web/Chart.yaml': chartYaml('web', '1.0.0+b') });
    await push();
    const { result, said } = await act('pull', 'r.test/charts/web', { version: '1.0.0+b', path: 'got' });
    expect(result).toMatchObject({ version: '1.0.0+b', tags: ['1.0.0_b'] });
    expect(noticed(said)).toEqual({});
    expect(Object.keys(await readTree(join(workspace, 'got')))).toEqual(['web/Chart.yaml']);
  });
});

const unpacked = true;
it.each<[string, Stored, unpack: boolean, code?: string]>([
  ['a path that leads out', { entries: [good, file('web/../../x')] }, unpacked],
  ['a folder of git', { entries: [good, file('web/.git/config')] }, unpacked],
  ['one file twice', { entries: [good, file('web/a'), file('web/a')] }, unpacked],
  ['a link', { entries: [good, { name: 'web/l', kind: 'link', mode: 0o777, time: 0, target: '/etc' }] }, unpacked],
  ['a name that leads out', { entries: [file('x/Chart.yaml', chartYaml('../up'))] }, unpacked],
  ['the name of a device', { entries: [file('x/Chart.yaml', chartYaml('aux'))] }, unpacked],
  ['the name of a device, packed', { entries: [file('x/Chart.yaml', chartYaml('aux'))] }, !unpacked],
  ['a name too long for a file', { entries: [file('x/Chart.yaml', chartYaml('n'.repeat(250)))] }, !unpacked],
  ['a name that leads out in its config, packed', { config: said('../up', '1.0.0') }, !unpacked],
  ['a version that is none in its config, packed', { config: said('web', '1.0.0;rm') }, !unpacked],
  ['two versions', { config: '{"name":"web","version":"2.0.0"}' }, unpacked],
  ['two names', { config: '{"name":"api","version":"1.0.0"}' }, unpacked],
  ['a name and an empty one', { config: '{"name":""}' }, unpacked],
  ['a version and none', { config: '{"version":null}' }, unpacked],
  ['a broken config', { config: '{' }, unpacked],
  ['a deep config', { config: `{"name":${'['.repeat(1000)}${']'.repeat(1000)}}` }, unpacked],
  ['no archive', { layers: [['text/plain', undefined]] }, unpacked],
  [
    'two archives',
    {
      layers: [
        [asChart, undefined],
        [asChart, undefined],
      ],
    },
    unpacked,
  ],
  ['no Chart.yaml', { entries: [file('web/x')] }, unpacked],
  [
    'a signature of more than 1 MiB',
    { layers: signedBy((one) => signature(one).padEnd(1024 ** 2 + 1)) },
    !unpacked,
    'TOO_LARGE',
  ],
])('A chart with %s is refused', async (...[, stored, unpack, code = 'ARTIFACT']) => {
  const told = await pull((await store(stored)).place, { version: '1.0.0', unpack });
  expect(told).toMatchObject({ failure: { code: code }, tree: {} });
});

it('A chart whose signature is too large is refused only where that is asked for', async () => {
  const layers = signedBy((archive) => signature(archive).padEnd(1024 ** 2 + 1));
  const told = await pull((await store({ layers })).place, { version: '1.0.0', workspace: await makeWorkspace() });
  expect(told.result).toMatchObject({ changed: true });
});
