import { open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { chartWorld, chartYaml, needs } from '../../support/action/chart-world.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import type { Given } from '../../support/action/make-mode.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

type Symlinks = NonNullable<Given<'push'>['symlinks']>;
const web = 'r.test/charts/web';

async function timesIn(archive: Uint8Array) {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const times = new Set<number | undefined>();
  for await (const entry of tar) {
    times.add(entry.header.mtime?.getTime());
    entry.resume();
  }
  return [...times];
}

describe('A chart of a directory', () => {
  it('has the version and the app version of the inputs, and no signature', async () => {
    const { push, read } = await chartWorld({ 'web/Chart.yaml': chartYaml('web', '1.0.0', 'appVersion: "1"\n') });
    expect((await push()).result).toMatchObject({ version: '1.0.0' });
    expect((await read(web, '1.0.0')).layers).toHaveLength(1);
    expect((await push({ chartVersion: 'v2.0.0', chartAppVersion: 'v7' })).result).toMatchObject({ version: '2.0.0' });
    expect(gunzipSync((await read(web, '2.0.0')).layers[0] ?? '').toString()).toContain('appVersion: v7\n');
  });

  it.each([
    [undefined, 0],
    ['2026-01-02T03:04:05.9+01:00', Date.UTC(2026, 0, 2, 2, 4, 5)],
  ])('has the time %j in all entries', async (created = 'none', time) => {
    const { push, read } = await chartWorld({ 'web/Chart.yaml': chartYaml('web'), 'web/x': '' });
    await push({ created });
    expect(await timesIn((await read(web, '1.0.0')).layers[0] ?? Buffer.of())).toEqual([time]);
  });

  it.each<['error' | 'update' | 'as-is', range: string, isTaken: boolean, warnings: number]>([
    ['error', '^2', false, 0],
    // There is nowhere to get another one from.
    ['update', '^2', false, 0],
    ['as-is', '^2', true, 1],
    ['error', '^1', true, 0],
  ])('with chart-dependencies: %s and one outside of %s is pushed: %s', async (how, range, isTaken, warning) => {
    const { push } = await chartWorld({
      'web/Chart.yaml': chartYaml('web', '1.0.0', needs('', range)),
      'web/charts/db/Chart.yaml': chartYaml('db'),
    });
    const { error, said } = await push({ chartDependencies: how });
    const position = { file: 'web/Chart.yaml', line: 5 };
    if (isTaken) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ code: 'INVALID_INPUT', position });
    expect(noticed(said)).toEqual(warning ? { warning } : {});
  });

  it.each([
    [undefined, '1970-01-01T00:00:00Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
  ])('created at %j gets what it needs only where that is asked for, with a lock of %s', async (created, generated) => {
    const { push, read } = await chartWorld({
      'web/Chart.yaml': chartYaml('web', '1.0.0', needs('file://../db')),
      'db/Chart.yaml': chartYaml('db'),
    });
    const given = { created: created ?? 'none' };
    for (const chartDependencies of ['error', 'as-is'] as const) {
      const { error } = await push({ ...given, chartDependencies });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', topic: 'chart-dependency' });
    }
    expect((await push({ ...given, chartDependencies: 'update' })).error).toBeUndefined();
    const text = gunzipSync((await read(web, '1.0.0')).layers[0] ?? '').toString();
    expect(text).toContain('web/charts/db/Chart.yaml');
    expect(text).toContain(`generated: "${generated}"`);
  });

  it('is warned of what Helm drops: fields, and keys that stand twice in it and in charts inside', async () => {
    const { push } = await chartWorld({
      'web/Chart.yaml': chartYaml('web', '1.0.0', 'engine: x\nicon: a\nicon: b\n'),
      'web/charts/db/Chart.yaml': chartYaml('db', '1.0.0', 'home: a\nhome: b\n'),
    });
    const { said } = await push();
    // One for the field, one for the keys of both.
    expect(noticed(said)).toEqual({ warning: 2 });
    expect(said.join()).toContain('web/charts/db/Chart.yaml:5');
  });
});

it.each<[of: string, link: 'inside' | 'outside', symlinks: Symlinks, isTaken: boolean]>(
  ['web', 'web.tgz'].flatMap((of): [string, 'inside' | 'outside', Symlinks, boolean][] => [
    [of, 'inside', 'keep', true],
    [of, 'inside', 'error', false],
    [of, 'outside', 'keep', false],
    [of, 'outside', 'error', false],
    [of, 'outside', 'follow', true],
  ]),
)('%s by a link that leads %s is taken with symlinks: %s: %s', async (of, link, symlinks, isTaken) => {
  const files = { 'web/Chart.yaml': chartYaml('web') };
  const all = { ...files, 'web.tgz': await makeArchive(files) };
  const { push, workspace } = await chartWorld(all);
  const outside = await makeWorkspace(all);
  const name = of.replace('web', 'link');
  await symlink(join(link === 'inside' ? workspace : outside, of), join(workspace, name));
  const { error } = await push({ files: [name], symlinks });
  if (isTaken) expect(error).toBeUndefined();
  else
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      topic: symlinks === 'error' ? 'symbolic-link' : 'outside-link',
    });
});

it.each([
  ['its settings', '.git/config', true],
  ['in a folder', 'a/.git/config', true],
  ['the file of a worktree', '.git', true],
  ['in other letters', '.Git/config', true],
  ['among templates', 'templates/x/.git/config', true],
  ['in a chart inside', 'charts/a/charts/b/.git/HEAD', true],
  ['what only begins so', '.gitignore', false],
  ['what only ends so', 'a.git/config', false],
])('What belongs to git is not published: %s', async (_, path, isRefused) => {
  const chart = {
    'web/Chart.yaml': chartYaml('web'),
    'web/charts/a/Chart.yaml': chartYaml('a'),
    'web/charts/a/charts/b/Chart.yaml': chartYaml('b'),
    [`web/${path}`]: 'x',
  };
  const { push, tagsOf } = await chartWorld({ ...chart, 'web.tgz': await makeArchive(chart) });
  for (const name of ['web', 'web.tgz']) {
    const { error } = await push({ files: [name], ifExists: 'overwrite' });
    if (isRefused) expect(error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('.git/') });
    else expect(error).toBeUndefined();
  }
  expect(await tagsOf(web)).toHaveLength(isRefused ? 0 : 1);
});

const archive = await makeArchive({ 'web/Chart.yaml': chartYaml('web', '1.0.0', 'appVersion: "7"\n') });
const bare = await makeArchive({ 'web/Chart.yaml': chartYaml('web') });

describe('A chart of an archive', () => {
  const packed = { files: ['any.tgz'] };

  /** A signature without a key, as it would name the archive. */
  const signature = (of: Buffer, name = 'web-1.0.0.tgz') =>
    `-----BEGIN PGP SIGNED MESSAGE-----\n\nname: web\n\n...\nfiles:\n  ${name}: ${digestOf(of)}\n`;

  it.each<[string, Given<'push'>, Buffer, isTaken: boolean]>([
    ['is taken as it is', { chartDependencies: 'update' }, archive, true],
    ['is taken with the inputs that say the same', { chartVersion: 'v1.0.0', chartAppVersion: '7' }, archive, true],
    ['is refused with another version', { chartVersion: '1.0.1' }, archive, false],
    ['is refused with a version that begins with its own', { chartVersion: '1.0.0-rc.1' }, archive, false],
    ['is refused with another app version', { chartAppVersion: 'v7' }, archive, false],
    ['is refused with an app version where it has none', { chartAppVersion: '7' }, bare, false],
  ])('%s', async (_, given, content, isTaken) => {
    const { push, read } = await chartWorld({ 'any.tgz': content });
    const { error } = await push({ ...packed, ...given });
    if (isTaken) expect((await read(web, '1.0.0')).layers).toEqual([content]);
    else expect(error).toMatchObject({ code: 'INVALID_INPUT', position: { file: 'any.tgz' } });
  });

  it('is warned of what Helm drops of it', async () => {
    const odd = await makeArchive({ 'web/Chart.yaml': chartYaml('web', '1.0.0', 'engine: x\nicon: a\nicon: b\n') });
    const { push } = await chartWorld({ 'any.tgz': odd });
    expect(noticed((await push(packed)).said)).toEqual({ warning: 2 });
  });

  it.each([
    ['is read, of 100 MiB', 0, 'gzipped'],
    ['is not read, of a byte more', 1, '100 MiB'],
  ])('%s', async (_, more, problem) => {
    const { push, workspace } = await chartWorld();
    const file = await open(join(workspace, 'any.tgz'), 'w');
    await file.truncate(100 * 1024 ** 2 + more);
    await file.close();
    const message = expect.stringContaining(problem);
    expect((await push(packed)).error).toMatchObject({ code: 'INVALID_INPUT', message });
  });

  it('that is not what was read, when it is sent, is not sent', async () => {
    const { push, place, tagsOf, workspace } = await chartWorld({ 'any.tgz': archive });
    const store = place(web);
    const { has } = store;
    store.has = async (...given) => {
      await writeFile(join(workspace, 'any.tgz'), bare);
      return has.apply(store, given);
    };
    expect((await push(packed)).error).toBeDefined();
    expect(await tagsOf(web)).toEqual([]);
  });

  it('goes with the signature beside it, which names it as it will be pulled', async () => {
    const { push, read, workspace } = await chartWorld({ 'any.tgz': archive });
    await push(packed);
    await writeFile(join(workspace, 'any.tgz.prov'), signature(archive));
    const { result, said } = await push({ ...packed, ifExists: 'overwrite' });
    expect(result.files?.map(({ title }) => title).sort()).toEqual(['web-1.0.0.tgz', 'web-1.0.0.tgz.prov']);
    expect((await read(web, '1.0.0')).layers.map(String)).toContain(signature(archive));
    // The rest was there.
    const sent = signature(archive).length;
    expect(result).toMatchObject({ transferred: sent, reused: (result.size ?? 0) - sent });
    expect(said.filter((line) => line.startsWith('info: Sent: '))).toHaveLength(1);
  });

  it.each<[what: string, text: string]>([
    ['for the name of the file here', signature(archive, 'any.tgz')],
    ['for another archive', signature(bare)],
    ['that is none', 'x'],
    ['of more than 1 MiB', signature(archive) + ' '.repeat(1024 ** 2)],
  ])('with a signature %s is refused', async (_, text) => {
    const { push } = await chartWorld({ 'any.tgz': archive, 'any.tgz.prov': text });
    const position = { file: 'any.tgz.prov' };
    expect((await push(packed)).error).toMatchObject({ code: 'INVALID_INPUT', position });
  });

  it('with a signature by a link that leads out is refused, unless links are followed', async () => {
    const { push, workspace } = await chartWorld({ 'any.tgz': archive });
    const outside = await makeWorkspace({ 'x.prov': signature(archive) });
    await symlink(join(outside, 'x.prov'), join(workspace, 'any.tgz.prov'));
    expect((await push(packed)).error).toMatchObject({ code: 'INVALID_INPUT', topic: 'outside-link' });
    expect((await push({ ...packed, symlinks: 'follow' })).error).toBeUndefined();
  });
});

describe('Metadata of a repository', () => {
  const files = ['web', 'artifacthub-repo.yml'];
  const ofSize = (size: number) => `a: ${'x'.repeat(size - 3)}`;
  it.each<[string, string, line: number | undefined]>([
    ['of 1 MiB', ofSize(1024 ** 2), undefined],
    ['of a byte more', ofSize(1024 ** 2 + 1), 0],
    ['that are a list', '\n- a\n', 2],
    ['that are a text', 'text', 1],
  ])('%s are taken, or refused in a line: %#', async (_, text, line) => {
    const { push } = await chartWorld({ 'web/Chart.yaml': chartYaml('web'), 'artifacthub-repo.yml': text });
    const { error } = await push({ files });
    if (line === undefined) return expect(error).toBeUndefined();
    const position = { file: 'artifacthub-repo.yml', ...(line ? { line } : {}) };
    expect(error).toMatchObject({ code: 'INVALID_INPUT', position });
  });

  it('are held to the workspace', async () => {
    for (const [isInside, symlinks, topic] of [
      [false, 'keep', 'outside-link'],
      [true, 'keep', undefined],
      [true, 'error', 'symbolic-link'],
    ] as const) {
      const { push, workspace } = await chartWorld({ 'web/Chart.yaml': chartYaml('web'), 'own.yml': 'a: b' });
      const place = isInside ? workspace : await makeWorkspace({ 'own.yml': 'a: b' });
      await symlink(join(place, 'own.yml'), join(workspace, 'artifacthub-repo.yml'));
      const { error } = await push({ files, symlinks });
      if (topic === undefined) expect(error).toBeUndefined();
      else expect(error).toMatchObject({ code: 'INVALID_INPUT', topic });
    }
  });
});
