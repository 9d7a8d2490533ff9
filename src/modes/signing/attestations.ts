import { failNamed, readNamedFile } from '../../disk/read-held.ts';
import { type ErrorFacts, hasCode, messageOf, OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { nearest } from '../../nearest.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import { provenanceType } from '../../trust/formats/provenance.ts';
import { type Predicate, signaturePredicate } from '../../trust/formats/statement.ts';
import type { Claim } from '../../trust/sign.ts';

/** What a line of the input `attest` asks for. */
export type Attestation =
  | { kind: 'provenance' }
  /** `label`, as the line names it. */
  | ({ kind: 'file'; label: string } & Predicate);

const maxFileBytes = 16 * 1024 * 1024;

/** Of the JSON without its spaces: with base64 and what proves it, a bundle is then within the 1 MiB that `verify` reads. */
const maxPredicateBytes = 720 * 1024;

/**
 * Reads the lines of the input `attest`, and the files that they name, before anything is sent: `provenance`,
 * `sbom=FILE`, or the URI of a type with `=FILE`. Fails with INVALID_INPUT.
 */
export function readAttestations(lines: readonly string[], workspace: string): Attestation[] {
  const all = lines.map((line): Attestation => {
    const [name = '', ...rest] = line.split('=');
    const file = rest.join('=').trim();
    const label = name.trim();
    if (label === 'provenance' && rest.length === 0) return { kind: 'provenance' };
    if (label !== 'sbom' && !isType(label)) throw unknownLine(line, label);
    if (label === signaturePredicate) throw invalidLine(line, 'has the type of a plain signature: set sign');
    if (file === '') throw invalidLine(line, 'names no file: write it after a =');
    return { kind: 'file', label, ...readPredicate(label, file, workspace) };
  });
  const types = all.map((each) => (each.kind === 'file' ? each.predicateType : provenanceType));
  const twice = types.findIndex((type, index) => types.indexOf(type) !== index);
  // Who asks for the type would get either.
  if (twice >= 0) throw invalidLine(lines[twice] ?? '', 'asks for a type that another line already asks for');
  return all;
}

/** The attestations of files, which do not depend on who signs. */
export function claimsOf(attestations: readonly Attestation[]): Claim[] {
  return attestations.flatMap(({ kind, ...claim }) => ('label' in claim ? [{ ...claim, format: 'bundle' }] : []));
}

function isType(label: string): boolean {
  return URL.canParse(label) && label.includes('://');
}

function unknownLine(line: string, label: string): OciError {
  const near = nearest(label, ['provenance', 'sbom']);
  const hint = near ? `did you mean ${near}?` : 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
  return invalidLine(line, `is not known: ${hint}`);
}

function invalidLine(line: string, what: string, facts: ErrorFacts = {}): OciError {
  return new OciError('INVALID_INPUT', `The line ${JSON.stringify(line)} of the input attest ${what}`, {
    topic: 'attestation',
    ...facts,
  });
}

const tooLarge = `is larger than ${formatBytes(maxPredicateBytes)}, so verify would not read it: attach it with mode: attach`;

function readPredicate(label: string, file: string, workspace: string): Predicate {
  const topic = 'attestation';
  const failFile = failNamed('attest', file, topic);
  const bytes = readNamedFile('attest', file, { folder: workspace, symlinks: 'keep', limit: maxFileBytes, topic });
  let predicate: unknown;
  try {
    predicate = parseJson(bytes, 'it');
  } catch (error) {
    throw failFile(hasCode(error, 'TOO_LARGE') ? tooLarge : `is not JSON: ${messageOf(error)}`);
  }
  if (!isRecord(predicate)) throw failFile('is not a JSON object');
  if (Buffer.byteLength(JSON.stringify(predicate)) > maxPredicateBytes) throw failFile(tooLarge);
  if (label !== 'sbom') return { predicateType: label, predicate };
  const predicateType = typeOfSbom(predicate);
  if (predicateType !== undefined) return { predicateType, predicate };
  throw failFile('is neither SPDX 2 nor CycloneDX in JSON: write the URI of its type in the place of sbom');
}

/** The types under which actions/attest-sbom and cosign publish an SBOM. */
function typeOfSbom({ spdxVersion, bomFormat }: Record<string, unknown>): string | undefined {
  const [, version] = /^SPDX-(\d+\.\d+)$/.exec(typeof spdxVersion === 'string' ? spdxVersion : '') ?? [];
  if (version !== undefined) return `https://spdx.dev/Document/v${version}`;
  return bomFormat === 'CycloneDX' ? 'https://cyclonedx.org/bom' : undefined;
}
