import type { Failure } from '../../../src/action/remedies/remedy.ts';

/** Facts of a failure that are not the usual ones, and the start of the advice that they bring up. */
export type RemedyCase = [facts: Partial<Failure>, says: string];

/** Facts of a step that writes. */
const by = (mode: string): Partial<Failure> => ({ mode, isWriting: true });
const gitHub: Partial<Failure> = { host: 'ghcr.io', isGitHub: true, login: 'github-token' };
const onGitHub = (mode: string): Partial<Failure> => ({ ...gitHub, ...by(mode) });
const hub: Partial<Failure> = { host: 'docker.io', repository: 'octo-org/team/app' };
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const google = 'europe-docker.pkg.dev';
const upload: Partial<Failure> = { ...by('push'), isUpload: true };

const signatureTag = `The manifest registry.test/app:sha256-${'a'.repeat(64)}.sig: registry.test answered`;
const checkLogin = 'Check `username` and `password`: is the secret correct';
const noLogin = 'Pass `username` and `password` for this registry';
const linkPackage = 'Give the job `permissions: packages: write` (permissions of a job replace';
const notAllowed = 'The user named here is not allowed to do this';
const spelling = 'Check the spelling of repository and tag. A private repository is also';

/**
 * By code, what happened and what is then said. Beside each failure stand those that differ from it in one thing: it is
 * they that show that a row asks for no less.
 */
export const refusalCases: Record<'UNAUTHORIZED' | 'DENIED' | 'NOT_FOUND', RemedyCase[]> = {
  UNAUTHORIZED: [
    [{ ...onGitHub('push'), isForkPullRequest: true }, 'This is a pull request from a fork'],
    [{ ...gitHub, isForkPullRequest: true }, 'Check `github-token`: is it that of this job'],
    [{ ...by('push'), isForkPullRequest: true }, checkLogin],
    [{ ...onGitHub('push') }, 'Check `github-token`: is it that of this job'],
    [{ host: 'ghrc.io', similarHost: 'ghcr.io', login: '' }, 'Did you mean ghcr.io? This host only has a similar name'],
    [{ ...gitHub, login: 'inputs', tokenKind: 'fine-grained' }, "GitHub's container registry takes no fine-grained"],
    [{ tokenKind: 'fine-grained' }, checkLogin],
    [{ ...onGitHub('push'), login: 'inputs', tokenKind: 'app' }, 'Tokens of GitHub Apps cannot push packages'],
    [{ ...gitHub, login: 'inputs', tokenKind: 'app' }, checkLogin],
    [{ ...by('push'), tokenKind: 'app' }, checkLogin],
    [onGitHub('delete'), 'Check `github-token`: is the secret correct, and not expired?'],
    [by('delete'), checkLogin],
    [{ ...onGitHub('delete'), hasGitHubToken: false, login: '' }, 'No credentials were found for this registry'],
    [{ ...gitHub, hasGitHubToken: false, login: '' }, 'No credentials were found for this registry'],
    [{ ...gitHub, hasGitHubToken: false, login: 'inputs' }, checkLogin],
    [{ ...gitHub, login: '' }, noLogin],
    [{ hasGitHubToken: false, login: '' }, noLogin],
    [hub, 'Docker Hub has repositories of the form `namespace/name` only'],
    [{ ...hub, host: 'index.docker.io' }, 'Docker Hub has repositories'],
    [{ ...hub, host: 'registry-1.docker.io' }, 'Docker Hub has repositories'],
    [{ ...hub, host: 'docker.io.evil.test' }, checkLogin],
    [{ ...hub, host: 'my-docker.io' }, checkLogin],
    [{ ...hub, repository: 'octo-org/app' }, 'Docker Hub also answers 401'],
    [{ ...by('sync'), login: '' }, 'Give the source its `credentials` in the sync file'],
    [{ ...by('copy'), isElsewhere: true, login: '' }, 'Give this target its credentials in `registry-auth`'],
    [{ ...by('copy'), login: '' }, noLogin],
    [{ ...by('tag'), isElsewhere: true, login: '' }, noLogin],
    [{ ...by('copy'), isElsewhere: true, login: 'registry-auth' }, 'Check the entry for this registry'],
    [{ login: '' }, noLogin],
    [{ username: 'robot+ci' }, 'Names of Harbor robot accounts have a dollar sign'],
    [{ username: 'robot$team+ci' }, checkLogin],
    [{ username: 'my-robot' }, checkLogin],
    [{ ...by('copy'), ...gitHub, login: 'inputs' }, '`username` and `password` are for ghcr.io, the registry of'],
    [{ ...by('copy'), login: 'inputs' }, '`username` and `password` are for registry.test, the registry of'],
    [{ ...by('sync'), login: 'inputs' }, checkLogin],
    [{ host: 'docker.io', login: '' }, 'Docker Hub also answers 401 where the repository does not exist'],
    [{ host: 'docker.io', login: 'configuration' }, 'Docker Hub also answers 401 where the repository does not'],
    [{ host: ecr, login: '' }, 'Log in to Amazon ECR before this step'],
    [{ ...by('sync'), host: google, login: '' }, 'Log in to Google before this step'],
    [{ host: 'eu.gcr.io', login: '' }, 'Log in to Google before this step'],
    [{ host: 'octo.azurecr.io', login: '' }, 'Log in to Azure before this step'],
    [{ host: 'octo.azurecr.io.evil.test', login: '' }, noLogin],
    [{ host: ecr }, 'The password for Amazon ECR is valid for 12 hours'],
    [{ host: '1.dkr.ecr-fips.us-gov-west-1.amazonaws.com' }, 'The password for Amazon ECR'],
    [{ host: '1.dkr.ecr.cn-north-1.amazonaws.com.cn' }, 'The password for Amazon ECR'],
    [{ host: '1.dkr.ecr.eu-west-1.example.test' }, checkLogin],
    [{ host: 'ecr.amazonaws.com' }, checkLogin],
    [{ login: 'configuration' }, 'A login step or a helper left this login there'],
    [{ login: 'registry-auth' }, 'Check the entry for this registry in `registry-auth`'],
    [{ login: 'github-token' }, 'Check `github-token`: is it that of this job'],
    [{ ...by('sync'), login: 'sync-file' }, 'Check the `credentials` of this source in the sync file'],
    [{}, checkLogin],
    // Where two rows fit, the first is the better one.
    [{ ...by('sync'), ...hub, login: '' }, 'Docker Hub has repositories of the form'],
    [{ host: ecr, login: 'configuration' }, 'The password for Amazon ECR is valid for 12 hours'],
  ],
  DENIED: [
    [{ status: 401, said: 'answered 401, reqPackageAccess' }, 'On Gitea, the package belongs to another owner'],
    [{ ...by('sync'), topic: 'referrers-list' }, 'The registry does not list what is attached'],
    [{ ...by('attach'), topic: 'referrers-list' }, notAllowed],
    [{ ...by('tag'), said: signatureTag }, 'The registry does not let the tag of the signatures be written again'],
    [{ ...by('tag'), status: 412, said: signatureTag }, 'The registry does not let the tag of the signatures'],
    [{ said: signatureTag }, notAllowed],
    [{ ...onGitHub('push'), isForkPullRequest: true }, 'This is a pull request from a fork'],
    [{ ...gitHub, isForkPullRequest: true }, 'Give the job `permissions: packages: read`'],
    [{ host: 'quya.io', similarHost: 'quay.io' }, 'Did you mean quay.io?'],
    [{ ...gitHub, tokenKind: 'fine-grained' }, "GitHub's container registry takes no fine-grained"],
    [{ ...onGitHub('push'), tokenKind: 'app' }, 'Tokens of GitHub Apps cannot push packages'],
    [
      { ...onGitHub('delete'), said: 'You cannot delete the last tagged version of a package.' },
      'GitHub keeps the last tagged version of a package',
    ],
    [{ ...onGitHub('delete'), said: 'the last version of a package' }, 'GitHub keeps the last tagged version'],
    [
      { ...onGitHub('delete'), said: 'Publicly visible package versions with more than 5000 downloads' },
      'GitHub deletes no public version that was downloaded more than 5,000 times',
    ],
    [{ ...onGitHub('delete'), said: 'more than 5,000 downloads' }, 'GitHub deletes no public version'],
    [onGitHub('delete'), 'Give the job `permissions: packages: write`, and this repository the role Admin'],
    [by('delete'), notAllowed],
    [
      { ...onGitHub('push'), said: 'denied: installation not allowed to Create organization package' },
      'The organization does not let this repository create packages',
    ],
    [{ ...gitHub, said: 'The token provided does not match expected scopes.' }, 'The token lacks a scope.'],
    [{ said: 'does not match expected scopes' }, notAllowed],
    [
      { ...gitHub, login: 'inputs', said: 'The token server gave no token: ghcr.io answered 403 DENIED: denied' },
      'GitHub does not accept this token: is it expired or revoked',
    ],
    [{ ...gitHub, said: 'The token server gave no token' }, 'Give the job `permissions: packages: read`'],
    [{ login: 'inputs', said: 'The token server gave no token' }, notAllowed],
    [{ ...by('copy'), ...gitHub, login: 'inputs' }, '`username` and `password` are for ghcr.io, the registry of'],
    [{ ...by('copy'), login: 'inputs' }, '`username` and `password` are for registry.test'],
    [onGitHub('push'), linkPackage],
    [gitHub, 'Give the job `permissions: packages: read`'],
    [
      { ...by('push'), said: 'denied: adding 1 MiB will exceed the configured upper limit of 10 GiB' },
      'There is no room',
    ],
    [{ ...by('push'), said: 'Quota has been exceeded on namespace' }, 'There is no room left for this'],
    [{ said: 'Quota has been exceeded on namespace' }, notAllowed],
    [{ ...by('push'), said: 'not quotable' }, notAllowed],
    [
      { ...by('push'), status: 405, said: 'System is currently read-only. Pulls will succeed.' },
      'The registry accepts nothing at the moment',
    ],
    [{ ...by('push'), status: 403, said: 'This user is read-only.' }, notAllowed],
    [{ status: 405, said: 'System is currently read-only.' }, notAllowed],
    [{ ...by('push'), said: 'can not push artifact to a proxy project: hub' }, 'This project is the proxy cache'],
    [
      { ...by('push'), status: 403, said: 'The system is in read only mode.' },
      'The registry accepts nothing at the moment',
    ],
    [
      { status: 401, said: 'unauthorized to access repository: team/app, action: pull: unauthorized' },
      'The robot account of Harbor lacks the permission',
    ],
    [{ ...by('delete'), status: 412 }, "A rule of the registry keeps this, such as Harbor's tag immutability"],
    [{ ...by('push'), status: 412 }, "A rule of the registry forbids this, such as Harbor's tag immutability"],
    [{ status: 412 }, "A policy of the registry forbids this, such as Harbor's rule that artifacts must be signed"],
    [hub, 'Docker Hub has repositories of the form'],
    [{ host: ecr }, 'Give the IAM role of the job the ECR action that is named here'],
    [{ host: google }, 'Create the repository first (`gcloud artifacts repositories create`)'],
    [{ host: 'pkg.dev' }, 'Create the repository first (`gcloud artifacts repositories create`)'],
    [{ host: 'europe-docker.pkg.dev.evil.test' }, notAllowed],
    [{ host: 'my-pkg.dev' }, notAllowed],
    [{ ...by('copy'), isElsewhere: true, login: '' }, 'Give this target its credentials in `registry-auth`'],
    [{ login: '' }, 'Pass `username` and `password`, or log in before this step'],
    [{}, notAllowed],
    // Where two rows fit, the first is the better one.
    [{ ...onGitHub('push'), said: 'The token provided does not match expected scopes.' }, 'The token lacks a scope.'],
    [{ ...by('copy'), host: google, isElsewhere: true, login: '' }, 'Create the repository first (`gcloud'],
    [{ ...by('copy'), host: ecr, isElsewhere: true, login: '' }, 'Give the IAM role of the job the ECR action'],
    // Less than a row asks for.
    [{ ...by('push'), isForkPullRequest: true }, notAllowed],
    [{ tokenKind: 'fine-grained' }, notAllowed],
    [{ ...by('push'), tokenKind: 'app' }, notAllowed],
    [{ ...gitHub, tokenKind: 'app' }, 'Give the job `permissions: packages: read`'],
    [{ ...onGitHub('push'), said: 'the last tagged version of a package' }, linkPackage],
    [{ ...by('push'), said: 'more than 5000 downloads' }, notAllowed],
    [{ ...by('push'), said: 'installation not allowed to Create organization package' }, notAllowed],
    [
      { ...gitHub, said: 'installation not allowed to Create organization package' },
      'Give the job `permissions: packages: read`',
    ],
    [{ ...by('push'), status: 405 }, notAllowed],
    [{ ...hub, host: 'index.docker.io' }, 'Docker Hub has repositories of the form'],
    [{ ...hub, host: 'registry-1.docker.io' }, 'Docker Hub has repositories of the form'],
    [{ ...hub, host: 'docker.io.evil.test' }, notAllowed],
    [{ ...hub, host: 'my-docker.io' }, notAllowed],
    [{ ...hub, repository: 'octo-org/app' }, notAllowed],
    [{ ...hub, host: 'registry.test' }, notAllowed],
    [{ ...by('copy'), login: '' }, 'Pass `username` and `password`, or log in before this step'],
    [{ ...by('tag'), isElsewhere: true, login: '' }, 'Pass `username` and `password`, or log in before this step'],
    [{ ...by('copy'), isElsewhere: true, login: 'configuration' }, notAllowed],
  ],
  NOT_FOUND: [
    [
      { ...onGitHub('delete'), topic: 'missing-package' },
      'Give the job `permissions: packages: write`, and this repository the role Admin',
    ],
    [{ ...by('delete'), topic: 'missing-package' }, 'Check the spelling of repository and tag. If'],
    [
      { ...upload, said: 'answered 404, MANIFEST_BLOB_UNKNOWN: blob unknown to registry' },
      'The registry lost content that it said it had',
    ],
    [
      { ...by('copy'), isUpload: true, answer: '404 BLOB_UNKNOWN: unknown subject' },
      'This registry refuses what refers to the artifact',
    ],
    [
      { ...by('sync'), isUpload: true, answer: '404 MANIFEST_UNKNOWN: the subject is missing' },
      'This registry refuses what refers to the artifact',
    ],
    [{ ...upload, answer: '404 BLOB_UNKNOWN: unknown subject' }, 'This registry does not create the repository'],
    [{ ...upload, host: ecr }, 'Amazon ECR does not create repositories on push'],
    [{ ...upload, host: google }, 'Create the repository first (`gcloud artifacts repositories create --repository'],
    [{ ...upload, said: 'project team not found' }, 'The first part of the path is a project of Harbor'],
    [{ ...upload, said: 'projections are unknown' }, 'This registry does not create the repository or project on push'],
    [{ said: 'project team not found' }, 'The first part of the path is a project of Harbor'],
    [
      { ...by('delete'), answer: '404 NOT_FOUND: artifact team/app@sha256:1 not found' },
      'Check the spelling of repository and tag. Right after a pull through a proxy cache',
    ],
    [upload, 'This registry does not create the repository or project on push'],
    [{ host: ecr }, spelling],
    [{ host: google }, spelling],
    [{ topic: 'missing-file' }, 'Correct `files`, one name or pattern per line'],
    [{ topic: 'missing-platform' }, 'Set `platforms` to one of those it has'],
    [{ host: '', topic: 'missing-content' }, 'The layout is incomplete'],
    [{ host: '', topic: 'missing-reference' }, 'Check the directory and the tag: `index.json` in it'],
    [{ host: '', said: 'There is no v1 in the OCI layout' }, 'Check the directory and the tag: `index.json` in it'],
    [
      {
        topic: 'pre-release',
      },
      'Write the range with a pre-release, such as `>=0.0.0-0`',
    ],
    [{ topic: 'missing-version' }, 'Use one of the versions listed here'],
    [{ topic: 'missing-selection' }, 'Correct the selection in the sync file'],
    [{ host: 'gchr.io', similarHost: 'ghcr.io' }, 'Did you mean ghcr.io?'],
    [by('delete'), 'Check the spelling of repository and tag. If it does not matter that it is missing'],
    [{ topic: 'missing-reference' }, 'Check the spelling of repository and tag. If it is still to be published'],
    [{}, spelling],
    // Where two rows fit, the first is the better one.
    [{ ...by('copy'), isUpload: true, host: ecr, answer: '404 BLOB_UNKNOWN: subject' }, 'This registry refuses'],
    [{ ...upload, host: google, said: 'project images not found' }, 'Create the repository first (`gcloud'],
    [{ host: '', topic: 'missing-platform' }, 'Set `platforms` to one of those'],
    [{ ...by('delete'), host: 'gchr.io', similarHost: 'ghcr.io' }, 'Did you mean ghcr.io?'],
    // Less than a row asks for.
    [onGitHub('delete'), 'Check the spelling of repository and tag. If it does not matter'],
    [{ ...gitHub, topic: 'missing-package' }, spelling],
    [{ ...upload, host: 'europe-docker.pkg.dev.evil.test' }, 'This registry does not create the repository'],
    [by('sync'), spelling],
  ],
};
