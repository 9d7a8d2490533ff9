import { describe, expect, it } from '@jest/globals';
import { isIndexType, isManifestType, isMediaType, manifestTypes } from '../../src/oci/media-types.ts';

describe('isMediaType', () => {
  it.each([
    'text/plain',
    'application/vnd.oci.image.manifest.v1+json',
    'a/b',
    'X-1/y!#$&^_.+-',
    `${'a'.repeat(127)}/${'b'.repeat(127)}`,
  ])('takes %s', (text) => {
    expect(isMediaType(text)).toBe(true);
  });

  it.each([
    '',
    'text',
    'text/',
    '/plain',
    'text//plain',
    'text/plain; charset=utf-8',
    'text/plain/more',
    ' text/plain',
    'text/plain\n',
    'text/pl ain',
    '+text/plain',
    'téxt/plain',
    `${'a'.repeat(128)}/b`,
    undefined,
    null,
    7,
    ['text/plain'],
  ])('refuses %j', (text) => {
    expect(isMediaType(text)).toBe(false);
  });
});

it.each([
  ['application/vnd.oci.image.manifest.v1+json', true, false],
  ['application/vnd.oci.image.index.v1+json', true, true],
  ['application/vnd.docker.distribution.manifest.v2+json', true, false],
  ['application/vnd.docker.distribution.manifest.list.v2+json', true, true],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws', false, false],
  ['application/json', false, false],
  ['toString', false, false],
])('knows whether %s is a manifest and an index', (mediaType, isManifest, isIndex) => {
  expect(isManifestType(mediaType)).toBe(isManifest);
  expect(isIndexType(mediaType)).toBe(isIndex);
  expect(manifestTypes.includes(mediaType)).toBe(isManifest);
});
