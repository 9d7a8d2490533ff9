// What the log says last of a step that succeeded.
import { headline, type Step } from '../../src/action/tell/headline.ts';
import { type FateName, wordOf } from '../../src/modes/contract/fates.ts';
import { tellKept } from '../../src/modes/publish/plan-tags.ts';
import { firstLines } from '../../src/modes/tell/first-lines.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { collectingLog } from '../support/action/collecting-log.ts';
import { type Told, toldBy } from '../support/action/told.ts';
import type { MessageRow } from './message-row.ts';

const pinned = 'r.test/team/app@sha256:1';
const place = 'r.test/team/app';
const at = { place, pinned };
const file = { title: 'a', digest: 'sha256:1' as const, size: 1, mediaType: 'text/plain' };
const directory = { ...file, title: 'k8s', entries: { files: 3, size: 9, first: [] } };
const things = (...fates: string[]) => ({ things: fates.map((fate) => ({ name: 'x', fate })) });
const last = `  ${pinned}`;

/** A row whose name is the line itself; of a dry run, when that begins as one. */
function row(
  mode: Step['mode'],
  told: Partial<Told>,
  lines: readonly [string, ...string[]],
  { dryRun = false, given = mode === 'copy' ? 's.test/a:old' : 'r.test/team' } = {},
): MessageRow {
  const step = { mode, reference: parseReference(given) };
  return [`${mode}: ${lines[0]}`, () => headline(step, toldBy(told, dryRun), 4_120), lines];
}
const dry = (mode: Step['mode'], told: Partial<Told>, ...lines: [string, ...string[]]) =>
  row(mode, told, lines, { dryRun: true });
const done = (mode: Step['mode'], told: Partial<Told>, ...lines: [string, ...string[]]) => row(mode, told, lines);

const wrote = { ...at, changed: true };
const same = { ...at, changed: false };
const app = `${place}:v1`;
const source = 's.test/a:old@sha256:1';
const from = { ...wrote, digest: 'sha256:1', tags: ['v1'], size: 1, source };

const ends: MessageRow[] = [
  done(
    'push',
    { ...wrote, tags: ['v1', 'v2'], files: [file], size: 2048, sent: 1024 },
    `Pushed ${app}, v2 in 4.1 s (1 file, 2 KiB, 1 KiB sent)`,
    last,
  ),
  done('push', { ...wrote, tags: ['v1'], size: 2048, sent: 2048 }, `Pushed ${app} in 4.1 s (2 KiB sent)`, last),
  done(
    'push',
    { pinned, changed: true, files: [file, file], size: 0, sent: 0 },
    `Pushed ${pinned} in 4.1 s (2 files, 0 B, nothing sent)`,
  ),
  done(
    'push',
    { ...wrote, tags: ['v1', 'v2'], tagFates: { v1: 'kept', v2: 'new' }, files: [directory, file], size: 2 },
    `Pushed ${place}:v2 in 4.1 s (1 file and 1 directory, 2 B)`,
    last,
  ),
  dry('push', { ...wrote, tags: ['v1'], size: 1, sent: 0 }, `Would push ${app} (1 B), checked in 4.1 s`, last),
  done(
    'push',
    { ...same, tags: ['v1'], size: 1, sent: 0 },
    `Unchanged: ${app} (1 B, nothing sent), checked in 4.1 s`,
    last,
  ),
  dry('push', { ...same, tags: ['v1'] }, `Unchanged: ${app}, checked in 4.1 s`, last),
  done('push', { place, changed: false }, 'Nothing to do: no files were found'),
  done('attach', { place, changed: false }, 'Nothing to do: no files were found'),
  done(
    'attach',
    { ...wrote, tags: [], files: [file], size: 1, sent: 1 },
    `Attached ${pinned} in 4.1 s (1 file, 1 B sent)`,
  ),
  dry('attach', { pinned, changed: true }, `Would attach ${pinned}, checked in 4.1 s`),
  done('attach', { pinned, changed: false }, `Unchanged: ${pinned}, checked in 4.1 s`),
  // Of charts, one is told like one artifact.
  done(
    'push',
    { ...wrote, tags: ['v1'], size: 1, sent: 1, ...things('pushed') },
    `Pushed ${app} in 4.1 s (1 B sent)`,
    last,
  ),
  done(
    'push',
    { place, changed: false, sent: 0, ...things('failed') },
    'Unchanged r.test/team: 1 failed, nothing sent, checked in 4.1 s',
  ),
  done(
    'push',
    { pinned, changed: true, sent: 5, ...things('pushed', 'pushed', 'unchanged') },
    'Pushed r.test/team: 2 pushed, 1 unchanged, 5 B sent in 4.1 s',
  ),
  dry(
    'push',
    { pinned, changed: true, sent: 0, ...things('pushed', 'unchanged') },
    'Would push r.test/team: 1 would be pushed, 1 unchanged, checked in 4.1 s',
  ),
  done('copy', { ...from, sent: 1 }, `Copied s.test/a:old to ${app} in 4.1 s (1 B sent)`, last),
  // A part of an index has a digest of its own.
  dry(
    'copy',
    { ...from, source: 's.test/a:old@sha256:2' },
    `Would copy s.test/a:old@sha256:2 to ${app} (1 B), checked in 4.1 s`,
    last,
  ),
  done(
    'copy',
    { ...from, changed: false, sent: 0 },
    `Unchanged: ${app} from s.test/a:old (1 B, nothing sent), checked in 4.1 s`,
    last,
  ),
  row(
    'copy',
    { ...wrote, digest: 'sha256:1', source: 's.test/a@sha256:1' },
    [`Copied s.test/a@sha256:1 to ${pinned} in 4.1 s`],
    { given: `s.test/a@sha256:${'1'.repeat(64)}` },
  ),
  done(
    'copy',
    {
      ...{ place, digest: 'sha256:1', changed: true, sent: 1, source },
      things: [
        { name: 't.test/one', fate: 'copied', tags: ['v1', 'v2'] },
        { name: 't.test/two', fate: 'failed' },
      ],
    },
    'Copied s.test/a:old: 1 copied, 1 failed, 1 B sent in 4.1 s',
    '  t.test/one:v1, v2: copied',
    '  t.test/two: failed',
  ),
  dry(
    'sync',
    { changed: true, sent: 0, ...things('moved', 'new', 'moved') },
    'Would sync: 2 would be moved, 1 would be added, checked in 4.1 s',
  ),
  done('sync', { changed: true, sent: 3, ...things('new') }, 'Synced: 1 new, 3 B sent in 4.1 s'),
  done(
    'sync',
    { changed: false, sent: 0, things: [] },
    'Unchanged: nothing was selected, nothing sent, checked in 4.1 s',
  ),
  done(
    'delete',
    { place, changed: true, ...things('deleted', 'kept', 'untagged') },
    `Deleted in ${place}: 1 deleted, 1 kept, 1 untagged in 4.1 s`,
  ),
  dry(
    'delete',
    { place, changed: true, ...things('deleted', 'untagged') },
    `Would delete in ${place}: 1 would be deleted, 1 would be untagged, checked in 4.1 s`,
  ),
  done(
    'delete',
    { place, changed: false, things: [] },
    `Nothing to delete in ${place}: nothing was selected, checked in 4.1 s`,
  ),
  done('tag', { ...wrote, tags: ['v1'], size: 1 }, `Tagged ${app} in 4.1 s (1 B)`, last),
  dry('tag', { ...wrote, tags: ['v1'] }, `Would tag ${app}, checked in 4.1 s`, last),
  done(
    'pull',
    { ...same, tags: ['v1'], files: [file], size: 2, sent: 1 },
    `Pulled ${app} in 4.1 s (1 file, 2 B, 1 B received)`,
    last,
  ),
  done(
    'pull',
    { ...same, tags: [], files: [file], size: 1, sent: 0 },
    `Pulled ${pinned} in 4.1 s (1 file, 1 B, nothing received)`,
  ),
  done('inspect', { ...same, tags: ['v1'], files: [], size: 1 }, `Inspected ${app} in 4.1 s (1 B)`, last),
  done('tags', { place, changed: false, tags: ['v1'] }, `Listed 1 tag of ${place} in 4.1 s`),
  done('tags', { place, changed: false, tags: [] }, `Listed 0 tags of ${place} in 4.1 s`),
  done(
    'discover',
    { pinned, changed: false, referrers: [], more: { total: 1 } },
    `Discovered 1 referrer of ${pinned} in 4.1 s`,
  ),
  done(
    'discover',
    { pinned, changed: false, referrers: [], more: { total: 12 } },
    `Discovered 12 referrers of ${pinned} in 4.1 s`,
  ),
  done('discover', { pinned, changed: false, referrers: [] }, `Discovered 0 referrers of ${pinned} in 4.1 s`),
];

const digest = `r.test/team@sha256:${'a'.repeat(64)}`;
const absences = (['inspect', 'pull', 'copy', 'tag'] as const).flatMap((mode) =>
  [
    ['r.test/team:v1', 'r.test/team:v1 does not exist'],
    [digest, `${digest} does not exist`],
    // A repository alone is what a range of versions is for.
    ['r.test/team', 'r.test/team has no such version'],
    ['oci-layout:out:v1', 'oci-layout:out:v1 does not exist'],
  ].map(([given = '', absence]) =>
    row(mode, { place, changed: false, exists: false, tags: ['v2'] }, [`Nothing to ${mode}: ${absence}`], { given }),
  ),
);

const fateWords: Record<FateName, string> = {
  pushed: 'would be pushed',
  copied: 'would be copied',
  new: 'would be added',
  moved: 'would be moved',
  deleted: 'would be deleted',
  untagged: 'would be untagged',
  pulled: 'would be pulled',
  tagged: 'would be tagged',
  attached: 'would be attached',
  found: 'found',
  unchanged: 'unchanged',
  kept: 'kept',
  missing: 'missing',
  failed: 'failed',
  'not reached': 'not reached',
};
const fates = Object.entries(fateWords).map(([name, word]): MessageRow => {
  const fate = name as FateName;
  return [`${fate}, in a dry run ${word}`, () => [wordOf(fate, false), wordOf(fate, true)], [fate, word]];
});

const many: MessageRow[] = [
  [
    'what is beyond the first lines of a kind',
    () => {
      const { log, said } = collectingLog();
      const lines = firstLines(log);
      for (let each = 1; each <= 52; each += 1) lines.say('Sent', `Sent: ${each}`);
      lines.say('Packed', 'a');
      lines.end();
      return said.slice(49);
    },
    ['info: Sent: 50', 'debug: Sent: 51', 'debug: Sent: 52', 'info: a', 'info: … and 2 more: Sent'],
  ],
];

/** A tag that `if-exists` lets stay. */
const kept: MessageRow = [
  'a tag that stays',
  () => {
    const { log, said } = collectingLog();
    tellKept(log, 'v1', 'sha256:1');
    return said;
  },
  ['notice: The tag v1 exists and stays at sha256:1'],
];

export const logEnds: readonly MessageRow[] = [...ends, ...absences, ...fates, kept, ...many];
