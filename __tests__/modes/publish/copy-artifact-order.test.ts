import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { attachedTo, copyArtifact } from '../../../src/modes/publish/copy-artifact.ts';
import { readDigestTags } from '../../../src/store/attached.ts';
import { startCopySession } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { HeldStore } from '../../support/content/held-store.ts';
import { type Node, putGraph } from '../../support/content/named-graph.ts';

const nodes: Record<string, Node> = {
  amd: {},
  app: { parts: ['amd'], tags: ['app'] },
  sbom: { of: 'app' },
  note: { of: 'amd' },
  proof: { of: 'sbom' },
  cosign: { tags: ['#app.sig'] },
};

/** Copies `app` as `v1` with all that is attached to it, to a target that can hold what comes. */
async function startCopy(prepare: (places: { target: HeldStore; digestOf: (name: string) => string }) => void) {
  const source = new MemoryStore();
  const { at, named } = await putGraph(source, nodes);
  const target = new HeldStore();
  const digestOf = (name: string) => at(name).digest;
  prepare({ target, digestOf });
  const controller = new AbortController();
  const { signal } = controller;
  const root = await source.manifest('app');
  const { log } = collectingLog();
  const attached = await attachedTo(source, root, await readDigestTags(source, signal), signal, log);
  const rest = { takesSubjects: true, ifExists: undefined, session: startCopySession(8), onEvent: () => {} };
  const done = copyArtifact({ source, root, target, tags: ['v1'], attached, ...rest, log, signal });
  done.catch(() => {});
  const there = () => target.written.map(named).filter((name) => !name.startsWith('sha256:'));
  return { target, digestOf, controller, done, there, named };
}

describe('While something is on its way, what comes after it waits:', () => {
  it.each<[held: string, there: string[]]>([
    ['amd', []],
    ['app', ['amd']],
    ['sbom', ['#app.sig', 'amd', 'app', 'cosign', 'note']],
    ['note', ['#app.sig', 'amd', 'app', 'cosign', 'sbom']],
    ['proof', ['#app.sig', 'amd', 'app', 'cosign', 'note', 'sbom']],
    ['cosign', ['amd', 'app', 'note', 'sbom']],
    ['v1', ['#app.sig', 'amd', 'app', 'cosign', 'note', 'proof', 'sbom']],
  ])('%s', async (held, before) => {
    let release = () => {};
    const { target, digestOf, done, there } = await startCopy((places) => {
      release = places.target.hold(held === 'v1' ? held : places.digestOf(held));
    });
    await target.cameTo(held === 'v1' ? held : digestOf(held));
    expect([...new Set(there())].sort()).toEqual(before);
    release();
    await done;
    expect(there().slice(-2)).toEqual(['app', 'v1']);
  });
});

describe('An abort', () => {
  it.each(['proof', 'cosign', 'v1'])('that comes while %s is on its way leaves the tag unwritten', async (held) => {
    let release = () => {};
    const { target, digestOf, controller, done, there } = await startCopy((places) => {
      release = places.target.hold(held === 'v1' ? held : places.digestOf(held));
    });
    await target.cameTo(held === 'v1' ? held : digestOf(held));
    const reason = new OciError('CANCELLED', 'Stopped by the test');
    controller.abort(reason);
    release();
    await expect(done).rejects.toBe(reason);
    expect(there()).not.toContain('v1');
  });
});
