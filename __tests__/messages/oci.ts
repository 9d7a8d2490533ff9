import { parseDescriptor } from '../../src/oci/descriptor.ts';
import { type Index, parseManifest } from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { selectPlatform } from '../../src/oci/select-platforms.ts';
import type { MessageRow } from './message-row.ts';

const named =
  (text: string, registry = '') =>
  () =>
    parseReference(text, { registry });
const longName = `x.io/${'a'.repeat(251)}`;
const tagRule = 'letters, digits, and after the first . _ - (128 at most)';

const sha: string = `sha256:${'a'.repeat(64)}`;
const valid = { mediaType: 'a/b', digest: `sha256:${'a'.repeat(64)}`, size: 3 };
const layers = [valid];
const body = { schemaVersion: 2, config: valid, layers };
const manifest =
  (value: unknown, mediaType = imageManifest) =>
  () =>
    parseManifest(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), mediaType);
const descriptor = (changes: object | null) => () => parseDescriptor(changes && { ...valid, ...changes }, 'Entry 7');
const index = (count: number, platform?: { os: string; architecture: string }) => {
  const platformAt = (at: number) => ({ platform: { os: 'linux', architecture: `a${at}` } });
  const manifests = Array.from({ length: count }, (_, at) => ({ ...valid, ...platformAt(at) }));
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
  return () => selectPlatform(parseManifest(bytes, imageIndex) as Index, platform, 'app:v1');
};
const s390 = { os: 'linux', architecture: 's390x' };
const withoutPlatforms = () =>
  selectPlatform({ kind: 'index', mediaType: imageIndex, manifests: [], annotations: {} }, s390, 'app:v1');

export const contentMessages: readonly MessageRow[] = [
  ['no JSON', manifest('<html>'), 'The manifest is not valid JSON'],
  ['an index without JSON', manifest('{', imageIndex), 'The index is not valid JSON'],
  ['deep JSON', manifest('['.repeat(101)), 'The manifest is nested more than 100 deep'],
  ['a list', manifest([]), 'The manifest is not a JSON object'],
  ['schema 1', manifest({ ...body, schemaVersion: 1 }), 'The manifest does not have schemaVersion 2'],
  [
    'another type',
    manifest({ ...body, mediaType: imageIndex }),
    'The manifest says it is "application/vnd.oci.image.index.v1+json" but was served as application/vnd.oci.image.manifest.v1+json',
  ],
  [
    'no type',
    manifest({ ...body, mediaType: null }),
    'The manifest says it is something without a media type but was served as application/vnd.oci.image.manifest.v1+json',
  ],
  ['two readings', manifest({ ...body, manifests: [] }), 'The manifest has manifests and could be read in two ways'],
  ['no list of layers', manifest({ ...body, layers: {} }), 'The manifest has no list of layers'],
  [
    'too many layers',
    manifest({ ...body, layers: new Array(10_001).fill(valid) }),
    'The manifest has more than 10000 layers',
  ],
  ['no config', manifest({ ...body, config: [] }), 'The config of the manifest has no descriptor'],
  [
    'a layer that is none',
    manifest({ ...body, layers: [valid, []] }),
    'Entry 2 of layers in the manifest has no descriptor',
  ],
  [
    'annotations that are none',
    manifest({ ...body, annotations: [] }),
    'The manifest has annotations that are not texts',
  ],
  [
    'annotations of an index that are none',
    manifest({ schemaVersion: 2, manifests: [], annotations: [] }, imageIndex),
    'The index has annotations that are not texts',
  ],
  ['what is no manifest', manifest(body, 'a/b'), 'The media type a/b is not that of a manifest'],
  ['no descriptor', descriptor(null), 'Entry 7 has no descriptor'],
  ['no media type', descriptor({ mediaType: undefined }), 'Entry 7 has no media type'],
  ['an odd media type', descriptor({ mediaType: 'a/b\n' }), 'Entry 7 has the invalid media type "a/b\\n"'],
  ['an odd digest', descriptor({ digest: 'sha256:../x' }), 'Entry 7 has an invalid or unsupported digest'],
  ['an odd size', descriptor({ size: -1 }), 'Entry 7 has an invalid size'],
  [
    'a platform that an index lacks',
    index(2, s390),
    'app:v1 has nothing for the platform linux/s390x: it has linux/a0, linux/a1',
  ],
  [
    'a platform that an index of many lacks',
    index(30, s390),
    'app:v1 has nothing for the platform linux/s390x: it has linux/a0, linux/a1, linux/a2, linux/a3, linux/a4, linux/a5, linux/a6, linux/a7, linux/a8, linux/a9, linux/a10, linux/a11, linux/a12, linux/a13, linux/a14, linux/a15, linux/a16, linux/a17, linux/a18, linux/a19 and 10 more',
  ],
  [
    'a platform of an index without any',
    withoutPlatforms,
    'app:v1 has nothing for the platform linux/s390x: it has no platforms',
  ],
  [
    'an index of which one has to be chosen',
    index(2),
    'app:v1 is an index of linux/a0, linux/a1: choose one with the input platforms',
  ],
  ['an index of nothing', index(0), 'app:v1 is an index without manifests'],
];

export const ociMessages: readonly MessageRow[] = [
  ['no reference', named(''), 'The input reference "" has no repository'],
  ['a host', named('x.io:5000'), 'The input reference "x.io:5000" has no repository: write x.io:5000/NAME'],
  ['an address', named('http://x.io/a'), 'The input reference "http://x.io/a" starts with http://: leave that out'],
  ['a wrong host', named('-x.io/app'), 'The input reference "-x.io/app" has an invalid host "-x.io"'],
  ['a wrong repository', named('x.io/a_-b'), 'The input reference "x.io/a_-b" has an invalid repository name'],
  [
    'an empty part of a name',
    named('x.io/a//b'),
    'The input reference "x.io/a//b" has nothing before one of its slashes: is the expression there empty?',
  ],
  [
    'a name that begins with a slash',
    named('/b:v1'),
    'The input reference "/b:v1" has nothing before one of its slashes: is the expression there empty?',
  ],
  [
    'two lines',
    named('x.io/a:v1\nx.io/a:v2'),
    'The input reference "x.io/a:v1\\nx.io/a:v2" has 2 lines, and takes one reference: more tags go into the input tags',
  ],
  ['a long repository', named(longName), `The input reference "${longName}" is longer than 255 characters`],
  ['an empty tag', named('x.io/app:'), `The input reference "x.io/app:" has an invalid tag "": ${tagRule}`],
  [
    'a branch for a tag',
    named('x.io/app:feature/x y'),
    `The input reference "x.io/app:feature/x y" has an invalid tag "feature/x y": ${tagRule}, such as feature-x-y`,
  ],
  ['an empty digest', named('x.io/app@'), 'The input reference "x.io/app@" ends in @ without a digest'],
  [
    'a wrong digest',
    named('x.io/app@sha256:a'),
    'The input reference "x.io/app@sha256:a" has a digest with 1 of 64 hex digits',
  ],
  ['a digest alone', named(sha), `The input reference "${sha}" is a digest alone: write NAME@${sha}`],
  [
    'a digest after a colon',
    named(`x.io/app:${sha}`),
    `The input reference "x.io/app:${sha}" has a digest after a colon: write NAME@${sha}`,
  ],
  [
    'a digest without its algorithm',
    named(`x.io/app@${sha.slice(7)}`),
    `The input reference "x.io/app@${sha.slice(7)}" has a digest without sha256: before it`,
  ],
  ['a login', named('bob:pass@word@x.io/app'), 'The input reference "***@x.io/app" has an invalid digest'],
  ['a layout without a name', named('oci-layout:'), 'The input reference "oci-layout:" has no directory'],
  [
    'two places',
    named('oci-layout:one:v1', 'ghcr.io'),
    'The input reference "oci-layout:one:v1" disagrees with the input registry "ghcr.io"',
  ],
  [
    'two hosts',
    named('y.io/app', 'x.io'),
    'The input reference "y.io/app" names another host than the input registry "x.io"',
  ],
  [
    'a registry with a scheme',
    named('app', 'https://x.io'),
    'The input registry "https://x.io" is not host[:port] or oci-layout:DIR: leave out the scheme',
  ],
  [
    'a registry with a path',
    named('app', 'x.io/owner'),
    'The input registry "x.io/owner" is not host[:port] or oci-layout:DIR',
  ],
];
