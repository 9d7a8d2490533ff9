import type { AllInputs, ModeName } from '../../modes/contract/inputs.ts';
import type { Mode, Outside } from '../../modes/contract/mode.ts';
import type { Result } from '../../modes/contract/result.ts';
import type { Judge, Verify } from '../../modes/find/verification.ts';
import type { SigningInputs } from '../../modes/send/signer.ts';
import type { Sign, Signing } from '../../modes/send/signing.ts';

/** Who signs what a step writes, and whose signatures count in what it takes; undefined where nobody is asked for. */
export interface Trust {
  signing: Signing | undefined;
  sign: Sign | undefined;
  verify: Verify | undefined;
  /** Decides of many manifests, without telling of each. */
  judge: Judge | undefined;
}

/** The inputs that a mode has of them. */
export interface TrustInputs {
  signing?: SigningInputs | undefined;
  policy?: Partial<Pick<AllInputs, 'verify' | 'trustedRoot'>> | undefined;
  dryRun?: boolean;
}

/**
 * Opens signing and the policy, once for a step and before anything is asked of a registry; where they are not asked
 * for, their code is not loaded. Fails with INVALID_INPUT or SIGNING.
 */
export async function openTrust(
  mode: ModeName,
  { signing: asked, policy = {}, dryRun = false }: TrustInputs,
  reach: Pick<Mode, 'log' | 'signal' | 'workspace'> &
    Outside & {
      learn(part: Partial<Pick<Result, 'signatures' | 'attestationUrls' | 'verified'>>): void;
    },
): Promise<Trust> {
  const { verify, trustedRoot } = policy;
  const isKeyless = asked !== undefined && (asked.sign === 'none' ? asked.attest.length > 0 : asked.sign === 'keyless');
  if (verify === 'none' && trustedRoot !== undefined && !isKeyless) {
    reach.log.warning('The input trusted-root does nothing without verify');
  }
  const signer = asked && (await import('../../modes/send/signing.ts'));
  const opened = asked && (await signer?.openSigning(asked, { dryRun, trustedRoot }, reach));
  const nobody = { signing: opened, sign: opened?.sign, verify: undefined, judge: undefined };
  if (verify === undefined || verify === 'none') return nobody;
  const { openJudge, openPolicy } = await import('../../modes/find/verification.ts');
  const wanted = { verify, trustedRoot };
  // Retention asks of each manifest whether it counts.
  if (mode === 'delete') return { ...nobody, judge: await openJudge(wanted, reach) };
  return { ...nobody, verify: await openPolicy(wanted, reach) };
}
