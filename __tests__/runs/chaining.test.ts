import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

let registry: FakeRegistry;
let workspace: string;
let folder: string;

afterEach(() => registry.stop());
beforeEach(async () => {
  registry = await startFakeRegistry();
  workspace = await makeWorkspace({
    'a.txt': 'a',
    'b.txt': 'b',
    'one/Chart.yaml': 'apiVersion: v2\nname: one\nversion: 1.0.0\n',
    'two/Chart.yaml': 'apiVersion: v2\nname: two\nversion: 2.0.0\n',
    'artifacthub-repo.yml': 'repositoryID: 1\n',
  });
  folder = await makeWorkspace({ artifacts: '', list: '{"version":1,"subjects":[]}' });
});

const step = (inputs: Record<string, string>) =>
  runStep(
    { 'declare-artifact': 'true', ...inputs },
    {
      workspace,
      env: { GITHUB_ARTIFACTS: join(folder, 'artifacts'), GITHUB_ARTIFACTS_LIST: join(folder, 'list') },
    },
  );
const declared = async () => (await readFile(join(folder, 'artifacts'), 'utf8')).split('\n').slice(0, -1);

describe('declare-artifact', () => {
  const push = (over: Record<string, string> = {}) =>
    step({ mode: 'push', reference: `${registry.host}/app:v1`, files: 'a.txt', ...over });

  it('declares what a push sent, and what was there already', async () => {
    const { outputs } = await push();
    expect(await declared()).toEqual([`oci://${registry.host}/app@${outputs['digest']}`]);
    await writeFile(join(folder, 'artifacts'), '');
    expect(await push()).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    expect(await declared()).toEqual([`oci://${outputs['reference']}`]);
  });

  it('declares nothing unless asked for, in a dry run, for a layout, or for a tag that stays at something else', async () => {
    expect(await push({ 'declare-artifact': 'false' })).toMatchObject({ code: 0 });
    expect(await push({ 'dry-run': 'true' })).toMatchObject({ code: 0 });
    expect(await push({ files: 'b.txt', 'if-exists': 'skip' })).toMatchObject({
      code: 0,
      outputs: { changed: 'false' },
    });
    expect(await push({ files: 'b.txt', 'if-exists': 'error' })).toMatchObject({ code: 1 });
    const toLayout = await push({ reference: 'oci-layout:out:v1' });
    expect(toLayout).toMatchObject({ code: 0 });
    expect(toLayout.stdout).toMatch(
      /::warning::The input declare-artifact does nothing for oci-layout:out@sha256:\S+: it/,
    );
    expect(await declared()).toEqual([]);
  });

  it('declares each chart, each target of a copy, and an attachment', async () => {
    const charts = await step({
      mode: 'push',
      kind: 'helm',
      reference: `${registry.host}/charts`,
      files: 'one\ntwo\nartifacthub-repo.yml',
    });
    expect(charts).toMatchObject({ code: 0 });
    const items = JSON.parse(charts.outputs['json'] ?? '') as { reference: string; version?: string }[];
    expect(await declared()).toEqual(
      items.filter(({ version }) => version !== undefined).map(({ reference }) => `oci://${reference}`),
    );
    expect(await declared()).toHaveLength(2);
    await writeFile(join(folder, 'artifacts'), '');
    // One of them is there already.
    await writeFile(join(workspace, 'one/values.yaml'), 'a: 1\n');
    const again = await step({
      mode: 'push',
      kind: 'helm',
      reference: `${registry.host}/charts`,
      files: 'one\ntwo',
      'if-exists': 'overwrite',
    });
    const statuses = JSON.parse(again.outputs['json'] ?? '') as { status: string; reference: string }[];
    expect(statuses.map(({ status }) => status)).toEqual(['pushed', 'unchanged']);
    expect(await declared()).toEqual(statuses.map(({ reference }) => `oci://${reference}`));
    await writeFile(join(folder, 'artifacts'), '');
    const to = `${registry.host}/x:v1\n${registry.host}/y:v1`;
    const copied = await step({ mode: 'copy', reference: `${registry.host}/charts/one:1.0.0`, to });
    expect(copied).toMatchObject({ code: 0 });
    const attached = await step({
      mode: 'attach',
      reference: `${registry.host}/charts/two:2.0.0`,
      files: 'a.txt',
      'artifact-type': 'text/plain',
    });
    expect(attached).toMatchObject({ code: 0 });
    expect(await declared()).toEqual([
      `oci://${registry.host}/x@${copied.outputs['digest']}`,
      `oci://${registry.host}/y@${copied.outputs['digest']}`,
      `oci://${registry.host}/charts/two@${attached.outputs['digest']}`,
    ]);
  });
});

describe('outputs for other steps', () => {
  it('json is what a matrix takes: an object with lists, or the list of what was done', async () => {
    const push = { mode: 'push', reference: `${registry.host}/app:v1`, tags: 'v2\nv10', files: 'a.txt' };
    await step(push);
    const { outputs } = await step({ mode: 'tags', reference: `${registry.host}/app`, 'declare-artifact': 'false' });
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
