import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { BodyLimit } from '../../../src/registry/http/body-limit.ts';
import {
  type Attempt,
  chunkSizeOf,
  firstAttempt,
  judge,
  type UploadVerdict,
} from '../../../src/registry/upload/judge.ts';
import type { UploadFailure } from '../../../src/registry/upload/upload-session.ts';

const mebibyte = 1024 * 1024;
const error = new OciError('NETWORK', 'the last failure');
const refused = new OciError('TOO_LARGE', 'the body was refused');
const retries = 2;

const broken = { kind: 'broken', status: 0 } as const;
const passing = { kind: 'passing', status: 503 } as const;
const tooLarge = { kind: 'limit', status: 413 } as const;
const unsupported = { kind: 'unsupported', status: 405 } as const;
/** As after the first failure that counts. */
const counted = { failures: 1, cause: error };
const [large, small] = [9 * mebibyte, 1000];

describe('a failure of an upload', () => {
  it.each<
    [
      string,
      Partial<Attempt>,
      Pick<UploadFailure, 'kind' | 'status'>,
      bytes: number,
      offset: number,
      UploadVerdict['next'],
      object?,
    ]
  >([
    ['that passes: the content is sent again', {}, passing, small, 0, 'again', counted],
    [
      'that passes, after some chunks: the session is resumed',
      {},
      passing,
      small,
      10,
      'resume',
      { ...counted, furthest: 10 },
    ],
    [
      'of a session that is spoiled: a new one, which is one of the attempts',
      { failures: 1, furthest: 10 },
      { kind: 'spoiled', status: 400 },
      small,
      10,
      'again',
      { failures: 2 },
    ],
    ['at the last retry', { failures: 1, furthest: 10 }, passing, small, 10, 'resume', { failures: 2 }],
    ['after the retries', { failures: 2, furthest: 10 }, passing, small, 10, 'fail', error],
    [
      'after the retries, further on than before',
      { failures: 2, furthest: 10 },
      passing,
      small,
      20,
      'resume',
      { ...counted, furthest: 20 },
    ],
    ['before what another session took', { furthest: 20 }, passing, small, 10, 'resume', { ...counted, furthest: 20 }],

    [
      'for the size: smaller chunks, which are no retry',
      {},
      tooLarge,
      large,
      0,
      'restart',
      { failures: 0, refused: error },
    ],
    ['for the size, by 416', {}, { ...tooLarge, status: 416 }, large, 0, 'restart', { refused: error }],
    [
      'for the size, once more: the first refusal is the one to tell',
      { refused },
      tooLarge,
      large,
      0,
      'restart',
      { refused },
    ],
    ['for the size, after the retries', { failures: 2 }, tooLarge, large, 0, 'restart', { failures: 2 }],
    ['for the size, where nothing smaller can be tried', {}, tooLarge, small, 0, 'fail', error],
    [
      'for the size, by 416, where nothing smaller can be tried',
      {},
      { ...tooLarge, status: 416 },
      small,
      0,
      'again',
      counted,
    ],
    ['for the size, where chunks are not taken', { takesChunks: false }, tooLarge, large, 0, 'fail', error],

    ['that cut a large body: chunks are tried', {}, broken, large, 0, 'again', { ...counted, tried: 4 * mebibyte }],
    ['that cut a small body', {}, broken, small, 0, 'again', { ...counted, tried: undefined }],
    ['that cut a small chunk: its size stays', { tried: mebibyte }, broken, small, 10, 'resume', { tried: mebibyte }],
    ['that cut a large body where chunks are not taken', { takesChunks: false }, broken, large, 0, 'again', counted],

    ['to take chunks', {}, unsupported, small, 0, 'fail', error],
    ['to take chunks that a refusal asked for', { refused }, unsupported, small, 0, 'fail', refused],
    [
      'to take chunks that were only tried',
      { tried: mebibyte },
      unsupported,
      small,
      10,
      'again',
      { ...counted, takesChunks: false, tried: undefined },
    ],
    [
      'to take chunks that were only tried, after the retries',
      { tried: mebibyte, failures: 2 },
      unsupported,
      small,
      0,
      'fail',
      error,
    ],
  ])('%s', (_, met, failure, bytes, offset, next, expected = {}) => {
    const limit = new BodyLimit('registry.test');
    const attempt = { ...firstAttempt, ...met };
    const verdict = judge(attempt, { ...failure, error, bytes }, { offset, minChunk: 0 }, { limit, retries });
    expect(verdict.next).toBe(next);
    if (verdict.next === 'fail') expect(verdict.error).toBe(expected);
    else expect(verdict.attempt).toMatchObject(expected);
    // To judge changes nothing.
    expect(limit.size).toBe(Number.POSITIVE_INFINITY);
    expect(attempt).toEqual({ ...firstAttempt, ...met });
  });

  it('for the size restarts nothing where the registry asks for larger chunks', () => {
    const connection = { limit: new BodyLimit('registry.test'), retries };
    const session = { offset: 0, minChunk: 5 * mebibyte };
    expect(judge(firstAttempt, { ...tooLarge, error, bytes: large }, session, connection).next).toBe('fail');
  });
});

describe('the size of chunks', () => {
  it.each<[string, Partial<Attempt>, known: number | undefined, minChunk: number, size: number]>([
    ['is without an end where nothing is known', {}, undefined, 0, Number.POSITIVE_INFINITY],
    ['is what is known of the host', {}, mebibyte, 0, mebibyte],
    ['is what is tried, where that is less', { tried: small }, mebibyte, 0, small],
    ['is at least what the registry asks for', { tried: small }, mebibyte, 2 * mebibyte, 2 * mebibyte],
    ['is without an end where chunks are not taken', { takesChunks: false }, mebibyte, 0, Number.POSITIVE_INFINITY],
  ])('%s', (_, met, known, minChunk, size) => {
    const limit = new BodyLimit('registry.test', known);
    expect(chunkSizeOf({ ...firstAttempt, ...met }, { minChunk }, { limit })).toBe(size);
  });
});
