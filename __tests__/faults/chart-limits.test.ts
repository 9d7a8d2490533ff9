import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { makeArchive } from '../artifact/chart/corpus.ts';
import { startAction } from '../support/action/run-action.ts';
import { endWell, outcomeOf, problemsOf, type RunOutcome } from '../support/action/run-outcome.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

// What a chart unfolds is counted in all its archives and files together. Memory is the peak of the process, by
// problemsOf.

const mebibyte = 1024 * 1024;
const yaml = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const zeros = (name: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}/${index}`, '\0'.repeat(5 * mebibyte)]));

type Files = Record<string, string | Uint8Array>;

/** A chart in a chart, so many levels deep. */
const deep = (levels: number): Files =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `web/${Array.from({ length: level }, (__, above) => `charts/c${above + 1}/`).join('')}Chart.yaml`,
      yaml(level === 0 ? 'web' : `c${level}`),
    ]),
  );

/** Pushes the chart `web` into a layout. */
async function push(files: Files, inputs: Record<string, string> = {}) {
  const workspace = await makeWorkspace({ 'web/Chart.yaml': yaml('web'), ...files });
  const common = { mode: 'push', kind: 'helm', reference: 'oci-layout:out', files: 'web' };
  return { workspace, step: startAction({ ...common, ...inputs }, { workspace }) };
}

/** Serves an index.yaml, and a chart under every other path. */
async function serve(index: string, archive: Uint8Array) {
  const server = createServer((request, response) => response.end(request.url === '/index.yaml' ? index : archive));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
}

const needs = (url: string) => yaml('web', `dependencies:\n- {name: dep, version: 1.x, repository: "${url}"}\n`);

describe('what a chart unfolds', () => {
  it.each<[title: string, files: () => Files | Promise<Files>, expected: RunOutcome, says: string]>([
    [
      'archives in archives that are large together',
      async () => {
        const inner = await makeArchive({ 'a/Chart.yaml': yaml('a'), ...zeros('a', 10) });
        const outer = await makeArchive({
          'b/Chart.yaml': yaml('b'),
          'b/charts/a.tgz': inner,
          ...zeros('b', 10),
        });
        return { 'web/charts/b.tgz': outer };
      },
      'INVALID_INPUT',
      'web/charts/b.tgz/charts/a.tgz: the chart is larger than 100 MiB unpacked',
    ],
    [
      'values of 300,000 lists',
      () => ({ 'web/values.yaml': `x: [${'[],'.repeat(300_000)}]\n` }),
      'INVALID_INPUT',
      'web/values.yaml: the file has more than 100000 pieces',
    ],
    [
      'values that are 3,000 deep by their indentation',
      () => ({ 'web/values.yaml': Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:\n\n`).join('') }),
      'INVALID_INPUT',
      'the file is nested more than 100 deep',
    ],
    [
      'a schema of 1,700,000 lists',
      () => ({ 'web/values.schema.json': `[${Array(1_700_000).fill('[]').join()}]` }),
      'INVALID_INPUT',
      'web/values.schema.json: the chart has more than 2000000 pieces of YAML and JSON',
    ],
    ['a chart that is 11 charts deep', () => deep(11), 'INVALID_INPUT', 'the chart is more than 10 charts deep'],
    ['a chart that is 10 charts deep', () => deep(10), 'ok', 'web 1.0.0 from web'],
  ])('has a limit: %s', async (_, files, expected, says) => {
    const { step } = await push(await files());
    const run = await endWell(step);
    expect({ outcome: outcomeOf(run), problems: problemsOf(run, []) }).toEqual({ outcome: expected, problems: [] });
    expect(run.stdout).toContain(says);
  });

  it('has a limit: an index with 60,000 keys in a map', async () => {
    const keys = Array.from({ length: 60_000 }, (_, key) => `      k${key}: v\n`).join('');
    using repository = await serve(`entries:\n  dep:\n    - version: 1.0.0\n${keys}`, Buffer.alloc(0));
    const { step } = await push({ 'web/Chart.yaml': needs(repository.url) }, { 'chart-dependencies': 'update' });
    const run = await endWell(step);
    expect({ outcome: outcomeOf(run), problems: problemsOf(run, []) }).toEqual({ outcome: 'ARTIFACT', problems: [] });
    expect(run.stdout).toContain('/index.yaml: the file has more than 100000 pieces');
  });

  it('takes an index of 20 MiB with 1,500 versions of the chart', async () => {
    const version = (name: string, number: number) => {
      const urls = `    urls:\n    - ${name}-1.${number}.0.tgz\n`;
      const dependencies = Array(8).fill(
        '    - condition: a.enabled\n      name: b\n      repository: https://x.test\n',
      );
      return `  - apiVersion: v2\n    created: "2026-01-01T00:00:00Z"\n    dependencies:\n${dependencies.join('')}    name: ${name}\n${urls}    version: 1.${number}.0\n`;
    };
    const entry = (name: string, count: number) =>
      `  ${name}:\n${Array.from({ length: count }, (_, number) => version(name, number)).join('')}`;
    const others = Array.from({ length: 60 }, (_, other) => entry(`other-${other}`, 450)).join('');
    const archive = await makeArchive({ 'dep/Chart.yaml': 'apiVersion: v2\nname: dep\nversion: 1.1499.0\n' });
    using repository = await serve(`apiVersion: v1\nentries:\n${entry('dep', 1500)}${others}`, archive);
    const { step } = await push({ 'web/Chart.yaml': needs(repository.url) }, { 'chart-dependencies': 'update' });
    const run = await endWell(step);
    // As large as the largest index that is known: 210 MiB, and once 310 on a busy machine, where V8 collects late.
    expect(run.peak).toBeLessThan(400);
    const problems = problemsOf({ ...run, peak: 0 }, []);
    expect({ outcome: outcomeOf(run), problems }).toEqual({ outcome: 'ok', problems: [] });
  });

  it('does not keep a signal from being heard', async () => {
    // Below the limits of each file and of all, and some seconds of work.
    const values = `x: [${'[],'.repeat(33_000)}]\n`;
    const charts = Array.from({ length: 18 }, (_, index) => [
      [`web/charts/c${index}/Chart.yaml`, yaml(`c${index}`)],
      [`web/charts/c${index}/values.yaml`, values],
    ]).flat();
    const { step } = await push(Object.fromEntries(charts));
    while (!step.output.stdout.includes('Pack 1 chart')) await new Promise((wake) => setTimeout(wake, 10));
    step.child.kill('SIGINT');
    const run = await endWell(step);
    expect({ outcome: outcomeOf(run), problems: problemsOf(run, []) }).toEqual({ outcome: 'CANCELLED', problems: [] });
    // That comes when all is read.
    expect(run.stdout).not.toContain('web 1.0.0 from web');
  });
});

describe('a chart of 95 MiB', () => {
  it('is pushed and pulled in less memory than it would take to hold it twice', async () => {
    const { workspace, step } = await push({ 'web/large.bin': randomBytes(95 * mebibyte) });
    const runs = [await endWell(step)];
    const pull = { mode: 'pull', reference: 'oci-layout:out/web:1.0.0' };
    const run = (inputs: Record<string, string>) => endWell(startAction(inputs, { workspace }));
    const folder = run({ ...pull, path: 'folder' });
    runs.push(await run({ ...pull, unpack: 'false', path: 'archive' }));
    const again = { mode: 'push', kind: 'helm', reference: 'oci-layout:again', files: 'archive/web-1.0.0.tgz' };
    runs.push(await run(again), await folder);
    const seen = runs.map((run) => ({ outcome: outcomeOf(run), problems: problemsOf(run, []) }));
    expect(seen).toEqual(Array(4).fill({ outcome: 'ok', problems: [] }));
  });
});
