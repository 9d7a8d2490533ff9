import { describe, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

const mediaType = 'application/vnd.oci.image.index.v1+json';
const digestFrom = (text: string) => digestOf(Buffer.from(text));
const entry = (digest: string) => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest,
  size: 100,
  artifactType: 'application/x',
});

/** Discovers in a registry whose lists of referrers are as the test says, whatever was pushed. */
async function discover(listOf: (subject: string) => ReturnType<typeof entry>[]) {
  await using registry = await startFakeRegistry();
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  const reference = `${registry.host}/team/app:v1`;
  const { outputs } = await runStep({ mode: 'push', reference, files: 'a.txt' }, { workspace });
  registry.requests.splice(0);
  registry.onRequest = ({ path }) => {
    const [, subject] = /\/referrers\/(.+)$/.exec(path) ?? [];
    if (subject === undefined) return undefined;
    const body = JSON.stringify({ schemaVersion: 2, mediaType, manifests: listOf(subject) });
    return { status: 200, headers: { 'content-type': mediaType }, body };
  };
  const run = await runStep({ mode: 'discover', reference }, { workspace });
  const lists = registry.requests.filter((line) => line.includes('/referrers/'));
  return { run, root: outputs['digest'] ?? '', lists, referrers: JSON.parse(run.outputs['referrers'] ?? '[]') };
}

describe('a list of referrers that is not true', () => {
  it('leads in no circle', async () => {
    const [a, b] = [digestFrom('a'), digestFrom('b')];
    const { run, lists, referrers, root } = await discover((subject) => [
      entry(subject === a ? b : a),
      entry(b),
      entry(a),
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(new Set(lists).size).toBe(lists.length);
    expect(lists).toHaveLength(3);
    expect(referrers.map(({ digest }: { digest: string }) => digest)).toEqual([a, b]);
    expect(root).not.toBe(a);
  });

  it('is not followed without end', async () => {
    const { run, lists, referrers } = await discover((subject) => [entry(digestFrom(subject))]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(
      '::warning::There are more than 1000 referrers or 8 levels of them: the rest is left out',
    );
    expect(lists).toHaveLength(9);
    let depth = 0;
    for (let [node] = referrers; node; [node] = node.referrers) depth += 1;
    expect(depth).toBe(8);
  });

  it('costs 1,000 requests at most', async () => {
    const many = Array.from({ length: 1200 }, (_, number) => entry(digestFrom(`${number}`)));
    const { run, lists } = await discover(() => many);
    expect(run.stdout).toContain('::warning::There are more than 1000 referrers');
    // The list itself is too long for an output.
    expect(JSON.parse(run.outputs['json'] ?? '')).toMatchObject({ total: 1000 });
    expect(lists.length).toBeLessThanOrEqual(1001);
    expect(run.summary.match(/-->/g)).toHaveLength(100);
  });
});
