import type { ActionRun } from '../action/run-action.ts';
import { makeWorkspace } from '../action/workspace.ts';
import { runStep } from '../processes/run-step.ts';
import { type Services, signingConfig, startServices } from '../servers/services.ts';
import { type Sigstore, startSigstore } from '../servers/sigstore.ts';

/** What a job may show to nobody but those it is for. */
export const secrets = {
  request: 'the-request-token-of-the-job',
  github: 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
};

/** The files that tests publish and attest. */
export const filesOfJob = {
  'a.txt': 'a',
  'spdx.json': '{"spdxVersion":"SPDX-2.3","name":"app","packages":[]}',
  'cyclonedx.json': '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}',
  'tests.json': '{"passed":true}',
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.2.0\n',
};

/** The types of what is said of a manifest. */
export const types = {
  signature: 'https://sigstore.dev/cosign/sign/v1',
  provenance: 'https://slsa.dev/provenance/v1',
  spdx: 'https://spdx.dev/Document/v2.3',
  cyclonedx: 'https://cyclonedx.org/bom',
  tests: 'https://example.com/tests',
};

/** The inputs that sign without a key, by services with Rekor v1. */
export const keyless = { sign: 'keyless', 'signing-config': 'v1.json', 'trusted-root': 'root.json' };

/** Who signs, as the certificate has it, unless the claims of the job are others. */
export const signer = {
  identity: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
  issuer: 'https://token.actions.githubusercontent.com',
};

/** A job on GitHub that may have a token, and the services that it asks. */
export interface Job extends AsyncDisposable {
  sigstore: Sigstore;
  services: Services;
  workspace: string;
  /** The environment of its steps; the claims change what its token says. */
  env: (claims?: object) => Record<string, string>;
  run: (inputs: Record<string, string>, env?: Record<string, string>) => Promise<ActionRun>;
  stop: () => Promise<void>;
}

/**
 * Starts the services for a job. Its workspace has signing configs: `v1.json`, `v2.json` (with a clock), `github.json`
 * (a clock alone) and their roots, `root.json` and `github-root.json`.
 *
 * @param requests a log that others write too, such as a registry's
 */
export async function startJob(requests: string[] = []): Promise<Job> {
  const sigstore = await startSigstore();
  const services = await startServices(sigstore, requests);
  const { url } = services;
  const workspace = await makeWorkspace({
    ...filesOfJob,
    'v1.json': signingConfig(url),
    'v1-clock.json': signingConfig(url, { clock: true }),
    'v2.json': signingConfig(url, { log: 'v2', clock: true }),
    'github.json': signingConfig(url, { instance: 'github', log: 'none', clock: true }),
    'root.json': JSON.stringify(sigstore.roots.public),
    'github-root.json': JSON.stringify(sigstore.roots.github),
  });
  const env = (claims: object = {}) => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc/token?claims=${encodeURIComponent(JSON.stringify(claims))}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: secrets.request,
    GITHUB_API_URL: url,
  });
  const run: Job['run'] = (inputs, own = env()) =>
    runStep({ 'github-token': secrets.github, ...inputs }, { workspace, env: own });
  const stop = async () => void (await Promise.all([sigstore.stop(), services.stop()]));
  return { sigstore, services, workspace, env, run, stop, [Symbol.asyncDispose]: stop };
}
