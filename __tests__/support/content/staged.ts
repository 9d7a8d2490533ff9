import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';

/** An artifact in memory, ready to be copied. */
export interface Staged {
  store: MemoryStore;
  root: Descriptor;
  layers: Descriptor[];
  /** Replaces the artifact's digests, also escaped ones, by `<manifest>`, `<config>` and the names of its files. */
  named: (requests: string[]) => string[];
}

/** Makes an artifact of files given by name and content; layers have the names as titles only when told so. */
export function stage(files: Record<string, string | Buffer>, isTitled = false): Staged {
  const store = new MemoryStore();
  const names = new Map([[emptyJson.digest as string, 'config']]);
  const layers = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(content);
    const annotations = isTitled ? { annotations: { 'org.opencontainers.image.title': name } } : {};
    const layer: Descriptor = { ...describe('text/plain', bytes), ...annotations };
    store.stage(layer, openBytes(bytes));
    names.set(layer.digest, name);
    return layer;
  });
  store.stage(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers });
  const root = describe(imageManifest, bytes);
  store.stage(root, openBytes(bytes));
  names.set(root.digest, 'manifest');
  const named = (requests: string[]) =>
    requests.map((line) =>
      line.replaceAll(/sha256(?::|%3A)([0-9a-f]{64})/g, (whole, hex) => {
        const name = names.get(`sha256:${hex}`);
        return name === undefined ? whole : `<${name}>`;
      }),
    );
  return { store, root, layers, named };
}
