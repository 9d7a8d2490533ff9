import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { FoundFile } from '../../../src/artifact/files/find-files.ts';
import { formatBytes } from '../../../src/format-bytes.ts';
import type { Build } from '../../../src/modes/contract/mode.ts';
import { countFound, filesKind, packedCargo, packedFacts } from '../../../src/modes/kinds/files.ts';
import { fluxKind } from '../../../src/modes/kinds/flux.ts';
import { findInputFiles } from '../../../src/modes/kinds/input-files.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';
import { onManifest } from '../../support/content/on-manifest.ts';

/** Finds and packs what the inputs of a push name. */
async function pack(workspace: string, given: Given<'push'>, build: Partial<Build> = {}) {
  const { mode, around, said: lines } = makeMode(workspace, { build });
  const inputs = makeInputs('push', 'oci-layout:out:v1', { files: ['.'], created: 'none', ...given });
  const kindOf = inputs.kind === 'flux' ? fluxKind : filesKind;
  const found = await kindOf(inputs, { ...mode, ...around }).find();
  const artifact = await found?.stage({ target: new MemoryStore(), current: [], isCertain: false });
  if (!artifact) throw new Error('nothing was found');
  const { annotations = {} } = JSON.parse(artifact.bytes.toString()) as { annotations?: Record<string, string> };
  return { artifact, annotations, said: lines };
}

/** Finds the files that a line names, and says what was found and said. */
async function find(workspace: string, given: Given<'push'>) {
  const { mode, said } = makeMode(workspace);
  const inputs = makeInputs('push', 'oci-layout:out:v1', given);
  const error: unknown = await findInputFiles(inputs.files, workspace, mode.log).then(
    (found) => void said.push(...found.map(({ title }) => title)),
    (caught: unknown) => caught,
  );
  return { error, said: said.map((line) => line.replaceAll(workspace, 'WORKSPACE')) };
}

it('Names that are not composed are told, with those in directories', async () => {
  const files = { 'e\u0301.txt': '', 'dir/e\u0301': '', 'dir/\u00e9.txt': '', 'o\u0308/x': '' };
  const { said } = await pack(await makeWorkspace(files), { files: ['*.txt', 'dir', '\u00f6'] });
  const told = 'dir/e\u0301, e\u0301.txt, o\u0308, o\u0308/x';
  expect(said.filter((line) => line.endsWith(`: ${told}`))).toHaveLength(1);
  const other = await pack(await makeWorkspace({ 'a.txt': '', 'dir/\u00e9': '' }), { files: ['*.txt', 'dir'] });
  expect(other.said.filter((line) => line.startsWith('notice: '))).toEqual([]);
});

it.each<[includeHiddenFiles: boolean, named: string]>([
  [true, 'dir/.DS_Store, dir/__MACOSX, dir/b/._x'],
  [false, 'dir/__MACOSX'],
])(
  'What macOS adds to a directory is named in one notice, with hidden files: %s',
  async (includeHiddenFiles, named) => {
    const files = {
      'dir/.DS_Store': '',
      'dir/__MACOSX/._a': '',
      'dir/__MACOSX/b': '',
      'dir/b/._x': '',
      'dir/b/c.._y': '',
    };
    const { said } = await pack(await makeWorkspace(files), { files: ['dir'], includeHiddenFiles });
    expect(said.filter((line) => line.startsWith('notice: '))).toEqual([expect.stringMatching(`: ${named}\\. `)]);
  },
);

describe('The files of an input are found:', () => {
  const files = { 'a.txt': 'a', 'sub/b.txt': 'b', '.env': 'secret' };
  const literal = 'No file matches the input files "none" in WORKSPACE';
  const glob = 'No file matches the input files "*.md" in WORKSPACE';
  const all = (lines: string) => `No file matches the input files ${lines} in WORKSPACE`;
  it.each<[what: string, given: Given<'push'>, said: string[]]>([
    ['relative to the root', { files: ['sub/b.txt'], root: 'sub' }, ['b.txt']],
    [
      'no hidden ones, which is said',
      { files: ['*'] },
      [
        'info: Skipped .env, which is hidden',
        'info: * finds files only, and leaves out the folders sub: name them, or use **',
        'a.txt',
      ],
    ],
    ['hidden ones when asked for', { files: ['.e*'], includeHiddenFiles: true }, ['.env']],
    [
      'a line that takes nothing out',
      { files: ['a.txt', '!sub/"b'] },
      [
        'notice: The line "!sub/\\"b" of the input files took nothing out: it works on the lines above it, and is relative to the workspace',
        'a.txt',
      ],
    ],
    ['a line that finds nothing beside another', { files: ['*.md', 'a.txt'] }, [`info: ${glob}`, 'a.txt']],
    [
      'a name that is not there is warned of',
      { files: ['none', 'a.txt'], ifNoFilesFound: 'warn' },
      [`warning: ${literal}`, 'a.txt'],
    ],
    ['a name that is not there is ignored', { files: ['none', 'a.txt'], ifNoFilesFound: 'ignore' }, ['a.txt']],
    ['nothing at all is warned of', { files: ['*.md'], ifNoFilesFound: 'warn' }, [`warning: ${all('["*.md"]')}`]],
    [
      'a name is warned of, and a pattern beside it is only told',
      { files: ['none', '*.md'], ifNoFilesFound: 'warn' },
      [`warning: ${literal}`, `info: ${glob}`],
    ],
    ['nothing at all is ignored', { files: ['*.md'], ifNoFilesFound: 'ignore' }, [`info: ${glob}`]],
  ])('%s', async (_, given, said) => {
    expect((await find(await makeWorkspace(files), given)).said).toEqual(said);
  });

  it.each<[what: string, given: Given<'push'>, message: string, topic: string | undefined]>([
    ['a name that is not there', { files: ['a.txt', 'none'] }, literal, 'no-match'],
    ['nothing at all', { files: ['*.md', '*.rst'] }, all('["*.md","*.rst"]'), 'no-match'],
    [
      'nothing at all, of which it is known why',
      { files: ['*.md', 'sb/*', '*.x'] },
      `${all('["*.md","sb/*","*.x"]')}: did you mean "sub/*"?`,
      'no-match',
    ],
    [
      'a root that does not exist',
      { files: ['a.txt'], root: 'none' },
      'The directory "WORKSPACE/none" of the input root does not exist',
      undefined,
    ],
    [
      'a root that is a file',
      { files: ['a.txt'], root: 'a.txt' },
      'The directory "WORKSPACE/a.txt" of the input root is not a directory',
      undefined,
    ],
    [
      'a root below a file',
      { files: ['a.txt'], root: 'a.txt/x' },
      'The directory "WORKSPACE/a.txt/x" of the input root cannot be read: ENOTDIR',
      undefined,
    ],
  ])('%s is an error', async (_, given, message, topic) => {
    const workspace = await makeWorkspace(files);
    const { error } = await find(workspace, given);
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    expect((error as Error).message.replaceAll(workspace, 'WORKSPACE')).toBe(message);
    expect((error as { topic?: string }).topic).toBe(topic);
  });
});

describe('The annotations of a manifest', () => {
  const build = {
    source: 'https://g.test/o/r',
    revision: 'a'.repeat(40),
    refName: 'main',
    runUrl: 'https://g.test/run',
  };
  const image = 'org.opencontainers.image';
  const [source, revision, url, created] = ['source', 'revision', 'url', 'created'].map(
    (name) => `${image}.${name}`,
  ) as [string, string, string, string];

  it.each<[what: string, given: Given<'push'>, expected: Record<string, string>]>([
    ['have the source alone', {}, { [source]: build.source }],
    ['have nothing of the workflow', { githubAnnotations: 'none' }, {}],
    [
      'have all of the workflow',
      { githubAnnotations: 'all' },
      { [source]: build.source, [revision]: build.revision, [url]: build.runUrl },
    ],
    [
      'of Flux have source and revision',
      { kind: 'flux' },
      { [source]: build.source, [revision]: `main@sha1:${build.revision}` },
    ],
    [
      'of Flux have no address of a run, even when all is asked for',
      { kind: 'flux', githubAnnotations: 'all' },
      { [source]: build.source, [revision]: `main@sha1:${build.revision}` },
    ],
    [
      'of Flux have the source alone when asked',
      { kind: 'flux', githubAnnotations: 'source' },
      { [source]: build.source },
    ],
    [
      'have the time',
      { githubAnnotations: 'none', created: '2026-01-31T12:00:00Z' },
      { [created]: '2026-01-31T12:00:00Z' },
    ],
    [
      'have those of the input before all',
      {
        created: '2026-01-31T12:00:00Z',
        annotations: onManifest({ [created]: 'input', [source]: 'input', own: 'input' }),
      },
      { [created]: 'input', [source]: 'input', own: 'input' },
    ],
  ])('%s', async (_, given, expected) => {
    const workspace = await makeWorkspace({ 'd/a.txt': 'a' });
    const { annotations } = await pack(workspace, { files: ['d'], ...given }, build);
    // Flux writes a time of its own when none is given.
    if (given.kind === 'flux') delete annotations[created];
    expect(annotations).toEqual(expected);
  });

  it.each<[given: Partial<Build>, expected: string | undefined]>([
    [{ revision: 'b'.repeat(64), refName: 'v1' }, `v1@sha256:${'b'.repeat(64)}`],
    [{ revision: 'b'.repeat(40) }, `sha1:${'b'.repeat(40)}`],
    [{ refName: 'main' }, undefined],
  ])('name the commit as Flux does: %j', async (given, expected) => {
    const { annotations } = await pack(await makeWorkspace({ 'a.yaml': 'a: 1' }), { kind: 'flux' }, given);
    expect(annotations[revision]).toBe(expected);
  });
});

it.each<[string, Given<'push'>, boolean]>([
  ['only hidden files', { files: ['hid'] }, false],
  ['hidden files that are wanted', { files: ['hid'], includeHiddenFiles: true }, true],
  ['only a hidden folder below', { files: ['deep'] }, false],
  ['nothing that a later line leaves', { files: ['d', '!d/e'] }, false],
  ['a file far below', { files: ['d'] }, true],
])('a directory with %s counts as what it holds', async (_, given, isFound) => {
  const workspace = await makeWorkspace({ 'hid/.a': '', 'hid/.b/c': '', 'deep/a/.cache/x': '', 'd/e/f/g': '' });
  const [title = ''] = given.files ?? [];
  for (const ifNoFilesFound of ['error', 'warn', 'ignore'] as const) {
    const { error, said } = await find(workspace, { ...given, ifNoFilesFound });
    const isRefused = !isFound && ifNoFilesFound === 'error';
    expect(error).toEqual(isRefused ? expect.objectContaining({ topic: 'empty-directory' }) : undefined);
    expect(said.includes(title)).toBe(isFound);
    expect(said.some((line) => line.startsWith('warning'))).toBe(!isFound && ifNoFilesFound === 'warn');
  }
});

it.each<[string, (other: string) => string[], string, string[]]>([
  ['a file', (real) => [join(real, 'a.txt')], '', ['a.txt']],
  ['a pattern', (real) => [join(real, '**/*.txt')], '', ['a.txt', 'sub/b.txt']],
  ['a root', () => ['sub/b.txt'], 'sub', ['b.txt']],
  ['a line that takes something out', (real) => ['**', `!${join(real, 'sub')}`], '', ['a.txt']],
  ['a pattern that takes something out', (real) => ['**', `!${join(real, '**/b.*')}`], '', ['a.txt']],
  ['a file with its type', (real) => [`${join(real, 'a.txt')}:text/plain`], '', ['a.txt']],
])('a workspace behind a link has two names: %s by the other one', async (_, linesOf, root, titles) => {
  const real = await makeWorkspace({ 'a.txt': 'a', 'sub/b.txt': 'b' });
  const link = join(makeFolder(), 'linked');
  await symlink(real, link);
  for (const [workspace, other] of [
    [link, real],
    [real, link],
  ] as const) {
    const { error, said } = await find(workspace, { files: linesOf(other), root: root && join(other, root) });
    expect({ error, said }).toEqual({ error: undefined, said: titles });
  }
});

describe('What is packed is told:', () => {
  it('each file with its size, each directory with what is in it', async () => {
    const { artifact, said } = await pack(
      await makeWorkspace({
        'f.txt': 'abc',
        'd/one': '1',
        // More than the 200 whose names are noted.
        ...Object.fromEntries(Array.from({ length: 202 }, (_, at) => [`many/${at + 100}`, '1'])),
        'd/.hidden': '',
      }),
      { files: ['f.txt', 'd', 'many'] },
    );
    const about = new Map(
      artifact.layers.map(({ title, descriptor }) => [title, `${formatBytes(descriptor.size)}  ${descriptor.digest}`]),
    );
    expect(said.filter((line) => line.startsWith('info: '))).toEqual([
      'info: Skipped d/.hidden, which is hidden',
      `info: f.txt  ${about.get('f.txt')}`,
      `info: d/  1 file, 1 B → ${about.get('d')}  (one)`,
      `info: many/  202 files, 202 B → ${about.get('many')}  (100, 101, 102, 103, 104 and 197 more)`,
    ]);
    expect(packedFacts(artifact, 'r').files[0]).toEqual({
      title: 'f.txt',
      digest: digestOf(Buffer.from('abc')),
      size: 3,
      mediaType: artifact.layers[0]?.descriptor.mediaType,
    });
  });

  it.each([
    ['none', 0],
    ['2026-01-31T12:00:00.9Z', 1_769_860_800],
  ])('with the time of what is in a directory, which is written in seconds: %s', async (created, seconds) => {
    const { artifact } = await pack(await makeWorkspace({ 'd/a': 'a' }), { files: ['d'], created });
    const [layer] = artifact.layers;
    const packed = layer && (await Array.fromAsync(await artifact.store.fetch(layer.descriptor)));
    const header = gunzipSync(Buffer.concat(packed ?? [])).subarray(136, 147);
    expect(Number.parseInt(header.toString(), 8)).toBe(seconds);
  });

  it.each<[string, string[], number]>([
    ['one directory', ['d', 'a.yaml'], 0],
    ['two directories', ['d', 'e'], 1],
    ['a directory and an archive', ['d', 'x.tgz:application/vnd.oci.image.layer.v1.tar+gzip'], 1],
    ['files', ['a.yaml', 'b.yaml'], 0],
    ['an archive without a type', ['x.tgz'], 1],
    ['a zip without a type', ['x.zip'], 1],
    ['a zip with a type', ['x.zip:archive/zip'], 0],
  ])('%s with a notice, where readers of manifests would take them wrongly', async (_, files, notices) => {
    const names = ['d/a', 'e/a', 'a.yaml', 'b.yaml', 'x.tgz', 'x.zip'];
    const workspace = await makeWorkspace(Object.fromEntries(names.map((name) => [name, name])));
    const { said } = await pack(workspace, { files });
    expect(said.filter((line) => line.startsWith('notice: '))).toHaveLength(notices);
  });

  it('names that Windows does not allow, and lines that take nothing out of a directory', async () => {
    const { said } = await pack(await makeWorkspace({ 'a?': 'a', fine: 'b', 'c*d': 'c', 'd/x': 'x', 'd/e?': '' }), {
      files: ['a?', 'fine', 'c*d', 'd', '!d/y'],
    });
    const notices = said.filter((line) => line.startsWith('notice: '));
    expect(notices).toEqual([
      expect.stringContaining('"!d/y"'),
      'notice: Windows does not allow such names, so these cannot be pulled there: a?, c*d, d/e?',
    ]);
  });

  it('what of a Flux source is left out or stays in against the words', async () => {
    const workspace = await makeWorkspace({ 'a.yaml': 'a', 'b.log': 'b', '.sourceignore': '*.log\n' });
    await symlink('a.yaml', join(workspace, 'link'));
    const { said } = await pack(workspace, { kind: 'flux' });
    expect(said).toContain('info: Left out b.log, as .sourceignore or the defaults of Flux say');
    expect(said).toContain(
      'warning: Flux skips symbolic links, so these are left out: link. Set symlinks to follow to take what they point to',
    );
  });
});

it('Each blob is called by the first file that has it, a directory with a slash, and the rest the config', async () => {
  const { artifact } = await pack(await makeWorkspace({ a: 'same', b: 'same', 'd/x': 'x' }), {
    files: ['a', 'b', 'd'],
  });
  const { nameOf } = packedCargo(artifact);
  expect(artifact.layers.map(({ descriptor }) => nameOf(descriptor))).toEqual(['a', 'a', 'd/']);
  expect(nameOf({ mediaType: 'x', digest: digestOf(Buffer.from('other')), size: 5 })).toBe('config');
});

it.each<[files: number, directories: number, expected: string]>([
  [0, 0, 'no files'],
  [1, 0, '1 file'],
  [2, 0, '2 files'],
  [0, 1, '1 directory'],
  [1, 2, '1 file and 2 directories'],
])('%d files and %d directories are "%s"', (files, directories, expected) => {
  const file: FoundFile = { path: '/x', title: 'x' };
  const found = [
    ...Array<FoundFile>(files).fill(file),
    ...Array<FoundFile>(directories).fill({ ...file, excludes: [] }),
  ];
  expect(countFound(found)).toBe(expected);
});
