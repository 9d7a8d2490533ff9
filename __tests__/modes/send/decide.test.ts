import { expect, it } from '@jest/globals';
import { decide, type IfExists, type Verdict } from '../../../src/modes/send/decide.ts';
import type { Digest } from '../../../src/oci/digest.ts';

const wanted: Digest = `sha256:${'a'.repeat(64)}`;
const other: Digest = `sha256:${'b'.repeat(64)}`;

it.each<[IfExists, Digest | undefined, Verdict]>([
  ['overwrite', undefined, 'new'],
  ['overwrite', wanted, 'unchanged'],
  ['overwrite', other, 'moved'],
  ['skip', undefined, 'new'],
  ['skip', wanted, 'unchanged'],
  ['skip', other, 'kept'],
  ['error', undefined, 'new'],
  ['error', wanted, 'unchanged'],
  ['error', other, 'refused'],
])('With if-exists: %s, a tag that points to %s is %s', (ifExists, current, verdict) => {
  expect(decide(current, wanted, ifExists)).toBe(verdict);
});
