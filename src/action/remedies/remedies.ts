import type { ErrorCode } from '../../errors.ts';
import { formatEstimate } from '../../format-duration.ts';
import { inputRemedies } from './input-remedies.ts';
import { dockerHub, ecr, logins } from './login-remedies.ts';
import { didYouMeanHost, missingRoot, networkRemedies } from './network-remedies.ts';
import { failing, refusedReferrer, unreadReferrers, unsupported } from './registry-remedies.ts';
import { type Failure, fits, type Remedy } from './remedy.ts';
import { fixedListTag, fixedSignatureTag, notSigned, untrusted } from './trust-remedies.ts';

const forks: Remedy = [
  { isGitHub: true, isForkPullRequest: true, isWriting: true },
  'This is a pull request from a fork: its token can only read. Write in a workflow that runs on `push` or `workflow_run`, or skip this step with `if:`.',
];

const lookAlikes: Remedy = [{ similarHost: /./ }, didYouMeanHost];

const wrongTokens: Remedy[] = [
  [
    { isGitHub: true, tokenKind: 'fine-grained' },
    "GitHub's container registry takes no fine-grained personal access tokens: leave out `username` and `password` to use the `GITHUB_TOKEN`, or give a classic token with `write:packages`.",
  ],
  [
    { isGitHub: true, isWriting: true, tokenKind: 'app' },
    'Tokens of GitHub Apps cannot push packages: leave out `username` and `password` to use the `GITHUB_TOKEN` with `permissions: packages: write`, or give a classic personal access token with `write:packages`.',
  ],
];

const artifactRegistry = /(?:^|-docker\.)pkg\.dev$/;

/** The commonest mistake when an artifact is promoted: the login of the target, in the inputs for the source. */
const inputsOfReference: Remedy = [
  { mode: 'copy', login: 'inputs' },
  ({ host }) =>
    `\`username\` and \`password\` are for ${host}, the registry of \`reference\`. If they belong to the registry of \`to\`, move them into an entry of \`registry-auth\`; if not, check whether the secret is correct, not expired, and allowed to use this repository.`,
];

/** A target of a copy is not the registry of `reference`, for which the simple inputs are. */
const targets: Remedy = [
  { mode: 'copy', isElsewhere: true, login: '' },
  'Give this target its credentials in `registry-auth`, or log in before this step (docker/login-action); `username` and `password` are for the registry of `reference`.',
];

const deepOnDockerHub: Remedy = [
  { host: dockerHub, repository: /\/.*\// },
  'Docker Hub has repositories of the form `namespace/name` only: leave out the parts in between, or join them with dashes.',
];

/** A file that may not be used, or not now. */
const refusedFile: Remedy = [
  { system: /^(?:EACCES|EBUSY|EPERM|EROFS)$/ },
  'The user of the runner has no permission to do this: check owner and mode. On Windows, the file may be read-only, or open in another process: end that process first.',
];

/** zot answers so to a small upload when its disk is full. */
const otherContent =
  'The registry received other content than was sent: something in between alters it, or the disk of the registry is full.';

/** Advice by the code of the failure. The first row that fits is given; the last of each list fits always. */
export const remedies: Record<ErrorCode | 'FILE_SYSTEM', readonly Remedy[]> = {
  UNAUTHORIZED: [
    forks,
    lookAlikes,
    ...wrongTokens,
    [
      { mode: 'delete', isGitHub: true, hasGitHubToken: true },
      'Check `github-token`: is the secret correct, and not expired?',
    ],
    [
      { isGitHub: true, hasGitHubToken: false, login: '' },
      'No credentials were found for this registry: leave the input `github-token` at its default, and give the job `permissions: packages: write` (or `read`).',
    ],
    deepOnDockerHub,
    inputsOfReference,
    ...logins,
    [
      { mode: 'sync', login: '' },
      'Give the source its `credentials` in the sync file, or log in before this step (docker/login-action); `username` and `password` are for the registry of `to`.',
    ],
    targets,
    [
      { login: '' },
      'Pass `username` and `password` for this registry, or log in before this step (docker/login-action).',
    ],
    [
      { username: /^robot(?!.*\$)/ },
      'Names of Harbor robot accounts have a dollar sign, as in `robot$project+name`, which a shell takes for a variable: pass the name as a secret, or in single quotes.',
    ],
    [
      { host: ecr },
      'The password for Amazon ECR is valid for 12 hours: get it in this job, with aws-actions/amazon-ecr-login; the user name is `AWS`.',
    ],
    [
      { login: 'configuration' },
      'A login step or a helper left this login there: is it wrong, or has it expired? Log in again right before this step, or pass `username` and `password`, which come first.',
    ],
    [
      { login: 'registry-auth' },
      'Check the entry for this registry in `registry-auth`: is the secret correct, not expired, and allowed to use this repository?',
    ],
    [
      { login: 'github-token' },
      'Check `github-token`: is it that of this job, or another one that is correct and not expired? The token of a job ends with it.',
    ],
    [
      { login: 'sync-file' },
      'Check the `credentials` of this source in the sync file: is the secret correct, not expired, and allowed to use this repository?',
    ],
    [{}, 'Check `username` and `password`: is the secret correct, not expired, and allowed to use this repository?'],
  ],
  DENIED: [
    unreadReferrers,
    forks,
    fixedSignatureTag,
    lookAlikes,
    ...wrongTokens,
    [
      { mode: 'delete', said: /last (?:tagged )?version of a package/ },
      'GitHub keeps the last tagged version of a package: delete the package itself in its settings, or keep one more tag.',
    ],
    [
      { mode: 'delete', said: /5,?000 downloads/ },
      'GitHub deletes no public version that was downloaded more than 5,000 times: ask GitHub Support, or exclude its tag with `filter`.',
    ],
    [
      { mode: 'delete', isGitHub: true },
      'Give the job `permissions: packages: write`, and this repository the role Admin in the settings of the package, "Manage Actions access". Or pass a classic personal access token with `delete:packages` as `github-token`.',
    ],
    inputsOfReference,
    [
      { isGitHub: true, login: /^(?:inputs|registry-auth|configuration)$/, said: /token server gave no token/ },
      "GitHub does not accept this token: is it expired or revoked, or not a classic one? GitHub's container registry takes classic personal access tokens, and the `GITHUB_TOKEN` without `username` and `password`.",
    ],
    [
      { isGitHub: true, isWriting: true, said: /installation not allowed to create organization package/i },
      'The organization does not let this repository create packages, or the token is that of a GitHub App or of a repository elsewhere: allow it under "Packages" in the settings of the organization, or push below the owner of this repository.',
    ],
    [
      { isGitHub: true, said: /does not match expected scopes/i },
      'The token lacks a scope. `GITHUB_TOKEN`: give the job `permissions: packages: write` (or `read`). Personal access token: it must be a classic one with `write:packages` (or `read:packages`).',
    ],
    [
      { isGitHub: true, isWriting: true },
      'Give the job `permissions: packages: write` (permissions of a job replace those of the workflow). If it has them, open the settings of the package, "Manage Actions access", and give this repository the role Write. Tokens of GitHub Apps cannot push packages: use the `GITHUB_TOKEN` or a classic personal access token.',
    ],
    [
      { isGitHub: true },
      'Give the job `permissions: packages: read`, and this repository access in the settings of the package, "Manage Actions access". If the package belongs to another organization, give a classic token of it with `read:packages` in `registry-auth`.',
    ],
    [
      { isWriting: true, said: /\bquota\b|upper limit of/i },
      'There is no room left for this: delete what nobody needs (`mode: delete`, retention), or ask the owner of the project for a larger quota.',
    ],
    [
      { isWriting: true, said: /read.?only mode|currently read.?only/i },
      'The registry accepts nothing at the moment, perhaps during maintenance: run the job again when that is over.',
    ],
    [
      { said: /proxy.?(?:cache|project)/i },
      'This project is the proxy cache of another registry and accepts no pushes itself: push to a project of your own.',
    ],
    [
      { said: /\breqPackageAccess\b/ },
      'On Gitea, the package belongs to another owner: push below the owner of the token, or have the token come from a user who may write to the packages of that owner.',
    ],
    [
      { said: /unauthorized to access repository: .*, action: / },
      'The robot account of Harbor lacks the permission for the action that is named here: give it that, such as "Push Repository" or "Pull Repository", in the settings of the project.',
    ],
    [
      { mode: 'delete', status: 412 },
      "A rule of the registry keeps this, such as Harbor's tag immutability: exclude the tag from the rule, or from what is deleted with `filter`.",
    ],
    [
      { isWriting: true, status: 412 },
      "A rule of the registry forbids this, such as Harbor's tag immutability: use a new tag, or change the rule of the project.",
    ],
    [
      { status: 412 },
      "A policy of the registry forbids this, such as Harbor's rule that artifacts must be signed or scanned before they are pulled: sign it (`cosign sign`), wait for the scan, or change the policy of the project.",
    ],
    deepOnDockerHub,
    [
      { host: ecr },
      'Give the IAM role of the job the ECR action that is named here, in the policy of the role or of the repository.',
    ],
    [
      { host: artifactRegistry },
      'Create the repository first (`gcloud artifacts repositories create`), and give the account of the job the role Artifact Registry Writer (or Reader): Google says "denied" in both cases.',
    ],
    targets,
    [
      { login: '' },
      'Pass `username` and `password`, or log in before this step (docker/login-action), as a user who is allowed to do this.',
    ],
    [
      {},
      'The user named here is not allowed to do this: ask the owner of the repository for permission, or log in as another user.',
    ],
  ],
  NOT_FOUND: [
    [
      { mode: 'delete', isGitHub: true, topic: 'missing-package' },
      'Give the job `permissions: packages: write`, and this repository the role Admin in the settings of the package, "Manage Actions access": GitHub says "not found" to a token without that right. Or pass a classic personal access token with `delete:packages` as `github-token`.',
    ],
    [
      { said: /MANIFEST_BLOB_UNKNOWN/ },
      'The registry lost content that it said it had, as can happen when it cleans up: run the job again.',
    ],
    refusedReferrer,
    [
      { isUpload: true, host: ecr },
      'Amazon ECR does not create repositories on push: create it first (`aws ecr create-repository`), or a repository creation template for its prefix.',
    ],
    [
      { isUpload: true, host: artifactRegistry },
      'Create the repository first (`gcloud artifacts repositories create --repository-format=docker`): its name is the part after the project.',
    ],
    [
      { said: /\bproject \S+ not found/ },
      'The first part of the path is a project of Harbor, which must exist: create it first, and check the spelling.',
    ],
    [
      { mode: 'delete', answer: /^404 NOT_FOUND: artifact / },
      'Check the spelling of repository and tag. Right after a pull through a proxy cache, Harbor says this for a moment: caching takes a while. If it does not matter that it is missing, set `if-not-found: ignore`.',
    ],
    [
      { isUpload: true },
      'This registry does not create the repository or project on push: create it first, and check the spelling.',
    ],
    [{ topic: 'missing-file' }, 'Correct `files`, one name or pattern per line; without it, all files are pulled.'],
    [{ topic: 'missing-platform' }, 'Set `platforms` to one of those it has, or push one for this platform.'],
    [{ topic: 'missing-content' }, 'The layout is incomplete: write it again, or copy all of its folder `blobs`.'],
    [{ host: '' }, 'Check the directory and the tag: `index.json` in it lists the tags it has.'],
    [{ topic: 'pre-release' }, 'Write the range with a pre-release, such as `>=0.0.0-0`, or the version itself.'],
    [
      { topic: 'missing-version' },
      'Use one of the versions listed here, or another range: a range includes pre-releases only when it names one.',
    ],
    [{ topic: 'missing-selection' }, 'Correct the selection in the sync file, or remove it.'],
    lookAlikes,
    [
      { mode: 'delete' },
      'Check the spelling of repository and tag. If it does not matter that it is missing, set `if-not-found: ignore`. A private repository is also "not found" to anyone without permission to read it.',
    ],
    [
      { topic: 'missing-reference' },
      'Check the spelling of repository and tag. If it is still to be published, set `wait`, such as `10m`; if it may be missing, set `if-not-found: ignore`. A private repository is also "not found" to anyone without permission to read it.',
    ],
    [
      {},
      'Check the spelling of repository and tag. A private repository is also "not found" to anyone without permission to read it.',
    ],
  ],
  CONFLICT: [
    fixedSignatureTag,
    fixedListTag,
    [
      { topic: 'chart-release' },
      'A released version should stay as it is: raise the version in Chart.yaml or set `chart-version`. Otherwise set `if-exists` to `overwrite` or `skip`.',
    ],
    [{ mode: 'sync' }, 'Set `if-exists` to `overwrite` or `skip`, or find out why the tag was changed in the target.'],
    [
      { mode: 'delete', topic: 'referenced-manifest' },
      'Another manifest refers to this one, such as an index that lists it: delete that first. GitLab collects what has no tag a day after nothing refers to it any more.',
    ],
    [
      { mode: 'delete', topic: 'other-tags' },
      'Name the digest in `reference` (`repository@sha256:…`) and all of its tags in `tags`, one per line, to delete the manifest with them, or set `untag-only: true` to remove only a tag.',
    ],
    [
      { mode: 'delete' },
      'The registry still needs this, for the reason given here: delete first what uses it, or remove only the tag with `untag-only: true`.',
    ],
    [
      { mode: 'pull', topic: 'file-in-use' },
      'The file that is there, or its folder, is read-only, or open in another process: end that process, or pull into another `path`.',
    ],
    [{ isWriting: true }, 'Use a new tag, or set `if-exists` to `overwrite` or `skip`.'],
    [{}, 'Remove it, pull into another `path`, or set `overwrite: true` where a file is in the way.'],
  ],
  RATE_LIMITED: [
    [
      { host: dockerHub, login: '' },
      (failure) =>
        `Docker Hub counts pulls without a login by address, and runners share theirs: pass \`username\` and \`password\`, or log in before this step. ${adviceToWait(failure)}`,
    ],
    [
      { isGitHub: true, status: 403 },
      'GitHub lets requests through again after a few minutes: run the job again then. A lower `concurrency` helps to stay below the limit, and more `retries` make the step wait longer.',
    ],
    [
      { wait: /[1-9]/ },
      (failure) =>
        `${adviceToWait(failure)} The limit is higher after a login; a lower \`concurrency\` uses it up more slowly.`,
    ],
    [
      {},
      'The registry does not say how long to wait: run the job again later. The limit may be higher after a login; a lower `concurrency` uses it up more slowly. If the registry is a zot of your own, raise `Ratelimit` in the `http` section of its configuration.',
    ],
  ],
  UNSUPPORTED: unsupported,
  TOO_LARGE: [
    [
      { status: 413 },
      'A limit of the registry or of a proxy in front of it is too low. nginx: raise `client_max_body_size`; an nginx ingress: the annotation `nginx.ingress.kubernetes.io/proxy-body-size`; Cloudflare: 100 MB in its smaller plans. Or set a `chunk-size` below the limit.',
    ],
    [
      {},
      'The limit protects the runner from content that was made to exhaust it: split the artifact, or take less of it.',
    ],
  ],
  INTEGRITY: [
    missingRoot,
    [{ topic: 'pinned-digest' }, 'Files, annotations, types or `created` differ from those of that digest.'],
    [
      { topic: 'changed-file' },
      'Let everything that writes the file end before this step starts: another step in the background, or a service.',
    ],
    [{ isUpload: true }, otherContent],
    [{ mode: 'push' }, otherContent],
    [
      { topic: 'expect-digest' },
      'The tag has moved since the digest was noted. Find out why before you use the new content.',
    ],
    [{}, 'None of it was kept. Try again; if this persists, the registry holds damaged content: push it again.'],
  ],
  UNTRUSTED: untrusted,
  SIGNING: notSigned,
  NETWORK: networkRemedies,
  REGISTRY: failing,
  ARTIFACT: [
    [
      { mode: 'pull', topic: 'symbolic-link' },
      'If the artifact may have links, set `symlinks: keep`, the default: they cannot leave the directory.',
    ],
    [
      { topic: 'missing-program' },
      'Push the program as a file of its own, or in a directory with its executable bit, or for Windows with its extension: both are kept.',
    ],
    [
      { mode: 'pull', topic: 'refused-entry' },
      'Set `unpack: false` to write the archive as it is, or leave it out with `files`.',
    ],
    [
      { topic: 'git-repository' },
      'Pull into another `path` if the folder was a repository before; if not, do not trust the artifact.',
    ],
    [
      { topic: 'retired-format' },
      'The format was abandoned years ago. An image can be converted with `skopeo copy --format oci`; anything else has to be published again with a current tool.',
    ],
    refusedFile,
    [{}, 'Check that `reference` names the artifact you mean, and push it again if it does.'],
  ],
  CANCELLED: [[{}, 'No tag was written after the cancellation.']],
  INVALID_INPUT: inputRemedies,
  FILE_SYSTEM: [
    [{ system: 'ENOSPC' }, 'The disk is full: free space, or use a larger runner.'],
    [
      { system: 'EPERM', said: /\bsymlink\b/ },
      'This user may not create symbolic links, and the artifact has some: on Windows, turn on developer mode, or use another runner.',
    ],
    refusedFile,
    [{}, 'Check the path, and the disk of the runner.'],
  ],
};

/** Finds the row for a failure. */
export function remedyFor(code: ErrorCode | 'FILE_SYSTEM', failure: Failure): Remedy {
  const found = remedies[code].find((remedy) => fits(remedy, failure));
  // The last row of each list has no conditions.
  return found as Remedy;
}

function adviceToWait({ wait }: Failure): string {
  return wait > 0 ? `Wait ${formatEstimate(wait)} and run the job again.` : 'Wait and run the job again.';
}
