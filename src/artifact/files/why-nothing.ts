import { existsSync } from 'node:fs';
import native, { type PlatformPath, resolve } from 'node:path';
import picomatch from 'picomatch';
import { didYouMean } from '../../near-path.ts';

/**
 * Says why a path or pattern that found nothing most likely did so, as the end of a sentence: several on one line,
 * backslashes where they do not separate, or a misspelt name. Empty where none of these seems to be it.
 */
export function whyNothing(pattern: string, workspace: string, { sep }: Pick<PlatformPath, 'sep'> = native): string {
  const isThere = (path: string) => path !== '' && existsSync(resolve(workspace, baseOf(path)));
  const several = /[{(]/.test(pattern) ? [] : pattern.split(',').map((part) => part.trim());
  if (several.length > 1 && several.some(isThere)) return ': it has commas';
  const slashed = pattern.replaceAll('\\', '/');
  if (sep === '/' && slashed !== pattern && isThere(slashed)) return `: write ${JSON.stringify(slashed)}, with slashes`;
  const base = baseOf(pattern);
  return base === '' ? '' : didYouMean(resolve(workspace, base), workspace, pattern.slice(base.length));
}

/** The part of a pattern that stands before the first wildcard, or all of a path. */
function baseOf(pattern: string): string {
  const { base, isGlob } = picomatch.scan(pattern);
  return isGlob ? base : pattern;
}
