import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { timestamp } from '../../../src/trust/services/timestamp.ts';
import { type Sigstore, startSigstore } from '../../support/servers/sigstore.ts';
import { askOver, networkAsk, scriptedAsk } from '../../support/trust/ask.ts';

let sigstore: Sigstore;
let url: string;
beforeAll(async () => {
  sigstore = await startSigstore();
  url = `${sigstore.url}/public/api/v1/timestamp`;
});
afterAll(() => sigstore?.stop());

const signature = Buffer.from('a signature');
const hash = createHash('sha256').update(signature).digest('base64');

it('a timestamp is asked for by the hash of the signature, with certificates', async () => {
  const { ask, asked } = networkAsk();
  const bytes = await timestamp(ask, url, signature);
  expect(asked).toEqual([
    {
      ...{ url, what: 'The clock', accept: 'application/timestamp-reply' },
      document: { artifactHash: hash, hashAlgorithm: 'sha256', certificates: true },
    },
  ]);
  // A SEQUENCE of DER, with the hash in it.
  expect(bytes[0]).toBe(0x30);
  expect(bytes.includes(Buffer.from(hash, 'base64'))).toBe(true);
});

it.each<[string, (right: Buffer) => Buffer, RegExp]>([
  ['nothing', () => Buffer.alloc(0), /it cannot be read \(.*\)$/],
  ['a text', () => Buffer.from('Bad Gateway'), /it cannot be read \(.*\)$/],
  ['half of it', (right) => right.subarray(0, right.length / 2), /it cannot be read \(.*\)$/],
  ['DER of something else', () => Buffer.of(0x30, 3, 2, 1, 0), /it cannot be read \(.*\)$/],
  ['nested sequences', () => Buffer.alloc(200_000, Buffer.of(0x30, 0x80)), /it cannot be read \(.*\)$/],
  [
    'that of another signature',
    (right) => {
      const at = right.indexOf(Buffer.from(hash, 'base64'));
      const other = Buffer.from(right);
      other[at] = (other[at] ?? 0) ^ 1;
      return other;
    },
    /it is of another signature$/,
  ],
])('a timestamp that is %s is not used', async (_, change, why) => {
  const right = await timestamp(networkAsk().ask, url, signature);
  const { ask } = scriptedAsk(() => change(right));
  await expect(timestamp(ask, url, signature)).rejects.toMatchObject({
    code: 'SIGNING',
    topic: 'signing-service',
    message: expect.stringMatching(why),
  });
});

it.each([
  [400, 'signing-service', 'refused a timestamp: 400, wrong'],
  [503, 'signing-service', 'gave no timestamp: 503, wrong'],
])('a clock that says %s is told of', async (status, topic, says) => {
  const { ask } = scriptedAsk(async (asked) => ({
    ...(await askOver(url, asked)),
    status,
    body: Buffer.from('wrong'),
  }));
  await expect(timestamp(ask, url, signature)).rejects.toMatchObject({
    code: 'SIGNING',
    topic,
    message: expect.stringMatching(`${says}$`),
  });
});
