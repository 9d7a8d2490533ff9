import { homedir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { githubHost, homeOf } from '../../../src/action/read/credentials.ts';

describe('the container registry of GitHub', () => {
  it.each([
    [undefined, 'ghcr.io'],
    ['', 'ghcr.io'],
    ['https://github.com', 'ghcr.io'],
    ['https://GitHub.com/', 'ghcr.io'],
    ['https://octo-corp.ghe.com', 'containers.octo-corp.ghe.com'],
    ['https://github.example.com', 'containers.github.example.com'],
    ['https://github.example.com:8443', 'containers.github.example.com'],
  ])('for the server %s is %s', (server, host) => {
    expect(githubHost(server === undefined ? {} : { GITHUB_SERVER_URL: server })).toBe(host);
  });
});

describe("the folder of Docker's configuration", () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', { HOME: '/home/me', USERPROFILE: '/other' }, '/home/me'],
    ['darwin', { HOME: '/Users/me' }, '/Users/me'],
    ['win32', { HOME: '/c/Users/git-bash', USERPROFILE: 'C:\\Users\\me' }, 'C:\\Users\\me'],
    ['linux', {}, homedir()],
    ['win32', { HOME: '/c/Users/git-bash' }, homedir()],
  ])('on %s with %j is %s', (platform, environment, home) => {
    expect(homeOf(environment, platform)).toBe(home);
  });
});
