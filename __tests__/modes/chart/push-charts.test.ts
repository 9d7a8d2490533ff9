import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pull } from '../../../src/modes/pull.ts';
import { push } from '../../../src/modes/push.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeWorkspace, readTree } from '../../support/action/workspace.ts';

type Asked = Given<'push'> & { reference?: string };

const chartYaml = (name: string, version = '1.0.0', more = '') =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;
const needs = (repository: string) =>
  `dependencies:\n  - { name: db, version: 1.x, repository: ${JSON.stringify(repository)} }\n`;

/** Runs a push of charts into a layout. */
async function act(workspace: string, { reference = 'oci-layout:out', ...given }: Asked) {
  const { mode, around, said, result } = makeMode(workspace);
  await push(makeInputs('push', reference, { kind: 'helm', files: ['web'], ...given }), mode, around);
  return { said, result };
}

/** Runs a pull of a chart out of a layout. */
async function pullOne(workspace: string, reference: string, given: Given<'pull'>) {
  const { mode, around, said, result } = makeMode(workspace);
  await pull(makeInputs('pull', reference, given), mode, around);
  return { said, result };
}

describe('a push of charts', () => {
  it('takes with chart-repository exact several versions of one chart, and a tag that all get', async () => {
    const versions = { 'one/Chart.yaml': chartYaml('web'), 'two/Chart.yaml': chartYaml('web', '2.0.0') };
    const workspace = await makeWorkspace(versions);
    const exact = { chartRepository: 'exact' } as const;
    const { result, said } = await act(workspace, { ...exact, files: ['one', 'two'] });
    expect(result.items).toMatchObject([{ tags: ['1.0.0'] }, { tags: ['2.0.0'] }]);
    // A layout has no name that Helm would take.
    expect(said.filter((line) => line.startsWith('warning'))).toEqual([]);
    const tagged = await act(workspace, {
      ...exact,
      files: ['one'],
      reference: 'oci-layout:out:stable',
      tags: ['stable'],
    });
    expect(tagged.result).toMatchObject({ tags: ['1.0.0', 'stable'], changed: true });
  });

  it('packs a dependency of another version as it is, where that is asked for, and warns of it', async () => {
    const workspace = await makeWorkspace({
      'web/Chart.yaml': chartYaml('web', '1.0.0', needs('')),
      'web/charts/db/Chart.yaml': chartYaml('db', '2.0.0'),
    });
    const { said, result } = await act(workspace, { chartDependencies: 'as-is' });
    expect(result).toMatchObject({ changed: true });
    expect(said.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringMatching(/: it is packed as it is$/),
    ]);
  });

  it('counts as there already what a chart needs that gets one more tag', async () => {
    const workspace = await makeWorkspace({ 'web/Chart.yaml': chartYaml('web') });
    const { size } = (await act(workspace, {})).result;
    const { result } = await act(workspace, { tags: ['stable'] });
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: size });
  });

  it('takes a packed chart whose version is asked for, with its v', async () => {
    const workspace = await makeWorkspace({ 'readme.md': '' });
    await writeFile(join(workspace, 'web.tgz'), await makeArchive({ 'web/Chart.yaml': chartYaml('web') }));
    const { result } = await act(workspace, { files: ['web.tgz'], chartVersion: 'v1.0.0' });
    expect(result).toMatchObject({ version: '1.0.0', changed: true });
  });

  it('warns of keys that stand twice in a chart inside', async () => {
    const workspace = await makeWorkspace({
      'web/Chart.yaml': chartYaml('web'),
      'web/charts/sub/Chart.yaml': `${chartYaml('sub')}home: https://a.test\nhome: https://b.test\n`,
    });
    const { said } = await act(workspace, {});
    expect(said.filter((line) => line.includes('Keys appear twice in one map'))).toHaveLength(1);
  });

  it('gives no metadata to the repository of a chart that failed, with keep-going', async () => {
    const workspace = await makeWorkspace({
      'web/Chart.yaml': chartYaml('web'),
      'web/artifacthub-repo.yml': 'repositoryID: web\n',
      'api/Chart.yaml': chartYaml('api'),
    });
    const given = { files: ['web', 'web/artifacthub-repo.yml', 'api'], keepGoing: true };
    await act(workspace, { files: ['web'] });
    await writeFile(join(workspace, 'web', 'values.yaml'), 'a: 2\n');
    await expect(act(workspace, given)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readdir(join(workspace, 'out'))).toEqual(['api', 'web']);
    await expect(pullOne(workspace, 'oci-layout:out/web:artifacthub.io', {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
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
  const inputs: Asked = { files: ['charts/**', '!charts/old'], chartVersion: 'v1.2.3', chartAppVersion: '7' };

  it('puts charts side by side, each with its metadata', async () => {
    const workspace = await makeWorkspace(files);
    const { result, said } = await act(workspace, inputs);
    expect(result.items).toMatchObject([
      { name: 'Api', version: '1.2.3', status: 'pushed', reference: expect.stringMatching(/^oci-layout:out\/api@/) },
      { name: 'web', version: '1.2.3', status: 'pushed', reference: expect.stringMatching(/^oci-layout:out\/web@/) },
      { name: 'charts/Api/artifacthub-repo.yml', status: 'pushed', tags: ['artifacthub.io'] },
      { name: 'charts/artifacthub-repo.yml', reference: expect.stringMatching(/^oci-layout:out\/web@/) },
    ]);
    // In this they are alike; which of two digests would be told, nobody could know.
    expect(result).toMatchObject({ version: '1.2.3', tags: ['1.2.3'], files: [], previous: {} });
    for (const key of ['digest', 'reference', 'repository', 'size']) expect(result).not.toHaveProperty(key);
    expect(said).toContain(
      'notice: There are 2 charts: outputs in which they differ, such as digest, are empty, and the output json lists all of them',
    );
    expect(said).toContainEqual(
      expect.stringContaining('warning: The chart Api goes into oci-layout:out/api: repositories are in lower'),
    );
    expect(said).toContain('info: Skipped charts/.hidden, which is hidden');
    const again = await act(workspace, inputs);
    expect(again.result).toMatchObject({ changed: false, transferred: 0 });
    expect(again.result.items?.map(({ status }) => status)).toEqual(Array(4).fill('unchanged'));

    const pulled = await pullOne(workspace, 'oci-layout:out/web', { version: '>=1', path: 'got' });
    expect(pulled.result).toMatchObject({ version: '1.2.3', changed: true, tags: ['1.2.3'] });
    expect(await readTree(join(workspace, 'got'))).toMatchObject({
      'web/Chart.yaml': 'apiVersion: v2\nappVersion: "7"\nname: web\nsources:\n- https://own.test\nversion: 1.2.3\n',
      'web/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 0.0.0\n',
    });
  });

  it('tells of one chart in the outputs, whatever metadata go along', async () => {
    const { result, said } = await act(await makeWorkspace(files), { ...inputs, files: ['charts/Api/**'] });
    const [chart] = result.items ?? [];
    expect(result.items).toHaveLength(2);
    expect(result).toMatchObject({ digest: chart?.digest, reference: chart?.reference, version: '1.2.3' });
    expect(said.filter((line) => line.startsWith('notice: There are'))).toEqual([]);
  });

  it('has no version in the outputs where charts have several', async () => {
    const { result } = await act(await makeWorkspace(files), { files: ['charts/web', 'newer'] });
    expect(result).not.toHaveProperty('version');
  });

  it('adds what the workflow says where the chart says nothing', async () => {
    const workspace = await makeWorkspace(files);
    const build = { source: 'https://repo.test', revision: 'abc' };
    const { mode, around } = makeMode(workspace, { build });
    const annotations = { 'org.opencontainers.image.version': 'main', own: '1' };
    const given = { files: ['charts/web', 'charts/old'], annotations, created: '2026-01-02T03:04:05Z' };
    await push(makeInputs('push', 'oci-layout:out', { kind: 'helm', ...given }), mode, around);
    const annotationsOf = async (name: string) => {
      const { bytes } = await mode.open
        .source({ host: `oci-layout:out/${name}`, repository: '', tags: [] })
        .manifest('0.0.0');
      return JSON.parse(bytes.toString()).annotations;
    };
    const image = 'org.opencontainers.image';
    expect(await annotationsOf('web')).toEqual({
      [`${image}.title`]: 'web',
      [`${image}.version`]: '0.0.0',
      [`${image}.source`]: 'https://own.test',
      [`${image}.created`]: '2026-01-02T03:04:05Z',
      own: '1',
    });
    expect(await annotationsOf('old')).toMatchObject({ [`${image}.source`]: 'https://repo.test' });
  });

  it('is none where only metadata are found, which is told as it is asked', async () => {
    const workspace = await makeWorkspace(files);
    const only = { files: ['charts/artifacthub-repo.yml'] };
    await expect(act(workspace, only)).rejects.toThrow('No chart matches the input files');
    const { said, result } = await act(workspace, { ...only, ifNoFilesFound: 'warn' });
    expect(said).toContainEqual(expect.stringContaining('warning: No chart matches the input files'));
    expect(result).not.toHaveProperty('items');
  });

  it.each([
    [undefined, ['source']],
    ['source', ['source']],
    ['all', ['revision', 'source', 'url']],
    ['none', []],
  ] as const)('says of the workflow what github-annotations %s asks for', async (githubAnnotations, names) => {
    const workspace = await makeWorkspace(files);
    const build = { source: 'https://repo.test', revision: 'abc', runUrl: 'https://run.test' };
    const store = new MemoryStore();
    const { mode, around } = makeMode(workspace, { build, open: { source: () => store, store: () => store } });
    await push(makeInputs('push', 'r.test/x', { kind: 'helm', files: ['newer'], githubAnnotations }), mode, around);
    const { annotations } = JSON.parse((await store.manifest('0.1.0')).bytes.toString());
    const image = 'org.opencontainers.image.';
    const said = Object.keys(annotations).map((key) => key.replace(image, ''));
    expect(said.sort()).toEqual([...names, 'title', 'version'].sort());
  });

  it('goes in the order in which the charts are named, and metadata last', async () => {
    const lines = ['newer', 'charts/artifacthub-repo.yml', 'charts/web', 'charts/old'];
    const { said } = await act(await makeWorkspace(files), { files: lines, dryRun: true });
    const sent = said.flatMap((line) => /^info: Would push (.*) to /.exec(line)?.[1] ?? []);
    const metadata = Array(3).fill('charts/artifacthub-repo.yml');
    expect(sent).toEqual(['newer 0.1.0', 'web 0.0.0', 'old 0.0.0', ...metadata]);
  });

  it('with keep-going does what it can, and fails in the end', async () => {
    const workspace = await makeWorkspace({ ...files, 'bad/Chart.yaml': chartYaml('bad', 'x') });
    await expect(act(workspace, { files: ['bad', 'charts/web'], keepGoing: true })).rejects.toThrow(
      'the version "x" is not',
    );
    expect(await readdir(join(workspace, 'out'))).toEqual(['web']);
    await expect(act(workspace, { files: ['bad', 'newer'] })).rejects.toThrow('the version "x" is not');
    expect(await readdir(join(workspace, 'out'))).toEqual(['web']);
  });

  it.each([
    ['api', 'charts/Api', ['The chart Api goes into a repository that ends in api: Helm will name']],
    ['web', 'charts/web', []],
    ['web', 'newer', ['The chart newer goes into a repository that ends in web: Helm will name']],
    ['charts/web', 'charts/web', []],
    ['my-web', 'charts/web', ['The chart web goes into a repository that ends in my-web: Helm will name']],
  ])('into the very repository %s is told where %s has another name', async (repository, file, warnings) => {
    const workspace = await makeWorkspace(files);
    const store = new MemoryStore();
    const { mode, around, said } = makeMode(workspace, { open: { source: () => store, store: () => store } });
    const given: Given<'push'> = { kind: 'helm', files: [file], chartRepository: 'exact' };
    await push(makeInputs('push', `r.test/${repository}`, given), mode, around);
    const told = said.filter((line) => line.startsWith('warning: '));
    expect(told).toEqual(warnings.map((text) => expect.stringContaining(`warning: ${text}`)));
  });

  it('moves latest, but not a released version', async () => {
    const workspace = await makeWorkspace(files);
    const one = { files: ['charts/old'], chartVersion: '1.0.0', tags: ['latest', '2.0.0'] };
    const first = await act(workspace, one);
    await writeFile(join(workspace, 'charts/old/values.yaml'), 'b: 2\n');
    await expect(act(workspace, { ...one, chartVersion: '1.1.0' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('The chart version oci-layout:out/old:2.0.0 exists with different content'),
    });
    const kept = await act(workspace, { ...one, chartVersion: '1.1.0', ifExists: 'skip' });
    expect(kept.result).toMatchObject({ changed: true });
    const source = makeMode(workspace).mode.open.source({ host: 'oci-layout:out/old', repository: '', tags: [] });
    expect((await source.resolve('2.0.0')).digest).toBe(first.result.digest);
    expect((await source.resolve('latest')).digest).toBe(kept.result.digest);
    expect((await source.resolve('1.1.0')).digest).toBe(kept.result.digest);
  });
});
