import { OciError, type Topic } from '../errors.ts';
import { type StrictNode, StrictYaml } from '../go/strict-yaml.ts';
import { type PublicKey, parsePublicKey } from './public-key.ts';

/** Who has to have signed, in one of three ways; patterns are exact, but for `*`, which stands for anything. */
type WantedSigner = { kind: 'key'; key: PublicKey } | CertifiedSigner;

export type CertifiedSigner =
  | { kind: 'github'; repository: string; ref: string; workflow: string | undefined }
  | { kind: 'identity'; issuer: string; identity: string };

export interface Wanted {
  signer: WantedSigner;
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

type Fail = (what: string, topic?: Topic) => OciError;

const failed = (what: string, topic: Topic = 'policy') =>
  new OciError('INVALID_INPUT', `The input verify ${what}`, { topic });

/** Reads the YAML of `verify`, strictly: a policy that is misunderstood protects nobody. Fails with INVALID_INPUT. */
export function parsePolicy(yaml: string, readKey: (path: string) => string): Policy {
  const failAt = (line: number, what: string, topic?: Topic) => failed(`has an error in line ${line}: ${what}`, topic);
  const pieces = new StrictYaml(failAt, { quotesKeys: true });
  const top = pieces.read(yaml);
  if (top.kind !== 'list') throw failed('is neither none nor a YAML list of signers');
  if (top.items.length === 0) throw failed('has no entries: write none to require no signature');
  if (top.items.length > maxEntries) throw failed(`has more than ${maxEntries} entries`);
  return top.items.map((entry, index) => {
    const any = alternativesIn(pieces, entry).map((each) => readWanted(pieces, each, readKey));
    return { number: index + 1, label: any.map(({ label }) => label).join(' or '), any };
  });
}

function alternativesIn(pieces: StrictYaml, entry: StrictNode): StrictNode[] {
  const fields = entry.kind === 'map' ? entry.entries : new Map<string, StrictNode>();
  const any = fields.get('any');
  if (!any) return [entry];
  const other = [...fields.keys()].find((key) => key !== 'any');
  if (other !== undefined) throw pieces.fail(any, `${other} cannot stand next to any: write it in the entries of any`);
  if (any.kind !== 'list' || any.items.length === 0)
    throw pieces.fail(any, 'any must be a list with at least one entry');
  if (any.items.length > maxEntries) throw pieces.fail(any, `any has more than ${maxEntries} entries`);
  const nested = any.items.find((each) => each.kind === 'map' && each.entries.has('any'));
  if (nested) throw pieces.fail(nested, 'any cannot be nested');
  return any.items;
}

function readWanted(pieces: StrictYaml, entry: StrictNode, readKey: (path: string) => string): Wanted {
  const fail: Fail = (what, topic) => pieces.fail(entry, what, topic);
  if (entry.kind !== 'map') throw fail('it is not a mapping such as key: FILE');
  const fields = pieces.fieldsOf(entry, 'the entry', knownKeys);
  const texts = Object.fromEntries([...fields].map(([key, node]) => [key, pieces.textOf(node, key)]));
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
): WantedSigner {
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

function labelOf(signer: WantedSigner, { key = '' }: Record<string, string>): string {
  if (signer.kind === 'github') {
    const { repository, ref, workflow } = signer;
    return `github: ${repository}, ${ref}${workflow === undefined ? '' : `, ${workflow}`}`;
  }
  if (signer.kind === 'identity') return `identity: ${signer.identity} of ${signer.issuer}`;
  return `key ${key.includes('-----BEGIN') ? signer.key.fingerprint : key}`;
}
