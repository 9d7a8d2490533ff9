import type { Facts } from '../../../modes/contract/told.ts';
import { code, short, some } from '../markdown.ts';

/** Nobody looks for one among more. */
const maxTags = 200;
const maxMoves = 10;

type Previous = NonNullable<Facts['previous']>;
type Words = (tags: readonly string[], isDryRun: boolean, previous: Previous) => string;

/** What is said of tags by what becomes of them, in this order; nothing is known of those without a fate. */
const fates: readonly [fate: string | undefined, words: Words][] = [
  ['new', (tags, isDryRun) => `${namesOf(tags)} ${isDryRun ? 'would be new' : 'new'}`],
  ['moved', (tags, isDryRun, previous) => some(tags.map(moveOf(isDryRun, previous)), maxMoves, ' · ')],
  ['unchanged', (tags) => `${namesOf(tags)} unchanged`],
  ['kept', (tags) => `${namesOf(tags)} left as it is`],
  [undefined, (tags) => namesOf(tags, ', ')],
];

/** Lists tags with what became of each or, in a dry run, would: `` `v1` new · `latest` moved from `sha256:…` ``. */
export function tagLine(tags: readonly string[], { tagged = {}, previous = {} }: Facts, isDryRun: boolean): string {
  const groups = Map.groupBy(tags, (tag) => (Object.hasOwn(tagged, tag) ? tagged[tag] : undefined));
  const parts = fates.flatMap(([fate, words]) => {
    const own = groups.get(fate);
    return own ? [words(own, isDryRun, previous)] : [];
  });
  return parts.join(' · ');
}

function namesOf(tags: readonly string[], between = ' '): string {
  return some(tags.map(code), maxTags, between);
}

/** Makes the function that says of a tag that it moved, and where it pointed before. */
function moveOf(isDryRun: boolean, previous: Previous): (tag: string) => string {
  const verb = isDryRun ? 'would move' : 'moved';
  return (tag) => {
    const before = Object.hasOwn(previous, tag) ? previous[tag] : undefined;
    return `${code(tag)} ${verb}${before === undefined ? '' : ` from ${short(before)}`}`;
  };
}
