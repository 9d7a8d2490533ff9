import { beforeEach, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { signatureTag } from '../../../src/trust/find.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import type { Given } from '../../support/action/make-mode.ts';
import { makeWorld } from '../../support/action/make-world.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const { privatePem, publicPem } = makeKeys();
const signing = { sign: 'key', signKey: 'key.pem' } as const;
const chart = 'r.test/charts/web';

let world: Awaited<ReturnType<typeof makeWorld>>;
/** What we pushed, and what somebody else then put under its version. */
let ours: Digest;
let theirs: Digest;
const push = (given: Given<'push'>) => world.act('push', 'r.test/charts', { kind: 'helm', files: ['web'], ...given });

beforeEach(async () => {
  world = await makeWorld({
    'key.pem': privatePem,
    'key.pub': publicPem,
    'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  });
  const { result } = await push({});
  ours = result.digest as Digest;
  const place = world.place(chart);
  const { bytes, descriptor } = await place.manifest(ours);
  const manifest = JSON.parse(bytes.toString());
  const annotations = { ...manifest.annotations, 'org.opencontainers.image.created': '2024-01-01T00:00:00Z' };
  const changed = Buffer.from(JSON.stringify({ ...manifest, annotations }));
  const root = describeBytes(descriptor.mediaType, changed);
  await place.push(root, openBytes(changed), { tags: ['1.0.0'] });
  theirs = root.digest;
});

/** Where the version is, and which of both have signatures that we accept. */
async function state() {
  const isMet = async (digest: Digest) =>
    (await world.act('inspect', `${chart}@${digest}`, { verify: '- key: key.pub' })).error === undefined;
  const place = world.place(chart);
  return { tag: (await place.resolve('1.0.0')).digest, ours: await isMet(ours), theirs: await isMet(theirs) };
}

const fresh = () =>
  makeWorld({ 'key.pem': privatePem, 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' });
const helm = (): Given<'push'> => ({ kind: 'helm', files: ['web'] });

it('a chart that is signed has its own tags and that of its signature, and tells its signatures', async () => {
  const { act, place } = await fresh();
  const { result, error } = await act('push', 'r.test/charts', { ...helm(), ...signing });
  expect(error).toBeUndefined();
  const signatures = ['bundle', 'legacy'].map((format) => ({ format, reference: `${chart}@${result.digest}` }));
  expect(result.items).toMatchObject([{ status: 'pushed', signatures }]);
  const tags = await Array.fromAsync(place(chart).tags());
  expect(tags.sort()).toEqual(['1.0.0', signatureTag(result.digest as Digest)]);
});

it('a chart that is not signed in the end says what it put, and what it sent', async () => {
  const { act, place } = await fresh();
  place(chart).referrers = () => {
    throw new OciError('DENIED', 'No lists here');
  };
  const { error, result } = await act('push', 'r.test/charts', { ...helm(), ...signing });
  expect(error).toMatchObject({ code: 'DENIED' });
  const [item] = result.items ?? [];
  expect(item).toMatchObject({ status: 'failed', reference: `${chart}@${item?.digest}` });
  expect((await place(chart).resolve(item?.digest ?? '')).digest).toBe(item?.digest);
  await expect(place(chart).resolve('1.0.0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(result.transferred).toBe(result.size);
});

it('a chart whose manifest is refused counts what was sent of it', async () => {
  const world = await fresh();
  const place = world.place(chart);
  const { push: own } = place;
  place.push = (descriptor, open, options) =>
    descriptor.mediaType.endsWith('.manifest.v1+json')
      ? Promise.reject(new OciError('DENIED', 'No manifests here'))
      : own.call(place, descriptor, open, options);
  const { error, result } = await world.act('push', 'r.test/charts', helm());
  expect(error).toMatchObject({ code: 'DENIED' });
  expect(result).toMatchObject({ changed: false, reused: 0 });
  expect(result.transferred).toBeGreaterThan(0);
});

describe('the same chart in the manifest of somebody else', () => {
  it('is a conflict for a step that signs', async () => {
    const { error, result } = await push(signing);
    expect(error).toMatchObject({ code: 'CONFLICT', topic: 'chart-release' });
    expect(result).toMatchObject({ changed: false });
    expect(await state()).toEqual({ tag: theirs, ours: false, theirs: false });
    await expect(world.place(chart).resolve(signatureTag(theirs))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives way to ours, which is signed, with if-exists: overwrite', async () => {
    const { error, result } = await push({ ...signing, ifExists: 'overwrite' });
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ digest: ours, changed: true, previous: { '1.0.0': theirs } });
    expect(await state()).toEqual({ tag: ours, ours: true, theirs: false });
  });

  it('stays, without a signature, with if-exists: skip', async () => {
    const { error, said, result } = await push({ ...signing, ifExists: 'skip' });
    expect(error).toBeUndefined();
    // That it stays, and that it is not signed.
    expect(noticed(said)).toEqual({ notice: 2 });
    expect(result).toMatchObject({ changed: false });
    expect(await state()).toEqual({ tag: theirs, ours: false, theirs: false });
  });

  it('stays unchanged for a step that does not sign', async () => {
    const { error, said, result } = await push({});
    expect(error).toBeUndefined();
    expect(result.items).toMatchObject([{ status: 'unchanged' }]);
    expect(noticed(said)).toEqual({});
    expect(await state()).toEqual({ tag: theirs, ours: false, theirs: false });
  });

  it.each(['both', 'legacy'] as const)('stays unchanged when this key has signed it, as %s', async (format) => {
    const signed = await world.act('tag', `${chart}:1.0.0`, { tags: ['seen'], ...signing, signatureFormat: format });
    expect(signed.error).toBeUndefined();
    const { error, result } = await push({ ...signing, tags: ['latest'] });
    expect(error).toBeUndefined();
    expect((await world.place(chart).resolve('latest')).digest).toBe(theirs);
    // In both forms, by default: of the older one alone, a bundle is added.
    expect(result).toMatchObject({ changed: true, items: [{ status: 'pushed', signatures: [{}, {}] }] });
    expect((await push(signing)).result).toMatchObject({ changed: false, items: [{ changed: false }] });
    expect(await state()).toEqual({ tag: theirs, ours: false, theirs: true });
  });
});
