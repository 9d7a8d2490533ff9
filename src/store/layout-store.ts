import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OciError, systemCodeOf } from '../errors.ts';
import { type Descriptor, describe, isRecord, parseDescriptor } from '../oci/descriptor.ts';
import { type Digest, isDigest, partsOf } from '../oci/digest.ts';
import { maxManifestBytes } from '../oci/manifest.ts';
import { imageIndex, imageManifest, isManifestType } from '../oci/media-types.ts';
import { openFile } from './open-file.ts';
import type { Chunks, Content, OpenContent, PushOptions, Store } from './store.ts';
import { readAll, verified } from './verified.ts';

/** The annotation that carries a tag in `index.json` (image-spec, annotations.md). */
const refName = 'org.opencontainers.image.ref.name';

/** An `index.json` with 40,000 tags has about this size; more is not a layout somebody works with. */
const maxIndexBytes = 16 * 1024 * 1024;

/** The last write to each layout directory, so that the next one waits for it. */
const lastWrites = new Map<string, Promise<unknown>>();

/** An entry of `index.json`: what we understand of it, and all that another tool wrote, to be kept. */
interface Entry {
  descriptor: Descriptor;
  raw: Record<string, unknown>;
}

/**
 * One OCI image layout directory (image-spec, image-layout.md) as a repository. Blobs are written under a temporary name,
 * verified and renamed; the directory is made by the first write. Writes of one process to `index.json` follow one
 * another; two processes must not write to one layout at the same time. Blobs may be links, as Bazel makes them.
 */
export class LayoutStore implements Store {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    signal?.throwIfAborted();
    const { entries } = await this.#readIndex();
    const found = isDigest(name)
      ? (entries.find(({ descriptor }) => descriptor.digest === name)?.descriptor ??
        (await this.#describeManifest(name)))
      : this.#findTag(entries, name);
    if (!found) throw this.#notFound(name);
    return withoutRefName(found);
  }

  async manifest(name: string, signal?: AbortSignal): Promise<Content> {
    const descriptor = await this.resolve(name, signal);
    return { descriptor, bytes: await readAll(await this.fetch(descriptor, signal), `The manifest ${name}`) };
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks> {
    signal?.throwIfAborted();
    if ((await this.#sizeOf(descriptor.digest)) === undefined) throw this.#notFound(descriptor.digest);
    return verified(await openFile(this.#blobPath(descriptor.digest), signal)(), descriptor);
  }

  /** Manifests count only when `index.json` lists them: other tools do not find them otherwise. */
  async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    if ((await this.#sizeOf(descriptor.digest)) !== descriptor.size) return false;
    if (!isManifestType(descriptor.mediaType)) return true;
    const { entries } = await this.#readIndex();
    return entries.some((entry) => entry.descriptor.digest === descriptor.digest);
  }

  async push(descriptor: Descriptor, openContent: OpenContent, { tag, signal }: PushOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const path = this.#blobPath(descriptor.digest);
    await this.#refuseOtherDirectory();
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      const code = systemCodeOf(error);
      throw new OciError('INVALID_INPUT', `The OCI layout ${this.#directory} cannot be made: ${code}`, {
        cause: error,
      });
    });
    if ((await this.#sizeOf(descriptor.digest)) !== descriptor.size) {
      await writeAtomically(path, async () => verified(await openContent(), descriptor), signal);
    }
    if (isManifestType(descriptor.mediaType)) {
      const key = resolve(this.#directory);
      const last = lastWrites.get(key) ?? Promise.resolve();
      const update = last.then(() => this.#updateIndex(descriptor, tag, signal));
      lastWrites.set(
        key,
        update.catch(() => {}),
      );
      await update;
    }
  }

  /** Keeps a slip of the pen from filling a folder of sources with blobs. */
  async #refuseOtherDirectory(): Promise<void> {
    const names = await readdir(this.#directory).catch((): string[] => []);
    // Blobs come first, the other files with the first manifest.
    if (names.length === 0 || ['oci-layout', 'index.json', 'blobs'].some((name) => names.includes(name))) return;
    throw new OciError('INVALID_INPUT', `The directory ${this.#directory} is not empty and no OCI layout`);
  }

  async #updateIndex(descriptor: Descriptor, tag: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const layoutFile = join(this.#directory, 'oci-layout');
    const { entries, rest } = await this.#readIndex();
    const isSame = (entry: Entry) => entry.descriptor.digest === descriptor.digest;
    const isTagged = (entry: Entry) => tag !== undefined && refNameOf(entry) === tag;
    const plain = withoutRefName(entries.find(isSame)?.raw ?? { ...descriptor });
    // The entry without a name gives way to the one with the tag.
    const kept = entries.filter(
      (entry) => !isTagged(entry) && (tag === undefined || !isSame(entry) || refNameOf(entry)),
    );
    const manifests = kept.map(({ raw }) => raw);
    // What loses its last tag stays reachable by digest, as in a registry.
    for (const moved of entries.filter(isTagged)) {
      const { digest } = moved.descriptor;
      if (!isSame(moved) && !manifests.some((raw) => raw['digest'] === digest))
        manifests.push(withoutRefName(moved.raw));
    }
    if (tag !== undefined) {
      manifests.push({ ...plain, annotations: { ...(plain['annotations'] as object | undefined), [refName]: tag } });
    } else if (!kept.some(isSame)) {
      manifests.push(plain);
    }
    if (!(await isThere(layoutFile))) {
      await writeAtomically(layoutFile, async () => [Buffer.from('{"imageLayoutVersion":"1.0.0"}')], signal);
    }
    const text = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, ...rest, manifests });
    await writeAtomically(join(this.#directory, 'index.json'), async () => [Buffer.from(text)], signal);
  }

  /** Reads `index.json`; a directory that is missing or empty is a layout without content. */
  async #readIndex(): Promise<{ entries: Entry[]; rest: Record<string, unknown> }> {
    const path = join(this.#directory, 'index.json');
    const fail = (what: string, cause?: unknown) =>
      new OciError('ARTIFACT', `The OCI layout ${this.#directory} ${what}`, { cause });
    let index: unknown;
    try {
      const found = await stat(path);
      if (!found.isFile()) throw fail('has an index.json that is no file');
      if (found.size > maxIndexBytes) throw fail(`has an index.json of over ${maxIndexBytes} bytes`);
      index = JSON.parse(await readFile(path, 'utf8'));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return { entries: [], rest: {} };
      if (error instanceof OciError) throw error;
      throw fail('has no readable index.json', error);
    }
    if (!isRecord(index) || !Array.isArray(index['manifests'])) throw fail('has an index.json that is no image index');
    const { manifests, ...rest } = index;
    return {
      entries: (manifests as unknown[]).map((raw, number) => ({
        descriptor: parseDescriptor(raw, `Entry ${number + 1} of ${path}`),
        raw: raw as Record<string, unknown>,
      })),
      rest,
    };
  }

  /** Finds a tag; without an entry of that name, one that skopeo named `image:tag`. */
  #findTag(entries: readonly Entry[], tag: string): Descriptor | undefined {
    const exact = entries.findLast((entry) => refNameOf(entry) === tag);
    if (exact) return exact.descriptor;
    const named = entries.filter((entry) => refNameOf(entry)?.endsWith(`:${tag}`)).map(({ descriptor }) => descriptor);
    if (new Set(named.map(({ digest }) => digest)).size > 1) {
      throw new OciError('ARTIFACT', `The OCI layout ${this.#directory} has several images with the tag ${tag}`);
    }
    return named[0];
  }

  /** Finds a manifest that only another manifest refers to, such as one platform of an index. */
  async #describeManifest(digest: Digest): Promise<Descriptor | undefined> {
    if (((await this.#sizeOf(digest)) ?? Number.POSITIVE_INFINITY) > maxManifestBytes) return undefined;
    const bytes = await readFile(this.#blobPath(digest));
    const mediaType = manifestTypeOf(bytes);
    return mediaType === undefined ? undefined : { ...describe(mediaType, bytes), digest };
  }

  /** The size of a blob's file, undefined when there is none. */
  async #sizeOf(digest: Digest): Promise<number | undefined> {
    try {
      const found = await stat(this.#blobPath(digest));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCodeOf(error))) return undefined;
      throw error;
    }
  }

  #blobPath(digest: Digest): string {
    const { algorithm, hex } = partsOf(digest);
    return join(this.#directory, 'blobs', algorithm, hex);
  }

  #notFound(name: string): OciError {
    return new OciError('NOT_FOUND', `There is no ${name} in the OCI layout ${this.#directory}`);
  }
}

function refNameOf({ descriptor }: Entry): string | undefined {
  return descriptor.annotations?.[refName];
}

function withoutRefName<T extends { annotations?: unknown }>({
  annotations,
  ...descriptor
}: T): Omit<T, 'annotations'> & { annotations?: Record<string, string> } {
  const { [refName]: _, ...others } = (annotations ?? {}) as Record<string, string>;
  return Object.keys(others).length > 0 ? { ...descriptor, annotations: others } : descriptor;
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

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function writeAtomically(
  path: string,
  openChunks: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644);
    try {
      for await (const chunk of await openChunks()) {
        signal?.throwIfAborted();
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
