import { getInput } from '@actions/core';
import { parseAnnotationLines } from '../artifact/annotations.ts';
import { OciError } from '../errors.ts';
import type { Inputs, Log } from '../modes/context.ts';
import { isDigest } from '../oci/digest.ts';
import { isMediaType } from '../oci/media-types.ts';
import { parsePlatform } from '../oci/platform.ts';
import { formatRepository, isLayout, isTag, parseReference, type Reference } from '../oci/reference.ts';
import { nearest } from './nearest.ts';

/** The defaults of action.yml, for a runner that passes an input as empty; a test keeps the two equal. */
export const defaults: Record<string, string> = {
  root: '.',
  'if-no-files-found': 'error',
  'include-hidden-files': 'false',
  symlinks: 'keep',
  created: 'none',
  'github-annotations': 'source',
  'if-exists': 'overwrite',
  path: '.',
  overwrite: 'true',
  unpack: 'true',
  insecure: 'false',
  concurrency: '8',
  retries: '5',
  timeout: '60s',
  'dry-run': 'false',
  summary: 'true',
};

/** Reads an input as text, trimmed; its default when it is empty. */
export function text(name: string): string {
  return getInput(name) || (defaults[name] ?? '');
}

/** Reads an input as lines: comments (`#`) and blank lines are dropped. */
function lines(name: string): string[] {
  return text(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Reads an input as a boolean, by the words of YAML 1.2 as the toolkit does; undefined when it is empty. */
export function flag(name: string): boolean | undefined {
  const value = text(name);
  if (value === '') return undefined;
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw invalid(name, value, 'is not true or false');
}

/** Reads an input that must be one of some words. */
function choice<T extends string>(name: string, words: readonly T[]): T {
  const value = text(name);
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  const near = nearest(value, words);
  throw invalid(name, value, `is not one of ${words.join(', ')}${near ? `: did you mean ${near}?` : ''}`);
}

/** Reads an input as a whole number within bounds. */
export function integer(name: string, least: number, most: number): number {
  const value = text(name);
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw invalid(name, value, `is not a whole number from ${least} to ${most}`);
}

/** Reads an input as a time in milliseconds: `500ms`, `60s`, `2m`, or seconds without a unit. */
export function duration(name: string): number {
  const value = text(name);
  const [, amount, unit = 's'] = /^(\d{1,7})\s*(ms|s|m|h)?$/.exec(value) ?? [];
  const factor = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit];
  const milliseconds = Number(amount) * (factor ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  throw invalid(name, value, 'is not a time such as 60s or 2m');
}

/** An error about the value of an input. */
function invalid(name: string, value: string, what: string): OciError {
  return new OciError('INVALID_INPUT', `The input ${name} ${JSON.stringify(value)} ${what}`);
}

const modes = ['push', 'pull'] as const;

/** Reads and checks the inputs that a mode works with; fails with INVALID_INPUT, naming input and value. */
export function readInputs(log: Log): Inputs {
  const mode = choice('mode', modes);
  // A guard that is not looked at would be worse than none.
  const foreign = mode === 'push' ? 'expect-digest' : 'tags';
  if (text(foreign) !== '') throw invalid(foreign, text(foreign), `has no meaning for mode ${mode}`);
  const reference = readReference(mode, log);
  const files = lines('files');
  if (mode === 'push' && files.length === 0)
    throw new OciError('INVALID_INPUT', 'The input files is empty: name what to push');
  const artifactType = text('artifact-type') || undefined;
  if (artifactType !== undefined && !isMediaType(artifactType)) {
    throw invalid('artifact-type', artifactType, 'is not a media type such as application/vnd.example.config.v1');
  }
  const expectDigest = text('expect-digest') || undefined;
  if (expectDigest !== undefined && !isDigest(expectDigest)) {
    throw invalid('expect-digest', expectDigest, 'is not a digest such as sha256:… with 64 hex digits');
  }
  const platformText = text('platform');
  const platform = platformText === '' ? undefined : parsePlatform(platformText);
  if (platformText !== '' && !platform) throw invalid('platform', platformText, 'is not os/architecture[/variant]');
  return {
    mode,
    reference,
    files,
    root: text('root'),
    ifNoFilesFound: choice('if-no-files-found', ['error', 'warn', 'ignore']),
    includeHiddenFiles: flag('include-hidden-files') ?? false,
    symlinks: choice('symlinks', ['keep', 'follow', 'error']),
    artifactType,
    config: text('config') || undefined,
    annotations: parseAnnotationLines(lines('annotations')),
    annotationFile: text('annotation-file') || undefined,
    created: text('created'),
    githubAnnotations: choice('github-annotations', ['none', 'source', 'all']),
    ifExists: choice('if-exists', ['overwrite', 'skip', 'error']),
    path: text('path'),
    overwrite: flag('overwrite') ?? true,
    unpack: flag('unpack') ?? true,
    expectDigest,
    platform,
    concurrency: integer('concurrency', 1, 64),
    dryRun: flag('dry-run') ?? false,
  };
}

function readReference(mode: Inputs['mode'], log: Log): Reference {
  const value = text('reference');
  if (value === '')
    throw new OciError('INVALID_INPUT', 'The input reference is missing: say which repository, such as owner/name:tag');
  const options = {
    registry: text('registry'),
    onLowered: (repository: string) => log.notice(`Repositories are in lower case: using ${repository}`),
  };
  const reference = parseReference(value, options);
  const tags = [...reference.tags, ...lines('tags').map((line) => readTag(line, reference))];
  if (mode === 'pull' && new Set(tags).size > 1)
    throw invalid('reference', value, 'names several tags: a pull takes one');
  return { ...reference, tags: [...new Set(tags)] };
}

/** Reads a line of the input `tags`: a tag, or a full reference to the same repository. */
function readTag(line: string, reference: Reference): string {
  if (isTag(line)) return line;
  if (!/[/:]/.test(line))
    throw invalid('tags', line, 'is not a tag: letters, digits, and after the first . _ - (128 at most)');
  const full = parseReference(line, { registry: isLayout(reference) ? '' : reference.host, from: 'tags' });
  const [tag, ...more] = full.tags;
  if (tag === undefined || more.length > 0 || full.digest) throw invalid('tags', line, 'does not name one tag');
  if (formatRepository(full) !== formatRepository(reference)) {
    throw invalid('tags', line, `is in another repository than ${formatRepository(reference)}`);
  }
  return tag;
}
