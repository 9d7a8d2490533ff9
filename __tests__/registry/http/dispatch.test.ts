import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

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

describe('the connections of a registry', () => {
  it('are kept after HEAD, which undici closes unless told otherwise', async () => {
    let connections = 0;
    const server = createServer((_, answer) => answer.writeHead(404, { 'content-length': 0 }).end());
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const store = openRegistry(host, registryOptions({ plainHttp: true }))('app', 'pull');
    for (let count = 0; count < 5; count += 1) await store.has(describeContent('text/plain', Buffer.from(`${count}`)));
    server.close().closeAllConnections();
    expect(connections).toBe(1);
  });
});
