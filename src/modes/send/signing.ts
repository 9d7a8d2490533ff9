import { resolve } from 'node:path';
import { readHeld } from '../../disk/read-held.ts';
import { type ErrorFacts, OciError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Store } from '../../store/store.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log, Mode } from '../contract/mode.ts';
import { isKeyPath } from '../contract/read-value.ts';
import type { ResultSignature } from '../contract/result.ts';

type SigningMode = 'push' | 'copy' | 'tag' | 'attach';

/** What came of signing one manifest. */
interface Signed {
  signatures: ResultSignature[];
  /** Whether a signature was added or, in a dry run, would be. */
  isChanged: boolean;
}

/**
 * Signs a manifest that is in a store, unless this key has signed it already; in a dry run only looks.
 *
 * @param repository how messages name the store
 */
export type Sign = (store: Store, subject: Descriptor, repository: string) => Promise<Signed>;

/** Signs, and tells whether it has signed. */
export interface Signing {
  sign: Sign;
  /** Whether this key has signed a manifest that is in a store, in some format. */
  hasSigned: (store: Store, subject: Descriptor) => Promise<boolean>;
}

const maxKeyBytes = 64 * 1024;

/**
 * Opens the key of the input `sign-key`, before anything is sent; fails with INVALID_INPUT. Undefined where nothing is
 * to be signed; then nothing of it is loaded.
 */
export async function openSigning(
  inputs: InputsOf<SigningMode>,
  mode: Mode<SigningMode>,
): Promise<Signing | undefined> {
  const { signKey, signKeyPassword, signatureFormat, dryRun } = inputs;
  if (inputs.sign === 'none') {
    if (signKey === '') return undefined;
    throw new OciError('INVALID_INPUT', 'The input sign-key is given, and sign: key is not');
  }
  if (signKey === '') {
    throw new OciError('INVALID_INPUT', 'The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
  }
  const [{ openPrivateKey }, { createSigner }] = await Promise.all([
    import('../../trust/private-key.ts'),
    import('../../trust/sign.ts'),
  ]);
  const key = await openPrivateKey(readKey(signKey, mode), signKeyPassword);
  const signer = createSigner(key, signatureFormat === 'both' ? ['bundle', 'legacy'] : [signatureFormat]);
  const { log, learn, signal } = mode;
  const all: ResultSignature[] = [];
  const sign: Sign = async (store, subject, repository) => {
    const name = `${repository}@${subject.digest}`;
    const { signatures, added } = await (dryRun ? signer.look : signer.sign)(store, subject, signal).catch((error) => {
      if (!dryRun) log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
      throw error;
    });
    const [done, planned] = [`Signed: ${name} with the key ${signer.fingerprint}`, `Would sign ${name}`];
    if (added.length === 0) log.info(`Already signed with this key: ${name}`);
    else log.info(`${dryRun ? planned : done} (${added.join(', ')})`);
    const own = signatures.map((each) => ({ ...each, reference: name }));
    all.push(...own);
    learn({ signatures: all });
    return { signatures: own, isChanged: added.length > 0 };
  };
  const hasSigned: Signing['hasSigned'] = async (store, subject) =>
    (await signer.look(store, subject, signal)).signatures.length > 0;
  return { sign, hasSigned };
}

/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
export function tellUntouched(log: Pick<Log, 'notice'>, name: string, ways: readonly string[]): void {
  if (ways.length > 0) log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}

/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey: string, { workspace, mask }: Mode<SigningMode>): string {
  if (signKey.includes('-----BEGIN')) return signKey;
  const fail = (what: string, facts?: ErrorFacts) =>
    isKeyPath(signKey)
      ? new OciError('INVALID_INPUT', `The file ${JSON.stringify(signKey)} of the input sign-key ${what}`, facts)
      : new OciError('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
          topic: 'sign-key',
        });
  const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes } as const;
  const pem = readHeld(resolve(workspace, signKey), { ...held, fail }).toString();
  mask(pem);
  return pem;
}
