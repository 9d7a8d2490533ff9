import { existsSync, readdirSync } from 'node:fs';
import native, { join, sep as ownSep, type PlatformPath, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { didYouMean } from '../../near-path.ts';

/**
 * Says why a path or pattern that found nothing most likely did so, as the end of a sentence: several on one line, a
 * variable of a shell, backslashes where they do not separate, a misspelt name, the other ending of YAML, or a file that
 * is in another folder. Empty where none of these seems to be it.
 */
export function whyNothing(pattern: string, workspace: string, { sep }: Pick<PlatformPath, 'sep'> = native): string {
  const isThere = (path: string) => path !== '' && existsSync(resolve(workspace, baseOf(path)));
  const several = /[{(]/.test(pattern) ? [] : pattern.split(',').map((part) => part.trim());
  if (several.length > 1 && several.some(isThere)) return ': it has commas';
  const [, variable] = /^\$\{?([A-Za-z_]\w*)\}?(?=[/\\]|$)/.exec(pattern) ?? [];
  if (variable !== undefined) {
    const name = variable === 'GITHUB_WORKSPACE' ? 'github.workspace' : `env.${variable}`;
    return `: inputs know no shell variables, so write \${{ ${name} }}`;
  }
  const slashed = pattern.replaceAll('\\', '/');
  if (sep === '/' && slashed !== pattern && isThere(slashed)) return `: write ${JSON.stringify(slashed)}, with slashes`;
  const base = baseOf(pattern);
  const near = base === '' ? '' : didYouMean(resolve(workspace, base), workspace, pattern.slice(base.length));
  if (near !== '') return near;
  const [, ending] = /\*\.(ya?ml)$/.exec(pattern) ?? [];
  const other = ending && (ending === 'yml' ? 'yaml' : 'yml');
  if (other && namesIn(resolve(workspace, base)).some((name) => name.endsWith(`.${other}`)))
    return `: there are files that end in .${other}`;
  const found = base === pattern && base !== '' ? findBelow(workspace, base) : undefined;
  return found === undefined ? '' : `: did you mean ${JSON.stringify(found)}?`;
}

/** In how many folders at most a path is looked for of which only the end was written. */
const maxFolders = 200;

/** Finds a path below one of the visible folders of the workspace, the nearest one; links are not followed. */
function findBelow(workspace: string, path: string): string | undefined {
  const folders = [workspace];
  for (let index = 0; index < folders.length && folders.length <= maxFolders; index++) {
    const folder = folders[index] as string;
    const names = readFolders(folder).slice(0, maxFolders);
    const inner = names.map((name) => join(folder, name));
    const found = inner.map((below) => join(below, path)).find((each) => existsSync(each));
    if (found !== undefined) return relative(workspace, found).replaceAll(ownSep, '/');
    folders.push(...inner);
  }
  return undefined;
}

function readFolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const isLookedInto = (name: string) => !name.startsWith('.') && name !== 'node_modules';
    return entries.filter((entry) => entry.isDirectory() && isLookedInto(entry.name)).map(({ name }) => name);
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The part of a pattern that stands before the first wildcard, or all of a path. */
function baseOf(pattern: string): string {
  const { base, isGlob } = picomatch.scan(pattern);
  return isGlob ? base : pattern;
}
