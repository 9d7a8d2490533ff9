import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { makeFolder } from './support/action/workspace.ts';

const project = join(import.meta.dirname, '..');
const script = join(project, 'scripts/verify-release.sh');
const programs = ['bash', 'git', 'sed', 'cat', 'tail', 'mktemp', 'mkdir', 'rm', 'tr', 'env', 'cp', 'find', 'diff'];
const identity = 'https://github.com/Octo/it/.github/workflows/release.yml@refs/tags/v1.2.3';

const source = makeFolder();
const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: source, encoding: 'utf8' }).trim();
const commit = (message: string) =>
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', `--message=${message}`);
mkdirSync(join(source, 'dist'));
for (const name of ['index.js', 'licenses.txt']) writeFileSync(join(source, 'dist', name), name);
writeFileSync(join(source, 'action.yml'), 'name: it\n');
writeFileSync(join(source, '.gitattributes'), '* text=auto eol=lf\n');
git('init', '--quiet');
git('add', '.');
commit('one');
git('tag', 'v1.2.3');
const released = git('rev-parse', 'HEAD');
// A branch may have the name of the tag, and another may have that of a tag that is not there.
git('checkout', '--quiet', '-b', 'v1.2.3');
commit('two');
git('branch', 'v1.2.4', 'HEAD');

/** Runs the script where these programs are, each a line of a shell, with a repository of GitHub that is a folder here. */
async function verify(fakes: Record<string, string>, parameters = ['v1.2.3', 'Octo/it']) {
  const bin = makeFolder();
  for (const name of programs) {
    const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(path, join(bin, name));
  }
  const asked = join(makeFolder(), 'asked');
  writeFileSync(asked, '');
  for (const [name, body] of Object.entries(fakes)) {
    writeFileSync(join(bin, name), `#!${join(bin, 'bash')}\necho "${name} $*" >>"${asked}"\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const temporary = makeFolder();
  const env = {
    ...{ PATH: bin, GH_TOKEN: 'secret', TMPDIR: temporary, HOME: temporary },
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.${source}.insteadOf` },
    GIT_CONFIG_VALUE_0: 'https://github.com/Octo/it.git',
  };
  const ended = await promisify(execFile)(script, parameters, { cwd: temporary, env }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), said: `${stdout}${stderr}` }),
  );
  expect(readdirSync(temporary)).toEqual([]);
  const lines = ended.said.split('\n').filter((line) => /^(?:ok|FAILED|skipped|verify-release): /.test(line));
  return { code: ended.code, lines, asked: readFileSync(asked, 'utf8').trim().split('\n') };
}

const titles = {
  gh: 'action.yml and dist/ are attested by the workflow of the release',
  cosign: 'the published action is signed by the workflow of the release',
  oras: 'the published action holds the files of the tag',
  npm: 'dist/ is what the sources make',
};
/** A build of what is committed. */
const build = 'mkdir -p dist; for name in index.js licenses.txt; do printf %s "$name" >"dist/$name"; done';
const pin = `sha256:${'a'.repeat(64)}`;
/** A registry with what is committed, and perhaps something else. */
const published = (more = '') =>
  `[[ $1 == resolve ]] && { echo ${pin}; exit; }; mkdir -p "$4"; cp -r "${source}/action.yml" "${source}/dist" "$4"; cd "$4"; ${more || 'exit 0'}`;
const all = { gh: 'exit 0', cosign: 'exit 0', oras: published(), npm: build };
const skipped = (name: keyof typeof titles) => `skipped: ${titles[name]} (${name} is not installed)`;
const notRun = `skipped: ${titles.npm} (another check failed, so its code is not run)`;

it('A release is verified by all that there are programs for', async () => {
  const { code, lines, asked } = await verify(all);
  expect({ code, lines }).toEqual({ code: 0, lines: Object.values(titles).map((title) => `ok: ${title}`) });
  const by = `--repo Octo/it --source-ref refs/tags/v1.2.3 --source-digest ${released} --signer-workflow Octo/it/.github/workflows/release.yml`;
  expect(asked).toEqual([
    `gh attestation verify action.yml ${by} --deny-self-hosted-runners`,
    `gh attestation verify dist/index.js ${by} --deny-self-hosted-runners`,
    `gh attestation verify dist/licenses.txt ${by} --deny-self-hosted-runners`,
    `cosign verify ghcr.io/octo/it/action:v1.2.3 --certificate-identity ${identity} --certificate-oidc-issuer https://token.actions.githubusercontent.com --certificate-github-workflow-sha ${released}`,
    'oras resolve ghcr.io/octo/it/action:v1.2.3',
    // What is compared is what is signed, wherever the tag leads meanwhile.
    `cosign verify ghcr.io/octo/it/action@${pin} --certificate-identity ${identity} --certificate-oidc-issuer https://token.actions.githubusercontent.com --certificate-github-workflow-sha ${released}`,
    expect.stringMatching(`^oras pull ghcr\\.io/octo/it/action@${pin} --output /`),
    'npm ci --ignore-scripts',
    'npm run bundle',
  ]);
});

it.each([
  ['another file', 'echo evil >dist/index.js'],
  ['a file more', 'echo evil >evil.js'],
  ['a file more in a folder', 'echo evil >dist/evil.js'],
  ['a file less', 'rm action.yml'],
  ['other ends of lines, which git takes for the same', 'printf "name: it\\r\\n" >action.yml'],
  ['a link to the same bytes', `rm action.yml; cp -s "${source}/action.yml" .`],
])('What is published with %s is told apart from the tag', async (_, more) => {
  const { code, lines } = await verify({ ...all, oras: published(more) });
  expect([code, lines]).toEqual([1, expect.arrayContaining([`FAILED: ${titles.oras}`])]);
});

it('The files that are checked are those that the workflow of the release attests', async () => {
  const { asked } = await verify({ gh: 'exit 0' });
  const workflow = parse(readFileSync(join(project, '.github/workflows/release.yml'), 'utf8'));
  const steps: { with?: Record<string, string> }[] = workflow.jobs.attest.steps;
  const patterns = steps.flatMap((step) => step.with?.['subject-path']?.trim().split('\n') ?? []);
  expect(asked.map((line) => line.split(' ')[3])).toEqual(globSync(patterns, { cwd: source }).toSorted());
});

it.each<[string, Record<string, string>, number, string[]]>([
  [
    'a file is not attested',
    { ...all, gh: '[[ $3 == *index.js ]]' },
    1,
    [`FAILED: ${titles.gh}`, `ok: ${titles.cosign}`, `ok: ${titles.oras}`, notRun],
  ],
  [
    'the signature is missing',
    { ...all, cosign: 'exit 1' },
    1,
    [`ok: ${titles.gh}`, `FAILED: ${titles.cosign}`, `FAILED: ${titles.oras}`, notRun],
  ],
  [
    'one program is there',
    { gh: 'exit 0' },
    0,
    [`ok: ${titles.gh}`, skipped('cosign'), skipped('oras'), skipped('npm')],
  ],
  [
    'no program is there',
    {},
    2,
    [
      skipped('gh'),
      skipped('cosign'),
      skipped('oras'),
      skipped('npm'),
      'verify-release: nothing was checked: install gh, cosign, oras or npm',
    ],
  ],
])('Where %s, that is said', async (_, fakes, code, lines) => {
  expect(await verify(fakes)).toMatchObject({ code, lines });
});

it.each([
  ['fails', 'exit 1', 'FAILED'],
  ['gives other bytes', `${build}; echo new >dist/index.js`, 'FAILED'],
  ['gives one file more', `${build}; echo new >dist/1.js`, 'FAILED'],
  ['gives one file more, and tells git to ignore it', `${build}; echo '*' >dist/.gitignore`, 'FAILED'],
  ['gives nothing', 'exit 0', 'FAILED'],
  ['looks for the secrets of who started it', `[[ -z \${GH_TOKEN-} && $HOME == */home ]] && ${build}`, 'ok'],
])('Where the build %s, that is said', async (_, npm, word) => {
  const { lines } = await verify({ npm });
  expect(lines).toEqual([skipped('gh'), skipped('cosign'), skipped('oras'), `${word}: ${titles.npm}`]);
});

it.each([
  ['no tag', [], 'usage: scripts/verify-release.sh vX.Y.Z [OWNER/REPOSITORY]'],
  ['an option as the tag', ['--help', 'Octo/it'], 'usage: scripts/verify-release.sh vX.Y.Z [OWNER/REPOSITORY]'],
  ['no repository', ['v1.2.3'], 'say which repository: scripts/verify-release.sh TAG OWNER/REPOSITORY'],
  ['a tag that is not there', ['v1.2.4', 'Octo/it'], expect.stringContaining('v1.2.4')],
])('It refuses %s', async (_, parameters, what) => {
  const { code, lines, asked } = await verify(all, parameters);
  expect([code, asked]).toEqual([2, ['']]);
  if (typeof what === 'string') expect(lines).toEqual([`verify-release: ${what}`]);
});
