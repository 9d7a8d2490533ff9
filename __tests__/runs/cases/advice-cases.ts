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
const push = { mode: 'push', files: 'a.txt' };
const big = { files: 'big.bin', 'chunk-size': '512KiB' };
/** A host of Amazon ECR. */
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** A step, and how it is refused. */
interface Refused {
  /** Host and repository. */
  to: string;
  inputs: Record<string, string>;
  /** The first part of `METHOD path` that is refused, after `/v2/REPOSITORY/`; all without it. */
  on?: string;
  answer: Quirk;
  isFork?: boolean;
  /** Whether a login step left a login for the host in the home folder. */
  hasLogin?: boolean;
  /** What the cause says as well. */
  names?: string;
}

type Give = (to: string, answer: Quirk, inputs?: Record<string, string>) => Refused;
const pull: Give = (to, answer, inputs) => ({ to, answer, inputs: { mode: 'pull', ...inputs } });
const first: Give = (to, answer, inputs) => ({ to, answer, inputs: { ...push, ...inputs } });
const upload: Give = (...given) => ({ ...first(...given), on: 'POST blobs/uploads/' });
const chunk: Give = (to, answer, inputs) => ({
  ...first(to, answer, { ...inputs, ...big }),
  on: 'PATCH blobs/uploads/',
});
const manifest: Give = (...given) => ({ ...first(...given), on: 'PUT manifests/' });
const copy = (to: string) => ({ mode: 'copy', reference: 'oci-layout:in:v1', to: `${to}:v1` });
const authFor = (registry: string) => ({ 'registry-auth': JSON.stringify([{ registry, ...login }]) });
const [onGitHub, onHarbor, elsewhere] = ['ghcr.io/octo-org/app', 'harbor.test/team/app', 'registry.test/team/app'];
const noWrite = denied('permission_denied: write_package');
const as = (username: string, password: string) => ({ username, password });

/** What is known of a step and of an answer, and the start of the advice that this brings up. */
export const adviceCases: [title: string, refused: Refused, says: string][] = [
  ['a fork', { ...upload(onGitHub, noWrite, token), isFork: true }, 'This is a pull request from a fork'],
  ['a push without the permission', upload(onGitHub, noWrite, token), 'Give the job `permissions: packages: write`'],
  [
    'a pull without the permission',
    pull(onGitHub, denied('permission_denied: read_package'), token),
    'Give the job `permissions: packages: read`',
  ],
  ['no token at all', pull(onGitHub, unauthorized), 'No credentials were found'],
  [
    'the token of an app',
    upload(onGitHub, noWrite, { ...token, ...as('x-access-token', 'ghs_app9876543210') }),
    'Tokens of GitHub Apps',
  ],
  [
    'a fine-grained token',
    first(onGitHub, unauthorized, as('octocat', 'github_pat_0123456789')),
    "GitHub's container registry takes no fine-grained",
  ],
  [
    'a token without the scope',
    upload(onGitHub, denied('The token provided does not match expected scopes.'), as('octocat', 'ghp_0123456789')),
    'The token lacks a scope',
  ],
  ['a host that looks like ghcr.io', first('ghrc.io/octo-org/app', unauthorized, token), 'Did you mean ghcr.io?'],
  ['three levels on Docker Hub', first('docker.io/octo-org/team/app', unauthorized, login), 'Docker Hub has'],
  [
    'the target of a copy that ECR does not have',
    upload(`${ecr}/team/app`, refuse(404, 'NAME_UNKNOWN', 'It does not exist'), {
      ...copy(`${ecr}/team/app`),
      ...authFor(ecr),
    }),
    'Amazon ECR does not create repositories',
  ],
  [
    'a policy of Harbor for pulls',
    pull(onHarbor, refuse(412, 'PROJECTPOLICYVIOLATION', 'The image is not signed by cosign.'), login),
    'A policy of the registry forbids this',
  ],
  [
    'a tag that Harbor keeps',
    manifest(onHarbor, refuse(412, 'PRECONDITION', 'tag configured as immutable'), login),
    'A rule of the registry forbids this',
  ],
  [
    'a robot account whose name a shell has eaten at',
    first(onHarbor, unauthorized, { ...login, username: 'robot+ci' }),
    'Names of Harbor robot accounts',
  ],
  [
    'content that is gone when the manifest comes',
    manifest(elsewhere, refuse(404, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry')),
    'The registry lost content',
  ],
  [
    'a referrer that a strict registry refuses',
    manifest(elsewhere, refuse(400, 'BLOB_UNKNOWN', 'unknown subject'), copy(elsewhere)),
    'This registry refuses what refers',
  ],
  [
    'a manifest that breaks a rule',
    manifest(elsewhere, refuse(400, 'TAG_INVALID', 'tags must be versions')),
    'The registry understood the request',
  ],
  [
    'a request that is not understood',
    pull(elsewhere, { status: 400, body: 'Client sent an HTTP request to an HTTPS server.' }),
    'The registry speaks TLS',
  ],
  [
    'a delete on GHCR without a token for its API',
    { to: onGitHub, inputs: { mode: 'delete', ...login }, on: 'DELETE ', answer: refuse(405, 'UNSUPPORTED', 'No') },
    "This registry deletes only through GitHub's API",
  ],
  ['no credentials', pull(elsewhere, unauthorized), 'Pass `username` and `password`'],
  [
    'the limit of Docker Hub for those who are not logged in',
    pull('docker.io/library/app', refuse(429, 'TOOMANYREQUESTS', 'Slow down', { 'retry-after': '21000' })),
    'Docker Hub counts pulls without a login',
  ],
  [
    'a limit with a time in words, as GHCR has it',
    pull(onGitHub, { status: 429, body: 'toomanyrequests: retry-after: 1m30.5s' }, token),
    'Wait 91 s',
  ],
  [
    'the secondary limit of GitHub',
    upload(onGitHub, denied('You have exceeded a secondary rate limit.'), { ...token, retries: '0' }),
    'GitHub lets requests through again',
  ],
  ['a quota of Quay', upload('quay.io/o/app', denied('Quota has been exceeded'), login), 'There is no room left'],
  [
    'a Quay that is read-only',
    upload('quay.test/o/app', refuse(405, 'DENIED', 'System is currently read-only.'), login),
    'The registry accepts nothing at the moment',
  ],
  [
    'a manifest that is larger than a proxy lets through',
    manifest(elsewhere, { status: 413, headers: { 'content-type': 'text/html' }, body: '<h1>413</h1>' }),
    'A limit of the registry or of a proxy',
  ],
  [
    'a body that is larger than GHCR takes',
    chunk(onGitHub, { status: 416, body: 'exceeds the maximum permissible limit of 4.00MiB' }, token),
    'The registry accepts only smaller chunks: set `chunk-size: 4MiB`',
  ],
  ['a method that is not offered', upload(elsewhere, refuse(405, 'UNSUPPORTED', 'No')), 'This registry accepts no'],
  [
    'a chunk that is too small for ECR',
    chunk(`${ecr}/team/app`, refuse(400, 'LayerPartTooSmallException', 'Layer parts must be at least 5 MiB'), login),
    'Amazon ECR takes chunks of at least 5 MiB',
  ],
  [
    'an old password for ECR, of a login step',
    { ...first(`${ecr}/team/app`, unauthorized, copy(`${ecr}/team/app`)), hasLogin: true },
    'The password for Amazon ECR',
  ],
  [
    'a wrong login of a login step',
    { ...first(elsewhere, unauthorized), hasLogin: true, names: 'user "ci" (from ~/.docker/config.json)' },
    'A login step or a helper',
  ],
  [
    'a wrong entry of registry-auth',
    { ...first(elsewhere, unauthorized, authFor('registry.test')), names: 'user "me" (from registry-auth)' },
    'Check the entry for this registry',
  ],
  [
    'an entry of registry-auth for another registry',
    first(elsewhere, unauthorized, authFor('other.test')),
    'Pass `username` and `password`',
  ],
  [
    'a token of the workflow that GitHub does not know any more',
    { ...first(onGitHub, unauthorized, token), names: 'user "octocat" (from github-token)' },
    'Check `github-token`',
  ],
];
