import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { type Descriptor, describe as describeContent } from '../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';

const imageConfig = 'application/vnd.oci.image.config.v1+json';
const helmConfig = 'application/vnd.cncf.helm.config.v1+json';
const empty = 'application/vnd.oci.empty.v1+json';
const createdAt = 'org.opencontainers.image.created';

/** A place in memory, with what is put into it. */
function fill() {
  const store = new MemoryStore();
  const names = new Map<string, string>();
  const put = (name: string, mediaType: string, text: string): Descriptor => {
    const bytes = Buffer.from(text);
    const descriptor = describeContent(mediaType, bytes);
    store.stage(descriptor, openBytes(bytes));
    names.set(descriptor.digest, name);
    return descriptor;
  };
  const tagged = async (descriptor: Descriptor, tag: string) => {
    const { bytes } = await store.manifest(descriptor.digest);
    await store.push(descriptor, openBytes(bytes), { tags: [tag] });
    return descriptor;
  };
  /** Puts a manifest; of layers, those with a title are files. */
  const manifest = (
    tag: string,
    {
      config = { mediaType: empty, text: '{}' },
      layers = [],
      ...more
    }: {
      config?: { mediaType: string; text: string };
      layers?: { title?: string; path?: string; text: string }[];
      annotations?: Record<string, string>;
      subject?: Descriptor;
    },
  ) => {
    const body = {
      schemaVersion: 2,
      mediaType: imageManifest,
      config: put(`config of ${tag}`, config.mediaType, config.text),
      layers: layers.map(({ title, path, text }) => ({
        ...put(text, 'text/plain', text),
        annotations: { 'org.opencontainers.image.title': title, 'org.cncf.model.filepath': path },
      })),
      ...more,
    };
    return tagged(put(tag, imageManifest, JSON.stringify(body)), tag);
  };
  const index = (tag: string, manifests: object[], more: object = {}) =>
    tagged(put(tag, imageIndex, JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests, ...more })), tag);
  const named = (text: string) => [...names].reduce((result, [digest, name]) => result.replaceAll(digest, name), text);
  const run = async (tag: string, given: Given<'inspect'> = {}) => {
    const told = await tellAll(
      { 'r.test/app': store },
      ({ mode, around }) => performMode('inspect', makeInputs('inspect', `r.test/app:${tag}`, given), mode, around),
      { named },
    );
    const { manifest: shown, ...result } = told.result;
    // What the log has of it, put together again.
    const at = told.said.findIndex((line) => line.startsWith('group: Manifest '));
    const lines = at < 0 ? [] : told.said.slice(at + 1).map((line) => line.replace('info: ', ''));
    return { ...told, said: at < 0 ? told.said : told.said.slice(0, at + 1), lines, result, shown };
  };
  return { put, manifest, index, run };
}

describe('Mode inspect', () => {
  it('tells of an artifact its files, its subject and its time', async () => {
    const { manifest, run } = fill();
    const subject = await manifest('about', {});
    const layers = [{ title: 'a.txt', text: 'aaa' }, { text: 'bbbb' }, { title: 'b.txt', text: 'aaa' }];
    const annotations = { [createdAt]: '2026-01-31T00:00:00Z', 'x.y': 'z' };
    const { size } = await manifest('v1', { layers, annotations, subject });
    const { said, lines, result, opened, shown } = await run('v1');
    expect(said).toEqual(['group: Manifest v1']);
    expect(lines.slice(0, 2)).toEqual(['{', '  "schemaVersion": 2,']);
    expect(JSON.stringify(JSON.parse(lines.join('\n')))).toBe(shown);
    expect(shown).toMatch(/^{"schemaVersion":2,/);
    expect(opened).toEqual(['r.test/app to read']);
    const file = { digest: 'aaa', size: 3, mediaType: 'text/plain' };
    expect(result).toEqual({
      ...{
        repository: 'r.test/app',
        tags: ['v1'],
        exists: true,
        changed: false,
        digest: 'v1',
        reference: 'r.test/app@v1',
      },
      ...{ mediaType: imageManifest, artifactType: empty },
      // The config, and each blob once.
      size: 2 + 3 + 4,
      files: [
        { title: 'a.txt', ...file },
        { title: 'b.txt', ...file },
      ],
      details: {
        descriptor: { mediaType: imageManifest, digest: 'v1', size },
        manifestSize: size,
        annotations,
        subject: { ...subject, digest: 'about' },
        created: '2026-01-31T00:00:00Z',
      },
      related: [],
    });
  });

  it('tells no tag beside a digest, which alone counts', async () => {
    const { manifest, run } = fill();
    const { digest } = await manifest('v1', {});
    await manifest('v2', { annotations: { 'x.y': 'z' } });
    expect((await run(`v2@${digest}`)).result).toMatchObject({ digest: 'v1', reference: 'r.test/app@v1', tags: [] });
  });

  it('lists no file of a layer whose title is empty or that has none', async () => {
    const { manifest, run } = fill();
    await manifest('v1', { layers: [{ text: 'a' }, { title: '', text: 'bb' }, { title: 'c', text: 'ccc' }] });
    const { result } = await run('v1');
    expect(result).toMatchObject({ size: 2 + 1 + 2 + 3, files: [{ title: 'c', size: 3 }] });
    expect(result['files']).toHaveLength(1);
  });

  it('lists the files of a model by their paths', async () => {
    const { manifest, run } = fill();
    const layers = [
      { path: './weights/a.bin', text: 'a' },
      { path: 'x', title: 'own', text: 'b' },
    ];
    await manifest('v1', { layers });
    const files = [{ title: 'weights/a.bin' }, { title: 'own' }];
    expect((await run('v1')).result).toMatchObject({ files });
  });

  const config = {
    created: '2025-12-31T00:00:00Z',
    os: 'linux',
    architecture: 'arm',
    variant: 'v7',
    config: { Labels: { a: 'b' } },
  };
  it.each<[string, string, object, object]>([
    ['an image', imageConfig, config, { ...config, config, labels: { a: 'b' } }],
    ['an image of Docker', 'application/vnd.docker.container.image.v1+json', config, { ...config, labels: { a: 'b' } }],
    // Null is what Go writes for what is not there.
    ['an image that says little', imageConfig, { os: 'linux', variant: null, config: null }, { os: 'linux' }],
    ['an image without labels', imageConfig, { os: 'linux', config: { Labels: null } }, { os: 'linux' }],
  ])('tells of %s what its config says', async (_, mediaType, content, facts) => {
    const { manifest, run } = fill();
    await manifest('v1', { config: { mediaType, text: JSON.stringify(content) } });
    const { descriptor, manifestSize, annotations, ...details } = (await run('v1')).result['details'] as Record<
      string,
      unknown
    >;
    expect({ descriptor, annotations }).toEqual({ descriptor: expect.anything(), annotations: {} });
    expect(details).toEqual({ ...facts, config: content });
  });

  it.each<[string, string, unknown]>([
    ['application/vnd.x+json', '{"a":[1]}', { a: [1] }],
    ['text/plain', '[1]', [1]],
    ['text/plain', 'no JSON', undefined],
    ['application/vnd.x+json', '{"a":1,"a":2}', undefined],
    ['application/vnd.x+json', '{}', undefined],
    ['application/vnd.x+json', `"${'x'.repeat(64 * 1024)}"`, undefined],
  ])('gives a small config of type %s that is JSON: %j', async (mediaType, text, expected) => {
    const { manifest, run } = fill();
    await manifest('v1', { config: { mediaType, text } });
    const { result, said } = await run('v1');
    expect((result['details'] as { config?: unknown }).config).toEqual(expected);
    expect(said).toEqual(['group: Manifest v1']);
  });

  it.each([
    [{ created: config.created }, config.created],
    [{}, 'then'],
  ])('takes the time of an image with the config %j from that before its annotation', async (content, created) => {
    const { manifest, run } = fill();
    const image = { mediaType: imageConfig, text: JSON.stringify(content) };
    await manifest('v1', { config: image, annotations: { [createdAt]: 'then' } });
    expect((await run('v1')).result['details']).toMatchObject({ created });
  });

  it.each<[string, object, string | undefined]>([
    ['with its version', { name: 'web', version: '1.2.3', appVersion: '7', home: 'x' }, '1.2.3'],
    ['whose version is not one', { name: 'web', version: '1.2.3;rm', appVersion: '7' }, undefined],
    ['without a version', { name: 'web', appVersion: '7' }, undefined],
  ])('tells of a chart %s what it says', async (_, content, version) => {
    const { manifest, run } = fill();
    await manifest('v1', { config: { mediaType: helmConfig, text: JSON.stringify(content) } });
    const { result } = await run('v1');
    expect(result['version']).toBe(version);
    const { home, ...chart } = content as Record<string, string>;
    expect(result['details']).toMatchObject({ chart, config: content });
    expect((result['details'] as { chart: object }).chart).toEqual(chart);
  });

  it.each([
    ['[]', 'is not a JSON object'],
    ['{', 'is not valid JSON'],
  ])('does without a config that is %s, and says so', async (text, words) => {
    const { manifest, run } = fill();
    await manifest('v1', { config: { mediaType: helmConfig, text }, annotations: { [createdAt]: 'then' } });
    const { said, result } = await run('v1');
    expect(said[0]).toMatch(`warning: The config is left out: The config config of v1 ${words}`);
    expect(result['details']).toMatchObject({ created: 'then' });
    expect(result).toMatchObject({ size: text.length, files: [] });
  });

  it('tells of an index what it lists, how large it is, and what is not there', async () => {
    const { put, manifest, index, run } = fill();
    const shared = { text: 'shared' };
    const amd = await manifest('amd', { layers: [shared, { text: 'a' }] });
    const arm = await manifest('arm', { layers: [shared, { text: 'bb' }] });
    const inner = await index('inner', [arm, put('absent', imageManifest, 'x')]);
    const gone = describeContent(imageManifest, Buffer.from('gone'));
    const manifests = [
      { ...amd, platform: { os: 'linux', architecture: 'amd64' }, annotations: { a: 'b' } },
      { ...inner, artifactType: 'x/y' },
      gone,
    ];
    await index('v1', manifests, { annotations: { [createdAt]: 'then' } });
    const { said, lines, result, shown } = await run('v1');
    expect(said).toEqual([
      // The config is `{}`.
      `info: linux/amd64  amd  ${2 + 6 + 1} B`,
      `info: ${imageIndex}  inner  ${2 + 6 + 2} B`,
      `info: ${imageManifest}  ${gone.digest}  not read`,
      'group: Manifest v1',
    ]);
    expect(JSON.stringify(JSON.parse(lines.join('\n')))).toBe(shown);
    expect(result).toMatchObject({ mediaType: imageIndex, artifactType: '', size: 2 + 6 + 1 + 2 });
    expect(result['files']).toBeUndefined();
    expect(result['details']).toMatchObject({ created: 'then' });
    expect((result['details'] as { manifests: object[] }).manifests).toEqual([
      { platform: 'linux/amd64', digest: 'amd', mediaType: imageManifest, size: 9, annotations: { a: 'b' } },
      { digest: 'inner', mediaType: imageIndex, size: 10, artifactType: 'x/y' },
      { digest: gone.digest, mediaType: imageManifest },
    ]);
    expect(result['related']).toEqual([
      { digest: 'amd', type: 'linux/amd64', relation: 'part', of: 'v1' },
      { digest: 'inner', type: 'x/y', relation: 'part', of: 'v1' },
      { digest: gone.digest, type: imageManifest, relation: 'part', of: 'v1' },
    ]);
  });

  it.each([
    [200, false],
    [201, true],
  ])('of an index with %i manifests, reads no more than 200: %s', async (count, isCut) => {
    const { manifest, index, run } = fill();
    const parts: Descriptor[] = [];
    for (let at = 0; at < count; at += 1) parts.push(await manifest(`p${at}`, { layers: [{ text: `${at}` }] }));
    await index('v1', parts);
    const { said, result } = await run('v1');
    const notices = said.filter((line) => line.startsWith('notice'));
    expect(notices).toEqual(
      isCut
        ? [
            'notice: The index has more than 200 manifests, or than 16 MiB of them: the size of the rest is not looked up',
          ]
        : [],
    );
    expect(said.filter((line) => line.endsWith('not read'))).toHaveLength(isCut ? 1 : 0);
    // A size that is not that of all is none. 10 digits of one sign, 90 of two, 100 of three.
    expect(result['size']).toBe(isCut ? undefined : 2 + 10 + 180 + 300);
  });

  it.each([
    [64 * 1024, true],
    [64 * 1024 + 1, false],
  ])('shows a manifest of %i bytes in the log: %s', async (size, isShown) => {
    const { manifest, run } = fill();
    const own = (await manifest('first', { annotations: { x: '' } })).size;
    await manifest('v1', { annotations: { x: 'x'.repeat(size - own) } });
    const { said, lines, shown } = await run('v1');
    expect(Buffer.byteLength(String(shown))).toBeGreaterThan(60_000);
    expect(said).toEqual(isShown ? ['group: Manifest v1'] : []);
    expect(lines.slice(0, 1)).toEqual(isShown ? ['{'] : []);
  });
});
