import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startWithRegauth } from '../support/servers/regauth.ts';

const reader = { username: 'reader', password: 'r"ead' };
const writer = { username: 'writer', password: 'w$rite' };
const user = { username: 'ci', password: 'secret' };
const yamlOf = (entries: { registry: string; username: string; password: string }[]) => JSON.stringify(entries);

describeWithPeers(['docker-registry'], 'a copy between registries with tokens', () => {
  let source: DockerRegistry;
  let target: DockerRegistry;
  let workspace: string;
  let digest: string;
  const start = (user: typeof reader) =>
    startDockerRegistry({
      token: { service: user.username, issuer: user.username, users: { [user.username]: user.password } },
    });
  /** Who asked for tokens since the last time, for what. */
  const takeTokens = ({ tokenServer }: DockerRegistry) =>
    (tokenServer?.requests.splice(0) ?? []).map(({ user, scopes }) => `${user}: ${scopes.toSorted().join(' ')}`);

  beforeAll(async () => {
    [source, target] = await Promise.all([start(reader), start(writer)]);
    workspace = await makeWorkspace();
    const { index } = await makeImageLayout(`${workspace}/in`);
    digest = index.digest;
    const to = `${source.host}/dev/app`;
    const put = {
      mode: 'copy',
      reference: 'oci-layout:in:v1',
      to,
      'registry-auth': yamlOf([{ registry: source.host, ...reader }]),
    };
    expect(await runStep(put, { workspace })).toMatchObject({ code: 0 });
  });
  afterAll(() => Promise.all([source?.stop(), target?.stop()]));

  it.each<[string, (hosts: { from: string; to: string }) => Promise<[Record<string, string>, Record<string, string>]>]>(
    [
      [
        'registry-auth',
        async ({ from, to }) => [
          {
            'registry-auth': yamlOf([
              { registry: from, ...reader },
              { registry: to, ...writer },
            ]),
          },
          {},
        ],
      ],
      [
        'the inputs for the source, and Docker’s configuration for the target',
        async ({ to }) => {
          const auth = Buffer.from(`${writer.username}:${writer.password}`).toString('base64');
          const DOCKER_CONFIG = await makeWorkspace({ 'config.json': JSON.stringify({ auths: { [to]: { auth } } }) });
          return [reader, { DOCKER_CONFIG }];
        },
      ],
    ],
  )('shows each of them its own credentials: %s', async (title, credentials) => {
    const [inputs, env] = await credentials({ from: source.host, to: target.host });
    const name = title.startsWith('registry') ? 'one' : 'two';
    takeTokens(source);
    const copy = { mode: 'copy', reference: `${source.host}/dev/app:v1`, to: `${target.host}/${name}/app` };
    const done = await runStep({ ...copy, ...inputs }, { workspace, env });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', digest } });
    expect(takeTokens(source)).toEqual(['reader: repository:dev/app:pull']);
    expect(takeTokens(target)).toEqual([`writer: repository:${name}/app:pull,push`]);
    const shown = done.stdout.replaceAll(/^::add-mask::.*$/gm, '');
    for (const { password } of [reader, writer]) expect(shown).not.toContain(password);

    const swapped = yamlOf([
      { registry: source.host, ...writer },
      { registry: target.host, ...reader },
    ]);
    const refused = await runStep({ ...copy, 'registry-auth': swapped }, { workspace });
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('oci-artifact%3A Not logged in') });
    takeTokens(target);
  });

  it('inside one registry mounts all blobs with one token for both repositories', async () => {
    const before = (await source.requests()).length;
    takeTokens(source);
    const inputs = { mode: 'copy', reference: `${source.host}/dev/app:v1`, to: `${source.host}/prod/app`, ...reader };
    const done = await runStep(inputs, { workspace });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: told({ changed: true, digest, sent: 0 }) });
    expect(takeTokens(source)).toEqual([
      'reader: repository:dev/app:pull',
      'reader: repository:dev/app:pull repository:prod/app:pull,push',
    ]);
    const blobs = (await source.requests()).slice(before).filter((line) => line.includes('/blobs/'));
    expect(blobs).toHaveLength(6);
    for (const line of blobs) expect(line).toMatch(/^POST \/v2\/prod\/app\/blobs\/uploads\/\?mount=\S+ 201$/);
    const twice = await runStep(inputs, { workspace });
    expect(twice).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });
});

describeWithPeers(
  ['docker-registry', 'regauth'],
  'a copy inside a registry whose tokens are for one repository each',
  () => {
    it('sends what it cannot mount, and asks for the right to mount once', async () => {
      await using regauth = await startWithRegauth(user);
      const { registry, tokenRequests } = regauth;
      const workspace = await makeWorkspace();
      const { index } = await makeImageLayout(`${workspace}/in`);
      const login = { 'registry-auth': yamlOf([{ registry: registry.host, ...user }]) };
      const act = (reference: string, to: string) =>
        runStep({ mode: 'copy', reference, to, concurrency: '1', ...login }, { workspace });
      const up = await act('oci-layout:in:v1', `${registry.host}/dev/app`);
      expect(up).toMatchObject({ code: 0, stderr: '' });
      const before = { requests: (await registry.requests()).length, tokens: (await tokenRequests()).length };
      const copied = await act(`${registry.host}/dev/app:v1`, `${registry.host}/prod/app`);
      expect(copied).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', digest: index.digest } });
      const mounts = (await registry.requests()).slice(before.requests).filter((line) => line.includes('mount='));
      // One, with each token that was obtained for it.
      expect(mounts).toHaveLength(3);
      expect((await tokenRequests()).length - before.tokens).toBeLessThanOrEqual(5);
    });
  },
);
