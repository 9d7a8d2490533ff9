import { describe, expect, it } from '@jest/globals';
import {
  findClash,
  foldedPath,
  isBeyondWindows,
  isGitFolder,
  problemOfTitle,
  problemOnThisSystem,
  withoutUnseen,
} from '../../src/disk/title.ts';

describe('problemOfTitle', () => {
  it.each([
    'a',
    'a.txt',
    'x/y/z.tar.gz',
    '.hidden',
    '...x',
    ' leading space',
    'a b',
    'aa:b',
    'ünï/日本語/😀',
    '-rf',
    '$(x)`y`;&|<>"\'*?[]{}!',
    '%2e%2e/x',
    'con-x',
    'xcon',
    'com',
    'com10',
    'console.log',
    'con x',
    'clock',
    'a'.repeat(255),
    `${'a/'.repeat(63)}ab`,
    `${'abcdefghijklmno/'.repeat(63)}abcdefghijklmnop`,
    '.gitignore',
    'x.git',
    'agit~1',
    'git~2/x',
  ])('takes %j', (title) => {
    expect(problemOfTitle(title)).toBeUndefined();
  });

  const relative = 'is not a plain relative path';
  const control = 'has control characters';
  const ending = 'has a part that ends in a dot or a space, which Windows drops';
  const device = 'has a part with a name that Windows reserves for devices';
  const drive = 'starts with a drive letter';
  const git = 'has a part .git, which belongs to git';
  const backslash = 'has a backslash, which separates folders on Windows';
  it.each([
    ['', 'is empty'],
    ['/etc/passwd', 'is an absolute path'],
    ['//server/share', 'is an absolute path'],
    ['..', relative],
    ['../x', relative],
    ['a/../../x', relative],
    ['a/..', relative],
    ['.', relative],
    ['./a', relative],
    ['a/./b', relative],
    ['a//b', relative],
    ['a/', relative],
    ['..\\x', backslash],
    ['\\\\server\\share', backslash],
    ['C:\\x', backslash],
    ['C:x', drive],
    ['c:/x', drive],
    ['a\0b', control],
    ['a\nb', control],
    ['\u001b[31m', control],
    ['a\u007f', control],
    ['a\u0085b', control],
    ['a\u2028b', control],
    ['a\u2029b', control],
    ['gnp\u202e.exe', control],
    ['a\u2066b', control],
    ['a.', ending],
    ['a ', ending],
    ['a./b', ending],
    ['a /b', ending],
    ['.. /x', ending],
    ['.../x', ending],
    ['con', device],
    ['x/NUL', device],
    ['aux.txt', device],
    ['COM1.tar.gz', device],
    ['lpt²', device],
    ['LPT0', device],
    ['com0.txt', device],
    ['lpt9', device],
    ['CON .txt', device],
    ['x/nul  .tar.gz', device],
    ['COM¹.log', device],
    ['com³ .x', device],
    ['CLOCK$', device],
    ['clock$.txt', device],
    ['CONIN$', device],
    ['conout$.log', device],
    ['aux:x', device],
    ['a\ud800b', 'is not valid Unicode'],
    [`x/${'a'.repeat(256)}`, 'has a part of more than 255 bytes'],
    ['ü'.repeat(128), 'has a part of more than 255 bytes'],
    [`${'a/'.repeat(512)}b`, 'is longer than 1024 bytes'],
    [`${'a/'.repeat(64)}b`, 'is more than 64 folders deep'],
    ['.git', git],
    ['.GIT/config', git],
    ['x/git~1/config', git],
    ['x/.g\u200cit/config', git],
  ])('refuses %j', (title, problem) => {
    expect(problemOfTitle(title)).toBe(problem);
  });
});

it.each([
  ['.git', true],
  ['.Git', true],
  ['GIT~1', true],
  ['\u200b.git', true],
  ['.\u200bg\u2060it', true],
  ['.gitx', false],
  ['x.git', false],
  ['git', false],
  ['git~1x', false],
  ['xgit~1', false],
])('%j is a folder of git for some file system: %s', (name, expected) => {
  expect(isGitFolder(name)).toBe(expected);
});

it.each([...'<>:"|?*'].map((sign) => `a${sign}b`))('Windows takes no file %s', (title) => {
  expect(isBeyondWindows(title)).toBe(true);
  expect(problemOnThisSystem(title, true)).toBe('has a character that Windows does not allow in names');
  expect(problemOnThisSystem(title, false)).toBeUndefined();
  expect(problemOnThisSystem(title)).toBe(problemOnThisSystem(title, process.platform === 'win32'));
});

it('Windows takes other files', () => {
  expect(isBeyondWindows("a/b-(1) $'ü.txt")).toBe(false);
  expect(problemOnThisSystem('a/b', true)).toBeUndefined();
});

it.each([
  ['a\u200bb\u2060c', 'abc', 'ABC'],
  ['plain', 'plain', 'PLAIN'],
  ['ıIi', 'ıIi', 'ıII'],
  ['aıbıc', 'aıbıc', 'AıBıC'],
  ['ẞ/ß', 'ẞ/ß', 'SS/SS'],
  ['e\u0301', 'e\u0301', '\u00c9'],
  ['ΐ', 'ΐ', '\u03aa\u0301'],
  ['οδος ς', 'οδος ς', 'ΟΔΟΣ Σ'],
])('%j is seen as %j, and is %j where case does not count', (title, seen, folded) => {
  expect(withoutUnseen(title)).toBe(seen);
  expect(foldedPath(title)).toBe(folded);
});

describe('findClash', () => {
  it.each([
    [[]],
    [['a', 'b', 'x/a', 'x/b', 'y/a']],
    [['a', 'ab', 'a-b', 'a b/c']],
    [['A/x', 'a/y']],
    [['i', 'ı']],
    [['I/x', 'ı/x']],
    [['e', 'é']],
    [['.']],
    [['..', 'a']],
  ])('finds none in %j', (titles) => {
    expect(findClash(titles)).toBeUndefined();
  });

  it.each([
    ['twice', ['b', 'a', 'a'], ['a', 'a']],
    ['the directory itself before another', ['.', 'a'], ['.', 'a']],
    ['the directory itself before others', ['.', 'a', 'b'], ['.', 'a']],
    ['the directory itself behind another', ['a', 'b', '.'], ['.', 'a']],
    ['the directory itself twice', ['.', '.'], ['.', '.']],
    ['case', ['README', 'readme'], ['README', 'readme']],
    ['case of a folder', ['A/x', 'a/X'], ['A/x', 'a/X']],
    ['case outside ASCII', ['Ä', 'ä'], ['Ä', 'ä']],
    ['NFC and NFD', ['\u00e9', 'e\u0301'], ['\u00e9', 'e\u0301']],
    [
      'marks in another order',
      ['\u03b1\u0345\u0342', '\u03b1\u0342\u0345'],
      ['\u03b1\u0345\u0342', '\u03b1\u0342\u0345'],
    ],
    ['sharp s', ['straße', 'STRASSE'], ['straße', 'STRASSE']],
    ['capital sharp s', ['ß', 'ẞ'], ['ß', 'ẞ']],
    ['both sigmas', ['οδος', 'οδοσ'], ['οδος', 'οδοσ']],
    ['a ligature', ['ﬁx', 'FIX'], ['ﬁx', 'FIX']],
    ['the Turkish dotted I', ['İ', 'i\u0307'], ['İ', 'i\u0307']],
    ['a zero-width space', ['ab', 'a\u200bb'], ['ab', 'a\u200bb']],
    ['two that are not seen', ['a\u200db', 'a\u2060b'], ['a\u200db', 'a\u2060b']],
    ['a variation selector in a folder', ['x/a', 'x\ufe0f/A'], ['x/a', 'x\ufe0f/A']],
    ['a file that is a folder', ['a', 'a/b'], ['a', 'a/b']],
    ['a folder that is a file', ['a/b/c', 'a'], ['a/b/c', 'a']],
    ['a folder that is a file in other case', ['x/A/c', 'x/a'], ['x/A/c', 'x/a']],
    ['a file deep in a file', ['a/b', 'a/b/c/d'], ['a/b', 'a/b/c/d']],
  ])('finds %s', (_, titles, clash) => {
    expect(findClash(titles)).toEqual(clash);
  });

  // Work that grows with the square of either would not end.
  it('takes very many and very deep titles', () => {
    const many = Array.from({ length: 10_000 }, (_, number) => `x/y/z/${number}`);
    expect(findClash([...many, 'X/Y/Z/9999'])).toEqual(['x/y/z/9999', 'X/Y/Z/9999']);
    const deep = Array.from({ length: 1_000 }, (_, number) => `${'a/'.repeat(2_000)}${number}`);
    expect(findClash(deep)).toBeUndefined();
  });
});
