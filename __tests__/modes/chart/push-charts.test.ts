import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../../src/action/perform-mode.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { chartWorld, chartYaml } from '../../support/action/chart-world.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeWorkspace, readTree } from '../../support/action/workspace.ts';
import { onManifest } from '../../support/content/on-manifest.ts';

it.each([
  ['r.test', 'web', 'r.test/web'],
  ['r.test/team', 'Web', 'r.test/team/web'],
  // Docker Hub keeps what has no owner below library/, and an owner is not a second one.
  ['docker.io', 'web', 'docker.io/library/web'],
  ['index.docker.io', 'web', 'index.docker.io/library/web'],
  ['docker.io/team', 'web', 'docker.io/team/web'],
  ['mirror.docker.io', 'web', 'mirror.docker.io/web'],
])('Below %s, the chart %s goes into %s', async (reference, name, place) => {
  const workspace = await makeWorkspace({ 'web/Chart.yaml': chartYaml(name) });
  const inputs = {
    ...makeInputs('push', 'r.test/x', { kind: 'helm', files: ['web'] }),
    reference: parseReference(reference, { isPlace: true }),
  };
  const work = ({ mode, around }: Parameters<Parameters<typeof tellAll>[1]>[0]) =>
    performMode('push', inputs, mode, around);
  const { opened, result, said } = await tellAll({ [place]: new MemoryStore() }, work, { workspace });
  expect(opened).toEqual([`${place} to write`]);
  expect(result).toMatchObject({ repository: place, tags: ['1.0.0'], changed: true });
  expect(noticed(said)).toEqual(name === 'Web' ? { warning: 1 } : {});
});

const files = {
  'charts/web/Chart.yaml': chartYaml('web', '0.0.0', 'sources: [https://own.test]\n'),
  'charts/web/values.yaml': 'a: 1\n',
  'charts/web/charts/sub/Chart.yaml': chartYaml('sub', '0.0.0'),
  'charts/Api/Chart.yaml': chartYaml('Api', '0.0.0'),
  'charts/Api/artifacthub-repo.yml': 'repositoryID: api\n',
  'charts/old/Chart.yaml': chartYaml('old', '0.0.0'),
  'newer/Chart.yaml': chartYaml('newer', '0.1.0'),
  'charts/.hidden/Chart.yaml': chartYaml('hidden', '0.0.0'),
  'charts/artifacthub-repo.yml': 'repositoryID: all\n',
};
const several: Given<'push'> = {
  files: ['charts/**', '!charts/old'],
  chartVersion: 'v1.2.3',
  chartAppVersion: '7',
};

describe('A push of charts', () => {
  it('puts them side by side, each with its metadata, and tells of all what they are alike in', async () => {
    const { push, act, workspace } = await chartWorld(files);
    const { result, said } = await push(several);
    expect(result.items).toMatchObject([
      { name: 'Api', version: '1.2.3', status: 'pushed', reference: expect.stringMatching(/^r.test\/charts\/api@/) },
      { name: 'web', version: '1.2.3', status: 'pushed', reference: expect.stringMatching(/^r.test\/charts\/web@/) },
      { name: 'charts/Api/artifacthub-repo.yml', status: 'pushed', tags: ['artifacthub.io'] },
      { name: 'charts/artifacthub-repo.yml', reference: expect.stringMatching(/^r.test\/charts\/web@/) },
    ]);
    // In this they are alike; which of two digests would be told, nobody could know.
    expect(result).toMatchObject({ version: '1.2.3', tags: ['1.2.3'], previous: {} });
    for (const key of ['digest', 'reference', 'repository', 'size']) expect(result).not.toHaveProperty(key);
    // That there are several, and that a name is put in lower case.
    expect(noticed(said)).toEqual({ warning: 1, notice: 1 });
    const again = (await push(several)).result;
    expect(again).toMatchObject({ changed: false, newContent: false, transferred: 0 });
    expect(again.items?.map(({ status }) => status)).toEqual(Array(4).fill('unchanged'));
    await act('pull', 'r.test/charts/web', { version: '>=1', path: 'got' });
    expect(await readTree(join(workspace, 'got'))).toMatchObject({
      'web/Chart.yaml': 'apiVersion: v2\nappVersion: "7"\nname: web\nsources:\n- https://own.test\nversion: 1.2.3\n',
      'web/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 0.0.0\n',
    });
  });

  it('tells of one chart in the outputs, whatever metadata go along', async () => {
    const { push } = await chartWorld(files);
    const { result, said } = await push({ ...several, files: ['charts/Api/**'] });
    const [chart] = result.items ?? [];
    expect(result.items).toHaveLength(2);
    expect(result).toMatchObject({
      ...{ digest: chart?.digest, reference: chart?.reference, repository: 'r.test/charts/api', version: '1.2.3' },
      ...{ artifactType: 'application/vnd.cncf.helm.config.v1+json', size: chart?.size, tagged: { '1.2.3': 'new' } },
      files: [{ title: 'Api-1.2.3.tgz', mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' }],
    });
    expect(noticed(said)).toEqual({ warning: 1 });
  });

  it('has no output in which one of three charts differs', async () => {
    const { push } = await chartWorld(files);
    const { result } = await push({ files: ['charts/web', 'newer', 'charts/old'] });
    expect(result).not.toHaveProperty('version');
    expect(result).toMatchObject({ mediaType: 'application/vnd.oci.image.manifest.v1+json' });
  });

  it('takes with chart-repository exact several versions of one chart, and a tag that all get', async () => {
    const { push, read } = await chartWorld({
      'one/Chart.yaml': chartYaml('web'),
      'two/Chart.yaml': chartYaml('web', '2.0.0'),
    });
    const exact = { chartRepository: 'exact' } as const;
    const { result } = await push({ ...exact, files: ['one', 'two'] }, 'r.test/web');
    expect(result.items).toMatchObject([{ tags: ['1.0.0'] }, { tags: ['2.0.0'] }]);
    const tagged = (await push({ ...exact, files: ['one'], tags: ['stable'] }, 'r.test/web')).result;
    // The chart is there already, and gets one more tag.
    const moved = { changed: true, transferred: 0, reused: tagged.size };
    expect(tagged).toMatchObject({ tags: ['1.0.0', 'stable'], ...moved });
    expect((await read('r.test/web', 'stable')).layers).toHaveLength(1);
  });

  it.each([
    ['api', 'charts/Api', { warning: 1 }],
    ['charts/web', 'charts/web', {}],
    ['my-web', 'charts/web', { warning: 1 }],
  ])('into the very repository %s warns where the chart of %s has another name', async (repository, file, expected) => {
    const { push } = await chartWorld(files);
    const { said } = await push({ files: [file], chartRepository: 'exact' }, `r.test/${repository}`);
    expect(noticed(said)).toEqual(expected);
  });

  const image = 'org.opencontainers.image';
  it('adds what the workflow says where the chart says nothing', async () => {
    const { push, read } = await chartWorld(files, { source: 'https://repo.test', revision: 'abc' });
    const annotations = onManifest({ [`${image}.version`]: 'main', own: '1' });
    await push({ files: ['charts/web', 'charts/old'], annotations, created: '2026-01-02T03:04:05Z' });
    expect((await read('r.test/charts/web', '0.0.0')).manifest.annotations).toEqual({
      [`${image}.title`]: 'web',
      [`${image}.version`]: '0.0.0',
      [`${image}.source`]: 'https://own.test',
      [`${image}.created`]: '2026-01-02T03:04:05Z',
      own: '1',
    });
    const old = await read('r.test/charts/old', '0.0.0');
    expect(old.manifest.annotations).toMatchObject({ [`${image}.source`]: 'https://repo.test' });
  });

  it.each([
    [undefined, ['source']],
    ['all', ['revision', 'source', 'url']],
    ['none', []],
  ] as const)('says of the workflow what github-annotations %s asks for', async (githubAnnotations, names) => {
    const build = { source: 'https://repo.test', revision: 'abc', runUrl: 'https://run.test' };
    const { push, read } = await chartWorld(files, build);
    await push({ files: ['newer'], githubAnnotations });
    const { annotations = {} } = (await read('r.test/charts/newer', '0.1.0')).manifest;
    const keys = Object.keys(annotations).map((key) => key.replace(`${image}.`, ''));
    expect(keys.sort()).toEqual([...names, 'title', 'version'].sort());
  });

  it('tells the charts in the order in which they are named, and metadata last', async () => {
    const { push } = await chartWorld(files);
    const lines = ['newer', 'charts/artifacthub-repo.yml', 'charts/web', 'charts/old'];
    const { result } = await push({ files: lines, dryRun: true });
    expect(result.items?.map(({ name }) => name)).toEqual([
      ...['newer', 'web', 'old'],
      ...Array(3).fill('charts/artifacthub-repo.yml'),
    ]);
  });

  it.each(['error', 'warn', 'ignore'] as const)(
    'is none where only metadata are found, with if-no-files-found: %s',
    async (ifNoFilesFound) => {
      const { push, tagsOf } = await chartWorld(files);
      const { said, result, error } = await push({ files: ['charts/artifacthub-repo.yml'], ifNoFilesFound });
      if (ifNoFilesFound === 'error') expect(error).toMatchObject({ code: 'INVALID_INPUT', topic: 'no-match' });
      else expect(error).toBeUndefined();
      expect(noticed(said)).toEqual(ifNoFilesFound === 'warn' ? { warning: 1 } : {});
      expect(result).not.toHaveProperty('items');
      expect(await tagsOf('r.test/charts/web')).toEqual([]);
    },
  );

  it('moves latest, but not a released version', async () => {
    const { push, place, workspace } = await chartWorld(files);
    const one = { files: ['charts/old'], chartVersion: '1.0.0', tags: ['latest', '2.0.0'] };
    const first = await push(one);
    await writeFile(join(workspace, 'charts/old/values.yaml'), 'b: 2\n');
    expect((await push({ ...one, chartVersion: '1.1.0' })).error).toMatchObject({ code: 'CONFLICT' });
    const kept = await push({ ...one, chartVersion: '1.1.0', ifExists: 'skip' });
    expect(kept.result).toMatchObject({ changed: true });
    const digests = ['2.0.0', 'latest', '1.1.0'].map(
      async (tag) => (await place('r.test/charts/old').resolve(tag)).digest,
    );
    expect(await Promise.all(digests)).toEqual([first, kept, kept].map(({ result }) => result.digest));
  });
});

it.each<[what: string, hub: Record<string, string>, expected: Record<string, string>]>([
  ['are none without a file', {}, {}],
  ['are those of its own chart', { 'charts/web': 'w' }, { web: 'w' }],
  ['are those anywhere in its chart', { 'charts/web/docs': 'w' }, { web: 'w' }],
  ['are those beside the charts, for all', { charts: 'all' }, { web: 'all', api: 'all' }],
  ['are its own before those for all', { charts: 'all', 'charts/api': 'a' }, { web: 'all', api: 'a' }],
  ['are for all in a folder that starts alike', { 'charts/web-docs': 'all' }, { web: 'all', api: 'all' }],
])('The metadata of a repository %s', async (_, hub, expected) => {
  const named = Object.entries(hub).map(([folder, id]) => [`${folder}/artifacthub-repo.yml`, `repositoryID: ${id}`]);
  const { push, read, tagsOf } = await chartWorld({
    'charts/web/Chart.yaml': chartYaml('web'),
    'charts/api/Chart.yaml': chartYaml('api'),
    ...Object.fromEntries(named),
  });
  expect((await push({ files: ['charts/**'] })).error).toBeUndefined();
  const found: Record<string, string> = {};
  for (const name of ['web', 'api']) {
    if (!(await tagsOf(`r.test/charts/${name}`)).includes('artifacthub.io')) continue;
    const { layers } = await read(`r.test/charts/${name}`, 'artifacthub.io');
    found[name] = String(layers[0]).replace('repositoryID: ', '');
  }
  expect(found).toEqual(expected);
});
