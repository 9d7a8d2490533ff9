import { readAll } from '../../../src/store/verified.ts';

/**
 * Reads content of any size into memory; the chunks of a store are good only until the next one, so they are copied.
 */
export function buffer(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return readAll(content, 'the content', Number.POSITIVE_INFINITY);
}
