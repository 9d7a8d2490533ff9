import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { refuseGitRepository } from '../../../src/artifact/files/refuse-git-repository.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

interface Given {
  /** What is there, below a folder whose part `d` is the directory. */
  there?: string[];
  /** Files that come, below the directory. */
  files?: string[];
  /** What a tree has that comes, below `tree` in the directory. */
  tree?: string[];
  /** The directory, `d` unless it is another. */
  directory?: string;
}

async function refused({ there = [], files = [], tree, directory = 'd' }: Given) {
  const named = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, '']));
  const outer = await makeWorkspace(named(['d/own', ...there]));
  await symlink('repository/hooks', join(outer, 'link'));
  const to = join(outer, directory);
  await mkdir(to, { recursive: true });
  const arrivals: { to: string; from?: string }[] = files.map((path) => ({ to: join(to, path) }));
  if (tree) arrivals.push({ to: join(to, 'tree'), from: await makeWorkspace(named(tree)) });
  try {
    refuseGitRepository(arrivals, to);
    return undefined;
  } catch (error) {
    const { code, message, topic } = error as Error & { code?: string; topic?: string };
    const [, folder = ''] = /^The folder "(.*)" would have HEAD, objects and refs together/.exec(message) ?? [];
    return [code, topic, folder.replace(outer, 'OUTER')];
  }
}

const all = ['HEAD', 'objects/x', 'refs/x'];
const below = (folder: string, paths = all) => paths.map((path) => `${folder}/${path}`);

describe('A repository of git is not made', () => {
  it.each<[what: string, given: Given, folder: string]>([
    ['of files that come', { files: all }, 'OUTER/d'],
    ['in a folder', { files: below('a/b') }, 'OUTER/d/a/b'],
    ['with names alone', { files: ['HEAD', 'objects', 'refs'] }, 'OUTER/d'],
    ['of what comes and what is there', { there: ['d/objects/x', 'd/refs/x'], files: ['HEAD'] }, 'OUTER/d'],
    ['of what is there, by something else that comes', { there: below('d'), files: ['hooks/x'] }, 'OUTER/d'],
    [
      'of what comes into a folder that is there',
      { there: ['d/a/HEAD'], files: ['a/objects/x', 'a/refs/x'] },
      'OUTER/d/a',
    ],
    ['around the directory', { there: ['HEAD', 'refs/x'], files: ['x'], directory: 'objects' }, 'OUTER'],
    ['around the directory, of a worktree', { there: ['HEAD', 'commondir'], files: ['x'] }, 'OUTER'],
    ['far around the directory', { there: below('a'), files: ['x'], directory: 'a/hooks/b/c' }, 'OUTER/a'],
    [
      'around what a link leads to',
      { there: below('repository', [...all, 'hooks/x']), files: ['x'], directory: 'link' },
      'OUTER/repository',
    ],
    ['in a tree', { tree: all }, 'OUTER/d/tree'],
    ['deep in a tree', { tree: below('a/b') }, 'OUTER/d/tree/a/b'],
    ['in a folder .git of a tree', { tree: below('.git') }, 'OUTER/d/tree/.git'],
    ['of a tree and what is there', { there: ['d/tree/HEAD'], tree: ['objects/x', 'refs/x'] }, 'OUTER/d/tree'],
    ['of a tree and files', { files: ['tree/HEAD'], tree: ['objects/x', 'refs/x'] }, 'OUTER/d/tree'],
    ['of a worktree, which says where the rest is', { files: ['HEAD', 'commondir'] }, 'OUTER/d'],
    ['in other letters', { files: ['head', 'Objects/x', 'REFS/x'] }, 'OUTER/d'],
    ['with what is not seen', { files: ['HE\u200cAD', 'objects/x', 'refs\u200d/x'] }, 'OUTER/d'],
  ])('%s', async (_, given, folder) => {
    expect(await refused(given)).toEqual(['ARTIFACT', 'git-repository', folder]);
  });
});

describe('It is none', () => {
  it.each<[what: string, given: Given]>([
    ['without HEAD', { files: ['objects/x', 'refs/x', 'commondir'] }],
    ['without objects', { files: ['HEAD', 'refs/x'] }],
    ['without refs', { files: ['HEAD', 'objects/x'] }],
    ['in three folders', { files: ['a/HEAD', 'b/objects/x', 'c/refs/x'] }],
    ['where its parts are not one beside the other', { tree: ['HEAD', 'objects/refs/x'] }],
    ['by names that only begin so', { files: ['HEAD.md', 'objects-2/x', 'refs.d/x'] }],
    ['where nothing comes', { there: below('d') }],
    ['in a folder beside', { there: below('d/a'), files: ['b/x'] }],
    ['in a tree that is there, where nothing goes', { there: below('d/tree/a'), tree: ['b/x'] }],
  ])('%s', async (_, given) => {
    expect(await refused(given)).toBeUndefined();
  });
});
