import type { AnnotationSets } from '../../../src/artifact/annotations.ts';

/** The input `annotations` with lines for the manifest alone. */
export function onManifest(manifest: Record<string, string>): AnnotationSets {
  return { manifest, config: {}, layers: new Map() };
}
