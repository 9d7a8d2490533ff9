import { OciError } from '../errors.ts';
import { isRecord } from '../oci/descriptor.ts';

/** The annotation that says when something was made, by RFC 3339. */
export const createdAnnotation = 'org.opencontainers.image.created';

/** The annotation under which a layer carries the path of its file (image-spec, annotations.md). */
export const titleAnnotation = 'org.opencontainers.image.title';

/** The annotation under which a layer of a model carries the path of its file (modelpack/model-spec, annotations.md). */
export const modelPathAnnotation = 'org.cncf.model.filepath';

/** Our own annotation for a loose file that may be executed; other clients ignore it. */
export const executableAnnotation = 'io.oci-artifact.executable';

/** The annotations by which oras knows an archive that it has to unpack (oras-go, content/file). */
export const unpackAnnotation = 'io.deis.oras.content.unpack';
export const contentDigestAnnotation = 'io.deis.oras.content.digest';

/** Annotations by what they are put on: the manifest, its config, and layers by their title. */
export interface AnnotationSets {
  manifest: Record<string, string>;
  config: Record<string, string>;
  layers: ReadonlyMap<string, Record<string, string>>;
}

/**
 * What docker/metadata-action says an annotation is for, such as `manifest:` or
 * `index,manifest-descriptor[linux/amd64]:`.
 */
const levels = /^((?:(?:index|manifest)(?:-descriptor)?(?:\[[^\]]*\])?,?)+):/;

/**
 * Reads `key=value` lines; a value may hold `=`. Of those with levels, as docker/metadata-action puts them out, only
 * what is for the manifest or the index itself counts. Fails with INVALID_INPUT, naming the line.
 */
export function parseAnnotationLines(lines: readonly string[]): Record<string, string> {
  const annotations = new Map<string, string>();
  for (const line of lines) {
    const [prefix = '', list = 'manifest'] = levels.exec(line) ?? [];
    if (!/(?:index|manifest)(?!-)/.test(list)) continue;
    const text = line.slice(prefix.length);
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(equals, 0)).trim();
    const value = text.slice(equals + 1);
    const fail = (what: string) =>
      new OciError('INVALID_INPUT', `The input annotations ${JSON.stringify(line)} ${what}`);
    if (key === '') throw fail('is not key=value');
    // Each level has a line of its own.
    const isKnown = prefix !== '' && annotations.get(key) === value;
    if (annotations.has(key) && !isKnown) throw fail('repeats an earlier key');
    annotations.set(key, value);
  }
  return Object.fromEntries(annotations);
}

/**
 * Reads the JSON of `oras push --annotation-file`: `$manifest`, `$config`, and titles of files, each with an object of
 * texts. Fails with INVALID_INPUT, and names the line without quoting it.
 */
export function parseAnnotationFile(text: string, path: string): AnnotationSets {
  const fail = (what: string, line?: number) =>
    new OciError('INVALID_INPUT', `The annotation-file ${JSON.stringify(path)} ${what}`, {
      position: { file: path, ...(line === undefined ? {} : { line }) },
    });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    // Its words quote the text, which may be a secret that somebody passed off as annotations.
    const [, position] = /at position (\d+)/.exec((error as Error).message) ?? [];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    throw fail(`is not valid JSON${line === undefined ? '' : `: see line ${line}`}`, line);
  }
  if (!isRecord(body)) throw fail('is not a JSON object');
  const layers = new Map<string, Record<string, string>>();
  for (const [name, set] of Object.entries(body)) {
    if (!isRecord(set) || Object.values(set).some((value) => typeof value !== 'string')) {
      const line = text.slice(0, text.indexOf(JSON.stringify(name))).split('\n').length;
      throw fail(`has something in line ${line} that is not an object of strings`, line);
    }
    layers.set(name, set as Record<string, string>);
  }
  const take = (name: string) => {
    const set = layers.get(name) ?? {};
    layers.delete(name);
    return set;
  };
  return { manifest: take('$manifest'), config: take('$config'), layers };
}
