import { invalid } from '../errors.ts';

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

/** What a line is for: the names of docker/metadata-action, and the config and the layer with a title. */
const level = /(?:(index|manifest)(-descriptor)?(?:\[[^\]]*\])?|(config)|layer\[(.+?)\](?=:|,[a-z-]+[[:,]))([,:])/y;

/** One of the sets that a line is for. */
type Level = 'manifest' | 'config' | { layer: string };

/**
 * Reads `key=value` lines; a value may hold `=`. A line is for the manifest, unless it begins with what it is for:
 * `config:`, `layer[TITLE]:`, or as docker/metadata-action prints it, such as `manifest:` or
 * `index,manifest-descriptor[linux/amd64]:`, of which only the manifest or the index itself counts. Fails with
 * INVALID_INPUT, naming the line.
 */
export function parseAnnotationLines(lines: readonly string[]): AnnotationSets {
  const manifest = new Map<string, string>();
  const config = new Map<string, string>();
  const layers = new Map<string, Map<string, string>>();
  const setOf = (of: Level) => {
    if (of === 'manifest') return manifest;
    if (of === 'config') return config;
    const layer = layers.get(of.layer) ?? new Map<string, string>();
    layers.set(of.layer, layer);
    return layer;
  };
  for (const line of lines) {
    const { levels, text } = splitLevels(line);
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(equals, 0)).trim();
    const value = text.slice(equals + 1);
    if (key === '') throw invalid('annotations', line, 'is not key=value');
    if (/^layers?\[/.test(key)) throw invalid('annotations', line, 'is not layer[TITLE]:key=value');
    for (const set of new Set((levels ?? ['manifest']).map(setOf))) {
      // Each level has a line of its own.
      const isKnown = levels !== undefined && set.get(key) === value;
      if (set.has(key) && !isKnown) throw invalid('annotations', line, 'repeats an earlier key');
      set.set(key, value);
    }
  }
  return {
    manifest: Object.fromEntries(manifest),
    config: Object.fromEntries(config),
    layers: new Map([...layers].map(([title, set]) => [title, Object.fromEntries(set)])),
  };
}

/** Splits what a line is for from the rest; the levels are absent where it does not say, and none for descriptors. */
function splitLevels(line: string): { levels?: Level[]; text: string } {
  const levels: Level[] = [];
  level.lastIndex = 0;
  for (let found = level.exec(line); found; found = level.exec(line)) {
    const [, top, descriptor, config, layer, end] = found;
    if (config) levels.push('config');
    else if (layer !== undefined) levels.push({ layer });
    else if (top && !descriptor) levels.push('manifest');
    if (end === ':') return { levels, text: line.slice(level.lastIndex) };
  }
  return { text: line };
}
