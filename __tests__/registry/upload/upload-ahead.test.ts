import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { startDockerRegistry } from '../../support/servers/docker-registry.ts';
import { type FakeRegistry, type Quirk, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const bytes = Buffer.alloc(300_000, 'content');
const blob = describeContent('application/octet-stream', bytes);
const { signal } = new AbortController();
const storeOf = ({ host }: { host: string }, options = {}) =>
  openRegistry(host, registryOptions(options))('app', 'pull,push');
const send = (store: ReturnType<typeof storeOf>) =>
  store.sendAhead({ open: openBytes(bytes), size: bytes.byteLength }, signal);
/** The requests as `METHOD status`. */
const log = ({ requests }: FakeRegistry) => requests.map((line) => line.replace(/ .* /, ' '));

describe('content that is sent before its digest is known', () => {
  it('is stored under the digest that it turns out to have', async () => {
    await using server = await startFakeRegistry();
    const store = storeOf(server);
    expect(await send(store).commit(blob)).toBe(true);
    expect(await store.has(blob)).toBe(true);
    expect(log(server)).toEqual(['POST 202', 'PATCH 202', 'PUT 201', 'HEAD 200']);
    const [, patch] = server.received;
    expect(patch?.headers).not.toHaveProperty('content-range');
    expect(patch?.headers['content-length']).toBe('300000');
  });

  it('is ended at the newest Location', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ method }) =>
      method === 'PATCH'
        ? { status: 202, headers: { location: '/next?a=b' } }
        : method === 'PUT'
          ? { status: 201 }
          : undefined;
    expect(await send(storeOf(server)).commit(blob)).toBe(true);
    expect(server.received.at(-1)?.url).toBe(`/next?a=b&digest=${encodeURIComponent(blob.digest)}`);
  });

  it.each<[string, string, Quirk, string[]]>([
    ['the session is refused', 'POST', { status: 403 }, ['POST 403']],
    ['the body is too large for a proxy', 'PATCH', { status: 413 }, ['POST 202', 'PATCH 413', 'DELETE 204']],
    ['there is no PATCH', 'PATCH', { status: 405 }, ['POST 202', 'PATCH 405', 'DELETE 204']],
    ['the connection breaks', 'PATCH', { lost: 'request' }, ['POST 202', 'PATCH lost', 'DELETE 204']],
    ['the end is refused', 'PUT', { status: 400 }, ['POST 202', 'PATCH 202', 'PUT 400', 'DELETE 204']],
    ['it is not stored at the end', 'PUT', { status: 202 }, ['POST 202', 'PATCH 202', 'PUT 202', 'DELETE 204']],
  ])('is left to the usual way when %s', async (_, method, quirk, requests) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce(method, quirk);
    const store = storeOf(server);
    expect(await send(store).commit(blob)).toBe(false);
    expect(log(server)).toEqual(requests);
    await store.push(blob, openBytes(bytes));
    expect(await store.has(blob)).toBe(true);
  });

  it('is not stored under a digest that it does not have', async () => {
    await using server = await startFakeRegistry();
    const store = storeOf(server);
    const other = describeContent(blob.mediaType, Buffer.alloc(300_000, 'other'));
    expect(await send(store).commit(other)).toBe(false);
    expect(await store.has(other)).toBe(false);
  });

  it('is given up, with its session', async () => {
    await using server = await startFakeRegistry();
    const store = storeOf(server);
    const ahead = store.sendAhead({ open: openBytes(bytes), size: bytes.byteLength }, signal);
    await ahead.cancel();
    await server.ended();
    expect(await store.has(blob)).toBe(false);
    expect(log(server).filter((line) => line === 'PUT 201')).toEqual([]);
    expect(await ahead.commit(blob)).toBe(false);
  });

  it('is not sent where bodies of its size are known to be refused', async () => {
    await using server = await startFakeRegistry();
    expect(await send(storeOf(server, { chunkSize: 100_000 })).commit(blob)).toBe(false);
    expect(server.requests).toEqual([]);
  });
});

describeWithPeers(['docker-registry'], 'content that is sent ahead to docker-registry', () => {
  it('is stored', async () => {
    await using server = await startDockerRegistry({ token: { service: 'test', issuer: 'test', users: { a: 'b' } } });
    const store = storeOf(server, { credentials: { username: 'a', password: 'b' } });
    expect(await send(store).commit(blob)).toBe(true);
    expect(await store.has(blob)).toBe(true);
  });
});
