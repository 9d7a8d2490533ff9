import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { startAction } from '../support/action/run-action.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { run } from '../support/servers/peers.ts';

const push = { mode: 'push', registry: 'oci-layout:out', reference: 'app:v1', files: 'a.txt', created: 'commit' };
const time = 1_767_225_600;
// A signature makes git ask gpg, where it is told to show signatures.
const commit = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
author a <a@b.invalid> ${time} +0000
committer a <a@b.invalid> ${time} +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 x
 -----END PGP SIGNATURE-----

x
`;

async function makeProgram(path: string, script: string): Promise<string> {
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/**
 * Makes a repository whose settings name a program for all that git starts one for; gives the file that the program
 * writes.
 */
async function makeRepository(workspace: string, directory: string): Promise<string> {
  const ran = join(workspace, 'ran');
  const program = await makeProgram(join(workspace, 'program'), `touch '${ran}'; exec cat`);
  const git = (...parameters: string[]) => run('git', ['--git-dir', directory, ...parameters]);
  await run('git', ['init', '--quiet', '--bare', directory]);
  await writeFile(join(workspace, 'commit'), commit);
  await git('hash-object', '-t', 'tree', '-w', '/dev/null');
  const { stdout } = await git('hash-object', '-t', 'commit', '-w', join(workspace, 'commit'));
  await git('update-ref', 'HEAD', stdout.trim());
  const settings = {
    'log.showSignature': 'true',
    'gpg.program': program,
    'core.fsmonitor': program,
    'core.pager': program,
    'pager.rev-list': 'true',
    'core.sshCommand': program,
    'diff.external': program,
    'alias.rev-list': `!${program}`,
  };
  for (const [name, value] of Object.entries(settings)) await git('config', name, value);
  return ran;
}

describe('created: commit runs no program that a repository names', () => {
  it('of a checkout', async () => {
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const ran = await makeRepository(workspace, join(workspace, '.git'));
    const { code, stdout } = await runStep(push, { workspace });
    expect({ code, stdout, isRun: existsSync(ran) }).toMatchObject({ code: 0, isRun: false });
    const { manifests } = JSON.parse(await readFile(join(workspace, 'out/index.json'), 'utf8'));
    const manifest = await readFile(join(workspace, 'out/blobs', manifests[0].digest.replace(':', '/')), 'utf8');
    expect(JSON.parse(manifest).annotations['org.opencontainers.image.created']).toBe('2026-01-01T00:00:00Z');
  });

  it('to fetch a commit that is missing', async () => {
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const directory = join(workspace, '.git');
    const ran = await makeRepository(workspace, directory);
    await rm(join(directory, 'objects'), { recursive: true });
    await mkdir(join(directory, 'objects'));
    const settings = {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'remote.origin.url': `ext::touch ${ran}`,
      // Settings for single protocols win over the one for all.
      'protocol.ext.allow': 'always',
    };
    for (const setting of Object.entries(settings)) await run('git', ['--git-dir', directory, 'config', ...setting]);
    const { code, stdout } = await runStep(push, { workspace });
    expect({ code, isRun: existsSync(ran) }).toEqual({ code: 1, isRun: false });
    expect(stdout).toContain('needs a checkout with git');
  });

  it('that the files of the workspace look like', async () => {
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const ran = await makeRepository(workspace, workspace);
    const { code, stdout } = await runStep(push, { workspace });
    expect({ code, isRun: existsSync(ran) }).toEqual({ code: 1, isRun: false });
    expect(stdout).toContain('needs a checkout with git');
  });

  it('or that the environment or the workspace names', async () => {
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const ran = await makeRepository(workspace, join(workspace, '.git'));
    await mkdir(join(workspace, 'bin'));
    await makeProgram(join(workspace, 'bin/git'), `touch '${ran}'`);
    const env = {
      PATH: ['bin', '', '.', process.env['PATH']].join(delimiter),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.bareRepository',
      GIT_CONFIG_VALUE_0: 'all',
      GIT_DIR: join(workspace, 'nowhere'),
    };
    const { code } = await runStep(push, { workspace, env });
    expect({ code, isRun: existsSync(ran) }).toEqual({ code: 0, isRun: false });
  });
});

it('a step that was cancelled tells so, whatever a program says that was still running', async () => {
  const workspace = await makeWorkspace({ 'config/config.json': '{"credsStore":"late"}' });
  await mkdir(join(workspace, 'bin'));
  await makeProgram(join(workspace, 'bin/docker-credential-late'), `> '${join(workspace, 'begun')}'; sleep 1; exit 1`);
  const env = {
    PATH: [join(workspace, 'bin'), process.env['PATH']].join(delimiter),
    DOCKER_CONFIG: join(workspace, 'config'),
  };
  await using registry = await startFakeRegistry({
    auth: { scheme: 'basic', user: { username: 'a', password: 'b' } },
  });
  const step = startAction({ mode: 'tags', reference: `${registry.host}/app`, retries: '0' }, { workspace, env });
  while (!existsSync(join(workspace, 'begun'))) await delay(10);
  step.child.kill('SIGTERM');
  const { code, stdout } = await step.done;
  expect(code).toBe(1);
  expect(stdout.match(/^::error .*/gm)).toEqual([
    expect.stringMatching(/^::error title=oci-artifact%3A Cancelled::The step was cancelled \(SIGTERM\)%0A/),
  ]);
});

it('credential helpers get neither inputs nor tokens of the runner', async () => {
  const workspace = await makeWorkspace({ 'config/config.json': '{"credsStore":"dump"}' });
  await mkdir(join(workspace, 'bin'));
  await makeProgram(
    join(workspace, 'bin/docker-credential-dump'),
    `env > '${join(workspace, 'dumped')}'; echo 'credentials not found'; exit 1`,
  );
  const env = {
    PATH: [join(workspace, 'bin'), process.env['PATH']].join(delimiter),
    DOCKER_CONFIG: join(workspace, 'config'),
    ACTIONS_RUNTIME_TOKEN: 'runtime',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id',
    FOR_THE_HELPER: 'yes',
  };
  const registry = await startFakeRegistry({ auth: { scheme: 'basic', user: { username: 'a', password: 'b' } } });
  await runStep({ mode: 'tags', reference: `${registry.host}/app`, retries: '0' }, { workspace, env });
  await registry.stop();
  const names = (await readFile(join(workspace, 'dumped'), 'utf8')).split('\n').map((line) => line.split('=', 1)[0]);
  expect(names).toContain('FOR_THE_HELPER');
  expect(names.filter((name) => /^(?:INPUT|ACTIONS)_/.test(name ?? ''))).toEqual([]);
});
