import { type AdviceCase, ecr, login, refuse, unauthorized } from './advice-cases.ts';

const push = { mode: 'push', files: 'a.txt' };

/** Refusals of logins from all places, and what a workflow author is told of them. */
export const loginCases: AdviceCase[] = [
  {
    title: 'an old password for ECR, of a login step',
    to: `${ecr}/team/app`,
    inputs: push,
    answer: unauthorized,
    says: 'The password for Amazon ECR is valid for 12 hours',
    hasLogin: true,
    names: 'it refused user "ci" (from ~/.docker/config.json)',
  },
  {
    title: 'an old password for ECR as the target of a copy, of a login step',
    to: `${ecr}/team/app`,
    inputs: { mode: 'copy', reference: 'oci-layout:in:v1', to: `${ecr}/team/app:v1` },
    answer: unauthorized,
    says: 'The password for Amazon ECR is valid for 12 hours',
    hasLogin: true,
  },
  {
    title: 'a wrong login of a login step',
    to: 'registry.test/team/app',
    inputs: push,
    answer: unauthorized,
    says: 'A login step or a helper left this login there',
    hasLogin: true,
    names: 'it refused user "ci" (from ~/.docker/config.json)',
  },
  {
    title: 'a login of a login step that may not push',
    to: 'registry.test/team/app',
    inputs: push,
    on: 'POST blobs/uploads/',
    answer: refuse(403, 'DENIED', 'no'),
    says: 'The user named here is not allowed to do this',
    hasLogin: true,
    names: 'it refused user "ci" (from ~/.docker/config.json)',
  },
  {
    title: 'a wrong entry of registry-auth',
    to: 'registry.test/team/app',
    inputs: { ...push, 'registry-auth': JSON.stringify([{ registry: 'registry.test', ...login }]) },
    answer: unauthorized,
    says: 'Check the entry for this registry in `registry-auth`',
    names: 'it refused user "me" (from registry-auth)',
  },
  {
    title: 'an entry of registry-auth for another registry',
    to: 'registry.test/team/app',
    inputs: { ...push, 'registry-auth': JSON.stringify([{ registry: 'other.test', ...login }]) },
    answer: unauthorized,
    says: 'Pass `username` and `password` for this registry, or log in before this step',
  },
  {
    title: 'a token of the workflow that GitHub does not know any more',
    to: 'ghcr.io/octo-org/app',
    inputs: { ...push, 'github-token': 'ghs_workflow0123456789' },
    answer: unauthorized,
    says: 'Check `github-token`',
    names: 'it refused user "octocat" (from github-token)',
  },
  {
    title: 'a limit of Docker Hub for somebody whom a login step logged in',
    to: 'docker.io/library/app',
    inputs: { mode: 'pull', retries: '0' },
    answer: refuse(429, 'TOOMANYREQUESTS', 'slow down'),
    says: 'The registry does not say how long to wait: run the job again later.',
    hasLogin: true,
  },
];
