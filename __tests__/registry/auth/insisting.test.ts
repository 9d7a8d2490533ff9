import { describe, expect, it } from '@jest/globals';
import type { LoginSource } from '../../../src/errors.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeTime } from '../../support/action/find-in.ts';
import { type FakeRegistry, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { refuse } from '../../support/servers/fake-registry-content.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const user = { username: 'octo', password: 'to:ken' };
const bytes = Buffer.from('hello\n');
const blob = describeContent('text/plain', bytes);

/** As GHCR answers at its token server, and to a manifest (docker/build-push-action#463, different-ai/openwork#3886). */
const denied = refuse(403, 'DENIED', 'denied');

/** A registry with tokens, and pushes to it with a login from this source; all is told, with names for the host. */
async function start(source: LoginSource) {
  const server = await startFakeRegistry({ auth: { scheme: 'bearer', user }, logsAuthorization: true });
  const { time, seconds } = makeTime();
  const said: string[] = [];
  const tell = (kind: string) => (text: string) => said.push(`${kind}: ${text.replaceAll(server.host, 'HOST')}`);
  const registry = openRegistry(
    server.host,
    registryOptions({
      keychain: async () => ({ credentials: user, source, place: 'a test' }),
      time,
      onNotice: tell('notice'),
      onWait: tell('info'),
    }),
  );
  const push = async () => {
    try {
      await registry('app', 'pull,push').push(blob, openBytes(bytes));
      return 'pushed';
    } catch (error) {
      return (error as Error).message.replaceAll(server.host, 'HOST').replace(/^.*answered/, 'answered');
    }
  };
  return { server, registry, seconds, said, push };
}
/** The tokens that were shown. */
const shown = ({ received }: FakeRegistry) =>
  new Set(received.flatMap(({ path, headers }) => (path === '/token' ? [] : (headers.authorization ?? []))));

describe('A login that is denied without a reason', () => {
  it.each<[string, string, number, number, number]>([
    ['the token server', 'GET /token', 1, 2, 1],
    ['the token server, twice', 'GET /token', 2, 10, 1],
    ['the registry', 'PUT', 1, 2, 2],
    ['the registry, twice', 'PUT', 2, 10, 3],
  ])(
    'by %s, and is that of the workflow, is tried again with a new token',
    async (_, request, times, waited, tokens) => {
      const { server, seconds, push } = await start('github-token');
      server.onRequest = quirkOnce(request, denied, times);
      expect(await push()).toBe('pushed');
      expect(seconds()).toBe(waited);
      expect(shown(server).size).toBe(tokens);
      await server.stop();
    },
  );

  it('for longer is told so, and believed for the rest of the step', async () => {
    const { server, seconds, push } = await start('github-token');
    server.onRequest = quirkOnce('PUT', denied, 4);
    expect(await push()).toMatch(/3 times/);
    expect(seconds()).toBe(10);
    expect(await push()).toMatch(/\(from a test\)$/);
    expect(seconds()).toBe(10);
    await server.stop();
  });

  it('is tried again when it worked in this step, whatever it is', async () => {
    const { server, seconds, push } = await start('inputs');
    // The POST is answered before the PUT.
    server.onRequest = quirkOnce('PUT', denied);
    expect(await push()).toBe('pushed');
    expect(seconds()).toBe(2);
    await server.stop();
  });

  it.each<LoginSource>(['inputs', 'registry-auth', 'configuration', 'sync-file'])(
    'and comes from %s is shown once where it did not work before',
    async (source) => {
      const { server, seconds, said, push } = await start(source);
      server.onRequest = quirkOnce('GET /token', refuse(401, 'UNAUTHORIZED', 'unauthorized'));
      expect(await push()).toMatch(/^answered 401, UNAUTHORIZED: unauthorized; .*\(from a test\)$/);
      expect(server.received.filter(({ path }) => path === '/token')).toHaveLength(1);
      expect({ waited: seconds(), said }).toEqual({ waited: 0, said: [] });
      await server.stop();
    },
  );

  it('for a mount is not tried again: it becomes an upload', async () => {
    const { server, registry, seconds } = await start('github-token');
    server.onRequest = quirkOnce('GET /token', denied);
    const from = { host: server.host, repository: 'other' };
    await registry('app', 'pull,push').push(blob, openBytes(bytes), { from });
    expect(seconds()).toBe(0);
    await server.stop();
  });
});

it.each([
  ['a right', 'permission_denied: write_package'],
  ['a rule', 'requested access to the resource is denied'],
  ['an owner', 'denied: installation not allowed to Create organization package'],
])('A denial that names %s is not tried again', async (_, message) => {
  const { server, seconds, push } = await start('github-token');
  server.onRequest = quirkOnce('PUT', refuse(403, 'DENIED', message));
  expect(await push()).toContain(message);
  expect(seconds()).toBe(0);
  await server.stop();
});
