// The first line of a job summary.
import type { Step } from '../../src/action/tell/headline.ts';
import { summaryTitle } from '../../src/action/tell/summary/title.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { type Told, toldBy } from '../support/action/told.ts';
import type { MessageRow } from './message-row.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const place = 'r.test/app';
const app = { place, digest, pinned: `${place}@${digest}`, changed: true };
const same = { ...app, changed: false };
const things = (...fates: string[]) => ({
  things: fates.map((fate, at) => ({ name: `m.test/x/i${at}:v1`, fate, tags: ['v1'] })),
});
const hub = { name: 'charts/artifacthub-repo.yml', fate: 'unchanged' };

function titled(mode: Step['mode'], dryRun: boolean, told: Partial<Told>, failure?: string): string {
  const report = failure === undefined ? undefined : { title: failure, message: '', remedy: '' };
  return summaryTitle({ mode, reference: parseReference('r.test/team') }, toldBy(told, dryRun), report);
}

/** What a mode did, and in a dry run would do. */
const done: [Step['mode'], Partial<Told>, done: string, planned: string][] = [
  ['push', app, '✅ Pushed `r.test/app`', '🔍 Dry run: would push `r.test/app`'],
  ['push', same, '✅ Unchanged: `r.test/app`', '🔍 Dry run: unchanged: `r.test/app`'],
  [
    'push',
    { place },
    '✅ Nothing to push to `r.test/app`: no files were found',
    '🔍 Dry run: nothing to push to `r.test/app`: no files were found',
  ],
  // One chart is told like one artifact.
  ['push', { ...app, ...things('pushed') }, '✅ Pushed `r.test/app`', '🔍 Dry run: would push `r.test/app`'],
  [
    'push',
    { ...app, ...things('pushed', 'pushed') },
    '✅ Pushed 2 charts to `r.test/team`',
    '🔍 Dry run: would push 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, things: [...things('pushed', 'unchanged').things, hub] },
    '✅ Pushed 1 of 2 charts to `r.test/team`',
    '🔍 Dry run: would push 1 of 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, things: [...things('pushed', 'pushed').things, { name: 'artifacthub-repo.yaml', fate: 'pushed' }] },
    '✅ Pushed 2 charts to `r.test/team`',
    '🔍 Dry run: would push 2 charts to `r.test/team`',
  ],
  [
    'push',
    { ...app, things: [...things('unchanged').things, { ...hub, fate: 'pushed' }] },
    '✅ Pushed to `r.test/team`',
    '🔍 Dry run: would push to `r.test/team`',
  ],
  [
    'push',
    { ...same, things: [...things('unchanged', 'unchanged').things, hub] },
    '✅ Unchanged: 2 charts in `r.test/team`',
    '🔍 Dry run: unchanged: 2 charts in `r.test/team`',
  ],
  ['copy', { ...app, tags: ['v1'] }, '✅ Copied `v1` to `r.test/app`', '🔍 Dry run: would copy `v1` to `r.test/app`'],
  [
    'copy',
    { ...app, tags: ['a', 'b', 'c'], ...things('copied', 'unchanged') },
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
    { changed: true, ...things('new', 'moved', 'unchanged') },
    '✅ Synced 3 tags to `m.test/x`',
    '🔍 Dry run: would sync 2 of 3 tags to `m.test/x`',
  ],
  [
    'sync',
    { changed: true, things: [...things('new').things, { name: `m.test/y@${digest}`, fate: 'new' }] },
    '✅ Synced 2 references to `m.test`',
    '🔍 Dry run: would sync 2 of 2 references to `m.test`',
  ],
  [
    'sync',
    { changed: false, ...things('unchanged') },
    '✅ Unchanged: 1 tag in `m.test/x/i0`',
    '🔍 Dry run: unchanged: 1 tag in `m.test/x/i0`',
  ],
  [
    'sync',
    { changed: true, things: ['a', 'b'].map((letter) => ({ name: `m.test/X/y@sha512:${letter}`, fate: 'new' })) },
    '✅ Synced 2 references to `m.test/X/y`',
    '🔍 Dry run: would sync 2 of 2 references to `m.test/X/y`',
  ],
  ['sync', { changed: false, things: [] }, '✅ Nothing to sync', '🔍 Dry run: nothing to sync'],
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
    { place },
    '✅ Nothing to attach in `r.test/app`: no files were found',
    '🔍 Dry run: nothing to attach in `r.test/app`: no files were found',
  ],
  [
    'delete',
    { place, changed: true, ...things('deleted', 'untagged', 'kept') },
    '✅ Deleted 2 tags of `r.test/app`',
    '🔍 Dry run: would delete 2 tags of `r.test/app`',
  ],
  [
    'delete',
    {
      place,
      changed: true,
      things: [{ name: 'a, b', fate: 'deleted', tags: ['a', 'b'] }, ...things('untagged').things],
    },
    '✅ Deleted 3 tags of `r.test/app`',
    '🔍 Dry run: would delete 3 tags of `r.test/app`',
  ],
  [
    'delete',
    { place, changed: true, things: [...things('deleted').things, { name: digest, fate: 'deleted' }] },
    '✅ Deleted 1 tag and 1 untagged manifest of `r.test/app`',
    '🔍 Dry run: would delete 1 tag and 1 untagged manifest of `r.test/app`',
  ],
  [
    'delete',
    { place, changed: false, ...things('kept') },
    '✅ Nothing to delete in `r.test/app`',
    '🔍 Dry run: nothing to delete in `r.test/app`',
  ],
];

const found: [Step['mode'], Partial<Told>, title: string][] = [
  ['pull', same, '✅ Pulled `r.test/app`'],
  ['inspect', same, '✅ Inspected `r.test/app`'],
  ['tags', { ...same, tags: ['a', 'b'] }, '✅ Listed 2 tags of `r.test/app`'],
  ['discover', { ...same, more: { total: 1 } }, '✅ Found 1 referrer in `r.test/app`'],
  ['discover', same, '✅ Found 0 referrers in `r.test/app`'],
];

/** How a mode failed; the title of the failure stands before that of the page. */
const failed: [Step['mode'], Partial<Told>, failure: string, title: string][] = [
  ['push', same, 'Access denied', '❌ Not pushed to `r.test/app`: access denied'],
  ['push', {}, 'Not logged in', '❌ Not pushed to `r.test/team`: not logged in'],
  ['push', app, 'Access denied', '❌ Pushed only in part to `r.test/app`: access denied'],
  ['pull', same, 'Not found', '❌ Could not pull `r.test/app`: not found'],
  ['inspect', {}, 'Not found', '❌ Could not inspect `r.test/team`: not found'],
  [
    'push',
    { ...same, things: [...things('failed', 'unchanged', 'unchanged').things, hub] },
    'Already exists',
    '❌ Not pushed to `r.test/team`: 1 of 3 charts exists with other content',
  ],
  [
    'push',
    { ...same, ...things('failed', 'not reached') },
    'Invalid input',
    '❌ Not pushed to `r.test/team`: 1 of 2 charts failed, invalid input',
  ],
  [
    'push',
    { ...same, ...things('failed', 'failed') },
    'Already exists',
    '❌ Not pushed to `r.test/team`: 2 of 2 charts failed',
  ],
  [
    'push',
    { ...app, ...things('failed', 'pushed', 'unchanged') },
    'Already exists',
    '❌ Pushed 1 of 3 charts to `r.test/team`, 1 failed',
  ],
  // What failed is about all of them.
  [
    'push',
    { ...same, ...things('not reached', 'not reached') },
    'Cancelled',
    '❌ Not pushed to `r.test/team`: cancelled',
  ],
  ['copy', { ...same, tags: ['v1'] }, 'Access denied', '❌ Not copied to `r.test/app`: access denied'],
  [
    'copy',
    { ...app, tags: ['v1'], ...things('copied', 'failed', 'not reached') },
    'Access denied',
    '❌ Copied `v1` to 1 of 3 places',
  ],
  [
    'copy',
    { ...same, tags: ['v1'], ...things('failed', 'not reached', 'not reached') },
    'Access denied',
    '❌ Not copied to any of 3 places: access denied',
  ],
  [
    'copy',
    { ...app, tags: ['v1'], ...things('kept', 'failed', 'copied', 'unchanged', 'not reached') },
    'x',
    '❌ Copied `v1` to 3 of 5 places',
  ],
  [
    'sync',
    { changed: true, ...things('failed', 'new', 'moved', 'unchanged', 'kept', 'not reached') },
    'Not found',
    '❌ Synced 4 of 6 tags to `m.test/x`',
  ],
  ['sync', { changed: false, ...things('failed') }, 'Not found', '❌ Not synced to `m.test/x/i0`: not found'],
  ['sync', {}, 'Invalid input', '❌ Not synced to `r.test/team`: invalid input'],
  [
    'delete',
    { ...app, ...things('deleted', 'failed') },
    'Access denied',
    '❌ Deleted only in part in `r.test/app`: access denied',
  ],
  // It found no source, or knows the target.
  ['copy', { changed: false }, 'Not found', '❌ Could not copy `r.test/team`: not found'],
  ['copy', { place: 't.test/app', changed: false }, 'Already exists', '❌ Not copied to `t.test/app`: already exists'],
];

/** In a dry run that fails, nothing was done. */
const failedDry: typeof failed = [
  ['push', app, 'Access denied', '❌ Not pushed to `r.test/app`: access denied'],
  ['sync', { changed: true, ...things('failed', 'new') }, 'Not found', '❌ Not synced to `m.test/x`: not found'],
];

export const summaryTitles: readonly MessageRow[] = [
  ...done.map(([mode, told, ...titles]): MessageRow => {
    return [titles.join(', '), () => [titled(mode, false, told), titled(mode, true, told)], titles];
  }),
  ...found.map(([mode, told, title]): MessageRow => [title, () => titled(mode, false, told), title]),
  ...failed.map(([mode, told, why, title]): MessageRow => [title, () => titled(mode, false, told, why), title]),
  ...failedDry.map(([mode, told, why, title]): MessageRow => {
    return [`in a dry run ${title}`, () => titled(mode, true, told, why), title];
  }),
  [
    'a step that did not begin',
    () => summaryTitle(undefined, toldBy({}), { title: 'Invalid input', message: '', remedy: '' }),
    '❌ Invalid input',
  ],
];
