import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openRegistry } from '../../src/registry/registry.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { outcomeOf, problemsOf } from '../support/action/run-outcome.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { checkTag } from '../support/content/check-tag.ts';
import { once } from '../support/faults/fault-cases.ts';
import type { Fault } from '../support/faults/faults.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { type Rule, startFaultProxy } from '../support/servers/fault-proxy.ts';
import { run } from '../support/servers/peers.ts';
import { registryOptions } from '../support/servers/registry-options.ts';
import { type LocalCase, large, optionsOf, pulls, pushes, type Scene, treeOf } from './cases/local.ts';

const isRoot = process.getuid?.() === 0;
const pass: Fault = async ({ forward, answer }) => answer(await forward());

describeWithPeers(['docker-registry'], 'a fault on this side', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    const workspace = await makeWorkspace({ 'large.bin': large, 'sub/a.txt': 'a', 'dir/large.bin': large });
    for (const [name, files] of [
      ['app', 'large.bin\nsub/a.txt'],
      ['dir', 'dir'],
    ] as const) {
      const reference = `${registry.host}/${name}:v1`;
      const push = await runStep(
        { mode: 'push', reference, files: name === 'app' ? 'large.bin\nsub/*' : files },
        { workspace },
      );
      expect(push.code).toBe(0);
    }
  });
  afterAll(() => registry?.stop());

  /** Starts a proxy at which what a case wants to happen happens. */
  const startProxy = ({ during }: LocalCase, scene: Scene) => {
    const rules: Rule[] = [];
    if (during) {
      const [on, what] = during;
      rules.push(
        once(on, async (exchange) => {
          await what(scene);
          await pass(exchange);
        }),
      );
    }
    return startFaultProxy({ target: registry.url, rules });
  };

  const sceneIn = (workspace: string): Scene => ({ workspace, path: (name) => join(workspace, name) });
  const giveAway = async (workspace: string, uid: number) => {
    if (isRoot) await run('chown', ['-R', String(uid), workspace]);
    await chmod(workspace, 0o755);
  };

  it.each(pushes.map((current) => [current.name, current] as const))('push: %s', async (name, current) => {
    const workspace = await makeWorkspace({ 'large.bin': large });
    const scene = sceneIn(workspace);
    await current.before?.(scene);
    if (current.uid) await giveAway(workspace, current.uid);
    await using proxy = await startProxy(current, scene);
    const repository = `push-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
    const done = await runStep(
      {
        mode: 'push',
        reference: `${proxy.host}/${repository}:v1`,
        files: '*',
        retries: '1',
        timeout: '20s',
        ...current.inputs,
      },
      { workspace, ...optionsOf(current) },
    );
    const direct = openRegistry(registry.host, registryOptions());
    expect({
      outcome: outcomeOf(done),
      unfired: proxy.fired.includes(0),
      problems: [...problemsOf(done, []), ...(await checkTag(direct, repository, undefined, {}))],
    }).toEqual({ outcome: current.expected, unfired: false, problems: [] });
  });

  it.each(pulls.map((current) => [current.name, current] as const))('pull: %s', async (_, current) => {
    const workspace = await makeWorkspace();
    const scene = sceneIn(workspace);
    await mkdir(scene.path('out'));
    await current.before?.(scene);
    const before = await treeOf(workspace);
    if (current.uid) await giveAway(workspace, current.uid);
    await using proxy = await startProxy(current, scene);
    const { reference = 'app:v1', mode = 'pull', ...inputs } = current.inputs ?? {};
    const done = await runStep(
      {
        mode,
        reference: `${proxy.host}/${reference}`,
        retries: '1',
        timeout: '20s',
        ...(mode === 'pull' ? { path: 'out' } : {}),
        ...inputs,
      },
      { workspace, ...optionsOf(current) },
    );
    const outcome = outcomeOf(done);
    const tree = await treeOf(workspace);
    const problems = [...problemsOf(done, []), ...((await current.check?.({ ...scene, run: done })) ?? [])];
    // What was begun in a folder that somebody has moved away since is not reached by its path, and must not be.
    const parts = tree.filter((path) => path.endsWith('.part') && !path.startsWith(scene.path('sub-before/')));
    if (parts.length > 0) problems.push(`left ${parts}`);
    if (outcome === 'ok' && !(await readFile(scene.path('out/large.bin'))).equals(large)) problems.push('another file');
    const isUntouched = current.during || tree.join() === before.join();
    if (outcome !== 'ok' && mode === 'pull' && !current.env && !isUntouched) problems.push(`there are ${tree}`);
    expect({ outcome, unfired: proxy.fired.includes(0), problems }).toEqual({
      outcome: current.expected,
      unfired: false,
      problems: [],
    });
  });
});
