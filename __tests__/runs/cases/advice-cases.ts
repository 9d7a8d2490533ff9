import type { Quirk } from '../../support/servers/fake-registry.ts';

/** An answer as the distribution specification has it. */
const refuse = (status: number, code: string, message: string, headers = {}): Quirk => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ errors: [{ code, message }] }),
});
const denied = (message: string) => refuse(403, 'DENIED', message);
/** A refusal with a challenge. */
export const unauthorized = refuse(401, 'UNAUTHORIZED', 'authentication required', {
  'www-authenticate': 'Basic realm="registry"',
});
/** Inputs with a user. */
const login = { username: 'me', password: 'hunter2hunter2' };
const token = { 'github-token': 'ghs_workflow0123456789' };
const [push, pull] = ['push', 'pull'].map((mode) => ({ mode, files: mode === 'push' ? 'a.txt' : '' }));
const big = { ...push, files: 'big.bin' };
/** A host of Amazon ECR. */
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

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
    says: 'This is a pull request from a fork',
    isFork: true,
  },
  {
    title: 'a push without the permission, or to a package that is not linked',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'Give the job `permissions: packages: write`',
  },
  {
    title: 'a pull without the permission',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...pull, ...token },
    answer: denied('permission_denied: read_package'),
    says: 'Give the job `permissions: packages: read`',
  },
  {
    title: 'no token at all',
    to: 'ghcr.io/octo-org/app',
    inputs: pull,
    answer: unauthorized,
    says: 'No credentials were found for this registry',
  },
  {
    title: 'the token of a GitHub App',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token, username: 'x-access-token', password: 'ghs_app9876543210' },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: write_package'),
    says: 'Tokens of GitHub Apps',
  },
  {
    title: 'a fine-grained token',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, username: 'octocat', password: 'github_pat_0123456789' },
    answer: unauthorized,
    says: "GitHub's container registry takes no fine-grained",
  },
  {
    title: 'a token without the scope',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, username: 'octocat', password: 'ghp_0123456789' },
    on: 'POST blobs/uploads/',
    answer: denied('permission_denied: The token provided does not match expected scopes.'),
    says: 'The token lacks a scope',
  },
  {
    title: 'a host that looks like ghcr.io',
    to: 'ghrc.io/octo-org/app',
    inputs: { ...push, ...token },
    answer: unauthorized,
    says: 'Did you mean ghcr.io?',
  },
  {
    title: 'three levels on Docker Hub',
    to: 'docker.io/octo-org/team/app',
    inputs: { ...push, ...login },
    answer: unauthorized,
    says: 'Docker Hub has repositories',
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
    title: 'a policy of Harbor for pulls',
    to: 'harbor.test/team/app',
    inputs: { ...pull, ...login },
    answer: refuse(412, 'PROJECTPOLICYVIOLATION', 'The image is not signed by cosign.'),
    says: 'A policy of the registry forbids this',
  },
  {
    title: 'a tag that Harbor keeps',
    to: 'harbor.test/team/app',
    inputs: { ...push, ...login },
    on: 'PUT manifests/',
    answer: refuse(412, 'PRECONDITION', 'Failed to process request due to tag configured as immutable'),
    says: 'A rule of the registry forbids this',
  },
  {
    title: 'a robot account whose name a shell has eaten at',
    to: 'harbor.test/team/app',
    inputs: { ...push, ...login, username: 'robot+ci' },
    answer: unauthorized,
    says: 'Names of Harbor robot accounts',
  },
  {
    title: 'content that is gone when the manifest comes',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: refuse(404, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry'),
    says: 'The registry lost content',
  },
  {
    title: 'a referrer that a strict registry refuses',
    to: 'registry.test/team/app',
    inputs: { mode: 'copy', reference: 'oci-layout:in:v1', to: 'registry.test/team/app:v1' },
    on: 'PUT manifests/',
    answer: refuse(400, 'BLOB_UNKNOWN', 'unknown subject'),
    says: 'This registry refuses what refers',
  },
  {
    title: 'a manifest that breaks a rule',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: refuse(400, 'TAG_INVALID', 'tags must be versions'),
    says: 'The registry understood the request',
  },
  {
    title: 'a request that is not understood',
    to: 'registry.test/team/app',
    inputs: pull,
    answer: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.' },
    says: 'The registry did not understand',
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
    title: 'no credentials',
    to: 'registry.test/team/app',
    inputs: pull,
    answer: unauthorized,
    says: 'Pass `username` and `password`',
  },
  {
    title: 'the limit of Docker Hub for those who are not logged in',
    to: 'docker.io/library/app',
    inputs: pull,
    answer: refuse(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit', { 'retry-after': '21000' }),
    says: 'Docker Hub counts pulls without a login by address, and runners share theirs: pass `username` and `password`, or log in before this step. Wait 6 h and run the job again.',
  },
  {
    title: 'a limit with a time in words, as GHCR has it',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...pull, ...token },
    answer: { status: 429, body: 'toomanyrequests: retry-after: 1m30.5s' },
    says: 'Wait 91 s',
  },
  {
    title: 'the secondary limit of GitHub',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, ...token, retries: '0' },
    on: 'POST blobs/uploads/',
    answer: denied('You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
    says: 'GitHub lets requests through again',
  },
  {
    title: 'a quota of Quay',
    to: 'quay.io/octo-org/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: denied('Quota has been exceeded on namespace'),
    says: 'There is no room left',
  },
  {
    title: 'a Quay that is read-only',
    to: 'quay.test/octo-org/app',
    inputs: { ...push, ...login },
    on: 'POST blobs/uploads/',
    answer: refuse(
      405,
      'DENIED',
      'System is currently read-only. Pulls will succeed but all write operations are suspended.',
    ),
    says: 'The registry accepts nothing at the moment',
  },
  {
    title: 'a manifest that is larger than a proxy lets through',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'PUT manifests/',
    answer: { status: 413, headers: { 'content-type': 'text/html' }, body: '<h1>413 Request Entity Too Large</h1>' },
    says: 'A limit of the registry or of a proxy',
  },
  {
    title: 'a body that is larger than GHCR takes',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...big, ...token, 'chunk-size': '512KiB' },
    on: 'PATCH blobs/uploads/',
    answer: { status: 416, body: 'request body is too large, exceeds the maximum permissible limit of 4.00MiB' },
    says: 'The registry accepts only smaller chunks: set `chunk-size: 4MiB`',
  },
  {
    title: 'a method that is not offered',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'POST blobs/uploads/',
    answer: refuse(405, 'UNSUPPORTED', 'The operation is unsupported.'),
    says: 'This registry accepts no uploads',
  },
  {
    title: 'a chunk that is too small for ECR',
    to: `${ecr}/team/app`,
    inputs: { ...big, ...login, 'chunk-size': '512KiB' },
    on: 'PATCH blobs/uploads/',
    answer: refuse(400, 'LayerPartTooSmallException', 'Layer parts must be at least 5 MiB in size'),
    says: 'Amazon ECR takes chunks of at least 5 MiB: set `chunk-size: 5MiB` or larger',
  },
  {
    title: 'an old password for ECR as the target of a copy, of a login step',
    to: `${ecr}/team/app`,
    inputs: { mode: 'copy', reference: 'oci-layout:in:v1', to: `${ecr}/team/app:v1` },
    answer: unauthorized,
    says: 'The password for Amazon ECR',
    hasLogin: true,
  },
  {
    title: 'a wrong login of a login step',
    to: 'registry.test/team/app',
    inputs: push,
    answer: unauthorized,
    says: 'A login step or a helper',
    hasLogin: true,
    names: 'it refused user "ci" (from ~/.docker/config.json)',
  },
  {
    title: 'a wrong entry of registry-auth',
    to: 'registry.test/team/app',
    inputs: { ...push, 'registry-auth': JSON.stringify([{ registry: 'registry.test', ...login }]) },
    answer: unauthorized,
    says: 'Check the entry for this registry',
    names: 'it refused user "me" (from registry-auth)',
  },
  {
    title: 'an entry of registry-auth for another registry',
    to: 'registry.test/team/app',
    inputs: { ...push, 'registry-auth': JSON.stringify([{ registry: 'other.test', ...login }]) },
    answer: unauthorized,
    says: 'Pass `username` and `password`',
  },
  {
    title: 'a token of the workflow that GitHub does not know any more',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, 'github-token': 'ghs_workflow0123456789' },
    answer: unauthorized,
    says: 'Check `github-token`',
    names: 'it refused user "octocat" (from github-token)',
  },
];
