import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place, SystemCase } from '../system-cases.ts';

const push = ({ registry }: Place, files: string, more: Record<string, string> = {}) => ({
  mode: 'push',
  reference: `${registry}/app:v1`,
  files,
  ...more,
});
const pull = ({ registry }: Place, more: Record<string, string> = {}) => ({
  mode: 'pull',
  reference: `${registry}/app:v1`,
  path: 'out',
  ...more,
});
const tree = { 'site/index.html': '<p>\r\n', 'site/css/a.css': 'a{}\n', 'site/.hidden': 'h', 'b.txt': 'b' };
const large = Buffer.alloc(3_000_000, 'large content ');

/** Files and directories there and back. */
export const artifactCases: SystemCase[] = [
  {
    name: 'files, with CRLF, without a last line break, empty, and not text',
    daily: true,
    files: {
      'a.txt': 'one\r\ntwo\r\n',
      'sub/b.txt': 'no end',
      'empty.txt': '',
      'bin.dat': Buffer.from([0, 255, 13, 10]),
    },
    steps: (at) => [
      push(at, `a.txt\n${at.own('sub/b.txt')}\nempty.txt\nbin.dat:application/octet-stream`),
      pull(at),
      pull(at),
    ],
    arm64: true,
  },
  {
    name: 'a directory there, back, and changed',
    daily: true,
    files: tree,
    arrange: ({ folder }) => writeFile(join(folder, 'site/new.txt'), 'new\n'),
    steps: (at) => [push(at, 'site'), pull(at), pull(at, { overwrite: 'false' })],
  },
  {
    name: 'the root itself, by an absolute path',
    daily: true,
    files: { 'deep/er/a.txt': 'a', 'deep/b.txt': 'b' },
    steps: (at) => [push(at, at.full('deep'), { root: at.full('deep') }), pull(at, { path: at.full('out') })],
  },
  {
    name: 'a file with a root that has separators of the system',
    daily: true,
    files: { 'deep/er/a.txt': 'a' },
    steps: (at) => [
      push(at, at.own('deep/er/a.txt'), { root: at.own('./deep/er/') }),
      pull(at, { path: at.own('out/x') }),
    ],
  },
  {
    name: 'letters of other alphabets, composed and not, and spaces',
    daily: true,
    files: { 'Grüße aus Köln.txt': 'g', 'дом/мир.txt': 'd', '日本/語.txt': 'n', 'a b/c d.txt': 's' },
    steps: (at) => [push(at, '**/*.txt', { root: '.' }), pull(at)],
  },
  {
    name: 'a large file, and a directory of one',
    files: { 'large.bin': large, 'large/large.bin': large },
    steps: (at) => [push(at, 'large.bin\nlarge'), pull(at, { concurrency: '2' })],
    arm64: true,
    whole: true,
  },
  {
    name: 'a path longer than Windows took once',
    daily: true,
    files: { [`long/${'folder-of-forty-letters-0123456789-abcde/'.repeat(3)}a.txt`]: 'deep' },
    steps: (at) => [push(at, 'long'), pull(at)],
  },
  {
    name: 'a file that is there with other content, and may not be replaced',
    files: { 'a.txt': 'new', 'out/a.txt': 'old' },
    steps: (at) => [push(at, 'a.txt'), pull(at, { overwrite: 'false' })],
  },
  {
    name: 'a read-only file, which is replaced',
    files: { 'a.txt': 'new', 'out/a.txt': 'old', 'dir/b.txt': 'new', 'out/dir/b.txt': 'old' },
    arrange: async ({ folder }) => {
      for (const path of ['out/a.txt', 'out/dir/b.txt']) await chmod(join(folder, path), 0o444);
    },
    steps: (at) => [push(at, 'a.txt\ndir'), pull(at)],
  },
  {
    name: 'annotations, a config and a time',
    files: { 'a.txt': 'a', 'config.json': '{"a":1}\r\n' },
    steps: (at) => [
      push(at, at.own('./a.txt'), {
        config: `${at.own('./config.json')}:application/vnd.x.config.v1+json`,
        annotations: 'org.example.x=1\nlayer[a.txt]:k=v',
        created: '2024-01-02T03:04:05Z',
      }),
      { mode: 'inspect', reference: `${at.registry}/app:v1` },
    ],
  },
  {
    name: 'a Flux source',
    files: {
      'k8s/app.yaml': 'kind: App\r\n',
      'k8s/.sourceignore': '*.md\r\n',
      'k8s/README.md': 'no',
      'k8s/x/b.yaml': 'b: 1\n',
    },
    steps: (at) => [push(at, at.own('./k8s'), { kind: 'flux' }), pull(at), pull(at, { unpack: 'false', path: 'out2' })],
    trees: ['out', 'out2'],
  },
  {
    name: 'a program that is one file, for the tool cache',
    files: { 'bin/hello.exe': 'MZ hello' },
    arrange: ({ folder }) => chmod(join(folder, 'bin/hello.exe'), 0o644),
    steps: (at) => {
      const tool = { mode: 'pull', reference: `${at.registry}/app:v1`, 'add-to-path': 'true' };
      return [push(at, 'bin/hello.exe', { root: 'bin' }), tool, tool];
    },
    trees: ['tools'],
    arm64: true,
  },
  {
    name: 'a directory for the tool cache whose program has no executable bit, which counts by its ending on Windows',
    daily: true,
    files: { 'tree/bin/hello.cmd': '@echo hello\r\n', 'tree/lib/words.txt': 'words' },
    steps: (at) => [
      push(at, 'tree'),
      { mode: 'pull', reference: `${at.registry}/app:v1`, 'add-to-path': 'true', files: 'nothing*\n**' },
    ],
    trees: [],
    onWindows: [
      undefined,
      { outcome: 'ok', said: /^::notice::Only a tag decides what later steps run[^\n]*$/, path: /tree\/bin$/ },
    ],
  },
  {
    name: 'names that Windows cannot write are refused there if they are asked for',
    daily: true,
    arrange: ({ put }) => put('app', { 'ok.txt': 'ok', 'what?.txt': 'what' }),
    steps: (at) => [pull(at, { files: 'ok.txt' }), pull(at, { files: '!what*' }), pull(at, { path: 'out2' })],
    onWindows: [
      undefined,
      undefined,
      { outcome: 'ARTIFACT', said: /"what\?\.txt" has a character that Windows does not allow in names/ },
    ],
  },
  {
    name: 'names that Windows cannot write, of which a push tells where there are such files',
    daily: true,
    arrange: ({ folder, system }) => writeFile(join(folder, system.name === 'windows' ? 'what' : 'what?'), 'x'),
    steps: (at) => [push(at, 'what*')],
    onWindows: [{ outcome: 'ok', said: /^$/ }],
  },
  ...['../x', '..\\x', 'C:x', 'nul.txt', 'nul .txt', 'a/COM1', 'x.', '.git/config', 'a\tb'].map(
    (title): SystemCase => ({
      name: `an artifact with the title ${JSON.stringify(title)}`,
      arrange: ({ put }) => put('app', { [title]: 'x' }),
      steps: (at) => [pull(at)],
    }),
  ),
];
