import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { push } from '../../../src/modes/push.ts';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

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

describe('wrong inputs of a push of charts', () => {
  const files = {
    'web/Chart.yaml': chartYaml('web'),
    'same/Chart.yaml': chartYaml('web'),
    'newer/Chart.yaml': chartYaml('web', '1.1.0'),
    'capital/Chart.yaml': chartYaml('Web', '1.2.0'),
    'built/Chart.yaml': chartYaml('plus', '1.0.0+b.1'),
    'again/Chart.yaml': chartYaml('plus', '1.0.0+b.1'),
    'api/Chart.yaml': chartYaml('api'),
    'spaced/Chart.yaml': chartYaml('my chart'),
    'tagged/Chart.yaml': chartYaml('a:b'),
    'broken/Chart.yaml': 'apiVersion: v2\nname: broken\nversion: one\n',
    'needy/Chart.yaml': chartYaml('needy', '1.0.0', needs('')),
    'older/Chart.yaml': chartYaml('older', '1.0.0', needs('')),
    'older/charts/db/Chart.yaml': chartYaml('db', '2.0.0'),
    'outside/Chart.yaml': chartYaml('outside', '1.0.0', needs('file://../../db')),
    'hostless/Chart.yaml': chartYaml('hostless', '1.0.0', needs('oci://charts')),
    'layout/Chart.yaml': chartYaml('layout', '1.0.0', needs('oci://oci-layout:out')),
    'cloned/Chart.yaml': chartYaml('cloned'),
    'cloned/.git/config': 'a token',
    'cased/Chart.yaml': chartYaml('cased'),
    'cased/.GIT/config': 'a token',
    'plus/Chart.yaml': chartYaml('web', '1.0.0+b'),
    'minus/Chart.yaml': chartYaml('web', '1.0.0+b'),
    'long.tgz.prov': 'x'.repeat(1024 * 1024 + 1),
    'nested/Chart.yaml': chartYaml('nested'),
    'nested/charts/deep/Chart.yaml': chartYaml('deep'),
    'nested/charts/deep/.git/config': 'a token',
    'linked/Chart.yaml': chartYaml('linked', '1.0.0', needs('file://../db')),
    'empty/readme.md': '',
    'notes.txt': 'no chart',
    'signed.tgz.prov': 'no signature',
    'artifacthub-repo.yml': '- a list\n',
    'two/artifacthub-repo.yml': 'repositoryID: a\n',
  };
  const digest = `sha256:${'a'.repeat(64)}`;

  it.each<[title: string, inputs: Asked, says: string, line?: [file: string, line?: number]]>([
    ['a tag', { reference: 'host.test/charts:v1' }, 'is the place for NAME:VERSION of charts, and has the tag v1'],
    ['a digest', { reference: `host.test/charts@${digest}` }, 'has a digest, which a push of charts'],
    [
      'a digest of the very repository',
      { reference: `host.test/charts/web@${digest}`, chartRepository: 'exact' },
      'has a digest, which',
    ],
    [
      'names in other letters in one repository',
      { files: ['web', 'capital'], chartRepository: 'exact' },
      'The charts web and capital have two names',
    ],
    ['no Chart.yaml', { files: ['empty'] }, 'empty: this is not a chart: it has no Chart.yaml'],
    [
      'no archive',
      { files: ['notes.txt'] },
      'notes.txt: this is not a chart: it is not a gzipped tar archive',
      ['notes.txt'],
    ],
    ['nothing of that name', { files: ['nothing'] }, 'No chart matches the input files "nothing" in'],
    ['a pattern for no chart', { files: ['e*'] }, 'No chart matches the input files ["e*"] in'],
    ['a wrong version', { files: ['broken'] }, 'the version "one" is not a semantic version', ['broken/Chart.yaml', 3]],
    ['a wrong chart-version', { chartVersion: 'v1.x' }, 'The chart version "v1.x" is not a semantic version'],
    ['a tag as chart-version', { chartVersion: 'web-1.2.3' }, 'is not a semantic version: leave out "web-"'],
    ['a misspelt folder', { files: ['wbe'] }, ': did you mean "web"?'],
    ['a missing dependency', { files: ['needy'] }, 'charts/ lacks dependencies: db 1.x is', ['needy/Chart.yaml', 5]],
    ['a dependency of another version', { files: ['older'] }, 'db is 2.0.0, not 1.x', ['older/Chart.yaml', 5]],
    ['one chart twice', { files: ['web', 'same'] }, 'The charts web and same are both web 1.0.0'],
    [
      'one version twice, with a build',
      { files: ['built', 'again'] },
      'The charts built and again are both plus 1.0.0+b.1',
    ],
    ['one tag for two', { files: ['web', 'newer'], tags: ['v1'] }, 'web and newer would both get the tag v1'],
    [
      'one repository for two',
      { files: ['web', 'api'], chartRepository: 'exact' },
      'The charts web and api have two names, and chart-repository exact has room for one',
    ],
    ['a name with a space', { files: ['spaced'] }, 'The chart name "my chart" cannot be part of a repository\'s name'],
    ['a name with a colon', { files: ['tagged'] }, 'The chart name "a:b" cannot be part of a repository\'s name'],
    [
      'a packed chart and a version',
      { files: ['web.tgz'], chartVersion: '2.0.0' },
      'is packed as 1.0.0: chart-version',
    ],
    ['a provenance file that is none', { files: ['s*.tgz'] }, 'is not signed by PGP', ['signed.tgz.prov']],
    ['metadata that is none', { files: ['web', 'artifacthub-repo.yml'] }, 'not a map', ['artifacthub-repo.yml', 1]],
    ['metadata twice', { files: ['web', 'artifacthub-repo.yml', 'two/*'] }, 'are both metadata for all charts'],
    ['what belongs to git', { files: ['cloned'] }, 'cloned: the chart has ".git/config": add .git/ to its .helmignore'],
    ['what belongs to git, in capitals', { files: ['cased'] }, 'cased: the chart has ".GIT/config": add .git/ to'],
    ['what belongs to git, in a template', { files: ['template.tgz'] }, '.git'],
    ['what belongs to git, in an archive', { files: ['git.tgz'] }, '.git'],
    ['one version twice, with a +', { files: ['plus', 'minus'] }, 'are both web 1.0.0+b'],
    ['metadata alone', { files: ['two/*'] }, 'No chart matches the input files ["two/*"] in'],
    [
      'a packed chart without an appVersion, and one',
      { files: ['web.tgz'], chartAppVersion: '7' },
      'the chart is packed as none: chart-app-version 7 is for chart directories',
    ],
    ['a packed chart by a link that leads out', { files: ['out.tgz'] }, 'out.tgz: the file '],
    [
      'a provenance file that is too large',
      { files: ['long.tgz'] },
      'the file is larger than 1 MiB',
      ['long.tgz.prov'],
    ],
    [
      'what belongs to git in a chart inside',
      { files: ['nested'] },
      'nested/charts/deep: the chart has ".git/config": add .git/ to its .helmignore',
    ],
    ['a link that leads out', { files: ['link'] }, 'link: the chart leads to "/'],
    [
      'a dependency outside',
      { files: ['outside'], chartDependencies: 'update' },
      'outside/Chart.yaml: the dependency "file://../../db" leads out of the workspace',
    ],
    [
      'a dependency by a link that leads out',
      { files: ['linked'], chartDependencies: 'update', symlinks: 'follow' },
      'db: the chart leads to "/',
    ],
    [
      'a dependency without a host',
      { files: ['hostless'], chartDependencies: 'update' },
      'The chart repository "oci://charts" has no host or has a tag',
    ],
    [
      'a dependency in a layout',
      { files: ['layout'], chartDependencies: 'update' },
      'The chart repository "oci://oci-layout:out" has no host',
    ],
  ])('%s', async (_, inputs, says, place = ['']) => {
    const [file, line] = place;
    const workspace = await makeWorkspace(files);
    const archive = await makeArchive({ 'web/Chart.yaml': chartYaml('web') });
    for (const name of ['web.tgz', 'signed.tgz', 'long.tgz']) await writeFile(join(workspace, name), archive);
    const cloned = { 'web/Chart.yaml': chartYaml('web'), 'web/.git/config': 'a token' };
    await writeFile(join(workspace, 'git.tgz'), await makeArchive(cloned));
    const template = { 'web/Chart.yaml': chartYaml('web'), 'web/templates/.git/config': 'a token' };
    await writeFile(join(workspace, 'template.tgz'), await makeArchive(template));
    const outside = await makeWorkspace({ 'web.tgz': '' });
    await writeFile(join(outside, 'web.tgz'), archive);
    await symlink(join(outside, 'web.tgz'), join(workspace, 'out.tgz'));
    await symlink(await makeWorkspace({ 'Chart.yaml': chartYaml('web') }), join(workspace, 'link'));
    await symlink(await makeWorkspace({ 'Chart.yaml': chartYaml('db') }), join(workspace, 'db'));
    const position = file === '' ? {} : { position: line === undefined ? { file } : { file, line } };
    await expect(act(workspace, inputs)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(says),
      ...position,
    });
    expect(await readdir(workspace)).not.toContain('out');
  });

  it('are said where nothing found is not an error, and where they mean nothing', async () => {
    const workspace = await makeWorkspace(files);
    const { said, result } = await act(workspace, { files: ['e*'], ifNoFilesFound: 'warn', root: 'web' });
    expect(result).not.toHaveProperty('items');
    expect(said.filter((line) => line.includes('No chart'))).toEqual([
      `warning: No chart matches the input files ["e*"] in ${workspace}`,
    ]);
    expect(said).toContain('warning: The input root does not apply to kind helm');
  });
});
