import type { HostileCase } from '../../support/faults/hostile.ts';

/** Titles that would lead out of the directory, be another file on another system, or show as something else. */
const refused: string[] = [
  '..',
  '../x',
  'a/../../x',
  'a/..',
  './../x',
  '/etc/cron.d/x',
  '//server/share/x',
  'C:x',
  'C:/x',
  'c:\\windows\\x',
  '\\\\server\\share\\x',
  '\\\\?\\C:\\x',
  '\\x',
  'a\\..\\..\\x',
  '..\\x',
  'a/',
  '.',
  'a\0b',
  'a\nb',
  'a\r\n::set-env name=X::y',
  'a\tb',
  'a\u001b[31mb',
  'a\u007fb',
  'a\u009bb',
  'a\u0085b',
  'a\u2028b',
  'photo\u202egnp.exe',
  'a\u2066b',
  'a\u200fb',
  'a\u200eb',
  'a\u061cb',
  '\ud800',
  'a.',
  'a ',
  'dir./x',
  '...',
  'con',
  'CON.txt',
  'a/nul',
  'com1.log',
  'LPT9',
  'COM\u00b9',
  'conin$',
  'CONOUT$.log',
  'CON .txt',
  'CLOCK$',
  'com\u00b9 .log',
  'x'.repeat(256),
  'é'.repeat(128),
  Array(65).fill('x').join('/'),
  Array(6).fill('x'.repeat(200)).join('/'),
  '.git/config',
  '.GIT/hooks/post-checkout',
  'a/.git/hooks/pre-commit',
  '.git',
  '.g\u200cit/config',
  'git~1/config',
];

/** Pairs that are one file, or a file and a folder, on some system. */
const clashing: [string, string][] = [
  ['A.txt', 'a.txt'],
  ['straße', 'STRASSE'],
  ['\u00e9', 'e\u0301'],
  ['x', 'x/y'],
  ['X/y', 'x'],
  ['same', 'same'],
  ['\u03c2', '\u03c3'],
  ['\ufb01le', 'FILE'],
  ['readme.md', 'read\u200bme.md'],
  ['a\u200d/x', 'A/x'],
];

const shown = (title: string) => JSON.stringify(title.length > 30 ? `${title.slice(0, 12)}… (${title.length})` : title);

const cases: HostileCase[] = [
  ...refused.map(
    (title): HostileCase => ({
      name: `the title ${shown(title)}`,
      make: ({ manifest, file }) => void manifest([file('good.txt'), file(title, 'bad')]),
      expected: 'ARTIFACT',
    }),
  ),
  ...clashing.map(
    ([first, second]): HostileCase => ({
      name: `the titles ${shown(first)} and ${shown(second)}`,
      make: ({ manifest, file }) => void manifest([file(first, 'first'), file(second, 'second')]),
      expected: 'ARTIFACT',
    }),
  ),
  ...[
    ['HEAD', 'objects/x', 'refs/x', 'config'],
    ['a/head', 'a/Objects/x', 'a/REFS/x'],
    ['a/HE\u2060AD', 'a/objects', 'a/refs/x'],
    ['HEAD', 'commondir', 'config'],
  ].map(
    (titles): HostileCase => ({
      name: `titles that make a git repository: ${JSON.stringify(titles)}`,
      make: ({ manifest, file }) => void manifest(titles.map((title) => file(title))),
      expected: 'ARTIFACT',
    }),
  ),
  {
    name: 'titles that are not all in one folder of a git repository',
    make: ({ manifest, file }) => void manifest(['HEAD', 'a/objects/x', 'a/refs/x'].map((title) => file(title))),
    expected: 'ok',
    files: ['HEAD', 'a/objects/x', 'a/refs/x'],
  },
  {
    name: 'titles that are only odd',
    make: ({ manifest, file }) =>
      void manifest(
        ['-rf', '--help', '$(id)', '`id`', '%2e%2e', 'a b', '~', '.gitignore', '__proto__'].map((title) => file(title)),
      ),
    expected: 'ok',
    files: ['-rf', '--help', '$(id)', '`id`', '%2e%2e', 'a b', '~', '.gitignore', '__proto__'],
  },
  {
    name: 'an empty title: the layer has none',
    make: ({ manifest, file }) => void manifest([file('', 'x')]),
    expected: 'ok',
    files: ['sha256-2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881.bin'],
  },
  {
    name: 'titles that give commands in the log and the summary',
    make: ({ manifest, file }) =>
      void manifest([file('::error::x', 'x'), file('##[set-output name=x;]y', 'y'), file('a`b|c<img src=x>', 'z')]),
    expected: 'ok',
    files: ['::error::x', '##[set-output name=x;]y', 'a`b|c<img src=x>'],
  },
  {
    name: 'a title that is not text',
    make: ({ manifest, blob }) =>
      void manifest([blob('x', { annotations: { 'org.opencontainers.image.title': ['x'] } })]),
    expected: 'ARTIFACT',
  },
  {
    name: 'titles that need 10,001 folders',
    make: ({ manifest, file }) =>
      void manifest(Array.from({ length: 170 }, (_, index) => file(`${index}/${'d/'.repeat(62)}x`, 'x'))),
    expected: 'ARTIFACT',
  },
];

/** What comes of hostile titles. */
export const titleCases: HostileCase[] = cases;
