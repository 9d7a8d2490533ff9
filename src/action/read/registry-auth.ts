import { type Document, LineCounter, parseDocument } from 'yaml';
import { OciError, type Topic } from '../../errors.ts';
import { path } from '../../modes/contract/read-value.ts';
import { isRecord } from '../../oci/descriptor.ts';
import type { Credentials } from '../../registry/auth/keychain.ts';
import { mask } from '../tell/mask.ts';

/** How one registry, or a path in it, is reached, from the input `registry-auth`. */
export interface RegistryEntry {
  host: string;
  /** `''` for the whole registry. */
  path: string;
  credentials: Credentials | undefined;
  caFile: string | undefined;
  /** The files of the certificate that is shown to the registry. */
  client?: { certFile: string; keyFile: string } | undefined;
  insecure: boolean | undefined;
  plainHttp: boolean | undefined;
}

const fileKeys = ['ca-file', 'cert-file', 'key-file'] as const;
const textKeys = ['registry', 'username', 'password', 'identity-token', 'token', ...fileKeys] as const;
const flagKeys = ['insecure', 'plain-http'] as const;
const secretKeys = ['password', 'identity-token', 'token'];

/** Reads the YAML of `registry-auth`, strictly. Messages never quote it: it holds secrets. */
export function readRegistryAuth(yaml: string): RegistryEntry[] {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, logLevel: 'error' });
  const fail = (what: string, topic: Topic = 'registry-auth') =>
    new OciError('INVALID_INPUT', `The input registry-auth ${what}`, { topic });
  const [error] = document.errors;
  const list = error ? undefined : toList(document);
  if (!Array.isArray(list)) {
    // Without a readable structure, every line may be a secret.
    for (const line of yaml.split('\n')) mask(line.replace(/^[\s-]*[\w-]+:\s*/, '').replace(/^["']|["']\s*$/g, ''));
    throw fail(error ? `is not valid YAML in line ${counter.linePos(error.pos[0]).line}` : 'is not a YAML list');
  }
  for (const entry of list.filter(isRecord)) {
    for (const key of secretKeys) if (entry[key] != null) mask(String(entry[key]));
  }
  return list.map((entry: unknown, index) =>
    readEntry(entry, (what, topic) => fail(`has an error in entry ${index + 1}: ${what}`, topic)),
  );
}

/** A list of few credentials needs no aliases; a document with many of them is a trap. */
function toList(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown, fail: (what: string, topic?: Topic) => OciError): RegistryEntry {
  if (!isRecord(entry)) throw fail('no keys and values');
  for (const [key, value] of Object.entries(entry)) {
    const isText = textKeys.some((known) => known === key);
    const isFlag = flagKeys.some((known) => known === key);
    if (!isText && !isFlag) throw fail(`an unknown key; known are ${[...textKeys, ...flagKeys].join(', ')}`);
    // YAML reads an unquoted 123 as a number, and 0123 as another number.
    if (isText && typeof value !== 'string') throw fail(`a ${key} that is not text: put it in quotes`);
    if (isFlag && typeof value !== 'boolean') throw fail(`a ${key} that is not true or false`);
  }
  const get = (key: (typeof textKeys)[number]) => entry[key] as string | undefined;
  const registry = get('registry')
    ?.replace(/^oci:\/\//, '')
    .replace(/\/+$/, '');
  if (!registry) throw fail('no registry');
  const [scheme] = /^https?:\/\//i.exec(registry) ?? [];
  if (scheme) throw fail(`a registry that begins with ${scheme.toLowerCase()} (leave it out)`);
  const slash = registry.indexOf('/');
  const [username, password] = [get('username'), get('password')];
  if ((username === undefined) !== (password === undefined) || password === '') {
    throw fail('a username without a password, or the reverse: is the secret set?', 'missing-secret');
  }
  if (username && password) mask(Buffer.from(`${username}:${password}`).toString('base64'));
  const file = (key: (typeof fileKeys)[number]) => path((entry[key] as string | undefined) ?? '', key);
  const [certFile, keyFile] = [file('cert-file'), file('key-file')];
  if ((certFile === '') !== (keyFile === '')) throw fail('a cert-file without a key-file, or the reverse');
  const identityToken = get('identity-token');
  const token = get('token');
  return {
    host: (slash < 0 ? registry : registry.slice(0, slash)).toLowerCase(),
    path: slash < 0 ? '' : registry.slice(slash + 1),
    credentials:
      username !== undefined && password !== undefined
        ? { username, password }
        : identityToken
          ? { identityToken }
          : token
            ? { token }
            : undefined,
    caFile: file('ca-file') || undefined,
    client: certFile === '' ? undefined : { certFile, keyFile },
    insecure: entry['insecure'] as boolean | undefined,
    plainHttp: entry['plain-http'] as boolean | undefined,
  };
}
