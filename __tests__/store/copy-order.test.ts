import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { type CopyOptions, copyGraph, startCopySession } from '../../src/store/copy-graph.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { HeldStore } from '../support/content/held-store.ts';
import { type Node, putGraph } from '../support/content/named-graph.ts';

const nodes: Record<string, Node> = {
  amd: {},
  arm: {},
  app: { parts: ['amd', 'arm'] },
  sbom: { of: 'app' },
  other: { parts: ['amd'] },
};

/** A source with these manifests, and a target that can hold what comes. */
async function makePlaces() {
  const source = new MemoryStore();
  const { at, named } = await putGraph(source, nodes);
  const target = new HeldStore();
  const copyOf = (name: string, options: CopyOptions = {}) => copyGraph(source, at(name), target, options);
  const digestOf = (name: string) => (name.endsWith(' layer') ? at(name.slice(0, -6)).layer : at(name))?.digest ?? '';
  /** The names of the manifests and tags that are there, in the order in which they came. */
  const there = () => target.written.map(named).filter((name) => !name.startsWith('sha256:'));
  return { target, copyOf, digestOf, there };
}

describe('While a part is on its way, what needs it waits:', () => {
  it.each<[held: string, root: string, subjects: CopyOptions['subjects'], there: string[]]>([
    ['amd layer', 'amd', undefined, []],
    ['amd layer', 'app', undefined, ['arm']],
    ['amd', 'app', undefined, ['arm']],
    ['app', 'sbom', 'taken', ['amd', 'arm']],
    ['arm layer', 'sbom', 'taken', ['amd']],
  ])('%s, for %s with subjects %s', async (held, root, subjects, before) => {
    const { target, copyOf, digestOf, there } = await makePlaces();
    const release = target.hold(digestOf(held));
    const copied = copyOf(root, { subjects, tags: ['v1'] });
    await target.cameTo(digestOf(held));
    expect(there().sort()).toEqual(before);
    release();
    await copied;
    expect(there().slice(-2)).toEqual([root, 'v1']);
  });

  it.each(['amd layer', 'amd'])('%s, which another copy of the session sends', async (held) => {
    const { target, copyOf, digestOf, there } = await makePlaces();
    const session = startCopySession(4);
    const release = target.hold(digestOf(held));
    const first = copyOf('app', { session, tags: ['v1'] });
    await target.cameTo(digestOf(held));
    const second = copyOf('other', { session, tags: ['v2'] });
    // The part that nobody holds tells that all had their turn.
    await target.cameTo(digestOf('arm'));
    expect(there()).toEqual(['arm']);
    release();
    await Promise.all([first, second]);
    expect(there().filter((name) => name === 'amd')).toHaveLength(1);
    expect(there().indexOf('amd')).toBeLessThan(there().indexOf('other'));
  });
});

it('an abort during the last part leaves the manifest and its tag unwritten', async () => {
  const { target, copyOf, digestOf, there } = await makePlaces();
  const controller = new AbortController();
  const reason = new OciError('CANCELLED', 'Stopped by the test');
  const release = target.hold(digestOf('arm'));
  const copied = copyOf('app', { tags: ['v1'], signal: controller.signal });
  await target.cameTo(digestOf('arm'));
  // The signal is looked at again before the content is taken, as by a request that is on its way.
  controller.abort(reason);
  release();
  await expect(copied).rejects.toBe(reason);
  expect(there()).toEqual(['amd']);
});

it('an abort after the last part is heard before the manifest is pushed', async () => {
  const { target, copyOf, there } = await makePlaces();
  const controller = new AbortController();
  const reason = new OciError('CANCELLED', 'Stopped by the test');
  const pushed: string[] = [];
  const push = target.push.bind(target);
  target.push = (descriptor, open, options = {}) => {
    pushed.push(...(options.tags ?? []));
    // As a store that does not look at the signal.
    return push(descriptor, open, { ...options, signal: undefined });
  };
  const onEvent: CopyOptions['onEvent'] = ({ kind }) => {
    if (kind === 'copied') controller.abort(reason);
  };
  await expect(copyOf('amd', { tags: ['v1'], signal: controller.signal, onEvent })).rejects.toBe(reason);
  expect([pushed, there()]).toEqual([[], []]);
});

it('a root is told as copied only when its tags are written', async () => {
  const { target, copyOf, digestOf } = await makePlaces();
  const events: string[] = [];
  const release = target.hold('v1');
  const onEvent: CopyOptions['onEvent'] = ({ kind, descriptor }) => {
    if (descriptor.digest === digestOf('amd')) events.push(kind);
  };
  const copied = copyOf('amd', { tags: ['v1'], onEvent });
  await target.cameTo('v1');
  expect(events).toEqual([]);
  release();
  await copied;
  expect(events).toEqual(['copied']);
});
