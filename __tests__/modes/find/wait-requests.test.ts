import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findTop } from '../../../src/modes/find/find-top.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { openPlace, putArtifact } from '../../support/content/shelf.ts';
import { type FakeRegistry, type Hook, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

let registry: FakeRegistry;
let host: string;
beforeAll(async () => {
  registry = await startFakeRegistry();
  host = registry.host;
  await putArtifact(openPlace(`${host}/app`), { 'a.txt': 'a' }, ['v1.2.0']);
});
afterAll(() => registry?.stop());
beforeEach(() => {
  registry.requests.splice(0);
});

/** Waits in a time in which only pauses last, and gives the requests that this costs. */
async function requestsOf(
  suffix: string,
  { onRequest = () => undefined, ...given }: { onRequest?: Hook; version?: string; wait: number; retries?: number },
) {
  registry.onRequest = onRequest;
  let now = 0;
  const time = {
    now: () => now,
    pause: async (length: number) => {
      now += length;
    },
  };
  const { retries = 0, version, wait } = given;
  const source = openRegistry(host, registryOptions({ retries }))('app', 'pull');
  const { failure } = await tellAll({}, async ({ mode }) => {
    const asked = { reference: parseReference(`${host}/app${suffix}`), version, wait, ifNotFound: 'error' } as const;
    await findTop(source, asked, 'pull', mode, time);
  });
  const requests = registry.requests.map((line) => line.replace('/v2/app/', ''));
  return { requests, ...(failure ? { failed: failure.code } : {}) };
}

/** The requests of whole waits. Every line is a round trip: a new one needs a reason. */
describe('A wait', () => {
  it('of 10 s costs four times HEAD, once GET, and one look at the tags for the message', async () => {
    expect(await requestsOf(':v2', { wait: 10_000 })).toEqual({
      failed: 'NOT_FOUND',
      requests: [
        ...Array<string>(4).fill('HEAD manifests/v2 404'),
        ...['GET manifests/v2 404', 'GET tags/list?n=1000 200'],
      ],
    });
  });

  it('for what is there costs one HEAD', async () => {
    expect(await requestsOf(':v1.2.0', { wait: 10_000 })).toEqual({
      requests: ['HEAD manifests/v1.2.0 200', 'GET manifests/v1.2.0 200'],
    });
  });

  it('for what appears reads it once', async () => {
    const onRequest = quirkOnce('HEAD', { status: 404 }, 2);
    expect(await requestsOf(':v1.2.0', { wait: 10_000, onRequest })).toEqual({
      requests: [
        'HEAD manifests/v1.2.0 404',
        'HEAD manifests/v1.2.0 404',
        'HEAD manifests/v1.2.0 200',
        'GET manifests/v1.2.0 200',
      ],
    });
  });

  it('for a version in a range reads the list of tags', async () => {
    const onRequest = quirkOnce('GET /v2/app/tags', { status: 404, body: '{"errors":[{"code":"NAME_UNKNOWN"}]}' });
    expect(await requestsOf('', { version: '^1', wait: 10_000, onRequest })).toEqual({
      requests: ['GET tags/list?n=1000 404', 'GET tags/list?n=1000 200', 'GET manifests/v1.2.0 200'],
    });
  });

  it('goes on after what the retries of the client did not cure', async () => {
    const onRequest = quirkOnce('HEAD', { status: 503 }, 2);
    expect(await requestsOf(':v1.2.0', { wait: 10_000, retries: 1, onRequest })).toEqual({
      requests: [
        'HEAD manifests/v1.2.0 503',
        'HEAD manifests/v1.2.0 503',
        'HEAD manifests/v1.2.0 200',
        'GET manifests/v1.2.0 200',
      ],
    });
  });

  it.each([
    [401, 'UNAUTHORIZED', []],
    // And asks for the reason, which a HEAD does not tell.
    [403, 'DENIED', ['GET manifests/v1.2.0 403']],
    [400, 'REGISTRY', ['GET manifests/v1.2.0 400']],
  ])('ends after an answer of %s', async (status, code, further) => {
    const { requests, failed } = await requestsOf(':v1.2.0', { wait: 10_000, onRequest: () => ({ status }) });
    expect(requests).toEqual([`HEAD manifests/v1.2.0 ${status}`, ...further]);
    expect(failed).toBe(code);
  });

  it('ends after the page of a web site, which is not the word of a registry', async () => {
    const onRequest = () => ({ status: 404, headers: { 'content-type': 'text/html' } });
    expect(await requestsOf(':v1.2.0', { wait: 10_000, onRequest })).toEqual({
      failed: 'NOT_FOUND',
      requests: ['HEAD manifests/v1.2.0 404'],
    });
  });
});
