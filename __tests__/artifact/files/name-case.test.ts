import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ignoresCase, pathOnDisk } from '../../../src/artifact/files/name-case.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

describe('Case does not count', () => {
  it.each<[what: string, folder: string, isWindows: boolean, isIgnored: boolean]>([
    ['on Windows, whatever there is', 'nothing', true, true],
    ['where the other letters are the same folder', 'same', false, true],
    ['where they are, from the other side', 'SAME', false, true],
    ['where a file in it is the same, and its own name has no letters', '456', false, true],
    ['but not where they are another folder', 'two', false, false],
    ['but not where they are nothing', 'one', false, false],
    ['but not where the folder is not there', 'nothing', false, false],
    ['but not where neither is there, and not where there are no letters', '123', false, false],
  ])('%s', async (_, folder, isWindows, isIgnored) => {
    const outer = await makeWorkspace({
      'same/x': '',
      'two/x': '',
      'TWO/x': '',
      'one/x': '',
      '123/x': '',
      '456/0': '',
      '456/a': '',
    });
    // As a disk shows it on which case does not count.
    await symlink('same', join(outer, 'SAME'));
    await symlink('a', join(outer, '456/A'));
    expect(await ignoresCase(join(outer, folder), isWindows)).toBe(isIgnored);
  });
});

describe('A path has the letters of the disk', () => {
  const files = { 'Docs/Read.Me': '', 'docs/x': '', 'Straße/y': '', 'A/b/C': '' };
  it.each([
    ['a/B/c', 'A/b/C'],
    ['a/B/new/File', 'A/b/new/File'],
    ['STRASSE/Y', 'Straße/y'],
    ['docs/X', 'docs/x'],
    ['Docs/read.me', 'Docs/Read.Me'],
    ['New/file', 'New/file'],
  ])('%s as %s', async (path, expected) => {
    const folder = await makeWorkspace(files);
    expect(await pathOnDisk(join(folder, path), folder, new Map())).toBe(join(folder, expected));
  });

  it('but not where it is outside, and not in the folder itself', async () => {
    const folder = await makeWorkspace(files);
    for (const path of [folder, `${folder}-2/DOCS`, '/ETC']) {
      expect(await pathOnDisk(path, folder, new Map())).toBe(path);
    }
  });

  it('by what was read before', async () => {
    const names = new Map([
      ['/work', ['Docs']],
      ['/work/Docs', ['Old']],
    ]);
    expect(await pathOnDisk('/work/DOCS/OLD', '/work', names)).toBe('/work/Docs/Old');
    const folder = await makeWorkspace(files);
    const read = new Map<string, string[]>();
    await pathOnDisk(join(folder, 'A/b/c'), folder, read);
    expect([...read.keys()]).toEqual([folder, join(folder, 'A'), join(folder, 'A/b')]);
  });
});
