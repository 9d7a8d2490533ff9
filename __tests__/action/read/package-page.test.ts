import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packagePage } from '../../../src/action/read/package-page.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const own = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'Octo-Org/hello' };
const enterprise = { ...own, GITHUB_SERVER_URL: 'https://octo.ghe.com' };
const name = 'hello%2Fmanifests';

describe('The page of a package', () => {
  it.each<[repository: string, owner: unknown, environment: NodeJS.ProcessEnv, page: string | undefined]>([
    ['ghcr.io/octo-org/hello/manifests', undefined, own, `https://github.com/Octo-Org/hello/pkgs/container/${name}`],
    [
      'ghcr.io/octo-org/hello/manifests',
      { type: 'Organization' },
      own,
      `https://github.com/orgs/Octo-Org/packages/container/package/${name}`,
    ],
    [
      'ghcr.io/octo-org/hello',
      { type: 'User' },
      own,
      'https://github.com/users/Octo-Org/packages/container/package/hello',
    ],
    ['ghcr.io/octo-org/hello', { type: 'Bot' }, own, 'https://github.com/Octo-Org/hello/pkgs/container/hello'],
    ['ghcr.io/octo-org/hello', 'Octo-Org', own, 'https://github.com/Octo-Org/hello/pkgs/container/hello'],
    [
      'containers.octo.ghe.com/octo-org/hello',
      { type: 'Organization' },
      enterprise,
      'https://octo.ghe.com/orgs/Octo-Org/packages/container/package/hello',
    ],
    ['ghcr.io/octo-org/hello', { type: 'Organization' }, enterprise, undefined],
    ['ghcr.io/other-org/hello', { type: 'Organization' }, own, undefined],
    ['registry.test/octo-org/hello', { type: 'Organization' }, own, undefined],
    ['oci-layout:ghcr.io/octo-org/hello', { type: 'Organization' }, own, undefined],
    ['ghcr.io/octo-org/hello', { type: 'Organization' }, { GITHUB_REPOSITORY: 'Octo-Org/hello' }, undefined],
    ['ghcr.io/octo-org/hello', { type: 'Organization' }, { GITHUB_SERVER_URL: 'https://github.com' }, undefined],
    ['', { type: 'Organization' }, own, undefined],
  ])('%s of an owner %j', (repository, owner, environment, page) => {
    const event = join(makeFolder(), 'event.json');
    writeFileSync(event, JSON.stringify({ repository: { owner } }));
    expect(packagePage(repository, { ...environment, GITHUB_EVENT_PATH: event })?.page).toBe(page);
  });
});
