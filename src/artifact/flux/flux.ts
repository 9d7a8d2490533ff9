import { join } from 'node:path';
import { OciError } from '../../errors.ts';
import { type Descriptor, describe } from '../../oci/descriptor.ts';
import { encodeManifest } from '../../oci/manifest.ts';
import { fluxConfigType, imageManifest } from '../../oci/media-types.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import { openBytes } from '../../store/verified.ts';
import { contentDigestAnnotation } from '../annotations.ts';
import { listDirectory } from '../archive/list-directory.ts';
import { packEntries } from '../archive/pack-directory.ts';
import type { FoundFile } from '../files/find-files.ts';
import type { PackedArtifact, PackOptions } from '../files/pack.ts';
import { sourceIgnore } from './source-ignore.ts';

// fluxcd/pkg, oci/constants.go
const contentType = 'application/vnd.cncf.flux.content.v1.tar+gzip';

export interface FluxOptions extends Pick<PackOptions, 'annotations' | 'onRead' | 'signal'> {
  files: readonly FoundFile[];
  /** What the files `.sourceignore` are held to. */
  workspace: string;
  directories: Omit<PackOptions['directories'], 'time'>;
  /** Is told what `.sourceignore` or Flux's defaults leave out, by path below the directory. */
  onIgnored: (path: string) => void;
  /** Is told each file that stays because Flux reads a line of `.sourceignore` differently from git. */
  onKept: (path: string) => void;
  /** Is told each symbolic link that is left out. */
  onLink: (path: string) => void;
}

/**
 * Packs a directory as `flux push artifact` does (fluxcd/pkg, oci/build.go and oci/push.go), but reproducibly: one
 * archive whose entries are relative to the directory, all times 0, and the config that Flux writes, which nobody
 * reads. The one thing of ours is the annotation that tells what is in the archive, by which it is known when it is
 * pushed again. Flux skips symbolic links when it unpacks, so that none are kept. Fails with INVALID_INPUT for anything
 * but one directory.
 */
export async function packFlux(options: FluxOptions): Promise<PackedArtifact> {
  const { workspace, annotations, directories, onRead, onIgnored, onKept, onLink, signal } = options;
  const { path, title, excludes } = onlyDirectory(options.files);
  const held = { folder: workspace, symlinks: directories.symlinks };
  const { isLeftOut, isLeftOutByGit, mayTakeBack } = sourceIgnore(path, held);
  const listing = {
    ...directories,
    title: '.',
    time: 0,
    onLink,
    isIgnored: (inner: string, isDirectory: boolean) => {
      if (excludes.some(({ takesOut }) => takesOut(join(path, inner)))) return true;
      if (!isLeftOut(inner, isDirectory)) {
        if (!isDirectory && isLeftOutByGit(inner, isDirectory)) onKept(inner);
        return false;
      }
      // Something in a folder that is left out may be taken back.
      if (isDirectory && mayTakeBack(inner)) return false;
      onIgnored(inner);
      return true;
    },
  };
  const listed = await listDirectory(path, listing);
  // As in Flux, a folder that was only passed through is not an entry.
  const entries = listed.filter(({ name, kind }) => kind !== 'directory' || name === '.' || !isLeftOut(name, true));
  if (!entries.some(({ kind }) => kind === 'file')) {
    throw new OciError('INVALID_INPUT', `The directory ${JSON.stringify(path)} has no files for a Flux source`, {
      topic: 'empty-directory',
    });
  }
  const onBytes = (bytes: number) => onRead?.(title, bytes);
  const archive = await packEntries(entries, path, { ...listing, mediaType: contentType, onBytes, signal });

  const store = new MemoryStore();
  const layer: Descriptor = {
    ...archive.descriptor,
    annotations: { [contentDigestAnnotation]: archive.contentDigest, ...annotations.layers.get(title) },
  };
  if (archive.open) store.stage(layer, archive.open);
  const configBytes = encodeConfig(archive.contentDigest);
  const config: Descriptor = { ...describe(fluxConfigType, configBytes), annotations: annotations.config };
  store.stage(config, openBytes(configBytes));
  const bytes = encodeManifest({
    mediaType: imageManifest,
    config,
    layers: [layer],
    annotations: annotations.manifest,
  });
  const root = describe(imageManifest, bytes);
  store.stage(root, openBytes(bytes));
  return {
    store,
    root,
    bytes,
    artifactType: undefined,
    config,
    layers: [{ title, descriptor: layer, contents: archive.contents }],
    present: new Set(archive.open ? [] : [layer.digest]),
    sent: new Set(),
  };
}

function onlyDirectory(files: readonly FoundFile[]): FoundFile & { excludes: NonNullable<FoundFile['excludes']> } {
  const [file, ...more] = files;
  if (!file || more.length > 0 || !file.excludes) {
    const found = more.length > 0 ? `${files.length} files` : 'a file';
    throw new OciError('INVALID_INPUT', `A Flux source is one directory, but the input files names ${found}`, {
      topic: 'flux-source',
    });
  }
  if (file.mediaType !== undefined) {
    throw new OciError(
      'INVALID_INPUT',
      `A Flux source has its own media type, but the input files says ${file.mediaType}`,
      { topic: 'flux-source' },
    );
  }
  return { ...file, excludes: file.excludes };
}

/** The config of an image with one layer, as go-containerregistry writes it (pkg/v1/config.go). */
function encodeConfig(contentDigest: string): Buffer {
  const never = '0001-01-01T00:00:00Z';
  return Buffer.from(
    JSON.stringify({
      architecture: '',
      created: never,
      history: [{ created: never }],
      os: '',
      rootfs: { type: 'layers', diff_ids: [contentDigest] },
      config: {},
    }),
  );
}
