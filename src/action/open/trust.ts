import type { AllInputs, ModeName } from '../../modes/contract/inputs.ts';
import type { Mode, Outside } from '../../modes/contract/mode.ts';
import type { Judge, Verify } from '../../modes/find/verification.ts';
import type { Sign, Signing } from '../../modes/signing/signing.ts';
import type { SigningInputs } from '../../modes/signing/signing-plan.ts';

/** Signing, and the judging of signatures; each part is undefined when the inputs do not ask for it. */
export interface OpenedTrust {
  signing: Signing | undefined;
  sign: Sign | undefined;
  verify: Verify | undefined;
  /** Judges one manifest of many: nothing is logged, and no output is set. */
  judge: Judge | undefined;
}

/** The inputs of a mode that are about trust. */
export interface TrustInputs {
  signing?: SigningInputs | undefined;
  policy?: Partial<Pick<AllInputs, 'verify' | 'trustedRoot'>> | undefined;
  dryRun?: boolean;
}

/**
 * Opens signing and the policy, once for a step and before the first request to a registry. Without `sign`, `attest` and
 * `verify`, no cryptography is loaded. Fails with INVALID_INPUT or SIGNING.
 */
export async function openTrust(
  mode: ModeName,
  { signing: asked, policy = {}, dryRun = false }: TrustInputs,
  reach: Pick<Mode, 'told' | 'log' | 'signal' | 'workspace'> & Outside,
): Promise<OpenedTrust> {
  const { verify, trustedRoot } = policy;
  const isKeyless = asked !== undefined && (asked.sign === 'none' ? asked.attest.length > 0 : asked.sign === 'keyless');
  if (verify === 'none' && trustedRoot !== undefined && !isKeyless) {
    reach.log.warning('The input trusted-root does nothing without verify');
  }
  const signer = asked && (await import('../../modes/signing/signing.ts'));
  const opened = asked && (await signer?.openSigning(asked, { dryRun, trustedRoot }, reach));
  const nobody = { signing: opened, sign: opened?.sign, verify: undefined, judge: undefined };
  if (verify === undefined || verify === 'none') return nobody;
  const { openJudge, openPolicy } = await import('../../modes/find/verification.ts');
  const wanted = { verify, trustedRoot };
  // Retention judges every manifest that may count towards keep-last.
  if (mode === 'delete') return { ...nobody, judge: await openJudge(wanted, reach) };
  return { ...nobody, verify: await openPolicy(wanted, reach) };
}
