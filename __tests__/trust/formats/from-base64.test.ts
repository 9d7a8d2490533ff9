import { expect, it } from '@jest/globals';
import { fromBase64 } from '../../../src/trust/formats/from-base64.ts';

it.each([
  ['', ''],
  ['YQ==', 'a'],
  ['YWI=', 'ab'],
  ['YWJj', 'abc'],
  ['+/+/', Buffer.of(0xfb, 0xff, 0xbf).toString('latin1')],
])('%j is base64 of %j', (text, bytes) => {
  expect(fromBase64(text, 'it').toString('latin1')).toBe(bytes);
});

it.each([
  'Y',
  'YQ',
  'YWJjY',
  'Y===',
  '====',
  'YQ==YQ==',
  'YW=j',
  '-_-_',
  'YW Jj',
  'YWJj\n',
  '\nYWJj',
  'YWJj\nYWJ',
  'ÄWJj',
  undefined,
  null,
  7,
  ['YQ=='],
])('%j is not base64', (value) => {
  expect(() => fromBase64(value, 'its text')).toThrow(
    expect.objectContaining({ code: 'ARTIFACT', message: 'its text is not base64' }),
  );
});
