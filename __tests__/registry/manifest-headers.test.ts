import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import type { HttpResponse } from '../../src/registry/http/http.ts';
import { acceptManifests, contentDigestOf } from '../../src/registry/manifest-headers.ts';

const one = `sha256:${'1'.repeat(64)}`;
const two = `sha256:${'2'.repeat(64)}`;
const long = `sha512:${'1'.repeat(128)}`;

it('All formats of manifests are asked for by name, and whatever else there is', () => {
  expect(acceptManifests.accept.split(', ')).toEqual([
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    '*/*',
  ]);
});

it.each<[string, string | string[] | undefined, string | undefined | false]>([
  ['v1', one, one],
  ['v1', long, long],
  ['v1', undefined, undefined],
  ['v1', '', undefined],
  ['v1', [one, two], one],
  ['v1', 'sha256:1', false],
  ['v1', one.toUpperCase(), false],
  [one, undefined, undefined],
  [one, '', undefined],
  [one, one, one],
  [one, two, false],
  [one, 'x', false],
  // By another algorithm it cannot be compared: what was asked for is what the content is checked against.
  [one, long, one],
  [long, one, long],
  [long, `sha512:${'2'.repeat(128)}`, false],
])('For %s the header %j says %s', (name, header, expected) => {
  const response: HttpResponse = {
    status: 200,
    headers: header === undefined ? {} : { 'docker-content-digest': header },
    body: Readable.from([]),
    url: 'https://r.test/',
  };
  const read = () => contentDigestOf(response, { host: 'r.test' }, name);
  if (expected === false) expect(read).toThrow(expect.objectContaining({ code: 'INTEGRITY' }));
  else expect(read()).toBe(expected);
});
