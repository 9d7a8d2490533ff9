import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { told, toldIn } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

describe('the cache for blobs', () => {
  let registry: FakeRegistry;
  let other: FakeRegistry;
  let workspace: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    [registry, other] = await Promise.all([startFakeRegistry(), startFakeRegistry()]);
  });
  afterAll(async () => {
    await Promise.all([registry.stop(), other.stop()]);
  });
  beforeEach(async () => {
    workspace = await makeWorkspace({ 'a.txt': 'first', 'folder/b.txt': 'second', 'folder/c.txt': 'third' });
    // A self-hosted runner keeps this folder from job to job.
    env = { RUNNER_TOOL_CACHE: await makeWorkspace() };
    const push = { mode: 'push', reference: `${registry.host}/team/app:v1`, files: 'a.txt\nfolder' };
    expect(await runStep(push, { workspace })).toMatchObject({ code: 0 });
    registry.requests.splice(0);
  });
  const pull = (path: string, over: Record<string, string> = {}) =>
    runStep(
      { mode: 'pull', reference: `${registry.host}/team/app:v1`, path, cache: 'true', ...over },
      { workspace, env },
    );
  const requests = () =>
    registry.requests.splice(0).map((line) => line.replace('/v2/team/app/', '').replace(/sha256:\S+/, '<digest>'));
  const blobs = async () => (await readdir(join(env['RUNNER_TOOL_CACHE'] ?? '', 'oci-artifact/blobs/sha256'))).sort();

  it('lets a second pull move no blob', async () => {
    const first = await pull('one');
    expect(first).toMatchObject({ code: 0, stderr: '', outputs: { reused: '0' } });
    expect(requests()).toEqual(['GET manifests/v1 200', 'GET blobs/<digest> 200', 'GET blobs/<digest> 200']);
    expect(await blobs()).toHaveLength(2);
    const all = toldIn(first.outputs);
    const second = await pull('two');
    expect(second).toMatchObject({
      code: 0,
      outputs: told({ changed: true, sent: 0, there: all.sent, size: all.size }),
    });
    expect(second.stdout).toMatch(/\nFrom the cache: a\.txt {2}5 B\n/);
    expect(requests()).toEqual(['GET manifests/v1 200']);
    const got = await readTree(workspace);
    for (const name of ['a.txt', 'folder/b.txt', 'folder/c.txt']) {
      expect([got[`one/${name}`], got[`two/${name}`]]).toEqual([got[name], got[name]]);
    }
  });

  it('fetches again what was altered in the cache, with a warning', async () => {
    await pull('one');
    for (const name of await blobs()) {
      await writeFile(join(env['RUNNER_TOOL_CACHE'] ?? '', 'oci-artifact/blobs/sha256', name), 'planted');
    }
    requests();
    const second = await pull('two');
    expect(second).toMatchObject({ code: 0, outputs: { reused: '0' } });
    expect(second.stdout.match(/::warning::sha256:\S+ was dropped from the cache: /g)).toHaveLength(2);
    expect(requests()).toEqual(['GET manifests/v1 200', 'GET blobs/<digest> 200', 'GET blobs/<digest> 200']);
    expect((await readTree(workspace))['two/a.txt']).toBe('first');
    await pull('three');
    expect(requests()).toEqual(['GET manifests/v1 200']);
  });

  it('serves a chart that was pulled before', async () => {
    const chart = await makeWorkspace({ 'hello/Chart.yaml': 'apiVersion: v2\nname: hello\nversion: 1.2.3\n' });
    const pushed = await runStep(
      { mode: 'push', kind: 'helm', reference: `${registry.host}/charts`, files: 'hello' },
      { workspace: chart },
    );
    expect(pushed).toMatchObject({ code: 0 });
    const inputs = { reference: `${registry.host}/charts/hello:1.2.3` };
    expect(await pull('one', inputs)).toMatchObject({ code: 0, outputs: { reused: '0', version: '1.2.3' } });
    registry.requests.splice(0);
    const again = await pull('two', inputs);
    expect(again).toMatchObject({ code: 0, outputs: told({ sent: 0, there: toldIn(again.outputs).size }) });
    expect(registry.requests).toEqual(['GET /v2/charts/hello/manifests/1.2.3 200']);
  });

  it('lets a copy to another place fetch nothing, and send the same', async () => {
    const copy = (to: string) =>
      runStep(
        { mode: 'copy', reference: `${registry.host}/team/app:v1`, to: `${other.host}/${to}`, cache: 'true' },
        { workspace, env },
      );
    expect(await copy('one')).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    requests();
    const second = await copy('two');
    expect(second).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(second.stdout).toContain('\n3 blobs came from the cache of the runner\n');
    expect(requests().filter((line) => line.includes('blobs/'))).toEqual([]);
    const { tags } = other.content.repository('two');
    expect(tags.get('v1')).toBe(second.outputs['digest']);
  });
});
