import { open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import type { DependencySources } from '../../../src/artifact/chart/dependencies.ts';
import type { FoundChart } from '../../../src/artifact/chart/find-charts.ts';
import { readyChart } from '../../../src/modes/chart/ready-chart.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';

const yaml = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const needs = (range: string, repository = '') =>
  `dependencies:\n- { name: db, version: ${JSON.stringify(range)}, repository: ${JSON.stringify(repository)} }\n`;

type Inputs = Parameters<typeof readyChart>[1];
interface Given extends Partial<Inputs> {
  created?: string;
  sources?: Partial<DependencySources>;
}

const usual: Inputs = {
  chartDependencies: 'error',
  chartVersion: undefined,
  chartAppVersion: undefined,
  symlinks: 'keep',
};

/** Makes ready what is at a path of a workspace, and gives what was said too. */
async function ready(workspace: string, path: string, { created, sources = {}, ...inputs }: Given = {}) {
  const { log, said } = collectingLog();
  const found: FoundChart = {
    path: join(workspace, path),
    label: path,
    kind: path.endsWith('.tgz') ? 'archive' : 'directory',
  };
  const asked: string[] = [];
  const making = {
    created,
    temporary: makeFolder(),
    sources: (directory: string) => {
      asked.push(directory);
      return sources as DependencySources;
    },
  };
  const mode = { log, workspace, signal: new AbortController().signal };
  const chart = await readyChart(found, { ...usual, ...inputs }, mode, making);
  return { chart, said, asked, archive: await buffer(await chart.archive.open()) };
}

async function timesIn(archive: Buffer) {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const times = new Set<number | undefined>();
  for await (const entry of tar) {
    times.add(entry.header.mtime?.getTime());
    entry.resume();
  }
  return [...times];
}

describe('A directory with a chart', () => {
  it('is packed, with the version and the app version of the inputs, and no signature', async () => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml('web', 'appVersion: "1"\n'), 'web/x': 'y' });
    const plain = await ready(workspace, 'web');
    expect(plain.chart.metadata).toMatchObject({ name: 'web', version: '1.0.0', appVersion: '1' });
    expect(plain.chart).toMatchObject({
      provenance: undefined,
      archive: { digest: digestOf(plain.archive), size: plain.archive.byteLength },
    });
    const { chart } = await ready(workspace, 'web', { chartVersion: 'v2.0.0', chartAppVersion: 'v7' });
    expect(chart.metadata).toMatchObject({ version: '2.0.0', appVersion: 'v7' });
  });

  it.each([
    [undefined, 0],
    ['2026-01-02T03:04:05Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05.9+01:00', Date.UTC(2026, 0, 2, 2, 4, 5)],
  ])('has the time %j in all entries', async (created, time) => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml('web'), 'web/x': '' });
    expect(await timesIn((await ready(workspace, 'web', { ...(created ? { created } : {}) })).archive)).toEqual([time]);
  });

  it.each<[what: string, dependencies: Inputs['chartDependencies'], range: string, says: string]>([
    ['is refused outside of a range', 'error', '^2', 'charts/ lacks dependencies: db is 1.0.0, not ^2'],
    ['is refused outside of a range, where nothing is to be found', 'update', '^2', 'db in charts/ is 1.0.0, not ^2'],
    [
      'is told outside of a range',
      'as-is',
      '^2',
      'warning: web/Chart.yaml:5: db in charts/ is 1.0.0, not ^2: it is packed as it is',
    ],
    ['is taken in its range', 'error', '^1', ''],
  ])('%s with chart-dependencies: %s', async (_, chartDependencies, range, says) => {
    const workspace = await makeWorkspace({
      'web/Chart.yaml': yaml('web', needs(range)),
      'web/charts/db/Chart.yaml': yaml('db'),
    });
    const packing = ready(workspace, 'web', { chartDependencies });
    if (says === '' || says.startsWith('warning')) expect((await packing).said).toEqual(says === '' ? [] : [says]);
    else await expect(packing).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(says) });
  });

  it.each([
    [undefined, '1970-01-01T00:00:00Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
  ])(
    'created at %j gets its dependencies only where they are asked for, with a lock of %s',
    async (created, generated) => {
      const workspace = await makeWorkspace({
        'web/Chart.yaml': yaml('web', needs('1.x', 'file://../db')),
        'db/Chart.yaml': yaml('db'),
      });
      const sources = { readLocal: (path: string) => loadFolder(join(workspace, 'web', path)) };
      const given = { sources, ...(created ? { created } : {}) };
      const { archive, asked } = await ready(workspace, 'web', { ...given, chartDependencies: 'update' });
      expect(asked).toEqual([join(workspace, 'web')]);
      const text = gunzipSync(archive).toString();
      expect(text).toContain('web/charts/db/Chart.yaml');
      expect(text).toContain(`generated: "${generated}"`);
      for (const chartDependencies of ['error', 'as-is'] as const) {
        await expect(ready(workspace, 'web', { ...given, chartDependencies })).rejects.toThrow('db 1.x is missing');
      }
    },
  );

  it('is counted together with what it needs', async () => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml('web', needs('1.x', 'file://../db')) });
    const sources: Given['sources'] = {
      readLocal: async (_, budget) => {
        budget.spend('files', 10_000, { label: 'db', code: 'INVALID_INPUT' });
        throw new Error('There is room for as many files again');
      },
    };
    const packing = ready(workspace, 'web', { sources, chartDependencies: 'update' });
    await expect(packing).rejects.toThrow('db: the chart has more than 10000 files');
  });

  it.each<[link: string, symlinks: Inputs['symlinks'], says: string]>([
    ['inside', 'keep', ''],
    ['inside', 'follow', ''],
    ['inside', 'error', 'inside: the chart is a symbolic link, which is refused'],
    ['outside', 'keep', 'outside: the chart leads to "'],
    ['outside', 'error', 'outside: the chart is a symbolic link, which is refused'],
    ['outside', 'follow', ''],
  ])('by a link that leads %s is held to the workspace with symlinks: %s', async (link, symlinks, says) => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml('web') });
    await symlink('web', join(workspace, 'inside'));
    await symlink(await makeWorkspace({ 'Chart.yaml': yaml('web') }), join(workspace, 'outside'));
    const packing = ready(workspace, link, { symlinks });
    if (says === '') expect((await packing).chart.metadata.name).toBe('web');
    else await expect(packing).rejects.toThrow(says);
  });

  it('says what Helm drops: fields of the chart, and keys of it and of the charts inside that stand twice', async () => {
    const workspace = await makeWorkspace({
      'web/Chart.yaml': yaml('web', 'engine: x\nmaintainers: [{ phone: "1" }]\nicon: a\nicon: b\n'),
      'web/charts/db/Chart.yaml': yaml('db', 'engine: x\nhome: a\nhome: b\n'),
    });
    expect((await ready(workspace, 'web')).said).toEqual([
      'warning: web: Helm does not know these fields of Chart.yaml and drops them: engine, maintainers[0].phone',
      'warning: Keys appear twice in one map, and Helm takes the last of each: web/Chart.yaml:7: "icon", web/charts/db/Chart.yaml:6: "home"',
    ]);
  });
});

describe('What belongs to git is not published:', () => {
  it.each([
    ['its settings', '.git/config', 'web: the chart has ".git/config"'],
    ['in a folder', 'a/.git/config', 'web: the chart has "a/.git/config"'],
    ['the file of a worktree', '.git', 'web: the chart has ".git"'],
    ['in other letters', '.Git/config', 'web: the chart has ".Git/config"'],
    ['among templates', 'templates/x/.git/config', 'web: the chart has "templates/x/.git/config"'],
    ['in a chart inside', 'charts/a/charts/b/.git/HEAD', 'web/charts/a/charts/b: the chart has ".git/HEAD"'],
    ['what is only named alike', '.gitignore', ''],
    ['what only ends so', 'a.git/config', ''],
  ])('%s', async (_, path, says) => {
    const all = {
      'Chart.yaml': yaml('web'),
      'charts/a/Chart.yaml': yaml('a'),
      'charts/a/charts/b/Chart.yaml': yaml('b'),
      [path]: 'x',
    };
    const named = (folder: string) =>
      Object.fromEntries(Object.entries(all).map(([name, text]) => [`${folder}/${name}`, text]));
    const workspace = await makeWorkspace(named('web'));
    await writeFile(join(workspace, 'web.tgz'), await makeArchive(named('web')));
    for (const [of, label] of [
      ['web', 'web'],
      ['web.tgz', 'web.tgz'],
    ] as const) {
      const packing = ready(workspace, of);
      if (says === '') await expect(packing).resolves.toBeDefined();
      else await expect(packing).rejects.toThrow(`${says.replace('web', label)}: add .git/ to its .helmignore`);
    }
  });
});

describe('An archive', () => {
  const chart = yaml('web', 'appVersion: "7"\n');

  /** A signature without a key, as it would name the archive. */
  const signature = (archive: Buffer, name = 'web-1.0.0.tgz') =>
    `-----BEGIN PGP SIGNED MESSAGE-----\n\nname: web\n\n...\nfiles:\n  ${name}: ${digestOf(archive)}\n`;

  it('is taken as it is, with the inputs that say the same', async () => {
    const archive = await makeArchive({ 'web/Chart.yaml': chart });
    const workspace = await makeWorkspace({ 'any.tgz': archive });
    for (const given of [{}, { chartVersion: '1.0.0' }, { chartVersion: 'v1.0.0', chartAppVersion: '7' }]) {
      const done = await ready(workspace, 'any.tgz', { ...given, chartDependencies: 'update' });
      expect(done.chart).toMatchObject({ metadata: { version: '1.0.0' }, provenance: undefined });
      expect(done.archive.equals(archive)).toBe(true);
      expect([done.said, done.asked]).toEqual([[], []]);
    }
  });

  it.each<[what: string, yaml: string, given: Given, says: string]>([
    [
      'another version',
      chart,
      { chartVersion: '1.0.1' },
      'any.tgz: the chart is packed as 1.0.0: chart-version 1.0.1 is for chart directories',
    ],
    [
      'another app version',
      chart,
      { chartVersion: '1.0.0', chartAppVersion: 'v7' },
      'any.tgz: the chart is packed as 7: chart-app-version v7 is for',
    ],
    [
      'an app version where it has none',
      yaml('web'),
      { chartAppVersion: '7' },
      'any.tgz: the chart is packed as none: chart-app-version 7 is for',
    ],
    ['a version that only begins with its own', chart, { chartVersion: '1.0.0-rc.1' }, 'is packed as 1.0.0'],
  ])('is refused with %s', async (_, text, given, says) => {
    const workspace = await makeWorkspace({ 'any.tgz': await makeArchive({ 'web/Chart.yaml': text }) });
    await expect(ready(workspace, 'any.tgz', given)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(says),
    });
  });

  it('says what Helm drops of it', async () => {
    const text = yaml('web', 'engine: x\nicon: a\nicon: b\n');
    const workspace = await makeWorkspace({ 'any.tgz': await makeArchive({ 'web/Chart.yaml': text }) });
    expect((await ready(workspace, 'any.tgz')).said).toEqual([
      'warning: any.tgz: Helm does not know these fields of Chart.yaml and drops them: engine',
      'warning: Keys appear twice in one map, and Helm takes the last of each: any.tgz/Chart.yaml:6: "icon"',
    ]);
  });

  it.each([
    [100 * 1024 ** 2, 'big.tgz: this is not a chart: it is not a gzipped tar archive'],
    [100 * 1024 ** 2 + 1, 'big.tgz: the file is larger than 100 MiB'],
  ])('of %d bytes is read no further than a chart may be', async (size, says) => {
    const workspace = await makeWorkspace();
    const file = await open(join(workspace, 'big.tgz'), 'w');
    await file.truncate(size);
    await file.close();
    await expect(ready(workspace, 'big.tgz')).rejects.toMatchObject({ code: 'INVALID_INPUT', message: says });
  });

  it.each<[what: string, symlinks: Inputs['symlinks'], says: string]>([
    ['outside', 'keep', 'l.tgz: the file leads to "'],
    ['outside', 'error', 'l.tgz: the file is a symbolic link, which is refused'],
    ['outside', 'follow', ''],
    ['inside', 'keep', ''],
    ['inside', 'error', 'l.tgz: the file is a symbolic link, which is refused'],
  ])('by a link %s is held to the workspace with symlinks: %s', async (what, symlinks, says) => {
    const archive = await makeArchive({ 'web/Chart.yaml': chart });
    const workspace = await makeWorkspace({ 'any.tgz': archive });
    const place = what === 'inside' ? workspace : await makeWorkspace({ 'any.tgz': archive });
    await symlink(join(place, 'any.tgz'), join(workspace, 'l.tgz'));
    const reading = ready(workspace, 'l.tgz', { symlinks });
    if (says === '') await expect(reading).resolves.toMatchObject({ chart: { metadata: { name: 'web' } } });
    else await expect(reading).rejects.toThrow(says);
  });

  it('that is not what was read, when it is sent, is not sent', async () => {
    const workspace = await makeWorkspace({ 'any.tgz': await makeArchive({ 'web/Chart.yaml': chart }) });
    const { chart: made } = await ready(workspace, 'any.tgz');
    await writeFile(join(workspace, 'any.tgz'), await makeArchive({ 'web/Chart.yaml': yaml('evil') }));
    await expect((async () => buffer(await made.archive.open()))()).rejects.toThrow();
  });

  it('has the signature beside it, which names it as it will be pulled', async () => {
    const archive = await makeArchive({ 'web/Chart.yaml': chart });
    const workspace = await makeWorkspace({ 'any.tgz': archive, 'any.tgz.prov': signature(archive) });
    const { chart: made, said } = await ready(workspace, 'any.tgz');
    expect(made.provenance?.toString()).toBe(signature(archive));
    expect(said).toEqual(['info: With the provenance file any.tgz.prov']);
  });

  it.each<[what: string, text: (archive: Buffer) => string, says: string]>([
    ['for the name of the file here', (archive) => signature(archive, 'any.tgz'), 'does not name web-1.0.0.tgz'],
    ['for another archive', () => signature(Buffer.from('x')), 'is for an archive sha256:'],
    ['that is none', () => 'x', 'is not signed by PGP'],
  ])('with a signature %s is refused', async (_, text, says) => {
    const archive = await makeArchive({ 'web/Chart.yaml': chart });
    const workspace = await makeWorkspace({ 'any.tgz': archive, 'any.tgz.prov': text(archive) });
    await expect(ready(workspace, 'any.tgz')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(`any.tgz.prov: the provenance file ${says}`),
      position: { file: 'any.tgz.prov' },
    });
  });

  it('with a signature that is too large, or by a link that leads out, is refused', async () => {
    const archive = await makeArchive({ 'web/Chart.yaml': chart });
    const large = await makeWorkspace({
      'any.tgz': archive,
      'any.tgz.prov': signature(archive) + ' '.repeat(1024 ** 2),
    });
    await expect(ready(large, 'any.tgz')).rejects.toThrow('any.tgz.prov: the file is larger than 1 MiB');
    const linked = await makeWorkspace({ 'any.tgz': archive });
    const outside = await makeWorkspace({ 'x.prov': signature(archive) });
    await symlink(join(outside, 'x.prov'), join(linked, 'any.tgz.prov'));
    await expect(ready(linked, 'any.tgz')).rejects.toThrow('any.tgz.prov: the file leads to "');
    await expect(ready(linked, 'any.tgz', { symlinks: 'follow' })).resolves.toBeDefined();
  });
});
