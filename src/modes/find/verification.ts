import { resolve } from 'node:path';
import { readHeld } from '../../disk/read-held.ts';
import { type ErrorFacts, OciError } from '../../errors.ts';
import type { Content, Source } from '../../store/store.ts';
import { bounded } from '../../store/wrapped/bounded.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Mode } from '../contract/mode.ts';

type Verifying = 'pull' | 'copy' | 'tag' | 'inspect';

/** Checks that content has the signatures that the input `verify` asks for; fails with UNTRUSTED. */
export type Verify = (source: Source, content: Content, repository: string) => Promise<void>;

const maxKeyBytes = 64 * 1024;

/**
 * Reads the policy of the input `verify`, before anything is asked of a registry; fails with INVALID_INPUT. Without one,
 * nothing is checked, and nothing of it is loaded.
 */
export async function openPolicy(
  { verify }: InputsOf<Verifying>,
  { learn, log, signal, workspace }: Mode<Verifying>,
): Promise<Verify> {
  if (verify === 'none') return async () => {};
  const [{ parsePolicy }, { verifyManifest }] = await Promise.all([
    import('../../trust/policy.ts'),
    import('../../trust/verify.ts'),
  ]);
  const policy = parsePolicy(verify, (path) => {
    const fail = (what: string, facts?: ErrorFacts) =>
      new OciError('INVALID_INPUT', `The key ${JSON.stringify(path)} of the input verify ${what}`, facts);
    const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes } as const;
    return readHeld(resolve(workspace, path), { ...held, fail }).toString();
  });
  return async (source, { descriptor }, repository) => {
    const name = `${repository}@${descriptor.digest}`;
    const verified = await verifyManifest(bounded(source), descriptor, name, policy, signal);
    for (const { entry, format, digest } of verified) {
      const what = format === 'bundle' ? 'a bundle' : 'a signature as cosign keeps them';
      log.info(`Verified: ${name} is signed by ${entry} (${what}, in ${digest})`);
    }
    learn({ verified });
  };
}
