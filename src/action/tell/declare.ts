import { appendFileSync, readFileSync } from 'node:fs';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { fates } from '../../modes/contract/fates.ts';
import type { ModeName } from '../../modes/contract/inputs.ts';
import type { Log } from '../../modes/contract/mode.ts';
import type { Result } from '../../modes/contract/result.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { isDigest } from '../../oci/digest.ts';

/** What the runner takes: artifacts of a job, and bytes from a step (actions/runner#4527). */
const maxArtifacts = 500;
const maxBytes = 1024 * 1024;

/**
 * Declares to the runner what the step put into registries, so that `actions/attest` needs no inputs. The runner fails
 * a step that declares a name twice with two digests, and says so where nobody looks: that is found here, with
 * CONFLICT.
 */
export function declareArtifacts(
  mode: ModeName,
  result: Partial<Result>,
  log: Log,
  { GITHUB_ARTIFACTS: file, GITHUB_ARTIFACTS_LIST: listFile }: NodeJS.ProcessEnv,
): void {
  const references = referencesOf(mode, result).filter((reference) => {
    const isInRegistry = !reference.startsWith('oci-layout:');
    if (!isInRegistry) log.warning(`The input declare-artifact does nothing for ${reference}: it is in no registry`);
    return isInRegistry;
  });
  if (references.length === 0) return;
  const declared = readDeclared(listFile);
  if (!file || declared === undefined) {
    log.notice('Nothing was declared: this runner does not support declared artifacts (GITHUB_ARTIFACTS)');
    return;
  }
  const fresh: string[] = [];
  for (const reference of new Set(references)) {
    const [, name = '', digest = ''] = /^([^\s=@#]+)@(\S+)$/.exec(reference) ?? [];
    if (!isDigest(digest)) throw new OciError('INVALID_INPUT', `${reference} cannot be declared as an artifact`);
    const other = declared.get(name);
    if (other === digest) continue;
    if (other !== undefined) {
      throw new OciError(
        'CONFLICT',
        `The artifact ${name} was declared as ${other} in this job, and now is ${digest}`,
        { topic: 'second-declaration' },
      );
    }
    declared.set(name, digest);
    fresh.push(`oci://${reference}\n`);
  }
  const lines = fresh.join('');
  const tooMuch = (limit: string) => new OciError('TOO_LARGE', limit, { topic: 'declaration-limit' });
  if (declared.size > maxArtifacts) {
    throw tooMuch(`A job can declare ${maxArtifacts} artifacts, and this would make ${declared.size}`);
  }
  if (lines.length > maxBytes) {
    throw tooMuch(`A step can declare ${formatBytes(maxBytes)} of references, and these are more`);
  }
  appendFileSync(file, lines);
  for (const line of fresh) log.info(`Declared ${line.trim()}`);
}

/** What the step made or found to be just what it would have made, as `host/repository@digest`. */
function referencesOf(mode: ModeName, { items, reference, kept }: Partial<Result>): string[] {
  if (items === undefined) return reference === undefined || kept ? [] : [reference];
  // Beside charts, a push has metadata of their repositories, which has no version and no name of its own.
  const own = items.filter(({ status, version }) => fates[status].holds && (mode !== 'push' || version !== undefined));
  return own.flatMap((item) => item.reference ?? []);
}

/** Reads what earlier steps of the job declared; undefined when the runner has the feature turned off. */
function readDeclared(path: string | undefined): Map<string, string> | undefined {
  if (!path) return new Map();
  let list: unknown;
  try {
    const text = readFileSync(path, 'utf8');
    // A runner that has it turned off names the files all the same, and leaves this one empty.
    if (text === '') return undefined;
    list = JSON.parse(text);
  } catch {
    return new Map();
  }
  const subjects = isRecord(list) && Array.isArray(list['subjects']) ? list['subjects'].filter(isRecord) : [];
  return new Map(subjects.map(({ name, digest }) => [String(name), String(digest)]));
}
