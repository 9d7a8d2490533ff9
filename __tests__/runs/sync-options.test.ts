import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { putImage, stateOf } from '../support/servers/mirror.ts';
import { run } from '../support/servers/peers.ts';

interface Item {
  name: string;
  source: string;
  status: string;
  digest?: string;
  reason?: string;
}

describeWithPeers(['docker-registry', 'skopeo'], 'the mode sync', () => {
  let workspace: string;
  let source: DockerRegistry;
  let locked: DockerRegistry;
  let other: DockerRegistry;
  let images: Record<'one' | 'two', Awaited<ReturnType<typeof putImage>>>;
  beforeAll(async () => {
    workspace = await makeWorkspace();
    [source, locked, other] = await Promise.all([
      startDockerRegistry(),
      startDockerRegistry({ htpasswd: true }),
      startDockerRegistry({ htpasswd: true }),
    ]);
    const one = await putImage(workspace, source, 'a/app', ['1.0', '1.9', '1.10', '2.0-rc.1', 'latest'], 'one');
    const two = await putImage(workspace, source, 'b/app', ['2.0', 'edge'], 'two');
    images = { one, two };
    await putImage(workspace, locked, 'x', ['1'], 'x');
    await putImage(workspace, other, 'y', ['1'], 'y');
  });
  afterAll(async () => {
    await Promise.all([source, locked, other].map((server) => server?.stop()));
  });

  let number = 0;
  const sync = async (yaml: string, inputs: Record<string, string>, env: Record<string, string> = {}) => {
    number += 1;
    const name = `sync-${number}.yml`;
    await writeFile(`${workspace}/${name}`, yaml);
    const { outputs, ...rest } = await runStep({ mode: 'sync', 'sync-file': name, ...inputs }, { workspace, env });
    const items = JSON.parse(outputs['json'] ?? '[]') as Item[] | object;
    const rows = Array.isArray(items) ? (items as Item[]) : [];
    const statuses = Object.fromEntries(rows.map((row) => [row.name, row.status]));
    return { ...rest, outputs, rows, statuses };
  };
  const imagesOf = (text: string) => `${source.host}:\n  images: ${text}\n`;

  it('keeps the whole path of the source where it is wanted', async () => {
    await using target = await startDockerRegistry();
    const { code } = await sync(imagesOf('{a/app: ["1.0"], b/app: [edge]}'), {
      to: `${target.host}/m`,
      scoped: 'true',
    });
    const root = `m/${source.host.replace(':', '_')}`;
    expect(code).toBe(0);
    expect(await stateOf(target)).toEqual({
      [`${root}/a/app:1.0`]: images.one.index.digest,
      [`${root}/b/app:edge`]: images.two.index.digest,
    });
  });

  it('takes newest, exclude, platforms and destination', async () => {
    await using target = await startDockerRegistry();
    const yaml = `${source.host}:
  repositories:
    a/app:
      exclude: -rc
      newest: 2
      destination: chosen/apps
    b/app:
      tags: ["2.0"]
      platforms: [linux/arm64]
      destination: ${target.host}/elsewhere/app
`;
    const arm = images.two.images[1]?.digest;
    const first = await sync(yaml, { to: `${target.host}/m` });
    expect(first).toMatchObject({ code: 0 });
    expect(await stateOf(target)).toEqual({
      'm/chosen/apps:1.10': images.one.index.digest,
      'm/chosen/apps:1.9': images.one.index.digest,
      'elsewhere/app:2.0': arm,
    });
    const again = await sync(yaml, { to: `${target.host}/m` });
    expect(Object.values(again.statuses)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    const reduced = await sync(imagesOf('{b/app: ["2.0"]}'), { to: `${target.host}/r`, platforms: 'linux/amd64' });
    expect(reduced.rows).toMatchObject([{ status: 'new', digest: images.two.images[0]?.digest }]);
  });

  it('makes a layout for each repository below a directory', async () => {
    const done = await sync(imagesOf('{a/app: ["1.0", latest], b/app: [edge]}'), {
      to: 'oci-layout:usb',
      scoped: 'true',
    });
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    const folder = `${workspace}/usb/${source.host.replace(':', '_')}`;
    expect((await readdir(`${folder}/a/app`)).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
    const seen = await run('skopeo', ['inspect', '--raw', `oci:${folder}/b/app:edge`]);
    expect(describeContent('', Buffer.from(seen.stdout)).digest).toBe(images.two.index.digest);
    const again = await sync(imagesOf('{a/app: ["1.0", latest], b/app: [edge]}'), {
      to: 'oci-layout:usb',
      scoped: 'true',
    });
    expect(again.outputs['changed']).toBe('false');
  });

  it('moves no byte inside one registry', async () => {
    const done = await sync(imagesOf('{b/app: ["2.0"]}'), { to: `${source.host}/Inside` });
    expect(done).toMatchObject({ code: 0, outputs: told({ changed: true, sent: 0 }) });
    expect(done.statuses).toEqual({ [`${source.host}/inside/app:2.0`]: 'new' });
    expect(done.stdout).toContain(`::notice::Repository names are in lower case: using ${source.host}/inside`);
    const itself = await sync(imagesOf('{b/app: ["2.0"]}'), { to: `${source.host}/b` });
    expect(itself.stdout).toContain(`${source.host}/b/app would be copied onto itself`);
  });

  it('shows credentials to the registry they are for, and to no other', async () => {
    await using target = await startDockerRegistry();
    const { username, password } = htpasswdUser;
    const credentials = `  credentials:\n    username: ${JSON.stringify(username)}\n    password: \${SOURCE_PASSWORD}\n`;
    const yaml = `${locked.host}:\n  images: {x: }\n${credentials}`;
    const env = { SOURCE_PASSWORD: password };
    const good = await sync(yaml, { to: `${target.host}/m` }, env);
    expect(good).toMatchObject({ code: 0 });
    const said = good.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(said.join('\n')).not.toContain(password);
    expect(good.stdout).toContain('::add-mask::');
    // The other registry would take the same credentials.
    const leak = await sync(`${yaml}${other.host}:\n  images: {y: }\n`, { to: `${target.host}/n` }, env);
    expect(leak.code).toBe(1);
    expect(leak.stdout).toContain('Give the source its `credentials` in the sync file');
    const toOther = await sync(yaml, { to: `${other.host}/n` }, env);
    expect(toOther.code).toBe(1);
    const login = { username, password };
    expect(await sync(yaml, { to: `${other.host}/n`, ...login }, env)).toMatchObject({ code: 0 });
    const unset = await sync(yaml, { to: `${target.host}/m` });
    expect(unset.stdout).toContain('password needs the environment variable SOURCE_PASSWORD, which is not set');
    // Whoever edits the file could have the token of the job sent to a registry of their own.
    const before = (await locked.requests()).length;
    for (const name of ['INPUT_PASSWORD', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
      const asking = await sync(
        yaml.replace('SOURCE_PASSWORD', name),
        { to: `${target.host}/m` },
        { [name]: password },
      );
      expect(asking.stdout).toContain(`password asks for ${name}: a sync file cannot read variables that start with`);
    }
    expect((await locked.requests()).length).toBe(before);
  });

  it('reaches each registry as the file says', async () => {
    await using secure = await startDockerRegistry({ tls: true });
    await using strict = await startDockerRegistry({ clientCa: true });
    await using target = await startDockerRegistry();
    await putImage(workspace, secure, 'z', ['1'], 'z');
    const to = { to: `${target.host}/m`, 'dry-run': 'true' };
    const image = (host: string, rest: string) => `${host}:\n  images: {z: ["1"]}\n  ${rest}\n`;
    expect((await sync(image(secure.host, 'tls-verify: true'), to)).stdout).toContain('Registry not reached');
    expect(await sync(image(secure.host, 'tls-verify: false'), to)).toMatchObject({ code: 0 });
    expect(await sync(image(secure.host, `cert-dir: ${certificates.folder}`), to)).toMatchObject({ code: 0 });
    expect((await sync(image(strict.host, 'tls-verify: false'), to)).stdout).toContain('Registry not reached');
    // The registry is empty: it lets us in and has no such image.
    const shown = await sync(image(strict.host, `cert-dir: ${certificates.folder}`), to);
    expect(shown.stdout).toContain('oci-artifact%3A Not found');
    expect((await sync(image(source.host, 'tls-verify: true'), to)).stdout).toContain('Registry not reached');
    expect((await sync(image(source.host, 'cert-dir: nowhere'), to)).stdout).toContain(
      'The cert-dir "nowhere" does not exist',
    );
  });
});
