import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outcomeOf, problemsOf } from '../support/action/run-outcome.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type SideBySide, sideBySide } from '../support/side-by-side.ts';
import { type InputFile, inputFiles, type Trick, tricks } from './cases/held.ts';
import { type LinkedFolder, linkedFolders } from './cases/held-folders.ts';

/** Stands for all in the environment that must not get out. */
const secret = 'c7d1f0a2e9b84b6d';

interface Outcome {
  outcome: string;
  problems: string[];
}

/** One case: what is to come of it, and what does. */
interface Row {
  name: string;
  expected: string;
  run: () => Promise<Outcome>;
}

let prepared = '';

async function runIn(workspace: string, inputs: Record<string, string>): Promise<Outcome & { stdout: string }> {
  const own = { username: 'robot', password: secret, timeout: '20s', ...inputs };
  const done = await runStep(own, { workspace });
  return { outcome: outcomeOf(done), problems: problemsOf(done, [secret]), stdout: done.stdout };
}

function trickRow(input: InputFile, trick: Trick): Row {
  const run = async () => {
    const workspace = join(await makeWorkspace(), 'workspace');
    for (const [path, content] of Object.entries(input.files)) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), content);
    }
    await trick.play(join(workspace, input.path), input);
    const { outcome, problems } = await runIn(workspace, { ...input.inputs, ...trick.inputs });
    // A layout of charts has a folder for each.
    const isPublished = ['out', 'out/web'].some((layout) => existsSync(join(workspace, layout, 'index.json')));
    if (isPublished !== (outcome === 'ok')) problems.push(isPublished ? 'published something' : 'published nothing');
    return { outcome, problems };
  };
  return { name: `${input.name}: ${trick.name}`, expected: trick.expected(input), run };
}

function folderRow({ name, make, inputs, expected, says, without = [] }: LinkedFolder): Row {
  const run = async () => {
    const folder = await makeWorkspace({ 'outside/a.txt': 'a', 'outside/Chart.yaml': 'name: web\nversion: 1.0.0\n' });
    await cp(prepared, folder, { recursive: true });
    await make(folder);
    const { outcome, problems, stdout } = await runIn(join(folder, 'workspace'), inputs);
    for (const path of without) if (existsSync(join(folder, path))) problems.push(`there is ${path}`);
    if (says && !says.test(stdout)) problems.push(`did not say ${says}: ${stdout}`);
    return { outcome, problems };
  };
  return { name, expected, run };
}

const rows = [
  ...inputFiles.flatMap((input) =>
    tricks.filter(({ isFor = () => true }) => isFor(input)).map((trick) => trickRow(input, trick)),
  ),
  ...linkedFolders.map(folderRow),
];

describe('what a step reads and writes is held to the workspace', () => {
  let table: SideBySide<Row, Outcome>;

  beforeAll(async () => {
    prepared = await makeWorkspace({
      'workspace/here.txt': 'here',
      'a.txt': 'a',
      HEAD: 'ref: refs/heads/main\n',
      'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    });
    const push = { mode: 'push', registry: 'oci-layout:source' };
    const charts = { ...push, registry: 'oci-layout:charts', reference: 'charts', kind: 'helm', files: 'web' };
    const pushes = [
      { ...push, reference: 'app:v1', files: 'a.txt' },
      { ...push, reference: 'app:head', files: 'HEAD' },
      charts,
    ];
    for (const inputs of pushes) expect((await runStep(inputs, { workspace: prepared })).code).toBe(0);
    // They wait for next to nothing, so that more at a time would take as long.
    table = sideBySide(rows, 4, (row) => row.run());
  });
  afterAll(() => table?.done);

  it.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    expect(await table.of(row)).toEqual({ outcome: row.expected, problems: [] });
  });
});
