import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { fillGraph, openPlace, putArtifact, putIndex, stateOf, subjectTag } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';

interface Item {
  name: string;
  status: string;
  digest: string;
  reason?: string;
}

const itemsOf = ({ outputs }: { outputs: Record<string, string> }) => JSON.parse(outputs['json'] ?? '[]') as Item[];
const namesOf = (items: Item[], status: string) =>
  items.filter((item) => item.status === status).map(({ name }) => name);

async function inLayout() {
  const workspace = await makeWorkspace();
  const store = openPlace(`oci-layout:${workspace}/out`);
  const clean = (inputs: Record<string, string>) =>
    runStep({ mode: 'delete', reference: 'oci-layout:out', ...inputs }, { workspace });
  return { store, clean, workspace };
}

describe('retention deletes', () => {
  it('nothing that got a tag meanwhile', async () => {
    await using server = await startFakeRegistry();
    const reference = `${server.host}/app`;
    const store = openPlace(reference);
    const first = await putArtifact(store, { a: '1' }, ['1.0.0']);
    const second = await putArtifact(store, { a: '2' }, ['1.1.0']);
    const part = await putArtifact(store, { a: 'part' }, []);
    const index = await putIndex(store, [part], ['1.2.0']);
    const { tags } = server.content.repository('app');
    server.onRequest = ({ method, path }) => {
      if (method !== 'DELETE' || !path.endsWith(first.digest)) return undefined;
      tags.set('rescue', second.digest).set('also', part.digest);
      return undefined;
    };
    const inputs = { mode: 'delete', reference, filter: '<2', concurrency: '1' };
    const done = await runStep(inputs, { workspace: await makeWorkspace() });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    const kept = itemsOf(done).filter(({ status }) => status === 'kept');
    expect(kept.map(({ name, reason }) => [name, reason])).toEqual([
      ['1.1.0', 'it got the tag rescue meanwhile'],
      [part.digest, 'it got the tag also meanwhile'],
    ]);
    const { manifests } = await stateOf(store, [first, second, index, part]);
    expect(manifests).toEqual([false, true, false, true]);
  });
});

function graphContract(open: () => Promise<{ reference: string; store: Store; workspace: string }>) {
  it('takes along what belongs to what goes, and keeps what belongs to what stays', async () => {
    const { reference, store, workspace } = await open();
    const { index1, index2, gone, staying } = await fillGraph(store);
    const clean = (inputs: Record<string, string>) =>
      runStep({ mode: 'delete', reference, filter: '/^old/', ...inputs }, { workspace });
    const dry = await clean({ 'dry-run': 'true' });
    const done = await clean({});
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(itemsOf(dry)).toEqual(itemsOf(done).map((item) => ({ ...item, wrote: false })));
    const after = await stateOf(store, [...gone, ...staying]);
    expect(after.manifests).toEqual([...gone.map(() => false), ...staying.map(() => true)]);
    expect(after.tags.filter((tag) => !/^sha256-\w+$/.test(tag))).toEqual(
      ['new', 'old-part2', 'old-sbom', `${subjectTag(index2)}.sig`].sort(),
    );
    expect(after.tags).not.toContain(subjectTag(index1));
    expect(namesOf(itemsOf(done), 'kept').sort()).toEqual(['old-part2', 'old-sbom']);
    for (const kept of [index2]) {
      const referrers = [];
      for await (const referrer of store.referrers(kept)) referrers.push(referrer.digest);
      expect(referrers.length).toBe(2);
    }
    expect(done.summary).toContain(
      'left as they are</summary>\n\n| Tag | Why | Digest |\n| :--- | :--- | :--- |\n| `old-part2` | `it is part of sha256:',
    );
  });
}

describe('in a layout', () => {
  graphContract(async () => {
    const workspace = await makeWorkspace();
    return { reference: 'oci-layout:out', store: openPlace(`oci-layout:${workspace}/out`), workspace };
  });
});

describeWithPeers(['docker-registry', 'ocimem'], 'in a registry', () => {
  const servers: PeerServer[] = [];
  beforeAll(async () => {
    servers.push(await startDockerRegistry(), await startOcimem());
  });
  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  describe.each([
    ['with lists of referrers under tags', 0],
    ['with the referrers API', 1],
  ])('%s', (_, number) => {
    graphContract(async () => {
      const reference = `${servers[number]?.host}/app`;
      return { reference, store: openPlace(reference), workspace: await makeWorkspace() };
    });
  });
});

describe('when a deletion fails', () => {
  it('the others are done, and what belongs to it stays', async () => {
    await using server = await startFakeRegistry();
    const reference = `${server.host}/app`;
    const store = openPlace(reference);
    const { index1, gone } = await fillGraph(store);
    const other = await putArtifact(store, { a: 'other' }, ['old-other']);
    server.onRequest = ({ method, path }) =>
      method === 'DELETE' && path.endsWith(index1.digest) ? { status: 500 } : undefined;
    const inputs = { mode: 'delete', reference, filter: '/^old/', retries: '0' };
    const done = await runStep(inputs, { workspace: await makeWorkspace() });
    expect(done).toMatchObject({ code: 1, outputs: { changed: 'true' } });
    const items = itemsOf(done);
    expect(namesOf(items, 'failed')).toEqual(['old']);
    expect(namesOf(items, 'deleted')).toEqual(['old-other']);
    expect(items.find(({ name }) => name === gone[1]?.digest)).toMatchObject({
      status: 'kept',
      reason: 'old is still there',
    });
    expect(done.stdout).toMatch(/::error .*::\S+ 127\S* answered 500/);
    expect((await stateOf(store, [...gone, other])).manifests).toEqual([...gone.map(() => true), false]);
  });
});

it('a tag of a layout that is not clear keeps everything', async () => {
  const { store, clean, workspace } = await inLayout();
  const held = await putArtifact(store, { a: '1' }, ['old', 'one']);
  await putArtifact(store, { a: '2' }, ['two']);
  // As skopeo names images: both are v1.
  const index = await readFile(`${workspace}/out/index.json`, 'utf8');
  await writeFile(`${workspace}/out/index.json`, index.replace('"one"', '"one:v1"').replace('"two"', '"two:v1"'));
  const done = await clean({ filter: '/old/' });
  expect(done.stdout).toContain('has several images with the tag v1');
  expect(done).toMatchObject({ code: 1, outputs: { changed: 'false' } });
  expect((await stateOf(store, [held])).manifests).toEqual([true]);
});
