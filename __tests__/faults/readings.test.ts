import { lstatSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeFolder, makeWorkspace } from '../support/action/workspace.ts';
import {
  type HostileServers,
  type Json,
  makeHostile,
  type Repository,
  startHostileServers,
} from '../support/faults/hostile.ts';
import { runStep } from '../support/processes/run-step.ts';
import { run } from '../support/servers/peers.ts';

// One digest, one reading: charts whose values.yaml is "a: 1", "a: 2" or missing, depending on the reader, and which we
// refuse for that. What each reader makes of them stands in the rows.

/** A header with content, of a type of POSIX or of GNU. */
function entry(name: string, content: string | Buffer = '', type = '0', size?: number): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  const put = (text: string, at: number) => header.write(text, at, 'latin1');
  put(name, 0);
  put('0000644\0', 100);
  put(`${(size ?? bytes.byteLength).toString(8).padStart(11, '0')}\0`, 124);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  put(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return Buffer.concat([header, bytes, Buffer.alloc(-bytes.byteLength & 511)]);
}

const record = (key: string, value: string) => {
  const rest = ` ${key}=${value}\n`;
  const length = rest.length + `${rest.length + 2}`.length;
  return `${length}${rest}`;
};
const pax = (key: string, value: string, type = 'x') => entry('pax', record(key, value), type);
const end = Buffer.alloc(1024);
const chartYaml = entry('web/Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.2.3\n');
const values = 'web/values.yaml';
const [one, two] = [1, 2].map((value) => entry(values, `a: ${value}\n`)) as [Buffer, Buffer];
/** Under another name, with what would be other values. */
const notes = entry('web/notes', 'a: 2\n');
const archiveOf = (...parts: Buffer[]) => gzipSync(Buffer.concat([chartYaml, ...parts]));
const [good, evil] = [archiveOf(one, end), archiveOf(two, end)];

const config = '{"name":"web","version":"1.2.3","apiVersion":"v2"}';
const layerOf = ({ blob }: Repository, archive: Buffer): Json =>
  blob(archive, {
    mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    annotations: { 'org.opencontainers.image.title': 'web', 'io.deis.oras.content.unpack': 'true' },
  });

/** Stores a chart under v1: its manifest as it would be, as another text. */
function putChart(repository: Repository, archive: Buffer, changed = (text: string) => text): void {
  const mediaType = 'application/vnd.cncf.helm.config.v1+json';
  const body = {
    schemaVersion: 2,
    config: repository.blob(config, { mediaType }),
    layers: [layerOf(repository, archive)],
  };
  repository.bytes(changed(JSON.stringify(body)));
}

describeWithPeers(['oras', 'skopeo', 'helm', 'python3'], 'readings', () => {
  let servers: HostileServers;
  beforeAll(async () => {
    servers = await startHostileServers();
  });
  afterAll(async () => servers?.[Symbol.asyncDispose]());

  /** What is in the values.yaml of a file system. */
  const valuesIn = async (folder: string) => {
    const found = lstatSync(join(folder, values), { throwIfNoEntry: false });
    if (!found?.isFile()) return found ? 'a folder' : 'none';
    return (await readFile(join(folder, values), 'latin1')).trim() || 'empty';
  };

  /** What each client makes of the chart. */
  const clients: Record<string, (reference: string, folder: string) => Promise<string>> = {
    oras: async (reference, folder) => {
      const { code } = await run('oras', ['pull', '--plain-http', '-o', folder, reference]);
      return code === 0 ? valuesIn(folder) : 'refused';
    },
    helm: async (reference, cwd) => {
      const [repository = ''] = reference.split(':v1');
      const pulled = await run('helm', ['pull', '--plain-http', `oci://${repository}`, '--version', '1.2.3'], { cwd });
      if (pulled.code !== 0) return 'refused';
      const [file = ''] = await readdir(cwd);
      const { code, stdout } = await run('helm', ['show', 'values', file], { cwd });
      return code === 0 ? stdout.trim() || 'none' : 'refused';
    },
    skopeo: async (reference, folder) => {
      const { code } = await run('skopeo', [
        'copy',
        '--src-tls-verify=false',
        `docker://${reference}`,
        `dir:${folder}`,
      ]);
      if (code !== 0) return 'refused';
      const blobs = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))));
      const archives = blobs.filter((bytes) => bytes[0] === 0x1f).map((bytes) => gunzipSync(bytes));
      return archives.map((bytes) => /a: \d/.exec(bytes.toString('latin1'))?.[0] ?? 'none').join() || 'none';
    },
    us: async (reference, workspace) => {
      const { code } = await runStep({ mode: 'pull', reference, path: 'out', 'plain-http': 'true' }, { workspace });
      return code === 0 ? valuesIn(join(workspace, 'out')) : 'refused';
    },
  };

  const extract = 'import sys, tarfile; tarfile.open("x.tgz").extractall(sys.argv[1])';
  /** What programs for archives make of the archive. */
  const archivers: Record<string, [command: string, args: string[]]> = {
    tar: ['tar', ['-xzf', 'x.tgz', '-C', 'out']],
    python: ['python3', ['-c', extract, 'out']],
  };

  let count = 0;
  /** Stores a chart, and asks each client. */
  async function readingsOf(make: (repository: Repository) => void, of: (keyof typeof clients)[]) {
    count += 1;
    const name = `case-${count}`;
    await makeHostile(
      {
        name,
        make: (repository) => {
          make(repository);
          const { tags } = servers.registry.content.repository(name);
          tags.set('1.2.3', tags.get('v1') ?? '');
        },
        expected: 'ok',
      },
      name,
      servers,
    );
    const readings = of.map(async (client) => [
      client,
      await clients[client]?.(`${servers.registry.host}/${name}:v1`, makeFolder()),
    ]);
    return Object.fromEntries(await Promise.all(readings));
  }

  async function archivesRead(archive: Buffer) {
    const readings = Object.entries(archivers).map(async ([name, [command, args]]) => {
      const cwd = makeFolder();
      await mkdir(join(cwd, 'out'));
      await writeFile(join(cwd, 'x.tgz'), archive);
      const { code } = await run(command, args, { cwd });
      const found = await valuesIn(join(cwd, 'out'));
      return [name, code === 0 ? found : found === 'none' ? 'refused' : `${found}, refused`];
    });
    return Object.fromEntries(await Promise.all(readings));
  }

  it.each<[title: string, archive: Buffer, readings: string]>([
    ['a chart', good, 'oras a: 1; helm a: 1; us a: 1; tar a: 1; python a: 1'],
    [
      'a path for all that follows',
      archiveOf(pax('path', values, 'g'), notes, end),
      'oras none; helm none; us refused; tar a: 2; python a: 2',
    ],
    [
      'a size for all that follows',
      archiveOf(pax('size', '0', 'g'), entry('web/more', two), end),
      'oras refused; helm none; us refused; tar empty, refused; python none',
    ],
    [
      'a long name of old GNU',
      archiveOf(entry('long', `${values}\0`, 'N'), notes, end),
      'oras refused; helm refused; us refused; tar none; python none',
    ],
    [
      'an entry behind two empty blocks',
      archiveOf(one, end, two, end),
      'oras a: 1; helm a: 1; us refused; tar a: 1; python a: 1',
    ],
    [
      'an entry behind one empty block',
      archiveOf(one, end.subarray(512), two, end),
      'oras refused; helm refused; us refused; tar a: 1; python a: 1',
    ],
    [
      'a file with a slash and a size',
      archiveOf(entry(`${values}/`, 'a: 2\n'), end),
      'oras a: 2; helm a: 2; us refused; tar a folder, refused; python a: 2',
    ],
    [
      'a file in one piece with a slash',
      archiveOf(entry(`${values}/`, 'a: 2\n', '7'), end),
      'oras none; helm a: 2; us refused; tar a folder, refused; python a: 2',
    ],
    [
      'a long name of two texts',
      archiveOf(entry('long', `${values}\0more`, 'L'), notes, end),
      'oras a: 2; helm a: 2; us refused; tar a: 2; python a: 2',
    ],
    [
      'two headers for a name',
      archiveOf(pax('path', values), entry('long', 'web/other', 'L'), notes, end),
      'oras none; helm none; us refused; tar a: 2; python a: 2',
    ],
    [
      'two headers for a name, the other way',
      archiveOf(entry('long', 'web/other', 'L'), pax('path', values), notes, end),
      'oras none; helm none; us refused; tar a: 2; python none',
    ],
    [
      'a header for all before the entry',
      archiveOf(pax('path', values), pax('comment', 'x', 'g'), notes, end),
      'oras refused; helm none; us refused; tar a: 2; python a: 2',
    ],
    [
      'a folder with a size',
      archiveOf(entry('web/d/', '', '5', 1024), two, end),
      'oras a: 2; helm a: 2; us a: 2; tar a: 2; python a: 2',
    ],
    [
      'a folder by its slash',
      archiveOf(entry(`${values}/`, ''), end),
      'oras empty; helm none; us none; tar a folder; python empty',
    ],
    [
      'a path that is taken back',
      archiveOf(entry('pax', record('path', values) + record('path', ''), 'x'), notes, end),
      'oras none; helm none; us refused; tar a: 2; python refused',
    ],
  ])('%s', async (_, archive, readings) => {
    const own = await readingsOf((repository) => putChart(repository, archive), ['oras', 'helm', 'us']);
    const all = { ...own, ...(await archivesRead(archive)) };
    expect(
      Object.entries(all)
        .map(([name, what]) => `${name} ${what}`)
        .join('; '),
    ).toBe(readings);
  });

  it.each<[title: string, change: (text: string, other: string) => string, readings: string]>([
    ['a manifest', (text) => text, 'oras a: 1; helm a: 1; skopeo a: 1; us a: 1'],
    [
      'Layers beside layers',
      (text, other) => text.replace(/}$/, `,"Layers":${other}}`),
      'oras a: 2; helm a: 2; skopeo a: 2; us refused',
    ],
    [
      'Layers in the place of layers',
      (text) => text.replace('"layers"', '"Layers"'),
      'oras a: 1; helm a: 1; skopeo a: 1; us refused',
    ],
    [
      'layers with a long s',
      (text, other) => text.replace(/}$/, `,"layer\u017f":${other}}`),
      'oras a: 2; helm a: 2; skopeo a: 2; us refused',
    ],
    [
      'layers twice',
      (text, other) => text.replace(/}$/, `,"layers":${other}}`),
      'oras a: 2; helm a: 2; skopeo a: 2; us refused',
    ],
    [
      'annotations that differ in letters',
      (text) => text.replace(/}$/, ',"annotations":{"a":"b","A":"c"}}'),
      'oras a: 1; helm a: 1; skopeo a: 1; us a: 1',
    ],
  ])('%s', async (_, change, readings) => {
    const make = (repository: Repository) => {
      const other = JSON.stringify([layerOf(repository, evil)]);
      putChart(repository, good, (text) => change(text, other));
    };
    const all = await readingsOf(make, ['oras', 'helm', 'skopeo', 'us']);
    expect(
      Object.entries(all)
        .map(([name, what]) => `${name} ${what}`)
        .join('; '),
    ).toBe(readings);
  });

  it('a planted chart whose values Helm does not see is not the chart of a push, and gets no tag of it', async () => {
    const files = { 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n', [values]: 'a: 1\n' };
    const workspace = await makeWorkspace(files);
    const { host, content } = servers.registry;
    const push = (inputs: Record<string, string>) =>
      runStep(
        { mode: 'push', kind: 'helm', files: 'web', 'plain-http': 'true', created: 'none', ...inputs },
        { workspace },
      );
    expect(await push({ reference: `${host}/first` })).toMatchObject({ code: 0 });
    const { manifests, blobs } = content.repository('first/web');
    const [[, { mediaType, bytes }] = fail()] = manifests;
    const manifest = JSON.parse(bytes.toString());
    const archive = gunzipSync(blobs.get(manifest.layers[0].digest) ?? '');
    // Behind two empty blocks: the last file, of two blocks.
    const last = archive.byteLength - 2 * 1024;
    const planted = gzipSync(Buffer.concat([archive.subarray(0, last), end, archive.subarray(last)]));
    let digest: unknown;
    const readings = await readingsOf(
      (repository) => {
        repository.blob(blobs.get(manifest.config.digest) ?? '');
        const { mediaType: type } = manifest.layers[0];
        const layers = [repository.blob(planted, { mediaType: type })];
        ({ digest } = repository.bytes(JSON.stringify({ ...manifest, layers }), mediaType));
      },
      ['helm'],
    );
    expect(readings).toEqual({ helm: 'none' });
    const name = `case-${count}`;
    const { code, outputs, stdout } = await push({
      ...{ reference: `${host}/${name}`, 'chart-repository': 'exact', tags: 'latest' },
    });
    expect({ code, digest: outputs['digest'] ?? '' }).toEqual({ code: 1, digest: '' });
    expect(stdout).toContain(`exists with different content: it is not a readable chart (${digest})`);
    expect([...content.repository(name).tags.keys()]).not.toContain('latest');
  });
});

function fail(): never {
  throw new Error('there is no manifest');
}
