import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAnnotationLines } from '../../src/artifact/annotations.ts';
import { defaultFileType, packFiles } from '../../src/artifact/files/pack.ts';
import { formNotice, lineEndNotice, macNotice, readerNotices } from '../../src/artifact/files/reader-notices.ts';
import { selectLayers } from '../../src/artifact/files/select-layers.ts';
import { packFlux } from '../../src/artifact/flux/flux.ts';
import { messageOf } from '../../src/errors.ts';
import { describe, emptyJson } from '../../src/oci/descriptor.ts';
import type { Manifest } from '../../src/oci/manifest.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { makeWorld } from '../support/action/make-world.ts';
import { makeFolder } from '../support/action/workspace.ts';
import type { MessageRow } from './message-row.ts';
import { named } from './named.ts';

const annotated =
  (...lines: string[]) =>
  () =>
    parseAnnotationLines(lines);
/** What a push of the file `a` says of annotations for layers. */
const annotatedLayers =
  (...titles: string[]) =>
  async () => {
    const world = await makeWorld({ a: 'a' });
    const annotations = parseAnnotationLines(titles.map((title) => `layer[${title}]:k=v`));
    const { said } = await world.act('push', 'r.test/app:v1', { files: ['a'], annotations });
    return said.filter((line) => line.startsWith('warning: '));
  };
const annotations = { manifest: {}, config: {}, layers: new Map() };
const directories = () => ({
  ...{ symlinks: 'keep' as const, includeHidden: false, onHidden: () => {}, time: 0 },
  ...{ temporary: makeFolder(), claimed: new Map() },
});
const pack =
  (...titles: string[]) =>
  () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'x'), '');
    const files = titles.map((title) => ({ path: join(folder, 'x'), title }));
    const options = { files, artifactType: undefined, config: undefined, annotations, concurrency: 1 };
    return packFiles({ ...options, directories: directories() });
  };

/** A packed file of the default type, or a directory. */
const packed = (title: string, isDirectory = false) => ({
  title,
  descriptor: describe(defaultFileType, Buffer.from(title)),
  ...(isDirectory ? { contents: { files: 1, size: 1, first: [] } } : {}),
});

/** What a push and a pull say of an artifact without files. */
const marking = async () => {
  const world = await makeWorld({});
  const annotations = parseAnnotationLines(['a=b']);
  const pushed = await world.act('push', 'r.test/app:v1', { annotations });
  const pulled = await world.act('pull', 'r.test/app:v1', { path: 'out' });
  return [...pushed.said, ...pulled.said].filter((line) => !/^info: v1/.test(line)).map((line) => named(line));
};

/** What a pull as a Flux source says of an artifact of several directories. */
const pullFlux =
  (...names: string[]) =>
  async () => {
    const world = await makeWorld(Object.fromEntries(names.map((name) => [`${name}/x`, name])));
    await world.act('push', 'r.test/app:v1', { files: names });
    const { error, said } = await world.act('pull', 'r.test/app:v1', { kind: 'flux', path: 'out' });
    if (error) throw error;
    return said.filter((line) => line.startsWith('notice: ')).map((line) => named(line));
  };

/** Packs files of a folder that is called DIR here: the names of folders end in a slash. */
const flux = (names: string[], mediaType?: string) => async () => {
  const folder = makeFolder();
  const files = names.map((name) => {
    if (name.endsWith('/')) mkdirSync(join(folder, name));
    else writeFileSync(join(folder, name), '');
    return {
      path: join(folder, name.replace('/', '')),
      title: name.replace('/', ''),
      ...(mediaType && { mediaType }),
      ...(name.endsWith('/') && { excludes: [] }),
    };
  });
  const told = { onIgnored: () => {}, onKept: () => {}, onLink: () => {} };
  return packFlux({ files, workspace: folder, directories: directories(), annotations, ...told } as never).catch(
    (error: unknown) => messageOf(error).replaceAll(folder, 'DIR'),
  );
};

const layer = (title: string, content = title) => ({
  ...describe('text/plain', Buffer.from(content)),
  annotations: { 'org.opencontainers.image.title': title },
});
const select = (lines: string[], ...layers: ReturnType<typeof layer>[]) => {
  const manifest: Manifest = { kind: 'manifest', mediaType: imageManifest, config: emptyJson, layers, annotations: {} };
  return () => selectLayers(manifest, lines, 'x.io/app', true, false, () => {});
};
const many = Array.from({ length: 12 }, (_, at) => layer(`f${at}`));

export const fileMessages: readonly MessageRow[] = [
  ['an annotation that is none', annotated('a=b', 'no'), 'The input annotations "no" is not key=value'],
  [
    'an annotation twice',
    annotated('a=1', 'manifest:a=2'),
    'The input annotations "manifest:a=2" repeats an earlier key',
  ],
  [
    'annotations of a layer without a title',
    annotated('layer[]:a=b'),
    'The input annotations "layer[]:a=b" is not layer[TITLE]:key=value',
  ],
  [
    'annotations of layers that are not there',
    annotatedLayers('a', 'c', 'b'),
    ['warning: Lines of the input annotations are for layers that are not there: c, b'],
  ],
  ['one title twice', pack('a', 'a'), 'The input files gives the title "a" to two files'],
  [
    'titles that are one',
    pack('A', 'a'),
    'The input files gives the titles "A" and "a", which are one path on some systems',
  ],
  [
    'a directory and what is in it',
    pack('k8s', 'k8s/a.yaml'),
    'The input files takes the directory "k8s" and "k8s/a.yaml", which is in it: leave one of them out',
  ],
  ['a title that leads out', pack('../a'), 'The title "../a" of the input files is not a plain relative path'],
  [
    'what readers make of archives',
    () => readerNotices([packed('a', true), packed('b', true), packed('c.zip')]),
    [
      'Flux takes the first of several archives and says nothing of the others, and Argo CD refuses them all: a, b. For these two, push one directory alone',
      'These go out as application/vnd.oci.image.layer.v1.tar, a tar that is not compressed, and Argo CD, OPA, OpenTofu and modctl fail on them: c.zip. Write :application/vnd.oci.image.layer.v1.tar+gzip behind a .tgz or .tar.gz, and :archive/zip behind a .zip',
    ],
  ],
  [
    'what macOS adds',
    () => macNotice(['a/.DS_Store', 'a/__MACOSX']),
    'macOS made these, and they are packed with the rest: a/.DS_Store, a/__MACOSX. To leave them out, add lines such as !**/__MACOSX or !**/.DS_Store to `files`',
  ],
  [
    'names in two characters for one letter',
    () => formNotice(['e\u0301']),
    'These names are not composed (NFC), as when macOS made them; the same names in that form make another digest: e\u0301',
  ],
  [
    'what git wrote with CRLF',
    () => lineEndNotice(['a.yaml']),
    'Git wrote these with CRLF, so that the same commit has another digest on Linux: a.yaml. Put `* text eol=lf` into .gitattributes',
  ],
  ['a file as a Flux source', flux(['x']), 'A Flux source is one directory, but the input files names a file'],
  ['an artifact with one layer, as a Flux source', pullFlux('a'), []],
  [
    'an artifact with two',
    pullFlux('a', 'b'),
    ['notice: Flux reads only the first layer of an artifact: 1 layer of r.test/app@DIGEST is left out'],
  ],
  [
    'an artifact with three',
    pullFlux('a', 'b', 'c'),
    ['notice: Flux reads only the first layer of an artifact: 2 layers of r.test/app@DIGEST are left out'],
  ],
  ['two Flux sources', flux(['x/', 'y/']), 'A Flux source is one directory, but the input files names 2 files'],
  [
    'a Flux source with a type',
    flux(['x/'], 'a/b'),
    'A Flux source has its own media type, but the input files says a/b',
  ],
  ['an empty Flux source', flux(['x/']), 'The directory "DIR/x" has no files for a Flux source'],
  [
    'a title that is missing',
    select(['none'], layer('a'), layer('b')),
    'x.io/app has nothing that the input files "none" names: it has "a", "b"',
  ],
  [
    'a title that is missing of many',
    select(['none'], ...many),
    'x.io/app has nothing that the input files "none" names: it has "f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9" and 2 more',
  ],
  [
    'a pattern that finds nothing',
    select(['*.zip'], layer('a')),
    'x.io/app has nothing that matches the input files ["*.zip"]: it has "a"',
  ],
  [
    'an artifact without files',
    marking,
    [
      'group: Push no files to r.test/app',
      'notice: The artifact has no files, only its annotations and config',
      'notice: r.test/app@DIGEST has no files: nothing was written',
      'group: Pull r.test/app@DIGEST into out',
    ],
  ],
  ['a hostile title', select([], layer('../x')), 'x.io/app has a file whose title "../x" is not a plain relative path'],
  [
    'titles that are one path',
    select([], layer('A'), layer('a')),
    'x.io/app has the titles "A" and "a", which are one path on some systems',
  ],
];
