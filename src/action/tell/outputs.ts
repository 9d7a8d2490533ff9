import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import type { Log } from '../../modes/contract/mode.ts';
import {
  changedIn,
  type Facts,
  isChanged,
  movedIn,
  newContentIn,
  type Thing,
  type Told,
} from '../../modes/contract/told.ts';
import { isMediaType } from '../../oci/media-types.ts';
import { cutBytes, shortJson, shortLines, shortRecord, visibleJson } from './shorten.ts';
import { checkForTokens } from './token-mask.ts';

/** The runner keeps at most 1 MiB of outputs for a job; one step shall not use it up. */
const maxOutputBytes = 256 * 1024;

/** An output: its name in `json`, and what it shows. */
type Output = readonly [inJson: string, read: (told: Told) => Shown | undefined];
type Shown = string | number | boolean | object;

const fact = (key: Exclude<keyof Facts, 'details'>, inJson: string = key): Output => [
  inJson,
  ({ about }) => about[key],
];

/** The outputs in the order of action.yml; `json` shows them all, or the list of things. */
export const outputs: Record<string, Output> = {
  digest: fact('digest'),
  reference: fact('reference'),
  repository: fact('repository'),
  tags: fact('tags'),
  tag: ['tag', ({ about: { tags } }) => tags && (tags[0] ?? '')],
  url: ['url', ({ page }) => page],
  version: fact('version'),
  'media-type': fact('mediaType'),
  'artifact-type': fact('artifactType'),
  size: fact('size'),
  changed: ['changed', changedIn],
  'new-content': ['newContent', newContentIn],
  path: fact('path'),
  files: fact('files'),
  manifest: fact('manifest'),
  referrers: fact('referrers'),
  transferred: ['transferred', (told) => movedIn(told)?.transferred],
  reused: ['reused', (told) => movedIn(told)?.reused],
  previous: fact('previous'),
  exists: ['exists', ({ exists }) => exists],
  signatures: ['signatures', ({ signatures }) => signatures],
  'attestation-url': ['attestationUrls', ({ attestations }) => attestations],
  verified: ['verified', ({ verified }) => verified],
};

/** The members of an entry of `json`, where that is a list. */
export const members: Record<string, (thing: Thing) => Shown | undefined> = {
  name: ({ name }) => name,
  status: ({ fate }) => fate,
  reference: ({ reference }) => reference,
  digest: ({ digest }) => digest,
  tags: ({ tags }) => tags,
  version: ({ version }) => version,
  size: ({ size }) => size,
  changed: isChanged,
  source: ({ source }) => source,
  previous: ({ previous }) => previous,
  signatures: ({ signatures }) => signatures,
  reason: ({ reason }) => reason,
  position: ({ position }) => position,
  side: ({ side }) => side,
};

/** What one output says: all of it, and what is left of it in so many bytes. */
interface Value {
  whole: string;
  short(limit: number): string;
}

/**
 * Sets the outputs of the step, as far as results are known. Of a value that is too long there are fewer items or lines,
 * so that JSON stays JSON, and the whole is put into a file. Fails with REGISTRY, before any is set, where the runner
 * would drop one.
 */
export function setOutputs(told: Told, log: Pick<Log, 'notice'>, environment: NodeJS.ProcessEnv): void {
  const values = Object.entries(outputs).map(([name, [, read]]) => [name, outputOf(name, read(told))] as const);
  const json = jsonOf(told);
  const set = [...values, ['json', json] as const].filter((row): row is [string, Value] => row[1] !== undefined);
  for (const [name, { whole }] of set) checkForTokens(name, whole);
  const long = set.filter(([, { whole }]) => Buffer.byteLength(whole) > maxOutputBytes);
  for (const row of set) {
    const [name, { whole, short }] = row;
    setOutput(name, long.includes(row) ? short(maxOutputBytes) : whole);
  }
  if (long.length === 0) return;
  const path = join(mkdtempSync(join(environment['RUNNER_TEMP'] || tmpdir(), 'oci-artifact-')), 'outputs.json');
  writeFileSync(path, json.whole);
  setOutput('truncated', true);
  setOutput('json-path', path);
  const names = long.map(([name]) => name).join(', ');
  log.notice(`Outputs of more than ${maxOutputBytes} bytes were shortened: ${names}. The whole is in ${path}`);
}

/** All outputs as one record, or the list of what the step did; both say whether anything was written. */
function jsonOf(told: Told): Value {
  const { things, about, isDryRun } = told;
  if (things) return listed(things.map((thing) => ({ ...entryOf(thing), wrote: !isDryRun && isChanged(thing) })));
  const all = Object.fromEntries(Object.values(outputs).map(([key, read]) => [key, read(told)]));
  const changed = changedIn(told);
  const wrote = changed === undefined ? {} : { wrote: !isDryRun && changed };
  const record = { ...all, ...wrote, source: about.source, ...about.details };
  return { whole: visibleJson(record), short: (limit) => shortRecord(record, limit) };
}

function entryOf(thing: Thing): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([key, read]) => [key, read(thing)]));
}

/** Shows lists and records as JSON, tags and addresses in lines, and everything else as it is. */
function outputOf(name: string, value: Shown | undefined): Value | undefined {
  if (value === undefined) return undefined;
  if (name === 'tags' || name === 'attestation-url') {
    const lines = value as string[];
    return { whole: lines.join('\n'), short: (limit) => shortLines(lines, limit) };
  }
  if (typeof value === 'object') return listed(value);
  const whole = value.toString();
  // Steps put this output into commands, and what others wrote may be any text; json has it as it is.
  if (name === 'artifact-type' && !isMediaType(whole)) return { whole: '', short: () => '' };
  // A part of a manifest is not JSON, and another manifest is not what was served.
  return { whole, short: (limit) => (name === 'manifest' ? '' : cutBytes(whole, limit)) };
}

function listed(value: object): Value {
  return { whole: visibleJson(value), short: (limit) => shortJson(value, limit) };
}
