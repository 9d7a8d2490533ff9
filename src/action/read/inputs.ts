import { getInput } from '@actions/core';
import { invalid, OciError } from '../../errors.ts';
import {
  camelCase,
  grouped,
  type InputRow,
  type InputsOf,
  inputTable,
  type ModeName,
  modeInputs,
  modeNames,
  type StepInputs,
  stepInputs,
} from '../../modes/contract/inputs.ts';
import type { Log } from '../../modes/contract/mode.ts';
import { lines } from '../../modes/contract/read-value.ts';
import { nearest } from '../../nearest.ts';
import {
  defaultHost,
  formatRepository,
  isLayout,
  isTag,
  parseReference,
  type Reference,
  ruleOfTag,
} from '../../oci/reference.ts';

/**
 * The text of an input, trimmed; its default when it is empty. Fails with INVALID_INPUT where it was given as empty, and
 * may not be.
 */
export function textOf(name: string): string {
  const { default: usual = '', refusesEmpty } = inputTable[name] ?? {};
  const text = getInput(name);
  if (text === '' && refusesEmpty && process.env[`INPUT_${name.toUpperCase()}`] !== undefined) {
    throw new OciError('INVALID_INPUT', `The input ${name} is empty: is the expression that fills it set?`, {
      topic: 'empty-policy',
    });
  }
  return text || usual;
}

/** Reads the inputs of some rows. */
function readRows(rows: readonly [name: string, row: InputRow][]): [name: string, value: unknown][] {
  return rows.map(([name, { read }]) => [name, read(textOf(name), name)]);
}

/** Tells whether a summary is to be written, also of a step that fails on its inputs, this one included. */
export function isSummaryWanted(): boolean {
  return !['false', 'False', 'FALSE'].includes(textOf('summary'));
}

/** Reads what is not about the mode: which one it is, how registries are reached, and what is told. */
export function readStepInputs(): StepInputs {
  const values = readRows(Object.entries(stepInputs)).map(([name, value]) => [camelCase(name), value]);
  return Object.fromEntries(values) as StepInputs;
}

/** What takes the place of inputs that are gone. These errors are kept for one minor version. */
const formerInputs: Readonly<Record<string, string>> = {
  'annotation-file': 'write its entries into annotations, as lines such as config:key=value and layer[TITLE]:key=value',
  'cert-file': 'name both files, cert-file and key-file, in an entry of registry-auth for the registry',
  'declare-artifact': 'use attest, or give actions/attest the outputs repository and digest',
  'if-missing': 'use if-not-found',
  'key-file': 'name both files, cert-file and key-file, in an entry of registry-auth for the registry',
  platform: 'use platforms',
  sort: 'tags are listed newest version first, and those that are no versions after them, by name',
};

/**
 * Refuses a name that is nearly one of ours, or was one: the runner passes it on with a warning, and a guard that is misspelt
 * guards nothing. Another one may be a variable of the workflow that has nothing to do with us.
 */
export function checkNames(environment: NodeJS.ProcessEnv, log: Log): void {
  const names = Object.keys(inputTable);
  for (const variable of Object.keys(environment)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase();
    if (name === undefined || names.includes(name)) continue;
    const former = formerInputs[name];
    const what = `There is no input ${name}${former ? ' any more' : ''} (${variable} in the environment)`;
    if (former) throw new OciError('INVALID_INPUT', `${what}: ${former}`, { topic: 'unknown-input' });
    const near = nearest(name.replaceAll('_', '-'), names);
    if (near) throw new OciError('INVALID_INPUT', `${what}: did you mean ${near}?`, { topic: 'unknown-input' });
    log.warning(what);
  }
}

/** Refuses guards that the mode does not know, and warns of other inputs that would do nothing. */
function checkForeign(mode: ModeName, log: Log): void {
  for (const [name, { modes, guards, group, default: usual = '' }] of Object.entries(inputTable)) {
    if (modes === undefined) continue;
    const isOfMode = modes.includes(mode);
    const isKnown = isOfMode && (group !== 'chart' || textOf('kind') === 'helm');
    if (isKnown || textOf(name) === usual) continue;
    const what = isOfMode
      ? 'applies only with kind: helm'
      : `does not apply to mode ${mode}, only to ${modes.join(', ')}`;
    // There, another input does what is wanted.
    const topic = name === 'expect-digest' && mode === 'push' ? 'foreign-expect-digest' : 'foreign-input';
    if (guards) throw invalid(name, textOf(name), what, { topic });
    log.warning(`The input ${name} ${what}`);
  }
}

/** Reads and checks the inputs that a mode works with; fails with INVALID_INPUT, naming input and value. */
export function readInputs<M extends ModeName>(mode: M, log: Log): InputsOf<M> {
  checkForeign(mode, log);
  const reference = mode === 'sync' ? readSyncTarget() : readReference(mode, log);
  const rows = Object.entries<InputRow>(modeInputs).filter(([, { modes = modeNames }]) => modes.includes(mode));
  const tags = lines(textOf('tags'), 'tags').map((line) => (mode === 'copy' ? line : readTag(line, reference)));
  const isPlain = !['helm', 'flux'].includes(textOf('kind'));
  const isGiven = (other: string) => rows.some(([known]) => known === other) && lines(textOf(other), other).length > 0;
  for (const [name, { needs, orAny = [], takesOne }] of rows) {
    const what = isPlain && orAny.some(isGiven) ? undefined : needs?.[mode];
    const given = lines(textOf(name), name).length;
    if (what !== undefined && given === 0) throw new OciError('INVALID_INPUT', `The input ${name} is empty: ${what}`);
    if (given > 1 && takesOne?.includes(mode))
      throw invalid(name, textOf(name), `has ${given} lines: mode ${mode} takes one`);
  }
  const values = Object.fromEntries(readRows(rows));
  if ('tags' in values) values['tags'] = [...new Set(mode === 'push' ? [...reference.tags, ...tags] : tags)];
  return grouped(mode, reference, values);
}

/** The place a sync writes to, as far as it has one: the settings for its host are those of `registry`. */
function readSyncTarget(): Reference {
  if (textOf('reference') !== '')
    throw invalid('reference', textOf('reference'), 'does not apply to mode sync: use to', { topic: 'foreign-input' });
  const [to, ...more] = lines(textOf('to'), 'to');
  if (more.length > 0) throw invalid('to', more.join(', '), 'names several places: a sync has one');
  const host = /^(?:oci-layout:.*|[^/]*)/s.exec((to ?? textOf('registry')).replace(/^oci:\/\//, ''))?.[0] ?? '';
  return { host: host.startsWith('oci-layout:') ? host : host.toLowerCase(), repository: '', tags: [] };
}

function readReference(mode: ModeName, log: Log): Reference {
  const value = textOf('reference');
  if (value === '')
    throw new OciError('INVALID_INPUT', 'The input reference is missing: say which repository, such as owner/name:tag');
  // Charts are put below their reference.
  const isPlace = mode === 'push' && textOf('kind') === 'helm' && textOf('chart-repository') !== 'exact';
  const options = {
    registry: textOf('registry'),
    isPlace,
    onLowered: (repository: string) => log.notice(`Repository names are in lower case: using ${repository}`),
  };
  const reference = parseReference(value, options);
  if (reference.tags.length > 1) {
    // A name from outside may have brought the comma with it.
    const more = mode === 'delete' ? ', and the others in tags, one per line' : '';
    if (mode !== 'push') throw invalid('reference', value, `names several tags: mode ${mode} takes one${more}`);
    log.notice(
      `The input reference names ${reference.tags.length} tags: ${reference.tags.join(', ')}. If the comma is part of a branch or another name, pass that name in the input tags instead`,
    );
  }
  // A place for charts may be the owner alone, but not all of that host.
  const hasOwner = isPlace ? reference.repository !== '' : reference.repository.includes('/');
  if (reference.host === defaultHost && !hasOwner) {
    throw invalid(
      'reference',
      value,
      `has no owner: on ${defaultHost} a repository begins with one, such as octo-org/hello`,
    );
  }
  return reference;
}

/** Reads a line of the input `tags`: a tag, or a full reference to the same repository. */
function readTag(line: string, reference: Reference): string {
  if (isTag(line)) return line;
  // Without a colon it is not a reference to a tag, but may be a branch.
  if (!line.includes(':')) {
    throw invalid('tags', line, `is not a tag: ${ruleOfTag(line)}`, {
      topic: line.includes(',') ? 'tag-list' : 'tag-form',
    });
  }
  const full = parseReference(line, { registry: isLayout(reference) ? '' : reference.host, from: 'tags' });
  const [tag, ...more] = full.tags;
  if (tag === undefined || more.length > 0 || full.digest) throw invalid('tags', line, 'does not name one tag');
  if (formatRepository(full) !== formatRepository(reference)) {
    throw invalid('tags', line, `is in another repository than ${formatRepository(reference)}`);
  }
  return tag;
}
