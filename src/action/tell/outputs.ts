import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import type { Log } from '../../modes/contract/mode.ts';
import type { Result } from '../../modes/contract/result.ts';
import { checkForTokens } from './token-mask.ts';

/** The runner keeps at most 1 MiB of outputs for a job; one step shall not use it up. */
const maxOutputBytes = 256 * 1024;

/**
 * The outputs in the order of action.yml, with the result that each shows; `json` shows them all, or the list of items.
 */
export const outputs: Record<
  string,
  Exclude<keyof Result, 'items' | 'details' | 'related' | 'kept' | 'source' | 'tagged' | 'planned'>
> = {
  digest: 'digest',
  reference: 'reference',
  repository: 'repository',
  tags: 'tags',
  version: 'version',
  'media-type': 'mediaType',
  'artifact-type': 'artifactType',
  size: 'size',
  changed: 'changed',
  path: 'path',
  files: 'files',
  manifest: 'manifest',
  referrers: 'referrers',
  transferred: 'transferred',
  reused: 'reused',
  previous: 'previous',
  signatures: 'signatures',
  'attestation-url': 'attestationUrls',
  verified: 'verified',
};

/**
 * Sets the outputs of the step, as far as results are known; a value that is too long is cut, and the whole put into a
 * file. Fails with REGISTRY, before any is set, where the runner would drop one.
 */
export function setOutputs(result: Partial<Result>, log: Log, environment: NodeJS.ProcessEnv): void {
  const all = Object.fromEntries(Object.values(outputs).map((key) => [key, result[key]]));
  const { items, source, details } = result;
  const json = visibleJson(items ?? { ...all, ...(source === undefined ? {} : { source }), ...details });
  const values = Object.entries(outputs).map(([name, key]) => [name, format(result, key)] as const);
  for (const [name, value] of [...values, ['json', json] as const]) checkForTokens(name, value ?? '');
  let isCut = false;
  for (const [name, value] of [...values, ['json', json] as const]) {
    if (value === undefined) continue;
    const bytes = Buffer.from(value);
    const isLong = bytes.byteLength > maxOutputBytes;
    isCut ||= isLong;
    // A cut in the middle of a character would leave its first bytes.
    setOutput(
      name,
      isLong
        ? bytes
            .subarray(0, maxOutputBytes)
            .toString()
            .replace(/\ufffd+$/, '')
        : value,
    );
  }
  if (!isCut) return;
  const path = join(mkdtempSync(join(environment['RUNNER_TEMP'] || tmpdir(), 'oci-artifact-')), 'outputs.json');
  writeFileSync(path, json);
  setOutput('json-path', path);
  log.notice(`An output is longer than ${maxOutputBytes} bytes and was cut; the whole is in ${path}`);
}

/** Shows lists and records as JSON, tags and addresses in lines, and everything else as it is. */
function format(result: Partial<Result>, key: (typeof outputs)[string]): string | undefined {
  if (key === 'tags' || key === 'attestationUrls') return result[key]?.join('\n');
  const value = result[key];
  return typeof value === 'object' ? visibleJson(value) : value?.toString();
}

/**
 * Writes JSON in which nothing hides or turns the direction of text: such characters are escaped, which no reader of
 * JSON notices.
 */
function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
