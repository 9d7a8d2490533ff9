import { describe, expect, it } from '@jest/globals';
import { headline, type Step } from '../../../src/action/tell/headline.ts';
import { statusWord } from '../../../src/action/tell/status-word.ts';
import type { Result, ResultItem } from '../../../src/modes/contract/result.ts';
import { parseReference } from '../../../src/oci/reference.ts';

const reference = 'r.test/team/app@sha256:1';
const repository = 'r.test/team/app';
const file = { title: 'a', digest: 'sha256:1' as const, size: 1, mediaType: 'text/plain' };
const items = (...statuses: string[]): ResultItem[] => statuses.map((status) => ({ name: 'x', status }));

const pinned = `  ${reference}`;

it.each<[Step['mode'], dryRun: boolean, Partial<Result>, string[]]>([
  [
    'push',
    false,
    { repository, reference, changed: true, tags: ['v1', 'v2'], files: [file], size: 2048, transferred: 1024 },
    [`Pushed ${repository}:v1, v2 in 4.1 s (1 file, 2 KiB, 1 KiB sent)`, pinned],
  ],
  [
    'push',
    false,
    { repository, reference, changed: true, tags: ['v1'], files: [file], size: 2048, transferred: 2048 },
    [`Pushed ${repository}:v1 in 4.1 s (1 file, 2 KiB sent)`, pinned],
  ],
  [
    'push',
    false,
    { reference, changed: true, files: [file, file], size: 0, transferred: 0 },
    [`Pushed ${reference} in 4.1 s (2 files, 0 B, nothing sent)`],
  ],
  [
    'push',
    true,
    { repository, reference, changed: true, tags: ['v1'], size: 1, transferred: 0 },
    [`Would push ${repository}:v1 (1 B), checked in 4.1 s`, pinned],
  ],
  [
    'push',
    false,
    { repository, reference, changed: false, tags: ['v1'], size: 1, transferred: 0 },
    [`Unchanged: ${repository}:v1 (1 B, nothing sent), checked in 4.1 s`, pinned],
  ],
  [
    'push',
    true,
    { repository, reference, changed: false, tags: ['v1'] },
    [`Unchanged: ${repository}:v1, checked in 4.1 s`, pinned],
  ],
  ['push', false, { repository, changed: false }, ['Nothing to do: no files were found']],
  ['attach', false, { repository, changed: false }, ['Nothing to do: no files were found']],
  [
    'attach',
    false,
    { repository, reference, changed: true, tags: [], files: [file], size: 1, transferred: 1 },
    [`Attached ${reference} in 4.1 s (1 file, 1 B sent)`],
  ],
  ['attach', true, { reference, changed: true }, [`Would attach ${reference}, checked in 4.1 s`]],
  // Charts, one of which is told like one artifact.
  [
    'push',
    false,
    {
      ...{ repository, reference, changed: true, tags: ['1.0.0'], size: 1, transferred: 1 },
      items: items('pushed'),
    },
    [`Pushed ${repository}:1.0.0 in 4.1 s (1 B sent)`, pinned],
  ],
  [
    'push',
    false,
    { repository, changed: false, items: items('failed'), transferred: 0 },
    ['Unchanged r.test/team: 1 failed, nothing sent, checked in 4.1 s'],
  ],
  [
    'push',
    false,
    { reference, changed: true, items: items('pushed', 'pushed', 'unchanged'), transferred: 5 },
    ['Pushed r.test/team: 2 pushed, 1 unchanged, 5 B sent in 4.1 s'],
  ],
  [
    'push',
    true,
    { reference, changed: true, items: items('planned', 'unchanged'), transferred: 0 },
    ['Would push r.test/team: 1 would be pushed, 1 unchanged, checked in 4.1 s'],
  ],
  [
    'copy',
    false,
    {
      ...{ repository, reference, digest: 'sha256:1', changed: true, tags: ['v1', 'v2'], size: 1, transferred: 1 },
      source: 's.test/a:old@sha256:1',
    },
    [`Copied s.test/a:old to ${repository}:v1, v2 in 4.1 s (1 B sent)`, pinned],
  ],
  // A part of an index has a digest of its own.
  [
    'copy',
    true,
    {
      ...{ repository, reference, digest: 'sha256:1', changed: true, tags: ['v1'], size: 1 },
      source: 's.test/a:old@sha256:2',
    },
    [`Would copy s.test/a:old@sha256:2 to ${repository}:v1 (1 B), checked in 4.1 s`, pinned],
  ],
  [
    'copy',
    false,
    {
      ...{ repository, reference, digest: 'sha256:1', changed: false, tags: ['v1'], size: 1, transferred: 0 },
      source: 's.test/a:old@sha256:1',
    },
    [`Unchanged: ${repository}:v1 from s.test/a:old (1 B, nothing sent), checked in 4.1 s`, pinned],
  ],
  [
    'copy',
    false,
    {
      ...{ repository, digest: 'sha256:1', changed: true, transferred: 1, source: 's.test/a:old@sha256:1' },
      items: [
        { name: 't.test/one', status: 'copied', tags: ['v1', 'v2'] },
        { name: 't.test/two', status: 'failed' },
      ],
    },
    [
      'Copied s.test/a:old: 1 copied, 1 failed, 1 B sent in 4.1 s',
      '  t.test/one:v1, v2: copied',
      '  t.test/two: failed',
    ],
  ],
  [
    'sync',
    true,
    { changed: true, items: items('moved', 'new', 'moved'), transferred: 0 },
    ['Would sync: 2 would be moved, 1 would be added, checked in 4.1 s'],
  ],
  ['sync', false, { changed: true, items: items('new'), transferred: 3 }, ['Synced: 1 new, 3 B sent in 4.1 s']],
  [
    'sync',
    false,
    { changed: false, items: [], transferred: 0 },
    ['Unchanged: nothing was selected, nothing sent, checked in 4.1 s'],
  ],
  [
    'delete',
    false,
    { repository, changed: true, items: items('deleted', 'kept', 'untagged') },
    [`Deleted in ${repository}: 1 deleted, 1 kept, 1 untagged in 4.1 s`],
  ],
  [
    'delete',
    true,
    { repository, changed: true, items: items('deleted', 'untagged') },
    [`Would delete in ${repository}: 1 would be deleted, 1 would be untagged, checked in 4.1 s`],
  ],
  [
    'delete',
    false,
    { repository, changed: false, items: [] },
    [`Nothing to delete in ${repository}: nothing was selected, checked in 4.1 s`],
  ],
  [
    'tag',
    false,
    { repository, reference, changed: true, tags: ['v1'], size: 1 },
    [`Tagged ${repository}:v1 in 4.1 s (1 B)`, pinned],
  ],
  [
    'tag',
    true,
    { repository, reference, changed: true, tags: ['v1'] },
    [`Would tag ${repository}:v1, checked in 4.1 s`, pinned],
  ],
  [
    'pull',
    false,
    { repository, reference, changed: false, tags: ['v1'], files: [file], size: 2, transferred: 1 },
    [`Pulled ${repository}:v1 in 4.1 s (1 file, 2 B, 1 B received)`, pinned],
  ],
  [
    'pull',
    false,
    { repository, reference, changed: false, tags: [], files: [file], size: 1, transferred: 0 },
    [`Pulled ${reference} in 4.1 s (1 file, 1 B, nothing received)`],
  ],
  [
    'inspect',
    false,
    { repository, reference, changed: false, tags: ['v1'], files: [], size: 1 },
    [`Inspected ${repository}:v1 in 4.1 s (1 B)`, pinned],
  ],
  [
    'tag',
    false,
    { repository, reference, changed: false, tags: ['v1'] },
    [`Unchanged: ${repository}:v1, checked in 4.1 s`, pinned],
  ],
  ['attach', false, { reference, changed: false }, [`Unchanged: ${reference}, checked in 4.1 s`]],
  ['tags', false, { repository, changed: false, tags: ['v1'] }, [`Listed 1 tag of ${repository} in 4.1 s`]],
  ['tags', false, { repository, changed: false, tags: [] }, [`Listed 0 tags of ${repository} in 4.1 s`]],
  [
    'discover',
    false,
    { reference, changed: false, referrers: [], details: { total: 1 } },
    [`Discovered 1 referrer of ${reference} in 4.1 s`],
  ],
  [
    'discover',
    false,
    { reference, changed: false, referrers: [], details: { total: 12 } },
    [`Discovered 12 referrers of ${reference} in 4.1 s`],
  ],
  [
    'discover',
    false,
    { reference, changed: false, referrers: [] },
    [`Discovered 0 referrers of ${reference} in 4.1 s`],
  ],
])('mode %s, in a dry run %s', (mode, dryRun, result, expected) => {
  const given = parseReference(mode === 'copy' ? 's.test/a:old' : 'r.test/team');
  expect(headline({ mode, dryRun, reference: given }, result, 4_120)).toEqual(expected);
});

it('a copy of a digest names its source by it', () => {
  const step = { mode: 'copy', dryRun: false, reference: parseReference(`s.test/a@sha256:${'1'.repeat(64)}`) } as const;
  const result = { repository, reference, digest: 'sha256:1', changed: true, source: 's.test/a@sha256:1' } as const;
  expect(headline(step, result, 4_120)).toEqual([`Copied s.test/a@sha256:1 to ${reference} in 4.1 s`]);
});

it.each([
  ['r.test/team:v1', 'r.test/team:v1 does not exist'],
  ['r.test/team@sha256:DIGEST', 'r.test/team@sha256:DIGEST does not exist'],
  // A repository alone is what a range of versions is for.
  ['r.test/team', 'r.test/team has no such version'],
  ['oci-layout:out:v1', 'oci-layout:out:v1 does not exist'],
])('there is nothing to work on in %s', (named, absence) => {
  const put = (text: string) => text.replace('DIGEST', 'a'.repeat(64));
  const asked = { dryRun: false, reference: parseReference(put(named)) };
  for (const mode of ['inspect', 'pull', 'copy', 'tag'] as const) {
    const result = { repository, changed: false, exists: false, tags: ['v2'] };
    expect(headline({ ...asked, mode }, result, 100)).toEqual([`Nothing to ${mode}: ${put(absence)}`]);
    expect(headline({ ...asked, mode }, { ...result, exists: true }, 100).join()).not.toContain('Nothing');
  }
});

describe('A status', () => {
  it.each([
    ['planned', 'would be pushed'],
    ['copied', 'would be copied'],
    ['new', 'would be added'],
    ['moved', 'would be moved'],
    ['deleted', 'would be deleted'],
    ['untagged', 'would be untagged'],
    ['kept', 'kept'],
    ['failed', 'failed'],
    ['unchanged', 'unchanged'],
  ])('%s is in a dry run %s', (status, word) => {
    expect(statusWord(status, true)).toBe(word);
    expect(statusWord(status, false)).toBe(status);
  });
});

it('names the tags that were written, and no directory a file', () => {
  const entries = { files: 3, size: 9, first: [] };
  const files = [{ title: 'k8s', entries }, { title: 'a' }].map((file) => ({
    ...file,
    digest: 'sha256:1',
    size: 1,
    mediaType: 'a/b',
  }));
  const tagged = { v1: 'kept', v2: 'new' };
  const result = {
    repository: 'r.test/a',
    reference: 'r.test/a@sha256:1',
    tags: ['v1', 'v2'],
    tagged,
    files,
    changed: true,
    size: 2,
  };
  const pushed = { mode: 'push', dryRun: false, reference: parseReference('r.test/a:v1') } as const;
  expect(headline(pushed, result as never, 4_100)[0]).toBe('Pushed r.test/a:v2 in 4.1 s (1 file and 1 directory, 2 B)');
});
