import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { OciError, systemCodeOf } from '../errors.ts';
import { type Descriptor, describe, isRecord, parseDescriptor } from '../oci/descriptor.ts';
import { type Digest, isDigest, partsOf } from '../oci/digest.ts';
import { maxManifestBytes } from '../oci/manifest.ts';
import { imageIndex, isManifestType } from '../oci/media-types.ts';
import type { Content, OpenContent, PushOptions, Store } from './store.ts';
import { readAll, verified, verifiedChunks } from './verified.ts';

/** The annotation that carries a tag in `index.json` (image-spec, annotations.md). */
const refName = 'org.opencontainers.image.ref.name';

/** An `index.json` with 40,000 tags has about this size; more is not a layout somebody works with. */
const maxIndexBytes = 16 * 1024 * 1024;

/**
 * One OCI image layout directory (image-spec, image-layout.md) as a repository. Blobs are written under a temporary name,
 * verified and renamed; the directory is made by the first write. Writes of one process to `index.json` follow one
 * another; two processes must not write to one layout at the same time.
 */
export class LayoutStore implements Store {
  readonly #directory: string;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    signal?.throwIfAborted();
    const { entries } = await this.#readIndex();
    const entry = isDigest(name)
      ? entries.find(({ digest }) => digest === name)
      : entries.findLast(({ annotations }) => annotations?.[refName] === name);
    const found = entry ?? (isDigest(name) ? await this.#describeManifest(name) : undefined);
    if (!found) throw this.#notFound(name);
    return withoutRefName(found);
  }

  async manifest(name: string, signal?: AbortSignal): Promise<Content> {
    const descriptor = await this.resolve(name, signal);
    return { descriptor, bytes: await readAll(await this.fetch(descriptor, signal), `The manifest ${name}`) };
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Readable> {
    signal?.throwIfAborted();
    try {
      const file = await open(this.#blobPath(descriptor.digest));
      const stream = file.createReadStream({ highWaterMark: 256 * 1024, ...(signal ? { signal } : {}) });
      return verified(stream, descriptor);
    } catch (error) {
      throw systemCodeOf(error) === 'ENOENT' ? this.#notFound(descriptor.digest) : error;
    }
  }

  async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    try {
      const found = await stat(this.#blobPath(descriptor.digest));
      return found.isFile() && found.size === descriptor.size;
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return false;
      throw error;
    }
  }

  async push(descriptor: Descriptor, openContent: OpenContent, { tag, signal }: PushOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const path = this.#blobPath(descriptor.digest);
    await mkdir(join(path, '..'), { recursive: true });
    if (!(await this.has(descriptor))) {
      await writeAtomically(path, verifiedChunks(await openContent(), descriptor), signal);
    }
    if (isManifestType(descriptor.mediaType)) {
      const update = this.#lastWrite.then(() => this.#updateIndex(descriptor, tag, signal));
      this.#lastWrite = update.catch(() => {});
      await update;
    }
  }

  async #updateIndex(descriptor: Descriptor, tag: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const layoutFile = join(this.#directory, 'oci-layout');
    const { entries, rest } = await this.#readIndex();
    const plain = withoutRefName(descriptor);
    const isTagOf = (entry: Descriptor) => entry.annotations?.[refName] === tag;
    const moved = tag === undefined ? [] : entries.filter(isTagOf);
    const kept = tag === undefined ? entries : entries.filter((entry) => !isTagOf(entry));
    // What loses its last tag stays reachable by digest, as in a registry.
    for (const old of moved) {
      if (![...kept, plain].some(({ digest }) => digest === old.digest)) kept.push(withoutRefName(old));
    }
    if (tag !== undefined) {
      const others = kept.filter(({ digest, annotations }) => digest !== plain.digest || annotations?.[refName]);
      kept.splice(0, kept.length, ...others);
      kept.push({ ...plain, annotations: { ...plain.annotations, [refName]: tag } });
    } else if (!kept.some(({ digest }) => digest === plain.digest)) {
      kept.push(plain);
    }
    await writeAtomically(layoutFile, [Buffer.from('{"imageLayoutVersion":"1.0.0"}')], signal);
    const text = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, ...rest, manifests: kept });
    await writeAtomically(join(this.#directory, 'index.json'), [Buffer.from(text)], signal);
  }

  /** Reads `index.json`; a directory that is missing or empty is a layout without content. */
  async #readIndex(): Promise<{ entries: Descriptor[]; rest: Record<string, unknown> }> {
    const path = join(this.#directory, 'index.json');
    const fail = (what: string, cause?: unknown) =>
      new OciError('ARTIFACT', `The OCI layout ${this.#directory} ${what}`, { cause });
    let index: unknown;
    try {
      if ((await stat(path)).size > maxIndexBytes) throw fail(`has an index.json of over ${maxIndexBytes} bytes`);
      index = JSON.parse(await readFile(path, 'utf8'));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return { entries: [], rest: {} };
      if (error instanceof OciError) throw error;
      throw fail('has no readable index.json', error);
    }
    if (!isRecord(index) || !Array.isArray(index['manifests'])) throw fail('has an index.json that is no image index');
    const { manifests, ...rest } = index;
    return {
      entries: (manifests as unknown[]).map((entry, number) =>
        parseDescriptor(entry, `Entry ${number + 1} of ${this.#directory}/index.json`),
      ),
      rest,
    };
  }

  /** Finds a manifest that only another manifest refers to, such as one platform of an index. */
  async #describeManifest(digest: Digest): Promise<Descriptor | undefined> {
    try {
      const path = this.#blobPath(digest);
      if ((await stat(path)).size > maxManifestBytes) return undefined;
      const bytes = await readFile(path);
      const mediaType = (JSON.parse(bytes.toString()) as { mediaType?: unknown }).mediaType;
      if (typeof mediaType !== 'string' || !isManifestType(mediaType)) return undefined;
      return { ...describe(mediaType, bytes), digest };
    } catch {
      return undefined;
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

function withoutRefName({ annotations, ...descriptor }: Descriptor): Descriptor {
  const { [refName]: _, ...others } = annotations ?? {};
  return Object.keys(others).length > 0 ? { ...descriptor, annotations: others } : descriptor;
}

async function writeAtomically(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644);
    try {
      for await (const chunk of chunks) {
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
