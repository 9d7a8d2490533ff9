import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Descriptor, describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Platform } from '../../../src/oci/platform.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const configType = 'application/vnd.oci.image.config.v1+json';
const layerType = 'application/vnd.oci.image.layer.v1.tar';

/** The digests of a layout that was made. */
export interface ImageLayout {
  index: Descriptor;
  /** The image of each platform. */
  images: Descriptor[];
  /** BuildKit's attestation of each image, when there are any. */
  attestations: Descriptor[];
}

/**
 * Writes an OCI layout with an image for several platforms under a tag; the layers are random-looking, and their sizes
 * are given.
 */
export async function makeImageLayout(
  directory: string,
  {
    tag = 'v1',
    platforms = [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
    ],
    layerSizes = [1_000, 200_000],
    withAttestations = false,
    name = 'app',
  }: {
    tag?: string;
    platforms?: Platform[];
    layerSizes?: number[];
    withAttestations?: boolean;
    /** Makes the content differ from that of other names. */
    name?: string;
  } = {},
): Promise<ImageLayout> {
  const blobs = join(directory, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const put = async (mediaType: string, content: Buffer | object): Promise<Descriptor> => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const descriptor = describeContent(mediaType, bytes);
    await writeFile(join(blobs, descriptor.digest.slice(7)), bytes);
    return descriptor;
  };
  const images: Descriptor[] = [];
  const attestations: Descriptor[] = [];
  for (const platform of platforms) {
    const layers = await Promise.all(
      layerSizes.map((size, number) =>
        put(layerType, Buffer.alloc(size, `${name} ${platform.architecture} layer ${number} `)),
      ),
    );
    const config = await put(configType, {
      ...platform,
      rootfs: { type: 'layers', diff_ids: [] },
      config: { Labels: { name } },
    });
    const manifest = await put(manifestType, { schemaVersion: 2, mediaType: manifestType, config, layers });
    images.push({ ...manifest, platform });
    if (!withAttestations) continue;
    const statement = await put('application/vnd.in-toto+json', { subject: manifest.digest });
    const empty = await put(configType, { architecture: 'unknown', os: 'unknown' });
    const attestation = await put(manifestType, {
      schemaVersion: 2,
      mediaType: manifestType,
      config: empty,
      layers: [statement],
    });
    attestations.push({
      ...attestation,
      annotations: {
        'vnd.docker.reference.digest': manifest.digest,
        'vnd.docker.reference.type': 'attestation-manifest',
      },
      platform: { os: 'unknown', architecture: 'unknown' },
    });
  }
  const index = await put(indexType, {
    schemaVersion: 2,
    mediaType: indexType,
    manifests: [...images, ...attestations],
  });
  await writeFile(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const entry = { ...index, annotations: { 'org.opencontainers.image.ref.name': tag } };
  await writeFile(
    join(directory, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [entry] }),
  );
  return { index, images, attestations };
}
