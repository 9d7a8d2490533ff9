import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeWithPeers } from './describe-with-peers.ts';
import { startNginx } from './nginx.ts';
import { startOcimem } from './ocimem.ts';
import { run } from './peers.ts';

describeWithPeers(['nginx', 'ocimem', 'oras'], 'nginx', () => {
  it('passes a push below its limit on to the registry, and refuses one above it', async () => {
    await using registry = await startOcimem();
    await using proxy = await startNginx({ upstream: registry.url, bodyLimit: 100_000 });
    await using unlimited = await startNginx({ upstream: registry.url });
    const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-test-'));
    try {
      await writeFile(join(folder, 'small.bin'), Buffer.alloc(100_000));
      await writeFile(join(folder, 'large.bin'), Buffer.alloc(2_000_000));
      const push = (host: string, file: string) =>
        run('oras', ['push', '--plain-http', `${host}/team/app:v1`, file], { cwd: folder });
      expect(await push(proxy.host, 'small.bin')).toMatchObject({ code: 0 });
      expect(await push(proxy.host, 'large.bin')).toMatchObject({ code: 1, stderr: expect.stringContaining('413') });
      expect(await push(unlimited.host, 'large.bin')).toMatchObject({ code: 0 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const refused = (await proxy.requests()).filter((line) => line.endsWith(' 413'));
    expect(refused).toEqual([expect.stringContaining('PUT /v2/team/app/blobs/uploads/<uuid>?digest=')]);
    expect((await registry.requests()).filter((line) => line.endsWith(' 413'))).toEqual([]);
  });
});
