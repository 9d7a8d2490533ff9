import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findCharts, labelOf } from '../../../src/artifact/chart/find-charts.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

const files = {
  'charts/web/Chart.yaml': '',
  'charts/web/values.yaml': '',
  'charts/web/artifacthub-repo.yml': '',
  'charts/web/charts/sub/Chart.yaml': '',
  'charts/web/charts/sub-1.0.0.tgz': '',
  'charts/Api/Chart.yaml': '',
  'charts/old/Chart.yaml': '',
  'charts/old/2/Chart.yaml': '',
  'charts/a-1.0.0.tgz': '',
  'charts/a-1.0.0.tgz.prov': '',
  'charts/artifacthub-repo.yaml': '',
  'charts/my-artifacthub-repo.yml': '',
  'charts/notes.txt': '',
  'charts/dump.gz': '',
  'charts/tgz': '',
  'charts/.kept/Chart.yaml': '',
  'charts/.b.tgz': '',
  'charts/empty/readme.md': '',
  'loose.zip': '',
};

/** Finds charts, and gives them as `kind label`, with what was said of lines. */
async function find(lines: string[], includeHidden = false, workspace?: string) {
  const told: string[] = [];
  const place = workspace ?? (await makeWorkspace(files));
  const found = await findCharts(lines, {
    workspace: place,
    includeHidden,
    onHidden: (label) => told.push(`hidden ${label}`),
    onNothing: (line, isLiteral, why) => told.push(`nothing ${line}${isLiteral ? ' (literal)' : ''}${why}`),
    onUseless: (line) => told.push(`useless ${line}`),
  });
  return { found: found.map(({ kind, label }) => `${kind} ${label}`), told, paths: found.map(({ path }) => path) };
}

describe('Charts are found', () => {
  it('by either name of a workspace behind a link', async () => {
    const real = await makeWorkspace(files);
    const link = join(makeFolder(), 'linked');
    await symlink(real, link);
    const lines = [`${real}/charts/w*`, `${real}/charts/Api`, `!${real}/charts/web`];
    expect(await find(lines, false, link)).toMatchObject({ found: ['directory charts/Api'], told: [] });
  });

  const all = [
    'directory charts/Api',
    'archive charts/a-1.0.0.tgz',
    'metadata charts/artifacthub-repo.yaml',
    'directory charts/old',
    'directory charts/web',
  ];
  it.each<[what: string, lines: string[], found: string[], told?: string[]]>([
    ['by the directory', ['charts/web'], ['directory charts/web']],
    ['by the directory, with a slash', ['charts/web/'], ['directory charts/web']],
    ['by any directory: what is no chart is said when it is read', ['charts/empty'], ['directory charts/empty']],
    ['by the Chart.yaml', ['charts/web/Chart.yaml'], ['directory charts/web']],
    ['by the archive', ['charts/a-1.0.0.tgz'], ['archive charts/a-1.0.0.tgz']],
    ['by an archive of any name', ['loose.zip'], ['archive loose.zip']],
    [
      'with metadata, by either ending',
      ['charts/web/artifacthub-repo.yml', 'charts/artifacthub-repo.yaml'],
      ['metadata charts/web/artifacthub-repo.yml', 'metadata charts/artifacthub-repo.yaml'],
    ],
    [
      'with nothing as metadata whose name only ends so',
      ['charts/my-artifacthub-repo.yml'],
      ['archive charts/my-artifacthub-repo.yml'],
    ],
    ['without the provenance file of an archive', ['charts/a-1.0.0.tgz.prov'], []],
    [
      'in a chart, where they are named',
      ['charts/web/charts/sub', 'charts/web/charts/sub-1.0.0.tgz'],
      ['directory charts/web/charts/sub', 'archive charts/web/charts/sub-1.0.0.tgz'],
    ],
    [
      'in the order of the lines, each once',
      ['charts/web', 'charts/Api', 'charts/web'],
      ['directory charts/web', 'directory charts/Api'],
    ],
    ['by a pattern, sorted by their bytes', ['charts/*'], all, ['hidden charts/.kept', 'hidden charts/.b.tgz']],
    ['by a pattern for folders alone', ['charts/*/'], all, ['hidden charts/.kept', 'hidden charts/.b.tgz']],
    [
      'by a pattern for Chart.yaml',
      ['charts/*/Chart.yaml'],
      ['directory charts/Api', 'directory charts/old', 'directory charts/web'],
      ['hidden charts/.kept'],
    ],
    ['by a pattern for archives', ['charts/*.tgz'], ['archive charts/a-1.0.0.tgz'], ['hidden charts/.b.tgz']],
    ['by a pattern that names what is hidden', ['charts/.*'], ['archive charts/.b.tgz', 'directory charts/.kept']],
    [
      'by a pattern at any depth, but not in another chart',
      ['charts/old/**', 'charts/web/**'],
      [
        'directory charts/old',
        'directory charts/old/2',
        'directory charts/web',
        'metadata charts/web/artifacthub-repo.yml',
      ],
    ],
    ['by no pattern in the charts/ of another', ['charts/web/charts/*'], [], ['nothing charts/web/charts/*']],
    ['by no pattern for other files', ['charts/*.txt'], [], ['nothing charts/*.txt']],
    [
      'and taken out again, all that a line fits',
      ['charts/*', '!charts/{old,web}', '!charts/*.y*ml'],
      ['directory charts/Api', 'archive charts/a-1.0.0.tgz'],
      ['hidden charts/.kept', 'hidden charts/.b.tgz'],
    ],
    ['and taken out again with all that is below', ['charts/old/**', '!charts/old'], []],
    ['and taken again after that', ['charts/old', '!charts/*', 'charts/old/2'], ['directory charts/old/2']],
    [
      'and a line that takes out nothing is told',
      ['charts/old', '!charts/web'],
      ['directory charts/old'],
      ['useless !charts/web'],
    ],
    [
      'and a line that comes too early is told',
      ['!charts/old', 'charts/old'],
      ['directory charts/old'],
      ['useless !charts/old'],
    ],
    ['and a name of nothing is told', ['charts/wbe'], [], ['nothing charts/wbe (literal): did you mean "charts/web"?']],
  ])('%s', async (_, lines, found, told = []) => {
    const seen = await find(lines);
    expect(seen.found).toEqual(found);
    expect(seen.told.sort()).toEqual(told.sort());
  });

  it('with what is hidden, where that is asked for', async () => {
    const seen = await find(['charts/*'], true);
    expect(seen.found).toEqual(expect.arrayContaining(['directory charts/.kept', 'archive charts/.b.tgz']));
    expect(seen.told).toEqual([]);
  });

  it('in a workspace that is the charts/ of a chart around it', async () => {
    const outer = await makeWorkspace({ 'Chart.yaml': '', 'charts/a/Chart.yaml': '', 'charts/x/b/Chart.yaml': '' });
    expect((await find(['*', 'x/*'], false, join(outer, 'charts'))).found).toEqual(['directory a', 'directory x/b']);
  });

  it('in a folder charts/ that is not in a chart, and in one whose name ends so', async () => {
    const workspace = await makeWorkspace({
      'x/charts/a/Chart.yaml': '',
      'y/Chart.yaml': '',
      'y/my-charts/b/Chart.yaml': '',
    });
    expect((await find(['x/charts/*', 'y/my-charts/*'], false, workspace)).found).toEqual([
      'directory x/charts/a',
      'directory y/my-charts/b',
    ]);
  });

  it('outside of the workspace by their absolute path, and at its top as a dot', async () => {
    const outside = await makeWorkspace({ 'Chart.yaml': '' });
    const workspace = await makeWorkspace({ 'Chart.yaml': '' });
    const { found, paths } = await find([outside, '.'], false, workspace);
    expect([found, paths]).toEqual([
      [`directory ${outside}`, 'directory .'],
      [outside, workspace],
    ]);
  });

  it('by a link as by what it leads to; a FIFO is refused', async () => {
    const workspace = await makeWorkspace(files);
    await symlink('charts/web', join(workspace, 'link'));
    expect((await find(['link'], false, workspace)).found).toEqual(['directory link']);
    await run('mkfifo', [join(workspace, 'pipe')]);
    await expect(find(['pipe'], false, workspace)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The input files "pipe" does not name a regular file',
    });
  });
});

it.each([
  ['/work/a/b', 'a/b'],
  ['/work', '.'],
  ['/workshop', '/workshop'],
  ['/other', '/other'],
])('%s is called %s in /work', (path, label) => {
  expect(labelOf(path, '/work')).toBe(label);
});
