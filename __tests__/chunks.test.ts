import { describe, expect, it } from '@jest/globals';
import { type Chunks, chunksOf, giveUp, tapped, untilAborted } from '../src/chunks.ts';

/** Chunks of these texts, which note when they are given up; that takes until the test lets it end. */
function makeChunks(texts: string[], until: Promise<unknown> = Promise.resolve()) {
  const events: string[] = [];
  const left = [...texts];
  const chunks = chunksOf(
    async () => {
      const text = left.shift();
      return text === undefined ? { done: true, value: undefined } : { done: false, value: Buffer.from(text) };
    },
    async () => {
      events.push('given up');
      await until;
      events.push('closed');
    },
  );
  return { chunks, events };
}

async function collect(chunks: Chunks): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return text;
}

describe('chunks', () => {
  it('are closed when they are given up, even before the first one was asked for', async () => {
    const { chunks, events } = makeChunks(['a']);
    await giveUp(chunks);
    expect(events).toEqual(['given up', 'closed']);
  });

  it('are given up for good before who gave them up goes on', async () => {
    const closing = Promise.withResolvers<void>();
    const { chunks, events } = makeChunks(['a'], closing.promise);
    const given = giveUp(chunks).then(() => void events.push('goes on'));
    await new Promise((resolve) => setImmediate(resolve));
    closing.resolve();
    await given;
    expect(events).toEqual(['given up', 'closed', 'goes on']);
  });

  it('are closed before those who gave them up go on', async () => {
    const closing = Promise.withResolvers<void>();
    const { chunks, events } = makeChunks(['a', 'b'], closing.promise);
    const read = (async () => {
      for await (const _ of chunks) break;
      events.push('goes on');
    })();
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(['given up']);
    closing.resolve();
    await read;
    expect(events).toEqual(['given up', 'closed', 'goes on']);
  });
});

describe('chunks that are looked at', () => {
  it('come as they are, each is seen, and so is the end', async () => {
    const seen: string[] = [];
    const { chunks, events } = makeChunks(['a', 'b']);
    const look = tapped(
      chunks,
      (chunk) => seen.push(Buffer.from(chunk).toString()),
      () => seen.push('end'),
    );
    expect(await collect(look)).toBe('ab');
    expect([seen, events]).toEqual([['a', 'b', 'end'], []]);
  });

  it.each<[string, (error: Error) => Parameters<typeof tapped>]>([
    [
      'a chunk',
      (error) => [
        makeChunks(['a', 'b']).chunks,
        () => {
          throw error;
        },
      ],
    ],
    [
      'the end',
      (error) => [
        makeChunks(['a']).chunks,
        () => {},
        () => {
          throw error;
        },
      ],
    ],
  ])('are closed where %s is not what it should be', async (_, make) => {
    const error = new Error('wrong');
    const { chunks, events } = makeChunks(['a']);
    const [, onChunk, onEnd] = make(error);
    await expect(collect(tapped(chunks, onChunk, onEnd))).rejects.toBe(error);
    expect(events).toEqual(['given up', 'closed']);
  });

  it('are given up together with what they come from', async () => {
    const { chunks, events } = makeChunks(['a']);
    await giveUp(tapped(chunks, () => {}));
    expect(events).toEqual(['given up', 'closed']);
  });
});

describe('chunks until an abort', () => {
  const reason = new Error('stopped');

  it('are all there without one', async () => {
    expect(await collect(untilAborted(makeChunks(['a', 'b']).chunks, new AbortController().signal))).toBe('ab');
  });

  it('are not asked for any more after one', async () => {
    let asked = 0;
    const source = chunksOf(
      async () => {
        asked += 1;
        return { done: false, value: Buffer.from('a') };
      },
      () => {},
    );
    const stopped = new AbortController();
    const iterator = untilAborted(source, stopped.signal)[Symbol.asyncIterator]();
    await iterator.next();
    stopped.abort(reason);
    await expect(iterator.next()).rejects.toBe(reason);
    expect(asked).toBe(1);
  });

  it('fail at once, also where the source says nothing any more, and give it up without waiting', async () => {
    let isGivenUp = false;
    const silent = chunksOf(
      () => new Promise(() => {}),
      () => {
        isGivenUp = true;
        return new Promise(() => {});
      },
    );
    const stopped = new AbortController();
    const chunks = untilAborted(silent, stopped.signal);
    const next = chunks[Symbol.asyncIterator]().next();
    stopped.abort(reason);
    await expect(next).rejects.toBe(reason);
    await giveUp(chunks);
    expect(isGivenUp).toBe(true);
  });
});
