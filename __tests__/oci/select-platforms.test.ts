import { expect, it } from '@jest/globals';
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
  ['one, whose variant a lower one serves', [{ ...amd, variant: 'v3' }], 'amd'],
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
  ['none', [s390]],
  ['some of those asked for', [amd, s390]],
  [
    'another system',
    [
      { ...amd, os: 'windows' },
      { ...arm, os: 'windows' },
    ],
  ],
  ['what is for no platform', [unknown]],
])('an index that has %s is refused', (_, platforms) => {
  expect(() => select(platforms)).toThrow(
    expect.objectContaining({
      code: 'NOT_FOUND',
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

it.each<[string, Descriptor[], Platform | undefined, string]>([
  ['without the platform', Object.values(entries), s390, 'NOT_FOUND'],
  ['without any platform', [entries['of amd']], amd, 'NOT_FOUND'],
  ['of which one has to be chosen', [forAmd, entries['of amd'], entries.plain], undefined, 'INVALID_INPUT'],
  ['of nothing', [], undefined, 'ARTIFACT'],
])('an index %s is refused where one manifest is wanted', (_, manifests, platform, code) => {
  expect(() => selectPlatform(indexOf(...manifests), platform, 'app:v1')).toThrow(expect.objectContaining({ code }));
});
