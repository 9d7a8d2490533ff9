import { readNamedFile } from '../../disk/read-held.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Attached } from '../../store/attached.ts';
import type { Content, Source } from '../../store/store.ts';
import type { Admitted } from '../../trust/admit.ts';
import type { TrustRoot } from '../../trust/roots/trusted-root.ts';
import type { PolicyOutcome, Trust } from '../../trust/verify.ts';
import type { Group } from '../contract/inputs.ts';
import type { Log, Outside } from '../contract/mode.ts';
import type { Told } from '../contract/told.ts';
import { verifiedAs } from '../tell/signer-of.ts';

type PolicyInputs = Group<'policy', 'pull' | 'copy' | 'tag' | 'inspect' | 'delete'>;

/** What reading trusted roots needs. */
export interface RootsReach extends Pick<Outside, 'publicRoots'> {
  workspace: string;
}

/** Chooses of what is attached to verified content what the policy lets through. */
export type Admit = (source: Source, attached: readonly Attached[]) => Promise<Admitted>;

/**
 * Checks that content has the signatures that the input `verify` asks for; fails with UNTRUSTED. Gives the gate for what
 * is attached to it.
 */
export type Verify = (source: Source, content: Content, repository: string) => Promise<Admit>;

/** Looks for the signatures of a manifest that the policy asks for. */
export type Judge = (source: Source, descriptor: Descriptor, name: string) => Promise<PolicyOutcome>;

const maxKeyBytes = 64 * 1024;

/** The root of the public instance has some 7 KiB, and a file may have several. */
const maxRootBytes = 1024 * 1024;

/** Reads the policy of the input `verify`, before the first request to a registry; fails with INVALID_INPUT. */
export async function openPolicy(
  { verify, trustedRoot }: PolicyInputs,
  reach: RootsReach & {
    /** Gets the signatures that met the policy. */
    told: Pick<Told, 'verified'>;
    log: Log;
    signal: AbortSignal;
  },
): Promise<Verify> {
  const { told, log, signal } = reach;
  const [{ verifyManifest }, { startBudget }] = await Promise.all([
    import('../../trust/verify.ts'),
    import('../../trust/budget.ts'),
  ]);
  const trust = { ...(await readTrust(verify, trustedRoot, reach)), budget: startBudget() };
  return async (source, { descriptor }, repository) => {
    const name = `${repository}@${descriptor.digest}`;
    const verified = await verifyManifest(source, descriptor, name, trust, signal);
    for (const met of verified) {
      const { format, digest } = met;
      const form = format === 'bundle' ? 'bundle' : 'legacy signature';
      log.info(`Verified: ${name} ${verifiedAs(met)} (${form} ${digest})`);
    }
    told.verified = verified;
    return async (from, attached) => {
      const { admit } = await import('../../trust/admit.ts');
      return admit(from, attached, trust, signal);
    };
  };
}

/**
 * Reads a policy and the roots by which it judges, as `openPolicy` does. Each manifest is judged with a budget of its
 * own: one that was not judged would count as unsigned.
 */
export async function openJudge(
  { verify, trustedRoot }: PolicyInputs,
  reach: RootsReach & { signal: AbortSignal },
): Promise<Judge> {
  const trust = await readTrust(verify, trustedRoot, reach);
  const { judgeManifest } = await import('../../trust/verify.ts');
  return (source, descriptor, name) => judgeManifest(source, descriptor, name, trust, reach.signal);
}

async function readTrust(verify: string, trustedRoot: string | undefined, reach: RootsReach): Promise<Trust> {
  const { parsePolicy } = await import('../../trust/policy.ts');
  const held = { folder: reach.workspace, symlinks: 'keep', limit: maxKeyBytes } as const;
  const policy = parsePolicy(verify, (path) => readNamedFile('verify', path, held).toString());
  return { policy, roots: await openRoots(trustedRoot, reach) };
}

/** Reads the roots of a file; without one, they are fetched when a certificate is met. Fails with INVALID_INPUT. */
export async function openRoots(path: string | undefined, { publicRoots, workspace }: RootsReach): Promise<TrustRoot> {
  if (path === undefined) return publicRoots();
  const { rootsOfFile } = await import('../../trust/roots/trusted-root.ts');
  const bytes = readNamedFile('trusted-root', path, { folder: workspace, symlinks: 'keep', limit: maxRootBytes });
  return rootsOfFile(bytes.toString(), `The file ${JSON.stringify(path)} of the input trusted-root`);
}
