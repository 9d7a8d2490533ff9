import { expect, it } from '@jest/globals';
import { openRegistry } from '../../src/registry/registry.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const errors = (code: string, message: string) => JSON.stringify({ errors: [{ code, message }] });
const user = { username: 'ci', password: 'secret' };

/** What registries were seen to answer to all requests, HEAD without words; see ../shared/registry-facts.md. */
const denied = errors('UNAUTHORIZED', 'unauthorized to access repository: P/app, action: pull');
const noProject = errors('UNAUTHORIZED', 'project P not found: project P not found');
const badName = errors('NAME_INVALID', 'invalid repository name');
const asked = ['HEAD', 'GET'];

it.each([
  ['Harbor: no permission', user, 401, denied, 'DENIED', /action: pull/, asked],
  ['Harbor: no project', user, 401, noProject, 'NOT_FOUND', /project P not found/, asked],
  ['Harbor: nobody is logged in', undefined, 401, denied, 'UNAUTHORIZED', /401/, ['HEAD']],
  ['Gitea: another owner', user, 401, errors('UNAUTHORIZED', 'reqPackageAccess'), 'DENIED', /reqPackage/, asked],
  ['Gitea: a name', user, 400, badName, 'REGISTRY', /NAME_INVALID/, asked],
  ['zot: a policy', user, 403, errors('DENIED', 'by policy'), 'DENIED', /by policy/, asked],
  ['a missing tag', user, 404, errors('MANIFEST_UNKNOWN', 'unknown'), 'NOT_FOUND', /404/, ['HEAD']],
] as const)('%s is told from other refusals by the words of the registry', async (...row) => {
  const [, credentials, status, body, code, words, methods] = row;
  await using server: FakeRegistry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  if (!credentials) delete server.gate.bearer.user;
  server.onRequest = ({ headers, path }) =>
    headers['authorization'] && !path.startsWith('/token') ? { status, body } : undefined;
  const store = openRegistry(server.host, registryOptions(credentials ? { credentials } : {}))('P/app', 'pull');
  const look = () => store.resolve('v1').catch((error: unknown) => error);
  expect(await look()).toMatchObject({ code, status, message: expect.stringMatching(words) });
  const refused = () => server.requests.filter((line) => line.endsWith(` ${status}`) && line.includes('/v2/'));
  const denials = refused().filter((line) => line.startsWith('HEAD') || line.startsWith('GET'));
  expect([...new Set(denials.map((line) => line.split(' ')[0]))]).toEqual([...methods]);
  // Once is enough.
  const before = server.requests.filter((line) => line.startsWith('GET /v2/')).length;
  await look();
  expect(server.requests.filter((line) => line.startsWith('GET /v2/'))).toHaveLength(before);
});
