import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseAnnotationLines } from '../../../src/artifact/annotations.ts';
import { findFiles } from '../../../src/artifact/files/find-files.ts';
import { asImageSpec10 } from '../../../src/artifact/files/image-spec.ts';
import { type PackedArtifact, packFiles } from '../../../src/artifact/files/pack.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

interface Case {
  /** Content by path. */
  files: Record<string, string>;
  /** Lines of the input `files`, which are arguments of oras too; all files by default. */
  lines?: string[];
  artifactType?: string;
  config?: { path: string; mediaType?: string };
  annotations?: string[];
  annotationFile?: Record<string, Record<string, string>> | string;
}

// oras always adds the time, unless it is given.
const created = 'org.opencontainers.image.created=2000-01-01T00:00:00Z';
const [createdKey = '', createdValue = ''] = created.split('=');
const one = { 'a.txt': 'hello\n' };
const config = { ...one, 'config.json': '{"a":1}' };

const cases: [string, Case][] = [
  ['one file', { files: one }],
  ['an empty file', { files: { empty: '' } }],
  ['several files in the order given', { files: { c: '1', a: '2', b: '3' }, lines: ['c', 'a', 'b'] }],
  ['files in folders', { files: { 'x/y/z.txt': '1', 'x/a.txt': '2' } }],
  ['two files of one content', { files: { a: 'same', b: 'same' } }],
  ['the content of the empty config', { files: { 'empty.json': '{}' } }],
  ['media types', { files: { a: '1', b: '2', c: '3' }, lines: ['a:text/plain', 'b', 'c:application/vnd.x.y.v1+json'] }],
  ['names with spaces and of all scripts', { files: { 'a b.txt': '1', 'ünï.txt': '2', '日本語 😀.txt': '3' } }],
  ['names with signs', { files: { "it's (1) & <2>.txt": '1', 'a+b=c,d;e#f%20.txt': '2', '-@!.txt': '3' } }],
  ['a path that is not the shortest', { files: one, lines: ['./a.txt'] }],
  ['an artifact type', { files: one, artifactType: 'application/vnd.x.y' }],
  ['annotations', { files: one, annotations: ['b=1', 'a=2', 'empty=', 'equals=a=b'] }],
  ['signs of HTML and quotes', { files: one, annotations: ['k=<a href="x">\'&amp;\\</a>', '<&>=1'] }],
  ['Unicode', { files: one, annotations: ['k=ünï \u2028\u2029 😀 \u{10ffff} \ufeff \ufffd', '😀=1', 'ﬀ=2', 'é=3'] }],
  ['control characters', { files: one, annotations: ['k=\u0001\b\t\n\v\f\r\u001b\u001f\u007f\u0080\u009f'] }],
  ['keys like numbers', { files: one, annotations: ['10=x', '9=y', '-1=z', '1.5=u', '00=v'] }],
  ['keys of objects', { files: one, annotations: ['__proto__=x', 'constructor=y', 'toString=z'] }],
  [
    'an annotation file',
    {
      files: { 'a.txt': '1', 'x/b.txt': '2', c: '3' },
      annotationFile: {
        $manifest: { m: '1', [createdKey]: createdValue },
        $config: { c: '2' },
        'a.txt': { z: '3', a: '4' },
        'x/b.txt': { '<': '>' },
        'nobody.txt': { no: 'one' },
      },
    },
  ],
  [
    'an annotation file with a key __proto__ and half a character',
    {
      files: one,
      annotationFile: `{"$manifest":{"__proto__":"p","half":"a\\ud800b","${createdKey}":"${createdValue}"},"a.txt":{"__proto__":"q"}}`,
    },
  ],
  ['a config', { files: config, lines: ['a.txt'], config: { path: 'config.json' } }],
  [
    'a config with its type',
    { files: config, lines: ['a.txt'], config: { path: 'config.json', mediaType: 'application/vnd.x.config+json' } },
  ],
  [
    'a config and an artifact type',
    { files: config, lines: ['a.txt'], config: { path: 'config.json' }, artifactType: 'application/vnd.x.y' },
  ],
  [
    'a config with its type and an artifact type',
    { files: config, lines: ['a.txt'], config: { path: 'config.json', mediaType: 'x/c' }, artifactType: 'x/y' },
  ],
  [
    'a config with annotations',
    {
      files: config,
      lines: ['a.txt'],
      config: { path: 'config.json' },
      annotationFile: {
        $manifest: { [createdKey]: createdValue },
        $config: { k: 'v' },
        'config.json': { not: 'used' },
      },
    },
  ],
  [
    'an empty config with a title',
    {
      files: one,
      annotationFile: {
        $manifest: { [createdKey]: createdValue },
        $config: { 'org.opencontainers.image.title': 'my.json' },
      },
    },
  ],
  ['no files, annotations', { files: {}, annotations: ['org.example.approved=true'] }],
  [
    'no files, annotations of the config',
    { files: {}, annotationFile: { $manifest: { [createdKey]: createdValue }, $config: { k: 'v' } } },
  ],
  ['no files, a config', { files: config, lines: [], config: { path: 'config.json', mediaType: 'x/c' } }],
  [
    'no files, a config and an artifact type',
    { files: config, lines: [], config: { path: 'config.json', mediaType: 'x/c' }, artifactType: 'x/y' },
  ],
  ['a config that is also a file', { files: config, config: { path: 'config.json', mediaType: 'x/c' } }],
];

const folder = makeFolder();

/** The lines of the input `annotations` that say what an annotation file of oras says, as docs/moving.md has it. */
function linesOf(file: NonNullable<Case['annotationFile']>): string[] {
  const sets = typeof file === 'string' ? (JSON.parse(file) as Record<string, Record<string, string>>) : file;
  return Object.entries(sets).flatMap(([name, set]) => {
    const level = { $manifest: 'manifest', $config: 'config' }[name] ?? `layer[${name}]`;
    return Object.entries(set).map(([key, value]) => `${level}:${key}=${value}`);
  });
}

async function packOurs({ files, lines, ...given }: Case, workspace: string): Promise<PackedArtifact> {
  const { artifactType, config: configFile, annotations = [], annotationFile } = given;
  const found = await findFiles(lines ?? Object.keys(files), {
    workspace,
    root: workspace,
    includeHidden: false,
    symlinks: 'keep',
    onHidden: () => {},
    onUseless: () => {},
    onNothing: (line) => {
      throw new Error(`found nothing for ${line}`);
    },
  });
  const packed = await packFiles({
    files: found,
    artifactType,
    config: configFile && { ...configFile, bytes: await readFile(join(workspace, configFile.path)) },
    annotations: parseAnnotationLines(annotationFile ? linesOf(annotationFile) : [created, ...annotations]),
    directories: {
      symlinks: 'keep',
      includeHidden: false,
      onHidden: () => {},
      time: 0,
      temporary: tmpdir(),
      claimed: new Map(),
    },
    concurrency: 2,
  });
  return packed;
}

async function packTheirs({ files, lines, ...given }: Case, workspace: string, more: string[] = []): Promise<Buffer> {
  const { artifactType, config: configFile, annotations = [], annotationFile } = given;
  const layout = await mkdtemp(join(folder, 'layout-'));
  const options = ['--oci-layout', `${layout}:v1`];
  if (artifactType) options.push('--artifact-type', artifactType);
  if (configFile) options.push('--config', [configFile.path, configFile.mediaType].filter(Boolean).join(':'));
  if (annotationFile) {
    const path = join(layout, 'annotations.json');
    await writeFile(path, typeof annotationFile === 'string' ? annotationFile : JSON.stringify(annotationFile));
    options.push('--annotation-file', path);
  } else {
    for (const annotation of [created, ...annotations]) options.push('--annotation', annotation);
  }
  const pushed = await run('oras', ['push', ...options, ...more, '--', ...(lines ?? Object.keys(files))], {
    cwd: workspace,
  });
  expect(pushed).toMatchObject({ code: 0 });
  return (await new LayoutStore(layout).manifest('v1')).bytes;
}

describeWithPeers(['oras'], 'The manifest has the bytes of oras push', () => {
  it.each(cases)('%s', async (_, given) => {
    const workspace = await mkdtemp(join(folder, 'workspace-'));
    for (const [path, content] of Object.entries(given.files)) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), content);
    }
    const packed = await packOurs(given, workspace);
    const [ours, theirs] = [packed.bytes, await packTheirs(given, workspace)];
    expect(ours.toString()).toBe(theirs.toString());
    expect(ours.equals(theirs)).toBe(true);
    const plain = asImageSpec10(packed);
    expect(plain === undefined).toBe(given.config !== undefined);
    const old = await packTheirs(given, workspace, ['--image-spec', 'v1.0']).catch(() => undefined);
    if (plain) expect(plain.bytes.toString()).toBe(old?.toString());
  });

  // oras 1.2 looks for the file under its new title and fails, for a config too; newer ones pack it (oras issue 1872).
  it('takes a title from the annotation file, which oras 1.2 cannot', async () => {
    const workspace = await mkdtemp(join(folder, 'workspace-'));
    await writeFile(join(workspace, 'a.txt'), 'hello\n');
    const annotationFile = { 'a.txt': { 'org.opencontainers.image.title': 'b.txt' } };
    const { layers } = JSON.parse((await packOurs({ files: one, annotationFile }, workspace)).bytes.toString());
    expect(layers[0].annotations).toEqual({ 'org.opencontainers.image.title': 'b.txt' });
  });

  it('has the digest that oras prints', async () => {
    const workspace = await mkdtemp(join(folder, 'workspace-'));
    await writeFile(join(workspace, 'a.txt'), 'hello\n');
    const layout = join(workspace, 'layout');
    const args = ['push', '--oci-layout', `${layout}:v1`, '--annotation', created, 'a.txt'];
    const { stdout } = await run('oras', args, { cwd: workspace });
    const { digest } = await new LayoutStore(layout).resolve('v1');
    expect(stdout).toContain(`Digest: ${digest}`);
    const ours = await packOurs({ files: one }, workspace);
    expect(ours.bytes).toEqual(await readFile(join(layout, 'blobs', 'sha256', digest.slice(7))));
  });
});
