import type { Predicate } from './statement.ts';

/** What the token of a job says of it: https://docs.github.com/en/actions/reference/security/oidc */
export type TokenClaims = Readonly<Record<string, string>>;

/** The type of a provenance: https://slsa.dev/spec/v1.1/provenance */
export const provenanceType = 'https://slsa.dev/provenance/v1';

/** What a provenance takes from the token. */
export const claimsOfProvenance = [
  'repository',
  'repository_id',
  'repository_owner_id',
  'ref',
  'sha',
  'workflow_ref',
  'job_workflow_ref',
  'event_name',
  'run_id',
  'run_attempt',
  'runner_environment',
] as const;

/**
 * Writes the provenance of what a job made, SLSA v1, field by field as actions/attest does
 * (actions/toolkit, `packages/attest/src/provenance.ts`): by the claims of the token alone, since earlier steps can
 * change what is in the environment.
 *
 * @param server address of the GitHub that runs the job
 */
export function provenanceOf(claims: Record<(typeof claimsOfProvenance)[number], string>, server: string): Predicate {
  const repository = `${server}/${claims.repository}`;
  const [path, ...ref] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
  return {
    predicateType: provenanceType,
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { ref: ref.join('@'), repository, path } },
        internalParameters: {
          github: {
            event_name: claims.event_name,
            repository_id: claims.repository_id,
            repository_owner_id: claims.repository_owner_id,
            runner_environment: claims.runner_environment,
          },
        },
        resolvedDependencies: [{ uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } }],
      },
      runDetails: {
        builder: { id: `${server}/${claims.job_workflow_ref}` },
        metadata: { invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}` },
      },
    },
  };
}
