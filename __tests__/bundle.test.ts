import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { makeWorkspace } from './support/action/workspace.ts';
import { makeKeys } from './support/trust/keys.ts';

const dist = join(import.meta.dirname, '../dist');

it.each([
  ['the reader of YAML', 'class LineCounter'],
  ['the reader of tar archives', 'The archive ends too early'],
  ['the search for files', 'followSymbolicLinks'],
  ['the cipher of signing keys', 'xsalsa20poly1305'],
  ['the reader of policies', 'it names no signer: use key'],
  ['the checks of certificates', 'inclusion promise could not be verified'],
  ['the client of TUF', 'getTargetInfo'],
  ['the anchors of roots', 'tuf-on-ci'],
  ['the services of Sigstore', '/api/v2/signingCert'],
  ['the token of a job', 'The token service of GitHub'],
  ['the formats of signatures', 'application/vnd.dev.cosign.simplesigning.v1+json'],
])('has %s in a chunk that is loaded when it is needed', async (_, text) => {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  const having = names.filter((_, index) => texts[index]?.includes(text));
  expect(having).not.toContain('index.js');
  expect(having.length).toBeGreaterThan(0);
});

// Each runner downloads the bundle, and few have it in their cache.
it.each([
  ['the whole of undici', 'class MockAgent'],
  ['HTTP/2', 'function connectH2'],
  ['a second parser', 'AGFzbQEAAAABQgtgA39/fwBgAX8Bf2ACf38AYAF/AGABfwF+YAJ/fgBgBH9'],
  ['WebSockets', 'class WebSocket extends'],
])('has %s in no chunk', async (_, text) => {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  expect(names.filter((_, index) => texts[index]?.includes(text))).toEqual([]);
});

it('is a few files with names, each of which its README.md lists', async () => {
  const names = await readdir(dist);
  expect(names.length).toBeLessThanOrEqual(25);
  const readme = await readFile(join(dist, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `([a-z-]+\.js)` \|.* (\d+) \|$/gm)].map(([, name = '', size]) => [
    name,
    Number(size),
  ]);
  const sizes = names.filter((name) => name.endsWith('.js')).map((name) => [name, statSync(join(dist, name)).size]);
  expect(rows.toSorted()).toEqual(sizes.toSorted());
});

/** Starts a step in which Node is another one: it says so, and lacks what that lacks. */
async function startOn(version: string, workspace: string, inputs: Record<string, string>) {
  const older = `Object.defineProperty(process, 'version', { value: '${version}' }); delete Error.isError; delete RegExp.escape; delete Promise.try`;
  const started = promisify(execFile)(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(older)}`, join(dist, 'index.js')],
    { env: { INPUT_MODE: 'push', ...inputs, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace } },
  );
  return started.catch((error: { code: number; stdout: string; stderr: string }) => error);
}

it('says on a Node that is too old which one is needed, and nothing else', async () => {
  const { stdout, stderr, ...ended } = await startOn('v20.20.2', await makeWorkspace({}), {});
  expect({ stderr, ...ended }).toMatchObject({ stderr: '', code: 1 });
  expect(stdout.split('\n')).toEqual([expect.stringMatching(/^::error title=[^:]*::.* Node 24, and v20\.20\.2 /), '']);
});

it('works on Node 22', async () => {
  const yaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
  const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml });
  const inputs = { INPUT_KIND: 'helm', INPUT_REFERENCE: 'oci-layout:layout', INPUT_FILES: 'web' };
  expect(await startOn('v22.12.0', workspace, inputs)).toMatchObject({
    stdout: expect.stringContaining('Pushed oci-layout:layout/web:1.0.0 in '),
    stderr: '',
  });
  // An error is one there too.
  const failed = await startOn('v22.12.0', workspace, { ...inputs, INPUT_FILES: 'none' });
  expect(failed).toMatchObject({
    code: 1,
    stderr: '',
    stdout: expect.stringContaining('title=oci-artifact%3A Invalid input::'),
  });
});

// Each takes milliseconds, in a start of sixty.
it('starts without the parts of Node that few steps need', async () => {
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  const inputs = { INPUT_MODE: 'push', INPUT_REFERENCE: 'oci-layout:layout:v1', INPUT_FILES: 'a.txt' };
  const note = "process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')))";
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(note)}`, join(dist, 'index.js')],
    { env: { ...inputs, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace } },
  );
  expect(stdout).toContain('Pushed oci-layout:layout:v1 in ');
  const loaded = stderr.split('\n');
  expect(loaded).toContain('NativeModule net');
  const spared = ['http', 'https', 'http2', 'tls', 'child_process', 'zlib', 'perf_hooks', 'worker_threads'];
  expect(spared.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
});

it('pushes and pulls with a few of its files, and signs and verifies with others', async () => {
  const keys = makeKeys();
  const folder = await makeWorkspace({ 'a.txt': 'a', 'a.pub': keys.publicPem, 'a.key': keys.privatePem });
  await cp(dist, join(folder, 'dist'), { recursive: true });
  const used = ['index', 'shared', 'glob', 'push', 'send', 'pull'].map((name) => `${name}.js`);
  for (const name of await readdir(dist)) {
    if (name.endsWith('.js') && !used.includes(name)) await rm(join(folder, 'dist', name));
  }
  const step = (inputs: Record<string, string>) =>
    promisify(execFile)(process.execPath, [join(folder, 'dist', 'index.js')], {
      env: { INPUT_REFERENCE: 'oci-layout:layout:v1', ...inputs, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
    });
  const push = { INPUT_MODE: 'push', INPUT_FILES: 'a.txt' };
  expect((await step(push)).stdout).toContain('Pushed oci-layout:layout:v1 in ');
  const pull = { INPUT_MODE: 'pull', INPUT_PATH: 'out' };
  expect((await step(pull)).stdout).toContain('Pulled oci-layout:layout:v1 in ');
  // Without these parts, nothing is taken for verified or signed.
  const missing = { stdout: expect.stringContaining('Cannot find module') };
  await expect(step({ ...pull, INPUT_VERIFY: '- key: a.pub' })).rejects.toMatchObject(missing);
  await expect(step({ ...push, INPUT_SIGN: 'key', 'INPUT_SIGN-KEY': 'a.key' })).rejects.toMatchObject(missing);
});
