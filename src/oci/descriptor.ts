import { cutText } from '../cut-text.ts';
import { malformed } from '../errors.ts';
import { type Digest, digestOf, isDigest } from './digest.ts';
import { type JsonFields, jsonFields } from './json.ts';
import { isReadableMediaType } from './media-types.ts';
import type { Platform } from './platform.ts';

/**
 * Names content by digest, size in bytes and media type (image-spec, descriptor.md). Foreign `urls` are dropped: we
 * never follow them.
 */
export interface Descriptor {
  mediaType: string;
  digest: Digest;
  size: number;
  annotations?: Record<string, string>;
  data?: string;
  platform?: Platform;
  artifactType?: string;
}

/** The fields of a descriptor, by the image spec and by Docker. */
export const descriptorFields: JsonFields = jsonFields(
  ['mediaType', 'digest', 'size', 'urls', 'annotations', 'data', 'artifactType'],
  { platform: jsonFields(['architecture', 'os', 'os.version', 'os.features', 'variant', 'features']) },
);

/** A descriptor without all that it may say beside: what is needed to fetch and to push. */
export function bare({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

/** Describes bytes in memory. */
export function describe(mediaType: string, bytes: Uint8Array): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
}

/**
 * The descriptor of `{}`, with its content inline as oras writes it (image-spec, manifest.md, "Guidance for an Empty
 * Descriptor").
 */
export const emptyJson: Descriptor = {
  ...describe('application/vnd.oci.empty.v1+json', Buffer.from('{}')),
  data: 'e30=',
};

/** Checks a value from outside and gives it back as a descriptor; fails with ARTIFACT and names `where` it stood. */
export function parseDescriptor(value: unknown, where: string): Descriptor {
  if (!isRecord(value)) throw malformed(where, 'has no descriptor');
  const { mediaType, digest, size, annotations, data, platform, artifactType } = value;
  if (!isReadableMediaType(mediaType)) {
    const isText = typeof mediaType === 'string';
    const what = isText ? `the invalid media type ${JSON.stringify(cutText(mediaType, 100))}` : 'no media type';
    throw malformed(where, `has ${what}`);
  }
  if (!isDigest(digest)) throw malformed(where, 'has an invalid or unsupported digest');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw malformed(where, 'has an invalid size');
  return {
    mediaType,
    digest,
    size,
    ...(annotations == null ? {} : { annotations: parseAnnotations(annotations, where) }),
    ...(typeof data === 'string' ? { data } : {}),
    ...(isPlatformRecord(platform) ? { platform } : {}),
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
  };
}

/**
 * The most annotations of one thing; real ones have a few dozen. A manifest of 4 MiB has room for 300,000, and reading
 * them holds the process for a second, in which no signal is heard.
 */
const maxAnnotations = 10_000;

/** Checks that a value from outside maps strings to strings; fails with ARTIFACT. */
export function parseAnnotations(value: unknown, where: string): Record<string, string> {
  if (!isRecord(value)) throw malformed(where, 'has annotations that are not texts');
  if (Object.keys(value).length > maxAnnotations) throw malformed(where, `has more than ${maxAnnotations} annotations`);
  if (Object.values(value).some((item) => typeof item !== 'string'))
    throw malformed(where, 'has annotations that are not texts');
  return value as Record<string, string>;
}

/** Tells whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlatformRecord(value: unknown): value is Platform {
  return (
    isRecord(value) &&
    typeof value['os'] === 'string' &&
    typeof value['architecture'] === 'string' &&
    (value['variant'] === undefined || typeof value['variant'] === 'string')
  );
}
