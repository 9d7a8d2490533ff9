import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

/** Repositories by their tags. Those that move with each release point to the newest one. */
const repositories: Record<string, string[]> = {
  tools: ['v1.0.0', 'v1.2.0', 'v1.10.1', 'v1.10', 'v1', 'v2.0.0-rc.1', 'latest', '0123456', 'main-0a1b2c3'],
  mixed: ['1.0.0', 'v1.1.0', '1.2.0_build.5', 'v1.2.0', '1.2.0'],
  short: ['14', '15', '16', '16-alpine', '20240131'],
};

/** What is asked of a repository, and the tag that is found. */
const found: [repository: string, version: string, tag: string][] = [
  ['tools', '^1', 'v1.10.1'],
  ['tools', '~1.2', 'v1.2.0'],
  ['tools', '<1.10.1', 'v1.2.0'],
  ['tools', '*', 'v1.10.1'],
  ['tools', '>=2.0.0-0', 'v2.0.0-rc.1'],
  ['tools', 'v1.2.0', 'v1.2.0'],
  ['tools', '1.2.0', 'v1.2.0'],
  ['tools', 'v1', 'v1'],
  ['mixed', '^1', '1.2.0'],
  ['mixed', '1.1.0', 'v1.1.0'],
  ['mixed', 'v1.0.0', '1.0.0'],
  ['mixed', '1.2.0+build.5', '1.2.0_build.5'],
  ['short', '>=15', '16'],
  ['short', '<16', '15'],
];

describe('version', () => {
  let registry: FakeRegistry;
  beforeAll(async () => {
    registry = await startFakeRegistry();
    for (const [name, tags] of Object.entries(repositories)) {
      const workspace = await makeWorkspace({ 'a.txt': name });
      const inputs = { mode: 'push', files: 'a.txt', reference: `${registry.host}/${name}`, tags: tags.join('\n') };
      expect(await runStep(inputs, { workspace })).toMatchObject({ code: 0 });
    }
    registry.requests.splice(0);
  });
  afterAll(() => registry.stop());

  it.each(found)('of files in %s: %s is %s', async (name, version, tag) => {
    const reference = `${registry.host}/${name}`;
    const workspace = await makeWorkspace();
    const pull = await runStep({ mode: 'pull', reference, version }, { workspace });
    const told = { tags: tag, version: tag.replaceAll('_', '+') };
    expect(pull).toMatchObject({ code: 0, stderr: '', outputs: told });
    expect(await readTree(workspace)).toEqual({ 'a.txt': name });
    const requests = registry.requests.splice(0).filter((line) => !line.includes('/blobs/'));
    // One version is asked for by its tag; the list is read where that is missing, and for a range.
    const own = version.replaceAll('+', '_');
    const isExact = /^v?\d/.test(version);
    expect(requests).toEqual([
      ...(isExact && own !== tag ? [`GET /v2/${name}/manifests/${own} 404`] : []),
      ...(isExact && own === tag ? [] : [`GET /v2/${name}/tags/list?n=1000 200`]),
      `GET /v2/${name}/manifests/${tag} 200`,
    ]);
    expect((await runStep({ mode: 'inspect', reference, version }, { workspace })).outputs).toMatchObject(told);
    registry.requests.splice(0);
  });

  it.each([
    ['tools', '^3', 'has no version ^3: it has v2.0.0-rc.1, v1.10.1, v1.2.0, v1.0.0'],
    ['tools', '1.3.0', 'has no version 1.3.0: it has v1.10.1, v1.2.0, v1.0.0, v2.0.0-rc.1'],
    ['tools', '2', 'has no version 2: it has v2.0.0-rc.1, v1.10.1, v1.2.0, v1.0.0; as a range, write 2.x'],
    ['tools', 'latest', 'The version "latest" is neither a semantic version nor a range of versions'],
    ['short', '^17', 'has no version ^17: it has 16, 16-alpine, 15, 14'],
    ['tools:v1.2.0', 'v1.2.0', 'but the input reference names v1.2.0: give one of them'],
  ])('of files in %s that is not to be had is named: %s', async (name, version, says) => {
    const reference = `${registry.host}/${name}`;
    const { code, stdout } = await runStep({ mode: 'pull', reference, version }, { workspace: await makeWorkspace() });
    expect({ code, lists: registry.requests.splice(0).filter((line) => line.includes('/tags/')).length }).toEqual({
      code: 1,
      lists: /^[^:]*$/.test(name) && version !== 'latest' ? 1 : 0,
    });
    expect(stdout).toContain(says);
  });

  it('goes with a tool that is put on the PATH', async () => {
    const workspace = await makeWorkspace({ hello: '#!/bin/sh\n' });
    const reference = `${registry.host}/hello`;
    await runStep({ mode: 'push', reference, files: 'hello', tags: 'v1.0.0\nv1.1.0' }, { workspace });
    const pull = await runStep({ mode: 'pull', reference, version: '1.x', 'add-to-path': 'true' }, { workspace });
    expect(pull).toMatchObject({ code: 0, outputs: { version: 'v1.1.0', tags: 'v1.1.0' } });
  });
});
