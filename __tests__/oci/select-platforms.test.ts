import { describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeContent } from '../../src/oci/descriptor.ts';
import { type Index, parseManifest } from '../../src/oci/manifest.ts';
import type { Platform } from '../../src/oci/platform.ts';
import { selectPlatform, selectPlatforms } from '../../src/oci/select-platforms.ts';

const mediaType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const amd: Platform = { os: 'linux', architecture: 'amd64' };
const arm: Platform = { os: 'linux', architecture: 'arm64' };
const windows: Platform = { os: 'windows', architecture: 'amd64' };
const s390: Platform = { os: 'linux', architecture: 's390x' };
const unknown: Platform = { os: 'unknown', architecture: 'unknown' };

const entry = (name: string, platform?: Platform, annotations?: Record<string, string>): Descriptor => ({
  ...describeContent(manifestType, Buffer.from(name)),
  ...(platform ? { platform } : {}),
  ...(annotations ? { annotations } : {}),
});
const attests = (name: string, { digest }: Descriptor) =>
  entry(name, unknown, { 'vnd.docker.reference.digest': digest });
const [forAmd, forArm, forWindows] = [entry('amd', amd), entry('arm', arm), entry('windows', windows)];
/** By name, in the order of the index. */
const entries = {
  amd: forAmd,
  arm: forArm,
  'of amd': attests('of amd', forAmd),
  'of arm': attests('of arm', forArm),
  windows: forWindows,
  plain: entry('plain'),
};
const nameOf = (wanted: string) => Object.entries(entries).find(([, { digest }]) => digest === wanted)?.[0];

function select(platforms: Platform[]) {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests: Object.values(entries), x: 1 }));
  return selectPlatforms(bytes, parseManifest(bytes, mediaType) as Index, platforms, 'app:v1');
}

it.each([
  ['one', [windows], 'windows'],
  ['one, with its usual variant', [{ ...arm, variant: 'v8' }], 'arm'],
  ['one, twice', [amd, amd], 'amd'],
])('of an index, %s is that manifest', (_, platforms, name) => {
  const selected = select(platforms);
  expect('single' in selected && nameOf(selected.single.digest)).toBe(name);
});

it.each([
  ['some', [amd, windows], ['amd', 'of amd', 'windows']],
  ['some in another order', [windows, arm], ['arm', 'of arm', 'windows']],
  ['all', [arm, amd, windows], ['amd', 'arm', 'of amd', 'of arm', 'windows']],
])(
  'of an index, %s are an index with what is attested of them, and other fields as they were',
  (_, platforms, names) => {
    const selected = select(platforms);
    const body = 'bytes' in selected ? JSON.parse(selected.bytes.toString()) : {};
    expect(body.manifests.map(({ digest }: Descriptor) => nameOf(digest))).toEqual(names);
    expect(body).toMatchObject({ schemaVersion: 2, mediaType, x: 1 });
  },
);

it.each([
  ['none', [s390], 'linux/s390x'],
  ['some of those asked for', [amd, s390], 'linux/s390x'],
  ['another variant', [{ ...arm, variant: 'v9' }], 'linux/arm64/v9'],
  [
    'another system',
    [
      { ...amd, os: 'windows' },
      { ...arm, os: 'windows' },
    ],
    'windows/arm64',
  ],
  ['what is for no platform', [unknown], 'unknown/unknown'],
])('an index that has %s is refused', (_, platforms, missing) => {
  expect(() => select(platforms)).toThrow(
    expect.objectContaining({
      code: 'NOT_FOUND',
      message: `app:v1 has nothing for the platform ${missing}: it has linux/amd64, linux/arm64, windows/amd64`,
      topic: 'missing-platform',
    }),
  );
});

const indexOf = (...manifests: Descriptor[]): Index =>
  parseManifest(Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests })), mediaType) as Index;

it.each<[string, Descriptor[], Platform | undefined, Descriptor]>([
  ['the one for a platform', Object.values(entries), arm, forArm],
  ['the one for a platform with its usual variant', Object.values(entries), { ...arm, variant: 'v8' }, forArm],
  ['the first of several for a platform', [entries.plain, forAmd, entry('other', amd)], amd, forAmd],
  ['the only one', [forArm], undefined, forArm],
  ['the only one that is not an attestation', [entries['of amd'], forAmd], undefined, forAmd],
  ['the only one, which is for no platform', [entries.plain], undefined, entries.plain],
])('of an index, %s is chosen', (_, manifests, platform, chosen) => {
  expect(selectPlatform(indexOf(...manifests), platform, 'app:v1').digest).toBe(chosen.digest);
});

const { digest: plain } = entries.plain;
it.each<[string, Descriptor[], Platform | undefined, { code: string; message: string }]>([
  [
    'without the platform',
    Object.values(entries),
    s390,
    {
      code: 'NOT_FOUND',
      message: `app:v1 has nothing for the platform linux/s390x: it has linux/amd64, linux/arm64, windows/amd64, ${plain}`,
    },
  ],
  [
    'without any platform',
    [entries['of amd']],
    amd,
    { code: 'NOT_FOUND', message: 'app:v1 has nothing for the platform linux/amd64: it has no platforms' },
  ],
  [
    'of which one has to be chosen',
    [forAmd, entries['of amd'], entries.plain],
    undefined,
    {
      code: 'INVALID_INPUT',
      message: `app:v1 is an index of linux/amd64, ${plain}: choose one with the input platform`,
    },
  ],
  ['of nothing', [], undefined, { code: 'ARTIFACT', message: 'app:v1 is an index without manifests' }],
])('an index %s is refused where one manifest is wanted', (_, manifests, platform, expected) => {
  expect(() => selectPlatform(indexOf(...manifests), platform, 'app:v1')).toThrow(expect.objectContaining(expected));
});

describe('An index that lacks a platform says what it has', () => {
  const listed = (count: number, from = 0) =>
    Array.from({ length: count }, (_, number) => ({ os: 'linux', architecture: `a${from + number}` }));
  const refuse = (manifests: Descriptor[]) => {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
    return () => selectPlatforms(bytes, parseManifest(bytes, mediaType) as Index, [s390], 'app:v1');
  };
  const start = 'app:v1 has nothing for the platform linux/s390x: it has ';

  it.each<[string, Descriptor[], string]>([
    ['nothing for any platform', [entry('plain'), entry('x', unknown)], 'no platforms'],
    [
      'twenty of many',
      listed(30).map((platform) => entry('x', platform)),
      `${listed(20)
        .map((one) => `linux/${one.architecture}`)
        .join(', ')} and 10 more`,
    ],
  ])('%s', (_, manifests, list) => {
    expect(refuse(manifests)).toThrow(expect.objectContaining({ message: `${start}${list}` }));
  });
});
