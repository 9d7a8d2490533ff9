import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';

const chart = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
const files = {
  'a.txt': 'a',
  'sbom.json': '{}',
  'web/Chart.yaml': chart('web'),
  'api/Chart.yaml': chart('api'),
};
const source = 'oci-layout:source:v1';
const sbom = { files: 'sbom.json', 'artifact-type': 'application/spdx+json' };

/** What a dry run of each mode says at its end, in the log, and in the summary. */
const cases: [title: string, inputs: Record<string, string>, headline: string, ...summary: string[]][] = [
  [
    'push',
    { mode: 'push', reference: 'oci-layout:fresh:v1', files: 'a.txt' },
    'Would push oci-layout:fresh:v1 (',
    '### 🔍 Dry run: would push `',
  ],
  [
    'copy',
    { mode: 'copy', reference: source, to: 'oci-layout:fresh:v1' },
    'Would copy oci-layout:source:v1 to oci-layout:fresh:v1 (',
    '### 🔍 Dry run: would copy `v1` to `',
  ],
  [
    'copy to two places',
    { mode: 'copy', reference: source, to: 'oci-layout:fresh:v1\noci-layout:old:v1' },
    'Would copy oci-layout:source:v1: 2 would be copied, checked in 0.1 s\n',
    '**2** would be copied',
    '| `oci-layout:fresh` |',
  ],
  [
    'tag',
    { mode: 'tag', reference: source, tags: 'next' },
    'next: would be new\nWould tag oci-layout:source:next (',
    '### 🔍 Dry run: would tag `',
  ],
  [
    'tag that moves',
    { mode: 'tag', reference: source, tags: 'v2' },
    'Would move v2: sha256:',
    '`v2` would move from `sha256:',
  ],
  [
    'attach',
    { mode: 'attach', reference: source, ...sbom },
    'Would attach oci-layout:source@',
    '### 🔍 Dry run: would attach `application/spdx+json` to `',
  ],
  [
    'delete',
    { mode: 'delete', reference: source },
    'Would delete in oci-layout:source: 1 would be deleted, checked in 0.1 s\n',
    '| would be deleted | `v1` |',
  ],
  [
    'delete of a tag alone',
    { mode: 'delete', reference: source, 'untag-only': 'true' },
    'Would delete in oci-layout:source: 1 would be untagged, checked in 0.1 s\n',
    '| would be untagged | `v1` |',
  ],
  [
    'retention',
    { mode: 'delete', reference: 'oci-layout:source', 'keep-last': '1', filter: '^1 || ^2' },
    'Would delete in oci-layout:source: 1 would be deleted, 1 kept, checked in 0.1 s\n',
    'Nothing was changed · **1** would be deleted · **1** kept · ',
  ],
  [
    'charts',
    { mode: 'push', reference: 'oci-layout:charts', kind: 'helm', files: 'web\napi' },
    'Would push oci-layout:charts: 2 would be pushed, checked in 0.1 s\n',
    '| `web 1.0.0` |',
  ],
];

describe('a dry run speaks of what would be', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeWorkspace(files);
    for (const [tags, annotations] of [
      ['v1', ''],
      ['v2', 'a=b'],
    ] as const) {
      const push = { mode: 'push', reference: 'oci-layout:source', files: 'a.txt', tags, annotations };
      expect(await runStep(push, { workspace })).toMatchObject({ code: 0 });
    }
  });

  it.each(cases)('%s', async (_, inputs, headline, ...summary) => {
    const before = await readTree(workspace);
    const dry = await runStep({ ...inputs, 'dry-run': 'true' }, { workspace });
    expect(dry).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    expect(dry.stdout).toContain(headline);
    for (const part of summary) expect(dry.summary).toContain(part);
    const said = `${dry.stdout}${dry.summary}`;
    expect(said).not.toMatch(/\b0 B\b/);
    expect(said).not.toMatch(
      /(?<!would be )\b(?:pushed|planned|copied|deleted|untagged|tagged|moved|new\b(?!@|`))(?= |$)/im,
    );
    expect(await readTree(workspace)).toEqual(before);
  });

  it.each([
    ['push', { reference: source, files: 'a.txt' }, 'Unchanged: oci-layout:source:v1', '### 🔍 Dry run: unchanged: '],
    ['tag', { reference: source, tags: 'v1' }, 'Unchanged: oci-layout:source:v1', '### 🔍 Dry run: unchanged: '],
    ['copy', { reference: source, to: source }, 'Unchanged: oci-layout:source:v1', '### 🔍 Dry run: unchanged: '],
    [
      'delete',
      { reference: 'oci-layout:source', 'keep-last': '9', filter: '/./' },
      'Nothing to delete in oci-layout:source: 2 kept, checked in 0.1 s\n',
      '### 🔍 Dry run: nothing to delete in ',
      ...['v1', 'v2'].map((tag) => `${tag}: kept, it is one of the 9 newest by version`),
    ],
  ])('%s of what is as it should be', async (mode, inputs, headline, summary, ...said) => {
    const dry = await runStep({ mode, ...inputs, created: 'none', 'dry-run': 'true' }, { workspace });
    expect(dry).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
    for (const line of [headline, ...said]) expect(`\n${dry.stdout}`).toContain(`\n${line}`);
    expect(dry.summary).toContain(summary);
    expect(dry.summary).not.toMatch(/would/i);
  });
});

describe('the summary of several charts', () => {
  it('is headed by the place of all when one of them fails', async () => {
    const workspace = await makeWorkspace(files);
    const push = { mode: 'push', reference: 'oci-layout:charts', kind: 'helm', files: 'api\nweb' };
    expect(await runStep(push, { workspace })).toMatchObject({ code: 0 });
    await writeFile(`${workspace}/web/values.yaml`, 'other: true\n');
    for (const keepGoing of ['false', 'true']) {
      const { code, summary, outputs } = await runStep({ ...push, 'keep-going': keepGoing }, { workspace });
      expect(code).toBe(1);
      expect(summary).toMatch(/^### ❌ Not pushed to `oci-layout:charts`: 1 of 2 charts exists with other content\n/);
      expect(summary).toContain('| ❌\u00a0failed | `web 1.0.0` |');
      expect(summary).toContain(`| ${keepGoing === 'true' ? 'unchanged' : 'not pushed'} | \`api 1.0.0\` |`);
      expect(summary).not.toMatch(/@sha256:/);
      expect(JSON.parse(outputs['json'] ?? '')).toHaveLength(2);
    }
  });

  it('does not take the second chart for the first one', async () => {
    const workspace = await makeWorkspace({ ...files, 'api/Chart.yaml': 'apiVersion: v2\nname: api\n' });
    const inputs = {
      mode: 'push',
      reference: 'oci-layout:charts',
      kind: 'helm',
      files: 'api\nweb',
      'keep-going': 'true',
    };
    const { code, summary, outputs } = await runStep(inputs, { workspace });
    expect(code).toBe(1);
    expect(summary).toMatch(/^### ❌ Pushed 1 of 2 charts to `oci-layout:charts`, 1 failed\n/);
    expect([outputs['digest'], outputs['version']]).toEqual([undefined, undefined]);
    expect(summary).toContain('| pushed | `web 1.0.0` |');
  });
});
