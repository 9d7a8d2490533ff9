import { expect, it } from '@jest/globals';
import type { Step } from '../../../../src/action/tell/headline.ts';
import type { Report } from '../../../../src/action/tell/report.ts';
import { titleOf } from '../../../../src/action/tell/summary/title.ts';
import type { Result, ResultItem } from '../../../../src/modes/contract/result.ts';
import { parseReference } from '../../../../src/oci/reference.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const repository = 'r.test/app';
const app = { repository, digest, reference: `${repository}@${digest}`, changed: true };
const same = { ...app, changed: false };
const items = (...statuses: string[]): ResultItem[] =>
  statuses.map((status, at) => ({ name: `m.test/x/i${at}:v1`, status, tags: ['v1'] }));
const hub = { name: 'charts/artifacthub-repo.yml', status: 'unchanged' };
const report = (title: string): Report => ({ title, message: '', remedy: '' });

const titled = (mode: Step['mode'], dryRun: boolean, result: Partial<Result>, failure?: string) =>
  titleOf({ mode, dryRun, reference: parseReference('r.test/team') }, result, failure ? report(failure) : undefined);

it.each<[Step['mode'], Partial<Result>, done: string, planned: string]>([
  ['push', app, '✅ Pushed `r.test/app`', '🔍 Dry run: would push `r.test/app`'],
  ['push', same, '✅ Unchanged: `r.test/app`', '🔍 Dry run: unchanged: `r.test/app`'],
  [
    'push',
    { repository },
    '✅ Nothing to push to `r.test/app`: no files were found',
    '🔍 Dry run: nothing to push to `r.test/app`: no files were found',
  ],
  // One chart is told like one artifact.
  ['push', { ...app, items: items('pushed') }, '✅ Pushed `r.test/app`', '🔍 Dry run: would push `r.test/app`'],
  [
    'push',
    { ...app, items: items('pushed', 'pushed') },
    '✅ Pushed 2 charts to `r.test/team`',
    '🔍 Dry run: would push 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, items: [...items('planned', 'unchanged'), hub] },
    '✅ Pushed 1 of 2 charts to `r.test/team`',
    '🔍 Dry run: would push 1 of 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, items: [...items('pushed', 'pushed'), { name: 'artifacthub-repo.yaml', status: 'pushed' }] },
    '✅ Pushed 2 charts to `r.test/team`',
    '🔍 Dry run: would push 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, items: [...items('unchanged'), { ...hub, status: 'pushed' }] },
    '✅ Pushed to `r.test/team`',
    '🔍 Dry run: would push to `r.test/team`',
  ],
  [
    'push',
    { ...same, items: [...items('unchanged', 'unchanged'), hub] },
    '✅ Unchanged: 2 charts in `r.test/team`',
    '🔍 Dry run: unchanged: 2 charts in `r.test/team`',
  ],
  ['copy', { ...app, tags: ['v1'] }, '✅ Copied `v1` to `r.test/app`', '🔍 Dry run: would copy `v1` to `r.test/app`'],
  [
    'copy',
    { ...app, tags: ['a', 'b', 'c'], items: items('copied', 'unchanged') },
    '✅ Copied `a`, `b`, `c` to 2 places',
    '🔍 Dry run: would copy `a`, `b`, `c` to 2 places',
  ],
  [
    'copy',
    { ...app, tags: ['a', 'b', 'c', 'd'] },
    '✅ Copied 4 tags to `r.test/app`',
    '🔍 Dry run: would copy 4 tags to `r.test/app`',
  ],
  [
    'copy',
    { ...app, tags: [] },
    '✅ Copied `sha256:aaaaaaaaaaaa` to `r.test/app`',
    '🔍 Dry run: would copy `sha256:aaaaaaaaaaaa` to `r.test/app`',
  ],
  [
    'copy',
    { ...same, tags: ['v1'] },
    '✅ Unchanged: `v1` in `r.test/app`',
    '🔍 Dry run: unchanged: `v1` in `r.test/app`',
  ],
  [
    'sync',
    { changed: true, items: items('new', 'moved', 'unchanged') },
    '✅ Synced 3 tags to `m.test/x`',
    '🔍 Dry run: would sync 2 of 3 tags to `m.test/x`',
  ],
  [
    'sync',
    { changed: true, items: [...items('new'), { name: `m.test/y@${digest}`, status: 'new' }] },
    '✅ Synced 2 references to `m.test`',
    '🔍 Dry run: would sync 2 of 2 references to `m.test`',
  ],
  [
    'sync',
    { changed: false, items: items('unchanged') },
    '✅ Unchanged: 1 tag in `m.test/x/i0`',
    '🔍 Dry run: unchanged: 1 tag in `m.test/x/i0`',
  ],
  [
    'sync',
    { changed: true, items: ['a', 'b'].map((letter) => ({ name: `m.test/X/y@sha512:${letter}`, status: 'new' })) },
    '✅ Synced 2 references to `m.test/X/y`',
    '🔍 Dry run: would sync 2 of 2 references to `m.test/X/y`',
  ],
  ['sync', { changed: false, items: [] }, '✅ Nothing to sync', '🔍 Dry run: nothing to sync'],
  ['tag', app, '✅ Tagged `r.test/app`', '🔍 Dry run: would tag `r.test/app`'],
  [
    'attach',
    { ...app, artifactType: 'x/y' },
    '✅ Attached `x/y` to `r.test/app`',
    '🔍 Dry run: would attach `x/y` to `r.test/app`',
  ],
  ['attach', { ...same, artifactType: 'x/y' }, '✅ Unchanged: `r.test/app`', '🔍 Dry run: unchanged: `r.test/app`'],
  [
    'attach',
    { repository },
    '✅ Nothing to attach in `r.test/app`: no files were found',
    '🔍 Dry run: nothing to attach in `r.test/app`: no files were found',
  ],
  [
    'delete',
    { repository, changed: true, items: items('deleted', 'untagged', 'kept') },
    '✅ Deleted 2 tags of `r.test/app`',
    '🔍 Dry run: would delete 2 tags of `r.test/app`',
  ],
  [
    'delete',
    { repository, changed: true, items: [{ name: 'a, b', status: 'deleted', tags: ['a', 'b'] }, ...items('untagged')] },
    '✅ Deleted 3 tags of `r.test/app`',
    '🔍 Dry run: would delete 3 tags of `r.test/app`',
  ],
  [
    'delete',
    { repository, changed: true, items: [...items('deleted'), { name: digest, status: 'deleted' }] },
    '✅ Deleted 1 tag and 1 untagged manifest of `r.test/app`',
    '🔍 Dry run: would delete 1 tag and 1 untagged manifest of `r.test/app`',
  ],
  [
    'delete',
    { repository, changed: false, items: items('kept') },
    '✅ Nothing to delete in `r.test/app`',
    '🔍 Dry run: nothing to delete in `r.test/app`',
  ],
])('titles what mode %s did, or would do', (mode, result, done, planned) => {
  expect([titled(mode, false, result), titled(mode, true, result)]).toEqual([done, planned]);
});

it.each<[Step['mode'], Partial<Result>, string]>([
  ['pull', same, '✅ Pulled `r.test/app`'],
  ['inspect', same, '✅ Inspected `r.test/app`'],
  ['tags', { ...same, tags: ['a', 'b'] }, '✅ Listed 2 tags of `r.test/app`'],
  ['discover', { ...same, details: { total: 1 } }, '✅ Found 1 referrer in `r.test/app`'],
  ['discover', same, '✅ Found 0 referrers in `r.test/app`'],
])('titles what mode %s found', (mode, result, title) => {
  expect(titled(mode, false, result)).toBe(title);
});

it.each<[Step['mode'], Partial<Result>, string, title: string]>([
  ['push', same, 'Access denied', '❌ Not pushed to `r.test/app`: access denied'],
  ['push', {}, 'Not logged in', '❌ Not pushed to `r.test/team`: not logged in'],
  ['push', app, 'Access denied', '❌ Pushed only in part to `r.test/app`: access denied'],
  ['pull', same, 'Not found', '❌ Could not pull `r.test/app`: not found'],
  ['inspect', {}, 'Not found', '❌ Could not inspect `r.test/team`: not found'],
  [
    'push',
    { ...same, items: [...items('failed', 'unchanged', 'unchanged'), hub] },
    'Already exists',
    '❌ Not pushed to `r.test/team`: 1 of 3 charts exists with other content',
  ],
  [
    'push',
    { ...same, items: items('failed', 'not pushed') },
    'Invalid input',
    '❌ Not pushed to `r.test/team`: 1 of 2 charts failed, invalid input',
  ],
  [
    'push',
    { ...same, items: items('failed', 'failed') },
    'Already exists',
    '❌ Not pushed to `r.test/team`: 2 of 2 charts failed',
  ],
  [
    'push',
    { ...app, items: items('failed', 'pushed', 'unchanged') },
    'Already exists',
    '❌ Pushed 1 of 3 charts to `r.test/team`, 1 failed',
  ],
  // What failed is about all of them.
  [
    'push',
    { ...same, items: items('not pushed', 'not pushed') },
    'Cancelled',
    '❌ Not pushed to `r.test/team`: cancelled',
  ],
  ['copy', { ...same, tags: ['v1'] }, 'Access denied', '❌ Not copied to `r.test/app`: access denied'],
  [
    'copy',
    { ...app, tags: ['v1'], planned: 3, items: items('copied', 'failed') },
    'Access denied',
    '❌ Copied `v1` to 1 of 3 places',
  ],
  [
    'copy',
    { ...same, tags: ['v1'], planned: 3, items: items('failed') },
    'Access denied',
    '❌ Not copied to any of 3 places: access denied',
  ],
  // All that is known was reached.
  ['sync', { changed: true, items: items('failed', 'new') }, 'Not found', '❌ Synced 1 of 2 tags to `m.test/x`'],
  ['copy', { ...app, tags: ['v1'], items: items('copied', 'failed') }, 'x', '❌ Copied `v1` to 1 of 2 places'],
  [
    'copy',
    { ...app, tags: ['v1'], planned: 5, items: items('kept', 'failed', 'copied', 'unchanged') },
    'x',
    '❌ Copied `v1` to 3 of 5 places',
  ],
  [
    'sync',
    { changed: true, planned: 10, items: items('failed', 'new', 'moved', 'unchanged', 'kept') },
    'Not found',
    '❌ Synced 4 of 10 tags to `m.test/x`',
  ],
  [
    'sync',
    { changed: false, planned: 1, items: items('failed') },
    'Not found',
    '❌ Not synced to `m.test/x/i0`: not found',
  ],
  ['sync', {}, 'Invalid input', '❌ Not synced to `r.test/team`: invalid input'],
  [
    'delete',
    { ...app, items: items('deleted', 'failed') },
    'Access denied',
    '❌ Deleted only in part in `r.test/app`: access denied',
  ],
])('titles how mode %s failed', (mode, result, failure, title) => {
  expect(titled(mode, false, result, failure)).toBe(title);
});

it('says of a dry run that fails that nothing was done', () => {
  expect(titled('push', true, app, 'Access denied')).toBe('❌ Not pushed to `r.test/app`: access denied');
  expect(titled('sync', true, { changed: true, planned: 2, items: items('failed', 'new') }, 'Not found')).toBe(
    '❌ Not synced to `m.test/x`: not found',
  );
});

it('titles a step that did not begin by what went wrong', () => {
  expect(titleOf(undefined, {}, report('Invalid input'))).toBe('❌ Invalid input');
});

it('names of a copy that found no source what was to be copied, and else the target', () => {
  expect(titled('copy', false, { changed: false }, 'Not found')).toBe('❌ Could not copy `r.test/team`: not found');
  expect(titled('copy', false, { repository: 't.test/app', changed: false }, 'Already exists')).toBe(
    '❌ Not copied to `t.test/app`: already exists',
  );
});
