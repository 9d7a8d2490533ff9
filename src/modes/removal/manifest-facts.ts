import { createdAnnotation } from '../../artifact/annotations.ts';
import { hasCode, orAbsent, unreadable } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { maxIndexDepth } from '../../oci/manifest.ts';
import { imageConfigTypes, isManifestType } from '../../oci/media-types.ts';
import { once } from '../../once.ts';
import type { Source } from '../../store/store.ts';
import { readConfig, unlessUnreadable } from '../find/read-config.ts';

/** What a decision about a manifest needs of it. */
export interface KnownManifest {
  descriptor: Descriptor;
  /** The manifests in an index. */
  children: Descriptor[];
  subject?: Digest;
  /** Its annotation `org.opencontainers.image.created`. */
  created?: string;
  config?: Descriptor;
}

/**
 * Times before this are what reproducible builds put in place of one: those of the year 1, of 1970, and 1980 of zip
 * files.
 */
const firstTime = Date.UTC(1980, 0, 3);

/** Reads manifests of one repository, each once, and keeps what matters of them. */
export class ManifestFacts {
  readonly #source: Source;
  readonly #signal: AbortSignal;
  /** Reads a manifest; undefined when it is not there. */
  readonly of = once((digest: Digest) => this.#read(digest));

  constructor(source: Source, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }

  /**
   * When an artifact was made: by its annotation, the config of its image, or the first image of its index that tells;
   * undefined when none does.
   */
  async createdAt(digest: Digest, depth: number = 0): Promise<Date | undefined> {
    const facts = (await this.problemOf(digest)) === undefined ? await this.of(digest) : undefined;
    if (!facts || depth > maxIndexDepth) return undefined;
    const own = toTime(facts.created ?? (await this.#createdOfConfig(facts.config)));
    if (own) return own;
    for (const child of facts.children) {
      const time = await this.createdAt(child.digest, depth + 1);
      if (time) return time;
    }
    return undefined;
  }

  /** Says why a manifest that is there cannot be read; undefined when it can. */
  async problemOf(digest: Digest): Promise<string | undefined> {
    try {
      await this.of(digest);
      return undefined;
    } catch (error) {
      if (!hasCode(error, ...unreadable)) throw error;
      return error.message;
    }
  }

  async #read(digest: Digest): Promise<KnownManifest | undefined> {
    const content = await orAbsent(this.#source.manifest(digest, this.#signal));
    // What is listed and gone, as the platforms that nobody copied, needs nothing.
    if (!content) return undefined;
    const { descriptor } = content;
    const manifest = content.parsed();
    const created = manifest.annotations[createdAnnotation];
    return {
      descriptor,
      children:
        manifest.kind === 'index' ? manifest.manifests.filter(({ mediaType }) => isManifestType(mediaType)) : [],
      ...(manifest.subject ? { subject: manifest.subject.digest } : {}),
      ...(created === undefined ? {} : { created }),
      ...(manifest.kind === 'manifest' ? { config: manifest.config } : {}),
    };
  }

  async #createdOfConfig(config: Descriptor | undefined): Promise<unknown> {
    if (!config || !imageConfigTypes.includes(config.mediaType)) return undefined;
    // An age that cannot be read is not known, and what has none is kept.
    return (await unlessUnreadable(() => readConfig(this.#source, config, this.#signal)))?.['created'];
  }
}

function toTime(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return time >= firstTime ? new Date(time) : undefined;
}
