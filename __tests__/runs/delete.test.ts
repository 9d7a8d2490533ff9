import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyJson } from '../../src/oci/descriptor.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { putArtifact, stateOf } from '../support/content/shelf.ts';
import { fill, inRegistry, layout, type Place, remove } from '../support/servers/delete-place.ts';
import { deletesTags, startDockerRegistry } from '../support/servers/docker-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { registryKinds } from '../support/servers/places.ts';

const itemsOf = ({ outputs }: { outputs: Record<string, string> }) =>
  (JSON.parse(outputs['json'] ?? '[]') as { name: string; status: string }[]).map(({ name, status }) => [name, status]);

/** What holds in every place; they differ in whether they remove a tag alone. */
function contract(open: () => Promise<Place>, removesTags: boolean) {
  it('deletes a tag and the manifest that has no other', async () => {
    const place = await open();
    const { shared, own } = await fill(place.store);
    const done = await remove(place, ':v2');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.outputs).toMatchObject({ digest: own.digest, changed: 'true', tags: 'v2' });
    expect(itemsOf(done)).toEqual([['v2', 'deleted']]);
    expect(await stateOf(place.store, [shared, own])).toEqual({ tags: ['latest', 'v1'], manifests: [true, false] });
    expect(done.stdout).toMatch(/\nDeleted in \S+: 1 deleted in 0\.1 s\n$/);
  });

  it('deletes no other tag with the one it was given', async () => {
    const place = await open();
    const { shared } = await fill(place.store);
    const done = await remove(place, ':latest');
    expect(done.code).toBe(removesTags ? 0 : 1);
    if (removesTags) expect(itemsOf(done)).toEqual([['latest', 'untagged']]);
    else {
      expect(done.stdout).toMatch(
        /title=oci-artifact%3A Other tags would go::\S+ cannot be deleted alone: \S+ also has the tag v1, /,
      );
      expect(done.stdout).toContain('%0AName the digest in `reference`');
      expect(done.outputs).toMatchObject({ changed: 'false' });
    }
    const tags = removesTags ? ['v1', 'v2'] : ['latest', 'v1', 'v2'];
    expect(await stateOf(place.store, [shared])).toEqual({ tags, manifests: [true] });
  });

  it('deletes a digest with the tags that were named, and refuses others', async () => {
    const place = await open();
    const { shared, own } = await fill(place.store);
    for (const suffix of [`@${shared.digest}`, `:v1@${shared.digest}`]) {
      const refused = await remove(place, suffix);
      expect(refused.stdout).toMatch(/@sha256:\S+ also has the tags? (?:latest, v1|latest), which would go with it%0A/);
      expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    }
    const wrong = await remove(place, `:v2@${shared.digest}`);
    expect(wrong.stdout).toContain(`:v2 is ${own.digest}, but the input reference asks for ${shared.digest}`);
    expect((await stateOf(place.store)).tags).toEqual(['latest', 'v1', 'v2']);
    expect((await remove(place, `:v1,latest@${shared.digest}`)).code).toBe(0);
    expect(await stateOf(place.store, [shared, own])).toEqual({ tags: ['v2'], manifests: [false, true] });
  });

  it('deletes a digest without tags, also when there are no tags at all', async () => {
    const place = await open();
    const untagged = await putArtifact(place.store, { 'a.txt': '1' }, []);
    const done = await remove(place, `@${untagged.digest}`);
    expect(itemsOf(done)).toEqual([[untagged.digest, 'deleted']]);
    expect((await stateOf(place.store, [untagged])).manifests).toEqual([false]);
  });

  it('removes a tag alone with untag-only', async () => {
    const place = await open();
    const { shared, own } = await fill(place.store);
    const done = await remove(place, ':v2,latest', { 'untag-only': 'true' });
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(itemsOf(done)).toEqual([
      ['v2', 'untagged'],
      ['latest', 'untagged'],
    ]);
    expect(await stateOf(place.store, [shared, own])).toEqual({ tags: ['v1'], manifests: [true, true] });
  });
}

/** Compares what is left of a repository with what others leave who are told to delete a tag. */
function parity(open: () => Promise<Place>) {
  it.each([
    ['oras', (name: string) => ['manifest', 'delete', '--force', '--plain-http', name]],
    ['skopeo', (name: string) => ['delete', '--tls-verify=false', `docker://${name}`]],
  ])('leaves the repository as %s does, but for other tags, which it takes along', async (program, parameters) => {
    const [mine, theirs] = [await open(), await open()];
    const all = Object.values(await fill(mine.store));
    await fill(theirs.store);
    expect((await remove(mine, ':v2')).code).toBe(0);
    expect(await run(program, parameters(`${theirs.reference}:v2`))).toMatchObject({ code: 0 });
    expect(await stateOf(mine.store, all)).toEqual(await stateOf(theirs.store, all));

    await remove(mine, ':latest');
    expect(await run(program, parameters(`${theirs.reference}:latest`))).toMatchObject({ code: 0 });
    expect((await stateOf(mine.store)).tags).toContain('v1');
    expect((await stateOf(theirs.store)).tags).toEqual([]);
  });
}

describe('in a layout', () => {
  contract(layout, true);
});

for (const { peer, start, features } of registryKinds) {
  describeWithPeers([peer, 'oras', 'skopeo'], `in ${peer}`, () => {
    let server: PeerServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());
    const open = inRegistry(() => server);
    contract(open, features.tagDelete ?? true);
    // oras and skopeo leave the tags where they do not go along.
    if (features.tagsGoAlong ?? true) parity(open);
  });
}

describeWithPeers(['docker-registry'], 'in docker-registry', () => {
  let server: PeerServer;
  beforeAll(async () => {
    server = await startDockerRegistry();
  });
  afterAll(() => server?.stop());
  const open = inRegistry(() => server);

  // A registry that cuts its lists short may have more tags, which must not go along.
  const list = ['GET tags/list?n=1000 200', 'GET tags/list?n=1000&last=v3 200'];
  const heads = ['HEAD manifests/v2 200', ...list, 'HEAD manifests/v3 200'];
  // The last look, one for each tag, makes sure that the tag is gone too: some registries keep it.
  const removal = ['GET manifests/<own> 200', 'DELETE manifests/<own> 202', 'HEAD manifests/v2 404'];
  // The tag is moved to a manifest of its own, which is deleted.
  const placeholder = [
    // Whether it may be deleted is known before a reader can meet it.
    'GET manifests/<placeholder> 404',
    'DELETE manifests/<placeholder> 404',
    'HEAD manifests/<placeholder> 404',
    'HEAD blobs/<empty> 200',
    'PUT manifests/v2 201',
    'GET manifests/<placeholder> 200',
    'DELETE manifests/<placeholder> 202',
    'HEAD manifests/v2 404',
  ];
  const untagged = [
    'HEAD manifests/v2 200',
    'GET manifests/<own> 200',
    // Gitea keeps no manifest without a tag, unless it was put by its digest.
    'PUT manifests/<own> 201',
    ...(deletesTags
      ? ['DELETE manifests/v2 202', 'HEAD manifests/<own> 200']
      : ['DELETE manifests/v2 400', ...placeholder]),
  ];
  const retention = [
    ...list,
    'HEAD manifests/v2 200',
    'HEAD manifests/v3 200',
    'GET manifests/<own> 200',
    'GET referrers/<own> 404',
    'GET manifests/<list of own> 404',
  ];
  it.each<[string, Record<string, string>, string[]]>([
    [':v2', { 'dry-run': 'true' }, heads],
    [':v2', {}, [...heads, ...removal]],
    [':v2@<own>', {}, [...heads, ...removal]],
    [':v2', { 'untag-only': 'true', 'dry-run': 'true' }, ['HEAD manifests/v2 200']],
    [':v2', { 'untag-only': 'true' }, untagged],
    ['', { 'keep-last': '1', 'dry-run': 'true' }, retention],
    // The list once more, right before: a tag that came meanwhile saves it.
    ['', { 'keep-last': '1' }, [...retention, ...list, ...removal]],
  ])('asks for no more than is needed: %s %j', async (suffix, inputs, expected) => {
    const place = await open();
    const other = await putArtifact(place.store, { 'a.txt': 'other' }, ['v3']);
    const own = await putArtifact(place.store, { 'a.txt': 'own' }, ['v2']);
    const before = (await server.requests()).length;
    const { code } = await remove(place, suffix.replace('<own>', own.digest), { ...inputs, concurrency: '1' });
    expect(code).toBe(0);
    const [, name = ''] = place.reference.split('/');
    const lines = (await server.requests()).slice(before).map((line) =>
      line
        .replace(`/v2/${name}/`, '')
        .replaceAll(other.digest, '<other>')
        .replaceAll(own.digest, '<own>')
        .replaceAll(own.digest.replace(':', '-'), '<list of own>')
        .replaceAll(emptyJson.digest, '<empty>')
        .replace(/sha256(:|%3A)[0-9a-f]{64}/, '<placeholder>'),
    );
    expect(lines).toEqual(expected);
  });
});

describeWithPeers(['docker-registry'], 'in docker-registry without deletion', () => {
  it('says how it is allowed, and leaves all tags where they are', async () => {
    await using server = await startDockerRegistry({ deletion: false });
    const place = await inRegistry(() => server)();
    const { shared, own } = await fill(place.store);
    const before = (await server.requests()).length;
    for (const inputs of [{}, { 'untag-only': 'true' }]) {
      const done = await remove(place, ':v2', inputs);
      expect(done).toMatchObject({ code: 1, outputs: { changed: 'false' } });
      expect(done.stdout).toContain('REGISTRY_STORAGE_DELETE_ENABLED');
      expect(itemsOf(done)).toEqual([['v2', 'failed']]);
    }
    expect((await server.requests()).slice(before).filter((line) => /^PUT .*manifests.v2/.test(line))).toEqual([]);
    expect((await place.store.resolve('v2')).digest).toBe(own.digest);
    expect(await stateOf(place.store, [shared, own])).toEqual({
      tags: ['latest', 'v1', 'v2'],
      manifests: [true, true],
    });
  });
});
