import { failNamed, readNamedFile } from '../../disk/read-held.ts';
import { messageOf, OciError } from '../../errors.ts';
import { onceMade } from '../../once.ts';
import { claimsOfProvenance, provenanceOf } from '../../trust/formats/provenance.ts';
import type { Predicate } from '../../trust/formats/statement.ts';
import { jobSigner } from '../../trust/job-signer.ts';
import {
  fetchPublicServices,
  githubServices,
  isPublicName,
  type PublicName,
  parseSigningConfig,
  publicServices,
  type Services,
} from '../../trust/services/signing-config.ts';
import { type Claim, signatureIn } from '../../trust/sign.ts';
import type { JobIdentity, Log, Outside } from '../contract/mode.ts';
import { openRoots, type RootsReach } from '../find/verification.ts';
import { signerOf } from '../tell/signer-of.ts';
import { type Attestation, claimsOf } from './attestations.ts';
import type { SigningInputs, SigningPlan } from './signing-plan.ts';

const maxConfigBytes = 256 * 1024;

export interface JobReach extends RootsReach, Pick<Outside, 'job'> {
  log: Log;
  signal: AbortSignal;
}

/**
 * Prepares to sign for the job that runs this step, without a key: the token is asked for when there is something to be
 * signed, once, and one certificate is for all. Fails with SIGNING when the job may not have a token, and with
 * INVALID_INPUT.
 */
export async function openJob(
  { signingConfig, sign, signatureFormat }: SigningInputs,
  trustedRoot: string | undefined,
  attestations: readonly Attestation[],
  reach: JobReach,
): Promise<() => Promise<Required<SigningPlan>>> {
  const { log, workspace, publicRoots } = reach;
  const job = await reach.job();
  job.checkToken();
  const choice = readChoice(signingConfig, trustedRoot, workspace);
  // A file is read before anything is sent; the public ones are fetched when they are needed.
  const given = trustedRoot === undefined ? undefined : await openRoots(trustedRoot, reach);
  return onceMade(async () => {
    const identity = await job.identity();
    const services = await servicesFor(choice, identity, reach);
    const format = formatFor(services, signatureFormat, log);
    const options = {
      ask: job.ask,
      services,
      identity: () => job.identity(),
      roots: async () => given ?? publicRoots(),
      isJudged: given !== undefined,
    };
    const provenance: Claim[] = attestations.some(({ kind }) => kind === 'provenance')
      ? [{ format: 'bundle', ...provenanceFor(identity), label: 'provenance', isAny: true }]
      : [];
    return {
      signer: jobSigner(identity, labelOf(identity), options),
      claims: [...(sign === 'none' ? [] : signatureIn(format)), ...provenance, ...claimsOf(attestations)],
      keep: (bundle) => job.keep(bundle, identity),
    };
  });
}

/** Services that the input names by a word; absent: by the visibility of the repository. */
type Choice = PublicName | 'github' | Services | undefined;

/** Reads the input; fails with INVALID_INPUT. */
function readChoice(signingConfig: string | undefined, trustedRoot: string | undefined, workspace: string): Choice {
  if (signingConfig === undefined || signingConfig === 'github' || isPublicName(signingConfig)) return signingConfig;
  const [input, topic] = ['signing-config', 'signing-config'] as const;
  if (trustedRoot === undefined) {
    const what = 'is given without trusted-root, by which the signatures of these services are judged';
    throw failNamed(input, signingConfig, topic)(what);
  }
  const held = { folder: workspace, symlinks: 'keep', limit: maxConfigBytes, topic } as const;
  const what = `The file ${JSON.stringify(signingConfig)} of the input ${input}`;
  return parseSigningConfig(readNamedFile(input, signingConfig, held), what);
}

/**
 * Finds the services for a job. What is not public, `internal` included, goes to GitHub's own instance, unless the
 * input says otherwise: the public log shows the names of repository and workflow to everybody, for ever.
 */
async function servicesFor(choice: Choice, { claims, server }: JobIdentity, reach: JobReach): Promise<Services> {
  if (typeof choice === 'object') return choice;
  const isPublic = claims['repository_visibility'] === 'public';
  const name = choice ?? (isPublic && server === 'https://github.com' ? 'public' : 'github');
  if (name !== 'github') {
    if (!isPublic) {
      reach.log.notice(
        `signing-config: ${name} writes the names of this repository and its workflow to a public log, for ever`,
      );
    }
    return publishedServices(name, reach);
  }
  const services = githubServices(server);
  if (services) return services;
  throw new OciError('SIGNING', `${server} has no Sigstore of its own, so this job cannot get a certificate`, {
    topic: 'certificate-refused',
  });
}

/** Those that the public instance publishes. The addresses of version 1 are known and rarely change; fails with SIGNING. */
async function publishedServices(name: PublicName, { log, publicRoots, signal }: JobReach): Promise<Services> {
  try {
    const { signingConfig } = await publicRoots();
    return await fetchPublicServices(name, signingConfig);
  } catch (error) {
    signal.throwIfAborted();
    if (name !== 'public' || !(error instanceof OciError)) throw error;
    log.notice(`${messageOf(error)}. The services that this release knows are used instead`);
    return publicServices;
  }
}

/** The older format has a place for an entry of Rekor v1 alone. */
function formatFor(
  { log: rekor }: Services,
  asked: SigningInputs['signatureFormat'],
  log: Log,
): SigningInputs['signatureFormat'] {
  if (rekor?.version !== 2 || asked === 'bundle') return asked;
  log.notice('The older format cannot hold an entry of Rekor v2, so only a bundle is written');
  return 'bundle';
}

function labelOf({ name, repository, ref }: JobIdentity): string {
  return signerOf({ entry: name, identity: name, repository, ref });
}

function provenanceFor({ claims, server }: JobIdentity): Predicate {
  const missing = claimsOfProvenance.find((name) => claims[name] === undefined);
  if (missing === undefined) return provenanceOf(claims as Parameters<typeof provenanceOf>[0], server);
  throw new OciError('SIGNING', `The token of this job does not say ${missing}, which a provenance needs`, {
    topic: 'provenance',
  });
}
