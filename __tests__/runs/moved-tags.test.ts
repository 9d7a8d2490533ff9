import { writeFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

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

it.each<[string, Record<string, string>, (digests: { first: string; second: string; other: string }) => object]>([
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
    expect({ code, previous: JSON.parse(outputs['previous'] ?? '') }).toEqual({ code: 0, previous });
    expect(JSON.parse(outputs['json'] ?? '').previous).toEqual(previous);
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
    expect(JSON.parse(back.outputs['previous'] ?? '')).toEqual(Object.fromEntries([[tag, done.outputs['digest']]]));
  }
});

it('a copy to several targets tells it of each, and names its source', async () => {
  const { workspace, second, other } = await start();
  const to = 'oci-layout:to/app:latest\noci-layout:new:latest';
  const done = await runStep({ mode: 'copy', reference: 'oci-layout:from:v2', to }, { workspace });
  const source = `oci-layout:from:v2@${second.digest}`;
  expect(JSON.parse(done.outputs['json'] ?? '')).toMatchObject([
    { name: 'oci-layout:to/app', status: 'copied', previous: { latest: other.digest }, source },
    { name: 'oci-layout:new', status: 'copied', source },
  ]);
  expect(done.outputs['previous']).toBe(JSON.stringify({ latest: other.digest }));
  expect(done.stdout).toContain(`oci-layout:to/app:latest: ${other.digest} → ${second.digest}`);
  expect(done.summary).toContain(`| \`oci-layout:to/app\` | ${short(other.digest)} |`);
});

it('a copy names its source', async () => {
  const { workspace, second } = await start();
  const inputs = { mode: 'copy', reference: 'oci-layout:from:v2', to: 'oci-layout:new' };
  const done = await runStep(inputs, { workspace });
  const source = `oci-layout:from:v2@${second.digest}`;
  const pinned = `  oci-layout:new@${second.digest}`;
  expect(done.stdout).toMatch(/\nCopied oci-layout:from:v2 to oci-layout:new:v2 in 0\.1 s \(.* sent\)\n.*\n$/);
  expect(done.stdout.endsWith(`\n${pinned}\n`)).toBe(true);
  expect(done.summary).toContain(
    '- **From** `oci-layout:from:v2`\n- **To** `oci-layout:new` · `v2` new\n- **Digest** ',
  );
  expect(JSON.parse(done.outputs['json'] ?? '')).toMatchObject({ source });
});

it('a sync tells where a tag pointed', async () => {
  await using registry = await startFakeRegistry();
  const { workspace, other } = await start();
  const fresh = await putArtifact(openPlace(`${registry.host}/app`), { a: 'fresh' }, ['latest', 'new']);
  await writeFile(`${workspace}/mirror.yml`, `${registry.host}:\n  images:\n    app: []\n`);
  const inputs = { mode: 'sync', 'sync-file': 'mirror.yml', to: 'oci-layout:to', 'plain-http': 'true' };
  for (const isDry of [true, false]) {
    const done = await runStep({ ...inputs, 'dry-run': String(isDry) }, { workspace });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    const items = JSON.parse(done.outputs['json'] ?? '') as { name: string; previous?: object }[];
    expect(items.map(({ name, previous }) => [name, previous])).toEqual([
      ['oci-layout:to/app:latest', { latest: other.digest }],
      ['oci-layout:to/app:new', undefined],
    ]);
    const line = `${isDry ? 'Would move ' : ''}oci-layout:to/app:latest: ${other.digest} → ${fresh.digest}`;
    expect(done.stdout).toContain(`\n${line}\n`);
    expect(done.summary).toMatch(new RegExp(`moved \\| \`latest\` \\| .* \\| ${short(other.digest)} \\|`));
  }
});

it('a push of charts tells it of each', async () => {
  const workspace = await makeWorkspace({ 'app/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n' });
  const inputs = { mode: 'push', kind: 'helm', reference: 'oci-layout:out', files: 'app', tags: 'latest' };
  const push = () => runStep({ ...inputs, 'chart-repository': 'exact', 'if-exists': 'overwrite' }, { workspace });
  const first = await push();
  expect(first).toMatchObject({ code: 0, outputs: { previous: '{}' } });
  await writeFile(`${workspace}/app/values.yaml`, 'a: 1\n');
  const second = await push();
  const { digest } = first.outputs;
  const previous = { '1.0.0': digest, latest: digest };
  expect(JSON.parse(second.outputs['previous'] ?? '')).toEqual(previous);
  expect(JSON.parse(second.outputs['json'] ?? '')).toMatchObject([{ name: 'app', previous }]);
  expect(second.stdout).toContain(`latest: ${digest} → ${second.outputs['digest']}`);
});
