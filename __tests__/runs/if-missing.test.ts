import { expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
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
