import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import { differenceOf } from '../../../src/artifact/chart/chart-difference.ts';
import { stageChart } from '../../../src/artifact/chart/chart-manifest.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { contentOf } from '../../../src/store/content.ts';
import { writeTemporary } from '../../../src/store/write-temporary.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

const prefix = 'org.opencontainers.image';
const said = { [`${prefix}.title`]: 'web', [`${prefix}.version`]: '1.0.0' };
const config = '{"name":"web","version":"1.0.0"}';
const lock = 'dependencies: []\ndigest: sha256:x\ngenerated: "2024-01-01T00:00:00Z"\n';

const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';
const hasMore = 'its manifest has more than the chart';

interface Given {
  files?: Record<string, string>;
  time?: number;
  mode?: number;
  config?: string;
  provenance?: Buffer;
  /** What its annotations say of the chart, and what they say beside that. */
  said?: Record<string, string>;
  annotations?: Record<string, string>;
  /** Makes another archive of the tar. */
  spoilt?: (archive: Buffer) => Buffer;
  /** Makes another gzip of the archive. */
  packed?: (gzip: Buffer) => Buffer;
  /** The folder at the top. */
  folder?: string;
  /** The media type under which its manifest stands. */
  type?: string;
  /** Fields of the manifest that are others. */
  changed?: (manifest: { config: object; layers: object[] }) => object;
}

/** An entry behind the two empty blocks, where Helm reads no further. */
const behindTheEnd = (archive: Buffer) => {
  const last = archive.byteLength - 1024 - 1024;
  return Buffer.concat([archive.subarray(0, last), Buffer.alloc(1024), archive.subarray(last)]);
};

/** A chart as a registry has it. */
async function stored({ changed, type = imageManifest, ...given }: Given) {
  const { store, root } = await staged(given);
  const { bytes } = await store.manifest(root.digest);
  const body = Buffer.from(
    JSON.stringify({ ...JSON.parse(bytes.toString()), ...changed?.(JSON.parse(bytes.toString())) }),
  );
  return { store, current: contentOf(describeBytes(type, body), body) };
}

/** The gzip with fields behind its header, as their flags say. */
const withFields =
  (flags: number, ...fields: Buffer[]) =>
  (gzip: Buffer) =>
    Buffer.concat([gzip.subarray(0, 3), Buffer.of(flags), gzip.subarray(4, 10), ...fields, gzip.subarray(10)]);
/** What Helm 4.1.4 was seen to write: an extra field and a comment. */
const ofHelm = [Buffer.from('\x29\0+aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo='), Buffer.from('Helm\0')];

async function staged({
  files = {},
  time = 0,
  mode = 0o644,
  provenance,
  annotations = {},
  spoilt,
  packed,
  folder = 'web',
  ...given
}: Given) {
  const all = {
    'Chart.yaml': 'name: web\nversion: 1.0.0\n',
    'Chart.lock': lock,
    'requirements.lock': lock,
    'values.yaml': 'a: 1\n',
    ...files,
  };
  const entries = Object.entries(all).map(([path, text]): TarEntry => {
    const data = Buffer.from(text);
    return { name: `${folder}/${path}`, kind: 'file', mode, time, size: data.byteLength, read: () => [data] };
  });
  const bytes = await buffer(tar(entries));
  const zipped = await buffer(gzip(Readable.from([spoilt?.(bytes) ?? bytes])));
  const archive = await writeTemporary(Readable.from([packed?.(zipped) ?? zipped]), makeFolder(), undefined);
  const content = { config: Buffer.from(given.config ?? config), archive, provenance };
  return stageChart({ ...content, annotations: { ...(given.said ?? said), ...annotations } });
}

describe('a chart and the same one as a tag holds it', () => {
  it.each<[title: string, theirs: Given, difference: string | undefined]>([
    ['with other times', { time: 1_700_000_000 }, undefined],
    ['with a config in another order', { config: '{ "version": "1.0.0", "name": "web" }' }, undefined],
    ['with another config', { config: '{"name":"web","version":"1.0.0","icon":"x"}' }, 'Chart.yaml differs'],
    ['with another config of its size', { config: config.replace('web', 'wab') }, 'Chart.yaml differs'],
    ['with an annotation less', { said: { [`${prefix}.title`]: 'web' } }, 'only the annotations differ'],
    ['with a lock of another time', { files: { 'Chart.lock': lock.replace('2024', '2025') } }, undefined],
    ['with an old lock of another time', { files: { 'requirements.lock': lock.replace('2024', '2025') } }, undefined],
    ['with another lock', { files: { 'Chart.lock': lock.replace('x', 'y') } }, 'the files differ: "Chart.lock"'],
    ['with other bytes', { files: { 'values.yaml': 'a: 2\n' } }, 'the files differ: "values.yaml"'],
    ['with a file more', { files: { 'b\u202e.txt': '' } }, 'the files differ: "b\u202e.txt"'],
    [
      'with another mode',
      { mode: 0o755 },
      'the files differ: "Chart.lock", "Chart.yaml", "requirements.lock", "values.yaml"',
    ],
    [
      'with twelve files more',
      { files: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index + 10}`, ''])) },
      'the files differ: "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x19" and 2 more',
    ],
    ['with a signature', { provenance: Buffer.from('x') }, 'the provenance file differs'],
    ['that was pushed at some time', { annotations: { [`${prefix}.created`]: '2024-01-01T00:00:00Z' } }, undefined],
    ['that was pushed by a run', { annotations: { [`${prefix}.source`]: 'https://github.com/a/b' } }, undefined],
    ["of Docker's type", { type: dockerManifest, changed: () => ({ mediaType: dockerManifest }) }, hasMore],
    ['with another annotation', { annotations: { team: 'web' } }, 'only the annotations differ'],
    ['whose last file Helm does not read', { spoilt: behindTheEnd }, 'it is not a readable chart'],
    ['that Helm packed', { packed: withFields(0x14, ...ofHelm) }, undefined],
    [
      'with a comment that Go refuses',
      { packed: withFields(0x10, Buffer.from(`${'x'.repeat(600)}\0`)) },
      'it is not a readable chart',
    ],
    [
      "with other fields than Helm's",
      { packed: withFields(0x14, Buffer.from('\x29\0'), Buffer.alloc(41), Buffer.from('Helm\0')) },
      'it is not a readable chart',
    ],
    ['of two members', { packed: (zipped) => Buffer.concat([zipped, gzipSync('')]) }, 'it is not a readable chart'],
    ['in another folder', { folder: '..web' }, 'its folder is named "..web"'],
    [
      'with a lock of a time that is none',
      { files: { 'Chart.lock': lock.replace('"2024-01-01T00:00:00Z"', '{ a: b }') } },
      'the files differ: "Chart.lock"',
    ],
    ['with a layer more', { changed: ({ config: more, layers }) => ({ layers: [...layers, more] }) }, hasMore],
    ['with an artifact type', { changed: () => ({ artifactType: 'x/y' }) }, hasMore],
    [
      'with a title of a layer',
      {
        changed: ({ layers }) => ({
          layers: layers.map((one) => ({ ...one, annotations: { [`${prefix}.title`]: 'x' } })),
        }),
      },
      hasMore,
    ],
    ['with addresses', { changed: ({ config: one }) => ({ config: { ...one, urls: ['https://x.test'] } }) }, hasMore],
    ['with a subject', { changed: ({ config: more }) => ({ subject: more }) }, hasMore],
    ['with data', { changed: ({ layers }) => ({ layers: layers.map((one) => ({ ...one, data: 'eA==' })) }) }, hasMore],
    ['of another size', { changed: ({ layers }) => ({ layers: layers.map((one) => ({ ...one, size: 7 })) }) }, hasMore],
    ['with keys that fold together', { changed: ({ layers }) => ({ Layers: layers }) }, 'it is not a readable chart'],
    ['with a hostile archive', { files: { '../x': '' } }, 'it is not a readable chart'],
  ])('%s', async (_, theirs, difference) => {
    const { store, current } = await stored(theirs);
    const { signal } = new AbortController();
    expect(await differenceOf(await staged({}), said, current, store, signal)).toBe(difference);
  });

  it('with a signature for other bytes, with other bits of its mode, and with a source that it says itself', async () => {
    const { signal } = new AbortController();
    const source = { [`${prefix}.source`]: 'https://own.test' };
    const differs = async (ours: Given, theirs: Given, own = said) => {
      const [one, other] = [await staged(ours), await staged(theirs)];
      return differenceOf(one, own, await other.store.manifest(other.root.digest), other.store, signal);
    };
    const provenance = Buffer.from('x');
    const exact = 'the archive differs, and the provenance file is for its exact bytes';
    expect(await differs({ provenance, time: 1 }, { provenance })).toBe(exact);
    expect(await differs({ provenance }, { provenance })).toBeUndefined();
    expect(await differs({}, { mode: 0o600 })).toMatch(/^the files differ: /);
    // Some programs write the kind of the file into its mode.
    expect(await differs({}, { mode: 0o100644 })).toBeUndefined();
    expect(await differs({}, {}, { ...said, ...source })).toBe('only the annotations differ');
    const theirs = { annotations: { [`${prefix}.source`]: 'https://other.test' } };
    expect(await differs({}, theirs, { ...said, ...source })).toBe('only the annotations differ');
    expect(await differs({}, { annotations: source }, { ...said, ...source })).toBeUndefined();
  });
});
