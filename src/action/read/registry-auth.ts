import { OciError, type Topic } from '../../errors.ts';
import { type StrictNode, StrictYaml } from '../../go/strict-yaml.ts';
import { path } from '../../modes/contract/read-value.ts';
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
const knownKeys = [...textKeys, ...flagKeys];
const secretKeys = ['password', 'identity-token', 'token'];

const failed = (what: string, topic: Topic = 'registry-auth') =>
  new OciError('INVALID_INPUT', `The input registry-auth ${what}`, { topic });

/** Reads the YAML of `registry-auth`, strictly. Messages never quote it: it holds secrets. */
export function readRegistryAuth(yaml: string): RegistryEntry[] {
  const failAt = (line: number, what: string, topic?: Topic) => failed(`has an error in line ${line}: ${what}`, topic);
  const pieces = new StrictYaml(failAt, { quotesKeys: false });
  let items: StrictNode[];
  try {
    const top = pieces.read(yaml);
    if (top.kind !== 'list') throw failed('is not a YAML list');
    items = top.items;
  } catch (error) {
    // Without a readable structure, every line may be a secret.
    for (const line of yaml.split('\n')) mask(line.replace(/^[\s-]*[\w-]+:\s*/, '').replace(/^["']|["']\s*$/g, ''));
    throw error;
  }
  for (const item of items) {
    for (const [key, node] of item.kind === 'map' ? item.entries : []) {
      if (secretKeys.includes(key) && node.kind === 'text') mask(node.text);
    }
  }
  return items.map((item) => readEntry(pieces, item));
}

function readEntry(pieces: StrictYaml, entry: StrictNode): RegistryEntry {
  const fields = pieces.fieldsOf(entry, 'the entry', knownKeys);
  const textOf = (key: (typeof textKeys)[number]) => {
    const node = fields.get(key);
    return node && pieces.stringOf(node, key);
  };
  const flagOf = (key: (typeof flagKeys)[number]) => {
    const node = fields.get(key);
    return node && pieces.flagOf(node, key);
  };
  const registry = textOf('registry')
    ?.replace(/^oci:\/\//, '')
    .replace(/\/+$/, '');
  if (!registry) throw pieces.fail(entry, 'the entry has no registry');
  const [scheme] = /^https?:\/\//i.exec(registry) ?? [];
  if (scheme) throw pieces.fail(entry, `registry begins with ${scheme.toLowerCase()} (leave it out)`);
  const slash = registry.indexOf('/');
  const [username, password] = [textOf('username'), textOf('password')];
  const [identityToken, token] = [textOf('identity-token'), textOf('token')];
  if ((username === undefined) !== (password === undefined) || password === '') {
    throw pieces.fail(entry, 'a username without a password, or the reverse: is the secret set?', 'missing-secret');
  }
  if (username && password) mask(Buffer.from(`${username}:${password}`).toString('base64'));
  const [caFile, certFile, keyFile] = fileKeys.map((key) => path(textOf(key) ?? '', key) || undefined);
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw pieces.fail(entry, 'a cert-file without a key-file, or the reverse');
  }
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
    caFile,
    client: certFile && keyFile ? { certFile, keyFile } : undefined,
    insecure: flagOf('insecure'),
    plainHttp: flagOf('plain-http'),
  };
}
