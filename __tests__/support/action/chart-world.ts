import type { Build } from '../../../src/modes/contract/mode.ts';
import type { Given } from './make-mode.ts';
import { makeWorld } from './make-world.ts';

export const chartYaml = (name: string, version = '1.0.0', more = '') =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;

/** The lines of a Chart.yaml that ask for the chart `db`. */
export const needs = (repository: string, version = '1.x') =>
  `dependencies:\n  - { name: db, version: ${version}, repository: ${JSON.stringify(repository)} }\n`;

/** A world in which charts are pushed below `r.test/charts`: by default that of the folder `web`. */
export async function chartWorld(
  files: Record<string, string | Uint8Array> = { 'web/Chart.yaml': chartYaml('web') },
  build: Partial<Build> = {},
) {
  const world = await makeWorld(files, build);
  const push = (given: Given<'push'> = {}, reference = 'r.test/charts') =>
    world.act('push', reference, { kind: 'helm', files: ['web'], ...given });
  /** The manifest under a tag, with the bytes of its layers. */
  const read = async (repository: string, tag: string) => {
    const place = world.place(repository);
    const manifest = (await place.manifest(tag)).parsed();
    if (manifest.kind !== 'manifest') throw new Error('An index was pushed');
    const layers = manifest.layers.map(async (one) => Buffer.concat(await Array.fromAsync(await place.fetch(one))));
    return { manifest, layers: await Promise.all(layers) };
  };
  const tagsOf = (repository: string) => Array.fromAsync(world.place(repository).tags()).catch((): string[] => []);
  return { ...world, push, read, tagsOf };
}
