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
  ['tools', '1.2.0', 'v1.2.0'],
  ['tools', 'v1', 'v1'],
  ['mixed', '1.2.0+build.5', '1.2.0_build.5'],
  ['short', '>=15', '16'],
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
});
