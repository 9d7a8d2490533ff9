import { describe, expect, it } from '@jest/globals';
import {
  hasCode,
  isLasting,
  messageOf,
  OciError,
  orAbsent,
  orGone,
  RegistryError,
  systemCodeOf,
} from '../src/errors.ts';

const systemError = (code: unknown) => Object.assign(new Error('failed'), { code });
const missing = new OciError('NOT_FOUND', 'nothing there');
const denied = new OciError('DENIED', 'not for you');

it.each([
  [new Error('words'), 'words'],
  [new TypeError(''), 'TypeError'],
  [new OciError('DENIED', 'not for you'), 'not for you'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [{ message: 'no error' }, '[object Object]'],
])('the words of %s are %s', (error, words) => {
  expect(messageOf(error)).toBe(words);
});

it.each([
  [systemError('ENOENT'), 'ENOENT'],
  [systemError(7), ''],
  [new Error('x'), ''],
  [{ code: 'ENOENT' }, ''],
  ['ENOENT', ''],
])('the code of %s is %j', (error, code) => {
  expect(systemCodeOf(error)).toBe(code);
});

it.each([
  ['ENOTFOUND', true],
  ['EPROTO', true],
  ['HPE_INVALID_CONSTANT', true],
  ['UND_ERR_INVALID_ARG', true],
  ['HOSTNAME_MISMATCH', true],
  ['ERR_SSL_WRONG_VERSION_NUMBER', true],
  ['ERR_OSSL_X', true],
  ['ERR_TLS_CERT_ALTNAME_INVALID', true],
  ['CERT_HAS_EXPIRED', true],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
  ['SELF_SIGNED_CERT_IN_CHAIN', true],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', true],
  // What passes by itself.
  ['EAI_AGAIN', false],
  ['ECONNREFUSED', false],
  ['ECONNRESET', false],
  ['ETIMEDOUT', false],
  ['EPIPE', false],
  ['ENETUNREACH', false],
  ['UND_ERR_SOCKET', false],
  ['UND_ERR_CONNECT_TIMEOUT', false],
  ['HPE_INVALID_CONSTANT_X', false],
  ['X_ENOTFOUND', false],
  ['X_CERT_HAS_EXPIRED', false],
])('a connection that fails with %s is lost for good: %s', (code, expected) => {
  expect(isLasting(new OciError('NETWORK', 'x', { cause: systemError(code) }))).toBe(expected);
});

it('a connection without a cause may come back', () => {
  expect(isLasting(new OciError('NETWORK', 'x'))).toBe(false);
});

describe('an error', () => {
  const request = 'GET https://registry.test/v2/';

  it('has the topic of its cause, unless it has one', () => {
    const cause = new OciError('DENIED', 'x', { topic: 'id-token' });
    expect(new OciError('NETWORK', 'y', { cause }).topic).toBe('id-token');
    expect(new OciError('NETWORK', 'y', { cause, topic: 'policy' }).topic).toBe('policy');
    expect(new OciError('NETWORK', 'y', { cause: new Error('x') }).topic).toBeUndefined();
  });

  it('of a registry has the words of the one it comes from, and no wait of its own', () => {
    const cause = new RegistryError('DENIED', 'x', { status: 403, request, words: 'not you', wait: 500 });
    const later = new RegistryError('DENIED', 'y', { status: 403, request, cause });
    expect([later.words, later.wait, later.errors, cause.wait]).toEqual(['not you', 0, [], 500]);
    expect(new RegistryError('DENIED', 'y', { status: 403, request, cause, words: '' }).words).toBe('');
  });

  it.each([
    [denied, ['DENIED'], true],
    [denied, ['NOT_FOUND', 'DENIED'], true],
    [denied, ['NOT_FOUND'], false],
    [denied, [], false],
    [systemError('DENIED'), ['DENIED'], false],
  ] as const)('%s has one of the codes %j: %s', (error, codes, expected) => {
    expect(hasCode(error, ...codes)).toBe(expected);
  });
});

describe('what may be absent', () => {
  it('is undefined for the codes that say so, and else fails as it did', async () => {
    expect(await orAbsent(Promise.resolve(7))).toBe(7);
    expect(await orAbsent(Promise.reject(missing))).toBeUndefined();
    await expect(orAbsent(Promise.reject(denied))).rejects.toBe(denied);
    expect(await orAbsent(Promise.reject(denied), 'DENIED')).toBeUndefined();
    expect(await orAbsent(Promise.reject(missing), 'DENIED')).toBeUndefined();
  });

  const aborted = AbortSignal.abort(new Error('stopped'));
  it.each<[string, unknown, () => Promise<unknown>, AbortSignal | undefined, isGone: boolean]>([
    ['is missing, and so is the thing', missing, () => Promise.reject(missing), undefined, true],
    ['is missing, and the thing is there', missing, async () => 'there', undefined, false],
    ['is denied, and the thing is missing', denied, () => Promise.reject(missing), undefined, false],
    ['is missing after an abort', missing, () => Promise.reject(missing), aborted, false],
    ['is missing, before an abort', missing, () => Promise.reject(missing), new AbortController().signal, true],
  ])('is gone where something %s', async (_, error, look, signal, isGone) => {
    const done = orGone(Promise.reject(error), look, signal);
    if (isGone) expect(await done).toBeUndefined();
    else await expect(done).rejects.toBe(error);
  });

  it('is not looked at where the work is done, and fails as the look does', async () => {
    expect(await orGone(Promise.resolve('done'), () => Promise.reject(denied), undefined)).toBe('done');
    await expect(orGone(Promise.reject(missing), () => Promise.reject(denied), undefined)).rejects.toBe(denied);
  });
});
