import { formatBytes } from '../../format-bytes.ts';
import { formatDuration } from '../../format-duration.ts';
import { wordOf } from '../../modes/contract/fates.ts';
import type { ModeName } from '../../modes/contract/inputs.ts';
import { changedIn, movedIn, type Thing, type Told } from '../../modes/contract/told.ts';
import { fullName } from '../../modes/find/find-manifest.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { count, countFiles } from '../../words.ts';
import { modes } from './modes.ts';

/** What of the inputs is told of a step. */
export interface Step {
  mode: ModeName;
  reference: Reference;
}

/** The verb that tells what came of a step. */
export function verbOf({ mode }: Pick<Step, 'mode'>, told: Told): string {
  const [done, planned, unchanged] = modes[mode].verbs;
  return !changedIn(told) ? unchanged : told.isDryRun ? planned : done;
}

/** Names what a step was to work on, and says that it does not exist; a repository alone stands for its versions. */
export function absenceIn({ reference }: Pick<Step, 'reference'>): [name: string, what: string] {
  const isNamed = reference.digest !== undefined || reference.tags.length > 0;
  return isNamed ? [fullName(reference), 'does not exist'] : [formatRepository(reference), 'has no such version'];
}

/**
 * The last lines of the log: what was done to what in how many milliseconds, in one sentence, and below it the reference
 * by digest, where the sentence has tags.
 */
export function headline(step: Step, told: Told, milliseconds: number): string[] {
  const { about, things: items, isDryRun } = told;
  const { reference, repository = '', tags = [] } = about;
  const { takesFiles, verbs, things, counts } = modes[step.mode];
  if (takesFiles && reference === undefined && items === undefined) return ['Nothing to do: no files were found'];
  if (told.exists === false) return [`Nothing to ${step.mode}: ${absenceIn(step).join(' ')}`];
  const verb = verbOf(step, told);
  const time = formatDuration(milliseconds);
  const isDone = verb === verbs[0];
  const [within, after] = isDone ? [` in ${time}`, ''] : ['', `, checked in ${time}`];
  if (items !== undefined && !(things?.isOneAlone && items.length === 1 && reference !== undefined)) {
    const byWord = Map.groupBy(items, ({ fate }) => wordOf(fate, isDryRun));
    const list = [...byWord].map(([status, { length }]) => `${length} ${status}`);
    const facts = [...(list.length > 0 ? list : ['nothing was selected']), ...sentOf(step, told)];
    const isEach = things?.where === 'each';
    const place = isEach
      ? sourceOf(step, about)
      : things?.where === 'below'
        ? formatRepository(step.reference)
        : repository;
    const sentence = `${verb}${place ? ` ${place}` : ''}: ${facts.join(', ')}${within}${after}`;
    return [sentence, ...(isEach ? items.map((item) => targetLine(item, isDryRun)) : [])];
  }
  const counted = counts?.(about);
  if (counted) return [`${verb} ${count(...counted)} of ${reference ?? repository}${within}`];
  const facts = factsOf(step, told).join(', ');
  const written = tags.filter((tag) => about.tagged?.[tag] !== 'kept');
  const tagged = tags.length > 0 ? `${repository}:${(written.length > 0 ? written : tags).join(', ')}` : undefined;
  const what = tagged ?? reference ?? repository;
  const from = sourceOf(step, about);
  const whole = from === undefined ? what : isDone || isDryRun ? `${from} to ${what}` : `${what} from ${from}`;
  const sentence = `${verb}${verb === 'Unchanged' ? ':' : ''} ${whole}${within}${facts ? ` (${facts})` : ''}${after}`;
  return [sentence, ...(tagged !== undefined && reference !== undefined ? [`  ${reference}`] : [])];
}

/** What came of one target of several. */
function targetLine({ name, tags = [], fate }: Thing, isDryRun: boolean): string {
  return `  ${name}${tags.length > 0 ? `:${tags.join(', ')}` : ''}: ${wordOf(fate, isDryRun)}`;
}

/** What was copied: by its tag, where its digest is that of the copy, which is told anyway. */
function sourceOf({ reference }: Step, { source, digest }: Told['about']): string | undefined {
  const pin = `@${digest}`;
  return reference.tags.length > 0 && source?.endsWith(pin) ? source.slice(0, -pin.length) : source;
}

function factsOf(step: Step, told: Told): string[] {
  const { files = [], size } = told.about;
  const sent = sentOf(step, told);
  const directories = files.filter(({ entries }) => entries !== undefined).length;
  const isAllSent = sent.length > 0 && movedIn(told)?.transferred === size && size !== 0;
  return [
    ...(files.length > 0 ? [countFiles(files.length - directories, directories)] : []),
    ...(size === undefined || isAllSent ? [] : [formatBytes(size)]),
    ...sent,
  ];
}

/** How much was moved; a dry run moves nothing, and says nothing of it. */
function sentOf({ mode }: Step, told: Told): string[] {
  const { transferred } = movedIn(told) ?? {};
  if (told.isDryRun || transferred === undefined) return [];
  return [`${transferred === 0 ? 'nothing' : formatBytes(transferred)} ${modes[mode].moves[0]}`];
}
