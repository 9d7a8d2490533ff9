import { describe, expect, it } from '@jest/globals';
import type { HttpRequest, Send } from '../../../src/registry/http/http.ts';
import { buffered } from '../../../src/registry/wrapped/buffered.ts';
import { buffer } from '../../support/content/buffer.ts';

const url = 'https://r.test/a';
const get: HttpRequest = { method: 'GET', url, isBuffered: true };
const mebibyte = 1024 * 1024;

/** Answers with these chunks, each of them a turn of the event loop later; an error breaks the body off. */
const answering =
  (...pieces: (number | Error)[]): Send =>
  async () => ({
    ...{ status: 200, headers: { x: 'y' }, url },
    body: (async function* () {
      for (const piece of pieces) {
        await new Promise((later) => setTimeout(later, 2));
        if (typeof piece !== 'number') throw piece;
        yield Buffer.alloc(piece, 'x');
      }
    })(),
  });

describe('an answer that is wanted as a whole', () => {
  it.each<[string, number[], number | undefined, number]>([
    ['is all that came', [3, 4], undefined, 7],
    ['of nothing is empty', [], undefined, 0],
    ['has as many bytes as a manifest may have', [4 * mebibyte, 1], undefined, 4 * mebibyte + 1],
    ['is cut behind the chunk that is too much', [4 * mebibyte, 1, 1], undefined, 4 * mebibyte + 1],
    ['may be longer where that is said', [5 * mebibyte, 1], 6 * mebibyte, 5 * mebibyte + 1],
    // The time for a short one is not shorter.
    ['is cut where less is wanted', [1, 1, 1], 1, 2],
  ])('%s', async (_, sizes, limit, expected) => {
    const response = await buffered(answering(...sizes), 10_000, limit)(get);
    expect(response).toMatchObject({ status: 200, headers: { x: 'y' }, url });
    expect((await buffer(response.body)).byteLength).toBe(expected);
  });

  it('that breaks off is one that never came', async () => {
    await expect(buffered(answering(3, new Error('cut')), 10_000)(get)).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('that breaks off because the step has ended fails with the reason of that', async () => {
    const reason = new Error('the step has ended');
    const request = { ...get, signal: AbortSignal.abort(reason) };
    await expect(buffered(answering(3, new Error('cut')), 10_000)(request)).rejects.toBe(reason);
  });
});

it('Another answer is left to its reader', async () => {
  const response = await buffered(answering(3, new Error('cut')), 10_000)({ method: 'GET', url });
  await expect(buffer(response.body)).rejects.toThrow('cut');
});
