import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { startAction } from '../support/action/run-action.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { createRate } from '../support/faults/rate.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type Hook, startFakeRegistry } from '../support/servers/fake-registry.ts';

/**
 * Takes so many requests in each window of milliseconds. It says so in the words of GHCR, since the header has whole
 * seconds.
 */
function limited(requests: number, window: number): Hook {
  const rate = createRate(requests, window);
  return () => {
    const wait = rate();
    return wait === 0 ? undefined : { status: 429, body: `toomanyrequests: retry-after: ${wait}ms` };
  };
}

const filesOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`files/${index}.txt`, `content ${index}`]));
const push = { mode: 'push', files: 'files/*', root: 'files', 'plain-http': 'true' };
const pull = { mode: 'pull', path: 'out', 'plain-http': 'true' };

describe('Where a host takes so many requests in a time,', () => {
  // Without a limit, a push of 40 files is 85 requests, and a pull 41.
  it.concurrent.each([
    [40, 10, '64'],
    [200, 50, '8'],
  ])(
    'a push and a pull of %i files at %i a window need at most half as many more than the least, %s at a time',
    async (files, requests, lanes) => {
      const workspace = await makeWorkspace(filesOf(files));
      await using registry = await startFakeRegistry();
      for (const [mode, least] of [
        [push, 2 * files + 5],
        [pull, files + 1],
      ] as const) {
        registry.requests.length = 0;
        registry.onRequest = limited(requests, 1000);
        const inputs = { reference: `${registry.host}/app:v1`, concurrency: lanes, ...mode };
        expect(await runStep(inputs, { workspace })).toMatchObject({ code: 0, stderr: '' });
        expect(registry.requests.length).toBeGreaterThanOrEqual(least);
        // On a busy machine, what waited for one window may come in two.
        expect(registry.requests.length).toBeLessThanOrEqual(least * 1.5 + requests);
      }
    },
    120_000,
  );

  it.concurrent('a sync of 300 tags at 50 a window ends', async () => {
    const workspace = await makeWorkspace();
    await using source = await startFakeRegistry();
    await using target = await startFakeRegistry();
    const tags = Array.from({ length: 300 }, (_, index) => `v${index}`);
    await putArtifact(openPlace(`${source.host}/team/app`), { a: '1' }, tags);
    for (const registry of [source, target]) registry.onRequest = limited(50, 100);
    await writeFile(`${workspace}/sync.yml`, `${source.host}:\n  images: {team/app: []}\n`);
    const inputs = { mode: 'sync', 'sync-file': 'sync.yml', to: `${target.host}/mirror` };
    expect(await runStep(inputs, { workspace })).toMatchObject({ code: 0, stderr: '' });
    expect(target.content.repository('mirror/app').tags.size).toBe(300);
  });
});

describe("GitHub's secondary rate limit, a 403,", () => {
  const message =
    '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}';
  const refusing = (on: string, headers: Record<string, string>, times: number): Hook => {
    let left = times;
    return ({ method }) => {
      if (method !== on || left === 0) return undefined;
      left -= 1;
      return { status: 403, headers, body: message };
    };
  };

  it.each(['HEAD', 'POST', 'PUT'])('is waited for: %s', async (on) => {
    await using registry = await startFakeRegistry();
    registry.onRequest = refusing(on, { 'retry-after': '0' }, 2);
    const inputs = { ...push, reference: `${registry.host}/app:v1` };
    expect(await runStep(inputs, { workspace: await makeWorkspace(filesOf(1)) })).toMatchObject({ code: 0 });
  });
});

it('a step that waits for a host can be cancelled', async () => {
  await using registry = await startFakeRegistry();
  const isAsked = new Promise<void>((asked) => {
    registry.onRequest = () => {
      asked();
      return { status: 429, headers: { 'retry-after': '60' } };
    };
  });
  const step = startAction({ ...pull, reference: `${registry.host}/app:v1` }, { workspace: await makeWorkspace() });
  await isAsked;
  step.child.kill('SIGINT');
  const { code, stdout } = await step.done;
  expect(code).toBe(1);
  expect(stdout).toContain('title=oci-artifact%3A Cancelled');
});
