import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';

interface Push {
  inputs: Record<string, string>;
  layout: string;
  /** The digest of the tar, which no zlib changes. */
  content: string;
}

/** The same files as a directory, as a Flux source and as a chart. */
const pushes: [string, Push][] = [
  [
    'directory',
    {
      inputs: { files: 'web', 'include-hidden-files': 'true' },
      layout: 'out',
      content: 'sha256:e5a15adf29e800e9b535f1ae7f619428b59f3e1ed3adb1c2715cf86213e8ff41',
    },
  ],
  [
    'Flux source',
    {
      inputs: { files: 'web', kind: 'flux' },
      layout: 'out',
      content: 'sha256:9b8b795b86e87da82c7d043f5210f22d5f8f149bd812991a054a668116302caf',
    },
  ],
  [
    'chart',
    {
      inputs: { files: 'web', kind: 'helm' },
      layout: 'out/web',
      content: 'sha256:0e6a72166acd061ad743f7686415879fbee522c6585b5562148b11853ceeb2a8',
    },
  ],
];

const files = {
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'values.yaml': 'b: 2\n',
  '.helmignore': '*.txt\n',
  'run.sh': '#!/bin/sh\n',
  'templates/ü ✓.yaml': 'a: 1\n',
  [`files/${'deep/'.repeat(30)}${'l'.repeat(200)}`]: 'deep\n',
  'İ.md': 'dotted',
  'i.txt': 'plain',
};
const large = Buffer.alloc(1_500_000, 'several blocks of gzip ');

/** Writes the tree with other owners, modes and times, in another order: what a checkout may do on another machine. */
async function makeTree(isOther: boolean): Promise<string> {
  const workspace = await makeWorkspace();
  const before = process.umask(isOther ? 0o077 : 0o022);
  try {
    const entries = Object.entries({ ...files, large });
    for (const [path, content] of isOther ? entries.reverse() : entries) {
      const file = join(workspace, 'web', path);
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, content);
    }
    await mkdir(join(workspace, 'web/empty'));
    await symlink('run.sh', join(workspace, 'web/link'));
    await chmod(join(workspace, 'web/run.sh'), isOther ? 0o700 : 0o755);
    for (const entry of isOther ? await readdir(join(workspace, 'web'), { recursive: true }) : []) {
      const path = join(workspace, 'web', entry);
      await utimes(path, 1_000, 2_000);
      // Only root may give files away; who else runs this test is another user than the one who noted the digests.
      if (process.getuid?.() === 0) await chown(path, 1234, 5678);
    }
  } finally {
    process.umask(before);
  }
  return workspace;
}

const push = (workspace: string, { inputs }: Push, env: Record<string, string> = {}) =>
  runStep(
    { mode: 'push', reference: inputs['kind'] === 'helm' ? 'oci-layout:out' : 'oci-layout:out:v1', ...inputs },
    { workspace, env },
  );

/** The blobs of a layout with one manifest. */
async function open(layout: string) {
  const blob = (digest: string) => join(layout, 'blobs', digest.replace(':', '/'));
  const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
  const manifest = JSON.parse(await readFile(blob(index.manifests[0].digest), 'utf8'));
  const archive = await readFile(blob(manifest.layers[0].digest));
  const put = async (bytes: Buffer) => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    await writeFile(blob(digest), bytes);
    return { digest, size: bytes.byteLength };
  };
  return { index, manifest, archive, put };
}

describe.each(pushes)('a %s', (_, given) => {
  it('has the same bytes for the same files on every machine', async () => {
    const [workspace, other] = [await makeTree(false), await makeTree(true)];
    const first = await push(workspace, given);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const { archive } = await open(join(workspace, given.layout));
    const content = createHash('sha256').update(gunzipSync(archive)).digest('hex');
    expect(`sha256:${content}`).toBe(given.content);
    const environments = [
      { UV_THREADPOOL_SIZE: '1', TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { UV_THREADPOOL_SIZE: '16', TZ: 'America/St_Johns', LC_ALL: 'C', GITHUB_RUN_ID: '43' },
    ];
    const before = process.umask(0o077);
    for (const env of environments) {
      const again = await push(other, given, env);
      expect(again.outputs).toMatchObject({ digest: first.outputs['digest'] });
    }
    process.umask(before);
    expect((await open(join(other, given.layout))).archive.equals(archive)).toBe(true);
  });

  it('is known by its content where another zlib has packed it', async () => {
    const workspace = await makeTree(false);
    await push(workspace, given);
    const layout = join(workspace, given.layout);
    const { index, manifest, archive, put } = await open(layout);
    const repacked = gzipSync(gunzipSync(archive), { level: 1 });
    expect(repacked.equals(archive)).toBe(false);
    Object.assign(manifest.layers[0], await put(repacked));
    const theirs = await put(Buffer.from(JSON.stringify(manifest)));
    Object.assign(index.manifests[0], theirs);
    await writeFile(join(layout, 'index.json'), JSON.stringify(index));
    const again = await push(workspace, given);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.outputs).toEqual(told({ digest: theirs.digest, changed: false, sent: 0 }));
    const more = await push(workspace, { ...given, inputs: { ...given.inputs, tags: 'more' } });
    expect(more.outputs).toEqual(told({ digest: theirs.digest, changed: true, sent: 0 }));
    await writeFile(join(workspace, 'web/values.yaml'), 'b: 3\n');
    const changed = await push(workspace, {
      ...given,
      inputs: { ...given.inputs, 'if-exists': 'overwrite' },
    });
    expect(changed.outputs['digest']).not.toBe(theirs.digest);
  });
});
