import { expect, it } from '@jest/globals';
import { sendStaged } from '../../../src/modes/send/send-staged.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { copy } from '../../../src/store/copy.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { stage } from '../../support/content/staged.ts';

const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'second' }, true);
const size = 'first'.length + 'second'.length + 2;

/** Sends an artifact of two files; tells what is asked of the target and written to it. */
async function send(
  {
    tags = [],
    isSigned = false,
    sent,
    present,
  }: {
    tags?: string[];
    isSigned?: boolean;
    sent?: Set<Digest>;
    present?: ReadonlySet<Digest>;
  } = {},
  target = new MemoryStore(),
) {
  const { log, said } = collectingLog();
  const events: string[] = [];
  const nameOf = ({ digest }: Descriptor) =>
    digest === layers[0]?.digest ? 'a.txt' : digest === layers[1]?.digest ? 'b.txt' : 'config';
  const { push, has } = target;
  target.push = async (descriptor, open, options) => {
    events.push(
      `put ${descriptor.digest === root.digest ? 'root' : nameOf(descriptor)} ${options?.tags?.join() ?? ''}`.trim(),
    );
    return push.call(target, descriptor, open, options);
  };
  target.has = async (descriptor, within) => {
    events.push(`ask ${nameOf(descriptor)}`);
    return has.call(target, descriptor, within);
  };
  const moved = await sendStaged({ store, root, size, ...(present ? { present } : {}) }, target, {
    ...{ tags, concurrency: 1, nameOf, log, signal: new AbortController().signal },
    onTagged: (tag, digest) => void events.push(`${tag} is ${digest === root.digest ? 'root' : digest}`),
    ...(sent ? { sent } : {}),
    ...(isSigned ? { beforeTags: async () => void events.push('sign') } : {}),
  });
  return { events, moved, said };
}

it.each<[string, string[], boolean, string[]]>([
  ['tags that are written with it', ['v1', 'v2'], false, ['put root v1,v2', 'v1 is root', 'v2 is root']],
  [
    'a signature before its tags',
    ['v1', 'v2'],
    true,
    ['put root', 'sign', 'put root v1,v2', 'v1 is root', 'v2 is root'],
  ],
  ['a signature and no tags', [], true, ['put root', 'sign']],
  ['nothing more', [], false, ['put root']],
])('After its blobs, an artifact gets %s', async (_, tags, isSigned, expected) => {
  const { events, moved, said } = await send({ tags, isSigned });
  expect(events.slice(events.indexOf(expected[0] ?? ''))).toEqual(expected);
  expect(moved).toEqual({ transferred: size, reused: 0, isChanged: true });
  expect(said.toSorted()).toEqual(['info: Sent: a.txt  5 B', 'info: Sent: b.txt  6 B', 'info: Sent: config  2 B']);
});

it('What was sent before, or is known to be there, is not asked for, and counts as what it is', async () => {
  const target = new MemoryStore();
  await copy(store, root, target);
  await target.delete(root.digest);
  const [a, b] = layers as [Descriptor, Descriptor];
  const sent = new Set([a.digest]);
  const { events, moved, said } = await send({ sent, present: new Set([b.digest]) }, target);
  expect(events.filter((event) => event.includes('.txt'))).toEqual([]);
  expect(moved).toMatchObject({ transferred: a.size, reused: size - a.size });
  expect(said).toContain('info: Sent: a.txt  5 B');
  expect(said).toContain('info: Already there: b.txt  6 B');
});
