import { resolve } from 'node:path';
import { readHeld } from '../../disk/read-held.ts';
import { type ErrorFacts, OciError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Store } from '../../store/store.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Mode } from '../contract/mode.ts';
import type { ResultSignature } from '../contract/result.ts';

type Signing = 'push' | 'copy' | 'tag' | 'attach';

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

const maxKeyBytes = 64 * 1024;

/**
 * Opens the key of the input `sign-key`, before anything is sent; fails with INVALID_INPUT. Undefined where nothing is
 * to be signed; then nothing of it is loaded.
 */
export async function openSigning(inputs: InputsOf<Signing>, mode: Mode<Signing>): Promise<Sign | undefined> {
  const { sign, signKey, signKeyPassword, signatureFormat, dryRun } = inputs;
  if (sign === 'none') {
    if (signKey === '') return undefined;
    throw new OciError('INVALID_INPUT', 'The input sign-key is given without sign: key, so nothing would be signed');
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
  return async (store, subject, repository) => {
    const name = `${repository}@${subject.digest}`;
    const { signatures, added } = await (dryRun ? signer.look : signer.sign)(store, subject, signal).catch((error) => {
      if (!dryRun) log.warning(`No tag was written: ${name} is there, without its signature`);
      throw error;
    });
    const [done, planned] = [`Signed: ${name} with the key ${signer.fingerprint}`, `Would sign ${name}`];
    if (added.length === 0) log.info(`Already signed with this key: ${name}`);
    else log.info(dryRun ? planned : done);
    all.push(...signatures);
    learn({ signatures: all });
    return { signatures, isChanged: added.length > 0 };
  };
}

/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey: string, { workspace, mask }: Mode<Signing>): string {
  if (signKey.includes('-----BEGIN')) return signKey;
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(signKey)} of the input sign-key ${what}`, facts);
  const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes } as const;
  const pem = readHeld(resolve(workspace, signKey), { ...held, fail }).toString();
  mask(pem);
  return pem;
}
