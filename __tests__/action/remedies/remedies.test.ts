import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { remedies, remedyFor } from '../../../src/action/remedies/remedies.ts';
import type { Failure } from '../../../src/action/remedies/remedy.ts';
import { type Circumstances, describeFailure } from '../../../src/action/tell/report.ts';
import { type ErrorCode, OciError, RegistryError, topics } from '../../../src/errors.ts';

import { modeNames } from '../../../src/modes/contract/inputs.ts';
import { failureCases } from './failure-cases.ts';
import { refusalCases } from './refusal-cases.ts';

const usual: Failure = {
  mode: 'pull',
  isWriting: false,
  said: 'It failed',
  topic: '',
  answer: '0',
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
  documents: 'https://github.com/octo-tools/oci-artifact/blob/v1/docs',
};

const cases = Object.entries({ ...refusalCases, ...failureCases }).flatMap(([code, list]) =>
  list.map(([facts, says]) => ({ code: code as keyof typeof remedies, facts, says })),
);

const adviceFor = (code: keyof typeof remedies, facts: Partial<Failure>) => {
  const failure = { ...usual, ...facts };
  const [, advice] = remedyFor(code, failure);
  return typeof advice === 'string' ? advice : advice(failure);
};

describe('the table of advice', () => {
  it.each(cases)('says for $code with $facts: $says', ({ code, facts, says }) => {
    expect(adviceFor(code, facts).slice(0, says.length)).toBe(says);
  });

  it('has no row that no failure of these brings up', () => {
    const given = Object.entries(remedies).map(([code, rows]) => {
      const own = cases.filter((one) => one.code === code);
      const found = new Set(own.map((one) => remedyFor(one.code, { ...usual, ...one.facts })));
      return [code, rows.flatMap((row, index) => (found.has(row) ? [] : [index]))];
    });
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(Object.keys(remedies).map((code) => [code, []])));
  });

  it('says in each row a whole sentence or two, in words that an annotation shows', () => {
    for (const { code, facts } of cases) {
      const text = adviceFor(code, facts);
      expect(text).toMatch(
        /^[A-Z`].*(?:[.?)]|: https:\/\/github\.com\/octo-tools\/oci-artifact\/blob\/v1\/docs\/[\w.#-]+)$/,
      );
      expect(text.length).toBeLessThan(400);
    }
  });
});

it('links to a section of the documents for each mode', () => {
  const sections = readFileSync('docs/inputs.md', 'utf8').matchAll(/^## (.*)$/gm);
  const anchors = [...sections].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));
  for (const mode of ['', ...modeNames]) {
    expect(anchors).toContain(adviceFor('INVALID_INPUT', { mode }).split('/inputs.md#')[1]);
  }
});

describe('a topic', () => {
  const textOf = (folder: string, but = '') =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (but === '' || !entry.parentPath.endsWith(but)))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('');
  const sources = textOf('src', 'remedies').replace(/export const topics = \[.*?\]/s, '');
  const asked = new Set(Object.values(remedies).flatMap((rows) => rows.map(([{ topic }]) => topic)));

  it.each(topics)('%s is that of some failure, and of some advice', (topic) => {
    expect(sources).toContain(`'${topic}'`);
    expect(asked).toContain(topic);
  });

  it('is kept where a failure is told in other words', () => {
    const cause = new OciError('CONFLICT', 'It is open', { topic: 'file-in-use' });
    expect(new OciError('CONFLICT', 'Not all was moved', { cause }).topic).toBe('file-in-use');
    expect(new OciError('CONFLICT', 'It is there', { cause, topic: 'chart-release' }).topic).toBe('chart-release');
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
  documents: 'docs',
};
const refused = (code: ErrorCode, url: string, method = 'POST') =>
  new RegistryError(code, 'It was refused', { status: 403, request: `${method} ${url}` });
const system = (code: string, message = code) =>
  new OciError('NETWORK', `The connection failed: ${message}`, { cause: Object.assign(new Error(message), { code }) });

describe('a failure is described', () => {
  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'signed by an authority that is unknown here'],
    ['SELF_SIGNED_CERT_IN_CHAIN', '`NODE_EXTRA_CA_CERTS`'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', '`ca-file`'],
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not valid for this host or time: check the host name'],
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

  it.each([
    ['ghcr.io.evil.test', 'https://ghcr.io.evil.test'],
    ['evil-ghcr.io', 'https://evil-ghcr.io'],
    ['ghcr.io', 'https://ghcr.io.evil.test'],
    ['ghcr.io', 'https://evil-ghcr.io'],
    ['ghcr.io', 'https://ghcr.io:8443'],
  ])('of %s at %s, which is not a registry of GitHub', (host, url) => {
    const denied = refused('DENIED', `${url}/v2/octo-org/app/blobs/uploads/`);
    const { remedy } = describeFailure(denied, { ...circumstances, host, mode: 'copy' });
    expect(remedy).not.toContain('`permissions:');
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

  it.each([
    ['docker.io', 'If it is private, pass `username` and `password`'],
    ['index.docker.io', 'If it is private, pass `username` and `password`'],
    ['registry-1.docker.io', 'If it is private, pass `username` and `password`'],
    ['registry.test', 'Give this target its credentials'],
    ['', 'Give this target its credentials'],
  ])('of a copy from %j that Docker Hub refuses, under the name of its registry', (host, says) => {
    const error = refused('UNAUTHORIZED', 'https://registry-1.docker.io/v2/octo-org/app/manifests/v1', 'GET');
    expect(describeFailure(error, { ...circumstances, mode: 'copy', host }).remedy).toContain(says);
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
