import { describe, expect, it } from '@jest/globals';
import { describe as describeBytes, emptyJson } from '../../src/oci/descriptor.ts';
import { parseManifest } from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest, manifestTypes } from '../../src/oci/media-types.ts';
import { contentOf, fetchContent, parsePassedOn } from '../../src/store/content.ts';
import { openBytes } from '../../src/store/verified.ts';

const [, , dockerManifest = '', dockerList = ''] = manifestTypes;
const manifest = { schemaVersion: 2, config: emptyJson, layers: [emptyJson] };
const index = { schemaVersion: 2, manifests: [{ ...emptyJson, mediaType: imageManifest }] };
const bytesOf = (body: object) => Buffer.from(JSON.stringify(body));

describe('A manifest that is only passed on', () => {
  const said = (body: object, mediaType: string) => bytesOf({ ...body, mediaType });
  it.each<[string, Buffer, string, string]>([
    ['what it was announced as', said(manifest, imageManifest), imageManifest, imageManifest],
    ['what it was announced as, without a word of its own', bytesOf(manifest), dockerManifest, dockerManifest],
    ["Docker's where it was announced as OCI's", said(manifest, dockerManifest), imageManifest, dockerManifest],
    ["OCI's where it was announced as Docker's", said(manifest, imageManifest), dockerManifest, imageManifest],
    ["an index of Docker's where it was announced as OCI's", said(index, dockerList), imageIndex, dockerList],
    ["an index of OCI's where it was announced as Docker's", said(index, imageIndex), dockerList, imageIndex],
  ])('is %s', (_, bytes, announced, mediaType) => {
    expect(parsePassedOn(contentOf(describeBytes(announced, bytes), bytes))).toEqual(parseManifest(bytes, mediaType));
  });

  it.each<[string, Buffer, string, string]>([
    [
      'says that it is an index',
      said(manifest, imageIndex),
      imageManifest,
      `"${imageIndex}" but was served as ${imageManifest}`,
    ],
    [
      'says that it is something else',
      said(manifest, 'a/b'),
      imageManifest,
      `"a/b" but was served as ${imageManifest}`,
    ],
    ['is none', bytesOf({ schemaVersion: 2 }), imageManifest, 'has no descriptor'],
    ['was announced as something else', said(manifest, imageManifest), 'a/b', 'The media type a/b is not that of'],
    ['is no JSON', Buffer.from('{'), imageManifest, 'is not valid JSON'],
    ["is none, as Docker's too", said({ schemaVersion: 2 }, dockerManifest), imageManifest, 'has no descriptor'],
  ])('is refused where it %s', (_, bytes, announced, message) => {
    expect(() => parsePassedOn(contentOf(describeBytes(announced, bytes), bytes))).toThrow(
      expect.objectContaining({ code: 'ARTIFACT', message: expect.stringContaining(message) }),
    );
  });
});

it('A manifest is read when somebody wants to know what it says, and once', () => {
  const bytes = bytesOf(manifest);
  const content = contentOf(describeBytes(imageManifest, bytes), bytes);
  expect(content.parsed()).toBe(content.parsed());
  const broken = contentOf(describeBytes(imageManifest, Buffer.from('{')), Buffer.from('{'));
  expect(broken.parsed).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
});

it.each([
  [undefined, (digest: string) => digest],
  ['v1', () => 'v1'],
])('A manifest that is too large is named %s', async (name, called) => {
  const bytes = Buffer.alloc(4 * 1024 * 1024 + 1);
  const descriptor = describeBytes(imageManifest, bytes);
  const source = { fetch: openBytes(bytes) };
  await expect(fetchContent(source, descriptor, undefined, name)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: `The manifest ${called(descriptor.digest)} is larger than 4 MiB`,
  });
});

it('A manifest is fetched with the signal, which may end it', async () => {
  const { signal } = new AbortController();
  const given: unknown[] = [];
  const bytes = bytesOf(manifest);
  const fetch = async (...all: unknown[]) => {
    given.push(...all);
    return openBytes(bytes)();
  };
  const descriptor = describeBytes(imageManifest, bytes);
  await fetchContent({ fetch }, descriptor, signal);
  expect(given).toEqual([descriptor, signal]);
});
