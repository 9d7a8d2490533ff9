// Summaries of real steps: the bundle runs against registries of this process, which it reaches by the names that
// people know.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Store } from '../../../src/store/store.ts';
import { makeImageLayout } from '../content/image-layout.ts';
import { openPlace, putArtifact } from '../content/shelf.ts';
import { startNames } from '../servers/fake-packages.ts';
import { quirkAlways, startFakeRegistry } from '../servers/fake-registry.ts';
import { type ActionRun, runAction } from './run-action.ts';

/** What the runner says of an action that a workflow uses by its name. */
const asUsed = { GITHUB_ACTION_REPOSITORY: 'octo-tools/oci-artifact', GITHUB_ACTION_REF: 'v1' };

const here = 'ghcr.io/octo-org';
const mirror = 'registry.example.com';

/** The same bytes each time, which do not become smaller when they are packed. */
function noise(name: string, size: number): Buffer {
  const pieces = Array.from({ length: Math.ceil(size / 32) }, (_, number) =>
    createHash('sha256').update(`${name} ${number}`).digest(),
  );
  return Buffer.concat(pieces).subarray(0, size);
}

/** What the steps of one picture have: a workspace with files, registries behind the names, and a way to run a step. */
interface Scene {
  put(files: Record<string, string | Buffer>): Promise<void>;
  /** Runs a step, which is to end with this exit code. */
  step(inputs: Record<string, string>, code?: number): Promise<ActionRun>;
  /** Opens a repository of `ghcr.io` and `quay.io`, or of the mirror. */
  place(host: 'source' | 'target', repository: string): Store;
  workspace: string;
}

/** The steps of each picture; the last one writes its summary. */
const scenes: Record<string, (scene: Scene) => Promise<ActionRun>> = {
  async push({ put, step }) {
    const push = { mode: 'push', reference: `${here}/hello/manifests`, files: 'k8s\ndashboards.json' };
    const small = Object.fromEntries(
      ['dev/kustomization.yaml', 'kustomization.yaml', 'service.yaml'].map((name) => [`k8s/${name}`, noise(name, 400)]),
    );
    await put({ ...small, 'k8s/app.yaml': noise('app', 3_000_000), 'dashboards.json': noise('dashboards', 9_400_000) });
    await step({ ...push, tags: 'v1.4.1\nlatest' });
    await put({ 'k8s/app.yaml': noise('app of today', 3_100_000) });
    return step({ ...push, tags: 'v1.4.2\nv1.4\nlatest' });
  },
  async copy({ put, step, place, workspace }) {
    const layout = join(workspace, 'image');
    const toMirror = (tag: string) =>
      step({ mode: 'copy', reference: `${here}/hello:${tag}`, to: `${mirror}/prod/hello` });
    const publish = async (tag: string, size: number) => {
      const { index } = await makeImageLayout(layout, { tag, name: 'hello', layerSizes: [6_000_000, size] });
      await step({ mode: 'copy', reference: `oci-layout:image:${tag}`, to: `${here}/hello:${tag}` });
      return index;
    };
    await publish('v1.4.1', 300_000);
    await toMirror('v1.4.1');
    const { digest } = await publish('v1.4.2', 400_000);
    await put({ 'sbom.spdx.json': '{}' });
    const sbom = { files: 'sbom.spdx.json', 'artifact-type': 'application/spdx+json' };
    await step({ mode: 'attach', reference: `${here}/hello@${digest}`, ...sbom });
    await putArtifact(place('source', 'octo-org/hello'), { a: 'x' }, [`${digest.replace(':', '-')}.sig`]);
    return toMirror('v1.4.2');
  },
  async sync({ put, step, place }) {
    const [exporter, alloy] = [place('source', 'prometheus/node-exporter'), place('source', 'grafana/alloy')];
    const release = (store: Store, ...tags: string[]) =>
      Promise.all(tags.map((tag) => putArtifact(store, { a: tag }, [tag])));
    await release(exporter, 'v1.8.0', 'v1.8.1', 'v1.9.0');
    await release(alloy, 'v1.10.0', 'v1.11.0');
    await putArtifact(alloy, { a: 'before' }, ['latest']);
    const images = '    prometheus/node-exporter: []\n    grafana/alloy: []\n';
    const sync = { mode: 'sync', 'sync-file': 'mirror.yml', to: `${mirror}/mirror`, 'keep-going': 'true' };
    await put({ 'mirror.yml': `quay.io:\n  images:\n${images}` });
    await step(sync);
    await putArtifact(alloy, { a: 'after' }, ['latest']);
    await release(exporter, 'v1.9.1');
    await release(alloy, 'v1.12.0', 'v1.12.1');
    await put({ 'mirror.yml': `quay.io:\n  images:\n${images}    grafana/loky: ["3.5.0"]\n` });
    return step(sync, 1);
  },
  async retention({ step, place }) {
    const nightly = place('target', 'nightly/hello');
    for (const day of ['01', '02', '03', '04', '05']) {
      await putArtifact(nightly, { a: day }, [`nightly-${day}`], { created: `2026-10-${day}T00:00:00Z` });
    }
    const policy = { filter: '/^nightly-/', 'keep-last': '2', 'dry-run': 'true' };
    return step({ mode: 'delete', reference: `${mirror}/nightly/hello`, ...policy });
  },
  async charts({ put, step }) {
    const charts = ['api', 'lib', 'web'].map((name) => [
      `charts/${name}/Chart.yaml`,
      `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`,
    ]);
    const push = { mode: 'push', kind: 'helm', reference: `${here}/charts`, files: 'charts/*' };
    await put(Object.fromEntries(charts));
    await step(push);
    await put({ 'charts/web/values.yaml': 'replicas: 3\n' });
    return step({ ...push, 'keep-going': 'true' }, 1);
  },
  async inspect({ put, step }) {
    await put({ 'report.html': '<h1>Report</h1>\n' });
    const reference = `${here}/inspected:v1`;
    const annotations = 'org.opencontainers.image.title=Report of the tests\norg.opencontainers.image.licenses=MIT';
    await step({ mode: 'push', reference, files: 'report.html', annotations, created: '2026-10-01T12:00:00Z' });
    return step({ mode: 'inspect', reference });
  },
  async chart({ put, step }) {
    await put({
      'charts/hello/Chart.yaml': 'apiVersion: v2\nname: hello\nversion: 1.4.2\nappVersion: "1.4.2"\n',
      'charts/hello/values.yaml': 'replicas: 2\n',
      'charts/hello/templates/app.yaml': noise('template', 10_000).toString('base64'),
    });
    return step({ mode: 'push', kind: 'helm', reference: `${here}/charts`, files: 'charts/hello' });
  },
  async failure({ put, step }) {
    await put({ 'report.html': '<h1>Report</h1>\n' });
    const token = { 'github-token': 'ghs_example_of_a_token' };
    return step({ mode: 'push', reference: `${here}/report:v2`, files: 'report.html', concurrency: '1', ...token }, 1);
  },
};

/**
 * Runs the steps of all pictures side by side, and gives the summaries as Markdown, by the names of the pictures in
 * docs/images.
 *
 * @param runStep how a step is run: in a process of its own, unless told
 */
export async function runSummaries(runStep = runAction): Promise<Record<string, string>> {
  await using source = await startFakeRegistry();
  await using target = await startFakeRegistry();
  await using names = await startNames({ 'ghcr.io': source.host, 'quay.io': source.host, [mirror]: target.host });
  source.onRequest = quirkAlways('POST /v2/octo-org/report/blobs/uploads/', {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: '{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}',
  });
  const folder = mkdtempSync(join(tmpdir(), 'oci-artifact-summaries-'));
  const hosts = ['ghcr.io', 'quay.io', mirror].map((host) => `- {registry: ${host}, plain-http: true}\n`).join('');
  const play = async ([name, scene]: [string, (typeof scenes)[string]]): Promise<[string, string]> => {
    const workspace = join(folder, name);
    await mkdir(workspace);
    const { summary } = await scene({
      workspace,
      place: (host, repository) => openPlace(`${{ source, target }[host].host}/${repository}`),
      async put(files) {
        for (const [path, content] of Object.entries(files)) {
          await mkdir(dirname(join(workspace, path)), { recursive: true });
          await writeFile(join(workspace, path), content);
        }
      },
      async step(inputs, code = 0) {
        const run = await runStep(
          { 'registry-auth': hosts, ...inputs },
          { workspace, env: { http_proxy: names.url, ...asUsed } },
        );
        if (run.code === code && run.stderr === '') return run;
        throw new Error(`A step for the picture ${name} ended with ${run.code}:\n${run.stdout}${run.stderr}`);
      },
    });
    // How long a step takes differs each time, and pictures of it would too.
    return [
      name,
      summary.replace(/\b(in|took|Took|after) [\d.]+ (?:s|min|h)(?: \d+ (?:s|min))?(?= ·|$)/gm, '$1 4.1 s'),
    ];
  };
  try {
    return Object.fromEntries(await Promise.all(Object.entries(scenes).map(play)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
