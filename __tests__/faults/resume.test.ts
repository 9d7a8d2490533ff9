import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { openBytes } from '../../src/store/verified.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { buffer } from '../support/content/buffer.ts';
import { cutHalfway, loseAnswer, places, refuse } from '../support/faults/faults.ts';
import { type Rule, startFaultProxy } from '../support/servers/fault-proxy.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const mebibyte = 1024 * 1024;
const bytes = randomBytes(3 * mebibyte);
const blob = describeContent('application/octet-stream', bytes);

/** docker-registry 2.8 forgets a session that broke; ocimem can tell how much of it there is. */
describeWithPeers(['ocimem'], 'an upload in chunks to a registry that can go on', () => {
  it.each<[string, Rule, number]>([
    ['a chunk that breaks halfway', { on: places.chunk, nth: 2, fault: cutHalfway(300_000) }, 4],
    ['a chunk whose answer is lost', { on: places.chunk, nth: 2, fault: loseAnswer }, 3],
    ['a chunk that meets 503', { on: places.chunk, nth: 3, fault: refuse(503) }, 4],
    ['an end that meets 503', { on: places.putLast, fault: refuse(503) }, 3],
  ])('goes on after %s', async (_, rule, chunks) => {
    await using server = await startOcimem();
    await using proxy = await startFaultProxy({ target: server.url, rules: [rule] });
    const options = registryOptions({ plainHttp: true, retries: 1, chunkSize: mebibyte });
    const store = openRegistry(proxy.host, options)('app', 'pull,push');
    await store.push(blob, openBytes(bytes));
    expect(bytes.equals(await buffer(await store.fetch(blob)))).toBe(true);
    expect(proxy.fired).toEqual([1]);
    const count = (method: string) => proxy.requests.filter((line) => line.startsWith(`${method} `)).length;
    expect({ POST: count('POST'), PATCH: count('PATCH'), DELETE: count('DELETE') }).toEqual({
      POST: 1,
      PATCH: chunks,
      DELETE: 0,
    });
  });
});
