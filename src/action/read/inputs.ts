import { homedir } from 'node:os';
import { getInput } from '@actions/core';
import { parseAnnotationLines } from '../../artifact/annotations.ts';
import { OciError, type Topic } from '../../errors.ts';
import { type Inputs, type Log, type ModeName, modeNames } from '../../modes/contract/context.ts';
import { nearest } from '../../nearest.ts';
import { isDigest } from '../../oci/digest.ts';
import { isMediaType } from '../../oci/media-types.ts';
import { type Platform, parsePlatform } from '../../oci/platform.ts';
import {
  defaultHost,
  formatRepository,
  isLayout,
  isTag,
  parseReference,
  type Reference,
  ruleOfTag,
} from '../../oci/reference.ts';

/** The defaults of action.yml, for a runner that passes an input as empty; a test keeps the two equal. */
export const defaults: Record<string, string> = {
  root: '.',
  'if-no-files-found': 'error',
  'include-hidden-files': 'false',
  symlinks: 'keep',
  'image-spec': 'auto',
  created: 'none',
  path: '.',
  overwrite: 'true',
  unpack: 'true',
  cache: 'false',
  'add-to-path': 'false',
  referrers: 'true',
  scoped: 'false',
  'keep-going': 'false',
  sort: '-semver',
  'untag-only': 'false',
  'if-missing': 'error',
  'chart-dependencies': 'error',
  'chart-repository': 'parent',
  insecure: 'false',
  concurrency: '8',
  retries: '5',
  timeout: '60s',
  'chunk-size': 'auto',
  'declare-artifact': 'false',
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

/** Writes out the `~` a path may start with: no shell does it here, and a folder of that name is never meant. */
export function fromHome(path: string): string {
  return path.replace(/^(!?)~(?=[/\\]|$)/, (_, sign) => `${sign}${homedir()}`);
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

/** Reads an input as a time in milliseconds: `500ms`, `60s`, `2m`, `30d`, or seconds without a unit. */
export function duration(name: string): number {
  const value = text(name);
  const [, amount, unit = 's'] = /^(\d{1,7})\s*(ms|s|m|h|d|w)?$/.exec(value) ?? [];
  const factor = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[unit];
  const milliseconds = Number(amount) * (factor ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  throw invalid(name, value, 'is not a time such as 60s, 2m or 30d');
}

/** Reads an input as a size in bytes: `16MiB`, `4MB`, `512KiB`, or bytes without a unit; undefined for `auto`. */
export function bytes(name: string): number | undefined {
  const value = text(name);
  if (value === 'auto') return undefined;
  const [, amount, unit = ''] = /^(\d{1,12})\s*([KMG]i?B|B)?$/.exec(value) ?? [];
  const base = unit.includes('i') ? 1024 : 1000;
  const size = Number(amount) * base ** Math.max('BKMG'.indexOf(unit.charAt(0)), 0);
  if (size > 0) return size;
  throw invalid(name, value, 'is not auto or a size such as 16MiB');
}

/** An error about the value of an input. */
function invalid(name: string, value: string, what: string, topic?: Topic): OciError {
  return new OciError('INVALID_INPUT', `The input ${name} ${JSON.stringify(value)} ${what}`, { topic });
}

/**
 * The inputs that only some modes know; the others are for all. A guard that is not looked at would be worse than none.
 */
export const modesOf: Record<string, { modes: ModeName[]; isGuard?: true; isForCharts?: true }> = {
  tags: { modes: ['push', 'copy', 'tag'], isGuard: true },
  kind: { modes: ['push', 'pull'] },
  files: { modes: ['push', 'attach', 'pull'] },
  root: { modes: ['push', 'attach'] },
  'if-no-files-found': { modes: ['push', 'attach'] },
  'include-hidden-files': { modes: ['push', 'attach'] },
  symlinks: { modes: ['push', 'attach', 'pull'] },
  'artifact-type': { modes: ['push', 'attach', 'discover'] },
  config: { modes: ['push'] },
  'image-spec': { modes: ['push', 'attach'] },
  annotations: { modes: ['push', 'attach', 'copy'] },
  'annotation-file': { modes: ['push', 'attach'] },
  created: { modes: ['push', 'attach'] },
  'github-annotations': { modes: ['push', 'attach'] },
  'if-exists': { modes: ['push', 'copy', 'tag', 'sync'], isGuard: true },
  path: { modes: ['pull'] },
  overwrite: { modes: ['pull'], isGuard: true },
  unpack: { modes: ['pull'] },
  cache: { modes: ['pull', 'copy'] },
  'add-to-path': { modes: ['pull'], isGuard: true },
  'expect-digest': { modes: ['pull', 'copy', 'inspect', 'tag', 'delete', 'attach', 'discover'], isGuard: true },
  platform: { modes: ['pull', 'inspect', 'discover', 'attach'] },
  platforms: { modes: ['copy', 'sync'] },
  to: { modes: ['copy', 'sync'], isGuard: true },
  referrers: { modes: ['copy', 'sync'] },
  'sync-file': { modes: ['sync'] },
  scoped: { modes: ['sync'] },
  'keep-going': { modes: ['push', 'copy', 'sync'] },
  filter: { modes: ['tags', 'delete'], isGuard: true },
  limit: { modes: ['tags'] },
  sort: { modes: ['tags'] },
  'untag-only': { modes: ['delete'], isGuard: true },
  'if-missing': { modes: ['delete'] },
  'keep-last': { modes: ['delete'], isGuard: true },
  'older-than': { modes: ['delete'], isGuard: true },
  'chart-version': { modes: ['push'], isGuard: true, isForCharts: true },
  'chart-app-version': { modes: ['push'], isForCharts: true },
  'chart-dependencies': { modes: ['push'], isForCharts: true },
  'chart-repository': { modes: ['push'], isForCharts: true },
  version: { modes: ['pull', 'inspect'], isGuard: true },
  'chunk-size': { modes: ['push', 'copy', 'sync', 'attach'] },
  'declare-artifact': { modes: ['push', 'copy', 'attach'] },
  'dry-run': { modes: ['push', 'copy', 'sync', 'tag', 'attach', 'delete'], isGuard: true },
};

/** The inputs that all modes know. */
const commonInputs = [
  'mode',
  'registry',
  'reference',
  'username',
  'password',
  'registry-auth',
  'github-token',
  'plain-http',
  'insecure',
  'ca-file',
  'cert-file',
  'key-file',
  'concurrency',
  'retries',
  'timeout',
  'summary',
];

/** All inputs of action.yml; a test keeps the two equal. */
export const inputNames = [...commonInputs, ...Object.keys(modesOf)];

/**
 * Refuses a name that is nearly one of ours: the runner passes it on with a warning, and a guard that is misspelt
 * guards nothing. Another one may be a variable of the workflow that has nothing to do with us.
 */
function checkNames(environment: NodeJS.ProcessEnv, log: Log): void {
  for (const variable of Object.keys(environment)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase();
    if (name === undefined || inputNames.includes(name)) continue;
    const what = `There is no input ${name} (${variable} in the environment)`;
    const near = nearest(name.replaceAll('_', '-'), inputNames);
    if (near) throw new OciError('INVALID_INPUT', `${what}: did you mean ${near}?`, { topic: 'unknown-input' });
    log.warning(what);
  }
}

/** Refuses guards that the mode does not know, and warns of other inputs that would do nothing. */
function checkForeign(mode: ModeName, log: Log): void {
  for (const [name, { modes, isGuard, isForCharts }] of Object.entries(modesOf)) {
    const isOfMode = modes.includes(mode);
    const isKnown = isOfMode && (!isForCharts || text('kind') === 'helm');
    if (isKnown || text(name) === (defaults[name] ?? '')) continue;
    const what = isOfMode
      ? 'applies only with kind: helm'
      : `does not apply to mode ${mode}, only for ${modes.join(', ')}`;
    if (isGuard) throw invalid(name, text(name), what, name === 'expect-digest' ? 'foreign-expect-digest' : undefined);
    log.warning(`The input ${name} ${what}`);
  }
}

/** What a mode cannot do without, beside `reference`. */
export const required: Partial<Record<ModeName, [name: string, what: string][]>> = {
  push: [['files', 'name what to push']],
  attach: [
    ['files', 'name what to attach'],
    ['artifact-type', 'say what it is, such as application/spdx+json or application/vnd.example.report.v1'],
  ],
  tag: [['tags', 'say which tags to write, one a line']],
  copy: [['to', 'say where to copy it, one reference a line']],
  sync: [['sync-file', 'name the YAML file that lists the images']],
};

/** Reads and checks the inputs that a mode works with; fails with INVALID_INPUT, naming input and value. */
export function readInputs(log: Log): Inputs {
  checkNames(process.env, log);
  const mode = choice('mode', modeNames);
  checkForeign(mode, log);
  const reference = mode === 'sync' ? readSyncTarget() : readReference(mode, log);
  const tags = lines('tags').map((line) => (mode === 'copy' ? line : readTag(line, reference)));
  for (const [name, what] of required[mode] ?? []) {
    if (lines(name).length === 0) throw new OciError('INVALID_INPUT', `The input ${name} is empty: ${what}`);
  }
  const kind = text('kind') === '' ? undefined : choice('kind', ['artifact', 'helm', 'flux']);
  const ifExistsGiven = text('if-exists') === '' ? undefined : choice('if-exists', ['overwrite', 'skip', 'error']);
  const artifactType = text('artifact-type') || undefined;
  if (artifactType !== undefined && !isMediaType(artifactType)) {
    throw invalid('artifact-type', artifactType, 'is not a media type such as application/vnd.example.config.v1');
  }
  const expectDigest = text('expect-digest') || undefined;
  if (expectDigest !== undefined && !isDigest(expectDigest)) {
    throw invalid('expect-digest', expectDigest, 'is not a digest such as sha256:… with 64 hex digits');
  }
  return {
    mode,
    reference,
    tags: [...new Set(mode === 'push' ? [...reference.tags, ...tags] : tags)],
    kind,
    files: lines('files').map(fromHome),
    root: fromHome(text('root')),
    ifNoFilesFound: choice('if-no-files-found', ['error', 'warn', 'ignore']),
    includeHiddenFiles: flag('include-hidden-files') ?? false,
    // A mode that does not know the input, as the log has said, keeps to the default.
    symlinks: modesOf['symlinks']?.modes.includes(mode) ? choice('symlinks', ['keep', 'follow', 'error']) : 'keep',
    artifactType,
    imageSpec: choice('image-spec', ['auto', '1.1', '1.0']),
    config: fromHome(text('config')) || undefined,
    annotations: parseAnnotationLines(lines('annotations')),
    annotationFile: fromHome(text('annotation-file')) || undefined,
    created: text('created'),
    githubAnnotations:
      text('github-annotations') === ''
        ? kind === 'flux'
          ? 'all'
          : 'source'
        : choice('github-annotations', ['none', 'source', 'all']),
    ifExists: ifExistsGiven ?? (kind === 'helm' ? 'error' : 'overwrite'),
    ifExistsGiven,
    path: fromHome(text('path')),
    overwrite: flag('overwrite') ?? true,
    unpack: flag('unpack') ?? true,
    cache: flag('cache') ?? false,
    addToPath: flag('add-to-path') ?? false,
    expectDigest,
    platform: text('platform') === '' ? undefined : readPlatform('platform', text('platform')),
    platforms: lines('platforms').map((line) => readPlatform('platforms', line)),
    to: lines('to'),
    referrers: flag('referrers') ?? true,
    syncFile: fromHome(text('sync-file')) || undefined,
    scoped: flag('scoped') ?? false,
    keepGoing: flag('keep-going') ?? false,
    filter: text('filter') || undefined,
    limit: text('limit') === '' ? undefined : integer('limit', 1, 1_000_000),
    sort: choice('sort', ['semver', 'name', '-semver', '-name']),
    untagOnly: flag('untag-only') ?? false,
    ifMissing: choice('if-missing', ['error', 'ignore']),
    keepLast: text('keep-last') === '' ? undefined : integer('keep-last', 0, 1_000_000),
    olderThan: text('older-than') === '' ? undefined : readAge('older-than'),
    chartVersion: text('chart-version') || undefined,
    chartAppVersion: text('chart-app-version') || undefined,
    chartDependencies: choice('chart-dependencies', ['error', 'update', 'as-is']),
    isChartRepositoryExact: choice('chart-repository', ['parent', 'exact']) === 'exact',
    version: text('version') || undefined,
    concurrency: integer('concurrency', 1, 64),
    declareArtifact: flag('declare-artifact') ?? false,
    dryRun: flag('dry-run') ?? false,
  };
}

/** Reads an age in milliseconds. A number alone would be seconds: `30` for 30 days would leave next to nothing. */
function readAge(name: string): number {
  const value = text(name);
  if (/^\d+$/.test(value)) throw invalid(name, value, `has no unit: write ${value}d for days`);
  return duration(name);
}

function readPlatform(name: string, value: string): Platform {
  const platform = parsePlatform(value);
  if (!platform) throw invalid(name, value, 'is not os/architecture[/variant]');
  return platform;
}

/** The place a sync writes to, as far as it has one: the settings for its host are those of `registry`. */
function readSyncTarget(): Reference {
  if (text('reference') !== '') throw invalid('reference', text('reference'), 'does not apply to mode sync: use to');
  const [to, ...more] = lines('to');
  if (more.length > 0) throw invalid('to', more.join(', '), 'names several places: a sync has one');
  const host = /^(?:oci-layout:.*|[^/]*)/s.exec((to ?? text('registry')).replace(/^oci:\/\//, ''))?.[0] ?? '';
  return { host: host.startsWith('oci-layout:') ? host : host.toLowerCase(), repository: '', tags: [] };
}

function readReference(mode: ModeName, log: Log): Reference {
  const value = text('reference');
  if (value === '')
    throw new OciError('INVALID_INPUT', 'The input reference is missing: say which repository, such as owner/name:tag');
  // Charts are put below their reference.
  const isPlace = mode === 'push' && text('kind') === 'helm' && text('chart-repository') !== 'exact';
  const options = {
    registry: text('registry'),
    isPlace,
    onLowered: (repository: string) => log.notice(`Repository names are in lower case: using ${repository}`),
  };
  const reference = parseReference(value, options);
  if (!['push', 'delete'].includes(mode) && reference.tags.length > 1) {
    throw invalid('reference', value, `names several tags: mode ${mode} takes one`);
  }
  // A place for charts may be the owner alone, but not all of that host.
  const hasOwner = isPlace ? reference.repository !== '' : reference.repository.includes('/');
  if (reference.host === defaultHost && !hasOwner) {
    throw invalid('reference', value, `has no owner: on ${defaultHost} a repository is OWNER/NAME`);
  }
  return reference;
}

/** Reads a line of the input `tags`: a tag, or a full reference to the same repository. */
function readTag(line: string, reference: Reference): string {
  if (isTag(line)) return line;
  // Without a colon it is not a reference to a tag, but may be a branch.
  if (!line.includes(':')) {
    throw invalid('tags', line, `is not a tag: ${ruleOfTag(line)}`, line.includes(',') ? 'tag-list' : 'tag-form');
  }
  const full = parseReference(line, { registry: isLayout(reference) ? '' : reference.host, from: 'tags' });
  const [tag, ...more] = full.tags;
  if (tag === undefined || more.length > 0 || full.digest) throw invalid('tags', line, 'does not name one tag');
  if (formatRepository(full) !== formatRepository(reference)) {
    throw invalid('tags', line, `is in another repository than ${formatRepository(reference)}`);
  }
  return tag;
}
