import { describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { adding, type Change, nextList, removing } from '../../../src/registry/lists/next-list.ts';

/** An entry by a letter, which is its digest too. */
const entry = (letter: string): Descriptor => ({
  mediaType: 'text/plain',
  digest: `sha256:${letter.repeat(64)}`,
  size: 1,
});
const [a, b, own] = [entry('a'), entry('b'), entry('c')];
const unread = { more: ['than', 'we', 'know'] };
const add = [adding(own)];
const remove = [removing(a.digest)];

/** Entries by their digests, as a job has seen them. */
const seenOf = (...entries: Descriptor[]) => new Map(entries.map((each) => [each.digest, each]));
const isThere = (is: boolean, ...entries: Descriptor[]) => new Map(entries.map(({ digest }) => [digest, is]));

describe('a list of referrers that was read', () => {
  it.each<[string, unknown[], Change[], unknown[] | undefined]>([
    ['gets what is not on it', [a], add, [a, own]],
    ['gets it as its first entry', [], add, [own]],
    ['stays when it has that already', [a, own], add, undefined],
    ['loses what is on it', [a, b], remove, [b]],
    ['may lose its only entry', [a], remove, []],
    ['stays when it does not have that', [b], remove, undefined],
    ['gets it in the place of what says another size', [{ ...own, size: 2 }, a], add, [a, own]],
    ['gets it in the place of what says more', [own, { ...own, data: 'eA==' }, a], add, [a, own]],
    ['loses what is on it twice', [a, b, a], remove, [b]],
    ['is changed by all who wait', [a, b], [...remove, ...add], [b, own]],
    ['is changed where one of several has something to do', [b], [...remove, ...add], [b, own]],
    ['keeps what we do not understand', [unread, 1, null], add, [unread, 1, null, own]],
  ])('%s', (_, listed, changes, written) => {
    expect(nextList({ seen: new Map(), isThere: new Map() }, listed, changes)).toMatchObject({ written });
  });

  it.each<[string, Parameters<typeof nextList>, object]>([
    [
      'has lost an entry of another job: was it deleted?',
      [{ seen: seenOf(b), isThere: new Map() }, [a], add],
      { lost: [b] },
    ],
    ['has lost our own entry', [{ seen: seenOf(a, own), isThere: new Map() }, [a], add], { lost: [own] }],
    [
      'gets back what was overwritten',
      [{ seen: seenOf(b), isThere: isThere(true, b) }, [a, own], add],
      { written: [a, own, b] },
    ],
    [
      'does not get back what was deleted',
      [{ seen: seenOf(b), isThere: isThere(false, b) }, [a, own], add],
      { written: undefined },
    ],
    [
      'does not get back what we take off',
      [{ seen: seenOf(a), isThere: isThere(true, a) }, [b], remove],
      { written: [b] },
    ],
    [
      'loses what is gone, when it is written for another reason',
      [{ seen: new Map(), isThere: isThere(false, b) }, [a, b], add],
      { written: [a, own] },
    ],
    [
      'is not written for what is gone alone',
      [{ seen: new Map(), isThere: isThere(false, b) }, [b, own], add],
      { written: undefined },
    ],
    ['may hold more that is gone', [{ seen: new Map(), isThere: isThere(true, b) }, [a, b], add], { unasked: [a] }],
  ])('%s', (_, read, next) => expect(nextList(...read)).toMatchObject(next));

  it('is remembered with what others have on it, and without what we take off', () => {
    const known = { seen: seenOf(own), isThere: isThere(true, own) };
    expect(nextList(known, [a, b], remove)).toMatchObject({ seen: seenOf(own, b) });
    // To look changes nothing.
    expect(known.seen).toEqual(seenOf(own));
  });
});
