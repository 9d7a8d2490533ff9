import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { makeWorkspace } from './support/action/workspace.ts';

const project = join(import.meta.dirname, '..');

interface Workflow {
  permissions: object;
  jobs: Record<string, { permissions?: Record<string, string>; steps: { name?: string; run?: string }[] }>;
}

/**
 * Runs the script of a step as the runner does, with a program `gh` that notes what it is asked and answers from a
 * table.
 */
async function runStep(
  workflow: string,
  name: string,
  { folder, env, gh = {} }: { folder: string; env: Record<string, string>; gh?: Record<string, string> },
): Promise<{ code: number; output: string; asked: string[] }> {
  const { jobs } = parse(await readFile(join(project, '.github/workflows', workflow), 'utf8')) as Workflow;
  const step = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find((candidate) => candidate.name === name);
  if (step?.run === undefined) throw new Error(`${workflow} has no step ${name} with a script`);
  const answers = Object.entries(gh).map(
    ([start, answer]) => `  ${JSON.stringify(start)}*) printf '%s\\n' ${answer} ;;`,
  );
  const program = `#!/bin/sh\necho "$*" >>"$ASKED"\ncase "$*" in\n${answers.join('\n')}\n  *) exit 1 ;;\nesac\n`;
  const tools = await makeWorkspace({ gh: program, asked: '', script: step.run });
  await chmod(join(tools, 'gh'), 0o755);
  const own = { PATH: `${tools}:${process.env['PATH']}`, ASKED: join(tools, 'asked'), RUNNER_TEMP: tools, ...env };
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', join(tools, 'script')];
  const ended = await promisify(execFile)('bash', shell, { cwd: folder, env: own }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code: Number(code), output: `${stdout}${stderr}` }),
  );
  const asked = (await readFile(join(tools, 'asked'), 'utf8')).split('\n').filter((line) => line !== '');
  return { ...ended, asked: asked.map((line) => line.replaceAll(tools, 'TEMP')) };
}

const changelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-11-24

### Added

- Something

## [1.1.0] - 2026-10-01

- Something older

[1.2.0]: https://example.com/compare
`;

const checkName = 'The tag is the version of package.json, and the changelog has a section for it';
it.each([
  ['v1.2.0', 0],
  ['v1.2.1', 1],
  ['1.2.0', 1],
])('checks that the tag %s is the version: exit code %d', async (TAG, code) => {
  const folder = await makeWorkspace({ 'package.json': '{"version":"1.2.0"}', 'CHANGELOG.md': changelog });
  expect((await runStep('release.yml', checkName, { folder, env: { TAG } })).code).toBe(code);
});

it('checks that the changelog has a section for the version', async () => {
  const folder = await makeWorkspace({ 'package.json': '{"version":"1.3.0"}', 'CHANGELOG.md': changelog });
  expect((await runStep('release.yml', checkName, { folder, env: { TAG: 'v1.3.0' } })).code).toBe(1);
});

it('accepts the changelog and the version that are here', async () => {
  const text = await readFile(join(project, 'CHANGELOG.md'), 'utf8');
  const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { version: string };
  // Before the first release, all of it is under Unreleased.
  expect(text).toMatch(new RegExp(`^## \\[(?:Unreleased|${version.replaceAll('.', '\\.')})\\]`, 'm'));
});

const files = ['conformance.md', 'conformance.json'];
it.each([
  ['v1.2.0', '\n### Added\n\n- Something\n\n', ''],
  ['v1.1.0', '\n- Something older\n\n', ''],
])('makes the release %s with the notes of its section', async (TAG, notes) => {
  const folder = await makeWorkspace({ 'CHANGELOG.md': changelog });
  const name = 'Create the release with the notes of the changelog';
  const { code, output, asked } = await runStep('release.yml', name, {
    folder,
    env: { TAG },
    gh: { 'release create': '"$(cat "$RUNNER_TEMP/notes.md"; echo END)"' },
  });
  expect({ code, asked }).toEqual({
    code: 0,
    asked: [
      `release create ${TAG} --verify-tag --title ${TAG} --notes-file TEMP/notes.md ${files.map((name) => `TEMP/conformance/${name}`).join(' ')} TEMP/provenance/oci-artifact-${TAG}.intoto.jsonl`,
    ],
  });
  expect(output).toBe(`${notes}END\n`);
});

it('makes no release without notes', async () => {
  const folder = await makeWorkspace({ 'CHANGELOG.md': changelog });
  const name = 'Create the release with the notes of the changelog';
  const { code, asked } = await runStep('release.yml', name, { folder, env: { TAG: 'v9.9.9' } });
  expect([code === 0, asked]).toEqual([false, []]);
});

it.each([
  ['is made by the first release', 'v1.0.0', 'v1.0.0', false, 'POST repos/octo/it/git/refs -f ref=refs/tags/v1'],
  ['follows the newest release', 'v1.10.0', 'v1.9.0 v1.10.0 v1.2.0', true, 'PATCH repos/octo/it/git/refs/tags/v1'],
  ['stays for a fix of an older minor', 'v1.9.1', 'v1.9.1 v1.10.0', true, undefined],
  ['stays for a pre-release', 'v1.11.0-rc.1', 'v1.10.0 v1.11.0-rc.1', true, undefined],
])('the tag of the major version %s', async (_, TAG, tags, isThere, expected) => {
  const folder = await makeWorkspace({});
  const git = (...parameters: string[]) => promisify(execFile)('git', parameters, { cwd: folder });
  await git('init', '--quiet');
  await git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '--message=one');
  const commit = (await git('rev-parse', 'HEAD')).stdout.trim();
  const { code, asked } = await runStep('release.yml', 'Move the tag of the major version', {
    folder,
    env: { TAG, GITHUB_REPOSITORY: 'octo/it' },
    gh: {
      'api --paginate repos/octo/it/git/matching-refs/tags/v1.': tags,
      ...(isThere ? { 'api repos/octo/it/git/ref/tags/v1': "''" } : {}),
      'api --method': "''",
    },
  });
  const writes = asked.filter((line) => line.includes('--method'));
  expect(code).toBe(0);
  expect(writes).toHaveLength(expected === undefined ? 0 : 1);
  if (expected !== undefined) {
    expect(writes[0]).toContain(`--method ${expected}`);
    expect(writes[0]).toContain(`sha=${commit}`);
  }
});

it.each([
  ['what a build makes', { 'dist/index.js': 'new', 'dist/413.index.js': 'b', 'dist/licenses.txt': 'c' }, true],
  ['a file that no build makes', { 'dist/index.js': 'new', 'dist/run.sh': 'x' }, false],
  ['a folder', { 'dist/index.js': 'new', 'dist/deep/index.js': 'x' }, false],
])("Dependabot's branch gets %s", async (_, files, isPushed) => {
  const remote = await makeWorkspace({});
  const folder = await makeWorkspace({ 'dist/index.js': 'old', 'src/a.ts': '1' });
  const git = (...parameters: string[]) => promisify(execFile)('git', parameters, { cwd: folder });
  await git('init', '--quiet', '--bare', remote);
  await git('init', '--quiet');
  await git('add', '.');
  await git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message=one');
  await git('remote', 'add', 'origin', remote);
  await git('rm', '-r', '--quiet', 'dist');
  const build = await makeWorkspace(files);
  await promisify(execFile)('cp', ['-r', join(build, 'dist'), folder]);
  // What else the workspace holds stays out of the commit.
  await writeFile(join(folder, 'src/a.ts'), '2');
  const { code, asked, output } = await runStep('dependabot.yml', 'Push the new dist to the branch', {
    folder,
    env: { BRANCH: 'dependabot/npm/x', HOME: folder },
    gh: { 'workflow run': "''" },
  });
  expect([code === 0, output]).toEqual([isPushed, isPushed ? '\n' : expect.stringContaining('no build makes')]);
  expect(asked).toEqual(isPushed ? ['workflow run ci.yml --ref dependabot/npm/x'] : []);
  if (!isPushed) return;
  const { stdout } = await git('--git-dir', remote, 'diff', '--name-status', 'dependabot/npm/x~', 'dependabot/npm/x');
  expect(stdout).toBe('A\tdist/413.index.js\nM\tdist/index.js\nA\tdist/licenses.txt\n');
});

it('Of all jobs of our workflows, the one that signs a release alone gets a token in its name', () => {
  const folder = join(project, '.github/workflows');
  const signing = readdirSync(folder).flatMap((file) => {
    const { permissions, jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
    expect([file, permissions]).toEqual([file, {}]);
    return Object.entries(jobs).flatMap(([name, job]) => (job.permissions?.['id-token'] ? [`${file} ${name}`] : []));
  });
  expect(signing).toEqual(['release.yml attest']);
});
