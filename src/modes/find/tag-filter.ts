import { hasCode, invalid, messageOf } from '../../errors.ts';
import { createGiveWay } from '../../give-way.ts';
import { parseConstraint } from '../../go/constraint.ts';
import { versionOfTag } from './tag-versions.ts';

/**
 * Makes a test of tags from a range of versions as Helm reads it (`^1.2`, `>=1 <3`), or from a `/regular expression/`
 * of Go with the optional flags i, m and s, which finds its match anywhere in the tag; `!/…/` takes the tags without a
 * match. A tag that is not a version is in no range. Fails with INVALID_INPUT.
 */
export async function parseTagFilter(text: string): Promise<(tag: string) => boolean> {
  const [, not, rest] = /^(!?)\/(.*)$/s.exec(text) ?? [];
  if (rest !== undefined) {
    const end = rest.lastIndexOf('/');
    if (end < 0) throw invalid('filter', text, 'is a regular expression without a / at its end');
    const flags = rest.slice(end + 1);
    if (!/^[ims]*$/.test(flags))
      throw invalid('filter', text, 'has something other than the flags i, m and s after the last /');
    // A chunk of its own in dist/, for few steps need it.
    const { goRegExp } = await import('../../go/reg-exp.ts');
    try {
      const hasMatch = goRegExp(`${flags && `(?${flags})`}${rest.slice(0, end)}`);
      return not ? (tag) => !hasMatch(tag) : hasMatch;
    } catch (error) {
      throw invalid('filter', text, `is not a regular expression that Go accepts: ${messageOf(error)}`);
    }
  }
  try {
    const fits = parseConstraint(text);
    return (tag) => {
      const version = versionOfTag(tag);
      return version !== undefined && fits(version);
    };
  } catch (error) {
    if (!hasCode(error, 'INVALID_INPUT')) throw error;
    throw invalid('filter', text, 'is neither a range of versions such as ^1.2 nor a /regular expression/');
  }
}

/** Selects tags by a test that may take a while for a long list: a cancelled step still ends at once. */
export async function selectTags(
  tags: Iterable<string>,
  isWanted: (tag: string) => boolean,
  signal: AbortSignal,
): Promise<string[]> {
  const selected: string[] = [];
  const giveWay = createGiveWay(signal);
  for (const tag of tags) {
    await giveWay();
    if (isWanted(tag)) selected.push(tag);
  }
  return selected;
}
