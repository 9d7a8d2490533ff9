import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compareTree, placeTrees } from '../../src/disk/place-tree.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { openBelow } from '../support/content/open-below.ts';

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
    ['a bit of the mode for others alone', (to) => chmod(join(to, 'sub/run.sh'), 0o645)],
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

it('looks at all of a tree, though it differs already', async () => {
  // One of the others comes before the folder, in whichever order they are read.
  const [from, to] = [
    await makeWorkspace({ a: 'new', 'b/x': 'x', c: 'new' }),
    await makeWorkspace({ a: 'old', b: 'a file', c: 'old' }),
  ];
  await expect(compareTree(from, to, true)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `${JSON.stringify(join(to, 'b'))} exists and is a file, not a folder`,
  });
});

it('takes modes that say the same of who may run it for equal', async () => {
  const [from, to] = await makeTrees();
  await chmod(join(to, 'a.txt'), 0o600);
  expect(await compareTree(from, to, false)).toBe(false);
});

it('refuses another link, and a file for a link', async () => {
  const [from, to] = await makeTrees();
  for (const change of [(path: string) => symlink('sub', path), (path: string) => writeFile(path, 'a')]) {
    await rm(join(to, 'link'));
    await change(join(to, 'link'));
    await expect(compareTree(from, to, false)).rejects.toMatchObject({ code: 'CONFLICT' });
  }
});

it('says what is in the way', async () => {
  const [from, to] = [await makeWorkspace({ a: 'a', 'b/c': 'c' }), await makeWorkspace({ a: 'b' })];
  await symlink('a', join(to, 'b'));
  const [a, b] = [join(to, 'a'), join(to, 'b')].map((path) => JSON.stringify(path));
  await expect(compareTree(join(from, 'a'), join(to, 'a'), false)).rejects.toThrow(
    `The file ${a} exists with different content`,
  );
  await expect(compareTree(join(from, 'b'), join(to, 'b'), true)).rejects.toThrow(
    `${b} exists and is a symbolic link, not a folder`,
  );
});

it('does not begin when it is cancelled', async () => {
  const reason = new Error('Enough');
  await expect(compareTree('/none', '/none', true, AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('keeps what is replaced to itself, and leaves nothing of it', async () => {
  const [from, to] = [await makeWorkspace({ a: 'new', b: 'b' }), await makeWorkspace({ a: 'old' })];
  const aside = `${to}.aside`;
  let mode = 0;
  const last = {
    get from() {
      mode = statSync(aside).mode & 0o777;
      return join(from, 'b');
    },
    to: join(to, 'sub/deep/b'),
  };
  await placeTrees([{ from: join(from, 'a'), to: join(to, 'a') }, last], aside);
  // Windows has no such bits.
  if (process.platform !== 'win32') expect(mode).toBe(0o700);
  expect(existsSync(aside)).toBe(false);
  expect(await readTree(to)).toEqual({ a: 'new', 'sub/deep/b': 'b' });
});

it('leaves nothing of what was replaced where all came back', async () => {
  const [from, to] = [await makeWorkspace({ a: 'new' }), await makeWorkspace({ a: 'old' })];
  const aside = `${to}.aside`;
  const moves = [
    { from: join(from, 'a'), to: join(to, 'a') },
    { from: join(from, 'none'), to: join(to, 'b') },
  ];
  await expect(placeTrees(moves, aside)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(existsSync(aside)).toBe(false);
});

it('closes what it compares', async () => {
  const [from, to] = await makeTrees();
  await compareTree(from, to, true);
  expect([...openBelow(from), ...openBelow(to)]).toEqual([]);
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

it('leaves a file where it is until another takes its place', async () => {
  const [from, to] = [await makeWorkspace(), await makeWorkspace({ 'a.txt': 'old' })];
  const moves = [{ from: join(from, 'not there'), to: join(to, 'a.txt') }];
  await expect(placeTrees(moves, `${to}.aside`)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await readTree(to)).toEqual({ 'a.txt': 'old' });
});

it('moves back the last first, so that of two for one place neither stays', async () => {
  const [from, to] = [await makeWorkspace({ a: 'first', b: 'second' }), await makeWorkspace({ x: 'old' })];
  const moves = ['a', 'b', 'not there'].map((name) => ({ from: join(from, name), to: join(to, 'x') }));
  await expect(placeTrees(moves, `${to}.aside`)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await readTree(to)).toEqual({ x: 'old' });
});

it('writes nothing through a link that took the place of a folder after the look', async () => {
  const [from, to] = [await makeWorkspace({ 'sub/a': 'new' }), await makeWorkspace({ 'sub/b': 'mine' })];
  const outside = await makeWorkspace({ c: 'theirs' });
  expect(await compareTree(from, to, true)).toBe(true);
  await rm(join(to, 'sub'), { recursive: true });
  await symlink(outside, join(to, 'sub'));
  await expect(placeTrees([{ from, to }], `${to}.aside`)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await readTree(outside)).toEqual({ c: 'theirs' });
});

it('says where the old files are, and leaves them there, when one cannot be moved back', async () => {
  const [from, to] = [await makeWorkspace({ a: 'new' }), await makeWorkspace({ a: 'old' })];
  const aside = `${to}.aside`;
  const last = {
    // Asked for when the first file has its place: somebody makes a folder of it.
    get from() {
      rmSync(join(to, 'a'));
      mkdirSync(join(to, 'a/folder'), { recursive: true });
      return join(from, 'not there');
    },
    to: join(to, 'b'),
  };
  const message = expect.stringMatching(/not all files could be moved back: what was replaced is in ".*\.aside"$/);
  const placed = placeTrees([{ from: join(from, 'a'), to: join(to, 'a') }, last], aside);
  await expect(placed).rejects.toMatchObject({ code: 'CONFLICT', message });
  expect(await readFile(join(aside, '0'), 'utf8')).toBe('old');
  await rm(aside, { recursive: true });
});
