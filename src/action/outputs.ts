import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import type { Log, Result } from '../modes/context.ts';

/** The runner keeps at most 1 MiB of outputs for a job; one step shall not use it up. */
const maxOutputBytes = 256 * 1024;

/** The outputs in the order of action.yml: how each is made of a result; what is not known yet stays unset. */
export const outputs: Record<string, (result: Partial<Result>) => string | undefined> = {
  digest: ({ digest }) => digest,
  reference: ({ reference }) => reference,
  repository: ({ repository }) => repository,
  tags: ({ tags }) => tags?.join('\n'),
  'media-type': ({ mediaType }) => mediaType,
  'artifact-type': ({ artifactType }) => artifactType,
  size: ({ size }) => size?.toString(),
  changed: ({ changed }) => changed?.toString(),
  path: ({ path }) => path,
  files: ({ files }) => files && JSON.stringify(files),
  transferred: ({ transferred }) => transferred?.toString(),
  reused: ({ reused }) => reused?.toString(),
  json: (result) => JSON.stringify(result),
};

/** Sets the outputs of the step, as far as results are known; a value that is too long is cut, and the whole put into a file. */
export function setOutputs(result: Partial<Result>, log: Log, environment: NodeJS.ProcessEnv): void {
  let isCut = false;
  for (const [name, format] of Object.entries(outputs)) {
    const value = format(result);
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
  writeFileSync(path, JSON.stringify(result));
  setOutput('json-path', path);
  log.notice(`An output is longer than ${maxOutputBytes} bytes and was cut; the whole is in ${path}`);
}
