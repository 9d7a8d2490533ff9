import { createdAnnotation } from '../artifact/annotations.ts';
import { isVersion } from '../artifact/chart/versions.ts';
import { layerTitle } from '../artifact/files/layer-title.ts';
import { formatBytes } from '../format-bytes.ts';
import { bare, type Descriptor, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { parseJson } from '../oci/json.ts';
import { artifactTypeOf, type Index, type Manifest } from '../oci/manifest.ts';
import { chartConfigType, imageConfigTypes } from '../oci/media-types.ts';
import { formatPlatform } from '../oci/platform.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Source } from '../store/store.ts';
import { readAll } from '../store/verified.ts';
import { walkManifests } from '../store/walk-manifests.ts';
import { limited, maxGraphBytes } from '../store/wrapped/limited.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import type { ResultFile } from './contract/result.ts';
import { type Facts, tell } from './contract/told.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import { chartFacts, readConfig, unlessUnreadable } from './find/read-config.ts';
import type { Verify } from './find/verification.ts';
import { relatedTo } from './tell/related.ts';
import { totalSize } from './tell/total-size.ts';

/** More manifests of an index are not read only to say how large they are; each costs a request. */
const maxChildren = 200;

/** A longer manifest is not put into the log: the output has it. */
const maxShownBytes = 64 * 1024;

/** Tells what a reference names: the manifest as it was served, its digest and type, and what is in it. */
export async function inspect(
  { reference: asked, sought, platforms: [platform] }: InputsOf<'inspect'>,
  { open, told, log, signal }: Mode,
  { verify }: { verify: Verify | undefined },
): Promise<void> {
  const { expectDigest } = sought;
  const repository = formatRepository(asked);
  // A tag beside the digest was not looked at, and may be that of another version.
  const { about } = told;
  tell(about, { repository, tags: asked.digest === undefined ? asked.tags : [], fate: 'not reached' });
  const source = open.source(asked);
  const found = await findVerified(source, sought, { purpose: 'inspect', verify }, { told, log, signal });
  if (!found) return;
  const { reference, top, version } = found;
  const versioned = version === undefined ? {} : { version, tags: reference.tags };
  // What has another digest than the expected one is not handed on.
  const onFound = () => {
    told.exists = true;
    tell(about, versioned);
  };
  if (expectDigest === undefined) onFound();
  const chosen = await findChosen(source, top, { reference, platform }, { log, signal });
  const { digest, mediaType, size } = chosen.descriptor;
  checkExpected(expectDigest, reference, top.descriptor.digest, digest);
  onFound();
  const served = chosen.bytes.toString();
  tell(about, { fate: 'found', digest, reference: `${repository}@${digest}`, mediaType, manifest: served });

  const manifest = chosen.parsed();
  const { annotations, subject } = manifest;
  const artifactType = artifactTypeOf(manifest) ?? '';
  const common = {
    descriptor: { mediaType, digest, size },
    manifestSize: size,
    annotations,
    ...(subject ? { subject } : {}),
  };
  tell(about, { artifactType, details: common, related: relatedTo(digest, manifest) });
  const more =
    manifest.kind === 'index'
      ? await describeIndex(source, manifest, log, signal)
      : await describeManifest(source, manifest, log, signal);
  tell(about, { ...more, details: { ...common, ...more.details } });
  if (size > maxShownBytes) return;
  // For people: the output has the bytes as they are.
  const lines = JSON.stringify(JSON.parse(served), null, 2).split('\n');
  await log.group(`Manifest ${digest}`, async () => {
    for (const line of lines) log.info(line);
  });
}

/** Describes a manifest by its layers and, of an image or a chart, by its config. */
async function describeManifest(source: Source, manifest: Manifest, log: Log, signal: AbortSignal): Promise<Facts> {
  const { config, layers, annotations } = manifest;
  const facts = { size: totalSize([config, ...layers]), files: filesIn(layers) };
  const created = annotations[createdAnnotation];
  const about = created === undefined ? {} : { created };
  const isImage = imageConfigTypes.includes(config.mediaType);
  if (!isImage && config.mediaType !== chartConfigType) {
    const content = await unlessUnreadable(() => readSmall(source, config, signal));
    return { ...facts, details: { ...about, ...(content === undefined ? {} : { config: content }) } };
  }
  const content = await unlessUnreadable(
    () => readConfig(source, config, signal),
    (why) => log.warning(`The config is left out: ${why}`),
  );
  if (!content) return { ...facts, details: about };
  if (isImage) return { ...facts, details: { ...about, ...imageFacts(content), config: content } };
  const chart = chartFacts(content);
  const { version = '' } = chart;
  // What is not a version may be anything, and steps put this output into commands.
  return { ...facts, ...(isVersion(version) ? { version } : {}), details: { ...about, chart, config: content } };
}

/** Reads a small config of any type that is JSON, and not the empty one. */
async function readSmall(source: Source, config: Descriptor, signal: AbortSignal): Promise<unknown> {
  if (config.digest === emptyJson.digest || config.size > maxShownBytes) return undefined;
  const what = `The config ${config.digest}`;
  return parseJson(await readAll(await source.fetch(config, signal), what), what);
}

/** What the config of an image says of it, as `skopeo inspect` tells it. */
function imageFacts({ created, os, architecture, variant, config }: Record<string, unknown>): Record<string, unknown> {
  const labels = (config as { Labels?: unknown } | null | undefined)?.Labels;
  const facts = { created, os, architecture, variant, labels };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
}

function filesIn(layers: readonly Descriptor[]): ResultFile[] {
  return layers.flatMap((layer) => {
    const { digest, size, mediaType } = layer;
    const title = layerTitle(layer);
    return title ? [{ title, digest, size, mediaType }] : [];
  });
}

/** What counts of a manifest for its size: parsed manifests, all at once, may be large. */
interface Below {
  children: Digest[];
  blobs: Descriptor[];
}

/** Describes an index by what it lists, with the size of each; what is not in the repository has none. */
async function describeIndex(source: Source, index: Index, log: Log, signal: AbortSignal): Promise<Facts> {
  const known = new Map<Digest, Below>();
  const graph = limited(source);
  let isCut = false;
  for await (const { descriptor, manifest } of walkManifests(graph, index.manifests, signal)) {
    isCut = graph.isExceeded || known.size === maxChildren;
    if (isCut) break;
    const children = manifest.kind === 'index' ? manifest.manifests.map(({ digest }) => digest) : [];
    const blobs = manifest.kind === 'manifest' ? [manifest.config, ...manifest.layers].map(bare) : [];
    known.set(descriptor.digest, { children, blobs });
  }
  isCut ||= graph.isExceeded;
  const manifests = index.manifests.map(({ mediaType, digest, platform, artifactType, annotations }) => {
    const size = known.has(digest) ? totalSize(blobsBelow([digest], known)) : undefined;
    const name = platform && formatPlatform(platform);
    log.info(`${name ?? mediaType}  ${digest}  ${size === undefined ? 'not read' : formatBytes(size)}`);
    return { ...(name ? { platform: name } : {}), digest, mediaType, size, artifactType, annotations };
  });
  if (isCut) {
    const limit = `${maxChildren} manifests, or than ${formatBytes(maxGraphBytes)} of them`;
    log.notice(`The index has more than ${limit}: the size of the rest is not looked up`);
  }
  const size = totalSize(
    blobsBelow(
      index.manifests.map(({ digest }) => digest),
      known,
    ),
  );
  const created = index.annotations[createdAnnotation];
  return { ...(isCut ? {} : { size }), details: { ...(created === undefined ? {} : { created }), manifests } };
}

/** The blobs of manifests and of all that is below them; each manifest counts once, however often it is listed. */
function blobsBelow(roots: readonly Digest[], known: ReadonlyMap<Digest, Below>): Descriptor[] {
  const blobs: Descriptor[] = [];
  const waiting = new Set(roots);
  // A set is walked in the order of insertion, also through what is added on the way.
  for (const digest of waiting) {
    const below = known.get(digest);
    for (const blob of below?.blobs ?? []) blobs.push(blob);
    for (const child of below?.children ?? []) waiting.add(child);
  }
  return blobs;
}
