import { describe, expect, it } from '@jest/globals';
import { isLike, otherSigner } from '../../src/trust/match-certificate.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import type { CertificateSigner } from '../../src/trust/verify-certificate.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const host = 'https://github.com';
const releaseAt = (ref: string) => `${host}/acme/app/.github/workflows/release.yml@${ref}`;
const reusable = `${host}/acme/ci/.github/workflows/release.yml@refs/tags/v3`;

interface Job {
  identity?: string;
  issuer?: string;
  repository?: string | undefined;
  ref?: string | undefined;
}

/** Who signed: the release of a tag of acme/app, unless told otherwise. */
function signer(job: Job = {}): CertificateSigner {
  const { ref, repository } = { ref: 'refs/tags/v1.2.3', repository: 'acme/app', ...job };
  const extensions = {
    ...(repository === undefined ? {} : { 12: `${host}/${repository}` }),
    ...(ref === undefined ? {} : { 14: ref }),
  };
  return {
    identity: job.identity ?? releaseAt(ref ?? ''),
    issuer: job.issuer ?? issuer,
    extensions,
    signedAt: new Date(0),
    payload: Buffer.from(''),
    payloadType: '',
  };
}

const pull: Job = { ref: 'refs/pull/7/merge' };
const branch: Job = { ref: 'refs/heads/main' };
const ofReusable: Job = { identity: reusable };
const person: Job = {
  identity: 'alice@example.com',
  issuer: 'https://accounts.test',
  repository: undefined,
  ref: undefined,
};

const gitlab = 'https://gitlab.com/acme/app//';
/** A job of GitLab (sigstore/fulcio, `pkg/identity/gitlabcom`): of a merge request, only the name says that it is one. */
const onGitlab = (ref: string): Job => ({
  identity: `${gitlab}.gitlab-ci.yml@${ref}`,
  issuer: 'https://gitlab.com',
  ref,
});
const merge: Job = { ...onGitlab('refs/merge-requests/7/head'), ref: 'refs/heads/feature' };

const github = (ref: string, workflow?: string, repository = 'acme/app') =>
  `- github: ${repository}\n  ref: '${ref}'${workflow === undefined ? '' : `\n  workflow: '${workflow}'`}`;
const identity = (name: string, by = 'https://accounts.test') => `- issuer: '${by}'\n  identity: '${name}'`;
const release = '.github/workflows/release.yml';
const ci = 'acme/ci/.github/workflows/release.yml';

/** Who is asked for, who signed, and whether that is the one. */
const cases: [title: string, policy: string, job: Job, isMet: boolean][] = [
  ['the ref', github('refs/tags/v1.2.3'), {}, true],
  ['a pattern of the ref', github('refs/tags/v*'), {}, true],
  ['a pattern in the middle', github('refs/tags/v*.3'), {}, true],
  ['a ref that the other begins with', github('refs/tags/v1.2'), {}, false],
  ['a ref that is the end of the other', github('refs/tags/v1.2.3'), { ref: 'xrefs/tags/v1.2.3' }, false],
  ['a ref in other letters', github('refs/tags/V1.2.3'), {}, false],
  ['a dot, which is a dot', github('refs/tags/v1.2.3'), { ref: 'refs/tags/v1x2x3' }, false],
  ['another kind of ref', github('refs/tags/*'), branch, false],
  ['no ref in the certificate', github('refs/*'), { ref: undefined }, false],

  ['a pull request, where every ref is', github('refs/*'), pull, false],
  ['a pull request, where its beginning is', github('refs/p*'), pull, false],
  ['a pull request, where more than its beginning is', github('refs/pull*'), pull, false],
  ['a pull request that is written out', github('refs/pull/*'), pull, true],
  ['one pull request', github('refs/pull/7/merge'), pull, true],

  ['another repository', github('refs/tags/v*'), { repository: 'evil/app' }, false],
  ['a repository whose name goes on', github('refs/tags/v*'), { repository: 'acme/app2' }, false],
  ['a repository with a dot as any letter', github('refs/tags/v*', undefined, 'acme/a.p'), {}, false],
  ['a repository in other letters', github('refs/tags/v*', undefined, 'Acme/App'), {}, false],
  ['no repository in the certificate', github('refs/tags/v*'), { repository: undefined }, false],
  [
    'another issuer',
    github('refs/tags/v*'),
    { issuer: 'https://token.actions.githubusercontent.com.evil.test' },
    false,
  ],
  ['a person', github('refs/tags/v*'), person, false],

  ['the workflow', github('refs/tags/v*', release), {}, true],
  ['the workflow with its ref', github('refs/tags/v*', `${release}@refs/tags/v1.2.3`), {}, true],
  ['a pattern of workflows', github('refs/tags/v*', '.github/workflows/*.yml'), {}, true],
  ['another workflow', github('refs/tags/v*', '.github/workflows/test.yml'), {}, false],
  ['a workflow that the other begins with', github('refs/tags/v*', '.github/workflows/release'), {}, false],
  ['the workflow at another ref', github('refs/tags/v*', release), { identity: releaseAt('refs/heads/x') }, false],
  [
    'a branch that ends as the ref',
    github('refs/tags/v*', '.github/workflows/*'),
    { identity: releaseAt('refs/heads/x@refs/tags/v1.2.3') },
    false,
  ],

  ['any workflow, with a reusable one', github('refs/tags/v*'), ofReusable, true],
  ['a workflow of its own, with a reusable one', github('refs/tags/v*', release), ofReusable, false],
  ['a reusable workflow', github('refs/tags/v*', `${ci}@refs/tags/v3`), ofReusable, true],
  ['a pattern of its ref', github('refs/tags/v*', `${ci}@refs/tags/v*`), ofReusable, true],
  ['the reusable workflow at another ref', github('refs/tags/v*', `${ci}@refs/tags/v2`), ofReusable, false],
  [
    'the reusable workflow at a branch that ends as the ref',
    github('refs/tags/v*', 'acme/ci/.github/workflows/*@refs/tags/v3'),
    { identity: `${host}/acme/ci/.github/workflows/evil.yml@refs/heads/x@refs/tags/v3` },
    false,
  ],
  [
    'the reusable workflow of a pull request',
    github('refs/tags/v*', `${ci}@*`),
    { identity: `${host}/${ci}@refs/pull/1/merge` },
    false,
  ],
  [
    'a reusable workflow that others call too',
    github('refs/tags/v*', `${ci}@refs/tags/v3`),
    { identity: reusable, repository: 'evil/app' },
    false,
  ],

  ['a name', identity('alice@example.com'), person, true],
  ['a pattern of names', identity('*@example.com'), person, true],
  [
    'a pattern of names with a * on both sides, with a second @',
    identity('*@example.*'),
    { ...person, identity: 'alice@a@example.com' },
    false,
  ],
  ['a name that the other ends with', identity('lice@example.com'), person, false],
  ['a name that the other begins with', identity('alice@example.co'), person, false],
  ['a pattern that is not all of it', identity('*@example'), person, false],
  ['an issuer that the other begins with', identity('alice@example.com', 'https://accounts.tes'), person, false],
  ['the URL of a workflow', identity(releaseAt('refs/tags/v1.2.3'), issuer), {}, true],
  ['a pattern of URLs, with a pull request', identity(`${host}/acme/app/*`, issuer), pull, false],
  [
    'a pattern of URLs that has a pull request anywhere, with one',
    identity(`${host}/acme/*refs/pull/*`, issuer),
    pull,
    false,
  ],
  [
    'a pattern of workflows at a branch',
    identity(`${host}/acme/app/.github/workflows/*@refs/heads/main`, issuer),
    branch,
    true,
  ],
  [
    'a branch that ends as the branch of a URL',
    identity(`${host}/acme/app/.github/workflows/*@refs/heads/main`, issuer),
    { ...branch, identity: releaseAt('refs/heads/x@refs/heads/main') },
    false,
  ],
  [
    'a branch that ends as the ref, on GitHub Enterprise Server',
    identity('https://ghes.test/acme/app/.github/workflows/*@refs/heads/main', 'https://ghes.test/_services/token'),
    {
      issuer: 'https://ghes.test/_services/token',
      identity: 'https://ghes.test/acme/app/.github/workflows/ci.yml@refs/heads/x@refs/heads/main',
      ref: 'refs/heads/x@refs/heads/main',
    },
    false,
  ],
  [
    'a pattern with an @ of names that are no workflows',
    identity('*@example.com', 'https://ghes.test/_services/tokens'),
    { ...person, issuer: 'https://ghes.test/_services/tokens', identity: 'a@b@example.com' },
    false,
  ],
  [
    'that branch by its name',
    identity(releaseAt('refs/heads/x@*'), issuer),
    { identity: releaseAt('refs/heads/x@y') },
    true,
  ],
  ['a pattern without a ref that does not end in a *', identity(`${host}/acme/*refs/tags/v1.2.3`, issuer), {}, false],
  [
    'a name without a ref, in a pull request',
    identity('https://ci.test/*', 'https://ci.test'),
    { ...pull, issuer: 'https://ci.test', identity: 'https://ci.test/app' },
    false,
  ],
  ['a URL without a ref', identity(`${host}/acme/app/*`, issuer), {}, true],
  ['a reusable workflow by its URL', identity(reusable, issuer), ofReusable, true],
  ['a reusable workflow by its URL, in a pull request', identity(reusable, issuer), { ...ofReusable, ...pull }, false],
  [
    'a reusable workflow at a pull request that is written out, in one',
    identity(`${host}/acme/ci/*@refs/pull/*`, issuer),
    { ...pull, identity: `${host}/${ci}@refs/pull/7/merge` },
    true,
  ],
  ['a pull request that is written out in a URL', identity(`${host}/acme/app/*@refs/pull/*`, issuer), pull, true],
  [
    'a branch of GitLab that ends as the ref',
    identity(`${gitlab}*@refs/heads/main`, 'https://gitlab.com'),
    onGitlab('refs/heads/x@refs/heads/main'),
    false,
  ],
  ['a merge request of GitLab', identity(`${gitlab}.gitlab-ci.yml@refs/*`, 'https://gitlab.com'), merge, false],
  ['a merge request where a * takes all', identity(`${gitlab}*`, 'https://gitlab.com'), merge, false],
  [
    'a merge request that is written out',
    identity(`${gitlab}*@refs/merge-requests/*`, 'https://gitlab.com'),
    merge,
    true,
  ],
  [
    'a merge request where pull requests are written out',
    identity(`${gitlab}*@refs/pull/*`, 'https://gitlab.com'),
    merge,
    false,
  ],
  [
    'a name at the branch of a job that ran for another ref',
    identity(`${gitlab}.gitlab-ci.yml@refs/heads/main`, 'https://gitlab.com'),
    { ...onGitlab('refs/heads/main'), ref: 'refs/heads/evil' },
    false,
  ],
  [
    'a name at any branch, of a job that ran for a merge request',
    identity(`${gitlab}.gitlab-ci.yml@refs/heads/*`, 'https://gitlab.com'),
    { ...onGitlab('refs/heads/main'), ref: 'refs/merge-requests/7/head' },
    false,
  ],
  ['a job of GitLab', identity(`${gitlab}*@refs/heads/main`, 'https://gitlab.com'), onGitlab('refs/heads/main'), true],
  [
    'a branch of a CI that nobody knows',
    identity('https://ci.test/*@refs/heads/main', 'https://ci.test'),
    { issuer: 'https://ci.test', identity: 'https://ci.test/a@refs/heads/x@refs/heads/main', ref: undefined },
    false,
  ],
];

describe('a certificate', () => {
  it.each(cases)('is judged by %s', (...[, policy, job, isMet]) => {
    const wanted = parsePolicy(policy, () => '')[0]?.any[0]?.signer;
    if (!wanted || wanted.kind === 'key') throw new Error('The policy asks for no certificate');
    expect(otherSigner(signer(job), wanted) === undefined).toBe(isMet);
  });

  it.each([
    [{}, `is by ${releaseAt('refs/tags/v1.2.3')}`],
    [ofReusable, `is by ${reusable}, for ${host}/acme/app, at refs/tags/v1.2.3`],
    [
      pull,
      `is by ${releaseAt('refs/pull/7/merge')}, a pull or merge request, which only a ref that begins with refs/pull/ accepts`,
    ],
    [person, 'is by alice@example.com, according to https://accounts.test'],
    // The workflow is of another repository, whose name only begins alike.
    [
      { identity: `${host}/acme/app2/.github/workflows/x.yml@refs/tags/v1.2.3` },
      `is by ${host}/acme/app2/.github/workflows/x.yml@refs/tags/v1.2.3, for ${host}/acme/app`,
    ],
    [
      { identity: releaseAt('refs/tags/v1.2.3'), ref: 'tags/v1.2.3' },
      `is by ${releaseAt('refs/tags/v1.2.3')}, at tags/v1.2.3`,
    ],
    [{ ...person, identity: 'x'.repeat(400) }, `is by ${'x'.repeat(300)}…`],
  ])('is told by its names: %j', (job, says) => {
    const wanted = { kind: 'identity', issuer: 'https://x.test', identity: 'x' } as const;
    expect(otherSigner(signer(job), wanted)).toBe(says);
  });
});

describe('a pattern', () => {
  it.each([
    ['a*', 'a', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a**b', 'ab', true],
    ['*a*b*', 'xxaxxbxx', true],
    ['*b*a*', 'xxaxxbxx', false],
    ['*a*a*', 'xax', false],
    ['*a*a*', 'xaxa', true],
    ['a*b*b', 'ab', false],
    ['a*bc*c', 'abc', false],
    ['[a]*', 'a', false],
    ['', '', true],
  ])('%j against %j: %j', (pattern, text, isMet) => {
    expect(isLike(pattern, text)).toBe(isMet);
  });

  it('takes no time that grows faster than its length', () => {
    const start = performance.now();
    expect(isLike(`${'*a'.repeat(2000)}b*`, 'a'.repeat(100_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
