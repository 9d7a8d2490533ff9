import { parseDocument } from 'yaml';
import { OciError, type Topic } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { isRecord } from '../oci/descriptor.ts';
import { type PublicKey, parsePublicKey } from './public-key.ts';

/** Who has to have signed, in one of three ways; patterns are exact, but for `*`, which stands for anything. */
type Signer = { kind: 'key'; key: PublicKey } | CertifiedSigner;

/** Somebody whom a certificate names. */
export type CertifiedSigner =
  | { kind: 'github'; repository: string; ref: string; workflow: string | undefined }
  | { kind: 'identity'; issuer: string; identity: string };

/** A signature that is asked for. */
export interface Wanted {
  signer: Signer;
  /** The type of the statement; absent: a plain signature, in whichever format. */
  predicate: string | undefined;
  /** As messages name it: `key keys/cosign.pub`. */
  label: string;
}

/** An entry of a policy, which any one of these meets. */
export interface PolicyEntry {
  /** Counted from 1. */
  number: number;
  label: string;
  any: readonly Wanted[];
}

/** Every entry has to be met. */
export type Policy = readonly PolicyEntry[];

const keysOfSigner = {
  key: ['key'],
  github: ['github', 'ref', 'workflow'],
  issuer: ['issuer', 'identity'],
} as const;
const knownKeys = [...Object.values(keysOfSigner).flat(), 'predicate', 'any'];

/** Nobody writes so many, and each is compared with each signature. */
const maxEntries = 50;

/** Makes an error about one entry. */
type Fail = (what: string, topic?: Topic) => OciError;

/**
 * Reads the YAML of the input `verify`, strictly: a policy that is misunderstood protects from nothing. Fails with
 * INVALID_INPUT.
 *
 * @param readKey reads a file with a public key
 */
export function parsePolicy(yaml: string, readKey: (path: string) => string): Policy {
  const fail = (what: string, topic?: Topic) =>
    new OciError('INVALID_INPUT', `The input verify ${what}`, { topic: topic ?? 'policy' });
  const list = readYaml(yaml, fail);
  if (!Array.isArray(list)) throw fail('is neither none nor a YAML list of signers');
  if (list.length === 0) throw fail('has no entries: write none to require no signature');
  if (list.length > maxEntries) throw fail(`has more than ${maxEntries} entries`);
  return list.map((entry: unknown, index) => {
    const failEntry: Fail = (what, topic) => fail(`has an error in entry ${index + 1}: ${what}`, topic);
    const any = alternativesIn(entry, failEntry).map((each) => readWanted(each, readKey, failEntry));
    return { number: index + 1, label: any.map(({ label }) => label).join(' or '), any };
  });
}

/** All scalars stay texts: an unquoted `ref` or `identity` is never a number. */
function readYaml(yaml: string, fail: Fail): unknown {
  // Not `silent`, which would drop a second document without a word.
  const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw fail(`is not valid YAML: ${error.message.split(/: |\n/)[0]}`);
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    throw fail('is not YAML that can be read: leave out its aliases');
  }
}

function alternativesIn(entry: unknown, fail: Fail): unknown[] {
  if (!isRecord(entry) || !Object.hasOwn(entry, 'any')) return [entry];
  const { any, ...others } = entry;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fail(`${other} cannot stand next to any: write it in the entries of any`);
  if (!Array.isArray(any) || any.length === 0) throw fail('any must be a list with at least one entry');
  if (any.length > maxEntries) throw fail(`any has more than ${maxEntries} entries`);
  if (any.some((each) => isRecord(each) && Object.hasOwn(each, 'any'))) throw fail('any cannot be nested');
  return any;
}

function readWanted(entry: unknown, readKey: (path: string) => string, fail: Fail): Wanted {
  if (!isRecord(entry)) throw fail('it is not a mapping such as key: FILE');
  for (const [key, value] of Object.entries(entry)) {
    if (!knownKeys.some((known) => known === key)) {
      const near = nearest(key, knownKeys);
      throw fail(
        `unknown field ${JSON.stringify(key)}: ${near ? `did you mean ${near}?` : `known are ${knownKeys.join(', ')}`}`,
      );
    }
    if (typeof value !== 'string' || value.trim() === '') throw fail(`${key} is empty or not a string`);
  }
  const texts = entry as Record<string, string>;
  const kinds = (['key', 'github', 'issuer'] as const).filter((kind) => kind in texts);
  const [kind, second] = kinds;
  if (kind === undefined) {
    throw fail(
      'identity' in texts ? 'identity needs issuer' : 'it names no signer: use key, github, or issuer and identity',
    );
  }
  if (second !== undefined) throw fail(`${kind} and ${second} name two signers: write two entries, or use any`);
  const allowed: readonly string[] = [...keysOfSigner[kind], 'predicate'];
  const foreign = Object.keys(texts).find((key) => !allowed.includes(key));
  if (foreign !== undefined) throw fail(`${foreign} cannot be combined with ${kind}`);
  const signer = readSigner(kind, texts, readKey, fail);
  const { predicate } = texts;
  const label = `${labelOf(signer, texts)}${predicate === undefined ? '' : ` for ${predicate}`}`;
  return { signer, predicate, label };
}

function readSigner(
  kind: 'key' | 'github' | 'issuer',
  { key = '', github = '', ref, workflow, issuer = '', identity }: Record<string, string>,
  readKey: (path: string) => string,
  fail: Fail,
): Signer {
  if (kind === 'key') {
    const isPem = key.includes('-----BEGIN');
    const name = isPem ? 'the key' : `the key ${key}`;
    return { kind, key: parsePublicKey(isPem ? key : readKey(key), (what) => fail(`${name} ${what}`, 'public-key')) };
  }
  if (kind === 'issuer') {
    if (identity === undefined) throw fail('issuer needs identity: anybody can get a certificate there');
    if (/^[*@]+$/.test(identity)) throw fail('identity must not be * alone: anybody can get a certificate there');
    if (issuer.includes('*')) throw fail('issuer must be written in full, without *');
    return { kind: 'identity', issuer, identity };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(github)) throw fail('github must be a repository such as octo-org/hello, without *');
  if (ref === undefined) {
    throw fail("github needs ref, such as refs/tags/v*: otherwise anybody's pull request would be accepted");
  }
  if (!ref.startsWith('refs/')) throw fail('ref must begin with refs/, such as refs/heads/main');
  if (workflow !== undefined && !workflowPattern.test(workflow)) {
    const reusable = 'octo-org/hello/.github/workflows/FILE@REF';
    throw fail(`workflow must be .github/workflows/FILE, or for a reusable workflow ${reusable}`);
  }
  return { kind, repository: github, ref, workflow };
}

/** A workflow of the repository itself, or of another one, then with the ref that it is called at. */
const workflowPattern = /^(?:\.github\/workflows\/[^@]+(?:@.+)?|[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^@]+@.+)$/;

function labelOf(signer: Signer, { key = '' }: Record<string, string>): string {
  if (signer.kind === 'github') {
    const { repository, ref, workflow } = signer;
    return `github: ${repository}, ${ref}${workflow === undefined ? '' : `, ${workflow}`}`;
  }
  if (signer.kind === 'identity') return `identity: ${signer.identity} of ${signer.issuer}`;
  return `key ${key.includes('-----BEGIN') ? signer.key.fingerprint : key}`;
}
