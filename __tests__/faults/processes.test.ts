import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { runAction, startAction } from '../support/action/run-action.ts';
import { outcomeOf, problemsOf } from '../support/action/run-outcome.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { checkTag } from '../support/content/check-tag.ts';
import { once } from '../support/faults/fault-cases.ts';
import { breakAfter, places } from '../support/faults/faults.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { type FaultProxy, type Rule, startFaultProxy } from '../support/servers/fault-proxy.ts';
import { registryOptions } from '../support/servers/registry-options.ts';
import { treeOf } from './cases/local.ts';

const mebibyte = 1024 * 1024;
const large = randomBytes(3 * mebibyte);
const small = digestOf(Buffer.from('a'));

describeWithPeers(['docker-registry'], 'processes that are ended, or several at a time', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    const workspace = await makeWorkspace({ 'large.bin': large, 'sub/a.txt': 'a', 'dir/large.bin': large });
    for (const [name, files] of [
      ['app', 'large.bin\nsub/*'],
      ['dir', 'dir'],
    ] as const) {
      const push = await runAction({ mode: 'push', reference: `${registry.host}/${name}:v1`, files }, { workspace });
      expect(push.code).toBe(0);
    }
  });
  afterAll(() => registry?.stop());

  /** Starts a pull that stops in the middle of the large file, and waits until it is there. */
  const startStalled = async (
    workspace: string,
    reference: string,
  ): Promise<{ proxy: FaultProxy; step: ReturnType<typeof startAction> }> => {
    const isLarge: Rule['on'] = (request) => places.getBlob(request) && !request.url.includes(small);
    const proxy = await startFaultProxy({
      target: registry.url,
      rules: [once(isLarge, breakAfter(mebibyte, 'stall'))],
    });
    const step = startAction(
      { mode: 'pull', reference: `${proxy.host}/${reference}`, path: 'out', timeout: '60s' },
      { workspace },
    );
    while (!(await treeOf(workspace)).some((path) => path.includes('.part')))
      await new Promise((wake) => setTimeout(wake, 20));
    return { proxy, step };
  };

  it.each(['app:v1', 'dir:v1'])(
    'a pull of %s that is killed leaves no half file, and the next one is whole',
    async (reference) => {
      const workspace = await makeWorkspace({ 'out/large.bin': 'old' });
      const { proxy, step } = await startStalled(workspace, reference);
      step.child.kill('SIGKILL');
      await step.done;
      await proxy[Symbol.asyncDispose]();
      const files = (await treeOf(workspace)).filter((path) => !path.includes('.part'));
      expect(files.map((path) => path.slice(workspace.length + 1))).toEqual(
        expect.arrayContaining(['out', 'out/large.bin']),
      );
      expect(await readFile(join(workspace, 'out/large.bin'), 'utf8')).toBe('old');
      const again = await runAction(
        { mode: 'pull', reference: `${registry.host}/${reference}`, path: 'out' },
        { workspace },
      );
      expect(again.code).toBe(0);
      const written = reference === 'app:v1' ? 'out/large.bin' : 'out/dir/large.bin';
      expect((await readFile(join(workspace, written))).equals(large)).toBe(true);
    },
  );

  it.each(['app:v1', 'dir:v1'])('a pull of %s that is ended leaves nothing', async (reference) => {
    const workspace = await makeWorkspace({ 'out/large.bin': 'old' });
    const { proxy, step } = await startStalled(workspace, reference);
    step.child.kill('SIGTERM');
    const done = await step.done;
    await proxy[Symbol.asyncDispose]();
    expect({ outcome: outcomeOf(done), problems: problemsOf(done, []) }).toEqual({
      outcome: 'CANCELLED',
      problems: [],
    });
    expect(await readTree(workspace)).toEqual({ 'out/large.bin': 'old' });
  });

  it('ten processes push one tag: it is one of theirs, and whole', async () => {
    const contents = Array.from({ length: 10 }, (_, number) => ({ 'a.txt': `${number}`, 'large.bin': large }));
    const runs = await Promise.all(
      contents.map(async (files) =>
        runAction(
          { mode: 'push', reference: `${registry.host}/race:v1`, files: '*' },
          { workspace: await makeWorkspace(files) },
        ),
      ),
    );
    expect(runs.flatMap(({ code, stdout }) => (code === 0 ? [] : [stdout]))).toEqual([]);
    const direct = openRegistry(registry.host, registryOptions());
    const { digest } = await direct('race', 'pull').resolve('v1');
    const winner = runs.findIndex(({ outputs }) => outputs['digest'] === digest);
    expect(await checkTag(direct, 'race', digest, contents[winner] ?? {})).toEqual([]);
  });

  it('ten processes pull into one directory: all files are whole', async () => {
    const workspace = await makeWorkspace();
    const runs = await Promise.all(
      Array.from({ length: 10 }, () =>
        runAction({ mode: 'pull', reference: `${registry.host}/app:v1`, path: 'out' }, { workspace }),
      ),
    );
    expect(runs.flatMap(({ code, stdout }) => (code === 0 ? [] : [stdout]))).toEqual([]);
    const tree = await readTree(workspace);
    expect(Object.keys(tree).sort()).toEqual(['out/large.bin', 'out/sub/a.txt']);
    expect((await readFile(join(workspace, 'out/large.bin'))).equals(large)).toBe(true);
  });
});
