import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { openBytes } from '../../src/store/verified.ts';
import { startFakeRegistry } from '../support/fake-registry.ts';
import { registryOptions } from '../support/registry-options.ts';

const turn = () => new Promise<void>((later) => setImmediate(later));

describe('the chunks of a download', () => {
  const bytes = randomBytes(8 * 1024 * 1024);
  const blob = describeContent('application/octet-stream', bytes);

  it('stay as they are until the next but one is asked for, and are few', async () => {
    await using server = await startFakeRegistry();
    const store = openRegistry(server.host, registryOptions())('app', 'pull,push');
    await store.push(blob, openBytes(bytes));
    const hash = createHash('sha256');
    let previous: Uint8Array = new Uint8Array();
    let count = 0;
    for await (const chunk of await store.fetch(blob)) {
      // More comes in while the reader is slow.
      await turn();
      hash.update(previous);
      previous = chunk;
      count += 1;
    }
    hash.update(previous);
    expect(`sha256:${hash.digest('hex')}`).toBe(blob.digest);
    // A socket gives no more than 64 KiB at a time.
    expect(count).toBeLessThan(bytes.byteLength / 65_536 / 2);
  });
});
