import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readYamlBlocks } from '../scripts/workflows.ts';
import { digestOf } from '../src/oci/digest.ts';
import { makeArchive } from './artifact/chart/corpus.ts';
import { main, runAction } from './support/action/run-action.ts';
import { runWorkflow, type StepRun, type Surroundings, withHosts } from './support/action/run-workflow.ts';
import { makeWorkspace } from './support/action/workspace.ts';
import { readTree } from './support/content/read-tree.ts';
import { certificates } from './support/servers/certificates.ts';
import { type FakeRegistry, type Hook, startFakeRegistry } from './support/servers/fake-registry.ts';
import { type StandIn, startStandIn } from './support/servers/stand-in.ts';

const project = join(import.meta.dirname, '..');
const tasks = readYamlBlocks(project).filter(({ file }) => file.startsWith('examples/tasks/'));
const numberOf = (file: string) => file.replace(/^examples\/tasks\/(\d+).*/, '$1');
const byHand = '28';

const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
const unauthorized = { status: 401, headers: { 'www-authenticate': 'Basic realm="example"' } };
const only =
  (login: string): Hook =>
  ({ headers }) =>
    headers['authorization'] === basic(login) ? undefined : unauthorized;

/** The registries that the tasks name, with what is particular about them. */
const hosts: Record<string, { onRequest?: Hook; tls?: true }> = {
  'ghcr.io': {},
  'docker.io': {},
  'quay.io': {},
  'registry.example.com': { onRequest: only('ci:the right password') },
  'dev.example.com': { onRequest: only('robot$dev+read:p"w of dev') },
  'prod.example.com': { onRequest: only('robot$prod+promote:p"w of prod') },
  'nginx.example.com': {
    onRequest: ({ headers }) => (Number(headers['content-length'] ?? 0) > 1 << 20 ? { status: 413 } : undefined),
  },
  'private.example.com': { tls: true },
};

const github = {
  event: { number: 7 },
  ref_name: 'v1.2.3',
  repository: 'octo-org/hello',
  repository_owner: 'octo-org',
  run_id: '42',
  sha: '0123456789abcdef0123456789abcdef01234567',
};
const secrets = {
  EXAMPLE_PASSWORD: 'the right password',
  OLD_PASSWORD: 'the password of last year',
  DEV_PASSWORD: 'p"w of dev',
  PROD_PASSWORD: 'p"w of prod',
};

const chart = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;
const files = {
  'k8s/deployment.yaml': 'kind: Deployment\n',
  'k8s/service.yaml': 'kind: Service\n',
  'charts/web/Chart.yaml': chart('web'),
  'charts/worker/Chart.yaml': chart('worker'),
  'dist/linux-amd64/report': 'amd64',
  'dist/linux-arm64/report': 'arm64',
  'dist/darwin-arm64/report': 'darwin',
  'web/dist/index.html': '<p>Hello\n',
  'web/dist/assets/app.js': '0\n',
  'large.bin': Buffer.alloc(3 << 20, 'large'),
  'sbom.spdx.json': '{"spdxVersion": "SPDX-2.3"}\n',
  'policy/authz.rego': 'package authz\n',
  'policy/.manifest': '{"roots": ["authz"]}\n',
  'module.zip': 'PK',
  'app.wasm': '\0asm',
  'wasm.json': '{"architecture": "wasm"}',
  'devcontainer-feature-color.tgz': 'tar',
  'empty.json': '{}',
};

/** The outputs of the scripts, which are not run. */
const script = { metadata: '{"id":"color"}' };

let registries: Record<string, FakeRegistry> = {};
let charts: Server;
let proxy: StandIn;
let surroundings: Surroundings;

/** Holds an artifact of one file, as if it had been pushed. */
function hold(host: string, repository: string, tags: string[], text: string, annotations = {}): void {
  const { content } = registries[host] as FakeRegistry;
  const describe = (bytes: Buffer, mediaType: string, more = {}) => {
    content.addBlob(repository, bytes);
    return { mediaType, digest: digestOf(bytes), size: bytes.byteLength, ...more };
  };
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const titled = { annotations: { 'org.opencontainers.image.title': 'k8s/service.yaml' } };
  const manifest = {
    ...{ schemaVersion: 2, mediaType, artifactType: 'application/vnd.unknown.artifact.v1' },
    config: describe(Buffer.from('{}'), 'application/vnd.oci.empty.v1+json'),
    layers: [describe(Buffer.from(text), 'application/vnd.oci.image.layer.v1.tar', titled)],
    annotations,
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  content.repository(repository).manifests.set(digestOf(bytes), { mediaType, bytes });
  for (const tag of tags) content.repository(repository).tags.set(tag, digestOf(bytes));
}

/** Puts into the registries what was there before the tasks. */
function holdAll(): void {
  const one = (host: string, repository: string, ...tags: string[]) => {
    for (const tag of tags) hold(host, repository, [tag], `${repository}:${tag}`);
  };
  hold('ghcr.io', 'octo-org/hello/files', ['pr-7', 'main'], 'the same');
  one('ghcr.io', 'octo-org/hello/files', 'v1.2.0', 'v1.10.0', 'v2.0.0');
  one('dev.example.com', 'team/app', 'v1.2.0');
  one('docker.io', 'library/alpine', '3.20', '3.21', '3.22');
  one('docker.io', 'library/redis', '7.2.0', '7.2.1');
  one('docker.io', 'alpine', '3.20', '3.21', '3.22');
  one('docker.io', 'redis', '7.2.0', '7.2.1');
  one('docker.io', 'grafana/loki', '3.4.0', '3.5.0', '3.5.1', '3.6.0');
  one('quay.io', 'prometheus/node-exporter', 'v1.8.2', 'v1.9.0', 'v1.9.1');
  one('registry.example.com', 'team/releases', ...[0, 1, 2, 3, 4, 5, 6].map((minor) => `1.${minor}.0`));
  for (const day of [1, 2, 3, 4]) {
    const made = { 'org.opencontainers.image.created': `2026-01-0${day}T00:00:00Z` };
    hold('registry.example.com', 'team/commits', [`${day}`.repeat(40)], `${day}`, made);
  }
}

beforeAll(async () => {
  const names = Object.keys(hosts);
  const started = await Promise.all(names.map((name) => startFakeRegistry({ tls: hosts[name]?.tls ?? false })));
  registries = Object.fromEntries(names.map((name, index) => [name, started[index] as FakeRegistry]));
  holdAll();
  for (const name of names) (registries[name] as FakeRegistry).onRequest = hosts[name]?.onRequest ?? (() => undefined);
  // As most registries: the tags of one manifest go with it, or stay.
  (registries['ghcr.io'] as FakeRegistry).content.features.tagDelete = 405;
  proxy = await startStandIn(registries['ghcr.io']?.host ?? '');
  const archive = await makeArchive({ 'cache/Chart.yaml': chart('cache') });
  const index = `apiVersion: v1\nentries:\n  cache:\n  - {version: 0.1.0, urls: [cache.tgz]}\n`;
  charts = createServer(({ url }, response) => response.end(url?.endsWith('.yaml') ? index : archive));
  await once(charts.listen(0, '127.0.0.1'), 'listening');
  const places: Record<string, string> = {
    ...Object.fromEntries(names.map((name) => [name, registries[name]?.host ?? ''])),
    'charts.example.com': `127.0.0.1:${(charts.address() as AddressInfo).port}`,
    // Nothing listens there.
    'localhost:5000': '127.0.0.1:1',
  };
  const dependencies = [
    'dependencies:',
    '- {name: web, version: 0.x, repository: "oci://ghcr.io/octo-org/charts"}',
    '- {name: cache, version: 0.x, repository: "http://charts.example.com"}',
  ].join('\n');
  const mirror = readFileSync(join(project, 'examples/tasks/mirror.yml'), 'utf8');
  const workspace = await makeWorkspace({
    ...files,
    'umbrella/Chart.yaml': withHosts(chart('umbrella', dependencies), places),
    'examples/tasks/mirror.yml': withHosts(mirror, places),
  });
  cpSync(join(project, 'examples/manifests'), join(workspace, 'examples/manifests'), { recursive: true });
  cpSync(certificates.folder, join(workspace, 'certs'), { recursive: true });
  const author = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
  execFileSync('git', ['init', '--quiet'], { cwd: workspace });
  execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '--message=One'], { cwd: workspace });
  const published = {
    mode: 'push',
    kind: 'helm',
    reference: `${places['ghcr.io']}/octo-org/charts`,
    files: 'charts/web',
  };
  expect(await runAction(published, { workspace })).toMatchObject({ code: 0 });
  surroundings = { workspace, hosts: places, contexts: { github, secrets }, foreign: { '': script }, env: {} };
});

afterAll(async () => {
  charts.close();
  await proxy.stop();
  for (const registry of Object.values(registries)) await registry.stop();
});

/** What is around some tasks instead. */
const others: Record<string, () => Partial<Surroundings>> = {
  // By its name: on a loopback address, plain HTTP would need no input.
  20: () => ({ hosts: {}, env: proxy.env }),
  // As GHCR, with a token that has the permissions of the job.
  24: () => {
    (registries['ghcr.io'] as FakeRegistry).onRequest = ({ method, path, headers }) => {
      if (!path.includes('/permitted/')) return undefined;
      if (headers['authorization'] === undefined) return unauthorized;
      const isRefused = headers['authorization'] === basic('octocat:ghs_read') && !['GET', 'HEAD'].includes(method);
      return isRefused ? { status: 403, body: denied } : undefined;
    };
    const added: Surroundings['added'] = (_, { packages = 'none' }) => ({
      ...{ 'plain-http': 'true', 'github-token': `ghs_${packages}` },
    });
    return { hosts: {}, env: proxy.env, added };
  },
  // The six attempts take 8 s.
  27: () => ({ added: () => ({ retries: '0' }) }),
  37: () => ({
    contexts: { secrets, github: { ...github, ref_name: 'feature/x' } },
    foreign: { 'docker/metadata-action': { tags: 'ghcr.io/octo-org/hello/branches:feature-x' } },
  }),
};

const denied = '{"errors": [{"code": "DENIED", "message": "permission_denied: write_package"}]}';

const repositoryOf = (host: string, name: string) => (registries[host] as FakeRegistry).content.repository(name);
const tagsOf = (host: string, name: string) => [...repositoryOf(host, name).tags.keys()].sort();
const titlesOf = (run: StepRun | undefined) =>
  JSON.parse(run?.outputs['files'] ?? '').map(({ title }: { title: string }) => title);
const written = async (folder: string) => Object.keys(await readTree(join(surroundings.workspace, folder))).sort();

/** The types of a manifest below octo-org/hello, by which readers know it, and the titles of its layers. */
function manifestOf(name: string, tag: string): { artifactType: string; config: string; layers: unknown[] } {
  const { manifests, tags } = repositoryOf('ghcr.io', `octo-org/hello/${name}`);
  const { artifactType, config, layers } = JSON.parse(`${manifests.get(tags.get(tag) ?? '')?.bytes}`);
  const shown = layers.map((layer: { mediaType: string; annotations?: Record<string, string> }) => {
    const { [titleKey]: title, ...more } = layer.annotations ?? {};
    return [layer.mediaType, title, ...Object.keys(more)];
  });
  return { artifactType, config: config.mediaType, layers: shown };
}

const titleKey = 'org.opencontainers.image.title';
const gzip = 'application/vnd.oci.image.layer.v1.tar+gzip';
const unpacked = ['io.deis.oras.content.digest', 'io.deis.oras.content.unpack'];
const plain = { artifactType: 'application/vnd.unknown.artifact.v1', config: 'application/vnd.oci.empty.v1+json' };

/** What comes of a task, where that is more than that it works. */
const results: Record<string, [of: (runs: StepRun[]) => unknown, is: unknown]> = {
  '01': [() => tagsOf('registry.example.com', 'team/manifests'), [github.sha, 'latest']],
  '02': [([run]) => titlesOf(run), ['deployment.yaml', 'service.yaml']],
  '03': [() => written('deployed'), ['k8s/deployment.yaml', 'k8s/service.yaml']],
  '04': [() => written('one'), ['k8s/service.yaml']],
  '05': [
    () => tagsOf('ghcr.io', 'octo-org/hello/report').filter((tag) => tag.startsWith('v1-')),
    ['v1-darwin-arm64', 'v1-linux-amd64', 'v1-linux-arm64'],
  ],
  '06': [() => tagsOf('ghcr.io', 'octo-org/charts/web'), ['0.1.0', '1.2.3']],
  '07': [() => tagsOf('ghcr.io', 'octo-org/charts/umbrella'), ['0.1.0']],
  '08': [
    ([run]) => JSON.parse(run?.outputs['json'] ?? '').map((one: { status: string }) => one.status),
    ['unchanged', 'pushed'],
  ],
  '09': [() => tagsOf('prod.example.com', 'team/app'), ['v1.2.0']],
  '10': [
    () => ['alpine', 'redis', 'loki', 'node-exporter'].flatMap((name) => tagsOf('ghcr.io', `octo-org/mirror/${name}`)),
    ['3.20', '3.21', '3.22', '7.2.0', '7.2.1', '3.5.0', '3.5.1', '3.6.0', 'v1.9.0', 'v1.9.1'],
  ],
  '11': [() => tagsOf('registry.example.com', 'team/releases'), ['1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0']],
  '12': [() => tagsOf('registry.example.com', 'team/commits'), [github.sha, '3'.repeat(40), '4'.repeat(40)]],
  '13': [() => tagsOf('ghcr.io', 'octo-org/hello/files'), ['main', 'v1.10.0', 'v1.2.0', 'v2.0.0']],
  '14': [
    (runs) =>
      JSON.parse(runs.at(-1)?.outputs['referrers'] ?? '').map((one: { artifactType: string }) => one.artifactType),
    ['application/spdx+json'],
  ],
  '15': [([run]) => run?.outputs['version'], 'v1.10.0'],
  '16': [([, run]) => run?.path.includes('octo-org-hello-report'), true],
  '17': [([run]) => run?.stdout.includes('(413): sending it in chunks of 1 MiB'), true],
  '18': [() => written('site'), ['assets/app.js', 'index.html']],
  '20': [() => written('from-service'), ['k8s/deployment.yaml', 'k8s/service.yaml']],
  '29': [() => tagsOf('ghcr.io', 'octo-org/hello/dry'), []],
  '30': [([run]) => [titlesOf(run), run?.outputs['tags']], [['k8s/deployment.yaml'], 'v1\nlatest\nv1.4']],
  '31': [([push, inspect]) => push?.outputs['digest'] === inspect?.outputs['digest'], true],
  '32': [
    () => [manifestOf('argo', 'latest'), manifestOf('flux', 'latest')],
    [
      { ...plain, layers: [[gzip, 'k8s', ...unpacked]] },
      {
        config: 'application/vnd.cncf.flux.config.v1+json',
        layers: [['application/vnd.cncf.flux.content.v1.tar+gzip', undefined, unpacked[0]]],
      },
    ],
  ],
  '33': [() => manifestOf('policy', 'latest'), { ...plain, layers: [[gzip, '.', ...unpacked]] }],
  '34': [
    () => manifestOf('network', '1.2.0'),
    { ...plain, artifactType: 'application/vnd.opentofu.modulepkg', layers: [['archive/zip', 'module.zip']] },
  ],
  '35': [
    () => manifestOf('app', '1.2.0'),
    { config: 'application/vnd.wasm.config.v0+json', layers: [['application/wasm', 'app.wasm']] },
  ],
  '36': [
    () => manifestOf('color', '1'),
    {
      config: 'application/vnd.devcontainers',
      layers: [['application/vnd.devcontainers.layer.v1+tar', 'devcontainer-feature-color.tgz']],
    },
  ],
  '37': [() => tagsOf('ghcr.io', 'octo-org/hello/branches'), [github.sha, 'feature-x']],
};

/** The messages that a file says its wrong steps get, for each of these. */
function messagesIn(text: string): string[][] {
  const parts = text.split(/^ *-? *uses: OWNER\/oci-artifact@.*$/m).slice(0, -1);
  return parts.map((part) => [...part.matchAll(/^ *# Error: (.+)$/gm)].map(([, message = '']) => message));
}

/** What the annotations of a run say, as a reader sees it. */
function saidBy({ stdout }: StepRun): string {
  const lines = stdout.match(/^::(?:error|warning).*$/gm) ?? [];
  return lines.join('\n').replaceAll(/%(25|0A|0D|3A|2C)/g, (escaped) => decodeURIComponent(escaped));
}

describe('the tasks of new users', () => {
  it.each(tasks.filter((task) => numberOf(task.file) !== byHand))('$file', async (task) => {
    const around = { ...surroundings, ...others[numberOf(task.file)]?.() };
    const runs = await runWorkflow(task.workflow?.text ?? '', around);
    const right = runs.filter((run) => !run.isWrong);
    // The last step is the one that does it, or mends it.
    expect(runs.at(-1)?.isWrong).toBe(false);
    for (const run of right) {
      const { inputs, stderr, code } = run;
      expect({ inputs, said: saidBy(run), stderr, code }).toEqual({ inputs, said: '', stderr: '', code: 0 });
    }
    const wrong = runs.filter((run) => run.isWrong);
    const messages = messagesIn(task.text).filter((own) => own.length > 0);
    expect(messages.length).toBe(wrong.length);
    for (const [index, run] of wrong.entries()) {
      expect(run.code).toBe(1);
      for (const message of messages[index] ?? []) expect(saidBy(run)).toContain(withHosts(message, around.hosts));
    }
    const [of, is] = results[numberOf(task.file)] ?? [];
    if (of) expect(await of(runs)).toEqual(is);
  });

  it('28 runs by hand, without a workflow', () => {
    const task = tasks.find(({ file }) => numberOf(file) === byHand);
    const [, step] = parse(task?.text ?? '') as { run?: string; env?: Record<string, string> }[];
    expect(step?.run).toBe('node dist/index.js');
    const { PATH = '', SystemRoot = '' } = process.env;
    const env = { PATH, SystemRoot, HOME: surroundings.workspace, ...step?.env };
    const { status, stdout } = spawnSync(process.execPath, [main], {
      cwd: surroundings.workspace,
      env,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^Pushed oci-layout:out:v1 in /m)]);
  });
});
