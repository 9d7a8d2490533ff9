import { expect, it } from '@jest/globals';
import { claimsOfProvenance, provenanceOf } from '../../../src/trust/formats/provenance.ts';

const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  repository: 'owner/repo',
  repository_id: 'repo-id',
  repository_owner_id: 'owner-id',
  ref: 'refs/heads/main',
  sha: 'babca52ab0c93ae16539e5923cb0d7403b9a093b',
  // That of the file of the workflow, which may be another one than that of the run.
  workflow_ref: 'owner/repo/.github/workflows/main.yml@refs/tags/pkg@1.0.0',
  job_workflow_ref: 'owner/shared/.github/workflows/build.yml@main',
  event_name: 'push',
  run_id: 'run-id',
  run_attempt: 'run-attempt',
  runner_environment: 'github-hosted',
};

/**
 * What `buildSLSAProvenancePredicate` of actions/toolkit makes of these claims, field by field
 * (packages/attest/src/provenance.ts, and the snapshot of its test).
 */
const expected = (server: string) => ({
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: {
        workflow: {
          path: '.github/workflows/main.yml',
          ref: 'refs/tags/pkg@1.0.0',
          repository: `${server}/owner/repo`,
        },
      },
      internalParameters: {
        github: {
          event_name: 'push',
          repository_id: 'repo-id',
          repository_owner_id: 'owner-id',
          runner_environment: 'github-hosted',
        },
      },
      resolvedDependencies: [
        {
          digest: { gitCommit: 'babca52ab0c93ae16539e5923cb0d7403b9a093b' },
          uri: `git+${server}/owner/repo@refs/heads/main`,
        },
      ],
    },
    runDetails: {
      builder: { id: `${server}/owner/shared/.github/workflows/build.yml@main` },
      metadata: { invocationId: `${server}/owner/repo/actions/runs/run-id/attempts/run-attempt` },
    },
  },
});

it.each(['https://github.com', 'https://octo.ghe.com'])('a provenance on %s is that of actions/attest', (server) => {
  expect(provenanceOf(claims, server)).toStrictEqual(expected(server));
});

it('each claim that it needs is in it, and no other', () => {
  const text = JSON.stringify(provenanceOf(claims, 'https://github.com'));
  const needed: readonly string[] = claimsOfProvenance;
  for (const [name, value] of Object.entries(claims)) {
    const changed = JSON.stringify(provenanceOf({ ...claims, [name]: `changed-${value}` }, 'https://github.com'));
    expect([name, changed !== text]).toEqual([name, needed.includes(name)]);
  }
});

it.each([
  ['owner/repo/.github/workflows/main.yml@refs/heads/a@b', '.github/workflows/main.yml'],
  ['owner/repo/.github/workflows/deep/main.yaml@refs/pull/1/merge', '.github/workflows/deep/main.yaml'],
])('the path of %s is %s', (workflow, path) => {
  const { predicate } = provenanceOf({ ...claims, workflow_ref: workflow }, 'https://github.com');
  expect(predicate).toMatchObject({ buildDefinition: { externalParameters: { workflow: { path } } } });
});
