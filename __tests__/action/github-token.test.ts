import { expect, it } from '@jest/globals';
import { createKeychain, githubHost } from '../../src/action/credentials.ts';

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
  ['https://github.com', 'docker.io', false],
  ['https://github.com', 'containers.ghes.example.com', false],
  ['https://ghes.example.com', 'ghcr.io', false],
  ['https://ghes.example.com', 'containers.ghes.example.com', true],
])('on %s the token for %s: %s', async (server, host, isGiven) => {
  const secrets = { username: '', password: '', githubToken: 'ghs_token', entries: [] };
  const environment = { GITHUB_SERVER_URL: server, GITHUB_ACTOR: 'octocat', HOME: '/nonexistent' };
  const found = await createKeychain(host, secrets, environment)(host, 'o/r');
  const credentials = { username: 'octocat', password: 'ghs_token' };
  expect(found).toEqual(isGiven ? { credentials, source: 'github-token', place: 'github-token' } : undefined);
});
