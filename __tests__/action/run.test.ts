import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@actions/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../src/action/run.ts';
import { OciError } from '../../src/errors.ts';
import { catchOutput } from '../support/action/catch-output.ts';
import { makeFolder, makeWorkspace } from '../support/action/workspace.ts';

const written = catchOutput();

// The toolkit reads inputs from the environment of the process.
const environment = { ...process.env };
const summaryFile = join(makeFolder(), 'summary.md');
beforeEach(() => {
  // It remembers the file for the summary, which is another one here.
  Object.assign(core.summary, { _filePath: undefined });
  for (const name of Object.keys(process.env)) if (/^(?:INPUT|GITHUB|RUNNER)_/.test(name)) delete process.env[name];
  writeFileSync(summaryFile, '');
});
afterEach(() => {
  core.summary.emptyBuffer();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

const isFile = (path: string) => statSync(path).isFile();

/** Runs a step with some inputs in a workspace, and gives what came of it. */
async function act(
  inputs: Record<string, string>,
  {
    files = { 'a.txt': 'a' },
    env = {},
    links = {},
    reason,
    now,
  }: {
    links?: Record<string, string>;
    files?: Record<string, string>;
    env?: Record<string, string>;
    reason?: unknown;
    now?: () => number;
  } = {},
) {
  const workspace = await makeWorkspace(files);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(workspace, name));
  const temporary = makeFolder();
  const output = join(makeFolder(), 'output');
  writeFileSync(output, '');
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value;
  const given = {
    ...{ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temporary, GITHUB_OUTPUT: output },
    ...{ GITHUB_STEP_SUMMARY: summaryFile, ...env },
  };
  Object.assign(process.env, given);
  const signal = reason === undefined ? new AbortController().signal : AbortSignal.abort(reason);
  const code = await run({ ...process.env }, signal, now);
  return {
    code,
    workspace,
    temporary,
    outputs: readFileSync(output, 'utf8'),
    summary: isFile(summaryFile) ? readFileSync(summaryFile, 'utf8') : '',
  };
}

const push = { mode: 'push', reference: 'oci-layout:app:v1', files: 'a.txt' };
/** The annotations of a kind, without what stands before their text. */
const told = (kind: string) =>
  [...written().matchAll(new RegExp(`^::${kind}(?: .*?)?::(.*)$`, 'gm'))].map(([, text]) => text);

it('A step says how long it took, from its start to its last lines', async () => {
  const looks = [1_000, 126_000];
  const { code } = await act(push, { now: () => looks.shift() ?? Number.NaN, env: { GITHUB_STEP_SUMMARY: '' } });
  expect(code).toBe(0);
  expect(written()).toMatch(
    /\nPushed oci-layout:app:v1 in 2 min 5 s \(1 file, 3 B sent\)\n {2}oci-layout:app@sha256:[0-9a-f]{64}\n/,
  );
});

it.each<[string, Record<string, string>, number]>([
  ['that did its work', push, 0],
  ['that failed', { ...push, files: 'none.txt' }, 1],
  ['that did not begin', { ...push, mode: 'pusch' }, 1],
])('A step %s leaves nothing in the temporary folder of the runner', async (_, inputs, expected) => {
  const { code, temporary } = await act(inputs);
  expect([code, readdirSync(temporary)]).toEqual([expected, []]);
});

describe('A failure', () => {
  it('of a step that was cancelled is the cancellation, whatever breaks then', async () => {
    const reason = new OciError('CANCELLED', 'The step was cancelled (SIGTERM)');
    const { code } = await act({ ...push, refrence: 'x' }, { reason });
    expect([code, told('error')]).toEqual([
      1,
      ['The step was cancelled (SIGTERM)%0ANo tag was written after the cancellation.'],
    ]);
    expect(written()).toContain('::error title=oci-artifact%3A Cancelled::');
  });

  it('is told once: that of the outputs comes of the one before', async () => {
    const { code } = await act({ ...push, files: 'none.txt' }, { env: { GITHUB_OUTPUT: '/dev/full' } });
    expect([code, told('error')]).toEqual([1, [expect.stringContaining('none.txt')]]);
  });

  it('of the outputs alone is told too', async () => {
    const { code } = await act(push, { env: { GITHUB_OUTPUT: '/dev/full' } });
    expect([code, told('error')]).toEqual([1, [expect.stringContaining('ENOSPC')]]);
  });

  it('of a file of the workspace is shown at its line', async () => {
    const files = { 'mirror.yml': 'r.test:\n  images:\n    app: [v1]\n  unknown: x\n' };
    const { code } = await act({ mode: 'sync', 'sync-file': 'mirror.yml', to: 'oci-layout:out' }, { files });
    expect(code).toBe(1);
    expect(written()).toMatch(/^::error title=oci-artifact%3A Invalid input,file=mirror\.yml,line=4::mirror\.yml:4: /m);
  });

  it('of a file whose name turns the direction of text is shown at that name, as it is', async () => {
    const name = 'a\u202eb.yml';
    const { code } = await act(
      { mode: 'sync', 'sync-file': name, to: 'oci-layout:out' },
      { files: { [name]: 'r.test:\n  unknown: x\n' } },
    );
    expect([code, written().includes('\u202e')]).toEqual([1, false]);
    expect(written()).toContain(',file=a\\u{202e}b.yml,line=2::');
  });

  it('of a file of which no line is wrong is shown at that file', async () => {
    const files = { 'web/Chart.yaml': 'name: web\n' };
    const charts = { mode: 'push', kind: 'helm', reference: 'oci-layout:charts', files: 'web' };
    expect((await act(charts, { files })).code).toBe(1);
    expect(written()).toMatch(/^::error title=oci-artifact%3A Invalid input,file=web\/Chart\.yaml::/m);
  });

  it('of a layout has the advice for layouts', async () => {
    const files = { 'app/oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'app/index.json': '{"manifests":[]}' };
    expect((await act({ mode: 'pull', reference: 'oci-layout:app:v1' }, { files })).code).toBe(1);
    expect(told('error')).toEqual([expect.stringContaining('%0ACheck the directory and the tag: `index.json` in it')]);
  });

  it('is an input whose name is nearly one of ours, also with the underscores of a variable', async () => {
    expect((await act({ ...push, include_hidden_file: 'true' })).code).toBe(1);
    expect(told('error')).toEqual([expect.stringContaining('did you mean include-hidden-files?')]);
  });

  it('hides no secret that is in it: secrets are hidden before', async () => {
    await act({ ...push, username: 'me', password: 'hunter2hunter2', refrence: 'x' });
    const at = (text: string) => written().indexOf(text);
    expect(at('::add-mask::hunter2hunter2')).toBeGreaterThanOrEqual(0);
    expect(at('::add-mask::hunter2hunter2')).toBeLessThan(at('::error '));
  });
});

(process.platform === 'win32' ? it.skip : it).each<[string, Record<string, string>]>([
  ['sync file', { mode: 'sync', 'sync-file': 'link/mirror.yml', to: 'oci-layout:out' }],
  ['layout', { mode: 'tags', reference: 'oci-layout:link' }],
])('A %s does not lie behind a link that leaves the workspace', async (_, inputs) => {
  const outside = await makeWorkspace({ 'mirror.yml': 'r.test:\n  images:\n    app: [v1]\n' });
  const { code } = await act(inputs, { links: { link: outside } });
  expect([code, told('error')]).toEqual([1, [expect.stringContaining('outside')]]);
});

describe('The summary', () => {
  it.each([
    ['', true],
    ['true', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    // A mistake in this input does not hide itself.
    ['no', true],
  ])('is written with summary: %j %s, also of a step that fails', async (summary, isWritten) => {
    for (const files of ['a.txt', 'none.txt']) {
      const told = await act({ ...push, summary, files });
      expect(told.summary.startsWith('### ')).toBe(isWritten);
    }
  });

  it('that cannot be written fails no step', async () => {
    rmSync(summaryFile);
    mkdirSync(summaryFile);
    const { code, outputs } = await act(push);
    rmSync(summaryFile, { recursive: true });
    expect([code, outputs]).toEqual([0, expect.stringContaining('digest<<')]);
    expect(told('warning')).toEqual([expect.stringMatching(/^The job summary was not written: /)]);
  });
});

describe('Without a tool cache', () => {
  const image = { 'app/oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'app/index.json': '{"manifests":[]}' };
  const pull = { mode: 'pull', reference: 'oci-layout:app:v1' };

  it.each([
    ['true', ['The input cache does nothing here: RUNNER_TOOL_CACHE is not set']],
    ['false', []],
  ])('a step with cache: %s says %j', async (cache, warnings) => {
    await act({ ...pull, cache }, { files: image });
    expect([told('warning'), told('error')]).toEqual([warnings, [expect.stringContaining('There is no v1')]]);
  });

  it('a step with add-to-path fails before it reads anything', async () => {
    await act({ ...pull, 'add-to-path': 'true' }, { files: image });
    expect(told('error')).toEqual([
      expect.stringContaining('The input add-to-path needs the tool cache of a runner: RUNNER_TOOL_CACHE is not set'),
    ]);
  });
});
