import { expect, it } from '@jest/globals';
import { createKeychain, entryFor, githubHost } from '../../../src/action/read/credentials.ts';

it.each([
  ['https://github.com', 'ghcr.io'],
  ['https://ghes.example.com', 'containers.ghes.example.com'],
  ['https://octo.ghe.com', 'containers.octo.ghe.com'],
])('the container registry of %s is %s', (server, host) => {
  expect(githubHost({ GITHUB_SERVER_URL: server })).toBe(host);
});

it.each([
  ['https://github.com', 'ghcr.io', true],
  ['https://github.com', 'ghrc.io', false],
  ['https://github.com', 'ghcr.io.evil.test', false],
  ['https://github.com', 'evil-ghcr.io', false],
  ['https://github.com', 'my.ghcr.io', false],
  ['https://github.com', 'ghcr.io:8443', false],
  ['https://github.com', '', false],
  ['https://github.com', 'docker.io', false],
  ['https://github.com', 'containers.ghes.example.com', false],
  ['https://ghes.example.com', 'ghcr.io', false],
  ['https://ghes.example.com', 'containers.ghes.example.com', true],
  ['https://ghes.example.com', 'ghes.example.com', false],
  ['https://ghes.example.com', 'containers.ghes.example.com.evil.test', false],
  ['https://ghes.example.com', 'my-containers.ghes.example.com', false],
])('on %s the token for %s: %s', async (server, host, isGiven) => {
  const secrets = { username: '', password: '', githubToken: 'ghs_token', entries: [] };
  const environment = { GITHUB_SERVER_URL: server, GITHUB_ACTOR: 'octocat', HOME: '/nonexistent' };
  const found = await createKeychain(host, secrets, environment)(host, 'o/r');
  const credentials = { username: 'octocat', password: 'ghs_token' };
  expect(found).toEqual(isGiven ? { credentials, source: 'github-token', place: 'github-token' } : undefined);
});

it.each([
  ['r.test', 'team/app', 'team/app'],
  ['r.test', 'team/app/more', 'team/app'],
  ['r.test', 'team/apple', 'team'],
  ['r.test', 'team', 'team'],
  ['r.test', 'teams/app', ''],
  ['r.test', 'my/team/app', ''],
  ['r.test', '', ''],
  ['r.test.evil', 'team/app', undefined],
  ['my-r.test', 'team/app', undefined],
  ['r.test:5000', 'team/app', undefined],
])('the entry of registry-auth for %s and %s is that of the path %j', (host, repository, path) => {
  const entries = ['team', '', 'team/app'].map((own) => ({
    host: 'r.test',
    path: own,
    credentials: { username: own, password: 'pw' },
    caFile: undefined,
    insecure: undefined,
    plainHttp: undefined,
  }));
  for (const order of [entries, entries.toReversed()]) expect(entryFor(order, host, repository)?.path).toBe(path);
});

it.each([
  ['r.test', true],
  ['r.test.evil', false],
  ['my-r.test', false],
  ['r.test:5000', false],
])('the inputs username and password, given for r.test, go to %s: %s', async (host, isGiven) => {
  const secrets = { username: 'me', password: 'hunter2hunter2', githubToken: '', entries: [] };
  const found = await createKeychain('r.test', secrets, { HOME: '/nonexistent' })(host, 'o/r');
  expect(found?.source).toBe(isGiven ? 'inputs' : undefined);
});
