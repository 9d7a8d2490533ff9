import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const script = (words: string) => `#!/bin/sh\necho ${words}\n`;
const name = 'octo-org/hello';

describe('add-to-path', () => {
  let registry: FakeRegistry;
  let workspace: string;
  let tools: string;

  beforeAll(async () => {
    registry = await startFakeRegistry();
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    workspace = await makeWorkspace({
      'dist/hello': script('hello from one file'),
      'tree/bin/hello': script('hello from a folder'),
      'tree/lib/words.txt': 'words',
      'arm/hello': script('hello from arm'),
      'README.md': 'read me',
    });
    execFileSync('chmod', ['+x', join(workspace, 'tree/bin/hello')]);
    tools = await makeWorkspace();
    registry.requests.splice(0);
  });

  const push = async (inputs: Record<string, string>) => {
    const pushed = await runStep({ mode: 'push', reference: `${registry.host}/${name}:v1`, ...inputs }, { workspace });
    expect(pushed).toMatchObject({ code: 0 });
    registry.requests.splice(0);
    return pushed.outputs['digest'] ?? '';
  };
  const setUp = (over: Record<string, string> = {}, env: Record<string, string> = {}) =>
    runStep(
      { mode: 'pull', reference: `${registry.host}/${name}:v1`, 'add-to-path': 'true', ...over },
      { workspace, env: { RUNNER_TOOL_CACHE: tools, ...env } },
    );
  /** Runs a program as a later step of the job does. */
  const say = (path: string) =>
    execFileSync('/usr/bin/env', ['hello'], {
      env: { PATH: `${path.trim()}${delimiter}${process.env['PATH']}` },
      encoding: 'utf8',
    });
  const folderOf = (digest: string) => join(tools, 'octo-org-hello', `0.0.0-sha256-${digest.slice(7)}`, arch());

  it('makes a program of a single file, and finds it the next time without a byte moved', async () => {
    const digest = await push({ files: 'dist/hello', root: 'dist' });
    const first = await setUp();
    expect(first).toMatchObject({
      code: 0,
      stderr: '',
      path: `${folderOf(digest)}\n`,
      outputs: { digest, changed: 'true', path: folderOf(digest) },
    });
    expect(JSON.parse(first.outputs['files'] ?? '')).toMatchObject([
      { title: 'hello', path: join(folderOf(digest), 'hello') },
    ]);
    expect(say(first.path)).toBe('hello from one file\n');
    expect(await readdir(workspace)).toEqual(['README.md', 'arm', 'dist', 'tree']);
    registry.requests.splice(0);

    const second = await setUp();
    expect(second).toMatchObject({
      code: 0,
      path: first.path,
      outputs: told({ changed: false, sent: 0, path: folderOf(digest) }),
    });
    expect(registry.requests).toEqual([`GET /v2/${name}/manifests/v1 200`]);
    expect(second.stdout).toContain(`Found in the tool cache; on the PATH is ${folderOf(digest)}`);
  });

  const tampered: [what: string, tamper: (folder: string) => Promise<unknown>][] = [
    [
      'a link took the place of a program',
      async (folder) => {
        await rm(join(folder, 'hello'));
        await symlink('/bin/true', join(folder, 'hello'));
      },
    ],
    [
      'the folder is a link',
      async (folder) => {
        await rm(folder, { recursive: true });
        await symlink(await makeWorkspace({ hello: script('hello from a stranger') }), folder);
      },
    ],
  ];
  it.each(tampered)('puts the tool there anew when %s', async (_, tamper) => {
    const digest = await push({ files: 'dist/hello', root: 'dist' });
    await setUp();
    await tamper(folderOf(digest));
    registry.requests.splice(0);
    const again = await setUp();
    expect(again).toMatchObject({ code: 0, outputs: told({ changed: true, sent: 0 }) });
    expect(await readTree(folderOf(digest))).toEqual({ hello: script('hello from one file') });
    expect(say(again.path)).toBe('hello from one file\n');
  });

  it('is found again where the umask lets others write', async () => {
    await push({ files: 'tree', root: 'tree' });
    const inputs = { mode: 'pull', reference: `${registry.host}/${name}:v1`, 'add-to-path': 'true' };
    const prefix = ['/bin/sh', '-c', 'umask 0; exec "$@"', 'sh'];
    const loose = () => runStep(inputs, { workspace, env: { RUNNER_TOOL_CACHE: tools }, prefix });
    expect(await loose()).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await loose()).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });

  it('lets jobs at the same time have it all', async () => {
    const digest = await push({ files: 'tree', root: 'tree' });
    const runs = await Promise.all(Array.from({ length: 4 }, () => setUp()));
    expect(runs.map(({ code, path }) => [code, path, say(path)])).toEqual(
      runs.map(() => [0, `${join(folderOf(digest), 'bin')}\n`, 'hello from a folder\n']),
    );
    expect(runs.filter(({ outputs }) => outputs['changed'] === 'true')).toHaveLength(1);
    expect(await readTree(folderOf(digest))).toEqual({
      'bin/hello': script('hello from a folder'),
      'lib/words.txt': 'words',
    });
  });

  it('refuses what has no program, before anything is in the tool cache', async () => {
    const empty = join(workspace, 'docs');
    await mkdir(empty);
    await writeFile(join(empty, 'words.txt'), 'words');
    await push({ files: 'docs' });
    const { code, stdout, path } = await setUp();
    expect({ code, path }).toEqual({ code: 1, path: '' });
    expect(stdout).toContain('has no program to put on the PATH');
    expect(await readdir(tools)).toEqual(['oci-artifact']);
  });
});
