import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inTurn } from '../../concurrently.ts';
import { withLock } from '../../disk/directory-lock.ts';
import { lookAt } from '../../disk/look-at.ts';
import { type ReadHeldOptions, readHeldIfThere } from '../../disk/read-held.ts';
import { whenFree } from '../../disk/when-free.ts';
import { writeAtomically } from '../../disk/write-atomically.ts';
import { malformed } from '../../errors.ts';
import { bare, type Descriptor, isRecord, parseDescriptor } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import { manifestFields } from '../../oci/manifest.ts';
import { imageIndex } from '../../oci/media-types.ts';
import { isTag } from '../../oci/reference.ts';

/** The annotation that carries a tag in `index.json` (image-spec, annotations.md). */
const refName = 'org.opencontainers.image.ref.name';

/** An `index.json` with 40,000 tags has about this size; more is not a layout somebody works with. */
const maxIndexBytes = 16 * 1024 * 1024;
/** Each of so many tags has some ten of them. */
const maxIndexPieces = 500_000;

/** An entry of `index.json`: what we understand of it, and all that another tool wrote, to be kept. */
interface Entry {
  descriptor: Descriptor;
  raw: RawEntry;
}

type RawEntry = Record<string, unknown>;

/** The `index.json` of one layout directory. Changes follow one another, also those of several processes. */
export class LayoutIndex {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Reads the entries; undefined when there is no `index.json`: a directory that is missing or empty is a layout
   * without content.
   */
  async read(): Promise<Entry[] | undefined> {
    return (await this.#readFile())?.entries;
  }

  /** Lets `work` write other entries, while nobody else does. */
  async change(
    signal: AbortSignal | undefined,
    work: (entries: Entry[], write: (manifests: RawEntry[]) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const withTheLock = () =>
      withLock(join(this.#directory, 'index.json.lock'), signal, async () => {
        signal?.throwIfAborted();
        const { entries, rest } = (await this.#readFile()) ?? { entries: [], rest: {} };
        await work(entries, (manifests) => this.#write({ ...rest, manifests }, signal));
      });
    await inTurn(resolve(this.#directory), withTheLock, signal);
  }

  async #write(index: { manifests: RawEntry[] }, signal: AbortSignal | undefined): Promise<void> {
    const layoutFile = join(this.#directory, 'oci-layout');
    if (!(await isThere(layoutFile))) {
      await writeAtomically(layoutFile, async () => [Buffer.from('{"imageLayoutVersion":"1.0.0"}')], signal);
    }
    const text = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, ...index });
    await writeAtomically(join(this.#directory, 'index.json'), async () => [Buffer.from(text)], signal);
  }

  async #readFile(): Promise<{ entries: Entry[]; rest: Record<string, unknown> } | undefined> {
    const path = join(this.#directory, 'index.json');
    const name = `The OCI layout ${this.#directory}`;
    if (lookAt(this.#directory)?.isFile()) {
      throw malformed(name, 'is a file: if it is an archive, unpack it with tar first, and name the directory');
    }
    const options: ReadHeldOptions = {
      folder: this.#directory,
      symlinks: 'error',
      limit: maxIndexBytes,
      fail: (what, facts) => malformed(name, `has an index.json that ${what}`, facts),
    };
    const bytes = await whenFree(() => readHeldIfThere(path, options));
    if (!bytes) return undefined;
    const index = parseJson(
      bytes,
      `The index.json of the OCI layout ${this.#directory}`,
      manifestFields,
      maxIndexPieces,
    );
    if (!isRecord(index) || !Array.isArray(index['manifests']))
      throw malformed(name, 'has an index.json that is not an image index');
    const { manifests, ...rest } = index;
    return {
      entries: (manifests as unknown[]).map((raw, number) => ({
        descriptor: parseDescriptor(raw, `Entry ${number + 1} of ${path}`),
        raw: raw as RawEntry,
      })),
      rest,
    };
  }
}

/** Lists the tags; of a name that skopeo wrote as `image:tag`, the tag. */
export function tagsOf(entries: readonly Entry[]): Set<string> {
  const names = entries.map((entry) => refNameOf(entry) ?? '');
  return new Set(names.map((name) => (isTag(name) ? name : name.slice(name.lastIndexOf(':') + 1))).filter(isTag));
}

/** Finds the entries of a tag; without one of that name, those that skopeo named `image:tag`. */
export function entriesOf(entries: readonly Entry[], tag: string): { named: Entry[]; isExact: boolean } {
  const exact = entries.filter((entry) => refNameOf(entry) === tag);
  if (exact.length > 0) return { named: exact, isExact: true };
  return { named: entries.filter((entry) => refNameOf(entry)?.endsWith(`:${tag}`)), isExact: false };
}

/**
 * Adds entries for a manifest, one for each tag, or one without: the tags move, and the rest of what is known about the
 * manifest stays, but for what says where its bytes are and what they are.
 */
export function withManifest(listed: readonly Entry[], descriptor: Descriptor, tags: readonly string[]): RawEntry[] {
  const isSame = ({ digest }: { digest?: unknown }) => digest === descriptor.digest;
  const entries = listed.map((entry) => (isSame(entry.descriptor) ? corrected(entry, descriptor) : entry));
  const { data: _, ...own } = descriptor;
  const plain = withoutRefName(entries.find((entry) => isSame(entry.descriptor))?.raw ?? own);
  const losing = entries.filter((entry) => tags.includes(refNameOf(entry) ?? ''));
  const manifests = withoutNames(entries, losing);
  if (tags.length === 0) return manifests.some(isSame) ? manifests : [...manifests, plain];
  // The entry without a name gives way to those with the tags.
  const others = manifests.filter(
    (raw) => !isSame(raw) || (isRecord(raw['annotations']) && raw['annotations'][refName]),
  );
  const annotations = plain['annotations'] as object | undefined;
  return [...others, ...tags.map((tag) => ({ ...plain, annotations: { ...annotations, [refName]: tag } }))];
}

/** An entry with the type and size of the manifest that is pushed, and no other bytes or places for it. */
function corrected({ descriptor, raw: { data: _, urls: __, ...raw } }: Entry, pushed: Descriptor): Entry {
  return { descriptor, raw: { ...raw, ...bare(pushed) } };
}

/** Takes the names from some entries: what loses its last one stays reachable by digest, as in a registry. */
export function withoutNames(entries: readonly Entry[], losing: readonly Entry[]): RawEntry[] {
  const manifests = entries.filter((entry) => !losing.includes(entry)).map(({ raw }) => raw);
  for (const { descriptor, raw } of losing) {
    if (!manifests.some(({ digest }) => digest === descriptor.digest)) manifests.push(withoutRefName(raw));
  }
  return manifests;
}

/** A descriptor or entry without its tag. */
export function withoutRefName<T extends { annotations?: unknown }>({
  annotations,
  ...descriptor
}: T): Omit<T, 'annotations'> & { annotations?: Record<string, string> } {
  const { [refName]: _, ...others } = (annotations ?? {}) as Record<string, string>;
  return Object.keys(others).length > 0 ? { ...descriptor, annotations: others } : descriptor;
}

function refNameOf({ descriptor }: Entry): string | undefined {
  return descriptor.annotations?.[refName];
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
