import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { createDownload } from '../../../src/registry/web.ts';
import type { HostLimits } from '../../../src/registry/wrapped/rate-limited.ts';
import { tellAttempt } from '../../../src/registry/wrapped/waits.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes, readAll } from '../../../src/store/verified.ts';
import { clock } from '../../../src/time.ts';
import { type Quirk, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const bytes = Buffer.from('some content');
const blob = describeBytes('text/plain', bytes);

/** Lets each look at the clock be so many milliseconds after the one before. */
function ticking(milliseconds: number): void {
  let now = process.uptime();
  jest.spyOn(process, 'uptime').mockImplementation(() => {
    now += milliseconds / 1000;
    return now;
  });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('Another attempt', () => {
  it.each([
    [0, 998, []],
    [0, 1_000, ['x answered 503: attempt 2 of 6 in 1 s']],
    [60_000, 250, ['x answered 503: attempt 2 of 6 in 0.3 s']],
  ])('%d ms after the last one began, and in %d ms', (lost, wait, expected) => {
    const lines: string[] = [];
    // The clock stands still meanwhile.
    ticking(0);
    tellAttempt((line) => lines.push(line), 'x answered 503', { next: 2, all: 6, wait, start: clock() - lost });
    expect(lines).toEqual(expected);
  });
});

describe('What is waited for is told:', () => {
  const cases: [what: string, on: string, quirk: Quirk, work: (store: Store) => Promise<unknown>, line: RegExp][] = [
    [
      'a request that failed',
      'HEAD',
      { status: 503 },
      (store) => store.has(blob),
      /^HOST answered 503: attempt 2 of 3 in 0\.[23] s$/,
    ],
    [
      'a connection that broke',
      'HEAD',
      { lost: 'request' },
      (store) => store.has(blob),
      /^The connection to HOST failed: other side closed: attempt 2 of 3 in 0\.[23] s$/,
    ],
    [
      'an upload that failed',
      'PUT',
      { status: 502 },
      (store) => store.push(blob, openBytes(bytes)),
      /^HOST answered 502: attempt 2 of 3 in 0\.[23] s$/,
    ],
    [
      'a download that broke off',
      'GET',
      { cutAfter: 4 },
      async (store) => readAll(await store.fetch(blob), 'x', 100),
      /^The connection to HOST failed: .+: attempt 2 of 3 in 0\.[23] s$/,
    ],
    [
      'a limit for the rate',
      'HEAD',
      { status: 429, headers: { 'retry-after': '1' } },
      (store) => store.has(blob),
      /^HOST answered 429: next request in 1 s$/,
    ],
  ];
  it.each(cases)('%s', async (_, on, quirk, work, line) => {
    await using server = await startFakeRegistry();
    server.content.repository('app').blobs.set(blob.digest, bytes);
    server.onRequest = quirkOnce(on, quirk);
    const lines: string[] = [];
    const options = registryOptions({ retries: 2, onWait: (text) => lines.push(text.replaceAll(server.host, 'HOST')) });
    ticking(2_000);
    await work(openRegistry(server.host, options)('app', 'pull,push'));
    expect(lines).toEqual([expect.stringMatching(line)]);
  });

  it('a token server that failed, and a web server', async () => {
    const user = { username: 'me', password: 'hunter2hunter2' };
    await using server = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
    server.onRequest = quirkOnce('GET /token', { status: 500 });
    const lines: string[] = [];
    const onWait = (text: string) => lines.push(text.replaceAll(server.host, 'HOST'));
    ticking(2_000);
    await openRegistry(server.host, registryOptions({ retries: 1, onWait, credentials: user }))('app', 'pull').has(
      blob,
    );
    server.onRequest = quirkOnce('GET /file', { status: 500 });
    const web = {
      credentials: () => undefined,
      tls: () => ({}),
      retries: 1,
      timeout: 10_000,
      userAgent: 'test',
      onWait,
    };
    await createDownload(web)(`${server.url}/file`, { limit: 100, what: 'The file' }).catch(() => {});
    const line = expect.stringMatching(/^HOST answered 500: attempt 2 of 2 in 0\.[23] s$/);
    expect(lines).toEqual([line, line]);
  });

  it('once for all requests that wait for a host, with the pace that follows', async () => {
    await using server = await startFakeRegistry();
    const gates: HostLimits = new Map();
    const lines: string[] = [];
    const onWait = (text: string) => lines.push(text.replaceAll(server.host, 'HOST'));
    const store = openRegistry(server.host, registryOptions({ retries: 3, gates, onWait }))('app', 'pull');
    // All of this is one moment: what is refused for the rate waits until it is given up.
    ticking(0);
    // So many get through before it is refused that there is a pace to go by.
    for (let count = 0; count < 41; count += 1) await store.has(blob);
    const controller = new AbortController();
    let refusals = 0;
    server.onRequest = async () => {
      refusals += 1;
      // The last one is given up, when the others have been refused.
      if (refusals === 4) {
        while (lines.length === 0) await new Promise((wake) => setTimeout(wake, 20));
        await new Promise((wake) => setTimeout(wake, 50));
        controller.abort(new Error('enough'));
      }
      return { status: 429, headers: { 'retry-after': '1' } };
    };
    const asked = Array.from({ length: 4 }, () => store.has(blob, controller.signal));
    await Promise.allSettled(asked);
    expect(lines).toEqual(['HOST answered 429: next request in 1 s, then 33 a second']);
  });
});
