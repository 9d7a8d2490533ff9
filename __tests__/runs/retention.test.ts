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

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
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

describe('retention chooses', () => {
  /** Each tag with its age in days, and `=` with the tag whose manifest it names too. */
  type Tags = Record<string, number | `=${string}` | undefined>;
  const versions: Tags = { '1.0.0': 100, '1.1.0': 80, '1.10.0': 40, '1.2.0': 60, '2.0.0': 20 };
  const commits: Tags = { 'main-a': 10, 'main-b': 30, 'main-c': 20 };

  it.each<[Record<string, string>, Tags, string[]]>([
    [{ 'keep-last': '2' }, versions, ['1.0.0', '1.1.0', '1.2.0']],
    [{ 'keep-last': '0', filter: '*' }, versions, ['1.0.0', '1.1.0', '1.10.0', '1.2.0', '2.0.0']],
    [{ 'older-than': '70d' }, versions, ['1.0.0', '1.1.0']],
    [{ 'older-than': '70d', 'keep-last': '4' }, versions, ['1.0.0']],
    [{ filter: '^1', 'keep-last': '1' }, versions, ['1.0.0', '1.1.0', '1.2.0']],
    [{ filter: '/^main-/', 'keep-last': '1' }, { ...versions, ...commits }, ['main-b', 'main-c']],
    // A tag that stays keeps the manifest with its other tags.
    [{ filter: '<2' }, { ...versions, latest: '=1.1.0' }, ['1.0.0', '1.10.0', '1.2.0']],
    [{ 'keep-last': '1' }, { old: 9, older: 10, unknown: undefined }, ['older']],
  ])('by %j from %j', async (inputs, tags, expected) => {
    const { store, clean } = await inLayout();
    for (const [tag, age] of Object.entries(tags)) {
      if (typeof age === 'string') continue;
      const created = age === undefined ? undefined : daysAgo(age);
      const more = Object.keys(tags).filter((other) => tags[other] === `=${tag}`);
      await putArtifact(store, { a: tag }, [tag, ...more], created === undefined ? {} : { created });
    }
    const before = (await stateOf(store)).tags;
    const dry = await clean({ ...inputs, 'dry-run': 'true' });
    expect(namesOf(itemsOf(dry), 'deleted').sort()).toEqual(expected);
    expect((await stateOf(store)).tags).toEqual(before);
    const done = await clean(inputs);
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: String(expected.length > 0) } });
    expect((await stateOf(store)).tags).toEqual(before.filter((tag) => !expected.includes(tag)));
    for (const item of itemsOf(done))
      expect(item.status === 'kept' ? item.reason : 'deleted').toMatch(/^(?:its? |deleted)/);
  });

  it('by the time in the config of an image, also within an index', async () => {
    const { store, clean } = await inLayout();
    const image = (name: string, days: number, tags: string[]) =>
      putArtifact(store, { a: name }, tags, { config: { os: 'linux', created: daysAgo(days) } });
    await image('old', 40, ['old']);
    await image('new', 4, ['new']);
    await putIndex(store, [await image('i', 50, [])], ['old-index']);
    await putIndex(store, [await image('j', 5, [])], ['new-index']);
    const done = await clean({ 'older-than': '30d' });
    expect(done.code).toBe(0);
    expect((await stateOf(store)).tags).toEqual(['new', 'new-index']);
  });

  it.each<[string, string | undefined, RegExp]>([
    ['Of 3 selected manifests, 2 stay .* created: now or created: commit', undefined, /its age is not known/],
    ['future says that it was made on .*, in the future', daysAgo(-2), /its age is not known/],
  ])('and says %s', async (said, created, reason) => {
    const { store, clean } = await inLayout();
    const options = created === undefined ? {} : { created };
    await putArtifact(store, { a: '1' }, ['future'], options);
    await putArtifact(store, { a: '2' }, ['unknown']);
    await putArtifact(store, { a: '3' }, ['known'], { created: daysAgo(3) });
    const done = await clean({ 'keep-last': '1' });
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    expect(done.stdout).toMatch(new RegExp(`\n::warning::${said}`));
    expect(itemsOf(done).find(({ name }) => name === 'future')?.reason).toMatch(reason);
  });

  it('nothing of what our own push leaves by default, and says how it would', async () => {
    const { clean, workspace } = await inLayout();
    for (const sha of ['a'.repeat(40), 'b'.repeat(40)]) {
      await writeFile(`${workspace}/a.txt`, sha);
      const push = { mode: 'push', reference: `oci-layout:out:${sha}`, files: 'a.txt' };
      expect((await runStep(push, { workspace })).code).toBe(0);
    }
    const policy = { filter: '/^[0-9a-f]{40}$/', 'keep-last': '1' };
    const done = await clean(policy);
    expect(namesOf(itemsOf(done), 'deleted')).toEqual([]);
    expect(done.stdout).toMatch(/\n::warning::.*push with created: now/);
    for (const [sha, created] of [
      ['c'.repeat(40), daysAgo(1)],
      ['d'.repeat(40), 'now'],
    ] as const) {
      await writeFile(`${workspace}/a.txt`, sha);
      const push = { mode: 'push', reference: `oci-layout:out:${sha}`, files: 'a.txt', created };
      expect((await runStep(push, { workspace })).code).toBe(0);
    }
    expect(namesOf(itemsOf(await clean(policy)), 'deleted')).toEqual(['c'.repeat(40)]);
  });

  it('nothing that got a tag meanwhile', async () => {
    await using server = await startFakeRegistry();
    const reference = `${server.host}/app`;
    const store = openPlace(reference);
    const [first, second] = [
      await putArtifact(store, { a: '1' }, ['1.0.0']),
      await putArtifact(store, { a: '2' }, ['1.1.0']),
    ];
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

  it('tags alone with untag-only, and names that where another tag holds a manifest', async () => {
    const { store, clean } = await inLayout();
    const first = await putArtifact(store, { a: '1' }, ['1.0.0', 'stable']);
    await putArtifact(store, { a: '2' }, ['2.0.0']);
    const [held] = itemsOf(await clean({ filter: '<2' }));
    expect(held).toMatchObject({
      status: 'kept',
      reason: expect.stringMatching(/it also has the tag stable, .*untag-only: true/),
    });
    const done = await clean({ filter: '<2', 'untag-only': 'true' });
    expect(namesOf(itemsOf(done), 'untagged')).toEqual(['1.0.0']);
    expect(await stateOf(store, [first])).toEqual({ tags: ['2.0.0', 'stable'], manifests: [true] });
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
    expect(itemsOf(dry)).toEqual(itemsOf(done));
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
    expect(done.stdout).toMatch(/::error .*::1 of \d+ deletions failed, the first: \S+ 127\S* answered 500/);
    expect((await stateOf(store, [...gone, other])).manifests).toEqual([...gone.map(() => true), false]);
  });
});

it('a list of referrers that two manifests share stays for the one that stays', async () => {
  const { store, clean } = await inLayout();
  const [going, staying] = [
    await putArtifact(store, { a: '1' }, ['old']),
    await putArtifact(store, { a: '2' }, ['new']),
  ];
  const list = await putIndex(store, [], [subjectTag(going), subjectTag(staying)]);
  expect((await clean({ filter: '/old/' })).code).toBe(0);
  expect((await stateOf(store, [going, staying, list])).manifests).toEqual([false, true, true]);
});

it('tags that go in a circle end', async () => {
  const { store, clean } = await inLayout();
  const first = await putArtifact(store, { a: '1' }, ['old']);
  const second = await putArtifact(store, { a: '2' }, [`${subjectTag(first)}.sig`]);
  await putArtifact(store, { a: '1' }, [`${subjectTag(second)}.sig`, `${subjectTag(first)}.att`]);
  expect((await clean({ filter: '/old/' })).code).toBe(0);
  expect(await stateOf(store, [first, second])).toEqual({ tags: [], manifests: [false, false] });
});

it('a repository that is not there is an error', async () => {
  const { clean } = await inLayout();
  const done = await clean({ 'keep-last': '1' });
  expect(done).toMatchObject({ code: 1, stdout: expect.stringContaining('::error title=oci-artifact%3A Not found::') });
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
