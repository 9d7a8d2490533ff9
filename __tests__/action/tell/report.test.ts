import { describe, expect, it } from '@jest/globals';
import { type Circumstances, describeFailure } from '../../../src/action/tell/report.ts';
import { type ErrorCode, OciError, RegistryError, type Topic } from '../../../src/errors.ts';

const usual: Circumstances = {
  mode: 'push',
  host: 'registry.test',
  repository: 'team/app',
  githubHost: 'ghcr.io',
  hasGitHubToken: true,
  tokenKind: '',
  isForkPullRequest: false,
  hasProxy: false,
  documents: 'docs',
};
const github = { host: 'ghcr.io' };

const failed = (code: ErrorCode) => new OciError(code, 'It failed');
const about = (topic: Topic, code: ErrorCode = 'INVALID_INPUT') => new OciError(code, 'It failed', { topic });
const answered = (code: ErrorCode, status: number, message = 'It was refused') =>
  new RegistryError(code, message, { status, request: 'GET https://tokens.test/token', errors: [] });

/** An error that sums up several, as of a sync or of charts. */
const summed = (first: OciError) => new OciError(first.code, '2 of 3 failed', { cause: first });
const saying = (words: string) =>
  new RegistryError('REGISTRY', 'It was refused', {
    ...{ status: 400, request: 'PUT https://registry.test/v2/a/manifests/v1', words },
  });

describe('The advice', () => {
  it.each<[advice: RegExp, error: OciError, circumstances: Partial<Circumstances>]>([
    [/refuses what refers to the artifact/, saying('MANIFEST_INVALID: unknown subject'), { mode: 'copy' }],
    [/refuses what refers to the artifact/, summed(saying('MANIFEST_INVALID: unknown subject')), { mode: 'sync' }],
    [/accepts only certain media types/, saying('unsupported media type'), { mode: 'push' }],
    [/accepts only certain media types/, summed(saying('unsupported media type')), { mode: 'push' }],
    [/^Set `chart-dependencies: update`/, summed(about('chart-dependency')), { mode: 'push' }],
  ])('is also %s for what a registry says in its own words, and for the first of several', (advice, error, more) => {
    expect(describeFailure(error, { ...usual, ...more }).remedy).toMatch(advice);
  });

  // The first row that fits is given, so a general one before that of a mode would hide it.
  it.each<[advice: RegExp, error: OciError, circumstances: Partial<Circumstances>]>([
    [/^Use a new tag, or set `if-exists`/, failed('CONFLICT'), { mode: 'push' }],
    [/^Use a new tag, or set `if-exists`/, failed('CONFLICT'), { mode: 'tag' }],
    [/^Use a new tag, or set `if-exists`/, failed('CONFLICT'), { mode: 'copy' }],
    [/find out why the tag was changed in the target/, failed('CONFLICT'), { mode: 'sync' }],
    [/^Name the digest in `reference`/, about('other-tags', 'CONFLICT'), { mode: 'delete' }],
    [/^Remove it, pull into another `path`/, failed('CONFLICT'), { mode: 'pull' }],
    [/the role Write/, answered('DENIED', 403), { mode: 'copy', ...github }],
    [/the role Admin/, answered('DENIED', 403), { mode: 'delete', ...github }],
    [/the role Admin/, about('missing-package', 'NOT_FOUND'), { mode: 'delete', ...github }],
    [/pull request from a fork/, answered('DENIED', 403), { mode: 'delete', ...github, isForkPullRequest: true }],
    [
      /keeps the last tagged version/,
      answered('DENIED', 400, 'the last tagged version of a package'),
      { mode: 'delete', ...github },
    ],
    [/more than 5,000 times/, answered('DENIED', 400, 'with more than 5000 downloads'), { mode: 'delete', ...github }],
    [/^Check `github-token`/, answered('UNAUTHORIZED', 401), { mode: 'delete', ...github }],
    [/`permissions: packages: read`/, answered('DENIED', 403), { mode: 'inspect', ...github }],
    [/^A rule of the registry keeps this/, answered('DENIED', 412), { mode: 'delete' }],
    [/^A policy of the registry forbids this/, answered('DENIED', 412), { mode: 'pull' }],
    [/`credentials` in the sync file/, answered('UNAUTHORIZED', 401), { mode: 'sync' }],
    [/^Correct the selection in the sync file/, about('missing-selection', 'NOT_FOUND'), { mode: 'sync' }],
    [/^Correct the range in Chart.yaml/, about('chart-dependency-range'), {}],
    [/^Set `chart-dependencies: update`/, about('chart-dependency'), {}],
    [/^To make a tag of the name of a branch.*`\$\{GITHUB_REF_NAME\/\/\\\/\/-\}`\.$/, about('tag-form'), {}],
    [/`REGISTRY_STORAGE_DELETE_ENABLED=true`/, failed('UNSUPPORTED'), { mode: 'delete' }],
    [/^This registry deletes only through GitHub's API/, failed('UNSUPPORTED'), { mode: 'delete', ...github }],
    [/^First delete the index/, failed('UNSUPPORTED'), { mode: 'delete', host: '' }],
  ])('%s is given for a failure of its mode', (advice, error, circumstances) => {
    expect(describeFailure(error, { ...usual, ...circumstances }).remedy).toMatch(advice);
  });
});

it.each([
  ['POST', true],
  ['PATCH', true],
  ['PUT', true],
  ['GET', false],
  ['HEAD', false],
  ['DELETE', false],
])('What is not found at a %s is a repository that is to be created first: %s', (method, isUpload) => {
  const request = `${method} https://registry.test/v2/team/app/blobs/uploads/`;
  const error = new RegistryError('NOT_FOUND', 'It is unknown', { status: 404, request });
  const { remedy } = describeFailure(error, usual);
  expect(remedy.startsWith('This registry does not create the repository')).toBe(isUpload);
});

it.each(['push', 'delete'] as const)('A conflict in mode %s has its title', (mode) => {
  const title = mode === 'delete' ? 'Still in use' : 'Already exists';
  expect(describeFailure(failed('CONFLICT'), { ...usual, mode }).title).toBe(title);
  expect(describeFailure(about('other-tags', 'CONFLICT'), { ...usual, mode }).title).toBe('Other tags would go');
  expect(describeFailure(failed('DENIED'), { ...usual, mode }).title).toBe('Access denied');
});

it.each([
  ['registry-1.docker.io', true],
  ['index.docker.io', true],
  ['registry-1.docker.io.evil.test', false],
  ['my-index.docker.io', false],
  ['registry-1xdocker.io', false],
])('%s is Docker Hub by another name: %s', (host, isHub) => {
  const request = `GET https://${host}/v2/octo-org/app/manifests/v1`;
  const error = new RegistryError('RATE_LIMITED', 'Too many', { status: 429, request });
  expect(describeFailure(error, usual).remedy.startsWith('Docker Hub counts')).toBe(isHub);
});
