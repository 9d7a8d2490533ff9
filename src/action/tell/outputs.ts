import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import { fates } from '../../modes/contract/fates.ts';
import type { Log } from '../../modes/contract/mode.ts';
import type { Result } from '../../modes/contract/result.ts';
import { isMediaType } from '../../oci/media-types.ts';
import { cutBytes, shortJson, shortLines, shortRecord, visibleJson } from './shorten.ts';
import { checkForTokens } from './token-mask.ts';

/** The runner keeps at most 1 MiB of outputs for a job; one step shall not use it up. */
const maxOutputBytes = 256 * 1024;

/**
 * The outputs in the order of action.yml, with the result that each shows; `json` shows them all, or the list of items.
 */
export const outputs: Record<
  string,
  Exclude<keyof Result, 'items' | 'details' | 'related' | 'kept' | 'source' | 'tagged'>
> = {
  digest: 'digest',
  reference: 'reference',
  repository: 'repository',
  tags: 'tags',
  tag: 'tag',
  url: 'url',
  version: 'version',
  'media-type': 'mediaType',
  'artifact-type': 'artifactType',
  size: 'size',
  changed: 'changed',
  'new-content': 'newContent',
  path: 'path',
  files: 'files',
  manifest: 'manifest',
  referrers: 'referrers',
  transferred: 'transferred',
  reused: 'reused',
  previous: 'previous',
  exists: 'exists',
  signatures: 'signatures',
  'attestation-url': 'attestationUrls',
  verified: 'verified',
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
export function setOutputs(
  learned: Partial<Result>,
  isDryRun: boolean,
  log: Log,
  environment: NodeJS.ProcessEnv,
): void {
  const result = { ...learned, ...(learned.tags ? { tag: learned.tags[0] ?? '' } : {}) };
  const values = Object.entries(outputs).map(([name, key]) => [name, outputOf(result, key)] as const);
  const json = jsonOf(result, isDryRun);
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
function jsonOf(result: Partial<Result>, isDryRun: boolean): Value {
  const { items, source, details, changed } = result;
  if (items) {
    return listed(items.map((item) => ({ ...item, wrote: !isDryRun && (item.changed ?? fates[item.status].wrote) })));
  }
  const all = Object.fromEntries(Object.values(outputs).map((key) => [key, result[key]]));
  const wrote = changed === undefined ? {} : { wrote: !isDryRun && changed };
  const record = { ...all, ...wrote, ...(source === undefined ? {} : { source }), ...details };
  return { whole: visibleJson(record), short: (limit) => shortRecord(record, limit) };
}

/** Shows lists and records as JSON, tags and addresses in lines, and everything else as it is. */
function outputOf(result: Partial<Result>, key: (typeof outputs)[string]): Value | undefined {
  if (key === 'tags' || key === 'attestationUrls') {
    const lines = result[key];
    return lines && { whole: lines.join('\n'), short: (limit) => shortLines(lines, limit) };
  }
  const value = result[key];
  if (value === undefined) return undefined;
  if (typeof value === 'object') return listed(value);
  // Steps put this output into commands, and what others wrote may be any text; json has it as it is.
  if (key === 'artifactType' && !isMediaType(value)) return { whole: '', short: () => '' };
  const whole = value.toString();
  // A part of a manifest is not JSON, and another manifest is not what was served.
  return { whole, short: (limit) => (key === 'manifest' ? '' : cutBytes(whole, limit)) };
}

function listed(value: object): Value {
  return { whole: visibleJson(value), short: (limit) => shortJson(value, limit) };
}
