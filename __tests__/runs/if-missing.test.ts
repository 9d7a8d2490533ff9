import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact, stateOf } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

interface Place {
  reference: string;
  store: Store;
  workspace: string;
}

const placeAt = (reference: string, workspace: string): Place => ({
  reference,
  workspace,
  store: openPlace(reference.replace('oci-layout:', `oci-layout:${workspace}/`)),
});

async function fill(store: Store): Promise<void> {
  await putArtifact(store, { 'a.txt': 'shared' }, ['v1', 'latest']);
  await putArtifact(store, { 'a.txt': 'own' }, ['v2']);
}

const remove = ({ reference, workspace }: Place, suffix: string, inputs: Record<string, string> = {}) => {
  const [first = '', ...tags] = suffix.split(',');
  return runStep(
    { mode: 'delete', reference: `${reference}${first}`, tags: tags.join('\n'), ...inputs },
    { workspace },
  );
};

const itemsOf = ({ outputs }: { outputs: Record<string, string> }) =>
  (JSON.parse(outputs['json'] ?? '[]') as { name: string; status: string }[]).map(({ name, status }) => [name, status]);

describe.each([
  ['a layout', async () => ({ host: 'oci-layout:out', stop: async () => {} })],
  ['a registry', startFakeRegistry],
])('in %s', (_, start) => {
  let server: { host: string; stop: () => Promise<void> };
  let repositories = 0;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());
  const open = async () => {
    repositories += 1;
    const isLayout = server.host.startsWith('oci-layout:');
    return placeAt(isLayout ? server.host : `${server.host}/app${repositories}`, await makeWorkspace());
  };

  it.each<[string, Record<string, string>, [string, string][], string[]]>([
    [':v9', {}, [['v9', 'missing']], ['latest', 'v1', 'v2']],
    [':v9', { 'untag-only': 'true' }, [['v9', 'missing']], ['latest', 'v1', 'v2']],
    [`@sha256:${'0'.repeat(64)}`, {}, [[`sha256:${'0'.repeat(64)}`, 'missing']], ['latest', 'v1', 'v2']],
    [
      ':v9,v2',
      {},
      [
        ['v2', 'deleted'],
        ['v9', 'missing'],
      ],
      ['latest', 'v1'],
    ],
  ])(
    'takes what is missing for deleted with if-missing: ignore, and only then: %s %j',
    async (suffix, inputs, items, left) => {
      const place = await open();
      await fill(place.store);
      const refused = await remove(place, suffix, inputs);
      expect(refused.stdout).toContain('::error title=oci-artifact%3A Not found::');
      const done = await remove(place, suffix, { ...inputs, 'if-missing': 'ignore' });
      expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: String(left.length < 3) } });
      expect(itemsOf(done)).toEqual(items);
      expect((await stateOf(place.store)).tags).toEqual(left);
    },
  );

  it('takes a repository that is missing for deleted with if-missing: ignore', async () => {
    const place = await open();
    for (const [suffix, inputs] of [
      [':v1', {}],
      ['', { 'keep-last': '1' }],
    ] as const) {
      expect((await remove(place, suffix, inputs)).code).toBe(1);
      const done = await remove(place, suffix, { ...inputs, 'if-missing': 'ignore' });
      expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
    }
  });
});

it('in a registry that has lost something meanwhile, or says so, is told from one that refuses', async () => {
  await using server = await startFakeRegistry();
  const place = placeAt(`${server.host}/app`, await makeWorkspace());
  for (const isGone of [true, false]) {
    await fill(place.store);
    server.onRequest = ({ method }) => {
      if (method !== 'DELETE') return undefined;
      if (isGone) server.content.repository('app').tags.delete('v2');
      return { status: 404, body: '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' };
    };
    const done = await remove(place, ':v2', { 'if-missing': 'ignore' });
    expect(done).toMatchObject({ code: isGone ? 0 : 1, outputs: { changed: 'false' } });
    expect(itemsOf(done)).toEqual([['v2', isGone ? 'missing' : 'failed']]);
  }
});
