import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readYamlBlocks } from '../../scripts/workflows.ts';
import type { ActionRun } from '../support/action/run-action.ts';
import { runWorkflow } from '../support/action/run-workflow.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const project = join(import.meta.dirname, '../..');
const text = readFileSync(join(project, 'docs/recipes.md'), 'utf8');

/** The recipes that are steps of a workflow, by their heading. */
const steps = readYamlBlocks(project)
  .filter(({ file }) => file === 'docs/recipes.md')
  .map(({ line, workflow }): [string, string] => {
    const above = text.split('\n').slice(0, line).join('\n');
    return [/.*\n## ([^\n]+)/s.exec(above)?.[1] ?? '', workflow?.text ?? ''];
  });

/** The recipes of the table of readers: the name of each, and the inputs that it asks for. */
const [, table = ''] = /\n## More readers\n([\s\S]*?)\n## /.exec(text) ?? [];
const rows = [...table.matchAll(/^\| (?!reader|---)([^|]+) \| ([^|]+) \|/gm)].map(
  ([, name = '', cell = '']): [string, Record<string, string>] => {
    const inputs: Record<string, string> = {};
    for (const [, key = '', value = ''] of cell.matchAll(/`([a-z-]+): ([^`]+)`/g))
      inputs[key] = key in inputs ? `${inputs[key]}\n${value}` : value;
    return [name, inputs];
  },
);

/** What the recipes push; what their scripts make is as these were seen to make it. */
const diff = (content: string) => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const files = {
  'policy/.manifest': '{"roots": ["authz"]}\n',
  'policy/authz.rego': 'package authz\n',
  'module.zip': 'PK',
  'app.wasm': '\0asm',
  'wasm.json': `{"created":"2026-12-03T08:00:00+00:00","architecture":"wasm","os":"wasip2","layerDigests":["${diff('\0asm')}"],"component":{"exports":["wasi:http/incoming-handler@0.2.0"],"imports":[]}}`,
  'devcontainer-feature-color.tgz': 'tar',
  'empty.json': '{}',
  'model/model.safetensors': 'weights',
  'model/config.json': '{"model_type":"tiny"}\n',
  'model.json': `{"descriptor":{"name":"tiny"},"config":{},"modelfs":{"type":"layers","diffIds":["${diff('weights')}","${diff('{"model_type":"tiny"}\n')}"]}}`,
  'policies/one.yaml': 'kind: ClusterPolicy\n',
  'rules.tar.gz': 'tar+gzip',
  'config.json': '{"name":"rules","version":"1.2.0"}',
  'hello-0.1.0.tgz': 'tgz',
  'compose.yaml': 'services: {}\n',
  'module/timoni.cue': 'package main\n',
  'config/app.yaml': 'kind: Deployment\n',
  'bundle.tar.gz': 'bundle',
  'bundle.json': `{"architecture":"amd64","os":"linux","config":{"Labels":{"dev.carvel.imgpkg.bundle":"true"}},"rootfs":{"type":"layers","diff_ids":["${diff('tar')}"]}}`,
  'layer.tar.gz': 'layer',
  'image.json': `{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["${diff('tar')}"]}}`,
  'terraform-provider-hello_1.2.0_linux_amd64.zip': 'PK',
  'platform.json': '{"architecture":"amd64","os":"linux"}',
};

/** The whole manifest of each recipe, which was compared with what the reader asks for. */
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'cases/recipes.json'), 'utf8')) as Record<
  string,
  object
>;

describe('A recipe makes the manifest that its reader takes', () => {
  let registry: FakeRegistry;
  let workspace: string;
  beforeAll(async () => {
    registry = await startFakeRegistry();
    workspace = await makeWorkspace(files);
  });
  afterAll(() => registry.stop());

  /** Expects a run to have pushed the golden manifest, byte for byte but for what gzip makes of a directory. */
  const expectGolden = (name: string, { stdout, outputs }: ActionRun) => {
    expect(stdout.match(/^::(?:error|warning|notice).*/gm)).toBeNull();
    const [, repository = '', digest = ''] = /^[^/]+\/([^@]+)@(.+)$/.exec(outputs['reference'] ?? '') ?? [];
    const bytes = registry.content.repository(repository).manifests.get(digest)?.bytes.toString() ?? '{}';
    const pushed = JSON.parse(bytes) as { layers: { annotations: Record<string, string> }[] };
    for (const layer of pushed.layers)
      if ('io.deis.oras.content.digest' in layer.annotations) Object.assign(layer, { digest: 'of gzip', size: 0 });
    expect(JSON.stringify(pushed)).toBe(JSON.stringify(golden[name]));
  };

  it.each(steps)('%s', async (name, workflow) => {
    const [run, ...more] = await runWorkflow(workflow, {
      workspace,
      hosts: { 'ghcr.io': registry.host },
      contexts: { github: { repository: 'octo-org/hello' } },
      foreign: { '': { metadata: '{"id":"color","version":"1.0.0"}' } },
      env: {},
    });
    expect(more).toEqual([]);
    expectGolden(name, run as ActionRun);
  });

  it.each(rows)('%s', async (name, inputs) => {
    const reference = `${registry.host}/octo-org/hello:1.2.0`;
    expectGolden(name, await runStep({ mode: 'push', reference, ...inputs }, { workspace }));
  });

  it('and all recipes are tried', () => {
    expect([...steps, ...rows].map(([name]) => name).sort()).toEqual(Object.keys(golden).sort());
  });
});
