import { existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { entriesOf, tagsOf, withManifest, withoutNames } from '../../../src/store/layout/layout-index.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const onPosix = process.platform === 'win32' ? it.skip : it;
const refName = 'org.opencontainers.image.ref.name';
const [one, two] = ['one', 'two'].map((name) => describeContent(imageManifest, Buffer.from(name))) as [
  Descriptor,
  Descriptor,
];

/** An entry as another tool wrote it, with more than we know of. */
const entry = (descriptor: Descriptor, tag?: string, more: Record<string, string> = {}) => {
  const annotations = { ...more, ...(tag === undefined ? {} : { [refName]: tag }) };
  const named = { ...descriptor, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) };
  return { descriptor: named, raw: { ...named, theirs: 1 } };
};
/** What is written, shortly: the manifest, its tag, and other annotations. */
const shown = (entries: Record<string, unknown>[]) =>
  entries.map(({ digest, annotations = {} }) => {
    const { [refName]: tag, ...others } = annotations as Record<string, string>;
    return [digest === one.digest ? 'one' : 'two', tag, ...Object.keys(others)].filter(Boolean).join(' ');
  });

describe('the entries of an index.json', () => {
  it.each<[string, ReturnType<typeof entry>[], Descriptor, string[], string[]]>([
    ['a first manifest', [], one, [], ['one']],
    ['a first tag', [], one, ['a'], ['one a']],
    ['two tags', [], one, ['a', 'b'], ['one a', 'one b']],
    ['a tag for one that has none', [entry(one)], one, ['a'], ['one a']],
    ['another tag', [entry(one, 'a')], one, ['b'], ['one a', 'one b']],
    ['the same tag', [entry(one, 'a'), entry(two, 'b')], one, ['a'], ['two b', 'one a']],
    // It stays reachable by its digest.
    ['a tag that another had', [entry(two, 'a')], one, ['a'], ['two', 'one a']],
    ['a tag that another had among others', [entry(two, 'a'), entry(two, 'b')], one, ['a'], ['two b', 'one a']],
    ['two tags that another had', [entry(two, 'a'), entry(two, 'b')], one, ['a', 'b'], ['two', 'one a', 'one b']],
    ['no tag for one that is there', [entry(one)], one, [], ['one']],
    ['no tag for one that has a tag', [entry(one, 'a')], one, [], ['one a']],
    ['no tag beside others', [entry(two)], one, [], ['two', 'one']],
    ['a tag for one with annotations', [entry(one, undefined, { x: 'y' })], one, ['a'], ['one a x']],
    ['a tag beside one with annotations', [entry(one, 'a', { x: 'y' })], one, ['b'], ['one a x', 'one b x']],
  ])('after %s', (_, before, descriptor, tags, after) => {
    const written = withManifest(before, descriptor, tags);
    expect(shown(written)).toEqual(after);
    // What others wrote stays.
    const known = before.some((each) => each.descriptor.digest === one.digest);
    expect(written.every((raw) => raw['theirs'] === 1 || raw['digest'] === (known ? '' : one.digest))).toBe(true);
  });

  it('without a name stay by their digest, once', () => {
    const all = [entry(one, 'a', { x: 'y' }), entry(one, 'b'), entry(two, 'c')];
    expect(shown(withoutNames(all, [all[2] as (typeof all)[0]]))).toEqual(['one a x', 'one b', 'two']);
    expect(shown(withoutNames(all, [all[0] as (typeof all)[0]]))).toEqual(['one b', 'two c']);
    expect(shown(withoutNames(all, all.slice(0, 2)))).toEqual(['two c', 'one x']);
  });

  it('have tags, also as skopeo names them', () => {
    const all = [entry(one, 'v1'), entry(one), entry(two, 'docker.io/library/app:v2'), entry(two, 'not a tag!')];
    expect([...tagsOf(all)]).toEqual(['v1', 'v2']);
    expect([...tagsOf([...all, entry(two, 'localhost:5000/app:v3'), entry(two, 'localhost:5000/app')])]).toEqual([
      ...['v1', 'v2', 'v3'],
    ]);
    expect(entriesOf(all, 'v1')).toEqual({ named: [all[0]], isExact: true });
    expect(entriesOf(all, 'v2')).toEqual({ named: [all[2]], isExact: false });
    expect(entriesOf(all, '2')).toEqual({ named: [], isExact: false });
  });
});

/** A layout with a config, a manifest under the tag v1, and an index of it under `all`. */
async function fill() {
  const directory = join(makeFolder(), 'layout');
  const store = new LayoutStore(directory);
  const put = async (mediaType: string, body: object | string, tags: string[] = []) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags });
    return descriptor;
  };
  const config = await put(emptyJson.mediaType, '{}');
  const manifest = await put(imageManifest, { schemaVersion: 2, mediaType: imageManifest, config, layers: [] }, ['v1']);
  const index = await put(imageIndex, { schemaVersion: 2, mediaType: imageIndex, manifests: [manifest] }, ['all']);
  const pathOf = ({ digest }: { digest: string }) => join(directory, 'blobs', digest.replace(':', '/'));
  return { directory, store, put, config, manifest, index, pathOf };
}

describe('a layout', () => {
  it('is written as others read it', async () => {
    const { directory, manifest, index } = await fill();
    expect(readFileSync(join(directory, 'oci-layout'), 'utf8')).toBe('{"imageLayoutVersion":"1.0.0"}');
    expect(JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'))).toEqual({
      ...{ schemaVersion: 2, mediaType: imageIndex },
      manifests: [
        { ...manifest, annotations: { [refName]: 'v1' } },
        { ...index, annotations: { [refName]: 'all' } },
      ],
    });
  });

  it('keeps what others wrote beside the manifests', async () => {
    const { directory, put } = await fill();
    const path = join(directory, 'index.json');
    const theirs = { annotations: { x: 'y' }, mediaType: 'application/vnd.test.index', schemaVersion: 3 };
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...theirs }));
    await put(imageManifest, { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [emptyJson] });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(theirs);
  });

  it('has a manifest where index.json lists it, and a blob where its file is whole', async () => {
    const { store, config, manifest, pathOf } = await fill();
    const loose = describeContent(imageManifest, Buffer.from('{}'));
    expect(await store.has(manifest)).toBe(true);
    expect(await store.has({ ...manifest, size: 7 })).toBe(true);
    expect(await store.has(config)).toBe(true);
    expect(await store.has({ ...config, size: 7 })).toBe(false);
    // The file is there, as that of the config; no entry is.
    expect(await store.has(loose)).toBe(false);
    writeFileSync(pathOf(manifest), 'cut');
    expect(await store.has(manifest)).toBe(false);
  });

  it('does not delete what one of its indexes lists', async () => {
    const { directory, store, manifest, index, pathOf } = await fill();
    await expect(store.delete(manifest.digest)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: `${manifest.digest} is part of ${index.digest} in the OCI layout ${directory}`,
    });
    expect(existsSync(pathOf(manifest))).toBe(true);
    await store.delete(index.digest);
    await store.delete(manifest.digest);
    expect([existsSync(pathOf(index)), existsSync(pathOf(manifest))]).toEqual([false, false]);
    expect(await Array.fromAsync(store.tags())).toEqual([]);
  });

  it('does not say that it removed a tag which another process had removed meanwhile', async () => {
    const { directory, store, manifest } = await fill();
    store.resolve = async () => manifest;
    await expect(store.delete('v2')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `There is no v2 in the OCI layout ${directory}`,
    });
  });

  it.each([
    ['index.json', true],
    ['oci-layout', true],
    ['blobs', true],
    ['README.md', false],
  ])('may be in a folder that has %s: %s', async (name, isAllowed) => {
    const directory = makeFolder();
    if (name === 'blobs') mkdirSync(join(directory, name));
    else writeFileSync(join(directory, name), '{"schemaVersion":2,"manifests":[]}');
    const pushed = new LayoutStore(directory).push(emptyJson, openBytes(Buffer.from('{}')));
    if (isAllowed) await pushed;
    else {
      await expect(pushed).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: `The directory ${directory} is not empty, and not an OCI layout`,
      });
      expect(existsSync(join(directory, 'blobs'))).toBe(false);
    }
  });

  it.each([
    ['blobs', 'blobs'],
    [join('blobs', 'sha256'), join('blobs', 'sha256')],
  ])('has no folder %s that is a link', async (folder, named) => {
    const { directory, config } = await fill();
    const elsewhere = join(makeFolder(), 'elsewhere');
    renameSync(join(directory, folder), elsewhere);
    symlinkSync(elsewhere, join(directory, folder), 'junction');
    const store = new LayoutStore(directory);
    const refused = {
      code: 'ARTIFACT',
      message: `The OCI layout ${directory} has a folder ${named} that is a symbolic link`,
    };
    await expect(store.fetch(config)).rejects.toMatchObject(refused);
    await expect(store.has(config)).rejects.toMatchObject(refused);
    await expect(store.push(config, openBytes(Buffer.from('{}')))).rejects.toMatchObject(refused);
  });

  onPosix.each([
    ['beside it', (directory: string) => join(directory, 'theirs.json')],
    ['elsewhere', () => join(makeFolder(), 'theirs.json')],
  ])('has no index.json that is a link to a file %s, and does not write through it', async (_, target) => {
    const { directory, store, put } = await fill();
    const theirs = target(directory);
    const path = join(directory, 'index.json');
    renameSync(path, theirs);
    symlinkSync(theirs, path);
    const text = readFileSync(theirs, 'utf8');
    const refused = {
      code: 'ARTIFACT',
      message: expect.stringContaining(`The OCI layout ${directory} has an index.json that `),
    };
    await expect(store.resolve('v1')).rejects.toMatchObject(refused);
    await expect(put(imageIndex, { schemaVersion: 2, manifests: [] }, ['v2'])).rejects.toMatchObject(refused);
    expect(readFileSync(theirs, 'utf8')).toBe(text);
  });

  onPosix('takes a blob that is a link by its content, unless it is one of the system, or none', async () => {
    const { directory, store, config, pathOf } = await fill();
    renameSync(pathOf(config), join(directory, 'there'));
    symlinkSync(join(directory, 'there'), pathOf(config));
    expect(Buffer.concat(await Array.fromAsync(await store.fetch(config))).toString()).toBe('{}');
    for (const [target, outcome] of [
      [
        '/dev/null',
        {
          code: 'ARTIFACT',
          message: expect.stringContaining(`has a blob ${config.digest.slice(7)} that is at "/dev/`),
        },
      ],
      ['nowhere', { code: 'NOT_FOUND', message: `There is no ${config.digest} in the OCI layout ${directory}` }],
    ] as const) {
      renameSync(pathOf(config), join(makeFolder(), 'before'));
      symlinkSync(target, pathOf(config));
      expect(readlinkSync(pathOf(config))).toBe(target);
      await expect(store.fetch(config)).rejects.toMatchObject(outcome);
    }
  });

  it.each<[string, string, string | undefined]>([
    ['of a manifest that says its type', `{"mediaType":"${imageManifest}","x":1}`, imageManifest],
    ['of an index that says it', `{"mediaType":"${imageIndex}","layers":[]}`, imageIndex],
    ['of a manifest by what it lists', '{"layers":[]}', imageManifest],
    ['of an index by what it lists', '{"manifests":[]}', imageIndex],
    ['of an index that has layers too', '{"layers":[],"manifests":[]}', imageIndex],
    ['of another type', '{"mediaType":"text/plain","layers":[]}', undefined],
    ['of a type that is none', '{"mediaType":7,"layers":[]}', undefined],
    ['of another record', '{"a":1}', undefined],
    ['of a list', '[]', undefined],
    ['of null', 'null', undefined],
    ['of text', 'text', undefined],
  ])('finds by its digest, also without an entry, what has the file %s', async (_, text, mediaType) => {
    const { store, put } = await fill();
    const { digest, size } = await put('text/plain', text);
    if (mediaType !== undefined) expect(await store.resolve(digest)).toEqual({ mediaType, digest, size });
    else await expect(store.resolve(digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has one image for a tag, but for those that skopeo named', async () => {
    const { directory, store, manifest, index } = await fill();
    const write = (...names: [Descriptor, string][]) =>
      writeFileSync(
        join(directory, 'index.json'),
        JSON.stringify({ manifests: names.map(([each, name]) => ({ ...each, annotations: { [refName]: name } })) }),
      );
    write([manifest, 'v1'], [index, 'v1']);
    expect((await store.resolve('v1')).digest).toBe(index.digest);
    write([manifest, 'a:v1'], [manifest, 'b:v1']);
    expect((await store.resolve('v1')).digest).toBe(manifest.digest);
    write([manifest, 'a:v1'], [index, 'b:v1']);
    await expect(store.resolve('v1')).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: `The OCI layout ${directory} has several images with the tag v1`,
    });
  });

  it('may have ten thousand tags', async () => {
    const { directory, store, manifest } = await fill();
    const manifests = Array.from({ length: 10_000 }, (_, at) => ({
      ...manifest,
      annotations: { [refName]: `t${at}`, x: 'y' },
    }));
    writeFileSync(join(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    expect(await store.resolve('t9999')).toMatchObject({ digest: manifest.digest });
  });

  it('has no manifest that is larger than any may be', async () => {
    const { store, put } = await fill();
    const { digest } = await put('text/plain', `{"layers":[]}${' '.repeat(4 * 1024 * 1024)}`);
    await expect(store.resolve(digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that is not there has nothing, and says so of its tags', async () => {
    const store = new LayoutStore(join(makeFolder(), 'none'));
    expect(await Array.fromAsync(store.referrers(one))).toEqual([]);
    expect(await store.has(one)).toBe(false);
    await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(Array.fromAsync(store.tags())).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('There is no OCI layout '),
    });
  });
});
