import { chartConfigFields } from '../../artifact/chart/reading/metadata.ts';
import { hasCode, OciError, unreadable } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { type Descriptor, isRecord } from '../../oci/descriptor.ts';
import { jsonFields, parseJson } from '../../oci/json.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import { chartConfigType } from '../../oci/media-types.ts';
import type { Source } from '../../store/store.ts';
import { readAll } from '../../store/verified.ts';

/** The fields of the config of an image (image-spec, config.md). */
const imageConfigFields = jsonFields(
  ['created', 'author', 'architecture', 'os', 'os.version', 'os.features', 'variant'],
  {
    config: jsonFields([
      'User',
      'ExposedPorts',
      'Env',
      'Entrypoint',
      'Cmd',
      'Volumes',
      'WorkingDir',
      'Labels',
      'StopSignal',
      'ArgsEscaped',
    ]),
    rootfs: jsonFields(['type', 'diff_ids']),
    history: jsonFields(['created', 'created_by', 'author', 'comment', 'empty_layer']),
  },
);

/** Reads the config of an image or a chart, of at most 4 MiB, as a JSON object; fails with ARTIFACT or TOO_LARGE when it is not one. */
export async function readConfig(
  source: Source,
  config: Descriptor,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const what = `The config ${config.digest}`;
  if (config.size > maxManifestBytes)
    throw new OciError('TOO_LARGE', `${what} is larger than ${formatBytes(maxManifestBytes)}`);
  const fields = config.mediaType === chartConfigType ? chartConfigFields : imageConfigFields;
  const body = parseJson(await readAll(await source.fetch(config, signal), what), what, fields);
  if (!isRecord(body)) throw new OciError('ARTIFACT', `${what} is not a JSON object`);
  return body;
}

/** Does without what cannot be read of content, after telling why; other failures stay failures. */
export async function unlessUnreadable<T>(
  work: () => Promise<T>,
  tell: (why: string) => void = () => {},
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND', ...unreadable)) throw error;
    tell(error.message);
    return undefined;
  }
}

/** What a chart's config says of it, as far as it is text. */
export function chartFacts(config: Record<string, unknown>): Record<string, string> {
  const names = ['name', 'version', 'appVersion', 'description', 'type', 'kubeVersion'];
  return Object.fromEntries(
    names
      .map((name) => [name, config[name]])
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
