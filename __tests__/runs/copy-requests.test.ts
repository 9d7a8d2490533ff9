import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyJson } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const user = { username: 'robot$ci', password: 'to:ken' };

/**
 * The requests of whole copies, in the order in which they were answered. Every line is a round trip: a new one needs a
 * reason.
 */
describe('the requests of a copy', () => {
  let source: FakeRegistry;
  let target: FakeRegistry;
  let guarded: FakeRegistry;
  let workspace: string;
  const names = new Map([
    [emptyJson.digest as string, 'config'],
    [digestOf(Buffer.from('first')) as string, 'a.txt'],
  ]);

  beforeAll(async () => {
    [source, target, guarded] = await Promise.all([
      startFakeRegistry(),
      startFakeRegistry(),
      startFakeRegistry({ auth: { scheme: 'bearer', user }, logsAuthorization: true }),
    ]);
    workspace = await makeWorkspace({ 'a.txt': 'first' });
    const inputs = { mode: 'push', files: 'a.txt' };
    const pushed = await runStep({ ...inputs, reference: `${source.host}/dev/app:v1` }, { workspace });
    await runStep({ ...inputs, ...user, reference: `${guarded.host}/dev/app:v1` }, { workspace });
    names.set(pushed.outputs['digest'] ?? '', 'app');
  });
  afterAll(async () => {
    await Promise.all([source?.stop(), target?.stop(), guarded?.stop()]);
  });

  /** Runs a copy, and gives the requests to a registry with names for digests. */
  const requestsOf = async (inputs: Record<string, string>, registry: FakeRegistry): Promise<string[]> => {
    for (const { requests } of [source, target, guarded]) requests.splice(0);
    const run = await runStep({ mode: 'copy', concurrency: '1', ...inputs }, { workspace });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    return registry.requests.map((line) =>
      line.replaceAll(/sha256(:|%3A|-)([0-9a-f]{64})/g, (_, separator, hex) => {
        const known = names.get(`sha256:${hex}`) ?? hex;
        return separator === '-' ? `<list of ${known}>` : `<${known}>`;
      }),
    );
  };

  it('reads the source once: the manifest, its referrers by both ways, the tags for cosign, and the blobs', async () => {
    const inputs = { reference: `${source.host}/dev/app:v1`, to: `${target.host}/first/app` };
    expect(await requestsOf(inputs, source)).toEqual([
      'GET /v2/dev/app/manifests/v1 200',
      'GET /v2/dev/app/tags/list?n=1000 200',
      'GET /v2/dev/app/referrers/<app> 404',
      'GET /v2/dev/app/manifests/<list of app> 404',
      'GET /v2/dev/app/blobs/<config> 200',
      'GET /v2/dev/app/blobs/<a.txt> 200',
    ]);
  });

  it('writes to a new target as a push does', async () => {
    const inputs = {
      reference: `${source.host}/dev/app:v1`,
      to: `${target.host}/second/app:v1,v2`,
      referrers: 'false',
    };
    expect((await requestsOf(inputs, target)).toSorted()).toEqual(
      [
        'HEAD /v2/second/app/manifests/v1 404',
        'HEAD /v2/second/app/manifests/v2 404',
        'HEAD /v2/second/app/blobs/<a.txt> 404',
        'POST /v2/second/app/blobs/uploads/ 202',
        'PUT /v2/second/app/blobs/uploads/<uuid>?digest=<config> 201',
        'POST /v2/second/app/blobs/uploads/ 202',
        'PUT /v2/second/app/blobs/uploads/<uuid>?digest=<a.txt> 201',
        'PUT /v2/second/app/manifests/v1 201',
        'PUT /v2/second/app/manifests/v2 201',
      ].toSorted(),
    );
  });

  it('asks once for a tag that is right', async () => {
    const inputs = { reference: `${source.host}/dev/app:v1`, to: `${target.host}/second/app`, referrers: 'false' };
    expect(await requestsOf(inputs, target)).toEqual(['HEAD /v2/second/app/manifests/v1 200']);
    expect(await requestsOf(inputs, source)).toEqual(['GET /v2/dev/app/manifests/v1 200']);
  });

  it('mounts inside one registry with a token that is for both repositories, and asks for no blob', async () => {
    const { host } = guarded;
    const inputs = { ...user, reference: `${host}/dev/app:v1`, to: `${host}/prod/app`, referrers: 'false' };
    expect(await requestsOf(inputs, guarded)).toEqual([
      'GET /v2/dev/app/manifests/v1 401 [anonymous]',
      'GET /token?service=fake&scope=repository%3Adev%2Fapp%3Apull 200 [basic]',
      'GET /v2/dev/app/manifests/v1 200 [bearer]',
      'GET /token?service=fake&scope=repository%3Aprod%2Fapp%3Apull%2Cpush&scope=repository%3Adev%2Fapp%3Apull 200 [basic]',
      'HEAD /v2/prod/app/manifests/v1 404 [bearer]',
      'HEAD /v2/prod/app/manifests/<app> 404 [bearer]',
      'POST /v2/prod/app/blobs/uploads/?mount=<config>&from=dev%2Fapp 201 [bearer]',
      'POST /v2/prod/app/blobs/uploads/?mount=<a.txt>&from=dev%2Fapp 201 [bearer]',
      'PUT /v2/prod/app/manifests/v1 201 [bearer]',
    ]);
  });
});
