import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pullDirectory } from '../../../src/artifact/files/pull-directory.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';

/** A workspace in a folder of git, beside another folder; links in it lead to several places. */
async function makePlaces() {
  const outer = await makeWorkspace({
    '.git/work/file': '',
    '.git/work/.git/hooks/x': '',
    '.git/work/folder/x': '',
    'other/.git/x': '',
    'other/x': '',
    'other/plain/x': '',
    'other/sub/x': '',
  });
  const workspace = join(outer, '.git/work');
  const links = {
    inside: 'folder',
    hooks: '.git/hooks',
    outside: '../../other',
    broken: 'nowhere',
    loop: 'loop',
  };
  for (const [name, target] of Object.entries(links)) await symlink(target, join(workspace, name));
  await symlink('../plain', join(outer, 'other/sub/.git'));
  return { workspace, other: join(outer, 'other') };
}

describe('The input path', () => {
  it.each([
    ['.', ''],
    ['', ''],
    ['folder', 'folder'],
    ['folder/', 'folder'],
    ['folder/../new/one', 'new/one'],
    ['inside/new', 'inside/new'],
    ['.github', '.github'],
    ['a.git', 'a.git'],
    ['.gitignore/x', '.gitignore/x'],
  ])('may be %j', async (path, expected) => {
    const { workspace } = await makePlaces();
    expect(pullDirectory(path, workspace)).toBe(join(workspace, expected));
  });

  it('may be outside, where its author says so, and by a link there', async () => {
    const { workspace, other } = await makePlaces();
    await symlink(makeFolder(), join(other, 'link'));
    for (const path of [other, join(other, 'new'), join(other, 'link')]) {
      expect(pullDirectory(path, workspace)).toBe(path);
    }
    expect(pullDirectory('../../other', workspace)).toBe(other);
  });

  it('may be in a workspace that is known by a link', async () => {
    const { workspace, other } = await makePlaces();
    await symlink(workspace, join(other, 'link'));
    expect(pullDirectory('folder', join(other, 'link'))).toBe(join(other, 'link/folder'));
    for (const path of ['.git', 'hooks']) {
      expect(() => pullDirectory(path, join(other, 'link'))).toThrow('has a part .git');
    }
  });

  const ofGit = 'has a part .git, which belongs to git';
  it.each([
    ['.git', ofGit],
    ['.git/hooks', ofGit],
    ['.Git/new', ofGit],
    ['git~1', ofGit],
    ['folder/.git/x', ofGit],
    ['folder/../.git', ofGit],
    ['.g\u200cit', ofGit],
    ['hooks', ofGit],
    ['hooks/new', ofGit],
    ['OTHER/.git', ofGit],
    ['OTHER/sub/.git/new', ofGit],
    ['OTHER/.git/x/y', ofGit],
    ['outside', 'leads to "OTHER", outside "WORKSPACE"'],
    ['outside/new', 'leads to "OTHER/new", outside "WORKSPACE"'],
    ['broken', 'cannot be used: ENOENT'],
    ['loop', 'cannot be used: ELOOP'],
    ['/proc/self', 'nothing below /proc is read or written'],
  ])('may not be %j', async (path, says) => {
    const { workspace, other } = await makePlaces();
    const named = path.replace('OTHER', other);
    const expected = says.replace('OTHER', other).replace('WORKSPACE', workspace);
    let error: unknown;
    try {
      pullDirectory(named, workspace);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(expected) });
    expect((error as Error).message).toContain(`The directory ${JSON.stringify(named)} of the input path `);
  });
});
