import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { actionName, documentsOf, isForkPullRequest, readBuild } from '../../../src/action/read/workflow.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const server = { GITHUB_SERVER_URL: 'https://g.test', GITHUB_REPOSITORY: 'o/r' };
const eventOf = (event: unknown) => {
  const path = join(makeFolder(), 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  return { GITHUB_EVENT_PATH: path };
};

describe('What is known of a build', () => {
  it.each<[string, NodeJS.ProcessEnv, object]>([
    ['nothing', {}, {}],
    ['the source', server, { source: 'https://g.test/o/r' }],
    [
      'the source on a server that ends in a slash',
      { ...server, GITHUB_SERVER_URL: 'https://g.test/' },
      { source: 'https://g.test/o/r' },
    ],
    ['no source without a repository', { GITHUB_SERVER_URL: 'https://g.test', GITHUB_RUN_ID: '7' }, {}],
    ['no source without a server', { GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' }, {}],
    [
      'all of it',
      { ...server, GITHUB_SHA: 'abc', GITHUB_REF_NAME: 'main', GITHUB_RUN_ID: '7', SOURCE_DATE_EPOCH: '1' },
      {
        ...{ source: 'https://g.test/o/r', revision: 'abc', refName: 'main' },
        ...{ runUrl: 'https://g.test/o/r/actions/runs/7', sourceDateEpoch: '1' },
      },
    ],
  ])('%s', (_, environment, expected) => {
    const { commitTime, ...build } = readBuild('/nonexistent', environment);
    expect(build).toEqual(expected);
  });

  it.each<[string, unknown, string | undefined]>([
    [
      'of the event, for its commit',
      { head_commit: { id: 'abc', timestamp: '2026-01-31T12:00:00+01:00' } },
      '2026-01-31T11:00:00.000Z',
    ],
    ...['merge_group', 'workflow_run'].map((event): [string, unknown, string] => [
      `of ${event}`,
      { [event]: { head_commit: { id: 'abc', timestamp: '2026-01-31T12:00:00Z' } } },
      '2026-01-31T12:00:00.000Z',
    ]),
    ['of another commit', { head_commit: { id: 'abd', timestamp: '2026-01-31T12:00:00Z' } }, undefined],
    ['that is none', { head_commit: { id: 'abc', timestamp: 'soon' } }, undefined],
    ['without a commit', { head_commit: null }, undefined],
    ['of no event', 'not JSON', undefined],
    ['of an event that is a list', [], undefined],
  ])('the time %s, where git knows none', async (_, event, expected) => {
    const { commitTime } = readBuild(makeFolder(), { PATH: '', GITHUB_SHA: 'abc', ...eventOf(event) });
    if (expected !== undefined) expect((await commitTime()).toISOString()).toBe(expected);
    else {
      await expect(commitTime()).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'The input created "commit" needs a checkout with git: the time of the commit is not known',
      });
    }
  });
});

const from = (head: unknown, base: unknown = { repo: { full_name: 'o/r' } }) => ({ pull_request: { head, base } });
it.each<[string, unknown, boolean]>([
  ['no pull request', { ref: 'refs/heads/main' }, false],
  ['one of the same repository', from({ repo: { full_name: 'o/r' } }), false],
  ['one of a fork', from({ repo: { full_name: 'me/r' } }), true],
  // The fork was deleted.
  ['one of a fork that is gone', from({ repo: null }), true],
  ['no event', '', false],
])('An event with %s belongs to a fork: %s', (_, event, expected) => {
  expect(isForkPullRequest(eventOf(event))).toBe(expected);
});

it('Without an event, nothing belongs to a fork', () => {
  expect(isForkPullRequest({})).toBe(false);
});

it.each<[NodeJS.ProcessEnv, string]>([
  [{ GITHUB_ACTION_REPOSITORY: 'octo-tools/oci-artifact', GITHUB_ACTION_REF: 'v1' }, 'octo-tools/oci-artifact@v1'],
  [{ GITHUB_ACTION_REPOSITORY: 'a.b/c_d', GITHUB_ACTION_REF: 'release/1.x+b' }, 'a.b/c_d@release/1.x+b'],
  // Used by its path, as in its own repository.
  [{ GITHUB_ACTION_REPOSITORY: '', GITHUB_ACTION_REF: '' }, 'OWNER/oci-artifact@v1'],
  [{}, 'OWNER/oci-artifact@v1'],
  // What would be more than a name where it is copied to.
  [{ GITHUB_ACTION_REPOSITORY: 'octo-tools', GITHUB_ACTION_REF: 'v1' }, 'OWNER/oci-artifact@v1'],
  [{ GITHUB_ACTION_REPOSITORY: 'a/b', GITHUB_ACTION_REF: 'v1\n  env: x' }, 'OWNER/oci-artifact@v1'],
  [{ GITHUB_ACTION_REPOSITORY: 'a/b`', GITHUB_ACTION_REF: 'v1' }, 'OWNER/oci-artifact@v1'],
])('A workflow names this action as the runner says: %j', (environment, name) => {
  expect(actionName(environment)).toBe(name);
  const documents = name.startsWith('OWNER') ? 'docs' : `https://github.com/${name.replace('@', '/blob/')}/docs`;
  expect(documentsOf(environment)).toBe(documents);
});
