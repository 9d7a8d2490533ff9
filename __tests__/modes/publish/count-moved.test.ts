import { expect, it } from '@jest/globals';
import { countMoved, type Fate, startTransfer } from '../../../src/modes/publish/count-moved.ts';
import { type Descriptor, describe } from '../../../src/oci/descriptor.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';

const contents: Record<string, Descriptor> = {
  one: describe('text/plain', Buffer.from('1')),
  two: describe('text/plain', Buffer.from('22')),
  root: describe(imageManifest, Buffer.from('{}')),
};

/** What happens to which content, and the names of what was sent before. */
type Row = [[name: string, kind: Fate][], sent: string[], expected: ReturnType<typeof counted>];

function counted(events: readonly [name: string, kind: Fate][], sent: readonly string[]) {
  const digests = new Map(Object.entries(contents).map(([name, { digest }]) => [digest, name]));
  const named = ({ digest }: Descriptor) => digests.get(digest) ?? 'unknown';
  const told: string[] = [];
  const skips: number[] = [];
  const progress = { moved: () => {}, skipped: (bytes: number) => void skips.push(bytes) };
  const before = new Set(sent.flatMap((name) => contents[name]?.digest ?? []));
  const transfer = startTransfer(1, before);
  const onEvent = countMoved(progress, named, transfer, (blob, fate) => told.push(`${named(blob)} ${fate}`));
  for (const [name, kind] of events) {
    const descriptor = contents[name];
    if (descriptor) onEvent({ kind, descriptor });
  }
  return {
    ...transfer.moved,
    skipped: skips.reduce((sum, bytes) => sum + bytes, 0),
    told: told.join(', '),
    sent: [...before].map((digest) => digests.get(digest)).join(', '),
  };
}

it.each<Row>([
  [[], [], { transferred: 0, reused: 0, isChanged: false, skipped: 0, told: '', sent: '' }],
  [
    [
      ['one', 'copied'],
      ['two', 'skipped'],
      ['root', 'copied'],
    ],
    [],
    { transferred: 1, reused: 2, isChanged: true, skipped: 2, told: 'one copied, two skipped', sent: 'one' },
  ],
  [[['two', 'mounted']], [], { transferred: 0, reused: 2, isChanged: true, skipped: 2, told: 'two mounted', sent: '' }],
  [[['root', 'copied']], [], { transferred: 0, reused: 0, isChanged: true, skipped: 0, told: '', sent: '' }],
  [[['root', 'skipped']], [], { transferred: 0, reused: 0, isChanged: false, skipped: 0, told: '', sent: '' }],
  // Sent while it was packed, or before a registry refused the manifest.
  [
    [['two', 'skipped']],
    ['two'],
    { transferred: 2, reused: 0, isChanged: false, skipped: 2, told: 'two copied', sent: 'two' },
  ],
  // A copy that walks a second time.
  [
    [
      ['two', 'copied'],
      ['two', 'skipped'],
    ],
    [],
    { transferred: 2, reused: 0, isChanged: true, skipped: 2, told: 'two copied, two copied', sent: 'two' },
  ],
])('of %j, where %j was sent before, is counted', (events, sent, expected) => {
  expect(counted(events, sent)).toEqual(expected);
});

it('Progress is told of the bytes by the name of their blob', () => {
  const said: string[] = [];
  const progress = { moved: (bytes: number, name?: string) => void said.push(`${name} ${bytes}`), skipped: () => {} };
  const onEvent = countMoved(progress, ({ size }) => `the one of ${size}`, startTransfer(1));
  for (const descriptor of Object.values(contents).slice(0, 2)) onEvent({ kind: 'progress', descriptor, bytes: 1 });
  expect(said).toEqual(['the one of 1 1', 'the one of 2 1']);
});
