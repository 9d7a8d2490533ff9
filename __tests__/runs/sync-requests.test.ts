import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyJson } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

/** The requests of whole syncs, on each side. Every line is a round trip: a new one needs a reason. */
describe.each(['none', 'api'] as const)('the requests of a sync, referrers: %s', (referrers) => {
  let source: FakeRegistry;
  let target: FakeRegistry;
  let workspace: string;
  const names = new Map([[emptyJson.digest as string, 'config']]);
  const hasApi = referrers === 'api';

  beforeAll(async () => {
    [source, target] = await Promise.all([startFakeRegistry(), startFakeRegistry()]);
    source.content.features.referrers = referrers;
    target.content.features.referrers = referrers;
    workspace = await makeWorkspace();
    const app = openPlace(`${source.host}/team/app`);
    for (const [text, tags] of [
      ['first', ['1.0', '1.1']],
      ['second', ['2.0']],
    ] as const) {
      const { digest } = await putArtifact(app, { 'a.txt': text }, tags);
      names.set(digest, text);
      names.set(digestOf(Buffer.from(text)), `${text}.txt`);
    }
  });
  afterAll(() => Promise.all([source?.stop(), target?.stop()]));
  beforeEach(() => {
    for (const { requests } of [source, target]) requests.splice(0);
  });

  /** Runs a sync, and gives the requests of both sides with names for digests. */
  const requestsOf = async (images: string, to: string, inputs: Record<string, string> = {}, code = 0) => {
    await writeFile(`${workspace}/sync.yml`, `${source.host}:\n  images: {team/app: ${images}}\n`);
    const run = await runStep(
      { mode: 'sync', 'sync-file': 'sync.yml', to: `${target.host}/${to}`, concurrency: '1', ...inputs },
      { workspace },
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code, stderr: '' });
    const named = ({ requests }: FakeRegistry, repository: string) =>
      requests.map((line) =>
        line.replace(`/v2/${repository}/`, '').replaceAll(/sha256(:|%3A|-)([0-9a-f]{64})/g, (_, separator, hex) => {
          const known = names.get(`sha256:${hex}`) ?? hex;
          return separator === '-' ? `<list of ${known}>` : `<${known}>`;
        }),
      );
    return { source: named(source, 'team/app'), target: named(target, `${to}/app`) };
  };

  const upload = (name: string) => ['POST blobs/uploads/ 202', `PUT blobs/uploads/<uuid>?digest=<${name}> 201`];

  it('of all tags: the list, a HEAD for each tag on each side, and each manifest once', async () => {
    expect(await requestsOf('[]', 'all')).toEqual({
      source: [
        'GET tags/list?n=1000 200',
        'HEAD manifests/1.0 200',
        'HEAD manifests/1.1 200',
        'HEAD manifests/2.0 200',
        ...['first', 'second'].flatMap((name) => [
          `GET manifests/<${name}> 200`,
          ...(hasApi ? [`GET referrers/<${name}> 200`] : []),
          // That there is no API is asked once.
          ...(!hasApi && name === 'first' ? ['GET referrers/<first> 404'] : []),
          ...(hasApi ? [] : [`GET manifests/<list of ${name}> 404`]),
          ...(name === 'first' ? ['GET blobs/<config> 200'] : []),
          `GET blobs/<${name}.txt> 200`,
        ]),
      ],
      target: [
        'HEAD manifests/1.0 404',
        'HEAD manifests/1.1 404',
        'HEAD manifests/2.0 404',
        'HEAD blobs/<first.txt> 404',
        ...upload('config'),
        ...upload('first.txt'),
        'PUT manifests/1.0 201',
        'PUT manifests/1.1 201',
        'HEAD blobs/<second.txt> 404',
        ...upload('second.txt'),
        'PUT manifests/2.0 201',
      ],
    });
  });

  it('of what is there: the list, and one HEAD for each tag on each side', async () => {
    expect(await requestsOf('[]', 'all')).toEqual({
      source: [
        'GET tags/list?n=1000 200',
        'HEAD manifests/1.0 200',
        'HEAD manifests/1.1 200',
        'HEAD manifests/2.0 200',
      ],
      target: ['HEAD manifests/1.0 200', 'HEAD manifests/1.1 200', 'HEAD manifests/2.0 200'],
    });
  });

  it('of a tag and a digest that are there: the digest is asked for in the target alone', async () => {
    const [digest = ''] = [...names].find(([, name]) => name === 'second') ?? [];
    expect(await requestsOf(`["1.0", "${digest}"]`, 'all')).toEqual({
      source: ['HEAD manifests/1.0 200'],
      target: ['HEAD manifests/1.0 200', 'HEAD manifests/<second> 200'],
    });
  });

  it('of a tag that moved to what is there: a look at one file, and one PUT', async () => {
    target.content.repository('all/app').tags.set('2.0', [...names].find(([, name]) => name === 'first')?.[0] ?? '');
    expect(await requestsOf('["2.0"]', 'all', { referrers: 'false' })).toEqual({
      source: ['HEAD manifests/2.0 200', 'GET manifests/<second> 200'],
      target: [
        'HEAD manifests/2.0 200',
        'HEAD blobs/<second.txt> 200',
        'HEAD manifests/<second> 200',
        'PUT manifests/2.0 201',
      ],
    });
  });

  it('in a dry run: no more than the plan', async () => {
    expect(await requestsOf('["1.0"]', 'dry', { 'dry-run': 'true' })).toEqual({
      source: ['HEAD manifests/1.0 200'],
      target: ['HEAD manifests/1.0 404'],
    });
  });

  it('of a tag that is missing: its neighbours are looked up once', async () => {
    expect(await requestsOf('["3.0"]', 'none', {}, 1)).toEqual({
      source: ['HEAD manifests/3.0 404', 'GET tags/list?n=1000 200'],
      target: ['HEAD manifests/3.0 404'],
    });
  });
});
