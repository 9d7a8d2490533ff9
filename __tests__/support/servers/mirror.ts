// No server: it fills real registries.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../../../src/oci/digest.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { type ImageLayout, makeImageLayout } from '../content/image-layout.ts';
import { type DockerRegistry, htpasswdUser } from './docker-registry.ts';
import { registryOptions } from './registry-options.ts';

/** Opens a repository of a test's registry to write to. */
function storeAt({ host, caFile }: DockerRegistry, repository: string) {
  const tls = caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') };
  return openRegistry(host, registryOptions({ tls, credentials: htpasswdUser }))(repository, 'pull,push');
}

/** Puts an image for two platforms into a repository, under some tags; `name` makes it differ from others. */
export async function putImage(
  folder: string,
  registry: DockerRegistry,
  repository: string,
  tags: string[],
  name = repository,
): Promise<ImageLayout> {
  const directory = join(folder, 'images', name.replaceAll('/', '-'));
  const image = await makeImageLayout(directory, { name, layerSizes: [700, 3_000] });
  await copyGraph(new LayoutStore(directory), image.index, storeAt(registry, repository), { tags });
  return image;
}

/** All tags of a registry without authentication, with their digests. */
export async function stateOf({ url }: DockerRegistry): Promise<Record<string, Digest>> {
  const read = async (path: string) => (await fetch(`${url}/v2/${path}`)).json() as Promise<Record<string, string[]>>;
  const accept = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json';
  const state: Record<string, Digest> = {};
  for (const repository of (await read('_catalog?n=1000'))['repositories'] ?? []) {
    for (const tag of ((await read(`${repository}/tags/list`))['tags'] ?? []).sort()) {
      const answer = await fetch(`${url}/v2/${repository}/manifests/${tag}`, { method: 'HEAD', headers: { accept } });
      state[`${repository}:${tag}`] = answer.headers.get('docker-content-digest') as Digest;
    }
  }
  return state;
}
