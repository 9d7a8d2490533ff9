import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeArchive } from '../artifact/chart/corpus.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import type { ActionRun } from '../support/action/run-action.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

/** A chart that renders its version, as files below a folder. */
function webChart(version: string, name = 'web', more = ''): Record<string, string> {
  return {
    [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: A chart\n${more}`,
    [`charts/${name}/values.yaml`]: 'color: blue # a comment\n',
    [`charts/${name}/templates/map.yaml`]:
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Chart.Name }}\ndata:\n  version: {{ .Chart.Version | quote }}\n',
  };
}

/** A provenance file as Helm writes one; nobody looks at the signature here. */
function provenanceOf(fileName: string, archive: Buffer): string {
  const sum = createHash('sha256').update(archive).digest('hex');
  const body = `name: web\n\n...\nfiles:\n  ${fileName}: sha256:${sum}\n`;
  return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${body}-----BEGIN PGP SIGNATURE-----\n\nabc=\n-----END PGP SIGNATURE-----\n`;
}

const itemsOf = ({ outputs }: ActionRun) => JSON.parse(outputs['json'] ?? '[]') as Record<string, unknown>[];

describeWithPeers(['docker-registry', 'helm', 'helm3'], 'charts and helm', () => {
  let registry: DockerRegistry;
  let place: string;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    place = `${registry.host}/charts`;
  });
  afterAll(() => registry?.stop());

  const push = (workspace: string, inputs: Record<string, string> = {}) =>
    runStep({ mode: 'push', kind: 'helm', reference: place, files: 'charts/*', ...inputs }, { workspace });
  const pull = (reference: string, inputs: Record<string, string> = {}, workspace?: string) =>
    Promise.resolve(workspace ?? makeWorkspace()).then(async (folder) => {
      const outcome = await runStep({ mode: 'pull', reference, ...inputs }, { workspace: folder });
      return { ...outcome, folder };
    });
  /** Runs a command of Helm in an empty folder and gives what it wrote there. */
  const helm = async (program: string, ...args: string[]) => {
    const cwd = await makeWorkspace();
    const outcome = await run(program, [...args, '--plain-http'], { cwd });
    return { ...outcome, cwd };
  };

  it.each(['helm', 'helm3'])('what we push, %s pulls, shows and renders', async (program) => {
    const name = `web-${program}`;
    const workspace = await makeWorkspace(webChart('1.2.3', name));
    const pushed = await push(workspace);
    expect(pushed).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', version: '1.2.3' } });
    expect(itemsOf(pushed)).toEqual([
      {
        name,
        version: '1.2.3',
        status: 'pushed',
        changed: true,
        digest: pushed.outputs['digest'],
        reference: `${place}/${name}@${pushed.outputs['digest']}`,
        tags: ['1.2.3'],
        size: expect.any(Number),
        wrote: true,
      },
    ]);
    expect(pushed.outputs).toMatchObject({ repository: `${place}/${name}`, tags: '1.2.3' });
    expect(pushed.summary).toContain(`helm pull oci://${place}/${name} --version 1.2.3`);

    const url = `oci://${place}/${name}`;
    const pulled = await helm(program, 'pull', url, '--version', '^1.2');
    expect(pulled).toMatchObject({ code: 0 });
    expect(`${pulled.stdout}${pulled.stderr}`).toContain(`Digest: ${pushed.outputs['digest']}`);
    const archive = join(pulled.cwd, `${name}-1.2.3.tgz`);
    expect(await run(program, ['lint', archive])).toMatchObject({ code: 0 });
    expect((await helm(program, 'show', 'chart', url)).stdout).toContain('version: 1.2.3');
    expect((await helm(program, 'template', 'release', url)).stdout).toContain('version: "1.2.3"');

    // Ours, of the same thing, is the same to the byte, packed and unpacked.
    const ours = await pull(`${place}/${name}:1.2.3`, { unpack: 'false' });
    expect(ours).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', version: '1.2.3' } });
    expect(await readFile(join(ours.folder, `${name}-1.2.3.tgz`))).toEqual(await readFile(archive));
    const trees = await Promise.all([
      pull(`${place}/${name}`, { version: '1.x' }).then(({ folder }) => readTree(folder)),
      helm(program, 'pull', url, '--untar').then(({ cwd }) => readTree(cwd)),
    ]);
    expect(Object.keys(trees[0]).length).toBe(3);
    expect(trees[0]).toEqual(trees[1]);
  });

  it('sends nothing for what is there, by one request, and keeps a released version', async () => {
    const workspace = await makeWorkspace(webChart('2.0.0', 'kept'));
    const first = await push(workspace);
    const before = (await registry.requests()).length;
    const again = await push(workspace);
    expect(again).toMatchObject({ code: 0, outputs: told({ changed: false, sent: 0 }) });
    expect(again.outputs['digest']).toBe(first.outputs['digest']);
    expect(itemsOf(again)).toMatchObject([{ status: 'unchanged', changed: false }]);
    expect((await registry.requests()).slice(before)).toEqual(['GET /v2/charts/kept/manifests/2.0.0 200']);

    await writeFile(join(workspace, 'charts/kept/values.yaml'), 'color: red\n');
    const refused = await push(workspace);
    expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    expect(refused.stdout).toContain(
      `The chart version ${place}/kept:2.0.0 exists with different content: the files differ`,
    );
    expect(refused.stdout).toContain('raise the version in Chart.yaml');
    const skipped = await push(workspace, { 'if-exists': 'skip' });
    expect(skipped).toMatchObject({ code: 0, outputs: { changed: 'false', digest: first.outputs['digest'] } });
    expect(itemsOf(skipped)).toMatchObject([{ status: 'kept', wrote: false }]);
    const planned = await push(workspace, { 'if-exists': 'overwrite', 'dry-run': 'true' });
    expect(itemsOf(planned)).toMatchObject([{ status: 'pushed', changed: true, wrote: false }]);
    const written = await push(workspace, { 'if-exists': 'overwrite' });
    expect(written).toMatchObject({ code: 0, outputs: { changed: 'true', digest: planned.outputs['digest'] } });
    expect(written.outputs['digest']).not.toBe(first.outputs['digest']);
  });

  it('knows a chart that helm pushed, and pulls it byte for byte', async () => {
    const source = 'sources: [https://example.com/own]\n';
    const workspace = await makeWorkspace(webChart('3.0.0+build.1', 'theirs', source));
    const outcome = await run('helm', ['package', 'charts/theirs'], { cwd: workspace });
    expect(outcome).toMatchObject({ code: 0 });
    const file = 'theirs-3.0.0+build.1.tgz';
    const archive = await readFile(join(workspace, file));
    await writeFile(join(workspace, `${file}.prov`), provenanceOf(file, archive));
    const args = ['push', file, `oci://${place}`, '--plain-http'];
    expect(await run('helm', args, { cwd: workspace })).toMatchObject({ code: 0 });

    const pulled = await pull(`${place}/theirs`, { version: '3.0.0+build.1', unpack: 'false' });
    expect(pulled).toMatchObject({ code: 0, stderr: '', outputs: { version: '3.0.0+build.1' } });
    expect(pulled.stdout).not.toContain('::warning');
    expect(await readFile(join(pulled.folder, file))).toEqual(archive);
    expect((await readdir(pulled.folder)).sort()).toEqual([file, `${file}.prov`]);

    const before = (await registry.requests()).length;
    const again = await push(workspace, { files: '*.tgz', tags: 'latest\n3.0' });
    expect(again).toMatchObject({ code: 0, stderr: '', outputs: told({ changed: true, sent: 0 }) });
    expect(again.outputs['digest']).toBe(pulled.outputs['digest']);
    expect((await registry.requests()).slice(before).filter((line) => line.startsWith('P'))).toEqual([
      'PUT /v2/charts/theirs/manifests/latest 201',
      'PUT /v2/charts/theirs/manifests/3.0 201',
    ]);
    // Helm 3.18.0 cannot pull any chart with a provenance file, its own neither.
    expect((await helm('helm', 'pull', `oci://${place}/theirs:3.0`)).code).toBe(0);
  });

  it('pushes a signed archive with its provenance file, which helm gets', async () => {
    const workspace = await makeWorkspace(webChart('1.0.0', 'signed'));
    await run('helm', ['package', 'charts/signed', '--destination', 'out'], { cwd: workspace });
    const archive = await readFile(join(workspace, 'out/signed-1.0.0.tgz'));
    const provenance = provenanceOf('signed-1.0.0.tgz', archive);
    await writeFile(join(workspace, 'out/signed-1.0.0.tgz.prov'), provenance);
    const pushed = await push(workspace, { files: 'out/*' });
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(
      JSON.parse(pushed.outputs['files'] ?? '')
        .map(({ title }: { title: string }) => title)
        .sort(),
    ).toEqual(['signed-1.0.0.tgz', 'signed-1.0.0.tgz.prov']);
    const pulled = await helm('helm', 'pull', `oci://${place}/signed`, '--prov');
    expect(await readFile(join(pulled.cwd, 'signed-1.0.0.tgz.prov'), 'utf8')).toBe(provenance);
    await writeFile(join(workspace, 'out/signed-1.0.0.tgz.prov'), provenance.replace(/sha256:./, 'sha256:x'));
    const refused = await push(workspace, { files: 'out/*' });
    expect(refused.stdout).toContain('file=out/signed-1.0.0.tgz.prov::out/signed-1.0.0.tgz.prov: the provenance file');
  });

  it.each([
    ['helm', ''],
    ['helm3', '/'],
  ])('puts charts at the root of a registry, where %s puts them', async (program, slash) => {
    const [first, second] = [`root-${program}`, `more-${program}`];
    const workspace = await makeWorkspace({ ...webChart('1.0.0', first), ...webChart('1.0.0', second) });
    const reference = `oci://${registry.host}${slash}`;
    expect(await run(program, ['package', `charts/${first}`], { cwd: workspace })).toMatchObject({ code: 0 });
    const theirs = await run(program, ['push', `${first}-1.0.0.tgz`, reference, '--plain-http'], { cwd: workspace });
    expect(theirs).toMatchObject({ code: 0 });
    const planned = await push(workspace, { reference, 'dry-run': 'true' });
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toContain(`Would push ${second} 1.0.0 to ${registry.host}/${second}: 1.0.0\n`);
    const pushed = await push(workspace, { reference });
    expect(pushed).toMatchObject({ code: 0, stderr: '', outputs: { version: '1.0.0' } });
    expect(pushed.outputs).not.toHaveProperty('repository');
    expect(itemsOf(pushed)).toMatchObject([
      { name: second, status: 'pushed', reference: expect.stringContaining(`${registry.host}/${second}@sha256:`) },
      { name: first, status: 'unchanged', reference: expect.stringContaining(`${registry.host}/${first}@sha256:`) },
    ]);
    expect(pushed.stdout).toContain(`Pushed ${registry.host}: 1 pushed, 1 unchanged`);
    expect((await helm(program, 'show', 'chart', `${reference.replace(/\/$/, '')}/${second}`)).stdout).toContain(
      `name: ${second}`,
    );
  });

  it('finds versions as helm does, and says which there are', async () => {
    const workspace = await makeWorkspace();
    for (const version of ['1.0.0', '1.1.0', '2.0.0-rc.1']) {
      const archive = await makeArchive({ 'range/Chart.yaml': `name: range\nversion: ${version}\n` });
      await writeFile(join(workspace, `range-${version}.tgz`), archive);
    }
    expect(await push(workspace, { files: '*.tgz' })).toMatchObject({ code: 0, stderr: '' });
    const found: Record<string, string | undefined> = {};
    for (const version of ['', '^1', '<1.1', '>=2.0.0-0', '1.1.0']) {
      const { outputs } = await pull(`${place}/range`, { version, kind: 'helm' }, workspace);
      found[version] = outputs['version'];
      const theirs = await helm('helm', 'show', 'chart', `oci://${place}/range`, '--version', version);
      expect(theirs.stdout).toContain(`version: ${outputs['version']}\n`);
    }
    expect(found).toEqual({ '': '1.1.0', '^1': '1.1.0', '<1.1': '1.0.0', '>=2.0.0-0': '2.0.0-rc.1', '1.1.0': '1.1.0' });
    for (const [version, says] of [
      ['1.2.3', `${place}/range has no version 1.2.3: it has 1.1.0, 1.0.0, 2.0.0-rc.1`],
      ['~2.0', `${place}/range has no version ~2.0: it has 2.0.0-rc.1, 1.1.0, 1.0.0`],
      ['1', `has no version 1: it has 1.1.0, 1.0.0, 2.0.0-rc.1; as a range, write 1.x`],
      ['latest', 'The version "latest" is neither a semantic version nor a range of versions'],
    ] as const) {
      const missed = await pull(`${place}/range`, { version }, workspace);
      expect(missed.code).toBe(1);
      expect(missed.stdout).toContain(says);
    }
    const { stdout } = await pull(`${place}/range:1.0.0`, { 'expect-digest': `sha256:${'0'.repeat(64)}` }, workspace);
    expect(stdout).toContain('but expect-digest asks for');
  });
});
