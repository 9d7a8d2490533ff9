import { resolve } from 'node:path';
import { hasCode } from '../../../src/errors.ts';
import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { layoutDirectoryOf, parseReference } from '../../../src/oci/reference.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { registryOptions } from '../servers/registry-options.ts';

/** Opens `host/repository` or `oci-layout:DIR`. */
export function openPlace(reference: string): Store {
  if (reference.startsWith('oci-layout:')) return new LayoutStore(resolve(layoutDirectoryOf({ host: reference })));
  const { host, repository } = parseReference(reference);
  return openRegistry(host, registryOptions())(repository, 'pull,push,delete');
}

interface ArtifactOptions {
  subject?: Descriptor;
  /** The annotation for the time. */
  created?: string;
  /** The config of an image, as an object. */
  config?: object;
}

/** Puts an artifact of files, given by name and content, under any number of tags. */
export async function putArtifact(
  place: Store,
  files: Record<string, string>,
  tags: readonly string[],
  { subject, created, config }: ArtifactOptions = {},
): Promise<Descriptor> {
  const staged = new MemoryStore();
  const stage = (mediaType: string, text: string) => {
    const bytes = Buffer.from(text);
    const descriptor = describe(mediaType, bytes);
    staged.stage(descriptor, openBytes(bytes));
    return descriptor;
  };
  staged.stage(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({
    mediaType: imageManifest,
    artifactType: 'application/vnd.test',
    config: config ? stage('application/vnd.oci.image.config.v1+json', JSON.stringify(config)) : emptyJson,
    layers: Object.values(files).map((text) => stage('text/plain', text)),
    ...(subject ? { subject } : {}),
    ...(created ? { annotations: { 'org.opencontainers.image.created': created } } : {}),
  });
  const root = describe(imageManifest, bytes);
  staged.stage(root, openBytes(bytes));
  await copyGraph(staged, root, place, { tags });
  return root;
}

/** Puts an index of manifests that are there under any number of tags. */
export async function putIndex(
  place: Store,
  manifests: readonly Descriptor[],
  tags: readonly string[],
): Promise<Descriptor> {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
  const root = describe(imageIndex, bytes);
  for (const tag of tags.length > 0 ? tags : [undefined]) {
    await place.push(root, openBytes(bytes), { tags: tag === undefined ? [] : [tag] });
  }
  return root;
}

/** The tags of a place by name, and which of the manifests are there. */
export async function stateOf(
  place: Store,
  manifests: readonly Descriptor[] = [],
): Promise<{ tags: string[]; manifests: boolean[] }> {
  const tags: string[] = [];
  try {
    for await (const tag of place.tags()) tags.push(tag);
  } catch (error) {
    // docker-registry knows no repository that has manifests without tags alone.
    if (!hasCode(error, 'NOT_FOUND')) throw error;
  }
  return { tags: tags.sort(), manifests: await Promise.all(manifests.map((each) => place.has(each))) };
}

/** The tag of the list of a manifest's referrers. */
export const subjectTag = ({ digest }: Descriptor) => digest.replace(':', '-');

/**
 * Puts two indexes that share a part, each with signatures of every kind; the tags of what is to go begin with `old`.
 */
export async function fillGraph(store: Store) {
  const put = (name: string, tags: string[] = [], subject?: Descriptor) =>
    putArtifact(store, { a: name }, tags, subject ? { subject } : {});
  const [part1, part2, shared] = [await put('part1'), await put('part2'), await put('shared')];
  const index1 = await putIndex(store, [part1, shared], ['old']);
  const index2 = await putIndex(store, [shared, part2], ['new']);
  const signature1 = await put('signature1', [], index1);
  const gone = [
    index1,
    part1,
    signature1,
    await put('signature of signature1', [], signature1),
    await put('sbom of part1', [], part1),
    await put('cosign1', [`${subjectTag(index1)}.sig`]),
  ];
  const staying = [
    index2,
    part2,
    shared,
    await put('signature2', [], index2),
    await put('sbom of shared', [], shared),
    await put('cosign2', [`${subjectTag(index2)}.sig`]),
    await put('tagged sbom', ['old-sbom'], index2),
    // Selected, but a part of what stays.
    part2,
  ];
  await store.push(part2, async () => (await store.fetch(part2)) as never, { tags: ['old-part2'] });
  return { index1, index2, gone, staying };
}
