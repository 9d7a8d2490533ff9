import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
    const { commitTime, convertedFiles, ...build } = readBuild('/nonexistent', environment);
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

it('What git wrote with CRLF is told on Windows, but for what has it everywhere', async () => {
  const folder = makeFolder();
  const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: folder, stdio: 'ignore' });
  const files = {
    'k8s/a.yaml': 'a\n',
    'k8s/b c.yaml': 'a\n',
    'k8s/d.bat': 'a\n',
    'k8s/e.bin': 'a\n\0',
    'f.yaml': 'a\n',
  };
  git('init', '--quiet');
  mkdirSync(join(folder, 'k8s'));
  const written = { ...files, '.gitattributes': '*.bat eol=crlf\n' };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
  git('add', '.');
  for (const name of Object.keys(written)) rmSync(join(folder, name));
  git('-c', 'core.autocrlf=true', 'checkout', '--', '.');
  writeFileSync(join(folder, 'k8s/own.yaml'), 'a\r\n');
  git('config', 'core.fsmonitor', `touch ${join(folder, 'ran')}`);
  const told = (paths: string[], ...platform: NodeJS.Platform[]) =>
    readBuild(folder, { PATH: process.env['PATH'] }, ...platform).convertedFiles(
      paths.map((path) => join(folder, path)),
    );
  expect(await told(['k8s', 'f.yaml'], 'win32')).toEqual(['f.yaml', 'k8s/a.yaml', 'k8s/b c.yaml']);
  expect(await told(['k8s/b c.yaml', 'k8s/own.yaml'], 'win32')).toEqual(['k8s/b c.yaml']);
  expect(await told(['k8s'], 'linux')).toEqual([]);
  expect(await told(['../elsewhere'], 'win32')).toEqual([]);
  expect(existsSync(join(folder, 'ran'))).toBe(false);
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
