import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { makeWorld } from '../support/action/make-world.ts';

/** The table of readers: the name of each, and the inputs that it asks for. */
const text = readFileSync(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
const [, table = ''] = /\n## More readers\n([\s\S]*?)\n## /.exec(text) ?? [];
const rows = [...table.matchAll(/^\| (?!reader|---)([^|]+) \| ([^|]+) \|/gm)].map(
  ([, name = '', inputs = '']): [string, Record<string, string>] => [
    name,
    Object.fromEntries([...inputs.matchAll(/`([a-z-]+): ([^`]+)`/g)].map(([, key = '', value = '']) => [key, value])),
  ],
);

/** What a reader goes by: the types of the manifest, and the titles of the layers. */
const empty = 'application/vnd.oci.empty.v1+json';
const unknown = 'application/vnd.unknown.artifact.v1';
const archive = 'application/vnd.oci.image.layer.v1.tar+gzip';
const golden: Record<string, { type: string | undefined; config: string; layers: [type: string, title: string][] }> = {
  conftest: { type: unknown, config: empty, layers: [[archive, 'policy']] },
  'Kyverno, `oci pull`': {
    ...{ type: unknown, config: empty },
    layers: [['application/vnd.cncf.kyverno.policy.layer.v1+yaml', 'policies/one.yaml']],
  },
  falcoctl: {
    ...{ type: undefined, config: 'application/vnd.cncf.falco.rulesfile.config.v1+json' },
    layers: [['application/vnd.cncf.falco.rulesfile.layer.v1+tar.gz', 'rules.tar.gz']],
  },
  'Helm 4, `plugin install`': {
    ...{ type: 'application/vnd.helm.plugin.v1+json', config: empty },
    layers: [['application/vnd.oci.image.layer.v1.tar', 'hello-0.1.0.tgz']],
  },
  'Docker Compose': {
    ...{ type: 'application/vnd.docker.compose.project', config: empty },
    layers: [['application/vnd.docker.compose.file+yaml', 'compose.yaml']],
  },
  Timoni: {
    ...{ type: undefined, config: 'application/vnd.timoni.config.v1+json' },
    layers: [['application/vnd.timoni.content.v1.tar+gzip', '.']],
  },
  'imgpkg, `pull -i`': { type: unknown, config: empty, layers: [[archive, '.']] },
  'container images': {
    ...{ type: undefined, config: 'application/vnd.oci.image.config.v1+json' },
    layers: [[archive, 'layer.tar.gz']],
  },
};

it.each(rows)('The recipe for %s makes the manifest that it reads', async (name, inputs) => {
  const files = {
    ...{
      'policy/main.rego': 'package main\n',
      'policies/one.yaml': 'a: 1\n',
      'rules.tar.gz': 'x',
      'config.json': '{}',
    },
    ...{ 'hello-0.1.0.tgz': 'x', 'compose.yaml': 'a: 1\n', 'module/a.cue': 'a: 1\n', 'config/a.yaml': 'a: 1\n' },
    ...{ 'layer.tar.gz': 'x', 'image.json': '{}' },
  };
  const world = await makeWorld(files);
  const { files: line = '', root, config, 'artifact-type': artifactType, 'image-spec': imageSpec = 'auto' } = inputs;
  const { error } = await world.act('push', 'r.test/app:v1', {
    ...{ files: [line], artifactType, config, imageSpec: imageSpec as 'auto' },
    ...(root === undefined ? {} : { root }),
  });
  expect(error).toBeUndefined();
  const manifest = JSON.parse((await world.place('r.test/app').manifest('v1')).bytes.toString());
  const layers = manifest.layers.map(({ mediaType, annotations }: { mediaType: string; annotations: object }) => [
    mediaType,
    (annotations as Record<string, string>)['org.opencontainers.image.title'],
  ]);
  expect({ type: manifest.artifactType, config: manifest.config.mediaType, layers }).toEqual(golden[name]);
});

it('The table of readers has all that are known here', () => {
  expect(rows.map(([name]) => name)).toEqual(Object.keys(golden));
});
