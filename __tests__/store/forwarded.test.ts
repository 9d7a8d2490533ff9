import { expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { forwarded } from '../../src/store/forwarded.ts';
import type { Source } from '../../src/store/store.ts';

const { signal } = new AbortController();
const descriptor = describeContent(imageManifest, Buffer.from('{}'));

/** A source that notes what it is asked, with all that it is given. */
function noting() {
  const asked: unknown[][] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) => {
      asked.push([name, ...given]);
      return name;
    };
  const names = ['resolve', 'manifest', 'fetch', 'tags', 'referrers'] as const;
  const source = Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Source;
  return { source, asked };
}

it.each<[name: keyof Source, given: unknown[]]>([
  ['resolve', ['v1', signal]],
  ['manifest', ['v1', signal]],
  ['fetch', [descriptor, signal]],
  ['tags', [signal]],
  ['referrers', [descriptor, signal]],
])('%s is left to the source, with the signal, unless it is done otherwise', (name, given) => {
  const { source, asked } = noting();
  const ask = (of: Source) => (of[name] as (...given: unknown[]) => unknown)(...given);
  expect(ask(forwarded(source, {}))).toBe(name);
  expect(asked).toEqual([[name, ...given]]);
  expect(ask(forwarded(source, { [name]: () => 'otherwise' }))).toBe('otherwise');
  expect(asked).toHaveLength(1);
});

it('Content can be mounted from where the source is, if it is anywhere', () => {
  const location = { host: 'r.test', repository: 'app' };
  expect(forwarded({ ...noting().source, location }, {}).location).toEqual(location);
  expect('location' in forwarded(noting().source, {})).toBe(false);
});
