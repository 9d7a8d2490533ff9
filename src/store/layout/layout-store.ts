import { realpathSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Chunks, OpenContent } from '../../chunks.ts';
import { heldTo } from '../../disk/held-to.ts';
import { lookAt } from '../../disk/look-at.ts';
import { openFile } from '../../disk/open-file.ts';
import { writeAtomically } from '../../disk/write-atomically.ts';
import { OciError, systemCodeOf, type Topic } from '../../errors.ts';
import { type Descriptor, describe, isRecord } from '../../oci/descriptor.ts';
import { type Digest, isDigest, isDigestOf, partsOf } from '../../oci/digest.ts';
import { childrenOf, maxManifestBytes } from '../../oci/manifest.ts';
import { imageIndex, imageManifest, isManifestType } from '../../oci/media-types.ts';
import { fetchContent } from '../content.ts';
import type { Content, PushOptions, Store } from '../store.ts';
import { verified } from '../verified.ts';
import { referrersAmong, walkManifests } from '../walk-manifests.ts';
import { entriesOf, LayoutIndex, tagsOf, withManifest, withoutNames, withoutRefName } from './layout-index.ts';

/**
 * One OCI image layout directory (image-spec, image-layout.md) as a repository. Blobs are written under a temporary
 * name, verified and renamed; the directory is made by the first write. Blobs may be links, as Bazel makes them: what
 * they have is verified. The folders that they are in may not, nor may `index.json`: a link could lead anywhere.
 */
export class LayoutStore implements Store {
  readonly #directory: string;
  readonly #index: LayoutIndex;
  readonly #isForRemoval: boolean;
  /** The folders that were looked at. */
  readonly #known = new Set<string>();

  /** @param isForRemoval lets names count whose manifests are not there: what is to be removed need not be whole */
  constructor(directory: string, { isForRemoval = false } = {}) {
    this.#directory = directory;
    this.#isForRemoval = isForRemoval;
    this.#index = new LayoutIndex(directory);
  }

  /** What `index.json` lists counts only where the manifest is there, whole: a registry says NOT_FOUND too. */
  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    const found = await this.#find(name, signal);
    if (this.#isForRemoval || (await this.#holdsManifest(found))) return found;
    throw this.#notFound(found.digest, 'missing-content');
  }

  async #find(name: string, signal: AbortSignal | undefined): Promise<Descriptor> {
    signal?.throwIfAborted();
    const entries = (await this.#index.read()) ?? [];
    const found = isDigest(name)
      ? (entries.find(({ descriptor }) => descriptor.digest === name)?.descriptor ??
        (await this.#describeManifest(name)))
      : this.#findTag(entriesOf(entries, name), name);
    if (!found) throw this.#notFound(name);
    return withoutRefName(found);
  }

  /** As skopeo takes a layout that is named without a tag. */
  async onlyManifest(signal?: AbortSignal): Promise<Digest | undefined> {
    signal?.throwIfAborted();
    const [only, ...others] = (await this.#index.read()) ?? [];
    return others.length === 0 ? only?.descriptor.digest : undefined;
  }

  async manifest(name: string, signal?: AbortSignal): Promise<Content> {
    return fetchContent(this, await this.#find(name, signal), signal, name);
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks> {
    signal?.throwIfAborted();
    if ((await this.#sizeOf(descriptor.digest)) === undefined)
      throw this.#notFound(descriptor.digest, 'missing-content');
    return verified(await openFile(this.#blobPath(descriptor.digest), signal)(), descriptor);
  }

  /** Manifests count only when `index.json` lists them: other tools do not find them otherwise. */
  async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    const { digest } = descriptor;
    if (!isManifestType(descriptor.mediaType)) return (await this.#sizeOf(digest)) === descriptor.size;
    const listed = (await this.#index.read())?.find((entry) => entry.descriptor.digest === digest);
    // Of the two, our own index is the witness of its size: who asks may have it from a list of referrers.
    return listed !== undefined && (await this.#holdsManifest(listed.descriptor));
  }

  async *tags(signal?: AbortSignal): AsyncGenerator<string> {
    signal?.throwIfAborted();
    const entries = await this.#index.read();
    if (!entries) throw new OciError('NOT_FOUND', `There is no OCI layout ${this.#directory}`);
    yield* tagsOf(entries);
  }

  async *referrers(subject: Descriptor, signal?: AbortSignal): AsyncGenerator<Descriptor> {
    signal?.throwIfAborted();
    const entries = (await this.#index.read()) ?? [];
    const roots = entries.map(({ descriptor }) => descriptor);
    yield* referrersAmong(this, roots, subject, signal);
  }

  async push(
    descriptor: Descriptor,
    openContent: OpenContent,
    { tags = [], onTagged, signal }: PushOptions = {},
  ): Promise<void> {
    signal?.throwIfAborted();
    const path = this.#blobPath(descriptor.digest);
    await this.#refuseOtherDirectory();
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      const code = systemCodeOf(error);
      throw new OciError('INVALID_INPUT', `The OCI layout ${this.#directory} cannot be made: ${code}`, {
        cause: error,
      });
    });
    const write = async (isThere: boolean) => {
      if (!isThere) await writeAtomically(path, async () => verified(await openContent(), descriptor), signal);
    };
    if (!isManifestType(descriptor.mediaType)) {
      return write((await this.#sizeOf(descriptor.digest)) === descriptor.size);
    }
    await this.#index.change(signal, async (entries, writeIndex) => {
      // Not before: another process may be about to delete the manifest.
      await write(await this.#holdsManifest(descriptor));
      await writeIndex(withManifest(entries, descriptor, tags));
    });
    for (const tag of tags) onTagged?.(tag, descriptor.digest);
  }

  /**
   * Removes a tag, or a manifest and its file; other content stays, also what nothing refers to any more: another
   * process may be about to push a manifest that needs it. Fails with UNSUPPORTED when an index here lists the
   * manifest.
   */
  async delete(name: string, signal?: AbortSignal): Promise<void> {
    // Also says NOT_FOUND, before there is anything to lock.
    await this.#find(name, signal);
    await this.#index.change(signal, async (entries, writeIndex) => {
      if (!isDigest(name)) {
        const { named } = entriesOf(entries, name);
        if (named.length === 0) throw this.#notFound(name);
        return writeIndex(withoutNames(entries, named));
      }
      const others = entries.filter(({ descriptor }) => descriptor.digest !== name);
      const roots = others.map(({ descriptor }) => descriptor);
      for await (const { descriptor, manifest } of walkManifests(this, roots, signal)) {
        if (childrenOf(manifest).some(({ digest }) => digest === name)) {
          throw new OciError(
            'UNSUPPORTED',
            `${name} is part of ${descriptor.digest} in the OCI layout ${this.#directory}`,
          );
        }
      }
      await writeIndex(others.map(({ raw }) => raw));
      await rm(this.#blobPath(name), { force: true });
    });
  }

  /** Keeps a slip of the pen from filling a folder of sources with blobs. */
  async #refuseOtherDirectory(): Promise<void> {
    const names = await readdir(this.#directory).catch((): string[] => []);
    // Blobs come first, the other files with the first manifest.
    if (names.length === 0 || ['oci-layout', 'index.json', 'blobs'].some((name) => names.includes(name))) return;
    throw new OciError('INVALID_INPUT', `The directory ${this.#directory} is not empty, and not an OCI layout`);
  }

  #findTag({ named, isExact }: ReturnType<typeof entriesOf>, tag: string): Descriptor | undefined {
    if (!isExact && new Set(named.map(({ descriptor }) => descriptor.digest)).size > 1) {
      throw new OciError('ARTIFACT', `The OCI layout ${this.#directory} has several images with the tag ${tag}`);
    }
    return named.at(-1)?.descriptor;
  }

  /** Finds a manifest that only another manifest refers to, such as one platform of an index. */
  async #describeManifest(digest: Digest): Promise<Descriptor | undefined> {
    if (((await this.#sizeOf(digest)) ?? Number.POSITIVE_INFINITY) > maxManifestBytes) return undefined;
    const bytes = await readFile(this.#blobPath(digest));
    const mediaType = manifestTypeOf(bytes);
    return mediaType === undefined ? undefined : { ...describe(mediaType, bytes), digest };
  }

  /**
   * Tells whether the file of a manifest has its bytes, and it is of this type; blobs, which may be large, go by their
   * size, as with oras.
   */
  async #holdsManifest({ digest, size, mediaType }: Descriptor): Promise<boolean> {
    if (size > maxManifestBytes || (await this.#sizeOf(digest)) !== size) return false;
    const bytes = await readFile(this.#blobPath(digest)).catch((error: unknown) => {
      // Somebody removes it.
      if (systemCodeOf(error) !== 'ENOENT') throw error;
    });
    return bytes !== undefined && isDigestOf(digest, bytes) && (manifestTypeOf(bytes) ?? mediaType) === mediaType;
  }

  /** The size of a blob's file, undefined when there is none. */
  async #sizeOf(digest: Digest): Promise<number | undefined> {
    const path = this.#blobPath(digest);
    try {
      const found = await stat(path);
      this.#refuseSystemFile(path);
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCodeOf(error))) return undefined;
      throw error;
    }
  }

  #blobPath(digest: Digest): string {
    const { algorithm, hex } = partsOf(digest);
    this.#refuseLinks('blobs', join('blobs', algorithm));
    return join(this.#directory, 'blobs', algorithm, hex);
  }

  #refuseLinks(...folders: string[]): void {
    for (const folder of folders.filter((one) => !this.#known.has(one))) {
      const found = lookAt(join(this.#directory, folder));
      if (found?.isSymbolicLink()) {
        throw new OciError(
          'ARTIFACT',
          `The OCI layout ${this.#directory} has a folder ${folder} that is a symbolic link`,
        );
      }
      if (found) this.#known.add(folder);
    }
  }

  /** A link may lead to a file anywhere, which counts by its digest, but not to one that the system makes up. */
  #refuseSystemFile(path: string): void {
    if (!lookAt(path)?.isSymbolicLink()) return;
    const problem = heldTo({ folder: this.#directory, symlinks: 'follow' })(path, realpathSync.native(path));
    if (problem === undefined) return;
    throw new OciError(
      'ARTIFACT',
      `The OCI layout ${this.#directory} has a blob ${basename(path)} that ${problem.what}`,
    );
  }

  #notFound(name: string, topic?: Topic): OciError {
    return new OciError('NOT_FOUND', `There is no ${name} in the OCI layout ${this.#directory}`, { topic });
  }
}

/** The media type of a manifest as it says itself; where it does not (the field is optional), by what it lists. */
function manifestTypeOf(bytes: Buffer): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
  if (!isRecord(body)) return undefined;
  const guess = 'manifests' in body ? imageIndex : 'layers' in body ? imageManifest : undefined;
  const mediaType = body['mediaType'] ?? guess;
  return typeof mediaType === 'string' && isManifestType(mediaType) ? mediaType : undefined;
}
