import { describe, expect, it } from '@jest/globals';
import { tokenKindOf } from '../../src/action/credentials.ts';
import { remedies, remedyFor } from '../../src/action/remedies.ts';
import type { Failure, Remedy } from '../../src/action/remedy.ts';
import { type Circumstances, describeFailure } from '../../src/action/report.ts';
import { type ErrorCode, OciError, RegistryError } from '../../src/errors.ts';

/** A text for each pattern of the table that is not one itself. */
const samples = [
  'registry.test does not seem to take content by its sha512. The manifest …',
  'ghcr.io',
  'docker.io',
  'octo-org/team/app',
  'robot+ci',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'europe-docker.pkg.dev',
  'ENOTFOUND',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EACCES',
  'cannot delete the last tagged version of a package',
  'a version with more than 5000 downloads',
  'installation not allowed to Create organization package',
  'The token provided does not match expected scopes.',
  'can not push artifact to a proxy project',
  'will exceed the configured upper limit of 10 GiB',
  'System is currently read-only',
  'answered 400, BLOB_UNKNOWN: unknown subject',
  'LayerPartTooSmall',
  'The package octo-org/app',
  'MANIFEST_BLOB_UNKNOWN: blob unknown',
  'project team not found',
  'nothing that the input files names',
  'has nothing for the platform',
  'no version; pre-releases are taken',
  'it has no tag for x',
  'The chart version 1.0.0 exists',
  'was declared as',
  'A job can declare 500',
  'but the input reference asks for',
  'but expect-digest asks for',
  'wrong version number',
  'Proxy response (407)',
  'other side closed',
  'answered with an HTML page',
  'unknown media type',
  'has no program to put',
  'is an image in the first schema of Docker (x/y): not supported',
  'cannot be put in place: EBUSY',
  'EACCES: permission denied',
  'EPERM: operation not permitted, symlink',
  'is not a tag: a tag has letters',
  '"a, b" is not a tag: a tag has letters',
  'has an invalid tag "": letters',
  'ends in @ without a digest',
  'registry-auth is not YAML list',
  'has no version 2: it has 1.0.0',
  'charts: this is not a chart: it has no Chart.yaml',
  'web: charts/ lacks dependencies: db',
  'web: charts/ lacks dependencies: db is 2.0.0, not ^1',
  'There is no input dry_run',
  'The input reference names no tag and no digest',
  'is the secret set?',
  'leads to "/srv/app", outside "/work"',
  'is a symbolic link, and the input symlinks is error',
  'The input expect-digest "sha256:1" has no meaning for mode push',
  'nothing below /proc is read or written',
  'which git takes for a repository',
  'matches no file',
  'sync.yaml:3: wrong',
  'pull',
  'copy',
];

const usual: Failure = {
  mode: 'pull',
  isWriting: false,
  said: 'It failed',
  status: 0,
  isUpload: false,
  wait: 0,
  system: '',
  isInFile: false,
  host: 'registry.test',
  isElsewhere: false,
  repository: 'app',
  similarHost: '',
  isGitHub: false,
  hasGitHubToken: true,
  login: 'inputs',
  username: 'me',
  tokenKind: '',
  isForkPullRequest: false,
  hasProxy: false,
};

/** The least failure for which a row is made. */
function failureFor([conditions]: Remedy): Failure {
  const facts = Object.entries(conditions).map(([fact, wanted]) => {
    const sample = wanted instanceof RegExp ? samples.find((text) => wanted.test(text)) : wanted;
    if (sample === undefined) throw new Error(`There is no sample for ${wanted}`);
    return [fact, sample] as const;
  });
  const { mode = 'push' } = conditions;
  return { ...usual, ...(conditions.isWriting ? { mode: String(mode) } : {}), ...Object.fromEntries(facts) };
}

const rows = Object.entries(remedies).flatMap(([code, list]) =>
  list.map((row, index) => ({ code: code as ErrorCode, row, index, isLast: index === list.length - 1 })),
);

describe('the table of advice', () => {
  it.each(rows)('gives row $index of $code when its facts are there', ({ code, row, isLast }) => {
    expect(remedyFor(code, failureFor(row))).toBe(row);
    expect(Object.keys(row[0]).length === 0).toBe(isLast);
  });

  it('says in each row a whole sentence or two, in words that an annotation shows', () => {
    for (const { row } of rows) {
      const [, advice] = row;
      const text = typeof advice === 'string' ? advice : advice(failureFor(row));
      expect(text).toMatch(/^[A-Z`].*[.?)]$/);
      expect(text.length).toBeLessThan(400);
    }
  });
});

const circumstances: Circumstances = {
  mode: 'push',
  host: 'ghcr.io',
  repository: 'octo-org/app',
  githubHost: 'ghcr.io',
  hasGitHubToken: true,
  tokenKind: '',
  isForkPullRequest: false,
  hasProxy: false,
};
const refused = (code: ErrorCode, url: string, method = 'POST') =>
  new RegistryError(code, 'It was refused', { status: 403, request: `${method} ${url}` });
const system = (code: string, message = code) =>
  new OciError('NETWORK', `The connection failed: ${message}`, { cause: Object.assign(new Error(message), { code }) });

describe('a failure is described', () => {
  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'signed by an authority that is not known here'],
    ['SELF_SIGNED_CERT_IN_CHAIN', '`NODE_EXTRA_CA_CERTS`'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', '`ca-file`'],
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'does not fit: check the host name'],
    ['ENOTFOUND', 'check its spelling'],
    ['EAI_AGAIN', 'check its spelling'],
    ['ECONNREFUSED', 'Nothing listens there'],
    ['ETIMEDOUT', 'Check that the registry can be reached'],
  ])('of TLS and network: %s', (code, says) => {
    expect(describeFailure(system(code), circumstances)).toMatchObject({
      title: 'Registry not reached',
      message: `The connection failed: ${code}`,
      remedy: expect.stringContaining(says),
    });
  });

  it.each([
    ['ENOTFOUND', 'the variables `https_proxy` and `no_proxy`'],
    ['ECONNREFUSED', 'the variables `https_proxy` and `no_proxy`'],
  ])('of a proxy: %s', (code, says) => {
    expect(describeFailure(system(code), { ...circumstances, hasProxy: true }).remedy).toContain(says);
  });

  it('of a host that is not there, but looks like one that is', () => {
    const { remedy } = describeFailure(system('ENOTFOUND'), { ...circumstances, host: 'ghcr.oi' });
    expect(remedy).toContain('Did you mean ghcr.io?');
  });

  it.each(['ghcr.io', 'gcr.io', 'docker.io', 'registry.example.com', 'containers.ghes.example.com', ''])(
    'of %j, which looks like no other',
    (host) => {
      const { remedy } = describeFailure(refused('UNAUTHORIZED', `https://${host || 'x'}/token`), {
        ...circumstances,
        host,
        githubHost: 'containers.ghes.example.com',
      });
      expect(remedy).not.toContain('Did you mean');
    },
  );

  it('by the registry that refused, which may be another than that of the input reference', () => {
    const target = refused('DENIED', 'https://123.dkr.ecr.eu-west-1.amazonaws.com/v2/app/blobs/uploads/');
    expect(describeFailure(target, { ...circumstances, mode: 'copy' }).remedy).toContain('IAM role');
    const onHub = refused('RATE_LIMITED', 'https://registry-1.docker.io/v2/library/app/manifests/v1', 'GET');
    expect(describeFailure(onHub, { ...circumstances, mode: 'sync' }).remedy).toContain('Docker Hub counts');
    const onGitHub = refused('DENIED', 'https://containers.octo.ghe.com/v2/app/blobs/uploads/');
    const onGhe = { ...circumstances, host: 'other.test', githubHost: 'containers.octo.ghe.com' };
    expect(describeFailure(onGitHub, onGhe).remedy).toContain('`permissions: packages: write`');
  });

  it('as a bug when nothing is known of it, and as one of the file system', () => {
    expect(describeFailure(new TypeError('x is not a function'), circumstances).title).toBe('Internal error');
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    expect(describeFailure(full, circumstances)).toEqual({
      title: 'File system error',
      message: 'no space left',
      remedy: 'The disk is full: free space, or use a larger runner.',
    });
  });

  it('in 2,000 characters at most', () => {
    const { message } = describeFailure(new OciError('REGISTRY', 'x'.repeat(5_000)), circumstances);
    expect(message).toBe(`${'x'.repeat(2_000)}…`);
  });
});

it.each([
  ['github_pat_11AAA', 'ghs_1', 'fine-grained'],
  ['ghs_2', 'ghs_1', 'app'],
  ['ghs_1', 'ghs_1', ''],
  ['ghp_1', 'ghs_1', ''],
  ['hunter2', '', ''],
])('a password %s beside the token %s is of the kind %j', (password, githubToken, kind) => {
  expect(tokenKindOf(password, githubToken)).toBe(kind);
});
