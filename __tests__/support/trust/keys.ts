import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { makeWorkspace } from '../action/workspace.ts';
import { run } from '../servers/peers.ts';

/** A pair of keys in PEM. */
export interface Keys {
  privateKey: KeyObject;
  privatePem: string;
  publicPem: string;
}

/** Makes a pair of P-256, as OpenSSL has it. */
export function makeKeys(): Keys {
  return pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
}

/** The texts of a pair. */
export function pairOf({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }): Keys {
  return {
    privateKey,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The password of the keys that cosign makes here. */
const cosignPassword = 'correct horse battery';

/** Runs cosign without a network: fails when it does. */
export async function cosign(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('cosign', args, { cwd, env: { COSIGN_PASSWORD: cosignPassword } });
  if (code !== 0) throw new Error(`cosign ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** A workspace with files to push, a pair of keys of cosign, and a trusted root without anybody in it. */
export async function makeSigningWorkspace(files: Record<string, string> = {}): Promise<string> {
  const root = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' };
  const workspace = await makeWorkspace({ 'a.txt': 'a', 'root.json': JSON.stringify(root), ...files });
  await cosign(workspace, 'generate-key-pair');
  return workspace;
}

/** The inputs that sign with the key of such a workspace. */
export const signing = { sign: 'key', 'sign-key': 'cosign.key', 'sign-key-password': cosignPassword };

/** The policy that asks for that key. */
export const byKey = '- key: cosign.pub';
