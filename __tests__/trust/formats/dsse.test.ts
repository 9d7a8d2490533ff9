import { expect, it } from '@jest/globals';
import { preAuthEncoding } from '../../../src/trust/formats/dsse.ts';

it.each([
  // The example of DSSE's protocol.md.
  [
    'http://example.com/HelloWorld',
    Buffer.from('hello world'),
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  ],
  ['', Buffer.alloc(0), 'DSSEv1 0  0 '],
  // Lengths are those of bytes.
  ['tü', Buffer.from('é'), 'DSSEv1 3 tü 2 é'],
])('what is signed of %s is type and payload, each with its length', (type, payload, expected) => {
  expect(preAuthEncoding(type, payload).toString()).toBe(expected);
});

it('bytes that are no text are signed as they are', () => {
  const payload = Buffer.of(0xff, 0x00, 0xfe);
  expect(preAuthEncoding('t', payload)).toEqual(Buffer.concat([Buffer.from('DSSEv1 1 t 3 '), payload]));
});
