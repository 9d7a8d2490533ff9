import { createHash } from 'node:crypto';
import { digestOf } from '../../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import type { HostileCase, Json, Repository } from '../../support/faults/hostile.ts';

const MiB = 1024 * 1024;
const anyDigest = (name: string) => `sha256:${createHash('sha256').update(name).digest('hex')}`;
const indexOf = (manifests: unknown[]) => JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests });

/** Answers each question for referrers with others, which have as much to say as a page can hold. */
const endless =
  (entries: number, annotationBytes: number): HostileCase['make'] =>
  ({ manifest, answer, name }) => {
    manifest([]);
    let number = 0;
    answer(`GET /v2/${name}/referrers/`, () => {
      const list = Array.from({ length: entries }, () => {
        number += 1;
        const annotations = annotationBytes > 0 ? { annotations: { x: 'y'.repeat(annotationBytes) } } : {};
        return { mediaType: imageManifest, digest: anyDigest(`${name}${number}`), size: 500, ...annotations };
      });
      return { status: 200, headers: { 'content-type': imageIndex }, body: indexOf(list) };
    });
  };

/** An index of indexes, which list manifests that are not there. */
const wide =
  (indexes: number, entries: number): HostileCase['make'] =>
  ({ bytes, name }) => {
    const children = Array.from({ length: indexes }, (_, outer) => {
      const list = Array.from({ length: entries }, (__, inner) => ({
        mediaType: imageManifest,
        digest: anyDigest(`${name} ${outer} ${inner}`),
        size: 500,
      }));
      return bytes(indexOf(list), imageIndex, `part-${outer}`);
    });
    bytes(indexOf(children), imageIndex);
  };

type Fill = (size: number) => Json;

/** The digests and sizes of such manifests, which are the same for each case that has them: to count them takes seconds. */
const measured = new Map<string, { digest: string; size: number }[]>();

/** Manifests of so many bytes, each made when it is asked for. */
const heavyManifests = ({ blob, answer, name }: Repository, count: number, size: number, fill: Fill) => {
  const config = blob('{}', { mediaType: 'application/vnd.oci.empty.v1+json' });
  const body = JSON.stringify({ schemaVersion: 2, mediaType: imageManifest, config, layers: [], ...fill(size) });
  const make = (number: number) => `${body.slice(0, -1)},"number":${number}}`;
  const key = `${count} ${digestOf(Buffer.from(body))}`;
  const known =
    measured.get(key) ??
    Array.from({ length: count }, (_, number) => {
      const text = Buffer.from(make(number));
      return { digest: digestOf(text), size: text.byteLength };
    });
  measured.set(key, known);
  return known.map(({ digest, size: bytes }, number) => {
    answer(`GET /v2/${name}/manifests/${digest}`, () => ({
      status: 200,
      headers: { 'content-type': imageManifest, 'docker-content-digest': digest },
      body: make(number),
    }));
    return { mediaType: imageManifest, digest, size: bytes };
  });
};

/** An index of such manifests. */
const heavy =
  (count: number, size: number, fill: Fill) =>
  (repository: Repository): void => {
    repository.bytes(indexOf(heavyManifests(repository, count, size, fill)), imageIndex);
  };

/** A list of referrers which says of large manifests that they are small. */
const understated =
  (count: number, size: number, fill: Fill, more: Json) =>
  (repository: Repository): void => {
    const { manifest, answer, name } = repository;
    manifest([]);
    const list = heavyManifests(repository, count, size, fill).map((each) => ({ ...each, size: 500, ...more }));
    const headers = { 'content-type': imageIndex };
    answer(`GET /v2/${name}/referrers/`, { status: 200, headers, body: indexOf(list) });
  };

const manyLayers = (size: number): Json => {
  const layer = { mediaType: 'a/b', digest: digestOf(Buffer.from('{}')), size: 2 };
  const each = { ...layer, annotations: { x: 'y'.repeat(Math.floor(size / 9_000) - 145) } };
  return { layers: Array(9_000).fill(each) };
};
const manyAnnotations = (size: number): Json => ({
  annotations: Object.fromEntries(
    Array.from({ length: Math.floor(size / 14) }, (_, number) => [`${number}`.padStart(8, 'x'), '']),
  ),
});

/** As many tags as there may be, in pages of 20,000. */
const manyTags: HostileCase['make'] = ({ answer, name }) => {
  answer(`GET /v2/${name}/tags/list`, ({ query }) => {
    const first = Number(query.get('last') ?? 0);
    const tags = Array.from({ length: 20_000 }, (_, number) => `v1.0.${first + number}`);
    const headers = {
      'content-type': 'application/json',
      link: `</v2/${name}/tags/list?last=${first + 20_000}>; rel="next"`,
    };
    return { status: 200, headers, body: JSON.stringify({ name, tags }) };
  });
};

const copied = { mode: 'copy', to: 'copied:v1' };
const cases: [name: string, make: HostileCase['make'], inputs: Record<string, string>, more: Partial<HostileCase>][] = [
  ['referrers of referrers that never end', endless(9_000, 0), copied, {}],
  ['referrers of referrers that have much to say', endless(40, 90_000), copied, {}],
  ['referrers of referrers that have much to say', endless(40, 90_000), { mode: 'discover' }, {}],
  ['an index of 40 indexes of 9,000', wide(40, 9_000), copied, {}],
  ['an index of 64 manifests of 3 MiB', heavy(64, 3 * MiB, manyLayers), copied, {}],
  [
    'an index of 4 manifests with 200,000 annotations',
    heavy(4, 3 * MiB, manyAnnotations),
    copied,
    { expected: 'ARTIFACT' },
  ],
  ['a list that understates 64 manifests', understated(64, 3 * MiB, manyLayers, { artifactType: 'a/b' }), copied, {}],
  ['a list without types that understates 64 manifests', understated(64, 3 * MiB, manyLayers, {}), copied, {}],
  [
    'a list without types that understates 64 manifests',
    understated(64, 3 * MiB, manyLayers, {}),
    { mode: 'discover' },
    {},
  ],
  [
    'an index of 64 manifests of 3 MiB',
    heavy(64, 3 * MiB, manyLayers),
    { mode: 'inspect' },
    { expected: 'ok', says: /::notice::The index has more than .*: the size of the rest is not looked up/ },
  ],
];

/** What comes of graphs that are larger than any real one; the memory that each run takes is looked at too. */
export const graphCases: HostileCase[] = cases.map(([name, make, inputs, more]) => ({
  name: `${name}, ${inputs['mode']}`,
  make,
  inputs,
  expected: 'TOO_LARGE',
  ...more,
}));

const interrupted: [name: string, make: HostileCase['make'], inputs: Record<string, string>, after: number][] = [
  ['referrers of referrers that never end', endless(9_000, 0), copied, 4],
  ['referrers of referrers that have much to say', endless(40, 90_000), copied, 5],
  ['referrers of referrers that have much to say', endless(40, 90_000), { mode: 'discover' }, 5],
  ['an index of 40 indexes of 9,000', wide(40, 9_000), copied, 4],
  ['an index of 64 manifests of 3 MiB', heavy(64, 3 * MiB, manyLayers), copied, 4],
  ['an index of 64 manifests of 3 MiB', heavy(64, 3 * MiB, manyLayers), { mode: 'inspect' }, 4],
  ['a list that understates 64 manifests', understated(64, 3 * MiB, manyLayers, {}), { mode: 'discover' }, 5],
  ['a list of 120,000 tags', manyTags, { mode: 'tags' }, 6],
];

/** A signal is heard while these are walked, however much there is to be read. */
export const interruptedCases: HostileCase[] = interrupted.map(([name, make, inputs, interruptAfter]) => ({
  name: `${name}, ${inputs['mode']}`,
  make,
  inputs,
  interruptAfter,
  expected: 'CANCELLED',
}));
