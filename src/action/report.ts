import { type ErrorCode, messageOf, OciError, RegistryError, systemCodeOf } from '../errors.ts';

/** What the advice depends on, beside the error. */
export interface Circumstances {
  mode: string;
  host: string;
  /** Whether this is GitHub's own container registry, to which `github-token` belongs. */
  isGitHubHost: boolean;
  hasGitHubToken: boolean;
  /** Whether the inputs themselves hold credentials for a registry. */
  hasInputCredentials: boolean;
  isForkPullRequest: boolean;
  hasProxy: boolean;
}

/** One failure as its annotation shows it: what happened, in the words of the program and the registry, and what to do. */
export interface Report {
  title: string;
  message: string;
  remedy: string;
}

/** Longer annotations are not read, and GitHub cuts them at 4 KiB. */
const maxMessage = 2_000;

/** Names each kind of failure in the title of its annotation. */
export const titles: Record<ErrorCode, string> = {
  INVALID_INPUT: 'Invalid input',
  UNAUTHORIZED: 'Not logged in',
  DENIED: 'Access denied',
  NOT_FOUND: 'Not found',
  CONFLICT: 'Already exists',
  RATE_LIMITED: 'Rate limit reached',
  UNSUPPORTED: 'Not supported by the registry',
  TOO_LARGE: 'Too large',
  INTEGRITY: 'Content does not match its digest',
  ARTIFACT: 'Unusable artifact',
  NETWORK: 'Registry not reached',
  REGISTRY: 'Registry error',
  CANCELLED: 'Cancelled',
};

interface Failure extends Circumstances {
  /** Absent for an error that is not ours: one of the file system, or a bug. */
  code: ErrorCode | undefined;
  message: string;
  status: number | undefined;
  /** Code of the system error behind it, such as ECONNREFUSED. */
  system: string;
  /** Whether the mistake is in a file of the workspace, which is named. */
  isInFile: boolean;
}

/** Advice in the order in which it is tried: the first row that fits is given. */
const remedies: [fits: (failure: Failure) => boolean, advice: string][] = [
  [
    ({ code, isGitHubHost, isForkPullRequest, mode }) =>
      isForbidden(code) && isGitHubHost && isForkPullRequest && isWriting(mode),
    'This is a pull request from a fork: its token can only read. Write in a workflow that runs on `push` or `workflow_run`, or skip this step with `if:`.',
  ],
  [
    ({ message, mode }) => mode === 'delete' && /last (?:tagged )?version of a package/.test(message),
    'GitHub keeps the last tagged version of a package: delete the package itself in its settings, or keep one more tag.',
  ],
  [
    ({ message, mode }) => mode === 'delete' && /5,?000 downloads/.test(message),
    'GitHub deletes no public version that was downloaded more than 5,000 times: ask GitHub Support, or exclude its tag with `filter`.',
  ],
  [
    ({ code, isGitHubHost, mode, hasGitHubToken }) =>
      mode === 'delete' && isGitHubHost && code === 'UNAUTHORIZED' && hasGitHubToken,
    'Check `github-token`: is the secret right, and not expired?',
  ],
  [
    ({ code, isGitHubHost, mode, message }) =>
      mode === 'delete' &&
      isGitHubHost &&
      (code === 'DENIED' || (code === 'NOT_FOUND' && message.includes('The package '))),
    'Give the job `permissions: packages: write`, and this repository the role Admin in the settings of the package, "Manage Actions access"; GitHub also says "not found" to a token without that right. Or pass a classic personal access token with `delete:packages` as `github-token`.',
  ],
  [
    ({ code, isGitHubHost, mode }) => code === 'DENIED' && isGitHubHost && isWriting(mode),
    'Give the job `permissions: packages: write` (permissions of a job replace those of the workflow). If it has them, open the settings of the package, "Manage Actions access", and give this repository the role Write. Tokens of GitHub Apps cannot push packages: use the `GITHUB_TOKEN` or a classic personal access token.',
  ],
  [
    ({ code, isGitHubHost }) => code === 'DENIED' && isGitHubHost,
    'Give the job `permissions: packages: read`, and this repository access in the settings of the package, "Manage Actions access".',
  ],
  [
    ({ code, isGitHubHost, hasGitHubToken, hasInputCredentials }) =>
      code === 'UNAUTHORIZED' && isGitHubHost && !hasGitHubToken && !hasInputCredentials,
    'No credentials were found for this registry: leave the input `github-token` at its default, and give the job `permissions: packages: write` (or `read`).',
  ],
  [
    ({ code, host }) => code === 'UNAUTHORIZED' && host === 'ghrc.io',
    'Did you mean ghcr.io? This host has a similar name; no credentials were sent to it.',
  ],
  [
    ({ code, mode }) => code === 'UNAUTHORIZED' && mode === 'sync',
    'Give the source its `credentials` in the sync file, or log in before this step (docker/login-action); `username` and `password` are for the registry of `to`.',
  ],
  [
    ({ code, hasInputCredentials }) => code === 'UNAUTHORIZED' && !hasInputCredentials,
    'Pass `username` and `password` for this registry, or log in before this step (docker/login-action).',
  ],
  [
    ({ code }) => code === 'UNAUTHORIZED',
    'Check `username` and `password`: is the secret right, not expired, and allowed to use this repository?',
  ],
  [
    ({ code, status, mode }) => mode === 'delete' && code === 'DENIED' && status === 412,
    "A rule of the registry keeps this, such as Harbor's tag immutability: exclude the tag from the rule, or from what is deleted with `filter`.",
  ],
  [
    ({ code, status }) => code === 'DENIED' && status === 412,
    "A policy of the registry forbids this, such as Harbor's rule that artifacts must be signed or scanned before they are pulled.",
  ],
  [
    ({ code }) => code === 'DENIED',
    'If no credentials were given, pass `username` and `password`. If they were, they have no right to do this: ask the owner of the repository for it.',
  ],
  [
    ({ code, host, mode }) => code === 'NOT_FOUND' && mode === 'push' && /\.dkr\.ecr\..*\.amazonaws\./.test(host),
    'Amazon ECR does not create repositories on push: create it first, or a repository creation template for its prefix.',
  ],
  [
    ({ code, mode }) => code === 'NOT_FOUND' && mode === 'push',
    'This registry does not create the repository or project on push: create it first, and check the spelling.',
  ],
  [
    ({ code, message }) => code === 'NOT_FOUND' && message.includes('the input files'),
    'Correct `files`, one name or pattern a line; without it, all files are pulled.',
  ],
  [
    ({ code, host }) => code === 'NOT_FOUND' && host === '',
    'Check the directory and the tag: `index.json` in it lists the tags it has.',
  ],
  [
    ({ code, message }) => code === 'NOT_FOUND' && message.includes('; pre-releases are taken'),
    'Write the range with a pre-release, such as `>=0.0.0-0`, or the version itself.',
  ],
  [
    ({ code, mode, message }) => code === 'NOT_FOUND' && mode === 'sync' && message.includes(' has no tag for '),
    'Correct the selection in the sync file, or take it out.',
  ],
  [
    ({ code }) => code === 'NOT_FOUND',
    'Check the spelling of repository and tag. A private repository is also "not found" to anyone without the right to read it.',
  ],
  [
    ({ code, message }) => code === 'CONFLICT' && message.startsWith('The chart version'),
    'A released version should stay as it is: raise the version in Chart.yaml or set `chart-version`. Otherwise set `if-exists` to `overwrite` or `skip`.',
  ],
  [
    ({ code, mode }) => code === 'CONFLICT' && mode === 'sync',
    'Set `if-exists` to `overwrite` or `skip`, or find out why the tag was changed in the target.',
  ],
  [
    ({ code, message }) => code === 'CONFLICT' && message.includes('was declared as'),
    'Everything is pushed, but not declared: a job declares one digest for each repository. Declare one of them, or use another job.',
  ],
  [
    ({ code, mode }) => code === 'CONFLICT' && mode === 'delete',
    'Name all tags in `reference` (`repository:v1,v2@sha256:…`) to delete the manifest with them, or set `untag-only: true` to remove a tag alone.',
  ],
  [
    ({ code, mode }) => code === 'CONFLICT' && isWriting(mode),
    'Use a new tag, or set `if-exists` to `overwrite` or `skip`.',
  ],
  [
    ({ code }) => code === 'CONFLICT',
    'Remove it, pull into another `path`, or set `overwrite: true` where a file is in the way.',
  ],
  [
    ({ code }) => code === 'RATE_LIMITED',
    'Wait and run the job again, log in to get a higher limit, or lower `concurrency`.',
  ],
  [
    ({ code, mode }) => code === 'TOO_LARGE' && mode === 'push',
    'A limit of the registry or of a proxy before it is too low: for nginx, raise `client_max_body_size`.',
  ],
  [
    ({ code, message }) => code === 'INTEGRITY' && message.includes('the input reference asks for'),
    'Files, annotations, types or `created` differ from those of that digest.',
  ],
  [
    ({ code, mode }) => code === 'INTEGRITY' && mode === 'push',
    'Did a file change while it was pushed? If not, something between here and the registry alters content.',
  ],
  [
    ({ code, message }) => code === 'INTEGRITY' && message.includes('expect-digest'),
    'The tag was moved since the digest was noted. Find out why before you use the new content.',
  ],
  [
    ({ code }) => code === 'INTEGRITY',
    'Nothing was kept of it. Try again; if it persists, the registry holds damaged content: push it anew.',
  ],
  [
    ({ system, message }) =>
      /^(?:SELF_SIGNED_|UNABLE_TO_|DEPTH_ZERO_|CERT_UNTRUSTED)/.test(system) ||
      /unable to verify|self-signed/i.test(message),
    'The certificate of the registry is signed by an authority that is not known here: pass its certificate with `ca-file`.',
  ],
  [
    ({ system }) => /^(?:CERT_|ERR_TLS_CERT_)/.test(system),
    'The certificate of the registry does not fit: check the host name and the validity of the certificate.',
  ],
  [
    ({ system, message }) =>
      /^(?:EPROTO|ERR_SSL_)/.test(system) || /wrong version number|packet length too long/i.test(message),
    'The registry does not answer in TLS. If it speaks plain HTTP, set `plain-http: true`.',
  ],
  [
    ({ code, message }) => code === 'NETWORK' && /HTTP\/|parse|socket hang up|other side closed/i.test(message),
    'The connection broke. If the registry speaks TLS, do not set `plain-http: true`.',
  ],
  [
    ({ code, status, message }) => code === 'REGISTRY' && status === 400 && /https/i.test(message),
    'The registry speaks TLS: do not set `plain-http: true`.',
  ],
  [
    ({ system, hasProxy }) => ['ENOTFOUND', 'EAI_AGAIN'].includes(system) && hasProxy,
    'The name of the registry is not known here. Check its spelling, and the variables `https_proxy` and `no_proxy`.',
  ],
  [
    ({ system }) => ['ENOTFOUND', 'EAI_AGAIN'].includes(system),
    'The name of the registry is not known here: check its spelling.',
  ],
  [
    ({ system }) => system === 'ECONNREFUSED',
    'Nothing listens there: check host and port, and that the registry is running.',
  ],
  [
    ({ code }) => code === 'NETWORK',
    'Check that the registry can be reached from this runner; `timeout` and `retries` say how long is tried.',
  ],
  [
    ({ code, message }) => code === 'REGISTRY' && message.includes('HTML page'),
    'Check `registry`: the address is that of a web site or of a proxy in front of the registry.',
  ],
  [
    ({ status, message }) => status === 400 && /media ?type/i.test(message),
    'This registry accepts certain media types only. Try without `artifact-type`, or with media types it knows.',
  ],
  [
    ({ code, status }) => code === 'REGISTRY' && status === 400,
    'The registry did not understand the request. If it speaks TLS, do not set `plain-http: true`.',
  ],
  [({ code }) => code === 'REGISTRY', 'The registry failed. Try again; if it persists, its log tells more.'],
  [
    ({ code, mode, isGitHubHost }) => code === 'UNSUPPORTED' && mode === 'delete' && isGitHubHost,
    "This registry deletes only through GitHub's API: leave the input `github-token` at its default, or give it a token that may delete packages.",
  ],
  [
    ({ code, mode, host }) => code === 'UNSUPPORTED' && mode === 'delete' && host !== '',
    'The registry deletes nothing, or not in this way. A docker-registry must be started with `REGISTRY_STORAGE_DELETE_ENABLED=true`.',
  ],
  [({ code, mode }) => code === 'UNSUPPORTED' && mode === 'delete', 'Delete the index first that lists this manifest.'],
  [({ code }) => code === 'UNSUPPORTED', 'Use another way, or another registry: this one does not offer it.'],
  [
    ({ code }) => code === 'ARTIFACT',
    'Check that `reference` names the artifact you mean, and push it anew if it does.',
  ],
  [({ system }) => system === 'ENOSPC', 'The disk is full: free space, or use a larger runner.'],
  [
    ({ system }) => ['EACCES', 'EPERM', 'EROFS'].includes(system),
    'The user of the runner has no right to do this: check the owner and mode of the files.',
  ],
  [({ code }) => code === 'CANCELLED', 'No tag was written after the cancellation.'],
  [
    ({ code, message }) => code === 'INVALID_INPUT' && /EACCES|EPERM/.test(message),
    'The user of the runner has no right to it: check the owner and mode of the file.',
  ],
  [
    ({ code, message }) => code === 'INVALID_INPUT' && message.includes('matches no file'),
    'Write one path or pattern a line, without quotes, dashes or commas, relative to the workspace. `*` finds the files of one folder, `**` also those below.',
  ],
  [({ code, isInFile }) => code === 'INVALID_INPUT' && isInFile, 'Correct the file that is named here.'],
  [
    ({ code, mode, message }) => code === 'INVALID_INPUT' && mode === 'sync' && /^\S+:\d+: /.test(message),
    'Correct that line of the sync file; the README says what it takes.',
  ],
  [
    ({ code }) => code === 'INVALID_INPUT',
    'Correct the input in the workflow file; the README lists what each input takes.',
  ],
];

/** Describes a failure for the author of the workflow. */
export function describeFailure(error: unknown, circumstances: Circumstances): Report {
  const isKnown = error instanceof OciError;
  const cause = isKnown ? error.cause : error;
  const failure: Failure = {
    ...circumstances,
    code: isKnown ? error.code : undefined,
    // A registry may have a lot to say; the cause stands at the start.
    message: cut(messageOf(error)),
    status: error instanceof RegistryError ? error.status : undefined,
    system: systemCodeOf(cause),
    isInFile: isKnown && error.position !== undefined,
  };
  const isBug = !isKnown && failure.system === '';
  const advice = isBug
    ? 'This is a bug in the action: please report it with the log of a run with debug logging.'
    : remedies.find(([fits]) => fits(failure))?.[1];
  const title = isBug ? 'Internal error' : failure.code ? titleOf(failure.code, circumstances) : 'File system error';
  return { title, message: failure.message, remedy: advice ?? '' };
}

function titleOf(code: ErrorCode, { mode }: Circumstances): string {
  return code === 'CONFLICT' && mode === 'delete' ? 'Other tags would go' : titles[code];
}

function cut(text: string): string {
  return text.length > maxMessage ? `${text.slice(0, maxMessage)}…` : text;
}

function isForbidden(code: ErrorCode | undefined): boolean {
  return code === 'DENIED' || code === 'UNAUTHORIZED';
}

function isWriting(mode: string): boolean {
  return ['push', 'copy', 'sync', 'tag', 'attach', 'delete'].includes(mode);
}
