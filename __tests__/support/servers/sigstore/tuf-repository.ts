// A TUF repository. Compared with no real one: tuf-js reads it, as it reads that of sigstore.dev. Left out: delegations, and
// keys other than Ed25519.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonical } from './canonical.ts';

/** A key that signs metadata. */
export interface TufKey {
  id: string;
  document: object;
  privateKey: KeyObject;
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '');

export function makeTufKey(): TufKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const document = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } };
  return { id: sha256(canonical(document)), document, privateKey };
}

function sealed(signed: object, keys: readonly TufKey[]): Buffer {
  const bytes = Buffer.from(canonical(signed));
  const signatures = keys.map(({ id, privateKey }) => ({
    keyid: id,
    sig: sign(null, bytes, privateKey).toString('hex'),
  }));
  return Buffer.from(JSON.stringify({ signed, signatures }));
}

interface RootOptions {
  /** Who may sign the next root, and how many of them must. */
  keys: readonly TufKey[];
  threshold?: number;
  /** Signs everything else. */
  online: TufKey;
  /** Who signs this one. */
  signers: readonly TufKey[];
  /** Days from now; negative for one that has expired. */
  expires?: number;
}

/** Makes a `root.json`. */
export function makeTufRoot(version: number, options: RootOptions): Buffer {
  const { keys, threshold = 1, online, signers, expires = 30 } = options;
  const once = { keyids: [online.id], threshold: 1 };
  const all = [...keys, online].map(({ id, document }) => [id, document]);
  const roles = {
    root: { keyids: keys.map(({ id }) => id), threshold },
    timestamp: once,
    snapshot: once,
    targets: once,
  };
  const head = { _type: 'root', spec_version: '1.0.31', version, expires: inDays(expires), consistent_snapshot: true };
  return sealed({ ...head, keys: Object.fromEntries(all), roles }, signers);
}

/**
 * The files of a repository at its version N, by their paths: all but the roots. `online` signs them.
 * https://theupdateframework.github.io/specification/latest/
 */
export function makeTufFiles(targets: Record<string, Buffer>, online: TufKey, version = 1): Map<string, Buffer> {
  const head = { spec_version: '1.0.31', version, expires: inDays(1) };
  const seal = (type: string, more: object) => sealed({ ...head, _type: type, ...more }, [online]);
  const described = Object.entries(targets).map(([name, bytes]) => [
    name,
    { length: bytes.length, hashes: { sha256: sha256(bytes) } },
  ]);
  return new Map([
    ['/timestamp.json', seal('timestamp', { meta: { 'snapshot.json': { version } } })],
    [`/${version}.snapshot.json`, seal('snapshot', { meta: { 'targets.json': { version } } })],
    [`/${version}.targets.json`, seal('targets', { targets: Object.fromEntries(described) })],
    ...Object.entries(targets).map(([name, bytes]): [string, Buffer] => [`/targets/${sha256(bytes)}.${name}`, bytes]),
  ]);
}
