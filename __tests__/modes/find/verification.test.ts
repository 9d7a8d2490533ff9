import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openPolicy } from '../../../src/modes/find/verification.ts';
import { describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { forwarded } from '../../../src/store/forwarded.ts';
import type { Source } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import { makeMode } from '../../support/action/make-mode.ts';
import { makeWorld } from '../../support/action/make-world.ts';
import { toldOf } from '../../support/action/told.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { putArtifact } from '../../support/content/shelf.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const [own, other] = [makeKeys(), makeKeys()];
let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld({
    'a.txt': 'a',
    'own.pem': own.privatePem,
    'own.pub': own.publicPem,
    'other.pem': other.privatePem,
    'other.pub': other.publicPem,
  });
  const signing = { sign: 'key', signKey: 'own.pem' } as const;
  const { error } = await world.act('push', 'r.test/app:1.9.9', { files: ['a.txt'], ...signing });
  expect(error).toBeUndefined();
});

describe.each(['pull', 'inspect'] as const)('a %s of the newest version', (mode) => {
  it('tells no version and no tag that a registry chose for what is refused', async () => {
    const given = { version: '1.x', verify: '- key: other.pub' };
    const { error, result } = await world.act(mode, 'r.test/app', given);
    expect(error).toMatchObject({ code: 'UNTRUSTED' });
    expect(result).toMatchObject({ repository: 'r.test/app', tags: [], changed: false });
    for (const name of ['version', 'digest', 'reference', 'exists']) expect(result).not.toHaveProperty(name);
  });

  it('tells them of what is accepted', async () => {
    const given = { version: '1.x', verify: '- key: own.pub' };
    const { error, result } = await world.act(mode, 'r.test/app', given);
    expect({ error, result }).toMatchObject({
      error: undefined,
      result: { exists: true, version: '1.9.9', tags: ['1.9.9'] },
    });
  });

  it('tells the tag that the reference has, also of what is refused', async () => {
    const { error, result } = await world.act(mode, 'r.test/app:1.9.9', { verify: '- key: other.pub' });
    expect(error).toMatchObject({ code: 'UNTRUSTED' });
    expect(result).toMatchObject({ tags: ['1.9.9'] });
  });
});

const report = { files: ['a.txt'], artifactType: 'x/report' };

it.each<['tag' | 'copy' | 'attach' | 'discover', object]>([
  ['tag', { tags: ['stable'] }],
  ['copy', { to: ['t.test/app'] }],
  ['attach', report],
  ['discover', {}],
])('a %s tells no digest of what is refused, and writes nothing', async (mode, given) => {
  const { error, result } = await world.act(mode, 'r.test/app:1.9.9', { ...given, verify: '- key: other.pub' });
  expect(error).toMatchObject({ code: 'UNTRUSTED' });
  for (const name of ['digest', 'reference', 'exists', 'verified']) expect(result).not.toHaveProperty(name);
  expect(await Array.fromAsync(world.place('r.test/app').tags())).not.toContain('stable');
  expect((await world.act('discover', 'r.test/app:1.9.9')).result).toMatchObject({ details: { total: 2 } });
  await expect(Array.fromAsync(world.place('t.test/app').tags())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it.each<['attach' | 'discover', object]>([
  ['attach', report],
  ['discover', {}],
])('a %s tells by whom its subject is signed', async (mode, given) => {
  const { error, result } = await world.act(mode, 'r.test/app:1.9.9', { ...given, verify: '- key: own.pub' });
  expect(error).toBeUndefined();
  expect(result).toMatchObject({ exists: true, verified: [{ entry: 'key own.pub' }] });
});

it('A copy that keeps what stands in the target calls nothing of it verified', async () => {
  const planted = await putArtifact(world.place('t.test/app'), { evil: 'evil' }, ['stable']);
  const given = { to: ['t.test/app:stable'], verify: '- key: own.pub' };
  const { error, result } = await world.act('copy', 'r.test/app:1.9.9', { ...given, ifExists: 'skip' });
  expect(error).toBeUndefined();
  expect(result).toMatchObject({ digest: planted.digest, kept: true, verified: [], related: [], size: 0 });
  expect(result).toMatchObject({ mediaType: '', artifactType: '' });
});

it.each<['pull' | 'inspect' | 'discover' | 'tag' | 'copy', object]>([
  ['pull', {}],
  ['inspect', {}],
  ['discover', {}],
  ['tag', { tags: ['stable'] }],
  ['copy', { to: ['t.test/app'] }],
])('a %s with trusted-root and no verify says that this does nothing', async (mode, given) => {
  const warnings = async (more: object) => {
    const { error, said } = await world.act(mode, 'r.test/app:1.9.9', { ...given, ...more });
    expect(error).toBeUndefined();
    return noticed(said).warning ?? 0;
  };
  const trustedRoot = 'root.json';
  expect([await warnings({ trustedRoot }), await warnings({})]).toEqual([1, 0]);
  // A key has no use for roots, either.
  if (mode === 'tag' || mode === 'copy') {
    expect(await warnings({ trustedRoot, sign: 'key', signKey: 'other.pem' })).toBe(1);
  }
});

it.each<[string, object, boolean]>([
  ['says that it leaves the signatures behind', {}, true],
  ['that signs its copy does not say so', { sign: 'key', signKey: 'own.pem' }, false],
  ['that takes them along does not say so', { referrers: true }, false],
  ['that verifies nothing does not say so', { verify: 'none' }, false],
])('a copy that verifies, without referrers, %s', async (_, more, says) => {
  const given = { to: ['t.test/app'], verify: '- key: own.pub', referrers: false, ...more };
  const { error, said } = await world.act('copy', 'r.test/app:1.9.9', given);
  expect(error).toBeUndefined();
  expect(noticed(said)).toEqual(says ? { notice: 1 } : {});
});

describe('The input verify', () => {
  const { signal } = new AbortController();
  const open = async (given: { verify: string; trustedRoot?: string }) => {
    const outer = await makeWorkspace({
      'outside.pub': own.publicPem,
      'work/own.pub': own.publicPem,
      'work/most.pub': own.publicPem + '\n'.repeat(64 * 1024 - own.publicPem.length),
      'work/more.pub': own.publicPem + '\n'.repeat(64 * 1024 - own.publicPem.length + 1),
      'work/none.json': '{}',
    });
    await symlink('../outside.pub', join(outer, 'work', 'linked.pub'));
    await symlink('own.pub', join(outer, 'work', 'inside.pub'));
    const { mode, around } = makeMode(join(outer, 'work'));
    return openPolicy({ trustedRoot: undefined, ...given }, { ...around, ...mode, signal } as never);
  };
  it.each([
    ['own.pub', true],
    ['inside.pub', true],
    ['most.pub', true],
    ['more.pub', false],
    ['linked.pub', false],
    ['none.pub', false],
  ])('reads the key %s: %s', async (name, isRead) => {
    const opened = open({ verify: `- key: ${name}` });
    if (isRead) expect(typeof (await opened)).toBe('function');
    else await expect(opened).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([
    [{}, 1],
    [{ sign: 'key', signKey: 'own.pem' }, 1],
    [{ sign: 'keyless' }, undefined],
    [{ attest: ['provenance'] }, undefined],
  ] as const)('is not missed for roots that judge a signature of the job: %j', async (signing, warning) => {
    const given = { tags: ['v2'], trustedRoot: 'root.json', dryRun: true, ...signing } as object;
    const { said } = await world.act('tag', 'r.test/app:1.9.9', given);
    expect(noticed(said).warning).toBe(warning);
  });

  it('reads the roots that are given, before anything is asked of a registry', async () => {
    const opened = open({ verify: '- key: own.pub', trustedRoot: 'none.json' });
    await expect(opened).rejects.toMatchObject({ code: 'INVALID_INPUT', topic: 'trust-root' });
  });

  it.each(['bundle', 'legacy'] as const)('says by which form it is met: %s', async (signatureFormat) => {
    const given = { files: ['a.txt'], sign: 'key' as const, signKey: 'own.pem', signatureFormat };
    await world.act('push', 'r.test/other:v1', given);
    const { result } = await world.act('inspect', 'r.test/other:v1', { verify: '- key: own.pub' });
    expect(result.verified).toMatchObject([{ format: signatureFormat }]);
  });
});

it('A policy reads no more of what refers to a manifest than fits into memory', async () => {
  const { mode, around } = makeMode(await makeWorkspace({ 'own.pub': own.publicPem }));
  const verify = await openPolicy({ verify: '- key: own.pub', trustedRoot: undefined }, {
    ...around,
    ...mode,
  } as never);
  const place = world.place('r.test/app');
  const content = await place.manifest('1.9.9');
  let listed = 0;
  const endless: Source = forwarded(place, {
    async *referrers() {
      for (; listed < 100; listed += 1) {
        const digest: Digest = `sha256:${listed.toString(16).padStart(64, '0')}`;
        yield { ...content.descriptor, digest, annotations: { a: 'x'.repeat(1024 * 1024) } };
      }
    },
  });
  // The signature is found under its tag: the list fails alone.
  await verify(endless, content, 'r.test/app');
  expect(listed).toBeLessThan(20);
});

it('A copy reads no more of what is attached than fits into memory', async () => {
  const place = world.place('r.test/app');
  let listed = 0;
  place.referrers = async function* (subject) {
    for (; listed < 100; listed += 1) yield { ...subject, annotations: { a: 'x'.repeat(1024 * 1024) } };
  };
  const { error } = await world.act('copy', 'r.test/app:1.9.9', { to: ['t.test/app'], referrers: true });
  expect(error).toMatchObject({ code: 'TOO_LARGE' });
  expect(listed).toBeLessThan(20);
});

/** Holds the bundle of `1.9.9` in another manifest, which takes the place of ours. */
async function rewrap(more: (holder: { layers: object[]; subject: object }) => object): Promise<Digest> {
  const place = world.place('r.test/app');
  const { result } = await world.act('push', 'r.test/app:1.9.9', { files: ['a.txt'], sign: 'key', signKey: 'own.pem' });
  const digest = toldOf(result).signatures?.find(({ format }) => format === 'bundle')?.digest as Digest;
  const holder = JSON.parse((await place.manifest(digest)).bytes.toString());
  const bytes = Buffer.from(JSON.stringify({ ...holder, ...more(holder) }));
  const other = describeContent(imageManifest, bytes);
  await place.delete(digest);
  await place.push(other, openBytes(bytes));
  return other.digest;
}

const config = { mediaType: 'application/x-evil', digest: emptyJson.digest, size: 2 };
const wrappings: [string, Parameters<typeof rewrap>[0]][] = [
  ['a config of another type', () => ({ config })],
  ['bytes of its own in a layer', ({ layers }) => ({ layers: [{ ...layers[0], data: 'eA==' }] })],
  ['a field that nobody knows', () => ({ blobs: [config] })],
];

it.each<[string, Parameters<typeof rewrap>[0]]>([
  ...wrappings,
  ['another size of its subject', ({ subject }) => ({ subject: { ...subject, size: 7 } })],
  ['an annotation', () => ({ annotations: { more: 'x' } })],
])('A push counts no bundle of ours as its signature that others hold with %s', async (_, more) => {
  const other = await rewrap(more);
  const signing = { sign: 'key', signKey: 'own.pem' } as const;
  const { error, result } = await world.act('push', 'r.test/app:1.9.9', { files: ['a.txt'], ...signing });
  expect(error).toBeUndefined();
  const digests = toldOf(result).signatures?.map(({ digest }) => digest);
  expect(digests).toHaveLength(2);
  expect(digests).not.toContain(other);
});

it.each(wrappings)('A copy that verifies leaves behind a bundle that is held with %s', async (_, more) => {
  const other = await rewrap(more);
  const given = { to: ['t.test/app'], verify: '- key: own.pub', referrers: true };
  expect(await world.act('copy', 'r.test/app:1.9.9', given)).toMatchObject({ error: undefined });
  await expect(world.place('t.test/app').resolve(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('A copy that verifies takes along what is signed and names the artifact, and not what only a list says of it', async () => {
  const signing = { sign: 'key', signKey: 'own.pem' } as const;
  const files = { files: ['a.txt'], artifactType: 'text/x', ...signing };
  const digestOf = async (...given: Parameters<typeof world.act>) => {
    const { error, result } = await world.act(...given);
    expect(error).toBeUndefined();
    return toldOf(result).digest as Digest;
  };
  const bound = await digestOf('attach', 'r.test/app:1.9.9', files);
  const foreign = await digestOf('push', 'r.test/app:other', { files: ['own.pub'], ...signing });
  const place = world.place('r.test/app');
  const [subject, listed] = await Promise.all(['1.9.9', foreign].map((name) => place.resolve(name)));
  const referrers = place.referrers.bind(place);
  place.referrers = async function* (of, ...more) {
    if (listed && of.digest === subject?.digest) yield listed;
    yield* referrers(of, ...more);
  };
  const given = { to: ['t.test/app'], verify: '- key: own.pub', referrers: true };
  expect(await world.act('copy', 'r.test/app:1.9.9', given)).toMatchObject({ error: undefined });
  const target = world.place('t.test/app');
  expect(await Promise.all([bound, foreign].map((name) => target.resolve(name).then(Boolean, () => false)))).toEqual([
    true,
    false,
  ]);
});
