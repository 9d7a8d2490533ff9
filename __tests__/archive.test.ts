import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { makeFolder } from './support/action/workspace.ts';

const project = join(import.meta.dirname, '..');
const most = 950_000;

/** What GitHub packs for the runners that download the action: an archive of a commit, by .gitattributes. */
const archive = execFileSync('git', ['archive', '--worktree-attributes', 'HEAD'], {
  cwd: project,
  maxBuffer: 64 * 1024 * 1024,
});
const folder = makeFolder();
execFileSync('tar', ['-x', '-C', folder], { input: archive });

it('What runners download is no larger than 0.95 MB', () => {
  expect(gzipSync(archive).byteLength).toBeLessThanOrEqual(most);
});

it('What runners download has what they need, the licences, and nothing else', () => {
  expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'action.yml', 'dist']);
  const committed = execFileSync('git', ['ls-tree', '--name-only', 'HEAD', 'dist/'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(readdirSync(join(folder, 'dist')).map((name) => `dist/${name}`)).toEqual(committed.trim().split('\n'));
  expect(readFileSync(join(folder, 'dist/licenses.txt'), 'utf8')).toContain('undici');
});

it('What runners download runs', async () => {
  const workspace = makeFolder();
  const [, main = ''] = /^ {2}main: (\S+)$/m.exec(readFileSync(join(folder, 'action.yml'), 'utf8')) ?? [];
  const inputs = { INPUT_MODE: 'push', INPUT_REFERENCE: 'oci-layout:layout:v1', INPUT_FILES: 'README.md' };
  const env = { ...inputs, INPUT_ROOT: folder, GITHUB_WORKSPACE: folder, RUNNER_TEMP: workspace };
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, main)], { cwd: workspace, env });
  expect(stdout).toContain('Pushed oci-layout:layout:v1 in ');
});
