import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { openBytes } from '../../src/store/verified.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { putImage, stateOf, storeAt } from '../support/servers/mirror.ts';
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

  it('copies what stands in two repositories to both targets', async () => {
    await using target = await startDockerRegistry();
    await putImage(workspace, source, 'd/twin', ['1.0'], 'one');
    const done = await sync(imagesOf('{a/app: ["1.0"], d/twin: ["1.0"]}'), { to: `${target.host}/m` });
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    const { digest } = images.one.index;
    expect(await stateOf(target)).toEqual({ 'm/app:1.0': digest, 'm/twin:1.0': digest });
  });

  it('refuses two sources for one tag before anything is moved', async () => {
    await using empty = await startDockerRegistry();
    await putImage(workspace, source, 'c/app', ['edge'], 'one');
    const refused = await sync(imagesOf('{c/app: , b/app: }'), { to: `${empty.host}/m`, 'keep-going': 'true' });
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain(
      `${empty.host}/m/app:edge would be written from ${source.host}/c/app:edge and from ${source.host}/b/app:edge`,
    );
    expect(await stateOf(empty)).toEqual({});
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

  it.each([
    ['tag-regex: ^1\\.', ['1.10']],
    ['tag-regex: "^(?:2|latest)"', ['2.0-rc.1']],
    ['semver: ">=1.0 <1.10"', ['1.9']],
    ['semver: ~1.0', ['1.0']],
  ])('takes the newest of those that %s takes', async (way, tags) => {
    const yaml = `${source.host}:\n  repositories:\n    a/app:\n      ${way}\n      newest: 1\n`;
    const done = await sync(yaml, { to: `oci-layout:newest-${number}` });
    expect(done).toMatchObject({ code: 0 });
    expect(done.rows.map(({ source: from }) => from)).toEqual(tags.map((tag) => `${source.host}/a/app:${tag}`));
  });

  it.each([
    ['overwrite', 0, 'moved', 'two'],
    ['skip', 0, 'kept', 'one'],
    ['error', 1, 'failed', 'one'],
  ] as const)('does with a tag that moved what if-exists says: %s', async (ifExists, code, status, left) => {
    await using target = await startDockerRegistry();
    await putImage(workspace, target, 'm/app', ['2.0'], 'one');
    const done = await sync(imagesOf('{b/app: ["2.0"]}'), { to: `${target.host}/m`, 'if-exists': ifExists });
    expect(done.code).toBe(code);
    expect(done.statuses).toEqual({ [`${target.host}/m/app:2.0`]: status });
    expect(await stateOf(target)).toEqual({ 'm/app:2.0': images[left].index.digest });
  });

  it('goes on after failures where it may, and tells of all at the end', async () => {
    await using target = await startDockerRegistry();
    const yaml = imagesOf('{nothing: , a/app: ["1.0", missing], b/app: [edge]}');
    const done = await sync(yaml, { to: `${target.host}/m`, 'keep-going': 'true' });
    expect(done.code).toBe(1);
    expect(done.statuses).toEqual({
      [`${target.host}/m/nothing`]: 'failed',
      [`${target.host}/m/app:1.0`]: 'new',
      [`${target.host}/m/app:missing`]: 'failed',
      [`${target.host}/m/app:edge`]: 'new',
    });
    expect(done.rows.find(({ name }) => name.endsWith('missing'))?.reason).toContain('app:missing');
    expect(done.stdout).toContain('2 of 4 failed; the first: ');
    expect(done.summary).toContain('| ❌\u00a0failed | `app:missing` |');
    expect(Object.keys(await stateOf(target))).toEqual(['m/app:1.0', 'm/app:edge']);

    await using empty = await startDockerRegistry();
    const stopped = await sync(yaml, { to: `${empty.host}/m` });
    expect(stopped).toMatchObject({ code: 1, rows: [{ status: 'failed' }] });
    expect(await stateOf(empty)).toEqual({});
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
    expect(done).toMatchObject({ code: 0, outputs: { changed: 'true', transferred: '0' } });
    expect(done.statuses).toEqual({ [`${source.host}/inside/app:2.0`]: 'new' });
    expect(done.stdout).toContain(`::notice::Repository names are in lower case: using ${source.host}/inside`);
    const itself = await sync(imagesOf('{b/app: ["2.0"]}'), { to: `${source.host}/b` });
    expect(itself.stdout).toContain(`${source.host}/b/app would be copied onto itself`);
  });

  it('takes along what is attached, or takes its tags as tags', async () => {
    const image = await putImage(workspace, source, 'signed', ['1'], 'signed');
    const config = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
    const body = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.example.sbom',
      config,
      layers: [config],
    };
    const repository = storeAt(source, 'signed');
    await repository.push(config, openBytes(Buffer.from('{}')));
    const attach = async (more: object, tag?: string) => {
      const bytes = Buffer.from(JSON.stringify({ ...body, ...more }));
      await repository.push(describeContent(body.mediaType, bytes), openBytes(bytes), { tags: tag ? [tag] : [] });
      return describeContent(body.mediaType, bytes).digest;
    };
    const stem = image.index.digest.replace(':', '-');
    await attach({ subject: image.index });
    const signature = await attach({ annotations: { cosign: 'yes' } }, `${stem}.sig`);
    const of = { subject: image.index.digest, list: (await stateOf(source))[`signed:${stem}`] };

    await using target = await startDockerRegistry();
    const along = await sync(imagesOf('{signed: }'), { to: `${target.host}/m` });
    expect(along.statuses).toEqual({ [`${target.host}/m/signed:1`]: 'new' });
    expect(await stateOf(target)).toEqual({
      'm/signed:1': of.subject,
      [`m/signed:${stem}`]: of.list,
      [`m/signed:${stem}.sig`]: signature,
    });
    await using bare = await startDockerRegistry();
    const asTags = await sync(imagesOf('{signed: }'), { to: `${bare.host}/m`, referrers: 'false' });
    expect(asTags.rows).toHaveLength(3);
    expect(Object.keys(await stateOf(bare))).toHaveLength(3);
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
    expect((await sync(image(source.host, 'cert-dir: nowhere'), to)).stdout).toContain('cannot be read: ENOENT');
  });

  it.each([
    ['no place', {}, 'has nowhere to go: set the input to, or a destination with its host'],
    [
      'a place without a registry',
      { to: 'team/mirror' },
      'The input to "team/mirror" is not host/prefix or oci-layout:DIR',
    ],
    [
      'a place with a tag',
      { to: 'a.io/mirror:v1' },
      'The input to "a.io/mirror:v1" is not host/prefix or oci-layout:DIR',
    ],
    ['no file', { to: 'a.io/m', 'sync-file': 'none.yml' }, 'The sync-file "none.yml" cannot be read: ENOENT'],
    ['a directory', { to: 'a.io/m', 'sync-file': '.' }, 'The sync-file "." cannot be read: EISDIR'],
  ])('refuses %s', async (_, inputs, says) => {
    const { code, stdout } = await sync(imagesOf('{a/app: }'), inputs);
    expect(code).toBe(1);
    expect(stdout).toContain(says);
  });
});
