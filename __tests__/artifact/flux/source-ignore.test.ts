import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sourceIgnore } from '../../../src/artifact/flux/source-ignore.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

const ignoreOf = (directory: string) => sourceIgnore(directory, { folder: directory, symlinks: 'keep' });

const paths = [
  'a.yaml',
  'a.md',
  'b c.txt',
  'b ',
  '#x',
  '!x',
  'deploy/a.yaml',
  'deploy/a.md',
  'deploy/prod/a.yaml',
  'deploy/prod/deep/x/a.md',
  'docs/a.yaml',
  'docs/deploy/a.md',
  'x/docs/a.yaml',
  'x/y/z/docs/b.yaml',
  'foo.bar',
  'fo[o',
];

const cases: [what: string, lines: string][] = [
  ['nothing', ''],
  ['comments and blank lines', '# a.yaml\n\n   \n'],
  ['a name at any depth', 'a.yaml'],
  ['a wildcard', '*.md'],
  ['a folder', 'docs/'],
  ['a folder that is named like a file', 'a.yaml/'],
  ['a name at the top', '/a.yaml'],
  ['a folder at the top', '/docs/'],
  ['a path', 'deploy/a.yaml'],
  ['a path that is not at the top', 'docs/a.md'],
  ['all but one folder', '/*\n!/deploy'],
  ['all but one folder, and not all in it', '/*\n!/deploy/\n/deploy/**/*.md'],
  ['stars in front', '**/docs'],
  ['stars at the end', 'deploy/**'],
  ['stars in the middle', 'x/**/docs'],
  ['several stars', '**/x/**/*.yaml'],
  ['a take-back', '*.yaml\n!a.yaml'],
  ['a take-back that comes first', '!a.yaml\n*.yaml'],
  ['a take-back out of the entries of a folder', 'deploy/*\n!deploy/a.yaml'],
  ['spaces at the end', 'b c.txt   '],
  ['an escaped space at the end', 'b\\ '],
  ['an escaped hash', '\\#x'],
  ['an escaped exclamation mark', '\\!x'],
  ['a class', '[ab].yaml'],
  ['a negated class', '[!a].*\n[^b] *'],
  ['a range', 'fo[n-p].*'],
  ['an escaped bracket', 'fo\\[o'],
  ['a question mark', '?.yaml'],
  ['the ends of Windows lines', 'a.yaml\r\n*.md\r\n'],
  ['a star that is not a path', 'deploy*a.yaml'],
  ['two stars within a name', 'de**y'],
];

/** Flux knows no `[!a]`, and no stars within a name. */
const isReadOtherwise = (lines: string) => /\[!|\w\*\*|\*\*\w/.test(lines);

describe('.sourceignore is known as git reads it', () => {
  it.each(cases)('by %s', async (_, lines) => {
    const directory = await makeWorkspace({
      ...Object.fromEntries(paths.map((path) => [path, ''])),
      '.sourceignore': lines,
      '.gitignore': lines,
    });
    expect((await run('git', ['init', '-q', directory])).code).toBe(0);
    const args = ['-C', directory, '-c', 'core.excludesFile=', 'check-ignore', '--no-index', '-z', '--stdin'];
    const byGit = await run('git', args, { input: Buffer.from(paths.join('\0')) });
    const { isLeftOut, isLeftOutByGit } = ignoreOf(directory);
    const byUs = paths.filter((path) => isLeftOutByGit(path, false));
    if (!isReadOtherwise(lines)) expect(paths.filter((path) => isLeftOut(path, false))).toEqual(byUs);
    // git says 1 when it ignores nothing.
    expect(byGit).toMatchObject({ code: byUs.length > 0 ? 0 : 1, stderr: '' });
    expect(byUs).toEqual(byGit.stdout.split('\0').filter((path) => path !== ''));
  });
});

// What go-git 5.14 says (plumbing/format/gitignore), tried with a program around it; a slash ends the name of a folder.
describe('.sourceignore leaves out what Flux does, where it reads a line differently from git', () => {
  const tree = [
    ' #a',
    'a',
    'b',
    '!b',
    'docs/',
    'docs/a',
    'docs/x/',
    'docs/x/a',
    'x/ab',
    'x/x/y',
    'x/docs/a',
    'q/x/x/y',
  ];
  it.each([
    ['two stars after a lone slash', ['/**'], []],
    ['a class that git would negate', ['[!a]*'], ['a', '!b', 'docs/a', 'docs/x/a', 'x/ab', 'x/docs/a']],
    ['two stars at the end of a name', ['x/a**'], []],
    ['a part that is there twice below two stars', ['**/x/y'], []],
    ['a part that is there before two stars alone', ['x/**/x'], ['x/x/y']],
    ['a pattern that is none, and fits nothing', ['[a', '![b', 'b'], ['b']],
    ['what is no comment, for a space is before it', [' #a', 'b '], [' #a', 'b']],
    ['the folder of two stars', ['docs/**'], ['docs/', 'docs/a', 'docs/x/', 'docs/x/a']],
    ['a folder that is taken back', ['docs/**', '!docs/x/'], ['docs/', 'docs/a']],
  ])('%s', async (_, lines, expected) => {
    const { isLeftOut } = ignoreOf(await makeWorkspace({ '.sourceignore': lines.join('\n') }));
    const leftOut = tree.filter((path) => isLeftOut(path.replace(/\/$/, ''), path.endsWith('/')));
    expect(leftOut).toEqual(expected);
  });
});

// git looks at nothing in a folder that is left out; go-git, which Flux uses, goes on.
describe('.sourceignore takes back as Flux does', () => {
  it.each([
    ['a file', '/*\n!deploy/a.yaml', ['deploy/a.yaml'], ['deploy']],
    [
      'a folder below',
      '/*\n!/deploy/prod',
      ['deploy/prod/a.yaml', 'deploy/prod/deep/x/a.md'],
      ['deploy', 'deploy/prod', 'deploy/prod/deep'],
    ],
    [
      'a folder, and not all in it',
      '/*\n!/deploy/prod/\n*.md',
      ['deploy/prod/a.yaml'],
      ['deploy', 'deploy/prod', 'deploy/prod/deep'],
    ],
    [
      'a folder of any place',
      '/*\n!docs/',
      ['docs/a.yaml', 'docs/deploy/a.md', 'x/docs/a.yaml', 'x/y/z/docs/b.yaml'],
      ['deploy', 'deploy/prod', 'deploy/prod/deep', 'docs', 'x', 'x/y'],
    ],
    ['what stars reach', '/*\n!x/**/b.yaml', ['x/y/z/docs/b.yaml'], ['x', 'x/y']],
    ['nothing', '/*', [], []],
  ])('%s', async (_, lines, kept, walked) => {
    const { isLeftOut, mayTakeBack } = ignoreOf(await makeWorkspace({ '.sourceignore': lines }));
    expect(paths.filter((path) => !isLeftOut(path, false))).toEqual(kept);
    const folders = ['deploy', 'deploy/prod', 'deploy/prod/deep', 'docs', 'x', 'x/y'];
    expect(folders.filter((folder) => mayTakeBack(folder))).toEqual(walked);
  });
});

it('leaves out by default what flux does, and takes it back when told so', async () => {
  const names = [
    '.git/config',
    '.gitignore',
    'x/.gitattributes',
    'logo.png',
    'x/a.jpg',
    'a.tar.gz',
    'a.zip',
    'a.yaml',
    'x/.gitmodules',
  ];
  const plain = ignoreOf(await makeWorkspace());
  expect(names.filter((name) => !plain.isLeftOut(name, false))).toEqual(['a.yaml']);
  const own = ignoreOf(await makeWorkspace({ '.sourceignore': '!logo.png\n' }));
  expect(names.filter((name) => !own.isLeftOut(name, false))).toEqual(['logo.png', 'a.yaml']);
  // The defaults count once, and not again in each folder, where they would come last.
  const below = ignoreOf(await makeWorkspace({ '.sourceignore': '!*.jpg\n' }));
  expect(names.filter((name) => !below.isLeftOut(name, false))).toEqual(['x/a.jpg', 'a.yaml']);
});

it('honours files in inner folders, after those of outer ones', async () => {
  const directory = await makeWorkspace({
    '.sourceignore': '*.txt\n/inner/top\n',
    'inner/.sourceignore': '!keep.txt\n/only\n',
  });
  const { isLeftOut } = ignoreOf(directory);
  const names = [
    'keep.txt',
    'a.txt',
    'only',
    'inner/keep.txt',
    'inner/a.txt',
    'inner/only',
    'inner/x/only',
    'inner/top',
  ];
  expect(names.filter((name) => !isLeftOut(name, false))).toEqual(['only', 'inner/keep.txt', 'inner/x/only']);
});

it('says so when the file cannot be read', async () => {
  const directory = await makeWorkspace({ '.sourceignore/x': '' });
  expect(() => ignoreOf(directory).isLeftOut('a', false)).toThrow(
    `The file ${JSON.stringify(join(directory, '.sourceignore'))} cannot be read: EISDIR`,
  );
});

it.each([
  ['that can fit in many ways', '**/a*/'.repeat(40)],
  ['with a line of spaces', ' '.repeat(1_000_000)],
])('takes no long time for a pattern %s', async (_, start) => {
  const directory = await makeWorkspace({ '.sourceignore': `${start}x\n` });
  expect(ignoreOf(directory).isLeftOut('a/'.repeat(60).slice(0, -1), false)).toBe(false);
});
