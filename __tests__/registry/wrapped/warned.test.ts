import { expect, it } from '@jest/globals';
import type { Send } from '../../../src/registry/http/http.ts';
import { warned } from '../../../src/registry/wrapped/warned.ts';
import { openBytes } from '../../../src/store/verified.ts';

/** The texts that are told when a server of this URL answers with these headers, one after the other. */
async function told(headers: (string | string[])[], url = 'https://registry.test/v2/') {
  const texts: string[] = [];
  const left = [...headers];
  const body = await openBytes(new Uint8Array())();
  const send: Send = async () => ({ status: 200, headers: { warning: left.shift() }, body, url });
  const heard = warned(send, 'https://registry.test', (text) => texts.push(text.replace('registry.test warns: ', '')));
  for (const _ of headers) await heard({ method: 'GET', url });
  return texts;
}

const long = (letter: string, size: number) => `299 - "${letter.repeat(size)}"`;

it.each<[string, (string | string[])[], string[]]>([
  ['one', ['299 - "it moves in May"'], ['it moves in May']],
  ['the same twice, once', ['299 - "a"', '299 - "a"'], ['a']],
  ['two in one header', ['299 - "a, 299", 299 - "b"'], ['a, 299', 'b']],
  ['two headers', [['299 - "a"', '299 - "b"']], ['a', 'b']],
  ['what is quoted in it', ['299 - "say \\"no\\" \\\\"'], ['say "no" \\']],
  ['none of another code', ['199 - "a"', '110 proxy "stale"'], []],
  ['none of a code that only ends so', ['1299 - "a"', '199 x299 - "a"'], []],
  ['none that is not one', ['299 - a', '299 - "a', '', '299 - " "'], []],
  ['4,096 bytes in all', [long('a', 4_000), long('b', 97), long('c', 96)], ['a'.repeat(4_000), 'c'.repeat(96)]],
  [
    'bytes are counted, not letters',
    [long('ä', 2_000), long('b', 97), long('c', 96)],
    ['ä'.repeat(2_000), 'c'.repeat(96)],
  ],
  ['what stands in the first 4,096 bytes', [`${long('a', 4_080)}, 299 - "b"`], ['a'.repeat(4_080)]],
  ['none that is longer', [long('a', 5_000)], []],
])('of the warnings of a registry are told: %s', async (_, headers, expected) => {
  expect(await told(headers)).toEqual(expected);
});

it.each([
  'https://storage.test/blob',
  'https://registry.test:444/v2/',
  'http://registry.test/v2/',
  'https://my-registry.test/',
])('nothing is told of what another host warns of: %s', async (url) => {
  expect(await told(['299 - "a"'], url)).toEqual([]);
});
