import type { OciError } from '../../src/errors.ts';
import { choosePlatform } from '../../src/modes/find/choose-platform.ts';
import { choosePlatforms } from '../../src/modes/find/choose-platforms.ts';
import { checkExpected } from '../../src/modes/find/find-manifest.ts';
import { readConfig } from '../../src/modes/find/read-config.ts';
import { parseTagFilter } from '../../src/modes/find/tag-filter.ts';
import { describe } from '../../src/oci/descriptor.ts';
import { parsePlatform } from '../../src/oci/platform.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { findIn, makeTime } from '../support/action/find-in.ts';
import { makeWorld } from '../support/action/make-world.ts';
import { putGraph } from '../support/content/named-graph.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { makeKeys } from '../support/trust/keys.ts';
import type { MessageRow } from './message-row.ts';
import { named } from './named.ts';

const { signal } = new AbortController();
const [zeros, ones] = ['0', '1'].map((digit) => `sha256:${digit.repeat(64)}`) as [`sha256:0`, `sha256:1`];

/** A place in which each of these tags names a manifest of its own. */
async function placeOf(tags: readonly string[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await putGraph(store, Object.fromEntries(tags.map((tag) => [`m${tag}`, { tags: [tag] }])));
  return store;
}
const finding = (tags: readonly string[], suffix: string) => async () => {
  const { message } = await findIn(await placeOf(tags), { reference: parseReference(`r.test/app${suffix}`) });
  throw new Error(message);
};
/** What a search of a version says, or its failure. */
const findingVersion =
  (tags: readonly string[], version: string, suffix = '', wait?: number) =>
  async () => {
    const reference = parseReference(`r.test/app${suffix}`);
    const told = await findIn(await placeOf(tags), { reference, version, wait });
    if (told.message !== undefined && wait === undefined) throw new Error(named(told.message));
    return [...told.said, ...(told.message === undefined ? [] : [told.message])];
  };
const waiting = (reference: string, ifNotFound: 'error' | 'ignore') => async () => {
  const { message, said } = await findIn(
    await placeOf(['v2']),
    { reference: parseReference(reference), wait: 3_000, ifNotFound },
    makeTime().time,
  );
  return [...said, ...(message === undefined ? [] : [message])];
};
const filtering = (filter: string) => () => parseTagFilter(filter);
const missing = (name: string, rest = '') => `There is no manifest ${name} in memory${rest}`;
const noVersion = (asked: string, rest: string) => `r.test/app has no ${asked}: it has ${rest}`;
const many = (name: (at: number) => string) => Array.from({ length: 12 }, (_, at) => name(at));

const indexes = async (depth: number) => {
  const store = new MemoryStore();
  const platform = { os: 'linux', architecture: 'arm64' };
  let top = await putArtifact(store, { a: 'a' }, []);
  for (let at = 0; at < depth; at += 1) {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [{ ...top, platform }] }));
    top = describe('application/vnd.oci.image.index.v1+json', bytes);
    await store.push(top, openBytes(bytes));
  }
  return choosePlatform(store, await store.manifest(top.digest), platform, 'r.test/app', signal);
};
/** What is said of the platform that is taken out of an index of these. */
const taking = (wanted: string, offered: string[], isOne: boolean) => async () => {
  const store = new MemoryStore();
  const part = await putArtifact(store, { a: 'a' }, []);
  const manifests = offered.map((name) => ({ ...part, platform: parsePlatform(name) }));
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }));
  const top = describe('application/vnd.oci.image.index.v1+json', bytes);
  await store.push(top, openBytes(bytes));
  const content = await store.manifest(top.digest);
  const said: string[] = [];
  const onTaken = (line: string) => said.push(line);
  const platforms = [parsePlatform(wanted)].flatMap((platform) => platform ?? []);
  if (isOne) await choosePlatform(store, content, platforms[0], 'r.test/app', signal, onTaken);
  else await choosePlatforms(store, content, platforms, 'r.test/app:v1', signal, onTaken);
  return said;
};
const image = async (config: object) => {
  const store = new MemoryStore();
  const { digest } = await putArtifact(store, { a: 'a' }, [], { config });
  const platforms = ['arm64', 'riscv64'].map((architecture) => ({ os: 'linux', architecture }));
  return choosePlatforms(store, await store.manifest(digest), platforms, 'r.test/app:v1', signal);
};

const [own, other] = [makeKeys(), makeKeys()];
/** What a mode says of a signed manifest with this policy. */
const verifying =
  (mode: 'inspect' | 'copy', given: object, signatureFormat: 'bundle' | 'legacy' = 'bundle') =>
  async () => {
    const keys = { 'own.pem': own.privatePem, 'own.pub': own.publicPem, 'other.pub': other.publicPem };
    const world = await makeWorld({ 'a.txt': 'a', ...keys, 'large.pub': ' '.repeat(64 * 1024 + 1), 'none.json': '{}' });
    const signing = { sign: 'key', signKey: 'own.pem', signatureFormat } as const;
    await world.act('push', 'r.test/app:v1', { files: ['a.txt'], ...signing });
    const { error, said } = await world.act(mode, 'r.test/app:v1', given);
    if (error) throw new Error(named((error as OciError).message));
    return said.filter((line) => /trusted-root|Verified|Because/.test(line)).map((line) => named(line));
  };

/** What each mode says of a tag beside a digest: that of the same manifest, another one, or none at all. */
const besideDigest = (tag: string) => async () => {
  const world = await makeWorld({ 'a.txt': 'a', 'b.txt': 'b' });
  await world.act('push', 'r.test/app:v1', { files: ['a.txt'] });
  const { result } = await world.act('push', 'r.test/app:v2', { files: ['b.txt'] });
  const reference = `r.test/app:${tag}@${result.digest}`;
  const all = [
    await world.act('inspect', reference),
    await world.act('pull', reference, { path: 'out' }),
    await world.act('copy', reference, { to: ['t.test/app:v1'] }),
    await world.act('tag', reference, { tags: ['v3'] }),
    await world.act('attach', reference, { files: ['a.txt'], artifactType: 'x/report' }),
    await world.act('discover', reference),
  ];
  for (const { error } of all) if (error) throw error;
  return all.flatMap(({ said }) => said.filter((line) => line.includes('r.test/app:')).map((line) => named(line)));
};

/** The form of a signature, in the line that says what it is met by. */
const formIn = (line: string) => /\((.+) DIGEST\)$/.exec(line)?.[1];
const isNotice = (line: string) => line.startsWith('notice: ');

export const findMessages: readonly MessageRow[] = [
  ['a tag that is not there', finding(['v1'], ':v2'), missing('v2', '; the only tag is v1')],
  ['among few', finding(['v1', 'v12'], ':v2'), missing('v2', '; the only tags are v1, v12')],
  [
    'among others',
    finding(['latest', 'v1.0.0', 'v1.0.1', 'v2.0.0', 'main'], ':v1.0.2'),
    missing('v1.0.2', '; the nearest tags are v1.0.0, v1.0.1, v2.0.0'),
  ],
  ['among none', finding([], ':v2'), missing('v2', '; there are no tags')],
  // What is too long to be compared is not near.
  ['among long ones', finding(['x'.repeat(70)], ':v2'), missing('v2')],
  ['beside a long one', finding(['x'.repeat(70), 'v3'], ':v2'), missing('v2', '; the nearest tag is v3')],
  // A digest is no slip of the pen.
  ['a digest that is not there', finding(['v1'], `:v1@${zeros}`), missing(zeros)],
  ['no name', finding([], ''), 'The input reference has neither a tag nor a digest: say which version to pull'],
  [
    'another digest',
    () => checkExpected(zeros, parseReference('r.test/app:v1'), ones),
    `r.test/app:v1 is ${ones}, but expect-digest asks for ${zeros}`,
  ],
  ['too many indexes', () => indexes(9), 'r.test/app has an index nested more than 8 deep'],
  ['the platform that is taken', taking('linux/aarch64', ['linux/arm64'], true), ['Platform: linux/arm64']],
  [
    'a lower variant that is taken',
    taking('linux/arm/v7', ['linux/arm/v6'], true),
    ['Platform: linux/arm/v6, as there is none for linux/arm/v7'],
  ],
  [
    'a lower variant that is copied',
    taking('linux/amd64/v3', ['linux/amd64', 'linux/arm64'], false),
    ['Platform: linux/amd64, as there is none for linux/amd64/v3'],
  ],
  ['the platform that is copied', taking('linux/amd64', ['linux/amd64', 'linux/arm64'], false), []],
  [
    'another platform',
    () => image({ os: 'linux', architecture: 'arm', variant: 'v7' }),
    'r.test/app:v1 is an image for linux/arm/v7, not for linux/arm64, linux/riscv64',
  ],
  [
    'another platform, whose variant is empty',
    () => image({ os: 'linux', architecture: 'amd64', variant: '' }),
    'r.test/app:v1 is an image for linux/amd64, not for linux/arm64, linux/riscv64',
  ],
  [
    'a large config',
    () => readConfig(new MemoryStore(), { mediaType: 'x/y', digest: zeros, size: 2 ** 22 + 1 }, signal),
    `The config ${zeros} is larger than 4 MiB`,
  ],
  [
    'a tag beside another digest, in each mode',
    besideDigest('v1'),
    Array.from(
      { length: 6 },
      () => 'notice: r.test/app:v1 leads to DIGEST, not to the digest beside it in the input reference, which is used',
    ),
  ],
  ['a tag beside its own digest', besideDigest('v2'), []],
  ['a missing tag beside a digest', besideDigest('v9'), []],
  ['a version', findingVersion(['1.0.0'], '^1'), ['info: ^1 is 1.0.0']],
  ['the newest version', findingVersion(['1.0.0'], ''), ['info: The newest version is 1.0.0']],
  ['the version asked for', findingVersion(['1.0.0'], '1.0.0'), []],
  ['no such version', findingVersion(['1.0.0', '1.1.0'], '1.2.0'), noVersion('version 1.2.0', '1.1.0, 1.0.0')],
  // The nearest first.
  [
    'no such version of many',
    findingVersion(['3.0.0', '1.1.0', '1.2.0', '2.2.9'], '1.2.7'),
    noVersion('version 1.2.7', '1.2.0, 1.1.0, 3.0.0, 2.2.9'),
  ],
  [
    'no version in a range',
    findingVersion(['12.30.0', '1.3.0', '12.3.0', '12.4.0'], '~12.3.9'),
    noVersion('version ~12.3.9', '12.3.0, 12.30.0, 12.4.0, 1.3.0'),
  ],
  [
    'no version between two',
    findingVersion(['3.0.0', '2.2.0'], '2.5.0 - 2.9'),
    noVersion('version 2.5.0 - 2.9', '2.2.0, 3.0.0'),
  ],
  [
    'a version that may be meant as a range',
    findingVersion(['3.0.0', '1.0.0'], '1'),
    noVersion('version 1', '1.0.0, 3.0.0; as a range, write 1.x'),
  ],
  ['a longer one', findingVersion(['1.0.0'], '2.10'), noVersion('version 2.10', '1.0.0; as a range, write 2.10.x')],
  ['a tag that is no range', findingVersion(['1.0.0'], 'v2'), noVersion('version v2', '1.0.0')],
  [
    'pre-releases alone',
    findingVersion(['1.0.0-rc.1'], '^1'),
    noVersion('version ^1', '1.0.0-rc.1; pre-releases are taken only when the range names one'),
  ],
  ['another pre-release', findingVersion(['1.0.0', '2.0.0-rc.1'], '^2'), noVersion('version ^2', '2.0.0-rc.1, 1.0.0')],
  ['no versions', findingVersion([], ''), noVersion('released version', 'no versions')],
  [
    'no released version',
    findingVersion(['1.0.0-rc.1'], ''),
    noVersion('released version', '1.0.0-rc.1; pre-releases are taken only when the range names one'),
  ],
  [
    'tags that are no versions',
    findingVersion(
      many((at) => `t${10 + at}`),
      '1.0.0',
    ),
    noVersion('version 1.0.0', 'no versions, but tags such as t10, t11, t12, t13, t14, t15, t16, t17, t18, t19'),
  ],
  [
    'many versions',
    findingVersion(
      many((at) => `1.0.${at}`),
      '2.0.0',
    ),
    noVersion('version 2.0.0', '1.0.11, 1.0.10, 1.0.9, 1.0.8, 1.0.7, 1.0.6, 1.0.5, 1.0.4, 1.0.3, 1.0.2 and 2 more'),
  ],
  [
    'a version beside a tag',
    findingVersion(['v1'], '1.0.0', ':v1'),
    'The input version "1.0.0" is for a repository alone, but the input reference names v1: give one of them',
  ],
  [
    'a version that cannot be a tag',
    findingVersion([], `1.0.0-${'a'.repeat(130)}`),
    `The input version "1.0.0-${'a'.repeat(130)}" cannot be a tag`,
  ],
  [
    'waiting for a tag',
    waiting('r.test/app:v1', 'error'),
    [
      'info: r.test/app:v1 does not exist yet; looking again in 1 s, with 3 s left',
      'info: r.test/app:v1 does not exist yet; looking again in 2 s, with 2 s left',
      'There is no manifest v1 in memory; waited 3 s for it; the only tag is v2',
    ],
  ],
  [
    'waiting for what may be missing',
    waiting('r.test/app:v1', 'ignore'),
    [
      'info: r.test/app:v1 does not exist yet; looking again in 1 s, with 3 s left',
      'info: r.test/app:v1 does not exist yet; looking again in 2 s, with 2 s left',
      'info: Not found: There is no manifest v1 in memory; waited 3 s for it',
    ],
  ],
  [
    'waiting for a version',
    findingVersion(['1.0.0'], '^2', '', 1_000),
    [
      'info: r.test/app has no version ^2 yet; looking again in 1 s, with 1 s left',
      noVersion('version ^2', '1.0.0; waited 1 s for it'),
    ],
  ],
  [
    'a filter',
    filtering('latest'),
    'The input filter "latest" is neither a range of versions such as ^1.2 nor a /regular expression/',
  ],
  ['an open expression', filtering('/^v1'), 'The input filter "/^v1" is a regular expression without a / at its end'],
  [
    'a wrong expression',
    filtering('/(/'),
    'The input filter "/(/" is not a regular expression that Go accepts: missing closing ): `(`',
  ],
  [
    'an unknown flag',
    filtering('/a/g'),
    'The input filter "/a/g" has something other than the flags i, m and s after the last /',
  ],
  [
    'a bundle that is met',
    verifying('inspect', { verify: '- key: own.pub' }),
    ['info: Verified: r.test/app@DIGEST is signed by key own.pub (bundle DIGEST)'],
  ],
  [
    'a signature that is met',
    async () => (await verifying('inspect', { verify: '- key: own.pub' }, 'legacy')()).map(formIn),
    ['legacy signature'],
  ],
  [
    'roots for nothing',
    verifying('inspect', { trustedRoot: 'none.json' }),
    ['warning: The input trusted-root does nothing without verify'],
  ],
  [
    'signatures that stay behind',
    async () =>
      (await verifying('copy', { to: ['t.test/app'], verify: '- key: own.pub', referrers: false })()).filter(isNotice),
    ['notice: Because of referrers: false, the signatures that were verified are not copied'],
  ],
  [
    'a large key',
    verifying('inspect', { verify: '- key: large.pub' }),
    'The file "large.pub" of the input verify is larger than 64 KiB',
  ],
  [
    'no key',
    verifying('inspect', { verify: '- key: none.pub' }),
    'The file "none.pub" of the input verify does not exist',
  ],
];
