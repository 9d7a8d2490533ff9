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

const cases: [title: string, inputs: Record<string, string>][] = [
  ['push', { mode: 'push', reference: 'oci-layout:fresh:v1', files: 'a.txt' }],
  ['copy', { mode: 'copy', reference: source, to: 'oci-layout:fresh:v1' }],
  ['copy to two places', { mode: 'copy', reference: source, to: 'oci-layout:fresh:v1\noci-layout:old:v1' }],
  ['tag', { mode: 'tag', reference: source, tags: 'next' }],
  ['tag that moves', { mode: 'tag', reference: source, tags: 'v2' }],
  ['attach', { mode: 'attach', reference: source, ...sbom }],
  ['delete', { mode: 'delete', reference: source }],
  ['delete of a tag alone', { mode: 'delete', reference: source, 'untag-only': 'true' }],
  ['retention', { mode: 'delete', reference: 'oci-layout:source', 'keep-last': '1', filter: '^1 || ^2' }],
  ['push of charts', { mode: 'push', reference: 'oci-layout:charts', kind: 'helm', files: 'web\napi' }],
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

  it.each(cases)('%s', async (_, inputs) => {
    const before = await readTree(workspace);
    const dry = await runStep({ ...inputs, 'dry-run': 'true' }, { workspace });
    expect(dry).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    for (const text of [dry.stdout, dry.summary]) expect(text).toMatch(/would /i);
    const said = `${dry.stdout}${dry.summary}`;
    expect(said).not.toMatch(/\b0 B\b/);
    expect(said).not.toMatch(
      /(?<!would be )\b(?:pushed|planned|copied|deleted|untagged|tagged|moved|new\b(?!@|`))(?= |$)/im,
    );
    expect(await readTree(workspace)).toEqual(before);
  });
});
