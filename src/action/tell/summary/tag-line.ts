import type { Result } from '../../../modes/contract/result.ts';
import { code, short, some } from './markdown.ts';

/** Of more tags, none is looked for. */
const maxTags = 200;
const maxMoves = 10;

/** What is said of tags by what becomes of them; of those that are moved, each is told with where it pointed. */
const fates: readonly [fate: string | undefined, done: string, planned: string][] = [
  ['new', 'new', 'would be new'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['kept', 'left as it is', 'left as it is'],
  [undefined, '', ''],
];

/** Lists tags with what became of each or, in a dry run, would: `` `v1` new · `latest` moved from `sha256:…` ``. */
export function tagLine(
  tags: readonly string[],
  { tagged = {}, previous = {} }: Pick<Partial<Result>, 'tagged' | 'previous'>,
  isDryRun: boolean,
): string {
  const groups = Map.groupBy(tags, (tag) => (Object.hasOwn(tagged, tag) ? tagged[tag] : undefined));
  const words = fates.flatMap(([fate, done, planned]) => {
    const own = groups.get(fate);
    const names = own && some(own.map(code), maxTags, fate === undefined ? ', ' : ' ');
    return names ? [`${names} ${isDryRun ? planned : done}`.trimEnd()] : [];
  });
  const moves = (groups.get('moved') ?? []).map((tag) => {
    const before = Object.hasOwn(previous, tag) ? previous[tag] : undefined;
    const verb = isDryRun ? 'would move' : 'moved';
    return `${code(tag)} ${verb}${before === undefined ? '' : ` from ${short(before)}`}`;
  });
  const [fresh, ...rest] = groups.has('new') ? words : ['', ...words];
  return [fresh, moves.length > 0 ? some(moves, maxMoves, ' · ') : '', ...rest].filter(Boolean).join(' · ');
}
