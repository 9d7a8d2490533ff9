import type { Quirk } from '../../support/servers/fake-registry.ts';

/** An answer as the distribution specification has it. */
export const refuse = (status: number, code: string, message: string, headers = {}): Quirk => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ errors: [{ code, message }] }),
});
export const denied = (message: string) => refuse(403, 'DENIED', message);
/** A refusal with a challenge. */
export const unauthorized = refuse(401, 'UNAUTHORIZED', 'authentication required', {
  'www-authenticate': 'Basic realm="registry"',
});
/** Inputs with a user. */
export const login = { username: 'me', password: 'hunter2hunter2' };
export const token = { 'github-token': 'ghs_workflow0123456789' };
export const [push, pull] = ['push', 'pull'].map((mode) => ({ mode, files: mode === 'push' ? 'a.txt' : '' }));
export const big = { ...push, files: 'big.bin' };
/** A host of Amazon ECR. */
export const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** A refusal, and the start of the advice for it. */
export interface AdviceCase {
  title: string;
  /** Host and repository. */
  to: string;
  inputs?: Record<string, string> | undefined;
  /** The first part of `METHOD path` that is refused, after `/v2/REPOSITORY/`; all without it. */
  on?: string;
  answer: Quirk;
  /** Start of the advice. */
  says: string;
  isFork?: boolean;
  /** Whether a login step left a login for the host in the home folder. */
  hasLogin?: boolean;
  /** What the cause says as well. */
  names?: string;
}

/** What registries answer, and what a workflow author is told to do about it. */
export const adviceCases: AdviceCase[] = [
  {
    title: 'a push from the pull request of a fork',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'This is a pull request from a fork: its token can only read.',
    isFork: true,
  },
  {
    title: 'a push without the permission, or to a package that is not linked',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'Give the job `permissions: packages: write` (permissions of a job replace those of the workflow). If it has them, open the settings of the package, "Manage Actions access"',
  },
  {
    title: 'a pull without the permission',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...pull, ...token },
    answer: denied('permission_denied: read_package'),
    says: 'Give the job `permissions: packages: read`',
  },
  {
    title: 'a pull in the pull request of a fork, which may read',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...pull, ...token },
    answer: denied('permission_denied: read_package'),
    says: 'Give the job `permissions: packages: read`',
    isFork: true,
  },
  {
    title: 'no token at all',
    to: 'ghcr.io/octo-org/app',
    inputs: pull,
    answer: unauthorized,
    says: 'No credentials were found for this registry: leave the input `github-token` at its default',
  },
  {
    title: 'the token of a GitHub App',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token, username: 'x-access-token', password: 'ghs_app9876543210' },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'Tokens of GitHub Apps cannot push packages',
  },
  {
    title: 'the token of the workflow as password',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token, username: 'octocat', password: token['github-token'] },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'Give the job `permissions: packages: write`',
  },
  {
    title: 'a fine-grained token',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, username: 'octocat', password: 'github_pat_0123456789' },
    answer: unauthorized,
    says: "GitHub's container registry takes no fine-grained personal access tokens",
  },
  {
    title: 'a token without the scope',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, username: 'octocat', password: 'ghp_0123456789' },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: The token provided does not match expected scopes.'),
    says: 'The token lacks a scope.',
  },
  {
    title: 'an organization that lets nobody create packages',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token },
    on: 'POST blobs/uploads/',
    answer: denied('installation not allowed to Create organization package'),
    says: 'The organization does not let this repository create packages',
  },
  {
    title: 'a host that looks like ghcr.io',
    to: 'ghrc.io/octo-org/app',
    inputs: { ...push, ...token },
    answer: unauthorized,
    says: 'Did you mean ghcr.io? This host only has a similar name, and the token of GitHub was not sent to it.',
  },
  {
    title: 'a host that looks like docker.io, where there is nothing',
    to: 'dokcer.io/octo-org/app',
    inputs: pull,
    answer: refuse(404, 'NAME_UNKNOWN', 'not found'),
    says: 'Did you mean docker.io?',
  },
  {
    title: 'three levels on Docker Hub',
    to: 'docker.io/octo-org/team/app',
    inputs: { ...push, ...login },
    answer: unauthorized,
    says: 'Docker Hub has repositories of the form `namespace/name` only',
  },
  {
    title: 'two levels on Docker Hub',
    to: 'docker.io/octo-org/app',
    inputs: { ...push, ...login },
    answer: unauthorized,
    says: 'Check `username` and `password`',
  },
  {
    title: 'three levels on Docker Hub, denied',
    to: 'docker.io/octo-org/team/app',
    inputs: { ...push, ...login },
    answer: denied('requested access to the resource is denied'),
    says: 'Docker Hub has repositories of the form `namespace/name` only',
  },
  {
    title: 'a repository that ECR does not have',
    to: `${ecr}/team/app`,
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: refuse(404, 'NAME_UNKNOWN', "The repository with name 'team/app' does not exist"),
    says: 'Amazon ECR does not create repositories on push: create it first (`aws ecr create-repository`)',
  },
  {
    title: 'the target of a copy that ECR does not have',
    to: `${ecr}/team/app`,
    inputs: {
      mode: 'copy',
      reference: 'oci-layout:in:v1',
      to: `${ecr}/team/app:v1`,
      'registry-auth': JSON.stringify([{ registry: ecr, ...login }]),
    },
    on: 'POST blobs/uploads/',
    answer: refuse(404, 'NAME_UNKNOWN', "The repository with name 'team/app' does not exist"),
    says: 'Amazon ECR does not create repositories on push',
  },
  {
    title: 'a right that the role lacks on ECR',
    to: `${ecr}/team/app`,
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied('User: arn:aws:sts::1:assumed-role/ci is not authorized to perform: ecr:InitiateLayerUpload'),
    says: 'Give the IAM role of the job the ECR action that is named here',
  },
  {
    title: 'an old password for ECR',
    to: `${ecr}/team/app`,
    inputs: { ...push, ...login },
    answer: unauthorized,
    says: 'The password for Amazon ECR is valid for 12 hours',
    names: 'it refused user "me" (from the input username)',
  },
  {
    title: 'a repository that Artifact Registry does not have',
    to: 'europe-docker.pkg.dev/project/images/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: refuse(404, 'NAME_UNKNOWN', 'Repository "images" not found'),
    says: 'Create the repository first (`gcloud artifacts repositories create --repository-format=docker`)',
  },
  {
    title: 'a right that the account lacks on Artifact Registry',
    to: 'europe-docker.pkg.dev/project/images/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied(
      'Permission "artifactregistry.repositories.uploadArtifacts" denied on resource (or it may not exist)',
    ),
    says: 'Create the repository first (`gcloud artifacts repositories create`), and give the account',
  },
  {
    title: 'a project that Harbor does not have',
    to: 'harbor.test/team/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: refuse(404, 'NOT_FOUND', 'project team not found'),
    says: 'The first part of the path is a project of Harbor, which must exist',
  },
  {
    title: 'a project of Harbor that is a proxy cache',
    to: 'harbor.test/hub/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied('can not push artifact to a proxy project: hub'),
    says: 'This project is the proxy cache of another registry',
  },
  {
    title: 'a policy of Harbor for pulls',
    to: 'harbor.test/team/app',
    inputs: { ...pull, ...login },
    answer: refuse(412, 'PROJECTPOLICYVIOLATION', 'The image is not signed by cosign.'),
    says: "A policy of the registry forbids this, such as Harbor's rule that artifacts must be signed or scanned",
  },
  {
    title: 'a tag that Harbor keeps',
    to: 'harbor.test/team/app',
    inputs: { ...push, ...login },
    on: 'PUT manifests/',
    answer: refuse(412, 'PRECONDITION', 'Failed to process request due to tag configured as immutable'),
    says: "A rule of the registry forbids this, such as Harbor's tag immutability",
  },
  {
    title: 'a robot account whose name a shell has eaten at',
    to: 'harbor.test/team/app',
    inputs: { ...push, ...login, username: 'robot+ci' },
    answer: unauthorized,
    says: 'Names of Harbor robot accounts have a dollar sign',
  },
  {
    title: 'a repository that any other registry does not create',
    to: 'registry.test/team/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: refuse(404, 'NAME_UNKNOWN', 'repository name not known to registry'),
    says: 'This registry does not create the repository or project on push',
  },
  {
    title: 'content that is gone when the manifest comes',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: refuse(404, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry'),
    says: 'The registry lost content that it said it had',
  },
  {
    title: 'a media type that GitLab does not know',
    to: 'registry.gitlab.com/team/app',
    inputs: { ...push, ...login },
    on: 'PUT manifests/',
    answer: refuse(400, 'MANIFEST_INVALID', 'unknown media type: application/vnd.unknown.artifact.v1'),
    says: 'This registry accepts only certain media types',
  },
  {
    title: 'a referrer that a strict registry refuses',
    to: 'registry.test/team/app',
    inputs: { mode: 'copy', reference: 'oci-layout:in:v1', to: 'registry.test/team/app:v1' },
    on: 'PUT manifests/',
    answer: refuse(400, 'BLOB_UNKNOWN', 'unknown subject'),
    says: 'This registry refuses what refers to the artifact, such as a signature: leave it behind with `referrers: false`',
  },
  {
    title: 'a manifest that breaks a rule',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: refuse(400, 'TAG_INVALID', 'tags must be versions'),
    says: 'The registry understood the request and refuses what is in it, for the reason given here',
  },
  {
    title: 'a request that is not understood',
    to: 'registry.test/team/app',
    inputs: pull,
    answer: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.' },
    says: 'The registry did not understand the request. If it speaks TLS, do not set `plain-http: true`',
  },
  {
    title: 'a delete on GHCR without a token for its API',
    to: 'ghcr.io/octo-org/app',
    inputs: { mode: 'delete', ...login },
    on: 'DELETE ',
    answer: refuse(405, 'UNSUPPORTED', 'The operation is unsupported.'),
    says: "This registry deletes only through GitHub's API",
  },
  {
    title: 'a delete that a registry has turned off',
    to: 'registry.test/team/app',
    inputs: { mode: 'delete' },
    on: 'DELETE ',
    answer: refuse(405, 'UNSUPPORTED', 'The operation is unsupported.'),
    says: 'The registry does not support deletes, or not this kind.',
  },
  {
    title: 'a right that is missing elsewhere',
    to: 'registry.test/team/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied('no'),
    says: 'The user named here is not allowed to do this',
  },
  {
    title: 'a right that nobody has who is not logged in',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'POST blobs/uploads/',
    answer: denied('no'),
    says: 'Pass `username` and `password`, or log in before this step',
  },
  {
    title: 'no credentials',
    to: 'registry.test/team/app',
    inputs: pull,
    answer: unauthorized,
    says: 'Pass `username` and `password` for this registry, or log in before this step',
  },
  {
    title: 'a registry that fails',
    to: 'registry.test/team/app',
    inputs: { ...pull, retries: '0' },
    answer: { status: 502, body: 'bad gateway' },
    says: 'The registry failed. Try again',
  },
];
