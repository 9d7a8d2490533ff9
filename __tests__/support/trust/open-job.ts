import { expect } from '@jest/globals';
import type { Job, JobIdentity, Outside } from '../../../src/modes/contract/mode.ts';
import { openJob } from '../../../src/modes/signing/open-job.ts';
import { encodeStatement } from '../../../src/trust/formats/statement.ts';
import { makeInputs, makeMode } from '../action/make-mode.ts';
import { makeFolder } from '../action/workspace.ts';
import { signingConfig } from '../servers/services.ts';
import { scriptedAsk } from './ask.ts';

/** What the token of the job says. */
export const claims = {
  repository: 'acme/app',
  repository_id: '1',
  repository_owner_id: '2',
  repository_visibility: 'public',
  ref: 'refs/heads/main',
  sha: 'c0ffee',
  workflow_ref: 'acme/app/.github/workflows/x.yml@refs/heads/main',
  job_workflow_ref: 'acme/app/.github/workflows/x.yml@refs/heads/main',
  event_name: 'push',
  run_id: '3',
  run_attempt: '4',
  runner_environment: 'github-hosted',
};

/** What the public instance publishes, with a clock beside its log. */
const published: Record<string, string> = {
  'signing_config.v0.2.json': signingConfig('https://v1.test', { clock: true }),
};
export interface Given {
  workspace?: string;
  /** The claims of the token; those that are undefined are not in it. */
  said?: Record<string, string | undefined>;
  server?: string;
  inputs?: object;
  attest?: { kind: 'provenance' }[];
  checkToken?: () => void;
  publicRoots?: Outside['publicRoots'];
  isCancelled?: boolean;
  job?: Partial<Job>;
}

/** Opens the signing of a job that may have a token, and counts how often it gets one. */
export async function openAJob({
  workspace = makeFolder(),
  said = {},
  server = 'https://github.com',
  inputs = {},
  attest = [],
  checkToken = () => {},
  publicRoots = async () => ({
    instanceOf: async () => undefined,
    signingConfig: async (target) => Buffer.from(published[target] ?? ''),
  }),
  isCancelled = false,
  job: own = {},
}: Given) {
  const { mode, around, said: log } = makeMode(workspace);
  const { ask, asked } = scriptedAsk(() => ({ status: 400 }));
  let tokens = 0;
  const all = Object.entries({ ...claims, ...said }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const identity: JobIdentity = {
    token: 'a.b.c',
    subject: 'repo:acme/app',
    issuer: 'https://token.actions.githubusercontent.com',
    name: `${server}/acme/app/.github/workflows/x.yml@refs/heads/main`,
    repository: `${server}/acme/app`,
    ref: 'refs/heads/main',
    server,
    claims: Object.fromEntries(all),
  };
  const job: Job = {
    ask,
    checkToken,
    identity: async () => {
      tokens += 1;
      return identity;
    },
    keep: async () => '',
    ...own,
  };
  const { signing, policy } = makeInputs('push', 'registry.test/app:v1', { sign: 'keyless', ...inputs });
  const opened = await openJob(signing, policy.trustedRoot, attest, {
    ...around,
    ...mode,
    publicRoots,
    ...(isCancelled ? { signal: AbortSignal.abort() } : {}),
    job: async () => job,
  });
  return { opened, asked, log, tokens: () => tokens };
}

/** Where the certificate is asked for, and what is said of it. */
export async function authorityAskedOf(given: Given) {
  const { opened, asked, log, tokens } = await openAJob(given);
  expect([asked, tokens()]).toEqual([[], 0]);
  const [{ signer, claims }] = await Promise.all([opened(), opened()]);
  expect(tokens()).toBe(1);
  const claim = { predicateType: 'https://a.test/b', predicate: {} };
  await expect(signer.sign(encodeStatement(`sha256:${'a'.repeat(64)}`, claim))).rejects.toMatchObject({
    code: 'SIGNING',
  });
  return { asked: asked.map(({ url }) => url), formats: claims.map(({ label }) => label), log };
}
