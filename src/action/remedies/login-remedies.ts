import type { Failure, Remedy } from './remedy.ts';

export const dockerHub = /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)$/;
export const ecr = /\.dkr\.ecr(?:-fips)?\..*\.amazonaws\./;

/** Advice where a well-known registry was shown no login, each of which has a way of its own to get one. */
export const logins: readonly Remedy[] = [
  [
    { host: dockerHub },
    (failure) =>
      `Docker Hub also answers 401 where the repository does not exist: check its spelling. ${loginToHub(failure)}`,
  ],
  [
    { host: ecr, login: '' },
    'Log in to Amazon ECR before this step, in this job: aws-actions/configure-aws-credentials, then aws-actions/amazon-ecr-login.',
  ],
  [
    { host: /(?:^|-docker\.)pkg\.dev$|(?:^|\.)gcr\.io$/, login: '' },
    'Log in to Google before this step: google-github-actions/auth with `token_format: access_token`, then give its output `access_token` as the password of the user `oauth2accesstoken`.',
  ],
  [
    { host: /\.azurecr\.(?:io|cn|us)$/, login: '' },
    'Log in to Azure before this step, in this job: azure/login, then `az acr login --name NAME` in a `run` step.',
  ],
];

function loginToHub({ login, mode, isElsewhere }: Failure): string {
  if (login !== '')
    return 'If it exists, is the access token of this login correct, not expired, and allowed to use it?';
  if (mode === 'sync') return 'If it is private, give the source its `credentials` in the sync file, or log in before.';
  if (mode === 'copy' && isElsewhere) {
    return 'Give this target its credentials in `registry-auth`, or log in before this step (docker/login-action).';
  }
  return 'If it is private, pass `username` and `password`, or log in before this step (docker/login-action).';
}
