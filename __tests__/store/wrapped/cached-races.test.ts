import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Source } from '../../../src/store/store.ts';
import { readAll } from '../../../src/store/verified.ts';
import { cached } from '../../../src/store/wrapped/cached.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { signalLookedAt } from '../../support/content/looked-at.ts';
import { stage } from '../../support/content/staged.ts';

const hour = 60 * 60 * 1000;
const files = { a: 'first content', b: 'second content', c: 'third content' };
const staged = stage(files);
const [a, b, c] = staged.layers as [Descriptor, Descriptor, Descriptor];

let directory: string;
let fetched: string[];
let hits: string[];
let problems: string[];
beforeEach(() => {
  directory = join(makeFolder(), 'tools', 'oci-artifact');
  [fetched, hits, problems] = [[], [], []];
});

/** Opens the cache; `onFetch` is done when the source is asked, which is between the look and the write. */
function open({ onFetch = () => {}, maxAge = 24 * hour, maxBytes = 1000 } = {}): Source {
  const fetch: Source['fetch'] = (descriptor, signal) => {
    fetched.push(descriptor.digest);
    onFetch();
    return staged.store.fetch(descriptor, signal);
  };
  const options = {
    directory,
    maxBytes,
    maxAge,
    onHit: (digest: string) => void hits.push(digest),
    onProblem: (problem: string) => void problems.push(problem),
  };
  return cached(Object.assign(Object.create(staged.store), { fetch }) as Source, options);
}
const read = async (source: Source, descriptor: Descriptor, signal?: AbortSignal) =>
  (await readAll(await source.fetch(descriptor, signal), 'content')).toString();
const pathOf = ({ digest }: Descriptor) => join(directory, 'blobs', ...digest.split(':'));
const namesIn = (folder: string) => readdirSync(folder).sort();

// Windows has no O_NOFOLLOW, makes links for administrators alone, and renames nothing that is open.
const isWindows = process.platform === 'win32';

(isWindows ? describe.skip : describe)('What is in the cache and was found right', () => {
  it('is not given out for right when it is overwritten before it is used', async () => {
    await read(open(), a);
    const worse = files.a.replace('first', 'worse');
    // It is read twice, and each time the signal is looked at first.
    const signal = signalLookedAt((look) => {
      if (look === 2) writeFileSync(pathOf(a), worse);
    });
    await expect(read(open(), a, signal)).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(readFileSync(pathOf(a), 'utf8')).toBe(worse);
    // Whoever comes next finds out, and gets it from the source.
    expect(await read(open(), a)).toBe(files.a);
    expect(problems).toEqual([expect.stringMatching(/was dropped from the cache: .* has the digest/)]);
  });

  it.each([1, 2])('is dropped when a link takes its place before it is opened for the %i. time', async (time) => {
    await read(open(), a);
    const signal = signalLookedAt((look) => {
      if (look !== time) return;
      renameSync(pathOf(a), `${pathOf(a)}.real`);
      symlinkSync(`${pathOf(a)}.real`, pathOf(a));
    });
    expect(await read(open(), a, signal)).toBe(files.a);
    expect(hits).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/was dropped from the cache: .*ELOOP/)]);
    expect(fetched).toEqual([a.digest, a.digest]);
  });

  it('is given out as it was when it is replaced after that', async () => {
    await read(open(), a);
    const content = await open().fetch(a);
    writeFileSync(`${pathOf(a)}.new`, files.a.replace('first', 'worse'));
    renameSync(`${pathOf(a)}.new`, pathOf(a));
    expect((await readAll(content, 'content')).toString()).toBe(files.a);
  });
});

(isWindows ? it.skip : it).each(['blobs/sha256', 'blobs', '.'])(
  'writes nothing through a link that takes the place of the folder %s while the source is asked',
  async (name) => {
    await read(open(), a);
    const folder = join(directory, name);
    const outside = join(makeFolder(), 'outside');
    const onFetch = () => {
      renameSync(folder, outside);
      symlinkSync(outside, folder);
    };
    expect(await read(open({ onFetch }), b)).toBe(files.b);
    expect(problems).toEqual([expect.stringMatching(/^The cache .* is not used: .* is not a folder$/)]);
    const below = readdirSync(outside, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(below.map((entry) => entry.name)).toEqual([a.digest.slice(7)]);
  },
);

it('gives what comes in its name only at the end, so that nobody finds a part of it', async () => {
  const chunks = (await open().fetch(a))[Symbol.asyncIterator]();
  await chunks.next();
  const part = expect.stringMatching(/^[0-9a-f]{64}\.[0-9a-f]{12}\.part$/);
  expect(namesIn(dirname(pathOf(a)))).toEqual([part]);
  expect(await read(open(), a)).toBe(files.a);
  expect(hits).toEqual([]);
  expect(existsSync(pathOf(a))).toBe(true);
  expect(await chunks.next()).toMatchObject({ done: true });
  expect(namesIn(dirname(pathOf(a)))).toEqual([a.digest.slice(7)]);
});

it.each<[what: 'part' | 'blob', hours: number, maxAge: number, stays: boolean]>([
  ['part', 25, 720, false],
  ['part', 23, 1, true],
  ['part', 0, 1, true],
  ['blob', 25, 720, true],
  ['blob', 23, 1, false],
  ['blob', 721, 720, false],
])('a %s that is %i hours old, where blobs stay for %i hours, stays: %s', async (what, hours, maxAge, stays) => {
  const path = `${pathOf(b)}${what === 'part' ? '.0123456789ab.part' : ''}`;
  await mkdir(dirname(path), { recursive: true });
  writeFileSync(path, files.b);
  utimesSync(path, Date.now() / 1000 - hours * 3600, Date.now() / 1000 - hours * 3600);
  await read(open({ maxAge: maxAge * hour }), c);
  expect(existsSync(path)).toBe(stays);
});

it.each([
  ['was just written', false],
  ['was just asked for', true],
])('does not remove what %s to make room', async (_, isThere) => {
  if (isThere) {
    await read(open(), a);
    const before = Date.now() / 1000 - 3600;
    utimesSync(pathOf(a), before, before);
  }
  const source = open({ maxBytes: a.size + 1 });
  await read(source, a);
  await read(source, c);
  expect([a, c].map((each) => existsSync(pathOf(each)))).toEqual([true, true]);
  // The next step removes them.
  await read(open({ maxBytes: b.size + 1 }), b);
  expect([a, b, c].map((each) => existsSync(pathOf(each)))).toEqual([false, true, false]);
});
