import { describe, expect, it } from '@jest/globals';
import { mistakesIn } from '../support/action/json-schema.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { fillGraph, openPlace, putArtifact, putIndex, stateOf, subjectTag } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakePackages, startNames } from '../support/servers/fake-packages.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import description from '../support/servers/github-packages.json' with { type: 'json' };

const token = 'ghs_secret';
const path = '/orgs/octo-org/packages/container/team%2Fapp/versions';
const list = (page: number, at = path) => `GET ${at}?per_page=100&page=${page} 200`;
const itemsOf = ({ outputs }: { outputs: Record<string, string> }) =>
  (JSON.parse(outputs['json'] ?? '[]') as { name: string; status: string }[]).map(({ name, status }) => [name, status]);

interface Owner {
  type?: 'Organization' | 'User';
  isPrivate?: boolean;
  login?: string;
}

/** GitHub's container registry, which deletes nothing, its API, and a way to reach them by their names. */
async function startGitHub(server = 'https://github.com', owner: Owner = {}) {
  const registry = await startFakeRegistry();
  registry.content.features.tagDelete = 405;
  registry.content.features.manifestDelete = 405;
  const api = await startFakePackages(registry, { ...owner, token });
  const { hostname } = new URL(server);
  const host = hostname === 'github.com' ? 'ghcr.io' : `containers.${hostname}`;
  const names = await startNames({ [host]: registry.host, 'api.test': api.host });
  const env = { GITHUB_SERVER_URL: server, GITHUB_API_URL: 'http://api.test', http_proxy: names.url };
  const remove = async (suffix: string, inputs: Record<string, string> = {}) => {
    const [first = '', ...more] = suffix.split(',');
    const reference = `${host}/octo-org/team/app${first}`;
    const rest = {
      ...(more.length > 0 ? { tags: more.join('\n') } : {}),
      'plain-http': 'true',
      'github-token': token,
      ...inputs,
    };
    return runStep({ mode: 'delete', reference, ...rest }, { workspace: await makeWorkspace(), env });
  };
  const store = openPlace(`${registry.host}/octo-org/team/app`);
  const stop = async () => {
    await Promise.all([names, api, registry].map((each) => each[Symbol.asyncDispose]()));
  };
  return { registry, api, store, remove, [Symbol.asyncDispose]: stop };
}

const deletesOf = ({ requests }: FakeRegistry) => requests.filter((line) => line.startsWith('DELETE '));

describe('On GitHub, a delete', () => {
  it.each([
    ['https://github.com', 'Organization', 'orgs'],
    ['https://ghes.test', 'User', 'users'],
  ] as const)('of a tag goes through the Packages API: %s, %s', async (server, type, kind) => {
    await using github = await startGitHub(server, { type });
    await putArtifact(github.store, { a: '1' }, ['v1']);
    const second = await putArtifact(github.store, { a: '2' }, ['v2', 'latest']);
    github.registry.requests.length = 0;
    const dry = await github.remove(':v2,latest', { 'dry-run': 'true' });
    const done = await github.remove(':v2,latest');
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', digest: second.digest } });
    expect(itemsOf(done)).toEqual([['v2, latest', 'deleted']]);
    expect(itemsOf(dry)).toEqual(itemsOf(done));
    const at = path.replace('orgs', kind);
    const looks = ['GET /users/octo-org 200', list(1, at)];
    expect(github.api.requests).toEqual([...looks, ...looks, `DELETE ${at}/1001 204`]);
    expect(github.registry.requests.sort()).toEqual([
      'HEAD /v2/octo-org/team/app/manifests/latest 200',
      'HEAD /v2/octo-org/team/app/manifests/latest 200',
      'HEAD /v2/octo-org/team/app/manifests/v2 200',
      'HEAD /v2/octo-org/team/app/manifests/v2 200',
    ]);
    expect((await stateOf(github.store)).tags).toEqual(['v1']);
    expect(done.stdout.replace(/::add-mask::.*/g, '')).not.toContain(token);
  });

  it.each([
    ['Octo-Org', 'deleted', ['GET /user 200', 'GET own 200', 'DELETE own/1001 204']],
    ['somebody', 'refused', ['GET /user 200']],
    [undefined, 'refused', ['GET /user 403']],
  ])('of a private package of a user, with the token of %s, is %s', async (login, outcome, more) => {
    const owner: Owner = { type: 'User', isPrivate: true, ...(login === undefined ? {} : { login }) };
    await using github = await startGitHub('https://github.com', owner);
    await putArtifact(github.store, { a: '1' }, ['v1']);
    await putArtifact(github.store, { a: '2' }, ['v2']);
    const done = await github.remove(':v2');
    expect(done.code).toBe(outcome === 'deleted' ? 0 : 1);
    if (outcome === 'refused') expect(done.stdout).toContain('The package octo-org/team/app: api.test answered 404');
    expect((await stateOf(github.store)).tags).toEqual(outcome === 'deleted' ? ['v1'] : ['v1', 'v2']);
    const own = '/user/packages/container/team%2Fapp/versions';
    const asked = github.api.requests.map((line) => line.replace(own, 'own').replace(/\?per_page=100&page=1 /, ' '));
    const looks = ['GET /users/octo-org 200', `GET ${path.replace('orgs', 'users')} 404`];
    expect(asked).toEqual([...looks, ...more]);
  });

  it('with untag-only moves the tag to a placeholder, and deletes that', async () => {
    await using github = await startGitHub();
    const first = await putArtifact(github.store, { a: '1' }, ['v1', 'latest']);
    await putArtifact(github.store, { a: '2' }, ['v2']);
    // The API is behind the registry by one list.
    await github.remove(':v1', { 'dry-run': 'true' });
    github.api.lag = 1;
    github.api.requests.length = 0;
    const done = await github.remove(':latest', { 'untag-only': 'true' });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(itemsOf(done)).toEqual([['latest', 'untagged']]);
    expect(await stateOf(github.store, [first])).toEqual({ tags: ['v1', 'v2'], manifests: [true] });
    expect(github.api.requests).toEqual(['GET /users/octo-org 200', list(1), list(1), `DELETE ${path}/1002 204`]);
    expect(deletesOf(github.registry)).toEqual([]);
  });

  it('puts the tag back when the placeholder may not be deleted', async () => {
    await using github = await startGitHub();
    const only = await putArtifact(github.store, { a: '1' }, ['v1']);
    const refused = await github.remove(':v1', { 'untag-only': 'true' });
    expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    expect(refused.stdout).toContain('GitHub keeps the last tagged version of a package');
    expect((await github.store.resolve('v1')).digest).toBe(only.digest);
  });

  it('with retention takes ages and tags from the API, in pages', async () => {
    await using github = await startGitHub();
    for (let number = 0; number < 101; number += 1) {
      const { digest } = await putArtifact(github.store, { a: `${number}` }, [`run-${number}`]);
      const days = number < 3 ? 40 : 3;
      github.api.createdAt.set(digest, new Date(Date.now() - days * 86_400_000).toISOString());
    }
    const part = await putArtifact(github.store, { a: 'part' }, []);
    const index = await putIndex(github.store, [part], ['old']);
    github.api.createdAt.set(index.digest, '2020-01-01T00:00:00Z');
    const inputs = { 'older-than': '30d', filter: '/^(run-|old)/', concurrency: '16' };
    const done = await github.remove('', inputs);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(
      itemsOf(done)
        .filter(([, status]) => status !== 'kept')
        .map(([name]) => name)
        .sort(),
    ).toEqual(['old', 'run-0', 'run-1', 'run-2', part.digest].sort());
    expect(github.api.requests.slice(0, 3)).toEqual(['GET /users/octo-org 200', list(1), list(2)]);
    // The tags of each are looked at once more, right before it goes.
    expect(github.api.requests.slice(3).map((line) => line.replace(/\d+ (\d+)$/, '<id> $1'))).toEqual(
      Array(5)
        .fill([`GET ${path}/<id> 200`, `DELETE ${path}/<id> 204`])
        .flat(),
    );
    expect((await stateOf(github.store, [part, index])).manifests).toEqual([false, false]);
    expect((await stateOf(github.store)).tags.length).toBe(98);
  });

  it.each(['rescue', '2.0.0'])('with retention deletes nothing that got the tag %s meanwhile', async (tag) => {
    await using github = await startGitHub();
    for (const own of ['1.0.0', '1.1.0', '2.0.0']) await putArtifact(github.store, { a: own }, [own]);
    const { tags } = github.registry.content.repository('octo-org/team/app');
    github.api.onRequest = (method) => {
      if (method === 'DELETE') tags.set(tag, tags.get('1.1.0') ?? '');
      return undefined;
    };
    const done = await github.remove('', { 'keep-last': '1' });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(itemsOf(done).filter(([name]) => name === '1.1.0')).toEqual([['1.1.0', 'kept']]);
    expect((await stateOf(github.store)).tags).toEqual([...new Set(['1.1.0', '2.0.0', tag])]);
  });

  it('with retention takes along what belongs to what goes, and keeps what belongs to what stays', async () => {
    await using github = await startGitHub();
    const { index1, index2, gone, staying } = await fillGraph(github.store);
    const dry = await github.remove('', { filter: '/^old/', 'dry-run': 'true' });
    expect(github.api.requests).toEqual(['GET /users/octo-org 200', list(1)]);
    const done = await github.remove('', { filter: '/^old/' });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(itemsOf(dry)).toEqual(itemsOf(done));
    const after = await stateOf(github.store, [...gone, ...staying]);
    expect(after.manifests).toEqual([...gone.map(() => false), ...staying.map(() => true)]);
    expect(after.tags).toEqual(expect.arrayContaining(['new', 'old-part2', 'old-sbom', `${subjectTag(index2)}.sig`]));
    expect(after.tags).not.toContain(subjectTag(index1));
    // The lists of three of them, too.
    expect(github.api.requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(gone.length + 3);
    expect(deletesOf(github.registry)).toEqual([]);
  });

  it('without a token asks the registry, and says why it refuses', async () => {
    await using github = await startGitHub();
    await putArtifact(github.store, { a: '1' }, ['v1']);
    const done = await github.remove(':v1', { 'github-token': '' });
    expect(done.code).toBe(1);
    expect(done.stdout).toContain("This registry deletes only through GitHub's API");
    expect(github.api.requests).toEqual([]);
  });
});

const operations: Record<string, { query: string[]; statuses: number[] }> = description.operations;

describe("The stand-in for GitHub's API", () => {
  it.each([
    ['/orgs/octo-org', '/orgs/{org}', { type: 'Organization' }],
    ['/users/octo-org', '/users/{username}', { type: 'User' }],
    ['/user', '/user', { type: 'User', isPrivate: true, login: 'octo-org' }],
  ] as const)("answers as GitHub's own description has it: %s", async (place, template, owner) => {
    await using github = await startGitHub('https://github.com', owner);
    for (const tag of ['v1', 'v2']) await putArtifact(github.store, { a: tag }, [tag]);
    const operation = (method: string, suffix = '') => {
      const name = `${method} ${template}/packages/{package_type}/{package_name}/versions${suffix}`;
      return operations[name];
    };
    const ask = async (method: string, suffix: string, authorization = `token ${token}`) => {
      const url = `http://${github.api.host}${place}/packages/container/team%2Fapp/versions${suffix}`;
      const response = await fetch(url, { method, headers: { authorization } });
      return { status: response.status, text: await response.text() };
    };
    const listed = await ask('GET', '?per_page=100&page=1');
    expect(listed.status).toBe(200);
    const versions = JSON.parse(listed.text) as { id: number }[];
    expect(versions).toHaveLength(2);
    expect(mistakesIn(versions, description.versions)).toEqual([]);
    expect(mistakesIn([{ ...versions[0], id: 'x', name: undefined }], description.versions)).toEqual([
      '/0/id is not of type integer',
      '/0/name is missing',
    ]);
    const [{ id = 0 } = {}] = versions;
    for (const [method, suffix, path, authorization] of [
      ['GET', '', '', 'token wrong'],
      ['DELETE', `/${id}`, '/{package_version_id}', undefined],
      ['DELETE', `/${id}`, '/{package_version_id}', undefined],
    ] as const)
      expect(operation(method, path)?.statuses).toContain((await ask(method, suffix, authorization)).status);
    expect(operation('GET')?.query.includes('page')).toBe(template !== '/users/{username}');
  });
});
