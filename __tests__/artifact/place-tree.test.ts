import { mkdirSync, rmSync } from 'node:fs';
import { chmod, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compareTree, placeTrees } from '../../src/artifact/place-tree.ts';
import { makeWorkspace, readTree } from '../support/workspace.ts';

const large = Buffer.alloc(20 * 1024 ** 2, 'large ');
const files = { 'a.txt': 'a', 'sub/run.sh': 'r', 'sub/deep/x': 'x', 'large.bin': large };

/** Two trees that are equal, with a link and an empty folder. */
async function makeTrees(): Promise<[from: string, to: string]> {
  const trees = [await makeWorkspace(files), await makeWorkspace(files)] as const;
  for (const tree of trees) {
    await symlink('a.txt', join(tree, 'link'));
    await mkdir(join(tree, 'empty'));
  }
  return [...trees];
}

const changedAt = (offset: number) => Buffer.from(large).fill('!', offset, offset + 1);

it('tells that two trees are equal, whatever else is there', async () => {
  const [from, to] = await makeTrees();
  await writeFile(join(to, 'mine.txt'), 'mine');
  expect(await compareTree(from, to, false)).toBe(false);
});

describe('tells that trees differ:', () => {
  it.each<[string, (to: string) => Promise<unknown>]>([
    ['a byte at the start', (to) => writeFile(join(to, 'large.bin'), changedAt(0))],
    ['a byte at the end', (to) => writeFile(join(to, 'large.bin'), changedAt(large.length - 1))],
    ['a byte at the edge of a piece', (to) => writeFile(join(to, 'large.bin'), changedAt(64 * 1024 * 128))],
    ['a file that is longer', (to) => writeFile(join(to, 'a.txt'), 'ab')],
    ['a file that is empty', (to) => writeFile(join(to, 'a.txt'), '')],
    ['a file that is missing', (to) => rm(join(to, 'sub/deep/x'))],
    ['a folder that is missing', (to) => rm(join(to, 'empty'), { recursive: true })],
    ['a bit of the mode', (to) => chmod(join(to, 'sub/run.sh'), 0o755)],
    ['the target of a link', (to) => rm(join(to, 'link')).then(() => symlink('sub', join(to, 'link')))],
    ['a file for a link', (to) => rm(join(to, 'link')).then(() => writeFile(join(to, 'link'), 'a'))],
  ])('%s', async (_, change) => {
    const [from, to] = await makeTrees();
    await change(to);
    expect(await compareTree(from, to, true)).toBe(true);
    await placeTrees([{ from, to }], `${to}.aside`);
    const [again] = await makeTrees();
    expect(await compareTree(again, to, false)).toBe(false);
  });
});

it('refuses other content, and a folder for a file', async () => {
  const [from, to] = await makeTrees();
  await writeFile(join(to, 'a.txt'), 'b');
  await expect(compareTree(from, to, false)).rejects.toMatchObject({ code: 'CONFLICT' });
  await rm(join(to, 'a.txt'));
  await mkdir(join(to, 'a.txt'));
  const message = expect.stringContaining('exists and is a folder, not a file');
  await expect(compareTree(from, to, true)).rejects.toMatchObject({ code: 'CONFLICT', message });
});

it('ends when it is cancelled, in the middle of a large file too', async () => {
  const [from, to] = [await makeWorkspace({ x: large }), await makeWorkspace({ x: large })];
  const controller = new AbortController();
  const reason = new Error('Enough');
  setImmediate(() => controller.abort(reason));
  await expect(compareTree(join(from, 'x'), join(to, 'x'), true, controller.signal)).rejects.toBe(reason);
});

it('fills folders and keeps what else is in them', async () => {
  const [from, to] = [
    await makeWorkspace({ 'sub/a': 'new' }),
    await makeWorkspace({ 'sub/a': 'old', 'sub/b': 'mine' }),
  ];
  const before = await stat(join(to, 'sub'));
  await placeTrees([{ from, to }], `${to}.aside`);
  expect(await readTree(to)).toEqual({ 'sub/a': 'new', 'sub/b': 'mine' });
  expect((await stat(join(to, 'sub'))).ino).toBe(before.ino);
});

it('moves all back when one cannot be moved', async () => {
  const [from, to] = [
    await makeWorkspace({ 'a.txt': 'new', 'sub/x': 'new', 'sub/y': 'y' }),
    await makeWorkspace({ 'a.txt': 'old' }),
  ];
  await mkdir(join(to, 'sub'));
  const before = await readTree(to);
  const moves = [
    { from, to },
    { from: join(from, 'not there'), to: join(to, 'b.txt') },
  ];
  await expect(placeTrees(moves, `${to}.aside`)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `The file ${JSON.stringify(join(to, 'b.txt'))} cannot be put in place: ENOENT`,
  });
  expect(await readTree(to)).toEqual(before);
});

it('keeps what was replaced and cannot be moved back, and says where', async () => {
  const [from, to] = [await makeWorkspace({ 'a.txt': 'new' }), await makeWorkspace({ 'a.txt': 'old' })];
  const aside = `${to}.aside`;
  const moves = [
    { from: join(from, 'a.txt'), to: join(to, 'a.txt') },
    {
      // Somebody makes a folder in the place of the first one before the second one fails.
      get from() {
        rmSync(join(to, 'a.txt'));
        mkdirSync(join(to, 'a.txt/mine'), { recursive: true });
        return join(from, 'not there');
      },
      to: join(to, 'b.txt'),
    },
  ];
  const kept = `not all files could be moved back: what was replaced is in ${JSON.stringify(aside)}`;
  await expect(placeTrees(moves, aside)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `The file ${JSON.stringify(join(to, 'b.txt'))} cannot be put in place: ENOENT; ${kept}`,
  });
  expect(await readTree(aside)).toEqual({ 0: 'old' });
});
