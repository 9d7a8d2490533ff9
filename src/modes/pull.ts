import { relative, resolve } from 'node:path';
import { type NamedLayer, selectLayers } from '../artifact/select-layers.ts';
import { writeFiles } from '../artifact/write-files.ts';
import { OciError } from '../errors.ts';
import { artifactTypeOf, type Manifest, maxIndexDepth, parseManifest } from '../oci/manifest.ts';
import { formatPlatform, isPlatform, type Platform } from '../oci/platform.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import type { Content, Source } from '../store/store.ts';
import { asksForVersion, findVersion } from './chart-version.ts';
import type { Inputs, ModeContext, ResultFile } from './context.ts';
import { countProgress, formatBytes } from './progress.ts';
import { isChartWanted, pullChart } from './pull-chart.ts';

/** Fetches the files of an artifact into a directory: a tag is resolved once, and from then on the digest counts. */
export async function pull(inputs: Inputs, context: ModeContext): Promise<void> {
  const { expectDigest, platform, overwrite, concurrency } = inputs;
  const { log, signal, learn, workspace } = context;
  const repository = formatRepository(inputs.reference);
  const directory = resolve(workspace, inputs.path);
  const { tags } = inputs.reference;
  learn({ repository, tags, changed: false, files: [], path: inputs.path, transferred: 0, reused: 0 });

  const source = context.openSource(inputs.reference);
  const { reference, top } = asksForVersion(inputs)
    ? await findVersion(inputs, source, context)
    : { reference: inputs.reference, top: await source.manifest(nameOf(inputs.reference), signal) };
  learn({ digest: top.descriptor.digest, reference: `${repository}@${top.descriptor.digest}` });
  const { content, manifest } = await choosePlatform(source, top, platform, repository, signal);
  const { digest, mediaType } = content.descriptor;
  // What a tag names may be an index; the digest of the manifest chosen from it is as good a pin.
  if (expectDigest !== undefined && expectDigest !== digest && expectDigest !== top.descriptor.digest) {
    throw new OciError(
      'INTEGRITY',
      `${repository}:${nameOf(reference)} is ${top.descriptor.digest}, but expect-digest asks for ${expectDigest}`,
    );
  }
  learn({ digest, reference: `${repository}@${digest}`, mediaType, artifactType: artifactTypeOf(manifest) ?? '' });
  if (isChartWanted(manifest, inputs, `${repository}@${digest}`)) {
    return pullChart({ source, manifest, name: `${repository}@${digest}`, tag: reference.tags[0] }, inputs, context);
  }

  const layers = selectLayers(manifest, inputs.files, `${repository}@${digest}`, inputs.unpack);
  for (const { title, descriptor, isUntitled } of layers) {
    if (isUntitled) log.warning(`A layer of type ${descriptor.mediaType} has no title; it is written as ${title}`);
  }
  const size = layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  const fileOf = ({ title, descriptor }: NamedLayer): ResultFile => ({
    title,
    path: relative(workspace, resolve(directory, title)).replaceAll('\\', '/'),
    digest: descriptor.digest,
    size: descriptor.size,
    mediaType: descriptor.mediaType,
  });
  learn({ size });

  let transferred = 0;
  let changed = false;
  await log.group(`Pull ${repository}@${digest} into ${inputs.path}`, () =>
    writeFiles(source, layers, {
      directory,
      overwrite,
      symlinks: inputs.symlinks,
      concurrency,
      signal,
      onBytes: countProgress(log, size),
      onFile: ({ title, descriptor, isDirectory }, isReused) => {
        changed ||= !isReused;
        if (!isReused || isDirectory) transferred += descriptor.size;
        log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${formatBytes(descriptor.size)}`);
      },
    }),
  );
  learn({ changed, files: layers.map(fileOf), transferred, reused: size - transferred });
}

function nameOf({ tags, digest }: Reference): string {
  const name = digest ?? tags[0];
  if (name === undefined) {
    throw new OciError('INVALID_INPUT', 'The input reference names no tag and no digest: say which version to pull');
  }
  return name;
}

/** Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. */
async function choosePlatform(
  source: Source,
  top: Content,
  platform: Platform | undefined,
  repository: string,
  signal: AbortSignal,
): Promise<{ content: Content; manifest: Manifest }> {
  let content = top;
  for (let depth = 0; depth <= maxIndexDepth; depth += 1) {
    const manifest = parseManifest(content.bytes, content.descriptor.mediaType);
    if (manifest.kind === 'manifest') return { content, manifest };
    const offered = manifest.manifests.filter((entry) => entry.platform?.os !== 'unknown');
    const name = `${repository}@${content.descriptor.digest}`;
    const list = offered
      .slice(0, 20)
      .map((entry) => (entry.platform ? formatPlatform(entry.platform) : entry.digest))
      .join(', ');
    const matching = platform
      ? offered.filter((entry) => entry.platform && isPlatform(entry.platform, platform))
      : offered;
    const chosen = matching[0];
    if (platform !== undefined && chosen === undefined) {
      throw new OciError(
        'NOT_FOUND',
        `${name} has nothing for the platform ${formatPlatform(platform)}: it has ${list}`,
      );
    }
    if (chosen === undefined) throw new OciError('ARTIFACT', `${name} is an index without manifests`);
    if (platform === undefined && matching.length > 1) {
      throw new OciError(
        'INVALID_INPUT',
        `${name} is an index of ${list}: say with the input platform which one to pull`,
      );
    }
    content = await source.manifest(chosen.digest, signal);
  }
  throw new OciError('ARTIFACT', `${repository} has an index nested more than ${maxIndexDepth} deep`);
}
