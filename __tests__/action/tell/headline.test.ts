import { describe, expect, it } from '@jest/globals';
import { headline, type Step } from '../../../src/action/tell/headline.ts';
import { statusWord } from '../../../src/action/tell/status-word.ts';
import type { Result, ResultItem } from '../../../src/modes/contract/result.ts';
import { parseReference } from '../../../src/oci/reference.ts';

const reference = 'r.test/team/app@sha256:1';
const repository = 'r.test/team/app';
const file = { title: 'a', digest: 'sha256:1' as const, size: 1, mediaType: 'text/plain' };
const items = (...statuses: string[]): ResultItem[] => statuses.map((status) => ({ name: 'x', status }));

it.each<[Step['mode'], dryRun: boolean, Partial<Result>, string]>([
  [
    'push',
    false,
    { reference, changed: true, tags: ['v1', 'v2'], files: [file], size: 2048, transferred: 1024 },
    `Pushed ${reference} as v1, v2 (1 file, 2 KiB, 1 KiB moved)`,
  ],
  [
    'push',
    false,
    { reference, changed: true, files: [file, file], size: 0, transferred: 0 },
    `Pushed ${reference} (2 files, 0 B, 0 B moved)`,
  ],
  [
    'push',
    true,
    { reference, changed: true, tags: ['v1'], size: 1, transferred: 0 },
    `Would push ${reference} as v1 (1 B)`,
  ],
  [
    'push',
    false,
    { reference, changed: false, tags: ['v1'], size: 1, transferred: 0 },
    `Unchanged: ${reference} as v1 (1 B, 0 B moved)`,
  ],
  ['push', true, { reference, changed: false, tags: ['v1'] }, `Unchanged: ${reference} as v1`],
  ['push', false, { repository, changed: false }, 'Nothing to do: no files were found'],
  ['attach', false, { repository, changed: false }, 'Nothing to do: no files were found'],
  [
    'attach',
    false,
    { reference, changed: true, tags: [], files: [file], size: 1, transferred: 1 },
    `Attached ${reference} (1 file, 1 B, 1 B moved)`,
  ],
  ['attach', true, { reference, changed: true }, `Would attach ${reference}`],
  // Charts, one of which is told like one artifact.
  [
    'push',
    false,
    { reference, changed: true, tags: ['1.0.0'], items: items('pushed'), size: 1, transferred: 1 },
    `Pushed ${reference} as 1.0.0 (1 B, 1 B moved)`,
  ],
  [
    'push',
    false,
    { repository, changed: false, items: items('failed'), transferred: 0 },
    'Unchanged r.test/team: 1 failed, 0 B transferred',
  ],
  [
    'push',
    false,
    { reference, changed: true, items: items('pushed', 'pushed', 'unchanged'), transferred: 5 },
    'Pushed r.test/team: 2 pushed, 1 unchanged, 5 B transferred',
  ],
  [
    'push',
    true,
    { reference, changed: true, items: items('planned', 'unchanged'), transferred: 0 },
    'Would push r.test/team: 1 would be pushed, 1 unchanged',
  ],
  [
    'copy',
    false,
    { reference, changed: true, tags: ['v1'], source: 's.test/a:v1', size: 1, transferred: 1 },
    `Copied ${reference} as v1 from s.test/a:v1 (1 B, 1 B moved)`,
  ],
  [
    'copy',
    false,
    { repository, changed: true, items: items('copied', 'failed'), transferred: 1 },
    'Copied r.test/team: 1 copied, 1 failed, 1 B transferred',
  ],
  [
    'sync',
    true,
    { changed: true, items: items('moved', 'new', 'moved'), transferred: 0 },
    'Would sync: 2 would be moved, 1 would be added',
  ],
  ['sync', false, { changed: false, items: [], transferred: 0 }, 'Unchanged: nothing was selected, 0 B transferred'],
  [
    'delete',
    false,
    { repository, changed: true, items: items('deleted', 'kept', 'untagged') },
    `Deleted in ${repository}: 1 deleted, 1 kept, 1 untagged`,
  ],
  [
    'delete',
    true,
    { repository, changed: true, items: items('deleted', 'untagged') },
    `Would delete in ${repository}: 1 would be deleted, 1 would be untagged`,
  ],
  [
    'delete',
    false,
    { repository, changed: false, items: [] },
    `Nothing to delete in ${repository}: nothing was selected`,
  ],
  ['tag', false, { reference, changed: true, tags: ['v1'], size: 1 }, `Tagged ${reference} as v1 (1 B)`],
  ['tag', true, { reference, changed: true, tags: ['v1'] }, `Would tag ${reference} as v1`],
  [
    'pull',
    false,
    { reference, changed: false, tags: ['v1'], files: [file], size: 1, transferred: 0 },
    `Pulled ${reference} (1 file, 1 B, 0 B moved)`,
  ],
  ['inspect', false, { reference, changed: false, tags: ['v1'], files: [], size: 1 }, `Inspected ${reference} (1 B)`],
  ['copy', true, { reference, changed: true, tags: ['v1'] }, `Would copy ${reference} as v1`],
  ['copy', false, { reference, changed: false, tags: ['v1'] }, `Unchanged: ${reference} as v1`],
  ['tag', false, { reference, changed: false, tags: ['v1'] }, `Unchanged: ${reference} as v1`],
  ['attach', false, { reference, changed: false }, `Unchanged: ${reference}`],
  ['tags', false, { repository, changed: false, tags: ['v1'] }, `Listed 1 tag of ${repository}`],
  ['tags', false, { repository, changed: false, tags: [] }, `Listed 0 tags of ${repository}`],
  [
    'discover',
    false,
    { reference, changed: false, referrers: [], details: { total: 1 } },
    `Discovered 1 referrer of ${reference}`,
  ],
  [
    'discover',
    false,
    { reference, changed: false, referrers: [], details: { total: 12 } },
    `Discovered 12 referrers of ${reference}`,
  ],
  ['discover', false, { reference, changed: false, referrers: [] }, `Discovered 0 referrers of ${reference}`],
])('mode %s, in a dry run %s', (mode, dryRun, result, expected) => {
  expect(headline({ mode, dryRun, reference: parseReference('r.test/team') }, result)).toBe(expected);
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
    expect(headline({ ...asked, mode }, result)).toBe(`Nothing to ${mode}: ${put(absence)}`);
    expect(headline({ ...asked, mode }, { ...result, exists: true })).not.toContain('Nothing');
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
