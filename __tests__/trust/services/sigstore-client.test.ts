import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { askService, documentOf, type Service } from '../../../src/trust/services/sigstore-client.ts';
import { scriptedAsk } from '../../support/trust/ask.ts';

const service: Service = { what: 'The log', thing: 'entry', topic: 'log-refused', accept: 'a/b' };
const url = 'https://log.test:8443/api/v1/log/entries?token=secret';
const asking = (status: number, body: string) =>
  askService(scriptedAsk(() => ({ status, body: Buffer.from(body) })).ask, url, service, { document: {} });

describe('a refusal', () => {
  it.each<[status: number, body: string, topic: string]>([
    [400, '', 'log-refused'],
    [400, '{"code":3,"message":"no such kind"}', 'log-refused'],
    [401, 'not  you\n\tagain', 'log-refused'],
    [403, '<!DOCTYPE html><p>Forbidden', 'log-refused'],
    [404, '  <html>x</html>', 'log-refused'],
    [409, '{"message":7}', 'log-refused'],
    [429, 'slower', 'signing-service'],
    [204, '', 'log-refused'],
    [500, '{"message":"oops"}', 'signing-service'],
    [599, 'x', 'signing-service'],
  ])('with %s and %j says so', async (status, body, topic) => {
    await expect(asking(status, body)).rejects.toMatchObject({ name: 'OciError', code: 'SIGNING', topic });
  });

  it.each([
    ['a text', 'x'.repeat(1000)],
    ['a message', JSON.stringify({ message: 'x'.repeat(1000) })],
  ])('with a long %s is told in 300 characters', async (_, body) => {
    const error = await asking(400, body).catch((thrown: unknown) => thrown as OciError);
    expect((error as OciError).message).toMatch(/[^x]x{299,300}…$/);
  });

  it('tells nothing of the query of the address', async () => {
    await expect(asking(400, '')).rejects.toMatchObject({ message: expect.not.stringContaining('secret') });
  });
});

it.each([200, 201])('an answer with %s is taken', async (status) => {
  expect(await asking(status, 'yes')).toMatchObject({ status, body: Buffer.from('yes') });
});

it('other answers are taken where they are accepted, and then alone', async () => {
  const { ask } = scriptedAsk(({ what }) => ({ status: what === 'The log' ? 409 : 201, location: '/here' }));
  const options = { document: {}, accepted: [409] };
  expect(await askService(ask, url, service, options)).toMatchObject({ status: 409, location: '/here' });
  await expect(askService(ask, url, { ...service, what: 'x' }, options)).rejects.toMatchObject({ code: 'SIGNING' });
});

it('what is sent is sent as it is', async () => {
  const { ask, asked } = scriptedAsk(() => '{}');
  await askService(ask, url, service, { headers: { authorization: 'Bearer x' }, document: { a: 1 } });
  expect(asked).toEqual([
    { url, what: 'The log', accept: 'a/b', headers: { authorization: 'Bearer x' }, document: { a: 1 } },
  ]);
});

describe('an error of the transport', () => {
  it.each([
    [new OciError('NETWORK', 'The connection broke'), 'SIGNING'],
    [new OciError('TOO_LARGE', 'It is large'), 'SIGNING'],
    [new OciError('RATE_LIMITED', 'It waits'), 'SIGNING'],
    [new OciError('CANCELLED', 'Cancelled'), 'CANCELLED'],
    [new OciError('INVALID_INPUT', 'http'), 'INVALID_INPUT'],
  ])('%s is told as %s', async (thrown, code) => {
    const { ask } = scriptedAsk(() => Promise.reject(thrown));
    const topic = code === 'SIGNING' ? 'signing-service' : undefined;
    await expect(askService(ask, url, service)).rejects.toMatchObject({ code, topic });
  });

  it('that is a bug stays one', async () => {
    const { ask } = scriptedAsk(() => Promise.reject(new TypeError('x is not a function')));
    await expect(askService(ask, url, service)).rejects.toThrow(TypeError);
  });
});

it.each([
  ['nothing', ''],
  ['a text', 'hello'],
  ['a list', '[]'],
  ['half of it', '{"a":'],
  ['what is not UTF-8', Buffer.of(0x22, 0xff, 0x22)],
  ['what is nested too deep', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
])('an answer that is %s is not the document', (_, body) => {
  expect(() => documentOf({ status: 200, body: Buffer.from(body) }, url, service)).toThrow(
    expect.objectContaining({
      code: 'SIGNING',
      topic: 'signing-service',
    }),
  );
});
