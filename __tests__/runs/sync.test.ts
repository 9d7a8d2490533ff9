import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { putImage, stateOf } from '../support/servers/mirror.ts';
import { run } from '../support/servers/peers.ts';

/** What a sync says of its items, counted. */
const countsOf = ({ outputs }: { outputs: Record<string, string> }) => {
  const items = JSON.parse(outputs['json'] ?? '[]') as { status: string }[];
  return Object.fromEntries(
    [...Map.groupBy(items, ({ status }) => status)].map(([status, own]) => [status, own.length]),
  );
};

describeWithPeers(['docker-registry', 'skopeo'], 'a sync of three registries', () => {
  let workspace: string;
  let plain: DockerRegistry;
  let locked: DockerRegistry;
  let deep: DockerRegistry;
  let target: DockerRegistry;
  let pinned: string;
  /** The file that skopeo and we read. */
  let file: string;

  beforeAll(async () => {
    workspace = await makeWorkspace();
    [plain, locked, deep, target] = await Promise.all([
      startDockerRegistry(),
      startDockerRegistry({ tls: true, htpasswd: true }),
      startDockerRegistry(),
      startDockerRegistry(),
    ]);
    const put = (registry: DockerRegistry, repository: string, tags: string, name?: string) =>
      putImage(workspace, registry, repository, tags.split(' '), name);
    pinned = (await put(plain, 'base/redis', '3.0', 'redis-3')).index.digest;
    await Promise.all([
      put(plain, 'base/busybox', '1 1.36 latest'),
      put(plain, 'base/busybox', 'musl', 'busybox-musl'),
      put(plain, 'base/redis', '1.0 2.0 4.0'),
      put(plain, 'base/nginx', '1.13.1-alpine-perl 1.13.2-alpine-perl 1.13.3-alpine-perl 1.13'),
      put(plain, 'base/alpine', '3.11 3.12 v3.13.1 3.12-alpine edge 4'),
      put(plain, 'two', '1 2 10'),
      put(locked, 'team/app', 'v1 v2'),
      put(locked, 'team/tool', 'RC1 rc2 final'),
      put(locked, 'team/service', '1.2.3 1.2.4 1.3.0 1.2.5-rc.1'),
      put(locked, 'team/whole', 'a b'),
      put(deep, 'a/b/etcd', 'latest'),
      put(deep, 'a/b/operator', 'x'),
      put(deep, 'a/kept', 'y'),
    ]);
    file = `
${plain.host}:
  tls-verify: false
  images:
    base/busybox: []
    base/redis: [1.0, "2.0", "${pinned}"]
    two: ["10"]
  images-by-tag-regex:
    base/nginx: ^1\\.13\\.[12]-alpine-perl$
    two: ^1
  images-by-semver:
    base/alpine: ">= 3.12.0"
${locked.host}:
  credentials:
    username: ${JSON.stringify(htpasswdUser.username)}
    password: ${JSON.stringify(htpasswdUser.password)}
  cert-dir: ${certificates.folder}
  images:
    team/app: [v2]
    team/whole:
  images-by-tag-regex:
    team/tool: (?i)^RC\\d
  images-by-semver:
    team/service: ~1.2
${deep.host}:
  tls-verify: false
  images:
    a/b/etcd: [latest]
    a/b/operator: []
    a/kept: []
`;
    await writeFile(`${workspace}/sync.yml`, file);
  });
  afterAll(async () => {
    await Promise.all([plain, locked, deep, target].map((server) => server?.stop()));
  });

  const sync = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
    runStep({ mode: 'sync', 'sync-file': 'sync.yml', to: `${target.host}/mirror`, ...inputs }, { workspace, env });
  const syncYaml = async (name: string, yaml: string, inputs: Record<string, string> = {}, env = {}) => {
    await writeFile(`${workspace}/${name}.yml`, yaml);
    return sync({ 'sync-file': `${name}.yml`, ...inputs }, env);
  };
  const skopeo = (name: string, host: string) =>
    run('skopeo', [
      // It would compress the layers.
      ...['--insecure-policy', 'sync', '--all', '--preserve-digests'],
      ...['--dest-tls-verify=false', '--src', 'yaml', '--dest', 'docker'],
      ...[`${workspace}/${name}.yml`, host],
    ]);

  it('gives what skopeo gives, plans it in a dry run, and finds nothing to do the second time', async () => {
    await using theirs = await startDockerRegistry();
    const dry = await sync({ 'dry-run': 'true' });
    expect(dry).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    expect(dry.stdout).toMatch(/\nWould sync: 24 would be added, checked in 0\.1 s\n$/);
    expect(await stateOf(target)).toEqual({});

    const [ours, done] = await Promise.all([sync({}), skopeo('sync', `${theirs.host}/mirror`)]);
    expect(done).toMatchObject({ code: 0 });
    expect(ours).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    expect(countsOf(ours)).toEqual({ new: 24 });
    expect(ours.stdout).toMatch(/\nSynced: 24 new, \S+ KiB sent in 0\.1 s\n$/);
    expect(JSON.parse(ours.outputs['json'] ?? '')).toContainEqual({
      name: `${target.host}/mirror/redis@${pinned}`,
      source: `${plain.host}/base/redis@${pinned}`,
      status: 'new',
      changed: true,
      wrote: true,
      digest: pinned,
    });
    expect(ours.summary).toContain(`| \`busybox:musl\` | \`${plain.host}/base/busybox:musl\` |`);
    const state = await stateOf(theirs);
    expect(Object.keys(state)).toHaveLength(23);
    expect(await stateOf(target)).toEqual(state);

    const before = await Promise.all([plain, target].map((server) => server.requests()));
    const again = await sync({});
    const after = await Promise.all([plain, target].map((server) => server.requests()));
    expect(countsOf(again)).toEqual({ unchanged: 24 });
    expect(again).toMatchObject({ code: 0, outputs: told({ changed: false, sent: 0 }) });
    const [asked, looked] = after.map((log, index) => log.slice(before[index]?.length));
    const lists = ['base/alpine', 'base/busybox', 'base/nginx', 'two'].map(
      (name) => `GET /v2/${name}/tags/list?n=1000 200`,
    );
    // Of the digest, the target alone is asked.
    expect(asked?.filter((line) => line.startsWith('GET')).sort()).toEqual(lists);
    expect(asked?.filter((line) => line.startsWith('HEAD'))).toHaveLength(13);
    expect(looked?.map((line) => line.replace(/ .* /, ' '))).toEqual(Array.from({ length: 24 }, () => 'HEAD 200'));
  });

  it.each<[string, (hosts: { plain: string }) => string, string]>([
    [
      'a repository that cannot be read',
      (at) => `${at.plain}:\n  tls-verify: false\n  images: {base/nothing: }`,
      'NAME_UNKNOWN',
    ],
    [
      'a pattern that fits no tag',
      (at) => `${at.plain}:\n  tls-verify: false\n  images-by-tag-regex: {two: ^9}`,
      'two has no tag for images-by-tag-regex ^9',
    ],
    [
      'a range without versions',
      (at) => `${at.plain}:\n  tls-verify: false\n  images-by-semver: {two: ">90"}`,
      'two has no tag for images-by-semver >90',
    ],
    [
      'a pattern that is none',
      (at) => `${at.plain}:\n  images-by-tag-regex: {two: "("}`,
      'images-by-tag-regex "(" cannot be used',
    ],
    [
      'an unknown key',
      (at) => `${at.plain}:\n  tls-verify: false\n  images: {two: ["1"]}\n  image: {two: }`,
      'unknown key "image": did you mean images?',
    ],
    ['a registry without images', (at) => `${at.plain}:\n  tls-verify: false`, 'lists no images'],
    [
      'a wrong name',
      (at) => `${at.plain}:\n  tls-verify: false\n  images: {Two: }`,
      '"Two" is not the name of a repository',
    ],
  ])('fails where skopeo passes over %s', async (_, yamlOf, says) => {
    await using theirs = await startDockerRegistry();
    const ours = await syncYaml('wrong', yamlOf({ plain: plain.host }));
    expect(await skopeo('wrong', theirs.host)).toMatchObject({ code: 0 });
    expect(ours.code).toBe(1);
    expect(ours.stdout).toContain(says);
  });

  it('shows a mistake on its line', async () => {
    const { code, stdout } = await syncYaml('typo', `${plain.host}:\n  images:\n    two: ["1"]\n  tls-verfy: false\n`);
    expect(code).toBe(1);
    const message = `typo.yml:4: ${plain.host} has the unknown key "tls-verfy": did you mean tls-verify?`;
    expect(stdout).toContain(`::error title=oci-artifact%3A Invalid input,file=typo.yml,line=4::${message}`);
    const missing = await syncYaml('tag', `${plain.host}:\n  images:\n    two:\n      - "1"\n      - "3"\n`);
    expect(missing.stdout).toMatch(/::error title=oci-artifact%3A Not found,file=tag.yml,line=5::.*two:3/);
  });
});
