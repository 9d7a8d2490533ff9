import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, it } from '@jest/globals';
import { digestOf } from '../../../src/oci/digest.ts';
import { describeWithPeers } from '../action/describe-with-peers.ts';
import { startNginx } from './nginx.ts';
import { startOcimem } from './ocimem.ts';

/**
 * Uploads a blob, and gives the status. It asks before it sends: a refusal cannot be lost while the body is on its way.
 */
async function upload(host: string, blob: Buffer): Promise<number | undefined> {
  const opened = await fetch(`http://${host}/v2/team/app/blobs/uploads/`, { method: 'POST' });
  const address = new URL(opened.headers.get('location') ?? '', opened.url);
  address.searchParams.set('digest', digestOf(blob));
  const sent = request(address, {
    method: 'PUT',
    headers: { 'content-length': blob.byteLength, expect: '100-continue' },
  });
  sent.once('continue', () => sent.end(blob));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  sent.destroy();
  return answer.statusCode;
}

describeWithPeers(['nginx', 'ocimem'], 'nginx', () => {
  it('passes an upload below its limit on to the registry, and refuses one above it', async () => {
    await using registry = await startOcimem();
    await using proxy = await startNginx({ upstream: registry.url, bodyLimit: 100_000 });
    await using unlimited = await startNginx({ upstream: registry.url });
    const [small, large] = [Buffer.alloc(100_000), Buffer.alloc(2_000_000)];
    expect(await upload(proxy.host, small)).toBe(201);
    expect(await upload(proxy.host, large)).toBe(413);
    expect(await upload(unlimited.host, large)).toBe(201);
    const refused = (await proxy.requests()).filter((line) => line.endsWith(' 413'));
    expect(refused).toEqual([expect.stringContaining('PUT /v2/team/app/blobs/uploads/<uuid>?digest=')]);
    expect((await registry.requests()).filter((line) => line.endsWith(' 413'))).toEqual([]);
  });
});
