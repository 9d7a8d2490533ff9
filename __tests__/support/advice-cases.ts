import type { Quirk } from './fake-registry.ts';

/** An answer as the distribution specification has it. */
const refuse = (status: number, code: string, message: string, headers = {}): Quirk => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ errors: [{ code, message }] }),
});
const denied = (message: string) => refuse(403, 'DENIED', message);
const unauthorized = refuse(401, 'UNAUTHORIZED', 'authentication required');
const login = { username: 'me', password: 'hunter2hunter2' };
const token = { 'github-token': 'ghs_workflow0123456789' };
const [push, pull] = ['push', 'pull'].map((mode) => ({ mode, files: mode === 'push' ? 'a.txt' : '' }));
const big = { ...push, files: 'big.bin' };
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** A refusal, and the start of the advice for it. */
interface AdviceCase {
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
    says: 'Did you mean ghcr.io? This host has a similar name alone, and the token of GitHub was not sent to it.',
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
    title: 'the limit of Docker Hub for those who are not logged in',
    to: 'docker.io/library/app',
    inputs: pull,
    answer: refuse(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit', { 'retry-after': '21000' }),
    says: 'Docker Hub counts the pulls of all who are not logged in by their address, and runners share theirs: pass `username` and `password`, or log in before this step. Wait 6 h and run the job again.',
  },
  {
    title: 'a limit with a time in the header',
    to: 'registry.test/team/app',
    inputs: pull,
    answer: refuse(429, 'TOOMANYREQUESTS', 'slow down', { 'retry-after': '300' }),
    says: 'Wait 5 min and run the job again.',
  },
  {
    title: 'a limit with a time in words, as GHCR has it',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...pull, ...token },
    answer: { status: 429, body: 'toomanyrequests: retry-after: 1m30.5s' },
    says: 'Wait 91 s and run the job again.',
  },
  {
    title: 'a limit without a time',
    to: 'registry.test/team/app',
    inputs: { ...pull, retries: '0' },
    answer: refuse(429, 'TOOMANYREQUESTS', 'slow down'),
    says: 'Wait and run the job again. Logged in, the limit is higher',
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
    inputs: { mode: 'copy', reference: 'oci-layout:in:v1', to: `${ecr}/team/app:v1`, ...login },
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
    says: 'The password for Amazon ECR is good for 12 hours',
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
    says: 'The first part of the path is a project of Harbor, which must be there',
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
    says: 'The names of robot accounts of Harbor have a dollar sign',
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
    title: 'a manifest that is larger than a proxy lets through',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: { status: 413, headers: { 'content-type': 'text/html' }, body: '<h1>413 Request Entity Too Large</h1>' },
    says: 'A limit of the registry or of a proxy before it is too low. nginx: raise `client_max_body_size`',
  },
  {
    title: 'a body that is larger than GHCR takes',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...big, ...token, 'chunk-size': '512KiB' },
    on: 'PATCH blobs/uploads/',
    answer: { status: 416, body: 'request body is too large, exceeds the maximum permissible limit of 4.00MiB' },
    says: 'The registry takes smaller pieces only: set `chunk-size: 4MiB`',
  },
  {
    title: 'a media type that GitLab does not know',
    to: 'registry.gitlab.com/team/app',
    inputs: { ...push, ...login },
    on: 'PUT manifests/',
    answer: refuse(400, 'MANIFEST_INVALID', 'unknown media type: application/vnd.unknown.artifact.v1'),
    says: 'This registry takes certain media types only',
  },
  {
    title: 'a method that is not offered',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'POST blobs/uploads/',
    answer: refuse(405, 'UNSUPPORTED', 'The operation is unsupported.'),
    says: 'Use another way, or another registry',
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
    says: 'The registry deletes nothing, or not in this way.',
  },
  {
    title: 'a right that is missing elsewhere',
    to: 'registry.test/team/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied('no'),
    says: 'These credentials have no right to do this',
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
