import { beforeEach, expect, describe as group, it } from '@jest/globals';
import { isFluxSource, selectLayers } from '../../../src/artifact/files/select-layers.ts';
import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import type { Manifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';

function layer(title: string | undefined, mediaType = 'text/plain', content = title ?? 'x'): Descriptor {
  const annotations = title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
  return { ...describe(mediaType, Buffer.from(content)), ...annotations };
}

let useless: string[];
beforeEach(() => {
  useless = [];
});

async function select(layers: Descriptor[], lines: string[] = [], unpack = true): Promise<string[]> {
  const manifest: Manifest = { kind: 'manifest', mediaType: imageManifest, config: emptyJson, layers, annotations: {} };
  const selected = await selectLayers(manifest, lines, 'x.io/app@sha256:1', unpack, false, (line) =>
    useless.push(line),
  );
  return selected.map(({ title }) => title);
}

const files = [
  layer('b.txt'),
  layer('a.txt'),
  layer('docs/a.md', 'text/markdown'),
  layer('docs/deep/b.md', 'text/markdown'),
  layer('.hidden/c.json', 'application/json'),
  layer('a[1].txt'),
];
const all = ['b.txt', 'a.txt', 'docs/a.md', 'docs/deep/b.md', '.hidden/c.json', 'a[1].txt'];

group('selectLayers takes by', () => {
  it.each([
    ['nothing: all', [], all],
    ['a title', ['a.txt'], ['a.txt']],
    ['a title with ./', ['./a.txt'], ['a.txt']],
    ['titles, in the order of the artifact', ['a.txt', 'b.txt'], ['b.txt', 'a.txt']],
    ['a glob', ['*.txt'], ['b.txt', 'a.txt', 'a[1].txt']],
    ['a deep glob', ['**/*.md'], ['docs/a.md', 'docs/deep/b.md']],
    ['a shallow glob', ['docs/*'], ['docs/a.md']],
    ['braces', ['{a,b}.txt'], ['b.txt', 'a.txt']],
    ['a hidden part', ['**/*.json'], ['.hidden/c.json']],
    ['a literal title with brackets', ['a[1].txt'], ['a[1].txt']],
    ['a literal title with brackets and ./', ['./a[1].txt'], ['a[1].txt']],
    ['a media type', ['text/markdown'], ['docs/a.md', 'docs/deep/b.md']],
    ['several lines, of which one finds nothing', ['*.txt', '*.zip'], ['b.txt', 'a.txt', 'a[1].txt']],
    ['excludes of all', ['!*.txt'], ['docs/a.md', 'docs/deep/b.md', '.hidden/c.json']],
    ['an exclude of a folder', ['**', '!docs'], ['b.txt', 'a.txt', '.hidden/c.json', 'a[1].txt']],
    ['an exclude of a folder with a slash', ['docs/**', '!docs/deep/'], ['docs/a.md']],
    ['an exclude of a media type', ['docs/**', 'a.txt', '!text/markdown'], ['a.txt']],
    ['an include after an exclude', ['!**', 'docs/a.md'], ['docs/a.md']],
    ['an exclude after an include', ['**/*.md', '!**/b.md'], ['docs/a.md']],
  ])('%s', async (_, lines, titles) => {
    expect(await select(files, lines)).toEqual(titles);
  });

  it('a title in the other form of Unicode', async () => {
    const both = [layer('caf\u00e9'), layer('e\u0301/x')];
    expect(await select(both, ['cafe\u0301'])).toEqual(['caf\u00e9']);
    expect(await select(both, ['\u00e9/*'])).toEqual(['e\u0301/x']);
    expect(await select(both, ['!\u00e9'])).toEqual(['caf\u00e9']);
  });

  it('an exclude of a folder, and nothing whose name begins like it', async () => {
    const beside = ['dist/a.js', 'dist2/b.js', 'dist.txt'].map((title) => layer(title));
    for (const line of ['!dist', '!dist/']) expect(await select(beside, [line])).toEqual(['dist2/b.js', 'dist.txt']);
  });

  it.each(['a (1).txt', '+(a).txt', 'a{b,c}.txt', 'a[b-c].txt', '@(x|y)'])(
    'a title that looks like a pattern: %s',
    async (title) => {
      const others = ['a 1.txt', 'a.txt', 'ab.txt', 'x'].map((name) => layer(name));
      for (const line of [title, `./${title}`])
        expect(await select([...others, layer(title)], [line])).toContain(title);
    },
  );

  it.each([
    ['a title that is missing', ['none.txt']],
    ['one title of two', ['a.txt', 'none.txt']],
    ['a media type that is missing', ['image/png']],
    ['a glob that finds nothing', ['*.zip']],
    ['everything excluded', ['*.txt', '!**']],
  ])('%s: refused', async (_, lines) => {
    await expect(select(files, lines)).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', topic: 'missing-file' }),
    );
  });

  group('titles for which picomatch goes back again and again', () => {
    // One of them took V8 0.2 s, all of them half an hour.
    const hostile = Array.from({ length: 10_000 }, (_, number) => `${'abcd'.repeat(60)}${number}`.padEnd(255, 'x'));
    const layers = hostile.map((title) => layer(title));

    it('in no more time than others', async () => {
      expect(await select([...layers, layer('a-b-c-d-e')], ['*a*b*c*d*e*'])).toEqual(['a-b-c-d-e']);
    }, 60_000);

    it('and lets a cancelled step end', async () => {
      const reason = new Error('cancelled');
      const controller = new AbortController();
      const manifest: Manifest = {
        kind: 'manifest',
        mediaType: imageManifest,
        config: emptyJson,
        layers,
        annotations: {},
      };
      const lines = Array.from({ length: 1_000 }, () => '*a*b*c*d*e*');
      const work = selectLayers(manifest, lines, 'x', true, false, () => {}, controller.signal);
      setImmediate(() => controller.abort(reason));
      await expect(work).rejects.toBe(reason);
    });
  });

  it('a missing title of many: names ten', async () => {
    const many = Array.from({ length: 12 }, (_, number) => layer(`f${number}`));
    await expect(select(many, ['x'])).rejects.toThrow(/: it has "f0", .*"f9" and 2 more$/);
  });
});

group('selectLayers names', () => {
  const hex = describe('', Buffer.from('x')).digest.slice(7);
  it.each([
    ['application/vnd.oci.image.layer.v1.tar', 'tar'],
    ['application/vnd.oci.image.layer.v1.tar+gzip', 'tar.gz'],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', 'tar.gz'],
    ['application/vnd.oci.image.layer.v1.tar+zstd', 'tar.zst'],
    ['application/gzip', 'gz'],
    ['application/json', 'json'],
    ['application/vnd.in-toto+json', 'json'],
    ['application/x+yaml', 'yaml'],
    ['application/vnd.cncf.flux.content.v1.yaml', 'yaml'],
    ['application/vnd.cncf.flux.content.v1.json', 'json'],
    ['text/plain', 'txt'],
    ['application/wasm', 'wasm'],
    ['application/octet-stream', 'bin'],
  ])('a layer of type %s without a title', async (mediaType, extension) => {
    expect(await select([layer(undefined, mediaType, 'x')])).toEqual([`sha256-${hex}.${extension}`]);
  });

  it('a layer of a model, which modctl pushes with a path in place of a title', async () => {
    const model = (path: string, title: string | undefined = undefined) => {
      const { annotations, ...plain } = layer(title, 'application/vnd.cncf.model.weight.v1.raw', path);
      return { ...plain, annotations: { ...annotations, 'org.cncf.model.filepath': path } };
    };
    expect(await select([model('weights/a.bin'), model('b', 'own')])).toEqual(['weights/a.bin', 'own']);
    // Its archives are not unpacked, and what is written must not pass for the content.
    const packed = { ...model('a.bin'), mediaType: 'application/vnd.cncf.model.weight.v1.tar' };
    expect(await select([packed])).toEqual(['a.bin.tar']);
    await expect(select([model('../x')])).rejects.toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
  });

  it('a layer with an empty title as if it had none', async () => {
    expect(await select([layer('', 'text/plain', 'x')])).toEqual([`sha256-${hex}.txt`]);
    const layers = [layer('', 'text/plain', 'x'), layer('a'), layer(undefined, 'text/plain', 'y')];
    const manifest: Manifest = {
      kind: 'manifest',
      mediaType: imageManifest,
      config: emptyJson,
      layers,
      annotations: {},
    };
    const selected = await selectLayers(manifest, [], 'x', true, false, () => {});
    expect(selected.map(({ isUntitled }) => isUntitled)).toEqual([true, false, true]);
  });

  it('one layer that stands there twice', async () => {
    expect(await select([layer(undefined), layer('a'), layer(undefined), layer('a')])).toEqual([
      `sha256-${hex}.txt`,
      'a',
    ]);
  });

  it('an archive of a folder', async () => {
    const archive = { ...layer('dir'), annotations: {} as Record<string, string> };
    for (const title of ['dir', 'dir/']) {
      archive.annotations = { 'org.opencontainers.image.title': title, 'io.deis.oras.content.unpack': 'true' };
      expect(await select([archive])).toEqual(['dir']);
      expect(await select([archive], [], false)).toEqual(['dir.tar.gz']);
    }
  });

  it.each([
    ['./a.txt', 'a.txt'],
    ['x//a', 'x/a'],
    ['x/./a', 'x/a'],
    ['a/../b', 'b'],
  ])('a title %s as oras 1.3 writes it: %s', async (title, written) => {
    expect(await select([layer(title)])).toEqual([written]);
  });

  it('an archive of all that there is', async () => {
    const annotations = { 'org.opencontainers.image.title': '.', 'io.deis.oras.content.unpack': 'true' };
    const archive = { ...layer('.'), annotations };
    expect(await select([archive])).toEqual(['.']);
    expect(await select([archive], [], false)).toEqual(['archive.tar.gz']);
    await expect(select([{ ...archive, annotations: { 'org.opencontainers.image.title': '.' } }])).rejects.toThrow(
      'title "."',
    );
  });

  it('nothing in an empty artifact, unless a line asks for something', async () => {
    for (const layers of [[], [emptyJson]]) {
      expect(await select(layers)).toEqual([]);
      await expect(select(layers, ['*'])).rejects.toThrow('x.io/app@sha256:1 has no files');
    }
  });
});

group('selectLayers refuses', () => {
  it.each([
    ['a hostile title', [layer('../x')]],
    ['a title that leads out by a folder', [layer('a/../../x')]],
    ['a title that is absolute once it is plain', [layer('//x')]],
    ['a title in git, said in another way', [layer('x/..//.git/config')]],
    ['a title of the whole', [layer('a/..')]],
    ['two titles that are one when they are plain', [layer('./a', 'a/b', '1'), layer('a', 'a/b', '2')]],
    ['a title of slashes', [layer('/'.repeat(3_000_000))]],
    ['a title with a line', [layer('a\n::error::x')]],
    ['two contents of one title', [layer('a', 'a/b', '1'), layer('a', 'a/b', '2')]],
    ['titles that differ in case', [layer('A'), layer('a')]],
    ['a file that is a folder', [layer('a'), layer('a/b')]],
  ])('%s', async (_, layers) => {
    await expect(select(layers)).rejects.toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
  });

  it('a hostile title, of which it shows as much as may be read', async () => {
    const error = (await select([layer('/'.repeat(10_000))]).catch((caught: unknown) => caught)) as Error;
    expect(error.message.length).toBeLessThan(500);
  });

  it('nothing that is not asked for', async () => {
    const layers = [layer('A'), layer('a'), layer('b'), layer('../x'), layer('con.txt')];
    expect(await select(layers, ['b'])).toEqual(['b']);
    expect(await select(layers, ['!con*', '!A', '!../*'])).toEqual(['a', 'b']);
  });
});

it('tells the lines with ! that took nothing out', async () => {
  const lines = ['**', '!a.txt', '!A.txt', '!docs/*', '!docs/a.md'];
  expect(await select(files, lines)).toEqual(['b.txt', '.hidden/c.json', 'a[1].txt']);
  expect(useless).toEqual(['!A.txt', '!docs/a.md']);
});

group('a Flux source', () => {
  const flux = 'application/vnd.cncf.flux.config.v1+json';
  const archive = layer(undefined, 'application/vnd.cncf.flux.content.v1.tar+gzip', 'x');
  const values = layer('values.yaml', 'text/yaml');
  const taken = async (layers: Descriptor[], lines: string[] = [], unpack = true) => {
    const config = { ...emptyJson, mediaType: flux };
    const manifest: Manifest = { kind: 'manifest', mediaType: imageManifest, config, layers, annotations: {} };
    const selected = await selectLayers(manifest, lines, 'x', unpack, true, () => {});
    return selected.map(({ title, isDirectory, isUntitled }) => [title, isDirectory, isUntitled]);
  };

  it('is its first layer, as a directory or as one file', async () => {
    expect(await taken([archive, values])).toEqual([['.', true, false]]);
    expect(await taken([archive, values], [], false)).toEqual([['artifact.tgz', false, false]]);
    // What is no archive is a file.
    expect(await taken([values, archive])).toEqual([['values.yaml', false, false]]);
  });

  it('is another one, or it by its name, where lines ask for that', async () => {
    expect(await taken([archive, values], ['*.yaml'])).toEqual([['values.yaml', false, false]]);
    expect(await taken([archive, values], ['.'])).toEqual([['.', true, false]]);
    expect(await taken([archive, values], ['artifact.tgz'], false)).toEqual([['artifact.tgz', false, false]]);
    const second = layer(undefined, archive.mediaType, 'y');
    const name = `${second.digest.replace(':', '-')}.tar.gz`;
    expect(await taken([archive, second], [name])).toEqual([[name, false, true]]);
  });

  it.each([
    [flux, undefined, true],
    [flux, 'files', false],
    [emptyJson.mediaType, undefined, false],
    [emptyJson.mediaType, 'flux', true],
  ])('is known by the config %s, or by the kind %s: %s', (mediaType, kind, expected) => {
    const config = { ...emptyJson, mediaType };
    const manifest: Manifest = { kind: 'manifest', mediaType: imageManifest, config, layers: [], annotations: {} };
    expect(isFluxSource(manifest, kind)).toBe(expected);
  });
});

it.each([
  ['true', true],
  ['false', false],
  ['', false],
  [undefined, false],
])('A file may be executed where its annotation says %j: %s', async (value, expected) => {
  const annotations = {
    'org.opencontainers.image.title': 'run.sh',
    ...(value === undefined ? {} : { 'io.oci-artifact.executable': value }),
  };
  const layers = [{ ...layer('run.sh'), annotations }];
  const manifest: Manifest = { kind: 'manifest', mediaType: imageManifest, config: emptyJson, layers, annotations: {} };
  const [selected] = await selectLayers(manifest, [], 'x', true, false, () => {});
  expect(selected?.isExecutable).toBe(expected);
});
