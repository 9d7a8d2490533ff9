import { resolve } from 'node:path';
import { failNamed, readHeld } from '../../disk/read-held.ts';
import { hasCode, messageOf, OciError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Store } from '../../store/store.ts';
import type { Claim } from '../../trust/sign.ts';
import type { Log, Outside } from '../contract/mode.ts';
import { isKeyPath } from '../contract/read-value.ts';
import type { ResultSignature } from '../contract/result.ts';
import type { Told } from '../contract/told.ts';
import { type Attestation, claimsOf, readAttestations } from './attestations.ts';
import type { JobReach } from './open-job.ts';
import type { SigningInputs, SigningPlan } from './signing-plan.ts';

interface Signed {
  signatures: ResultSignature[];
  /** Whether a signature was added or, in a dry run, would be. */
  isChanged: boolean;
}

/**
 * Signs a manifest that is in a store, and says of it what `attest` asks for, unless this signer has done so already; in
 * a dry run only looks.
 *
 * @param repository how messages name the store
 * @param signal ends it where others work beside it, and one of them fails; absent: that of the step
 */
export type Sign = (store: Store, subject: Descriptor, repository: string, signal?: AbortSignal) => Promise<Signed>;

export interface Signing {
  sign: Sign;
  /** Whether this signer has signed a manifest that is in a store, in some format. */
  hasSigned: (store: Store, subject: Descriptor) => Promise<boolean>;
}

interface KeyReach extends Pick<Outside, 'mask'> {
  workspace: string;
}

export interface SigningReach extends JobReach, KeyReach {
  /** Gets all signatures of the step, and the addresses at which GitHub shows its attestations. */
  told: Pick<Told, 'signatures' | 'attestations'>;
}

const maxKeyBytes = 64 * 1024;

/**
 * Checks all that can be checked before anything is sent: whether the key opens, the job may have a token, and the files
 * of `attest` can be read. Fails with INVALID_INPUT, or SIGNING without a token. Undefined where nothing is to be signed;
 * then the code for it is not loaded.
 */
export async function openSigning(
  inputs: SigningInputs,
  { dryRun, trustedRoot }: { dryRun: boolean; trustedRoot: string | undefined },
  reach: SigningReach,
): Promise<Signing | undefined> {
  checkInputs(inputs);
  if (inputs.sign === 'none' && inputs.attest.length === 0) return undefined;
  const { log, told, signal, workspace } = reach;
  const asked = readAttestations(inputs.attest, workspace);
  const open =
    inputs.sign === 'key'
      ? await openKey(inputs, asked, reach)
      : await (await import('./open-job.ts')).openJob(inputs, trustedRoot, asked, reach);
  const { lookFor, signManifest } = await import('../../trust/sign.ts');
  const sign: Sign = async (store, subject, repository, within = signal) => {
    const name = `${repository}@${subject.digest}`;
    const work = async () => {
      const { signer, claims, keep } = await open();
      const done = await (dryRun ? lookFor : signManifest)(signer, claims, store, subject, within);
      return { signer, keep, ...done };
    };
    const { signer, keep, signatures, added, attestations, unwritten } = await work().catch((error: unknown) => {
      if (!dryRun) log.warning(`${name} is there, but not all of its signatures are`);
      throw error;
    });
    for (const why of unwritten) log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
    tellSigned(log, name, signer.label, added, dryRun);
    const own = signatures.map((each) => ({ ...each, ...signer.shown, reference: name }));
    told.signatures = [...(told.signatures ?? []), ...own];
    const urls = keep ? await keepAll(attestations, keep, log, within) : [];
    if (urls.length > 0) told.attestations = [...(told.attestations ?? []), ...urls];
    return { signatures: own, isChanged: added.length > 0 };
  };
  const hasSigned: Signing['hasSigned'] = async (store, subject) => {
    const { signer, claims } = await open();
    return (await lookFor(signer, claims, store, subject, signal)).signatures.length > 0;
  };
  return { sign, hasSigned };
}

function checkInputs({ sign, signKey, attest, signatureFormat, signingConfig }: SigningInputs): void {
  if (sign !== 'key' && signKey !== '')
    throw new OciError('INVALID_INPUT', 'The input sign-key is given without sign: key');
  if (signingConfig !== undefined && (sign === 'key' || (sign === 'none' && attest.length === 0))) {
    throw new OciError('INVALID_INPUT', 'The input signing-config is given without sign: keyless or attest');
  }
  if (sign === 'key' && signKey === '') {
    throw new OciError('INVALID_INPUT', 'The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
  }
  if (attest.length > 0 && sign !== 'none' && signatureFormat === 'legacy') {
    // Cosign 3 and Flux 2.8 look at bundles alone as soon as there is one.
    throw new OciError(
      'INVALID_INPUT',
      'The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature',
    );
  }
}

function tellSigned(log: Log, name: string, label: string, added: readonly Claim[], isDryRun: boolean): void {
  const what = added.map((claim) => claim.label).join(', ');
  if (added.length === 0) log.info(`Already signed by ${label}: ${name}`);
  else log.info(isDryRun ? `Would sign ${name} (${what})` : `Signed: ${name} by ${label} (${what})`);
}

/** Where GitHub refuses an attestation. */
const permissionHint =
  '. Give the job permissions: attestations: write; private repositories need GitHub Enterprise Cloud';

/** Gives attestations to GitHub too, where its own tools look first; the registry has them whatever comes of it. */
async function keepAll(
  bundles: readonly Buffer[],
  keep: NonNullable<SigningPlan['keep']>,
  log: Log,
  signal: AbortSignal,
): Promise<string[]> {
  const urls: string[] = [];
  for (const bundle of bundles) {
    try {
      const url = await keep(bundle);
      log.info(`Attestation: ${url}`);
      urls.push(url);
    } catch (error) {
      signal.throwIfAborted();
      const hint = hasCode(error, 'SIGNING') && error.topic === 'attestation' ? permissionHint : '';
      log.warning(`GitHub does not list the attestation, which is in the registry: ${messageOf(error)}${hint}`);
      break;
    }
  }
  return urls;
}

/** Opens the key of the input `sign-key`; fails with INVALID_INPUT. */
async function openKey(
  { signKey, signKeyPassword, signatureFormat }: SigningInputs,
  attestations: readonly Attestation[],
  { workspace, mask }: KeyReach,
): Promise<() => Promise<SigningPlan>> {
  if (attestations.some(({ kind }) => kind === 'provenance')) {
    const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
    throw new OciError('INVALID_INPUT', what, { topic: 'provenance' });
  }
  const [{ openPrivateKey }, { keySigner }, { signatureIn }] = await Promise.all([
    import('../../trust/private-key.ts'),
    import('../../trust/signer.ts'),
    import('../../trust/sign.ts'),
  ]);
  const signer = keySigner(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
  const claims = [...signatureIn(signatureFormat), ...claimsOf(attestations)];
  return async () => ({ signer, claims });
}

const notKey = () =>
  new OciError('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
    topic: 'sign-key',
  });

/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey: string, workspace: string, mask: KeyReach['mask']): string {
  if (signKey.includes('-----BEGIN')) return signKey;
  const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes } as const;
  const pem = readHeld(resolve(workspace, signKey), {
    ...held,
    fail: isKeyPath(signKey) ? failNamed('sign-key', signKey) : notKey,
  }).toString();
  mask(pem);
  return pem;
}
