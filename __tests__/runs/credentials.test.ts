import { expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';
import { htpasswdUser, startDockerRegistry } from '../support/servers/docker-registry.ts';

describeWithPeers(['docker-registry'], 'credentials with a real registry', () => {
  const inputs = { mode: 'push', files: 'a' };

  it.each([
    ['username and password', () => ({ username: htpasswdUser.username, password: htpasswdUser.password })],
    [
      'registry-auth',
      (host: string) => ({
        'registry-auth': `- registry: ${host}/team\n  username: ${JSON.stringify(htpasswdUser.username)}\n  password: ${JSON.stringify(htpasswdUser.password)}\n`,
      }),
    ],
  ])('logs in to a registry with TLS and a private CA by %s', async (_, credentials) => {
    await using registry = await startDockerRegistry({ htpasswd: true, tls: true });
    const workspace = await makeWorkspace({ a: '1' });
    const reference = `${registry.host}/team/app:v1`;
    const right = { ...inputs, reference, 'ca-file': certificates.caFile, ...credentials(registry.host) };
    const pushed = await runStep(right, { workspace });
    expect(pushed).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    const { username, password } = htpasswdUser;
    const shown = pushed.stdout
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n');
    for (const secret of [password, Buffer.from(`${username}:${password}`).toString('base64')]) {
      expect(pushed.stdout).toContain(`::add-mask::${secret.replaceAll('%', '%25')}\n`);
      for (const place of [shown, pushed.summary, JSON.stringify(pushed.outputs)]) expect(place).not.toContain(secret);
    }
    expect(pushed.stdout.startsWith('::add-mask::')).toBe(true);
    const withoutCa = await runStep({ ...right, 'ca-file': '' }, { workspace });
    expect(withoutCa.code).toBe(1);
    expect(withoutCa.stdout).toContain('pass its certificate with `ca-file`');
    const anonymous = await runStep({ ...inputs, reference, 'ca-file': certificates.caFile }, { workspace });
    expect(anonymous.stdout).toMatch(
      /::error title=oci-artifact%3A Not logged in::.*answered 401.*Pass `username` and `password`/,
    );
  });

  it('finds credentials in the configuration of Docker', async () => {
    await using registry = await startDockerRegistry({ htpasswd: true });
    const auth = Buffer.from(`${htpasswdUser.username}:${htpasswdUser.password}`).toString('base64');
    const config = await makeWorkspace({ 'config.json': JSON.stringify({ auths: { [registry.host]: { auth } } }) });
    const pushed = await runStep(
      { ...inputs, reference: `${registry.host}/app:v1` },
      { workspace: await makeWorkspace({ a: '1' }), env: { DOCKER_CONFIG: config } },
    );
    expect(pushed).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(pushed.stdout).toContain(`::add-mask::${auth}`);
  });

  it('shows a client certificate', async () => {
    await using registry = await startDockerRegistry({ clientCa: true });
    const workspace = await makeWorkspace({ a: '1' });
    const { caFile, clientCertFile, clientKeyFile } = certificates;
    const files = `ca-file: ${caFile}, cert-file: ${clientCertFile}, key-file: ${clientKeyFile}`;
    const tls = { 'registry-auth': `- { registry: "${registry.host}", ${files} }` };
    expect(await runStep({ ...inputs, reference: `${registry.host}/app:v1`, ...tls }, { workspace })).toMatchObject({
      code: 0,
    });
  });

  it('uses one token for a push of many files', async () => {
    const user = { name: 'octocat', password: 's3cret-p4ss' };
    await using registry = await startDockerRegistry({
      token: {
        service: 'test',
        issuer: 'issuer',
        users: { [user.name]: user.password },
        allow: () => ['pull', 'push'],
      },
    });
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`f${number}`, String(number)]));
    const pushed = await runStep(
      { mode: 'push', files: 'f*', reference: `${registry.host}/app:v1`, username: user.name, password: user.password },
      { workspace: await makeWorkspace(files) },
    );
    expect(pushed).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(registry.tokenServer?.requests).toMatchObject([{ method: 'GET', user: user.name, service: 'test' }]);
    expect((await registry.requests()).filter((line) => line.endsWith(' 401'))).toHaveLength(1);
  });
});
