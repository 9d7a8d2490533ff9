import { malformed, OciError } from '../errors.ts';
import { type Descriptor, descriptorFields, isRecord, parseAnnotations, parseDescriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { type JsonFields, jsonFields, parseJson } from './json.ts';
import { isIndexType, isManifestType, isReadableMediaType } from './media-types.ts';

/** An image manifest as the image spec and Docker have it, reduced to what we read. */
export interface Manifest {
  kind: 'manifest';
  mediaType: string;
  artifactType?: string;
  config: Descriptor;
  layers: Descriptor[];
  subject?: Descriptor;
  annotations: Record<string, string>;
}

/** An image index or a Docker manifest list. */
export interface Index {
  kind: 'index';
  mediaType: string;
  artifactType?: string;
  manifests: Descriptor[];
  subject?: Descriptor;
  annotations: Record<string, string>;
}

/** The fields of manifests and of indexes, as one set: which of the two it is must not depend on the reader. */
export const manifestFields: JsonFields = jsonFields(['schemaVersion', 'mediaType', 'artifactType', 'annotations'], {
  config: descriptorFields,
  layers: descriptorFields,
  manifests: descriptorFields,
  subject: descriptorFields,
});

/**
 * The most bytes we read of one manifest or index: what registries accept at least (distribution-spec, "Pushing
 * Manifests").
 */
export const maxManifestBytes = 4 * 1024 * 1024;

/** The most entries in one manifest; a 4 MiB manifest of minimal descriptors would hold about 30,000. */
export const maxEntries = 10_000;

/** How deep indexes may nest. Real ones are one or two levels deep; the limit stops a hostile chain. */
export const maxIndexDepth = 8;

/**
 * Reads a manifest or an index and checks its form. Fails with ARTIFACT when it is neither, or could be read in
 * two ways (CVE-2021-41190).
 *
 * @param digest names it in errors
 */
export function parseManifest(bytes: Uint8Array, mediaType: string, digest?: Digest): Manifest | Index {
  if (!isManifestType(mediaType)) {
    throw new OciError('ARTIFACT', `The media type ${mediaType} is not that of a manifest`);
  }
  const kind = isIndexType(mediaType) ? 'index' : 'manifest';
  const name = digest === undefined ? kind : `${kind} ${digest}`;
  const body = parseJson(bytes, `The ${name}`, manifestFields);
  if (!isRecord(body)) throw malformed(`The ${name}`, 'is not a JSON object');
  if (body['schemaVersion'] !== 2) throw malformed(`The ${name}`, 'does not have schemaVersion 2');
  const claim = body['mediaType'];
  if (claim !== undefined && claim !== mediaType) {
    const what = typeof claim === 'string' ? JSON.stringify(claim) : 'something without a media type';
    throw malformed(`The ${name}`, `says it is ${what} but was served as ${mediaType}`);
  }
  const foreignKey = (kind === 'index' ? ['config', 'layers'] : ['manifests']).find((key) => Object.hasOwn(body, key));
  if (foreignKey !== undefined) throw malformed(`The ${name}`, `has ${foreignKey} and could be read in two ways`);
  const common = {
    mediaType,
    ...(isReadableMediaType(body['artifactType']) ? { artifactType: body['artifactType'] } : {}),
    ...(body['subject'] == null ? {} : { subject: parseDescriptor(body['subject'], `The subject of the ${name}`) }),
    annotations: body['annotations'] == null ? {} : parseAnnotations(body['annotations'], `The ${name}`),
  };
  const list = (key: string): Descriptor[] => {
    const entries = body[key] ?? [];
    if (!Array.isArray(entries)) throw malformed(`The ${name}`, `has no list of ${key}`);
    if (entries.length > maxEntries) throw malformed(`The ${name}`, `has more than ${maxEntries} ${key}`);
    return entries.map((entry, number) => parseDescriptor(entry, `Entry ${number + 1} of ${key} in the ${name}`));
  };
  return kind === 'index'
    ? { kind, ...common, manifests: list('manifests') }
    : {
        kind,
        ...common,
        config: parseDescriptor(body['config'], `The config of the ${name}`),
        layers: list('layers'),
      };
}

/** The media type that a manifest gives itself; `''` when it has none. */
export function ownTypeOf(bytes: Uint8Array): string {
  try {
    const body = parseJson(bytes, 'The manifest', manifestFields);
    return isRecord(body) && typeof body['mediaType'] === 'string' ? body['mediaType'] : '';
  } catch {
    return '';
  }
}

/** Lists what a manifest or index refers to and needs: its subject is not below it. */
export function childrenOf(manifest: Manifest | Index): Descriptor[] {
  return manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
}

/**
 * The artifact type by the rule of the spec: the field, else the media type of the config (distribution-spec, "Listing
 * Referrers").
 */
export function artifactTypeOf(manifest: Manifest | Index): string | undefined {
  return manifest.artifactType ?? (manifest.kind === 'manifest' ? manifest.config.mediaType : undefined);
}

/**
 * Describes a manifest as a list of referrers does: with its artifact type and annotations (distribution-spec, "Listing
 * Referrers").
 */
export function describeReferrer({ mediaType, digest, size }: Descriptor, manifest: Manifest | Index): Descriptor {
  const artifactType = artifactTypeOf(manifest);
  const { annotations } = manifest;
  return {
    mediaType,
    digest,
    size,
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    ...(artifactType === undefined ? {} : { artifactType }),
  };
}

/**
 * Writes an image manifest byte for byte as Go's encoding/json writes oras-go's struct: this key order, annotation keys
 * sorted by their bytes, `<`, `>`, `&` and the two line separators escaped. So one content has one digest, whoever
 * packs it.
 */
export function encodeManifest(manifest: {
  artifactType?: string;
  config: Descriptor;
  layers: readonly Descriptor[];
  subject?: Descriptor;
  annotations?: Record<string, string>;
  mediaType: string;
}): Buffer {
  const { mediaType, artifactType, config, layers, subject, annotations } = manifest;
  return Buffer.from(
    goJson({
      schemaVersion: 2,
      mediaType,
      artifactType: artifactType || undefined,
      config: ordered(config),
      layers: layers.map(ordered),
      subject: subject && ordered(subject),
      annotations: sorted(annotations),
    }),
  );
}

function ordered({ mediaType, digest, size, annotations, data, platform, artifactType }: Descriptor): object {
  return { mediaType, digest, size, annotations: sorted(annotations), data, platform, artifactType };
}

/** Sorts as Go sorts map keys. A Map, because an object would put keys that look like numbers first. */
function sorted(annotations: Record<string, string> = {}): Map<string, string> | undefined {
  const entries = Object.entries(annotations);
  if (entries.length === 0) return undefined;
  return new Map(entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}

export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join()}]`;
  if (typeof value !== 'object' || value === null) {
    // What is not Unicode becomes U+FFFD, as Go's decoder makes it.
    return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  const entries = value instanceof Map ? [...value] : Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${goJson(key)}:${goJson(item)}`).join()}}`;
}
