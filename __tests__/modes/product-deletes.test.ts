import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { stepHere } from '../support/action/step-here.ts';
import { putArtifact, putIndex, stateOf } from '../support/content/shelf.ts';
import { inRegistry, type Place } from '../support/servers/delete-place.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

let server: FakeRegistry;
let place: Place;
const remove = async (suffix: string, inputs: Record<string, string> = {}) => {
  const { code, stdout, outputs } = await stepHere(
    { mode: 'delete', reference: `${place.reference}${suffix}`, ...inputs },
    place.workspace,
  );
  const [, json = '[]'] = /^json<<.*\n(.*)$/m.exec(outputs) ?? [];
  const items = JSON.parse(json) as { name: string; status: string }[];
  return { code, stdout, items: items.map(({ name, status }) => `${name} ${status}`) };
};

beforeEach(async () => {
  server = await startFakeRegistry();
  place = await inRegistry(() => server)();
});
afterEach(() => server.stop());

/** As two registries without `Link` were seen to answer: another tag of the manifest stood behind the end of the list. */
describe('A registry whose list of tags ends early', () => {
  it.each([
    ['caps its pages at 100', { pageSize: 100 }, 100],
    ['ignores where a page is to begin', { heedsLast: false }, 1000],
  ])('as it %s loses no tag that was not named', async (_, features, listed) => {
    const artifact = await putArtifact(place.store, { 'a.txt': 'shared' }, ['aaa', 'zzz']);
    const other = await putArtifact(place.store, { 'a.txt': 'other' }, []);
    const { tags } = server.content.repository(place.reference.split('/')[1] ?? '');
    for (let number = 0; number < listed - 1; number += 1) tags.set(`m${number}`, other.digest);
    Object.assign(server.content.features, { links: 'none', tagDelete: 400, ...features });
    const ask = (suffix: string, inputs: Record<string, string> = {}) =>
      stepHere({ mode: 'delete', reference: `${place.reference}${suffix}`, ...inputs }, place.workspace);
    const deleted = await ask(':aaa');
    expect(deleted.code).toBe(1);
    expect(deleted.stdout).toContain('also has the tag zzz');
    await ask('', { filter: 'aaa' });
    expect([tags.get('aaa'), tags.get('zzz')]).toEqual([artifact.digest, artifact.digest]);
  });
});

/** As GitLab's registry 4.32 with its database was seen to answer: 409 as long as another manifest names this one. */
describe('A registry that keeps what is referred to', () => {
  const put = async () => {
    const app = await putArtifact(place.store, { 'a.txt': 'app' }, ['v1', 'latest']);
    const signature = await putArtifact(place.store, { s: 'signature' }, [], { subject: app });
    const about = await putArtifact(place.store, { s: 'about it' }, [], { subject: signature });
    const other = await putArtifact(place.store, { 'a.txt': 'other' }, ['v2']);
    return { app, signature, about, other };
  };
  const untagged = 'the registry keeps the manifest while another one refers to it';

  it.each([
    ['by name', ':v1', { tags: 'latest' }, ['v1, latest deleted']],
    ['by retention', '', { filter: '/^(?:v1|latest)$/' }, undefined],
  ])('loses an artifact %s with its signatures, and nothing else', async (_, suffix, inputs, told) => {
    const { app, signature, about, other } = await put();
    server.content.features.keepsReferenced = true;
    const done = await remove(suffix, inputs);
    expect(done.code).toBe(0);
    if (told) expect(done.items).toEqual(told);
    expect(await stateOf(place.store, [app, signature, about, other])).toEqual({
      tags: ['v2'],
      manifests: [false, false, false, true],
    });
  });

  it('loses the tags alone where a referrer has a tag of its own, or an index lists it', async () => {
    const { app, signature } = await put();
    const tagged = await putArtifact(place.store, { s: 'tagged' }, ['sbom'], { subject: app });
    const part = await putArtifact(place.store, { 'a.txt': 'part' }, ['part']);
    await putIndex(place.store, [part], ['index']);
    server.content.features.keepsReferenced = true;
    for (const [suffix, inputs] of [
      [':v1', { tags: 'latest' }],
      [':part', {}],
    ] as const) {
      const { code, stdout, items } = await remove(suffix, inputs);
      expect({ code, items }).toEqual({ code: 0, items: [expect.stringMatching(/ untagged$/)] });
      expect(stdout).toContain(untagged);
    }
    const { tags, manifests } = await stateOf(place.store, [app, signature, tagged, part]);
    expect(tags.filter((tag) => !tag.startsWith('sha256-'))).toEqual(['index', 'sbom', 'v2']);
    expect(manifests).toEqual([true, true, true, true]);
  });

  it('is quoted where a manifest without tags is still referred to', async () => {
    const part = await putArtifact(place.store, { 'a.txt': 'part' }, []);
    await putIndex(place.store, [part], ['index']);
    server.content.features.keepsReferenced = true;
    const { code, stdout } = await remove(`@${part.digest}`);
    expect(code).toBe(1);
    expect(stdout).toContain('Another manifest refers to this one');
    expect(stdout).not.toContain('Other tags would go');
  });

  it('loses an artifact also where somebody put a broken referrer beside it', async () => {
    const { app } = await put();
    const { descriptor, bytes } = await place.store.manifest(app.digest);
    const body = { ...JSON.parse(Buffer.from(bytes).toString()), subject: descriptor, Layers: [] };
    const broken = Buffer.from(JSON.stringify(body));
    const planted = { mediaType: descriptor.mediaType, digest: digestOf(broken), size: broken.byteLength };
    const { manifests } = server.content.repository(place.reference.split('/')[1] ?? '');
    manifests.set(planted.digest, { mediaType: planted.mediaType, bytes: broken });
    await putIndex(place.store, [planted], [`sha256-${app.digest.slice(7)}`]);
    server.content.features.keepsReferenced = true;
    expect(await remove(':v1', { tags: 'latest' })).toMatchObject({ code: 0, items: ['v1, latest untagged'] });
  });

  it('takes no manifest along that a list under a tag merely claims to refer to it', async () => {
    const { app, other } = await put();
    const stranger = await putArtifact(place.store, { 'a.txt': 'stranger' }, []);
    const index = await putIndex(place.store, [stranger], [`sha256-${app.digest.slice(7)}`]);
    server.content.features.keepsReferenced = true;
    expect((await remove(':v1', { tags: 'latest' })).code).toBe(0);
    expect((await stateOf(place.store, [stranger, other, index])).manifests).toEqual([true, true, true]);
  });
});

/** As distribution 3.1.2 was seen to answer: 405 in all three cases. */
describe('A registry that deletes nothing', () => {
  it.each([
    ['for deletes are off', { tagDelete: 405, manifestDelete: 405 }, 'Deletes are switched off in this registry'],
    ['for it is a cache, or in maintenance', { takesWrites: false }, 'This registry accepts no writes'],
  ])('%s, says so, and names what was to be deleted', async (_, features, advice) => {
    const { digest } = await putArtifact(place.store, { 'a.txt': 'app' }, ['v1', 'latest']);
    Object.assign(server.content.features, features);
    for (const [suffix, inputs, name] of [
      [`@${digest}`, { tags: 'v1\nlatest' }, digest],
      [':v1', { 'untag-only': 'true' }, `${place.reference}:v1`],
    ] as const) {
      const { code, stdout } = await remove(suffix, inputs);
      expect(code).toBe(1);
      expect(stdout).toContain(`${name}: ${server.host} answered 405`);
      expect(stdout).toContain(advice);
    }
    expect(await stateOf(place.store, [])).toMatchObject({ tags: ['latest', 'v1'] });
  });
});
