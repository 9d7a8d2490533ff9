export const imageManifest = 'application/vnd.oci.image.manifest.v1+json';
export const imageIndex = 'application/vnd.oci.image.index.v1+json';
/** The type that oras gives to an artifact whose author gave it none. */
export const defaultArtifactType = 'application/vnd.unknown.artifact.v1';
/** The config by which a chart is known (helm/helm, pkg/registry/constants.go); it is its Chart.yaml as JSON. */
export const chartConfigType = 'application/vnd.cncf.helm.config.v1+json';
/** The archive of a chart (helm/helm, pkg/registry/constants.go). */
export const chartContentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
/** The config by which Flux knows its sources (fluxcd/pkg, oci/constants.go). */
export const fluxConfigType = 'application/vnd.cncf.flux.config.v1+json';
/** The config of an image, by the image spec. */
export const imageConfigType = 'application/vnd.oci.image.config.v1+json';
/** The configs of images, by the image spec and by Docker. */
export const imageConfigTypes: readonly string[] = [imageConfigType, 'application/vnd.docker.container.image.v1+json'];
/** A layer that is a compressed archive: the type that oras gives to directories. */
export const directoryType = 'application/vnd.oci.image.layer.v1.tar+gzip';
const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';
const dockerManifestList = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** The manifest types of the OCI image spec and of Docker, in the order in which we like them. */
export const manifestTypes: readonly string[] = [imageManifest, imageIndex, dockerManifest, dockerManifestList];

// RFC 6838, section 4.2; the same expression as in oras.
const mediaTypePattern = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

/** Reports whether a text is a media type without parameters (RFC 6838), as our own inputs have to give it. */
export function isMediaType(text: unknown): text is string {
  return typeof text === 'string' && mediaTypePattern.test(text);
}

/**
 * Reports whether a text can be the media type of content that others wrote. Any will do: podman writes
 * `text/plain; charset=utf-8`, and oras takes `foo`. Control characters have no place in one.
 */
export function isReadableMediaType(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && !/\p{Cc}/u.test(text);
}

/** Tells whether content of this type is stored as a manifest (and not as a blob) in a registry. */
export function isManifestType(mediaType: string): boolean {
  return manifestTypes.includes(mediaType);
}

const dockerFirst = 'an image in the first schema of Docker';

/** What manifests are of a format that was given up, by media type. */
export const retiredManifests: ReadonlyMap<string, string> = new Map([
  ['application/vnd.oci.artifact.manifest.v1+json', 'an OCI artifact manifest of 2022'],
  ['application/vnd.docker.distribution.manifest.v1+json', dockerFirst],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws', dockerFirst],
]);

/** The type of the same kind that the other of Docker and OCI has; undefined for what is not a manifest. */
export function twinOf(mediaType: string): string | undefined {
  const pairs = [
    [imageManifest, dockerManifest],
    [imageIndex, dockerManifestList],
  ] as const;
  return pairs.flatMap(([a, b]) => (mediaType === a ? [b] : mediaType === b ? [a] : []))[0];
}

/** Tells whether content of this type lists other manifests. */
export function isIndexType(mediaType: string): boolean {
  return mediaType === imageIndex || mediaType === dockerManifestList;
}

/**
 * Tells whether a layer must not be distributed: registries hold its manifest without it, and its place is a URL that
 * we never follow (image-spec, layer.md, "Non-Distributable Layers"; Docker's foreign layers).
 */
export function isNonDistributable(mediaType: string): boolean {
  return (
    mediaType.startsWith('application/vnd.oci.image.layer.nondistributable.') ||
    mediaType.startsWith('application/vnd.docker.image.rootfs.foreign.')
  );
}
