import { describe, expect, it } from '@jest/globals';
import {
  chartConfigType,
  chartContentType,
  defaultArtifactType,
  directoryType,
  fluxConfigType,
  imageConfigTypes,
  isIndexType,
  isManifestType,
  isMediaType,
  isNonDistributable,
  manifestTypes,
  retiredManifests,
  twinOf,
} from '../../src/oci/media-types.ts';

it.each([
  [defaultArtifactType, 'application/vnd.unknown.artifact.v1'],
  [chartConfigType, 'application/vnd.cncf.helm.config.v1+json'],
  [chartContentType, 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'],
  [fluxConfigType, 'application/vnd.cncf.flux.config.v1+json'],
  [imageConfigTypes, ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json']],
  [directoryType, 'application/vnd.oci.image.layer.v1.tar+gzip'],
])('what others call by %j', (known, expected) => {
  expect(known).toEqual(expected);
});

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

it.each([
  ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'],
  ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'],
  ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'],
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'],
  ['application/vnd.docker.distribution.manifest.v1+json', undefined],
  ['application/json', undefined],
  ['', undefined],
])('For %s the other of Docker and OCI has %s', (mediaType, twin) => {
  expect(twinOf(mediaType)).toBe(twin);
});

it.each([
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', true],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar', true],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+zstd', true],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', true],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar', true],
  ['application/vnd.oci.image.layer.v1.tar+gzip', false],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', false],
  ['x/application/vnd.oci.image.layer.nondistributable.', false],
  ['', false],
])('A layer of the type %s must not be distributed: %s', (mediaType, expected) => {
  expect(isNonDistributable(mediaType)).toBe(expected);
});

it('Formats that were given up are known by name', () => {
  expect([...retiredManifests]).toEqual([
    ['application/vnd.oci.artifact.manifest.v1+json', 'an OCI artifact manifest of 2022'],
    ['application/vnd.docker.distribution.manifest.v1+json', 'an image in the first schema of Docker'],
    ['application/vnd.docker.distribution.manifest.v1+prettyjws', 'an image in the first schema of Docker'],
  ]);
});
