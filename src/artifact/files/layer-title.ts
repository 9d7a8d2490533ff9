import { posix } from 'node:path';
import type { Descriptor } from '../../oci/descriptor.ts';
import { partsOf } from '../../oci/digest.ts';
import { modelPathAnnotation, titleAnnotation } from '../annotations.ts';

/** The path that a layer carries for its file: its title, else that of a model; `''` where it carries none. */
export function layerTitle(descriptor: Descriptor): string {
  const { [titleAnnotation]: title, [modelPathAnnotation]: modelPath } = descriptor.annotations ?? {};
  if (title || !modelPath) return title ?? '';
  // The path is that of the content; a layer that is an archive of it gets the ending of one.
  const path = posix.normalize(modelPath);
  const extension = extensionOf(descriptor.mediaType);
  return extension?.startsWith('tar') ? `${path}.${extension}` : path;
}

/** Makes a name for a layer that carries none, of its digest and media type. */
export function fallbackTitle({ digest, mediaType }: Descriptor): string {
  const { algorithm, hex } = partsOf(digest);
  return `${algorithm}-${hex}.${extensionOf(mediaType) ?? 'bin'}`;
}

/** Endings of file names by media type; the first that fits. */
const extensions: [RegExp, string][] = [
  [/[.+]tar[.+]?gzip$|[.+]tar\+gzip$/, 'tar.gz'],
  [/[.+]tar\+zstd$/, 'tar.zst'],
  [/[./+]tar$/, 'tar'],
  [/[/+]gzip$/, 'gz'],
  [/\/wasm$/, 'wasm'],
  [/[./+]json$/, 'json'],
  [/[./+]ya?ml$/, 'yaml'],
  [/^text\//, 'txt'],
];

function extensionOf(mediaType: string): string | undefined {
  const [plain = ''] = mediaType.split(';', 1);
  return extensions.find(([pattern]) => pattern.test(plain.trim()))?.[1];
}
