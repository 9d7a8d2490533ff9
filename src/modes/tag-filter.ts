import { parseConstraint } from '../artifact/chart/constraint.ts';
import { hasCode, messageOf, OciError } from '../errors.ts';
import { versionOfTag } from './tag-versions.ts';

/** The flags of JavaScript that do not make a test depend on the one before. */
const flagsPattern = /^[imsuv]*$/;

/**
 * Makes a test of tags from a range of versions as Helm reads it (`^1.2`, `>=1 <3`), or from a `/regular expression/` with
 * optional flags, which finds its match anywhere in the tag. A tag that is no version is in no range. Fails with INVALID_INPUT.
 *
 * @param where what the text stands in, as messages name it
 */
export function parseTagFilter(text: string, where = 'The input filter'): (tag: string) => boolean {
  const fail = (what: string) => new OciError('INVALID_INPUT', `${where} ${JSON.stringify(text)} ${what}`);
  if (text.startsWith('/')) {
    const end = text.lastIndexOf('/');
    if (end < 1) throw fail('is a regular expression without a / at its end');
    const flags = text.slice(end + 1);
    if (!flagsPattern.test(flags)) throw fail('has after the last / something else than the flags i, m, s, u and v');
    try {
      const pattern = new RegExp(text.slice(1, end), flags);
      return (tag) => pattern.test(tag);
    } catch (error) {
      throw fail(`is no regular expression: ${messageOf(error).replace(/^.*: /, '')}`);
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
    throw fail('is no range of versions such as ^1.2, and no /regular expression/');
  }
}
