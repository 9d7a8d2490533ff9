import { beforeEach, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { signatureTag } from '../../../src/trust/find.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import { makeWorld } from '../../support/action/make-world.ts';
import { onManifest } from '../../support/content/on-manifest.ts';
import { putIndex } from '../../support/content/shelf.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const people = ['source', 'promoter', 'qa'] as const;
const keyFiles = people.flatMap((name) => {
  const { privatePem, publicPem } = makeKeys();
  return [
    [`${name}.pem`, privatePem],
    [`${name}.pub`, publicPem],
  ];
});
const by = (name: (typeof people)[number]) => ({ sign: 'key', signKey: `${name}.pem` }) as const;
const files = ['a.txt'];
const more = { annotations: onManifest({ more: 'yes' }) };

let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld({ 'a.txt': 'a', ...Object.fromEntries(keyFiles) });
});

/** Pushes an artifact, and gives its digest. */
async function put(reference: string, given: object = {}): Promise<string> {
  const { result, error } = await world.act('push', reference, { files, ...given });
  expect(error).toBeUndefined();
  return result.digest ?? '';
}
const notices = (said: readonly string[]) => said.filter((line) => line.startsWith('notice: '));
const skip = { ifExists: 'skip' } as const;

describe('of what stays under a tag', () => {
  it.each([
    ['signs', by('source'), ['notice: r.test/app@KEPT stays where it is: this step has not signed it']],
    ['does not sign', {}, []],
  ])('a push that %s says what it has not done', async (_, given, says) => {
    const kept = await put('r.test/app:v1');
    const { said, result } = await world.act('push', 'r.test/app:v1', { files, ...more, ...skip, ...given });
    expect(result.digest).toBe(kept);
    expect(notices(said).filter((line) => line.includes('this step'))).toEqual(
      says.map((line) => line.replace('KEPT', kept)),
    );
  });

  it.each([
    ['signs', by('source'), ['notice: r.test/app@KEPT stays where it is: this step has not signed it']],
    [
      'would sign',
      { ...by('source'), dryRun: true },
      ['notice: r.test/app@KEPT stays where it is: this step has not signed it'],
    ],
    ['does not sign', {}, []],
  ])('a tag that %s says what it has not done', async (_, given, says) => {
    const kept = await put('r.test/app:stable');
    await put('r.test/app:v2', more);
    const { said, result } = await world.act('tag', 'r.test/app:v2', { tags: ['stable'], ...skip, ...given });
    expect(result.signatures).toBeUndefined();
    expect(notices(said).filter((line) => line.includes('this step'))).toEqual(
      says.map((line) => line.replace('KEPT', kept)),
    );
  });

  it.each([
    ['verifies', { verify: '- key: source.pub' }, 'verified'],
    ['signs', by('promoter'), 'signed'],
    ['does both', { verify: '- key: source.pub', ...by('promoter') }, 'verified or signed'],
    ['does neither', {}, undefined],
  ])('a copy that %s says what it has not done, and shows nothing of the source beside it', async (_, given, says) => {
    const kept = await put('t.test/app:v1', more);
    await put('r.test/app:v1', by('source'));
    const { said, result, error } = await world.act('copy', 'r.test/app:v1', { to: ['t.test/app'], ...skip, ...given });
    expect(error).toBeUndefined();
    expect(notices(said).filter((line) => line.includes('this step'))).toEqual(
      says === undefined ? [] : [`notice: t.test/app@${kept} stays where it is: this step has not ${says} it`],
    );
    expect(result).toMatchObject({ digest: kept, changed: false, related: [] });
  });

  it('a copy that moves it says nothing of the kind, and shows what came along', async () => {
    const digest = await put('r.test/app:v1', by('source'));
    const given = { to: ['t.test/app'], ...skip, verify: '- key: source.pub', ...by('promoter') };
    const { said, result } = await world.act('copy', 'r.test/app:v1', given);
    expect(notices(said)).toEqual([]);
    expect(result.related).toEqual(expect.arrayContaining([expect.objectContaining({ of: digest })]));
  });
});

it.each([
  [false, { warning: 1 }],
  [true, {}],
])('A list of signatures that cannot be read, in a dry run %s, is told for what is there', async (dryRun, says) => {
  await put('r.test/app:v1');
  const place = world.place('r.test/app');
  place.referrers = () => {
    throw new OciError('DENIED', 'No lists here');
  };
  const { said, error } = await world.act('tag', 'r.test/app:v1', { tags: ['stable'], dryRun, ...by('source') });
  expect(error).toMatchObject({ code: 'DENIED' });
  expect(noticed(said)).toEqual(says);
});

it('A push that is not signed in the end says what it put, and moves no tag', async () => {
  world.place('r.test/app').referrers = () => {
    throw new OciError('DENIED', 'No lists here');
  };
  const { result, error } = await world.act('push', 'r.test/app:v1', { files, ...by('source') });
  expect(error).toMatchObject({ code: 'DENIED' });
  const there = await world.place('r.test/app').resolve(result.digest ?? '');
  expect(result).toMatchObject({ reference: `r.test/app@${there.digest}`, changed: false });
  expect(result.files).toHaveLength(1);
  await expect(world.place('r.test/app').resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it.each(['push', 'tag'] as const)(
  'A %s that gives a signed manifest one more tag has changed something',
  async (mode) => {
    await put('r.test/app:v1', by('source'));
    const more = mode === 'push' ? { files } : { tags: ['v2'] };
    const reference = mode === 'push' ? 'r.test/app:v2' : 'r.test/app:v1';
    const { said, result, error } = await world.act(mode, reference, { ...more, ...by('source') });
    expect(error).toBeUndefined();
    expect(said.some((line) => line.startsWith('info: Already signed by '))).toBe(true);
    expect(result).toMatchObject({ changed: true });
  },
);

it.each([
  ['a push of what is there', 'push', 'r.test/app', { files }],
  ['an attach', 'attach', 'r.test/app:v1', { files, artifactType: 'x/y' }],
] as const)('A dry run of %s says that it would be signed, and signs nothing', async (_, mode, reference, given) => {
  const digest = await put('r.test/app:v1');
  const dry = { ...given, files: [...given.files], dryRun: true, ...by('source') };
  const { said, result, error } = await world.act(mode, reference, dry);
  expect(error).toBeUndefined();
  expect(result).toMatchObject({ changed: true });
  expect(said.filter((line) => line.startsWith('info: Would sign '))).toHaveLength(1);
  const subject = await world.place('r.test/app').resolve(digest);
  expect(await Array.fromAsync(world.place('r.test/app').referrers(subject))).toEqual([]);
});

describe('of a copy that is another manifest', () => {
  const text = 'Signatures of the source do not apply to it; to sign the copy, set sign';
  const amd64 = { os: 'linux', architecture: 'amd64' };
  const putIndexOfOne = async () => {
    const place = world.place('r.test/app');
    const digests = [await put('r.test/app:amd'), await put('r.test/app:arm', more)];
    const [amd, arm] = await Promise.all(digests.map((digest) => place.resolve(digest)));
    const platforms = [amd64, { os: 'linux', architecture: 'arm64' }];
    const parts = [amd, arm].flatMap((each, index) => (each ? [{ ...each, platform: platforms[index] }] : []));
    return (await putIndex(place, parts as never, ['v1'])).digest;
  };

  it.each([
    ['annotations', () => put('r.test/app:v1'), more, 'With the annotations, the copy is'],
    ['platforms', putIndexOfOne, { platforms: [amd64] }, 'The chosen platforms are'],
  ])(
    'because of %s, a step that verifies and does not sign says that signatures do not apply',
    async (_, publish, given, why) => {
      const before = await publish();
      await world.act('tag', 'r.test/app:v1', { tags: ['v1'], ...by('source') });
      const start = (digest?: string) =>
        `notice: ${why} another manifest than ${before}: the copy has the digest ${digest}`;
      const verify = '- key: source.pub';
      const bare = await world.act('copy', 'r.test/app:v1', { to: ['t.test/bare'], verify, ...given });
      expect(notices(bare.said)).toContain(`${start(bare.result.digest)}. ${text}`);
      const signed = await world.act('copy', 'r.test/app:v1', {
        to: ['t.test/signed'],
        verify,
        ...given,
        ...by('promoter'),
      });
      expect(notices(signed.said)).toContain(start(signed.result.digest));
      const other = await world.act('copy', 'r.test/app:v1', { to: ['t.test/other'], ...given });
      expect(notices(other.said)).toContain(start(other.result.digest));
    },
  );
});

it('a copy that signs takes no signature of others away, and the next one changes nothing', async () => {
  const legacy = { signatureFormat: 'legacy' } as const;
  const digest = await put('r.test/app:v1', { ...by('source'), ...legacy });
  const copied = { to: ['t.test/app'], ...by('promoter'), ...legacy };
  const act = (given = {}) => world.act('copy', 'r.test/app:v1', { ...copied, ...given });
  expect(await act()).toMatchObject({ error: undefined, result: { changed: true } });
  await world.act('tag', 't.test/app:v1', { tags: ['stable'], ...by('qa'), ...legacy });
  const verify = people.map((name) => `- key: ${name}.pub\n`).join('');
  for (const changed of [false, false]) {
    const done = await act({ ifExists: 'overwrite' });
    expect(done).toMatchObject({ error: undefined, result: { changed } });
    const content = await world.place('t.test/app').manifest(signatureTag(digest as `sha256:${string}`));
    expect(content.parsed()).toMatchObject({ layers: [{}, {}, {}] });
    expect(await world.act('inspect', 't.test/app:v1', { verify })).toMatchObject({ error: undefined });
  }
});
