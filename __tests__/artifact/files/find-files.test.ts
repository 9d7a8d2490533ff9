import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeFile } from '../../../src/artifact/files/file-content.ts';
import { findFiles } from '../../../src/artifact/files/find-files.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const isWindows = process.platform === 'win32';
/** Root reads whatever the mode says. */
const ignoresModes = isWindows || process.getuid?.() === 0;

let folder: string;
let workspace: string;
beforeAll(async () => {
  folder = makeFolder();
  // Its own name must not work as a pattern.
  workspace = join(folder, 'work [x] (y) {a,b}');
  await fill(workspace, [
    'b.txt',
    'a.txt',
    'c.json',
    'src/one.ts',
    'src/two.ts',
    'src/deep/three.ts',
    'src/deep/four.md',
    'src/.kept/x',
    'docs/a.md',
    '.env',
    '.github/workflows/ci.yml',
    '.github/.cache/x',
    '.git/config',
    '.git/objects/aa',
    'sub/.git/config',
    'sub/x.txt',
    'brackets/a[1].txt',
    'brackets/a1.txt',
    'names/hi:txt',
    'names/hi',
    'names/type:text/plain',
    'names/!bang',
    'beside/dist/a.js',
    'beside/dist2/b.js',
    'beside/dist.txt',
  ]);
  await fill(join(folder, 'outside'), ['secret.txt', '.git/config']);
});

async function fill(directory: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), path);
  }
}

async function find(
  lines: string[],
  options: { root?: string; includeHidden?: boolean; workspace?: string; symlinks?: 'keep' | 'follow' | 'error' } = {},
) {
  const hidden: string[] = [];
  const nothing: [string, boolean][] = [];
  const folders: [string, string[]][] = [];
  const useless: string[] = [];
  const found = await findFiles(lines, {
    workspace: options.workspace ?? workspace,
    root: options.root ?? options.workspace ?? workspace,
    includeHidden: options.includeHidden ?? false,
    symlinks: options.symlinks ?? 'keep',
    onHidden: (title) => hidden.push(title),
    onNothing: (line, isLiteral) => nothing.push([line, isLiteral]),
    onUseless: (line) => useless.push(line),
    onFolders: (line, names) => folders.push([line, names.sort()]),
  });
  const titles = found.map(({ title, mediaType }) => (mediaType === undefined ? title : `${title} (${mediaType})`));
  return { titles, hidden: hidden.sort(), nothing, folders, useless, found };
}

describe('findFiles tells of a line with ! that took nothing out', () => {
  it.each<[string, string[], string[]]>([
    ['a name that is not there', ['a.txt', '!c.txt'], ['!c.txt']],
    ['a pattern', ['a.txt', '!*.md'], ['!*.md']],
    ['one that stands above the line it is meant for', ['!a.txt', 'a.txt'], ['!a.txt']],
    ['but not of one that did', ['*.txt', '!a.txt'], []],
    ['nor of one that may, in a directory', ['src', '!**/*.nothing'], []],
  ])('%s', async (_, lines, expected) => {
    expect((await find(lines)).useless).toEqual(expected);
  });
});

describe('Unicode writes a name in two forms, and a line in one finds it in the other:', () => {
  const [one, two] = ['caf\u00e9', 'cafe\u0301'];
  it.each<[what: string, lines: string[], titles: string[]]>([
    ['a file', [`${one}/${one}.txt:a/b`], [`${two}/${two}.txt (a/b)`]],
    ['a directory, and what is taken out of it', [one, `!${one}/x`], [two]],
    ['a pattern', [`${one}/*\u00e9.txt`], [`${two}/${two}.txt`]],
    ['a pattern from its start', [`{${one},b}/*`], ['b/e\u0301', `${two}/${two}.txt`, `${two}/x`]],
    ['one sign for one letter', ['b/?'], ['b/e\u0301']],
    ['a file taken out', ['**', `!${one}/${one}.txt`, '!b/\u00e9'], ['c/\u00e9', `${two}/x`]],
    ['a pattern taken out', ['**', '!**/*\u00e9.txt'], ['b/e\u0301', 'c/\u00e9', `${two}/x`]],
    ['a folder taken out', ['**', `!${one}`, '!b'], ['c/\u00e9']],
    ['the other way round', ['c/e\u0301', 'c/*e\u0301'], ['c/\u00e9']],
  ])('%s', async (_, lines, titles) => {
    const own = makeFolder();
    await fill(own, [`${two}/${two}.txt`, `${two}/x`, 'b/e\u0301', 'c/\u00e9']);
    const found = await find(lines, { workspace: own });
    expect({ titles: found.titles, useless: found.useless }).toEqual({ titles, useless: [] });
  });

  it('but where both are there, each is its own', async () => {
    const own = makeFolder();
    await fill(own, ['\u00e9', 'e\u0301']);
    // Where the disk takes them for one, there is one.
    if ((await readdir(own)).length === 1) return;
    expect((await find(['*'], { workspace: own })).titles).toEqual(['e\u0301', '\u00e9']);
    for (const name of ['\u00e9', 'e\u0301']) expect((await find([name], { workspace: own })).titles).toEqual([name]);
  });
});

describe('findFiles takes', () => {
  it.each([
    ['nothing', [], []],
    ['a literal', ['a.txt'], ['a.txt']],
    ['literals in their order', ['b.txt', 'a.txt'], ['b.txt', 'a.txt']],
    ['a literal with ./', ['./src/../a.txt'], ['a.txt']],
    ['a file once', ['a.txt', './a.txt', '*.txt'], ['a.txt', 'b.txt']],
    ['a glob, sorted', ['*.txt'], ['a.txt', 'b.txt']],
    ['a glob with ./', ['./*.txt'], ['a.txt', 'b.txt']],
    ['globs line by line', ['*.json', '*.txt'], ['c.json', 'a.txt', 'b.txt']],
    ['a deep glob', ['src/**/*.ts'], ['src/deep/three.ts', 'src/one.ts', 'src/two.ts']],
    ['a star: one level', ['src/*'], ['src/one.ts', 'src/two.ts']],
    ['all below a folder', ['src/**'], ['src/deep/four.md', 'src/deep/three.ts', 'src/one.ts', 'src/two.ts']],
    ['braces', ['{a,b}.{txt,json}', '{docs,src}/*.md'], ['a.txt', 'b.txt', 'docs/a.md']],
    ['a question mark and a class', ['?.txt', '[cd].json'], ['a.txt', 'b.txt', 'c.json']],
    ['a glob that goes up', ['src/../*.json'], ['c.json']],
    ['a literal with glob characters', ['brackets/a[1].txt'], ['brackets/a[1].txt']],
    ['the same characters as a pattern', ['brackets/a[12].txt'], ['brackets/a1.txt']],
    ['an exclude', ['src/**', '!**/*.md'], ['src/deep/three.ts', 'src/one.ts', 'src/two.ts']],
    ['an exclude of a literal', ['*.txt', '!a.txt'], ['b.txt']],
    ['an exclude of a literal with glob characters', ['brackets/*', '!brackets/a[1].txt'], ['brackets/a1.txt']],
    ['an exclude of a folder', ['src/**', '!src/deep'], ['src/one.ts', 'src/two.ts']],
    [
      'an exclude of a folder, and nothing whose name begins like it',
      ['beside/**', '!beside/dist'],
      ['beside/dist.txt', 'beside/dist2/b.js'],
    ],
    ['an exclude of a folder with a slash', ['src/**', '!src/deep/'], ['src/one.ts', 'src/two.ts']],
    ['an exclude of a folder by pattern', ['src/**', '!**/d*p'], ['src/one.ts', 'src/two.ts']],
    ['an exclude with ./', ['*.txt', '!./a.*'], ['b.txt']],
    ['an exclude of a prefix of a name: no effect', ['docs/a.md', '!docs/a'], ['docs/a.md']],
    ['an exclude that comes first: no effect', ['!a.txt', '*.txt'], ['a.txt', 'b.txt']],
    ['an include after an exclude', ['*.txt', '!*', 'a.txt'], ['a.txt']],
    ['an exclude of a hidden file by pattern', ['.e*', 'c.*', '!*nv'], ['c.json']],
    ['an exclude of all', ['**', '!**'], []],
    [
      'media types',
      ['*.txt:text/plain', 'c.json:application/json'],
      ['a.txt (text/plain)', 'b.txt (text/plain)', 'c.json (application/json)'],
    ],
    ['a later media type', ['*.txt', 'a.txt:x/y', 'b.txt'], ['a.txt (x/y)', 'b.txt']],
    ['a media type that a later line does not repeat', ['a.txt:x/y', '*.txt'], ['a.txt (x/y)', 'b.txt']],
    ['a file with a colon', ['names/hi:txt'], ['names/hi:txt']],
    ['a file with a colon and a type', ['names/hi:txt:a/b'], ['names/hi:txt (a/b)']],
    ['a file with a colon, after it the default type', ['names/hi:txt:', '*.txt:'], ['names/hi:txt', 'a.txt', 'b.txt']],
    ['a file whose name ends like a type', ['names/type:text/plain'], ['names/type:text/plain']],
    ['a glob with a colon', ['names/hi:*'], ['names/hi:txt']],
    ['a file with an exclamation mark', ['./names/!bang'], ['names/!bang']],
    ['a hidden file by name', ['.env'], ['.env']],
    ['hidden files by pattern', ['.e*', '.github/**'], ['.env', '.github/workflows/ci.yml']],
    ['hidden parts in braces', ['{.github,docs}/**'], ['.github/workflows/ci.yml', 'docs/a.md']],
    ['a hidden part after a wildcard', ['**/.github/**/*.yml'], ['.github/workflows/ci.yml']],
  ])('%s', async (_, lines, titles) => {
    expect((await find(lines)).titles).toEqual(titles);
  });

  it.each([
    ['src/*', ['src/deep']],
    ['./src/*', ['./src/deep']],
    ['src/**', undefined],
    ['src/*.ts', undefined],
    ['docs/*', undefined],
    ['{src,docs}/*', undefined],
  ])('files alone with %s, and names the folders beside them', async (line, folders) => {
    expect((await find([line])).folders).toEqual(folders === undefined ? [] : [[line, folders]]);
  });

  it('hidden files only on request, and names those it skips', async () => {
    const skipped = await find(['**', '!beside', '!brackets', '!names', '!src']);
    expect(skipped.titles).toEqual(['a.txt', 'b.txt', 'c.json', 'docs/a.md', 'sub/x.txt']);
    expect(skipped.hidden).toEqual(['.env', '.github/.cache/x', '.github/workflows/ci.yml', 'src/.kept/x']);
    const included = await find(['**', '!beside', '!brackets', '!names', '!src'], { includeHidden: true });
    expect(included.hidden).toEqual([]);
    expect(included.titles).toContain('.env');
    expect(included.titles).toContain('.github/.cache/x');
    expect(included.titles).not.toContain('.git/config');
    await expect(find(['sub/.git/config'])).rejects.toThrow('has a part .git, which belongs to git');
    expect((await find(['.github/**'])).hidden).toEqual(['.github/.cache/x']);
  });

  it('files relative to another root, and absolute ones', async () => {
    const root = join(workspace, 'src');
    expect((await find(['src/*.ts'], { root })).titles).toEqual(['one.ts', 'two.ts']);
    expect((await find([join(workspace, 'a.txt')])).titles).toEqual(['a.txt']);
    expect((await find(['../outside/*'], { root: folder })).titles).toEqual(['outside/secret.txt']);
    expect((await find([`${folder}/outside/**`, `!${folder}/**/s*`], { root: folder })).titles).toEqual([]);
  });

  it('no .git of another place', async () => {
    for (const line of ['../outside/**', `${folder}/outside/**`]) {
      const { titles, hidden } = await find([line], { root: folder });
      expect({ titles, hidden }).toEqual({ titles: ['outside/secret.txt'], hidden: [] });
    }
  });

  it('files in the order of their bytes', async () => {
    const own = join(folder, 'sorted');
    await fill(own, ['b', 'B', 'a/z', 'a-b', 'ä', '😀', 'ﬀ', '10', '9']);
    expect((await find(['**'], { workspace: own })).titles).toEqual([
      '10',
      '9',
      'B',
      'a-b',
      'a/z',
      'b',
      'ä',
      'ﬀ',
      '😀',
    ]);
  });
});

it.each([
  ['none.txt', true],
  ['none/none.txt', true],
  ['a.txt/none', true],
  ['none.txt:text/plain', true],
  [':text/plain', true],
  ['none:txt', true],
  ['D:/a/x', true],
  ['D:\\a\\x', true],
  ['D:/a/x:text/plain', true],
  ['*.none', false],
  ['none/**', false],
  ['a.txt/*', false],
  ['{x,y}.txt', false],
  ['D:/a/*.txt', false],
  ['\u0000', true],
])('tells that %j finds nothing', async (line, isLiteral) => {
  expect(await find([line])).toMatchObject({ titles: [], nothing: [[line, isLiteral]] });
});

describe('findFiles refuses', () => {
  it.each([
    ['a.txt:text', 'The input files "a.txt:text" ends in an invalid media type "text"'],
    ['a.txt:text/plain; charset=utf-8', 'ends in an invalid media type "text/plain; charset=utf-8"'],
    ['*.txt:text/plain; charset=utf-8', 'ends in an invalid media type "text/plain; charset=utf-8"'],
    ['../outside/secret.txt', 'of the input files is outside the root'],
    ['../outside/*', 'of the input files is outside the root'],
  ])('%j', async (line, message) => {
    await expect(find([line])).rejects.toThrow(message);
    await expect(find([line])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('what is above the root', async () => {
    await expect(find(['a.txt'], { root: join(workspace, 'src') })).rejects.toThrow('is outside the root');
    await expect(find(['src/one.ts'], { root: join(workspace, 'src/one.ts') })).rejects.toThrow('is outside the root');
  });
});

// Windows has neither these names nor FIFOs, and links only for administrators.
(isWindows ? describe.skip : describe)('findFiles on POSIX', () => {
  let own: string;
  beforeAll(async () => {
    own = join(folder, 'posix');
    await fill(own, ['a.txt', 'dir/b.txt', 'bad/con', 'bad2/a\nb', 'bad3/x.', 'bad4/a\\b']);
    await symlink('../a.txt', join(own, 'dir/link'));
    await symlink('dir', join(own, 'linked'));
    await symlink('..', join(own, 'dir/cycle'));
    await symlink('/', join(own, 'dir/everything'));
    await mkdir(join(own, 'broken'));
    await symlink('nothing', join(own, 'broken/link'));
    await mkdir(join(own, 'special'));
    await promisify(execFile)('mkfifo', [join(own, 'special/fifo')]);
    await symlink('fifo', join(own, 'special/to-fifo'));
    await symlink('self', join(own, 'self'));
  });

  it.each([
    ['a linked file', ['dir/link'], ['dir/link']],
    ['linked files by glob, and no linked folder', ['dir/**'], ['dir/b.txt', 'dir/link']],
    ['a linked folder that is named', ['linked/*'], ['linked/b.txt', 'linked/link']],
    ['a file in a linked folder', ['linked/b.txt'], ['linked/b.txt']],
    ['no file through a wildcard and a linked folder', ['*/b.txt'], ['dir/b.txt']],
  ])('takes %s', async (_, lines, titles) => {
    expect((await find(lines, { workspace: own })).titles).toEqual(titles);
  });

  it('takes a link to outside the workspace only when told to follow links', async () => {
    const outside = join(own, '../outside-link-target');
    await writeFile(outside, 'secret');
    await symlink(outside, join(own, 'leak'));
    for (const line of ['leak', 'lea*']) {
      await expect(find([line], { workspace: own })).rejects.toThrow(/leads to ".*", outside "/);
      expect((await find([line], { workspace: own, symlinks: 'follow' })).titles).toEqual(['leak']);
    }
    await expect(find(['dir/link'], { workspace: own, symlinks: 'error' })).rejects.toThrow('is a symbolic link');
  });

  it('holds what is in the workspace to the workspace, and what is below a root elsewhere to that root', async () => {
    const root = join(own, 'dir');
    expect((await find(['dir/link'], { workspace: own, root })).titles).toEqual(['link']);
    const elsewhere = join(folder, 'elsewhere');
    await fill(elsewhere, ['in/a']);
    await fill(join(folder, 'beside'), ['b']);
    await symlink('in/a', join(elsewhere, 'good'));
    await symlink('../beside/b', join(elsewhere, 'bad'));
    const given = { workspace: own, root: elsewhere };
    expect((await find(['../elsewhere/good'], given)).titles).toEqual(['good']);
    await expect(find(['../elsewhere/bad'], given)).rejects.toThrow(/leads to ".*beside.b", outside ".*elsewhere"/);
    expect((await find(['../elsewhere/bad'], { ...given, symlinks: 'follow' })).titles).toEqual(['bad']);
  });

  it('refuses a file behind a link that leads out, whatever else there leads back', async () => {
    const held = join(folder, 'held');
    await fill(held, ['a']);
    await fill(join(folder, 'behind'), ['secret']);
    await symlink('../held/a', join(folder, 'behind/back'));
    await symlink('../behind', join(held, 'out'));
    expect((await find(['out/back'], { workspace: held })).titles).toEqual(['out/back']);
    await expect(find(['out/back', 'out/secret'], { workspace: held })).rejects.toThrow(
      'out/secret" of the input files leads to',
    );
  });

  it.each([
    ['special/fifo', 'The input files "special/fifo" does not name a regular file'],
    ['special/to-fifo', 'The input files "special/to-fifo" does not name a regular file'],
    ['self', 'cannot be read: ELOOP'],
    ['bad/*', 'The file "bad/con" of the input files has a part with a name that Windows reserves for devices'],
    ['bad2/*', String.raw`The file "bad2/a\nb" of the input files has control characters`],
    ['bad3/*', 'The file "bad3/x." of the input files has a part that ends in a dot or a space'],
    ['bad4/*', String.raw`The file "bad4/a\\b" of the input files has a backslash`],
  ])('refuses %s', async (line, message) => {
    await expect(find([line], { workspace: own })).rejects.toThrow(message);
  });

  it('takes what only reading can refuse, and the reader names it', async () => {
    const { found, titles } = await find(['broken/*', 'special/*'], { workspace: own });
    expect(titles).toEqual(['broken/link', 'special/to-fifo']);
    const reads = await Promise.allSettled(found.map(({ path }) => describeFile(path, 'a/b', 'files')));
    expect(reads.map((read) => read.status === 'rejected' && read.reason.message)).toEqual([
      expect.stringContaining('broken/link" of the input files cannot be read: ENOENT'),
      expect.stringContaining('special/to-fifo" of the input files is not a regular file'),
    ]);
  });

  it('refuses a folder or a file that it may not read', async () => {
    const closed = join(own, 'closed');
    await fill(closed, ['dir/x.txt', 'file']);
    await chmod(join(closed, 'dir'), 0);
    await chmod(join(closed, 'file'), 0);
    const folderRead = find(['**/*.txt'], { workspace: closed });
    const fileRead = describeFile(join(closed, 'file'), 'a/b', 'files');
    if (ignoresModes) {
      expect((await folderRead).titles).toEqual(['dir/x.txt']);
      expect(await fileRead).toMatchObject({ descriptor: { size: 4 } });
    } else {
      await expect(folderRead).rejects.toThrow('dir" of the input files cannot be read: EACCES');
      await expect(fileRead).rejects.toThrow('file" of the input files cannot be read: EACCES');
    }
    await chmod(join(closed, 'dir'), 0o755);
  });

  // Node reads such a name as U+FFFD, and a file of that name is not there: it must not be left out silently.
  it('refuses names that are no UTF-8', async () => {
    const strange = join(own, 'strange');
    await fill(strange, ['dir/x.txt']);
    try {
      await rename(Buffer.from(`${strange}/dir`), Buffer.concat([Buffer.from(`${strange}/d`), Buffer.from([0xff])]));
    } catch {
      return; // APFS takes UTF-8 only
    }
    await expect(find(['**'], { workspace: strange })).rejects.toThrow(
      'd\ufffd" of the input files cannot be read: ENOENT',
    );
  });
});
