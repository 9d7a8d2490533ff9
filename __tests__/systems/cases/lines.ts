import type { Place, SystemCase } from '../system-cases.ts';

const files = { 'a.txt': 'a', 'Secret.txt': 's', 'sub/b.txt': 'b', 'sub/Key.pem': 'k', 'sub/deep/c.txt': 'c' };
const out = (at: Place, files = '', more = {}) => ({
  mode: 'pull',
  reference: `${at.registry}/app:v1`,
  path: 'out',
  files,
  ...more,
});
const push = (at: Place, lines: string[], more = {}) => ({
  mode: 'push',
  reference: `${at.registry}/app:v1`,
  files: lines.join('\n'),
  ...more,
});
const pushed = (name: string, lines: (at: Place) => string[], more: Partial<SystemCase> = {}): SystemCase => ({
  name,
  files,
  steps: (at) => [push(at, lines(at))],
  ...more,
});

/**
 * Lines of the input `files`. Other letters are written on Windows and macOS alone: on Linux, these are the plain rows.
 */
export const lineCases: SystemCase[] = [
  pushed('a pattern with the separators of the system', (at) => [at.own('sub/**/*.txt'), 'a.txt']),
  pushed('an absolute pattern', (at) => [at.full('sub/**/*.txt')]),
  pushed('a pattern with ./ and ..', (at) => [at.own('./sub/../*.txt')]),
  pushed('a folder taken out with its separator', (at) => ['**', `!${at.own('sub/deep/')}`]),
  pushed('a line that takes nothing out, which is said', () => ['a.txt', '!Nothing.txt', '!*.md']),
  pushed('lines that take nothing out, which is said', () => ['a.txt', 'sub', '!Nothing.txt', '!*.md', '!sub/*.md']),
  pushed('a file taken out in other letters', (at) => ['**', `!${at.cased(at.own('sub/Key.pem'))}`]),
  pushed('a file taken out by its path in other letters, with the drive', (at) => [
    '**',
    `!${at.cased(at.full('sub/Key.pem'))}`,
  ]),
  pushed('a folder taken out in other letters', (at) => ['**', `!${at.cased(at.own('sub/deep'))}`]),
  pushed('a pattern taken out in other letters', (at) => ['**', `!${at.cased('**/*.pem')}`]),
  pushed('an absolute pattern taken out in other letters', (at) => ['**', `!${at.cased(at.full('sub/**'))}`]),
  pushed('something taken out of a directory in other letters', (at) => ['sub', `!${at.cased(at.own('sub/Key.pem'))}`]),
  pushed('a file in other letters, whose title is in those of the disk', (at) => [at.cased(at.own('sub/Key.pem'))]),
  pushed('a directory in other letters', (at) => [at.cased('sub')]),
  pushed('a pattern below a folder in other letters', (at) => [`${at.cased('sub')}/*`]),
  {
    name: 'lines of a pull, with the separators of the system, and one that takes nothing out, which is said',
    daily: true,
    files,
    steps: (at) => [
      push(at, ['**']),
      out(at, at.own('sub/b.txt')),
      out(at, at.own('sub/**'), { path: 'out2' }),
      out(at, `**\n!${at.own('sub/deep/**')}`, { path: 'out3' }),
      out(at, `!${at.own('sub/deep')}\n!${at.own('./a.txt')}\n!A.TXT`, { path: 'out4' }),
    ],
    trees: ['out', 'out2', 'out3', 'out4'],
  },
  {
    name: 'a pattern in a workspace on a server, of which Wine tells another real path',
    files,
    env: ({ system, folder }) => ({ GITHUB_WORKSPACE: system.sharedPathOf(folder) }),
    steps: (at) => [
      push(at, [at.own('sub/**/*.txt'), `!${at.own('sub/deep/*')}`], { symlinks: 'follow' }),
      push(at, [at.own('./sub/../sub/*.pem')], { symlinks: 'follow' }),
    ],
  },
];
