import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenContent } from '../../chunks.ts';
import { concurrently } from '../../concurrently.ts';
import { openFile } from '../../disk/open-file.ts';
import { findClash, problemOfTitle } from '../../disk/title.ts';
import { OciError } from '../../errors.ts';
import { type Descriptor, describe, emptyJson } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { encodeManifest, maxEntries, maxManifestBytes } from '../../oci/manifest.ts';
import { defaultArtifactType, directoryType, imageManifest } from '../../oci/media-types.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import type { SentAhead } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import {
  type AnnotationSets,
  contentDigestAnnotation,
  executableAnnotation,
  titleAnnotation,
  unpackAnnotation,
} from '../annotations.ts';
import type { DirectoryContents, PackDirectoryOptions } from '../archive/pack-directory.ts';
import { describeFile } from './file-content.ts';
import type { FoundFile } from './find-files.ts';

// The defaults of oras, so that the same input makes the same manifest.
export const defaultFileType = 'application/vnd.oci.image.layer.v1.tar';
/** From this size on, a file takes longer to hash than a look whether it is there already. */
const largeFile = 16 * 1024 * 1024;
export const defaultConfigType = 'application/vnd.unknown.config.v1+json';

export interface PackOptions {
  files: readonly FoundFile[];
  artifactType: string | undefined;
  config: { bytes: Uint8Array; mediaType?: string } | undefined;
  annotations: AnnotationSets;
  /** What the artifact is about, when it is to be found as its referrer. */
  subject?: Descriptor | undefined;
  /** How directories are packed. */
  directories: Omit<PackDirectoryOptions, 'title' | 'mediaType' | 'isIgnored' | 'onBytes' | 'signal'>;
  /** Begins to send a large file; the digest that it turns out to have is told to what this gives back. */
  sendAhead?:
    | ((content: { title: string; open: OpenContent; size: number }, signal: AbortSignal) => SentAhead)
    | undefined;
  /** Is told of the bytes that are read of a file or directory, by its title. */
  onRead?: ((title: string, bytes: number) => void) | undefined;
  concurrency: number;
  signal?: AbortSignal;
}

/** An artifact ready to be copied: the manifest in memory, the files where they are. */
export interface PackedArtifact {
  store: MemoryStore;
  root: Descriptor;
  bytes: Buffer;
  artifactType: string | undefined;
  config: Descriptor;
  /** Those of directories say what is in them. */
  layers: { title: string; descriptor: Descriptor; contents?: DirectoryContents }[];
  /** Archives that are not packed, since the target has them. */
  present: ReadonlySet<Digest>;
  /** Blobs that were sent while they were packed. */
  sent: ReadonlySet<Digest>;
}

/**
 * Hashes files and packs them as `oras push` does: one layer a file or directory, in the order given. Same input, same
 * digest.
 */
export async function packFiles({
  files,
  artifactType,
  config,
  annotations,
  subject,
  directories,
  sendAhead,
  onRead = () => {},
  concurrency,
  signal,
}: PackOptions): Promise<PackedArtifact> {
  if (files.length > maxEntries) {
    throw new OciError('INVALID_INPUT', `The input files names ${files.length} files, more than ${maxEntries}`);
  }
  const store = new MemoryStore();
  const layers: PackedArtifact['layers'] = new Array(files.length);
  const present = new Set<Digest>();
  const sent = new Set<Digest>();
  const titles = files.map(({ title }) => annotations.layers.get(title)?.[titleAnnotation] ?? title);
  checkTitles(titles);
  await concurrently(files.entries(), concurrency, signal, async ([index, file], within) => {
    const title = titles[index] ?? file.title;
    const onBytes = (bytes: number) => onRead(title, bytes);
    const packed = file.excludes
      ? await packFoundDirectory(file, { ...directories, onBytes, signal: within })
      : await packFile(file, sendAhead, onBytes, within);
    const own = { ...packed.annotations, [titleAnnotation]: file.title, ...annotations.layers.get(file.title) };
    const descriptor = { ...packed.descriptor, annotations: own };
    if (packed.open) store.stage(descriptor, packed.open);
    else present.add(descriptor.digest);
    if (packed.isSent) sent.add(descriptor.digest);
    layers[index] = { title, descriptor, ...(packed.contents ? { contents: packed.contents } : {}) };
  });

  let configDescriptor = emptyJson;
  if (config === undefined) store.stage(emptyJson, openBytes(Buffer.from('{}')));
  else {
    configDescriptor = describe(config.mediaType ?? defaultConfigType, config.bytes);
    store.stage(configDescriptor, openBytes(config.bytes));
  }
  if (Object.keys(annotations.config).length > 0) {
    configDescriptor = { ...configDescriptor, annotations: annotations.config };
  }
  // With a config of its own, an artifact needs no type, and oras writes none.
  const type = artifactType ?? (config === undefined ? defaultArtifactType : undefined);
  // Without files, oras writes one empty layer beside a type, and none where the config says what it is.
  const stand = type === undefined ? [] : [emptyJson];
  if (layers.length === 0) store.stage(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({
    mediaType: imageManifest,
    ...(type === undefined ? {} : { artifactType: type }),
    config: configDescriptor,
    layers: layers.length > 0 ? layers.map(({ descriptor }) => descriptor) : stand,
    ...(subject ? { subject } : {}),
    annotations: annotations.manifest,
  });
  if (bytes.byteLength > maxManifestBytes) {
    throw new OciError('INVALID_INPUT', `The manifest of ${files.length} files would be larger than 4 MiB`);
  }
  const root = describe(imageManifest, bytes);
  store.stage(root, openBytes(bytes));
  return { store, root, bytes, artifactType: type, config: configDescriptor, layers, present, sent };
}

/** The blobs of a packed artifact: its config and its layers; without files, the empty layer where it has one. */
export function blobsOf({ config, layers, artifactType }: PackedArtifact): Descriptor[] {
  const stand = layers.length === 0 && artifactType !== undefined ? [emptyJson] : [];
  return [config, ...layers.map(({ descriptor }) => descriptor), ...stand];
}

interface PackedLayer {
  descriptor: Descriptor;
  annotations: Record<string, string>;
  open: OpenContent | undefined;
  contents?: DirectoryContents;
  isSent?: boolean;
}

async function packFile(
  { path, title, mediaType = defaultFileType }: FoundFile,
  sendAhead: PackOptions['sendAhead'],
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<PackedLayer> {
  const open = openFile(path);
  const size = sendAhead ? sizeOf(path) : 0;
  const ahead = sendAhead && size >= largeFile ? sendAhead({ title, open, size }, signal) : undefined;
  try {
    const { descriptor, isExecutable } = await describeFile(path, mediaType, 'files', { onBytes, signal });
    const isWhole = descriptor.size === size;
    if (!isWhole) await ahead?.cancel();
    const isSent = isWhole && (await ahead?.commit(descriptor)) === true;
    const annotations: Record<string, string> = isExecutable ? { [executableAnnotation]: 'true' } : {};
    return { descriptor, annotations, open, isSent };
  } catch (error) {
    await ahead?.cancel();
    throw error;
  }
}

/** The size of a file in bytes, 0 for anything else; to say what is wrong is left to reading. */
function sizeOf(path: string): number {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}

async function packFoundDirectory(
  { path, title, mediaType = directoryType, excludes = [] }: FoundFile,
  options: PackOptions['directories'] & Pick<PackDirectoryOptions, 'onBytes'> & { signal: AbortSignal },
): Promise<PackedLayer> {
  // The writer of archives is loaded only for them.
  const { packDirectory } = await import('../archive/pack-directory.ts');
  const isIgnored = (inner: string) => excludes.some(({ takesOut }) => takesOut(join(path, inner)));
  const { contentDigest, ...packed } = await packDirectory(path, { ...options, title, mediaType, isIgnored });
  return { ...packed, annotations: { [contentDigestAnnotation]: contentDigest, [unpackAnnotation]: 'true' } };
}

/** Refuses at push what a pull would refuse. */
function checkTitles(titles: readonly string[]): void {
  for (const title of titles) {
    const problem = title === '.' ? undefined : problemOfTitle(title);
    if (problem)
      throw new OciError('INVALID_INPUT', `The title ${JSON.stringify(title)} of the input files ${problem}`);
  }
  const clash = findClash(titles);
  if (clash) {
    const [folder, inner] = clash.toSorted((a, b) => a.length - b.length) as typeof clash;
    const [one, other] = clash.map((title) => JSON.stringify(title));
    if (folder === '.' || inner.startsWith(`${folder}/`)) {
      const what = `the directory ${JSON.stringify(folder)} and ${JSON.stringify(inner)}, which is in it`;
      throw new OciError('INVALID_INPUT', `The input files takes ${what}: leave one of them out`, {
        topic: 'path-clash',
      });
    }
    throw new OciError(
      'INVALID_INPUT',
      one === other
        ? `The input files gives the title ${one} to two files`
        : `The input files gives the titles ${one} and ${other}, which are one path on some systems`,
      { topic: 'path-clash' },
    );
  }
}
