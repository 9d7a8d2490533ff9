import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

let registry: FakeRegistry;
let workspace: string;

afterEach(() => registry.stop());
beforeEach(async () => {
  registry = await startFakeRegistry();
  workspace = await makeWorkspace({
    'a.txt': 'a',
    'one/Chart.yaml': 'apiVersion: v2\nname: one\nversion: 1.0.0\n',
    'two/Chart.yaml': 'apiVersion: v2\nname: two\nversion: 2.0.0\n',
  });
});

const step = (inputs: Record<string, string>) => runStep(inputs, { workspace });

describe('outputs for other steps', () => {
  it('json is what a matrix takes: an object with lists, or the list of what was done', async () => {
    const push = { mode: 'push', reference: `${registry.host}/app:v1`, tags: 'v2\nv10', files: 'a.txt' };
    await step(push);
    const { outputs } = await step({ mode: 'tags', reference: `${registry.host}/app` });
    expect(JSON.parse(outputs['json'] ?? '')).toMatchObject({ tags: ['v10', 'v2', 'v1'] });
    const charts = await step({ mode: 'push', kind: 'helm', reference: `${registry.host}/charts`, files: 'one\ntwo' });
    // For `include:`, each is an object of texts and numbers.
    expect(JSON.parse(charts.outputs['json'] ?? '')).toMatchObject([
      { name: 'one', version: '1.0.0', reference: expect.stringContaining('/charts/one@sha256:') },
      { name: 'two', version: '2.0.0', reference: expect.stringContaining('/charts/two@sha256:') },
    ]);
  });

  it('takes the outputs of docker/metadata-action', async () => {
    const image = `${registry.host}/octo-org/hello`;
    const { code, outputs } = await step({
      mode: 'push',
      reference: image,
      files: 'a.txt',
      tags: `${image}:v1.2.3\n${image}:v1.2\n${image}:latest\n`,
      annotations: [
        'manifest:org.opencontainers.image.title=hello',
        'manifest:org.opencontainers.image.description=a=b: c',
        'index:org.opencontainers.image.title=hello',
        'manifest-descriptor:org.opencontainers.image.title=of the descriptor',
        'index-descriptor:org.opencontainers.image.vendor=of the descriptor',
        'manifest[linux/amd64],index:org.opencontainers.image.licenses=MIT',
        'org.opencontainers.image.version=1.2.3',
      ].join('\n'),
    });
    expect(code).toBe(0);
    expect(outputs['tags']).toBe('v1.2.3\nv1.2\nlatest');
    const bytes = registry.content.repository('octo-org/hello').manifests.get(outputs['digest'] ?? '')?.bytes;
    expect(JSON.parse(bytes?.toString() ?? '')).toMatchObject({
      annotations: {
        'org.opencontainers.image.title': 'hello',
        'org.opencontainers.image.description': 'a=b: c',
        'org.opencontainers.image.licenses': 'MIT',
        'org.opencontainers.image.version': '1.2.3',
      },
    });
    expect(bytes?.toString()).not.toContain('of the descriptor');
  });
});
