import { describe, expect, it } from '@jest/globals';
import { createJob } from '../../../src/action/open/job.ts';
import { OciError } from '../../../src/errors.ts';
import { type Asked, scriptedAsk } from '../../support/trust/ask.ts';

const variables = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.test/job?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  GITHUB_API_URL: 'https://api.test',
};
const issuer = 'https://token.actions.githubusercontent.com';
const claims = {
  iss: issuer,
  sub: 'repo:acme/app:ref:refs/heads/main',
  aud: 'sigstore',
  repository: 'acme/app',
  job_workflow_ref: 'acme/app/.github/workflows/x.yml@refs/heads/main',
  ref: 'refs/heads/main',
};
const tokenOf = (said: unknown) => `e30.${Buffer.from(JSON.stringify(said)).toString('base64url')}.c2ln`;

function jobWith(answer: Parameters<typeof scriptedAsk>[0], environment: NodeJS.ProcessEnv = variables) {
  const { ask, asked } = scriptedAsk(answer);
  const masked: string[] = [];
  const job = createJob(ask, { environment, githubToken: 'github-token', mask: (text) => masked.push(text) });
  return { job, asked, masked };
}
const jobOf = (said: unknown) => jobWith(() => JSON.stringify({ value: tokenOf(said) }));

describe('the token of a job', () => {
  it.each([
    ['https://tokens.test/job?api-version=2.0', 'https://tokens.test/job?api-version=2.0&audience=sigstore'],
    ['https://tokens.test/job', 'https://tokens.test/job?audience=sigstore'],
  ])('is asked for at %s, and hidden before anything else', async (url, place) => {
    const token = tokenOf(claims);
    const { job, asked, masked } = jobWith(() => JSON.stringify({ value: token }), {
      ...variables,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
    });
    const identity = await job.identity();
    const headers = { authorization: 'Bearer request-token' };
    expect(asked).toEqual([
      { url: place, what: 'The token service of GitHub', accept: 'application/json', headers } satisfies Asked,
    ]);
    expect(masked).toEqual(['request-token', token]);
    expect(identity).toEqual({
      token,
      subject: claims.sub,
      issuer,
      name: `https://github.com/${claims.job_workflow_ref}`,
      repository: `https://github.com/${claims.repository}`,
      ref: claims.ref,
      server: 'https://github.com',
      claims,
    });
  });

  it('is hidden even where it cannot be used', async () => {
    const { job, masked } = jobOf({ iss: 'https://evil.test' });
    await expect(job.identity()).rejects.toThrow(OciError);
    expect(masked).toHaveLength(2);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['no variable', {}],
    ['no address', { ...variables, ACTIONS_ID_TOKEN_REQUEST_URL: undefined }],
    ['no token for it', { ...variables, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined }],
  ])('is not asked for with %s', async (_, environment) => {
    const { job, asked } = jobWith(() => '{}', environment);
    const error = { code: 'SIGNING', topic: 'id-token', message: expect.stringContaining('may not ask for one') };
    expect(() => job.checkToken()).toThrow(expect.objectContaining(error));
    await expect(job.identity()).rejects.toMatchObject(error);
    expect(asked).toEqual([]);
  });

  it.each([
    ['github.com', issuer, 'https://github.com'],
    [
      'an enterprise whose name ends so',
      'https://token.actions.mygithubusercontent.com',
      'https://mygithubusercontent.com',
    ],
    ['an enterprise on github.com', `${issuer}/octo-enterprise`, 'https://github.com'],
    ['a tenant of ghe.com', 'https://token.actions.octo.ghe.com', 'https://octo.ghe.com'],
    ['GitHub Enterprise Server', 'https://github.example.com/_services/token', 'https://github.example.com'],
  ])('may be by %s', async (_, iss, server) => {
    const identity = await jobOf({ ...claims, iss }).job.identity();
    expect(identity).toMatchObject({ issuer: iss, server, name: `${server}/${claims.job_workflow_ref}` });
  });

  const foreign = 'it is not that of a job of GitHub Actions';
  it.each<[string, unknown, string]>([
    ['by another issuer', { ...claims, iss: 'https://accounts.google.com' }, foreign],
    [
      'by an issuer whose name only begins so',
      { ...claims, iss: 'https://token.actionsgithubusercontent.com' },
      foreign,
    ],
    [
      'by an issuer whose name only begins and ends so',
      { ...claims, iss: 'https://token.action.githubusercontent.com' },
      foreign,
    ],
    ['by an issuer without TLS', { ...claims, iss: issuer.replace('https', 'http') }, foreign],
    ['by a server at another path', { ...claims, iss: 'https://github.example.com/_services/tokens' }, foreign],
    ['without issuer', { ...claims, iss: undefined }, foreign],
    ['without subject', { ...claims, sub: undefined }, foreign],
    ['without workflow', { ...claims, job_workflow_ref: '' }, foreign],
    ['without repository', { ...claims, repository: undefined }, 'it names no repository'],
    ['whose repository has three parts', { ...claims, repository: 'acme/app/attestations' }, 'it names no repository'],
    ['whose repository leads elsewhere', { ...claims, repository: 'acme/..%2f..' }, 'it names no repository'],
    ['that is null', null, foreign],
  ])('%s is not used', async (_, said, why) => {
    await expect(jobOf(said).job.identity()).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'signing-service',
      message: `The token from tokens.test cannot be used: ${why}`,
    });
  });

  it.each([
    ['no answer', '', 'it is not the JSON that it should be'],
    ['no value', '{}', 'there is none in the answer'],
    ['no token', '{"value":"hello"}', 'it cannot be read'],
  ])('is not used where there is %s', async (_, answer, why) => {
    await expect(jobWith(() => answer).job.identity()).rejects.toMatchObject({
      code: 'SIGNING',
      message: `The token from tokens.test cannot be used: ${why}`,
    });
  });

  it('that is refused is told of, without what asked for it', async () => {
    const { job } = jobWith(() => ({ status: 403, body: Buffer.from('{"message":"no"}') }));
    await expect(job.identity()).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'id-token',
      message: 'tokens.test refused a token: 403, no',
    });
  });
});

describe("GitHub's list of attestations", () => {
  const bundle = Buffer.from('{"mediaType":"x"}');
  const identity = async () => jobOf(claims).job.identity();

  it.each([
    ['7', '7'],
    ['"abc_1"', 'abc_1'],
  ])('gets a bundle, and says by %s where it is', async (id, end) => {
    const { job, asked } = jobWith(() => ({ status: 201, body: Buffer.from(`{"id":${id}}`) }));
    expect(await job.keep(bundle, await identity())).toBe(`https://github.com/acme/app/attestations/${end}`);
    expect(asked).toEqual([
      {
        url: 'https://api.test/repos/acme/app/attestations',
        what: 'The API of GitHub',
        accept: 'application/vnd.github+json',
        headers: {
          'x-github-api-version': '2022-11-28',
          authorization: 'Bearer github-token',
        },
        document: { bundle: { mediaType: 'x' } },
      },
    ]);
  });

  it('is at api.github.com where nothing else is said', async () => {
    const { GITHUB_API_URL, ...environment } = variables;
    const { job, asked } = jobWith(() => '{"id":1}', environment);
    await job.keep(bundle, await identity());
    expect(asked[0]?.url).toBe('https://api.github.com/repos/acme/app/attestations');
  });

  it.each([
    ['an empty one', '{"id":""}'],
    ['a path', '{"id":"../../evil"}'],
    ['a long one', `{"id":"${'1'.repeat(41)}"}`],
    ['an object that is no text', '{"id":{"toString":1,"valueOf":1}}'],
  ])('that gives %s for a name is not believed', async (_, answer) => {
    const { job } = jobWith(() => answer);
    await expect(job.keep(bundle, await identity())).rejects.toMatchObject({
      code: 'SIGNING',
      message: 'The entry for an attestation from api.test cannot be used: it has no id',
    });
  });

  it.each([
    [403, 'attestation', 'refused an entry for an attestation: 403, Resource not accessible'],
    [404, 'attestation', 'refused an entry for an attestation: 404, Resource not accessible'],
    [500, 'signing-service', 'gave no entry for an attestation: 500, Resource not accessible'],
  ])('that says %s is told of', async (status, topic, says) => {
    const { job } = jobWith(() => ({ status, body: Buffer.from('{"message":"Resource not accessible"}') }));
    await expect(job.keep(bundle, await identity())).rejects.toMatchObject({
      code: 'SIGNING',
      topic,
      message: `api.test ${says}`,
    });
  });
});
