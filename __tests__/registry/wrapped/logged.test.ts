import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import type { HttpRequest, Send } from '../../../src/registry/http/http.ts';
import { logged } from '../../../src/registry/wrapped/logged.ts';
import { openBytes } from '../../../src/store/verified.ts';

const secret = 'https://me:hidden@r.test:444/v2/a?sig=hidden#hidden';
const get: HttpRequest = { method: 'GET', url: secret };
const body = { open: openBytes(Buffer.from('abc')), size: 3 };

it.each<[string, HttpRequest, number | Error, string | undefined, string]>([
  ['its answer', get, 200, undefined, 'GET https://r.test:444/v2/a 200 N ms'],
  ['the bytes that come', get, 200, '17', 'GET https://r.test:444/v2/a 200 N ms, 17 bytes'],
  [
    'no bytes of a HEAD, of which none come',
    { ...get, method: 'HEAD' },
    200,
    '17',
    'HEAD https://r.test:444/v2/a 200 N ms',
  ],
  [
    'the bytes that were sent',
    { ...get, method: 'PUT', body },
    201,
    '17',
    'PUT https://r.test:444/v2/a 201 N ms, 3 bytes',
  ],
  ['which attempt it was', { ...get, attempt: 3 }, 503, undefined, 'GET https://r.test:444/v2/a 503 N ms, attempt 3'],
  [
    'all of that',
    { ...get, method: 'PUT', body, attempt: 2 },
    500,
    '1',
    'PUT https://r.test:444/v2/a 500 N ms, 3 bytes, attempt 2',
  ],
  [
    'its failure, with what was to be sent',
    { ...get, method: 'PUT', body, attempt: 2 },
    new Error('cut'),
    undefined,
    'PUT https://r.test:444/v2/a failed (cut) N ms, 3 bytes, attempt 2',
  ],
])('A request is told with %s', async (_, request, outcome, length, line) => {
  const lines: string[] = [];
  const answer: Send = async ({ url }) => {
    if (typeof outcome !== 'number') throw outcome;
    return { status: outcome, headers: { 'content-length': length }, body: Readable.from([]), url };
  };
  const sending = logged(answer, (told) => lines.push(told.replace(/ \d+ ms/, ' N ms')))(request);
  if (typeof outcome === 'number') expect(await sending).toMatchObject({ status: outcome });
  else await expect(sending).rejects.toBe(outcome);
  expect(lines).toEqual([line]);
});
