import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { askService, documentOf, type Service } from '../../../src/trust/services/ask.ts';
import { scriptedAsk } from '../../support/trust/ask.ts';

const service: Service = { what: 'The log', thing: 'entry', topic: 'log-refused', accept: 'a/b' };
const url = 'https://log.test:8443/api/v1/log/entries?token=secret';
const asking = (status: number, body: string) =>
  askService(scriptedAsk(() => ({ status, body: Buffer.from(body) })).ask, url, service, { document: {} });

describe('a refusal', () => {
  it.each<[status: number, body: string, says: string, topic: string]>([
    [400, '', 'log.test:8443 refused an entry: 400', 'log-refused'],
    [400, '{"code":3,"message":"no such kind"}', 'log.test:8443 refused an entry: 400, no such kind', 'log-refused'],
    [401, 'not  you\n\tagain', 'log.test:8443 refused an entry: 401, not you again', 'log-refused'],
    [403, '<!DOCTYPE html><p>Forbidden', 'log.test:8443 refused an entry: 403', 'log-refused'],
    [404, '  <html>x</html>', 'log.test:8443 refused an entry: 404', 'log-refused'],
    [409, '{"message":7}', 'log.test:8443 refused an entry: 409, {"message":7}', 'log-refused'],
    [418, '["a"]', 'log.test:8443 refused an entry: 418, ["a"]', 'log-refused'],
    [429, 'slower', 'log.test:8443 refused an entry: 429, slower', 'signing-service'],
    [302, '', 'log.test:8443 refused an entry: 302', 'log-refused'],
    [204, '', 'log.test:8443 refused an entry: 204', 'log-refused'],
    [500, '{"message":"oops"}', 'log.test:8443 gave no entry: 500, oops', 'signing-service'],
    [502, '<html>', 'log.test:8443 gave no entry: 502', 'signing-service'],
    [599, 'x', 'log.test:8443 gave no entry: 599, x', 'signing-service'],
  ])('with %s and %j says so', async (status, body, message, topic) => {
    await expect(asking(status, body)).rejects.toMatchObject({ name: 'OciError', code: 'SIGNING', message, topic });
  });

  it.each([
    ['a text', 'x'.repeat(1000)],
    ['a message', JSON.stringify({ message: 'x'.repeat(1000) })],
  ])('with a long %s is told in 300 characters', async (_, body) => {
    const error = await asking(400, body).catch((thrown: unknown) => thrown as OciError);
    expect((error as OciError).message).toMatch(/^log\.test:8443 refused an entry: 400, x{299,300}…$/);
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
  await expect(askService(ask, url, { ...service, what: 'x' }, options)).rejects.toThrow('refused an entry: 201');
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
    [new OciError('NETWORK', 'The connection broke'), 'SIGNING', 'log.test:8443 gave no entry: The connection broke'],
    [new OciError('TOO_LARGE', 'It is large'), 'SIGNING', 'log.test:8443 gave no entry: It is large'],
    [new OciError('RATE_LIMITED', 'It waits'), 'SIGNING', 'log.test:8443 gave no entry: It waits'],
    [new OciError('CANCELLED', 'Cancelled'), 'CANCELLED', 'Cancelled'],
    [new OciError('INVALID_INPUT', 'http'), 'INVALID_INPUT', 'http'],
  ])('%s is told as %s', async (thrown, code, message) => {
    const { ask } = scriptedAsk(() => Promise.reject(thrown));
    const topic = code === 'SIGNING' ? 'signing-service' : undefined;
    await expect(askService(ask, url, service)).rejects.toMatchObject({ code, message, topic });
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
  ['a number', '7'],
  ['null', 'null'],
  ['half of it', '{"a":'],
  ['what is not UTF-8', Buffer.of(0x22, 0xff, 0x22)],
  ['what is nested too deep', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
])('an answer that is %s is not the document', (_, body) => {
  expect(() => documentOf({ status: 200, body: Buffer.from(body) }, url, service)).toThrow(
    expect.objectContaining({
      code: 'SIGNING',
      topic: 'signing-service',
      message: 'The entry from log.test:8443 cannot be used: it is not the JSON that it should be',
    }),
  );
});
