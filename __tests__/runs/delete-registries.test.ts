import { describe, expect, it } from '@jest/globals';
import { concurrently } from '../../src/concurrently.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { putArtifact, stateOf } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { fill, inRegistry, remove } from '../support/servers/delete-place.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { startGgcrmem } from '../support/servers/ggcrmem.ts';
import { startOcimem } from '../support/servers/ocimem.ts';

describeWithPeers(['ggcrmem'], 'in ggcrmem, whose lists have no links', () => {
  it('finds all of 1,107 tags, and deletes none that shares the manifest with the one that was named', async () => {
    await using server = await startGgcrmem();
    const place = await inRegistry(() => server)();
    const shared = await putArtifact(place.store, { 'a.txt': 'shared' }, ['aaa', 'zzz']);
    const other = await place.store.manifest((await putArtifact(place.store, { 'a.txt': 'other' }, [])).digest);
    const [, name = ''] = place.reference.split('/');
    const names = Array.from({ length: 1_105 }, (_, number) => `t${number}`);
    await concurrently(names, 16, new AbortController().signal, async (tag) => {
      const headers = { 'content-type': other.descriptor.mediaType };
      const url = `${server.url}/v2/${name}/manifests/${tag}`;
      expect((await fetch(url, { method: 'PUT', headers, body: other.bytes })).status).toBe(201);
    });
    const { workspace, reference } = place;
    const listed = await runStep({ mode: 'tags', reference }, { workspace });
    expect(listed.outputs['tags']?.split('\n')).toEqual(['aaa', ...names, 'zzz'].sort());

    const untagged = await remove(place, ':aaa');
    expect(untagged).toMatchObject({ code: 0, outputs: { tags: 'aaa' } });
    expect(untagged.stdout).toContain('untagged, the manifest stays: it also has the tag zzz');
    expect((await place.store.resolve('zzz')).digest).toBe(shared.digest);
    await expect(place.store.resolve('aaa')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describeWithPeers(['ocimem'], 'in ocimem that keeps tags', () => {
  it('deletes the tags that stayed when their manifest went', async () => {
    await using server = await startOcimem({ keepTags: true });
    const place = await inRegistry(() => server)();
    const { shared } = await fill(place.store);
    expect(await remove(place, ':v1,latest')).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await stateOf(place.store, [shared])).toEqual({ tags: ['v2'], manifests: [false] });
  });
});

describe('a registry', () => {
  it('that removes no tags alone is given one placeholder after the other', async () => {
    await using server = await startFakeRegistry();
    server.content.features.tagDelete = 400;
    const place = await inRegistry(() => server)();
    const tags = Array.from({ length: 12 }, (_, number) => `t${number}`);
    const artifact = await putArtifact(place.store, { 'a.txt': 'shared' }, [...tags, 'v1']);
    server.requests.length = 0;
    const done = await remove(place, `:${tags.join()}`, { 'untag-only': 'true', concurrency: '12' });
    expect(done.code).toBe(0);
    expect(await stateOf(place.store, [artifact])).toEqual({ tags: ['v1'], manifests: [true] });
    const writes = server.requests.filter((line) => / 20[12]$/.test(line) && line.includes('/manifests/'));
    const byDigest = (line: string) =>
      line === `PUT /v2/${place.reference.split('/')[1]}/manifests/${artifact.digest} 201`;
    const others = writes.filter((line) => !byDigest(line));
    expect(others.map((line) => line.split(' ')[0])).toEqual(tags.flatMap(() => ['PUT', 'DELETE']));
  });

  it.each([
    ['unpinned', 0],
    ['all', 1],
  ] as const)('that drops %s manifests with their last tag keeps it, or says what was lost', async (lastTag, code) => {
    await using server = await startFakeRegistry();
    server.content.features.lastTag = lastTag;
    const place = await inRegistry(() => server)();
    const artifact = await putArtifact(place.store, { 'a.txt': 'shared' }, ['v1']);
    const done = await remove(place, ':v1', { 'untag-only': 'true' });
    expect(done.code).toBe(code);
    expect(done.stdout.includes('This registry keeps no manifest without a tag')).toBe(code === 1);
    expect(done.stdout.includes(`The registry has removed the manifest ${artifact.digest}`)).toBe(code === 1);
    expect((await stateOf(place.store, [artifact])).manifests).toEqual([code === 0]);
  });

  it.each([
    [':latest', {}, ['v1', 'v2']],
    [':v1,latest', { 'untag-only': 'true' }, ['v2']],
  ])('that deletes the manifest with a tag gets it back: %s %j', async (suffix, inputs, tags) => {
    await using server = await startFakeRegistry();
    const place = await inRegistry(() => server)();
    const { shared } = await fill(place.store);
    server.onRequest = ({ method, path }) => {
      if (method !== 'DELETE') return undefined;
      const [, name = '', tag = ''] = /^\/v2\/(.*)\/manifests\/(.*)$/.exec(path) ?? [];
      const repository = server.content.repository(name);
      repository.manifests.delete(repository.tags.get(tag) ?? '');
      for (const each of suffix === ':latest' ? ['v1', 'latest'] : [tag]) repository.tags.delete(each);
      return { status: 202 };
    };
    expect((await remove(place, suffix, { ...inputs, concurrency: '1' })).code).toBe(0);
    expect(await stateOf(place.store, [shared])).toEqual({ tags, manifests: [true] });
  });

  it('that wants the tags deleted first has its way', async () => {
    await using server = await startFakeRegistry();
    const place = await inRegistry(() => server)();
    const { shared } = await fill(place.store);
    const body = JSON.stringify({
      errors: [{ code: 'GOOGLE_MANIFEST_DANGLING_TAG', message: 'still referenced by tag' }],
    });
    server.onRequest = ({ method, path }) => {
      const isTagged = [...server.content.repository(path.split('/')[2] ?? '').tags.values()].includes(shared.digest);
      return method === 'DELETE' && path.endsWith(shared.digest) && isTagged ? { status: 400, body } : undefined;
    };
    expect((await remove(place, ':v1,latest')).code).toBe(0);
    expect(await stateOf(place.store, [shared])).toEqual({ tags: ['v2'], manifests: [false] });
  });

  it('that has lost a tag meanwhile is told from one that refuses, with if-not-found: ignore', async () => {
    await using server = await startFakeRegistry();
    for (const isGone of [true, false]) {
      const place = await inRegistry(() => server)();
      await fill(place.store);
      server.onRequest = ({ method }) => {
        if (method !== 'DELETE') return undefined;
        if (isGone) server.content.repository(place.reference.split('/')[1] ?? '').tags.delete('v2');
        return { status: 404, body: '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' };
      };
      const { code, outputs } = await remove(place, ':v2', { 'if-not-found': 'ignore' });
      expect({ code, changed: outputs['changed'] }).toEqual({ code: isGone ? 0 : 1, changed: 'false' });
      expect(JSON.parse(outputs['json'] ?? '')).toMatchObject([{ name: 'v2', status: isGone ? 'missing' : 'failed' }]);
    }
  });
});
