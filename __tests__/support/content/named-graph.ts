import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';

/** A manifest among others that have names; with `parts` it is an index. */
export interface Node {
  /** `#NAME` stands for the tag that is made of the digest of another manifest, as in `#app.sig`. */
  tags?: readonly string[];
  /** The names of manifests that stand before it; one that does not is listed all the same, and is not there. */
  parts?: readonly string[];
  /** The name of its subject. */
  of?: string;
  /** The annotation for the time. */
  created?: string;
}

export interface NamedGraph {
  /** The manifest of a name, with its one layer, if it has one. */
  at(name: string): Descriptor & { layer?: Descriptor };
  /** The names of manifests in place of their digests, in texts and in tags. */
  named(text: string): string;
}

/** Puts manifests into a store, each with a layer of its own, and their tags at the end. */
export async function putGraph(store: Store, nodes: Readonly<Record<string, Node>>): Promise<NamedGraph> {
  const put = async (mediaType: string, bytes: Buffer) => {
    const descriptor = describe(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes));
    return descriptor;
  };
  const found = new Map<string, Descriptor & { layer?: Descriptor }>();
  const at = (name: string) => {
    const descriptor = found.get(name) ?? describe(imageManifest, Buffer.from(`absent ${name}`));
    found.set(name, descriptor);
    return descriptor;
  };
  await put(emptyJson.mediaType, Buffer.from('{}'));
  for (const [name, { parts, of, created }] of Object.entries(nodes)) {
    const subject = of === undefined ? {} : { subject: at(of) };
    const annotations = { name, ...(created === undefined ? {} : { 'org.opencontainers.image.created': created }) };
    if (parts) {
      const manifests = parts.map(at);
      const body = { schemaVersion: 2, mediaType: imageIndex, manifests, ...subject, annotations };
      found.set(name, await put(imageIndex, Buffer.from(JSON.stringify(body))));
      continue;
    }
    const layer = await put('text/plain', Buffer.from(name));
    const more = { config: emptyJson, layers: [layer], annotations, ...subject };
    found.set(name, { ...(await put(imageManifest, encodeManifest({ mediaType: imageManifest, ...more }))), layer });
  }
  const tagOf = (tag: string) => tag.replace(/^#(\w+)/, (_, name: string) => at(name).digest.replace(':', '-'));
  for (const [name, { tags = [] }] of Object.entries(nodes)) {
    if (tags.length === 0) continue;
    const { descriptor, bytes } = await store.manifest(at(name).digest);
    await store.push(descriptor, openBytes(bytes), { tags: tags.map(tagOf) });
  }
  const named = (text: string) => {
    let result = text;
    for (const [name, { digest }] of found) {
      result = result.replaceAll(digest, name).replaceAll(digest.replace(':', '-'), `#${name}`);
    }
    return result;
  };
  return { at, named };
}
