import { expect, it } from '@jest/globals';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';

/** A layout with two artifacts, and another one whose tags point elsewhere. */
async function start() {
  const workspace = await makeWorkspace({ 'a.txt': 'third' });
  const [from, to] = [openPlace(`oci-layout:${workspace}/from`), openPlace(`oci-layout:${workspace}/to/app`)];
  const [first, second] = [
    await putArtifact(from, { a: 'first' }, ['latest', 'v1']),
    await putArtifact(from, { a: 'second' }, ['v2', 'stable']),
  ];
  const other = await putArtifact(to, { a: 'other' }, ['latest', 'v2']);
  return { workspace, from, to, first, second, other };
}

const short = (digest: string) => `\`${digest.slice(0, 19)}\``;

it.each<
  [
    string,
    Record<string, string>,
    (digests: { first: string; second: string; other: string }) => Record<string, string>,
  ]
>([
  ['push', { reference: 'oci-layout:from:v3,latest', files: 'a.txt' }, ({ first }) => ({ latest: first })],
  ['push', { reference: 'oci-layout:from:v3', files: 'a.txt' }, () => ({})],
  ['tag', { reference: 'oci-layout:from:v2', tags: 'latest\nv2\nv3' }, ({ first }) => ({ latest: first })],
  ['tag', { reference: 'oci-layout:from:v1', tags: 'v2\nstable' }, ({ second }) => ({ v2: second, stable: second })],
  [
    'copy',
    { reference: 'oci-layout:from:v2', to: 'oci-layout:to/app:v2,v3,latest' },
    ({ other }) => ({ latest: other, v2: other }),
  ],
])('%s tells where tags pointed that it moves: %j', async (mode, inputs, previousOf) => {
  const { workspace, first, second, other } = await start();
  const previous = previousOf({ first: first.digest, second: second.digest, other: other.digest });
  const dry = await runStep({ mode, ...inputs, 'dry-run': 'true' }, { workspace });
  const done = await runStep({ mode, ...inputs }, { workspace });
  for (const { code, outputs, stdout, summary } of [dry, done]) {
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: told({ before: previous }) });
    expect(Object.values(JSON.parse(outputs['json'] ?? ''))).toContainEqual(previous);
    const { digest = '' } = outputs;
    for (const [tag, old] of Object.entries(previous)) {
      expect(stdout).toContain(`${tag}: ${old} → ${digest}`);
      expect(summary).toMatch(new RegExp(`\`${tag}\` (?:moved|would move) from ${short(old)}`));
    }
  }
  expect(dry.stdout.match(/Would move /g)?.length ?? 0).toBe(Object.keys(previous).length);
  expect(done.stdout).not.toContain('Would move');
  // Rolled back, and moved by nothing again.
  for (const [tag, old] of Object.entries(previous)) {
    const reference = `${done.outputs['repository']}@${old}`;
    const back = await runStep({ mode: 'tag', reference, tags: tag }, { workspace });
    expect(back.outputs).toEqual(told({ before: Object.fromEntries([[tag, done.outputs['digest'] ?? '']]) }));
  }
});
