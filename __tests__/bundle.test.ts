import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { makeWorkspace } from './support/action/workspace.ts';

const dist = join(import.meta.dirname, '../dist');

it.each([
  ['HTTP/2', 'function connectH2'],
  ['the mocks of undici', 'class MockAgent'],
  ['the reader of YAML', 'class LineCounter'],
  ['the reader of tar archives', 'The archive ends too early'],
  ['the search for files', 'followSymbolicLinks'],
])('has %s in a chunk that is loaded when it is needed', async (_, text) => {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  const having = names.filter((_, index) => texts[index]?.includes(text));
  expect(having).not.toContain('index.js');
  expect(having.length).toBeGreaterThan(0);
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
  expect(stdout).toContain('Pushed oci-layout:layout@sha256:');
  const loaded = stderr.split('\n');
  expect(loaded).toContain('NativeModule net');
  const spared = ['http', 'https', 'http2', 'tls', 'child_process', 'zlib', 'perf_hooks', 'worker_threads'];
  expect(spared.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
});
