import { relative, resolve } from 'node:path';
import { isFlux } from '../artifact/flux.ts';
import { type NamedLayer, selectLayers } from '../artifact/select-layers.ts';
import { writeFiles } from '../artifact/write-files.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { formatRepository } from '../oci/reference.ts';
import { asksForVersion, isChartWanted } from './chart-wanted.ts';
import { choosePlatform } from './choose-platform.ts';
import type { Inputs, ModeContext, ResultFile } from './context.ts';
import { checkExpected, findManifest } from './find-manifest.ts';
import { countProgress, formatBytes } from './progress.ts';

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
    ? await (await import('./chart-version.ts')).findVersion(inputs, source, context)
    : { reference: inputs.reference, top: await findManifest(source, inputs.reference, 'pull', signal) };
  learn({ digest: top.descriptor.digest, reference: `${repository}@${top.descriptor.digest}` });
  const { content, manifest } = await choosePlatform(source, top, platform, repository, signal);
  const { digest, mediaType } = content.descriptor;
  checkExpected(expectDigest, reference, top.descriptor.digest, digest);
  learn({ digest, reference: `${repository}@${digest}`, mediaType, artifactType: artifactTypeOf(manifest) ?? '' });
  if (isChartWanted(manifest, inputs, `${repository}@${digest}`)) {
    const { pullChart } = await import('./pull-chart.ts');
    return pullChart({ source, manifest, name: `${repository}@${digest}`, tag: reference.tags[0] }, inputs, context);
  }

  const layers = selectLayers(
    manifest,
    inputs.files,
    `${repository}@${digest}`,
    inputs.unpack,
    isFlux(manifest, inputs.kind),
  );
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
