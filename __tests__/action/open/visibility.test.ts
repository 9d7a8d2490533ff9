import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tellIfPrivate } from '../../../src/action/open/visibility.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { type Thing, type Told, toldBy } from '../../support/action/told.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const written = { pinned: `ghcr.io/octo-org/hello/web@${digest}`, changed: true };
const organization = { private: false, owner: { type: 'Organization' } };
const asked = 'https://ghcr.io/token?service=ghcr.io&scope=repository%3Aocto-org%2Fhello%2Fweb%3Apull in 10000 ms';
const settings = 'https://github.com/orgs/octo-org/packages/container/hello%2Fweb/settings';
const page = 'https://github.com/octo-org/hello/pkgs/container/hello%2Fweb, "Package settings"';
const notice = (where: string) =>
  `notice: The package ghcr.io/octo-org/hello/web is not public, though this repository is: nobody can pull it without a login. To change that, use "Change visibility" at ${where}`;

/** Says what was asked and told after a step of a workflow in octo-org/hello; a status of 0 is no answer. */
async function tell(told: Partial<Told>, repository: unknown, status: number) {
  const event = join(makeFolder(), 'event.json');
  writeFileSync(event, JSON.stringify({ repository }));
  const environment = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'octo-org/hello' };
  const { log, said } = collectingLog();
  const requests: string[] = [];
  const ask = async (url: string, { patience }: { patience: number }) => {
    requests.push(`${url} in ${patience} ms`);
    if (status === 0) throw new Error('no answer');
    return { status };
  };
  await tellIfPrivate(toldBy(told), { ...environment, GITHUB_EVENT_PATH: event }, ask, log);
  return { requests, said };
}

describe('A push from a public repository', () => {
  it.each<[string, unknown, number, string[]]>([
    ['is told that its package is private', organization, 401, [notice(settings)]],
    ['is led to the page where the owner is not known', { private: false }, 401, [notice(page)]],
    ['is told nothing of a public package', organization, 200, []],
    ['is told nothing where there is another answer', organization, 404, []],
    ['is told nothing where there is no answer', organization, 0, []],
  ])('%s', async (_, repository, status, said) => {
    expect(await tell(written, repository, status)).toEqual({ requests: [asked], said });
  });

  it('of several things asks about the first that was written there', async () => {
    const things: Partial<Thing>[] = [
      { name: 'a', fate: 'unchanged', pinned: `ghcr.io/octo-org/hello/api@${digest}` },
      { name: 'b', fate: 'copied', pinned: `quay.io/octo-org/hello@${digest}` },
      { name: 'c', fate: 'failed' },
      { name: 'l', fate: 'copied', pinned: `ghcr.io.test/octo-org/hello@${digest}` },
      { name: 'd', fate: 'copied', pinned: written.pinned },
      { name: 'e', fate: 'copied', pinned: `ghcr.io/octo-org/hello/more@${digest}` },
    ];
    const told = await tell({ things, pinned: `quay.io/octo-org/hello@${digest}` }, organization, 401);
    expect(told).toEqual({ requests: [asked], said: [notice(settings)] });
  });
});

it.each<[string, Partial<Told>, unknown]>([
  ['nothing was written', { ...written, changed: false }, organization],
  ['nothing is known', {}, organization],
  ['none of several things was written', { pinned: written.pinned, things: [] }, organization],
  ['it is in another registry', { ...written, pinned: `quay.io/octo-org/hello@${digest}` }, organization],
  ['it is in a layout', { ...written, pinned: `oci-layout:ghcr.io/octo-org/hello@${digest}` }, organization],
  ['it belongs to somebody else', { ...written, pinned: `ghcr.io/other/hello@${digest}` }, organization],
  ['the repository is private', written, { ...organization, private: true }],
  ['the event does not say whether the repository is private', written, { owner: organization.owner }],
  ['the event does not say what the repository is', written, undefined],
])('Nobody is asked where %s', async (_, told, repository) => {
  expect(await tell(told, repository, 401)).toEqual({ requests: [], said: [] });
});
