import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { makeFolder } from '../../support/action/workspace.ts';
import { describeWithPeers } from '../action/describe-with-peers.ts';
import { startOcimem } from './ocimem.ts';
import type { PeerServer } from './peer-server.ts';
import { run } from './peers.ts';

let folder: string;

beforeAll(async () => {
  folder = makeFolder();
  await writeFile(join(folder, 'hello.txt'), 'hello\n');
  await writeFile(join(folder, 'sbom.json'), '{}\n');
});

async function oras(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('oras', args, { cwd: folder });
  if (code !== 0) throw new Error(`oras ${args[0]}: ${stderr}`);
  return stdout;
}

const reference = ({ host }: PeerServer) => `${host}/team/app:v1`;

/** The digest of the artifact that this pushes. */
async function push(server: PeerServer): Promise<string> {
  await oras('push', '--plain-http', reference(server), 'hello.txt:text/plain');
  return (await oras('resolve', '--plain-http', reference(server))).trim();
}

async function attach(server: PeerServer, type: string): Promise<void> {
  const options = ['--plain-http', '--artifact-type', type, '--annotation', `for=${type}`];
  await oras('attach', ...options, reference(server), 'sbom.json:application/json');
}

async function getJson<T>(url: string): Promise<{ status: number; headers: Headers; body: T }> {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}

interface Index {
  manifests: { artifactType: string; annotations: Record<string, string> }[];
}

describeWithPeers(['ocimem', 'oras'], 'ocimem', () => {
  it('lists what oras attached, by its referrers API', async () => {
    await using server = await startOcimem();
    const digest = await push(server);
    await attach(server, 'application/vnd.test.sbom');
    await attach(server, 'application/vnd.test.scan');
    const discovered = JSON.parse(
      await oras('discover', '--plain-http', '--format', 'json', reference(server)),
    ) as Index;
    expect(discovered.manifests.map(({ artifactType }) => artifactType).sort()).toEqual([
      'application/vnd.test.sbom',
      'application/vnd.test.scan',
    ]);
    const url = `${server.url}/v2/team/app/referrers/${digest}?artifactType=application/vnd.test.scan`;
    const { headers, body } = await getJson<Index>(url);
    expect(headers.get('OCI-Filters-Applied')).toBe('artifactType');
    expect(body.manifests).toMatchObject([
      { artifactType: 'application/vnd.test.scan', annotations: { for: 'application/vnd.test.scan' } },
    ]);
    const requests = await server.requests();
    expect(requests).toContain(`GET /v2/team/app/referrers/${digest} 200`);
    expect(await oras('repo', 'tags', '--plain-http', `${server.host}/team/app`)).toBe('v1\n'); // no fallback tag
  });

  it('can do without the referrers API', async () => {
    await using server = await startOcimem({ referrers: false });
    const digest = await push(server);
    expect((await fetch(`${server.url}/v2/team/app/referrers/${digest}`)).status).toBe(404);
  });

  it('can refuse uploads with a single POST', async () => {
    await using open = await startOcimem();
    await using strict = await startOcimem({ singlePost: false });
    const blob = 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const post = async ({ url }: PeerServer) => {
      const target = `${url}/v2/team/app/blobs/uploads/?digest=${blob}`;
      return (await fetch(target, { method: 'POST', body: 'hello' })).status;
    };
    expect([await post(open), await post(strict)]).toEqual([201, 202]);
  });

  it('gives lists of tags in pages', async () => {
    await using server = await startOcimem({ maxPage: 2 });
    await using strict = await startOcimem({ maxPage: 2, refusePage: true });
    for (const registry of [server, strict]) {
      await push(registry);
      await oras('tag', '--plain-http', reference(registry), 'v2', 'v3', 'v4', 'v5');
    }
    expect(await oras('repo', 'tags', '--plain-http', `${server.host}/team/app`)).toBe('v1\nv2\nv3\nv4\nv5\n');
    expect((await server.requests()).filter((line) => line.includes('/tags/list'))).toHaveLength(3);
    for (const query of ['', '?n=2', '?n=1000']) {
      const { headers, body } = await getJson<{ tags: string[] }>(`${server.url}/v2/team/app/tags/list${query}`);
      expect([body.tags, headers.get('Link')]).toEqual([
        ['v1', 'v2'],
        '</v2/team/app/tags/list?last=v2&n=2>;rel="next"',
      ]);
    }
    const statuses = ['', '?n=2', '?n=3'].map(async (query) => {
      const { status } = await fetch(`${strict.url}/v2/team/app/tags/list${query}`);
      return status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 200, 400]);
  });

  it('deletes a tag and leaves its manifest, and deletes a manifest', async () => {
    await using server = await startOcimem();
    const digest = await push(server);
    await oras('tag', '--plain-http', reference(server), 'v2');
    const at = (name: string) => `${server.url}/v2/team/app/manifests/${name}`;
    const status = async (name: string, method = 'HEAD') => (await fetch(at(name), { method })).status;
    expect(await status('v1', 'DELETE')).toBe(202);
    expect([await status('v1'), await status('v2'), await status(digest)]).toEqual([404, 200, 200]);
    expect(await status(digest, 'DELETE')).toBe(202);
    expect([await status('v2'), await status(digest)]).toEqual([404, 404]);
    expect(await status(digest, 'DELETE')).toBe(404);
  });
});

describeWithPeers(['cosign', 'ocimem', 'oras'], 'cosign', () => {
  it('signs an artifact with a key of its own, and verifies it with that key alone', async () => {
    await using server = await startOcimem();
    const digest = await push(server);
    const artifact = `${server.host}/team/app@${digest}`;
    const cosign = (...args: string[]) => run('cosign', args, { cwd: folder, env: { COSIGN_PASSWORD: 'test' } });
    for (const name of ['own', 'other'])
      expect(await cosign('generate-key-pair', '--output-key-prefix', name)).toMatchObject({ code: 0 });
    const verify = (key: string) => cosign('verify', '--key', key, '--insecure-ignore-tlog', artifact);
    expect(await verify('own.pub')).toMatchObject({ code: 10, stderr: expect.stringContaining('no signatures found') });
    expect(await cosign('sign', '--key', 'own.key', '--tlog-upload=false', artifact)).toMatchObject({ code: 0 });
    expect(await verify('own.pub')).toMatchObject({ code: 0, stdout: expect.stringContaining(digest) });
    expect((await verify('other.pub')).code).not.toBe(0);
  });
});
