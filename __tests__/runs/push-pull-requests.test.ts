import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyJson } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const sbom = '{"sbom":true}';

/** The requests of whole steps. Every line is a round trip: a new one needs a reason. */
describe.each(['none', 'api'] as const)('the requests of a step, referrers: %s', (referrers) => {
  let registry: FakeRegistry;
  let workspace: string;
  const names = new Map([
    [emptyJson.digest as string, 'config'],
    [digestOf(Buffer.from(sbom)) as string, 'sbom.json'],
  ]);
  const name = 'team/app';

  /** Runs a step, and gives its requests with names for the digests; those of several at a time are sorted. */
  const requestsOf = async (inputs: Record<string, string>, reference = ':v1', code = 0): Promise<string[]> => {
    registry.requests.splice(0);
    const run = await runStep(
      { reference: `${registry.host}/${name}${reference}`, concurrency: '1', ...inputs },
      { workspace },
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code, stderr: '' });
    if (inputs['mode'] === 'attach') names.set(run.outputs['digest'] ?? '', inputs['artifact-type'] ?? '');
    return registry.requests.splice(0).map((line) =>
      line.replace(`/v2/${name}/`, '').replaceAll(/sha256(:|%3A|-)([0-9a-f]{64})/g, (_, separator, hex) => {
        const known = names.get(`sha256:${hex}`) ?? hex;
        return separator === '-' ? `<list of ${known}>` : `<${known}>`;
      }),
    );
  };

  beforeAll(async () => {
    registry = await startFakeRegistry();
    registry.content.features.referrers = referrers;
    workspace = await makeWorkspace({ 'a.txt': 'a', 'sbom.json': sbom });
    for (const tag of ['v1', 'v2']) {
      const reference = `${registry.host}/${name}:${tag}`;
      const { outputs } = await runStep(
        { mode: 'push', reference, files: 'a.txt', annotations: `tag=${tag}` },
        { workspace },
      );
      names.set(outputs['digest'] ?? '', tag);
    }
  });
  afterAll(() => registry?.stop());

  it('inspect reads the manifest', async () => {
    expect(await requestsOf({ mode: 'inspect' })).toEqual(['GET manifests/v1 200']);
  });

  it('inspect of an index reads each manifest in it once, for the sizes', async () => {
    const manifests = [...names].slice(-2).map(([digest]) => ({
      mediaType: imageManifest,
      digest,
      size: registry.content.repository(name).manifests.get(digest)?.bytes.byteLength,
    }));
    const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [...manifests, ...manifests] });
    const url = `${registry.url}/v2/${name}/manifests/index`;
    expect((await fetch(url, { method: 'PUT', headers: { 'content-type': imageIndex }, body })).status).toBe(201);
    expect((await requestsOf({ mode: 'inspect' }, ':index')).sort()).toEqual([
      'GET manifests/<v1> 200',
      'GET manifests/<v2> 200',
      'GET manifests/index 200',
    ]);
    registry.content.repository(name).tags.delete('index');
  });

  it('inspect of a missing tag asks for the others once', async () => {
    expect(await requestsOf({ mode: 'inspect' }, ':v3', 1)).toEqual([
      'GET manifests/v3 404',
      'GET tags/list?n=1000 200',
    ]);
    const missing = '0'.repeat(64);
    expect(await requestsOf({ mode: 'inspect' }, `@sha256:${missing}`, 1)).toEqual([`GET manifests/<${missing}> 404`]);
  });

  it('inspect of a version in a range asks for the tags first', async () => {
    expect(await requestsOf({ mode: 'inspect', version: '^9' }, '', 1)).toEqual(['GET tags/list?n=1000 200']);
    expect(await requestsOf({ mode: 'inspect', version: 'v1' }, '')).toEqual(['GET manifests/v1 200']);
  });

  it('tags asks for the list, and for what the newest version is', async () => {
    expect(await requestsOf({ mode: 'tags' }, '')).toEqual(['GET tags/list?n=1000 200', 'GET manifests/v2 200']);
    expect(await requestsOf({ mode: 'tags', filter: '/none/' }, '')).toEqual(['GET tags/list?n=1000 200']);
  });

  it('tag reads the manifest, asks for each tag, and writes those that change', async () => {
    const requests = await requestsOf({ mode: 'tag', tags: 'v1\nv2\nlatest' });
    expect([requests[0], ...requests.slice(1, 4).sort(), ...requests.slice(4)]).toEqual([
      'GET manifests/v1 200',
      'HEAD manifests/latest 404',
      'HEAD manifests/v1 200',
      'HEAD manifests/v2 200',
      'PUT manifests/v2 201',
      'PUT manifests/latest 201',
    ]);
    const again = await requestsOf({ mode: 'tag', tags: 'v2', 'dry-run': 'true' });
    expect(again).toEqual(['GET manifests/v1 200', 'HEAD manifests/v2 200']);
  });

  const attach = { mode: 'attach', files: 'sbom.json', 'artifact-type': 'application/spdx+json' };
  const hasApi = referrers === 'api';
  const list = hasApi ? ['GET referrers/<v1> 200'] : ['GET referrers/<v1> 404', 'GET manifests/<list of v1> 200'];

  it('attach looks for the attachment on the list, sends it, and keeps the list where the registry does not', async () => {
    expect(await requestsOf(attach)).toEqual([
      'GET manifests/v1 200',
      ...(hasApi ? list : ['GET referrers/<v1> 404', 'GET manifests/<list of v1> 404']),
      'HEAD manifests/<application/spdx+json> 404',
      'HEAD blobs/<sbom.json> 404',
      'POST blobs/uploads/ 202',
      'PUT blobs/uploads/<uuid>?digest=<config> 201',
      'POST blobs/uploads/ 202',
      'PUT blobs/uploads/<uuid>?digest=<sbom.json> 201',
      'PUT manifests/<application/spdx+json> 201',
      // Read, written, and looked at once more: other jobs may have written it too.
      ...(hasApi
        ? []
        : ['GET manifests/<list of v1> 404', 'PUT manifests/<list of v1> 201', 'GET manifests/<list of v1> 200']),
    ]);
  });

  it('attach of what is attached looks at the list, and for what it names', async () => {
    const own = 'HEAD manifests/<application/spdx+json> 200';
    expect(await requestsOf(attach)).toEqual(['GET manifests/v1 200', ...list, own]);
  });

  it('discover asks for the tags once, for those of cosign, and for the list of each manifest of the tree', async () => {
    expect(await requestsOf({ mode: 'discover' })).toEqual([
      'GET manifests/v1 200',
      'GET tags/list?n=1000 200',
      ...list,
      hasApi ? 'GET referrers/<application/spdx+json> 200' : 'GET manifests/<list of application/spdx+json> 404',
    ]);
  });
});
