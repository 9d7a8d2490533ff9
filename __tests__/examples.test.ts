import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { readYamlBlocks } from '../scripts/workflows.ts';
import { runAction } from './support/action/run-action.ts';
import { runWorkflow, type Surroundings, withHosts } from './support/action/run-workflow.ts';
import { makeWorkspace } from './support/action/workspace.ts';
import { makeImageLayout } from './support/content/image-layout.ts';
import { certificates } from './support/servers/certificates.ts';
import { type FakeRegistry, startFakeRegistry } from './support/servers/fake-registry.ts';
import { signingConfig } from './support/servers/services.ts';
import { type Sigstore, startSigstore } from './support/servers/sigstore.ts';
import { makeKeys } from './support/trust/keys.ts';

const project = join(import.meta.dirname, '..');
const blocks = readYamlBlocks(project);
const sha = '0123456789abcdef0123456789abcdef01234567';

const secret = (name: string) => `p"w of ${name}`;

/**
 * The registries that the examples name, each one of its own here, with the accounts that may write and read. Those of
 * whom `isPublic` is said can be read by everybody. GitHub's own token is for its very host, so that anybody may use
 * ghcr.io here.
 */
const hosts: Record<string, { accounts?: Record<string, string[]>; isPublic?: true }> = {
  'ghcr.io': {},
  'containers.octo-corp.ghe.com': {},
  'docker.io': { accounts: { octo: [secret('DOCKERHUB_TOKEN')] }, isPublic: true },
  'quay.io': { accounts: { 'octo+ci': [secret('QUAY_TOKEN')] }, isPublic: true },
  'registry.gitlab.com': { accounts: { ci: [secret('GITLAB_DEPLOY_TOKEN')] } },
  'registry.example.com': {
    accounts: { ci: ['EXAMPLE_PASSWORD', 'ARTIFACTORY_TOKEN'].map(secret), mirror: [secret('EXAMPLE_PASSWORD')] },
  },
  'harbor.example.com': {
    accounts: { 'robot$team+ci': [secret('HARBOR_PASSWORD')], 'robot$production+promote': [secret('HARBOR_PASSWORD')] },
  },
  '123456789012.dkr.ecr.eu-central-1.amazonaws.com': { accounts: { AWS: ['left by amazon-ecr-login'] } },
  'example.azurecr.io': { accounts: { '00000000-0000-0000-0000-000000000000': ['left by az acr login'] } },
  'registry:5000': {},
  'zot.example.com': { accounts: { ci: [secret('ZOT_PASSWORD')], oauth: ['eyJ.id-token'] } },
  'gitea.example.com': { accounts: { ci: [secret('GITEA_TOKEN')] } },
  'europe-west3-docker.pkg.dev': { accounts: { oauth2accesstoken: ['ya29.token'] } },
};

/** What a login before the step leaves in Docker's configuration. */
const logins: Record<string, string> = {
  'registry.example.com': `ci:${secret('EXAMPLE_PASSWORD')}`,
  '123456789012.dkr.ecr.eu-central-1.amazonaws.com': 'AWS:left by amazon-ecr-login',
  'example.azurecr.io': '00000000-0000-0000-0000-000000000000:left by az acr login',
};

const contexts = {
  github: {
    actor: 'octocat',
    event: { number: 7 },
    event_name: 'push',
    ref: 'refs/heads/main',
    ref_name: 'v1.2.3',
    repository: 'octo-org/hello',
    run_id: '42',
    repository_owner: 'octo-org',
    sha,
  },
  inputs: { version: 'v1.2.2' },
  secrets: Object.fromEntries(
    [
      'ARTIFACTORY_TOKEN',
      'COSIGN_PASSWORD',
      'DOCKERHUB_TOKEN',
      'EXAMPLE_PASSWORD',
      'GITEA_TOKEN',
      'GITLAB_DEPLOY_TOKEN',
      'HARBOR_PASSWORD',
      'QUAY_TOKEN',
      'ZOT_PASSWORD',
    ].map((name) => [name, secret(name)]),
  ),
  vars: { ARTIFACTORY_USER: 'ci', GITLAB_DEPLOY_USER: 'ci' },
};

/** What other actions put out that the examples use. */
const foreign = {
  // Scripts, which are not run.
  '': { metadata: '{"id":"color"}', token: 'eyJ.id-token' },
  'docker/metadata-action': {
    tags: 'ghcr.io/octo-org/hello/manifests:1.2.3\nghcr.io/octo-org/hello/manifests:1.2',
  },
  'google-github-actions/auth': { access_token: 'ya29.token' },
};

/** The keys of those who sign. */
const keys = makeKeys();
const sealed = {
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: secret('COSIGN_PASSWORD'),
} as const;

const program = process.platform === 'win32' ? 'report.exe' : 'report';

/** The files that the examples push. */
const files = {
  'keys/cosign.pub': keys.publicPem,
  'keys/cosign-2027.pub': makeKeys().publicPem,
  'k8s/deployment.yaml': 'kind: Deployment\n',
  'k8s/base/service.yaml': 'kind: Service\n',
  'deploy/kustomization.yaml': 'kind: Kustomization\n',
  'templates/web.yaml': 'kind: Deployment\n',
  'app.yaml': 'kind: Deployment\n',
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'charts/web/templates/web.yaml': 'kind: Deployment\n',
  'charts/worker/Chart.yaml': 'apiVersion: v2\nname: worker\nversion: 0.1.0\n',
  'charts/worker/templates/worker.yaml': 'kind: Deployment\n',
  'web/dist/index.html': '<p>Hello\n',
  'policy/authz.rego': 'package authz\n',
  'policy/.manifest': '{"roots": ["authz"]}\n',
  'module.zip': 'PK',
  'app.wasm': '\0asm',
  'wasm.json': '{}',
  'devcontainer-feature-color.tgz': 'tar',
  'empty.json': '{}',
  'model/model.safetensors': 'weights',
  'model/config.json': '{}\n',
  'model.json': '{}',
  'sbom.spdx.json': '{"spdxVersion": "SPDX-2.3"}\n',
  'report.json': '{}\n',
  [program]: 'echo v1.2.3\n',
};

/** What the registries hold before an example runs. */
const before: Record<string, string>[] = [
  { reference: 'ghcr.io/octo-org/hello/manifests:latest,v1.2.2,1.2.2', files: 'k8s/*.yaml' },
  { reference: 'ghcr.io/octo-org/tools/report:v1.2.3', files: program },
  { mode: 'copy', reference: 'oci-layout:image:v1', to: 'ghcr.io/octo-org/hello/app:v1.2.3' },
  { reference: 'ghcr.io/octo-org/hello/manifests:pr-7', files: 'deploy/*.yaml' },
  { reference: 'ghcr.io/octo-org/hello/manifests:live', files: 'app.yaml' },
  { reference: 'docker.io/alpine:3.22,3.21', files: 'k8s/*.yaml' },
  { reference: 'docker.io/grafana/loki:3.5.0', files: 'k8s/*.yaml' },
  { reference: 'docker.io/redis:7.2.1', files: 'k8s/*.yaml' },
  { reference: 'quay.io/prometheus/node-exporter:v1.9.1', files: 'k8s/*.yaml' },
  { reference: 'registry.example.com/team/app:2.0.0', files: 'k8s/*.yaml' },
];

/** Blocks that start with `# NAME.yml` are files, which workflows name. */
const namedFiles = blocks.flatMap(({ text }) => {
  const [, name] = /^# ([\w./-]+\.ya?ml)\n/.exec(text) ?? [];
  return name === undefined ? [] : [{ name, text }];
});

/** What the token of the job says. */
const claims = {
  repository: 'octo-org/hello',
  ref: 'refs/heads/main',
  ...Object.fromEntries(
    ['workflow_ref', 'job_workflow_ref'].map((name) => [
      name,
      'octo-org/hello/.github/workflows/release.yml@refs/heads/main',
    ]),
  ),
};

let sigstore: Sigstore;
/** GitHub's list of attestations. */
let api: Server;
let registries: FakeRegistry[] = [];
let surroundings: Surroundings;

/** Asks for Basic credentials, and takes those of the accounts. */
function guard(registry: FakeRegistry, { accounts, isPublic }: (typeof hosts)[string]): void {
  const known = Object.entries(accounts ?? {}).flatMap(([user, passwords]) =>
    passwords.map((password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`),
  );
  registry.onRequest = ({ method, headers }) => {
    const isOpen = accounts === undefined || (isPublic && ['GET', 'HEAD'].includes(method));
    if (isOpen || known.includes(headers['authorization'] ?? '')) return undefined;
    return { status: 401, headers: { 'www-authenticate': 'Basic realm="example"' } };
  };
}

beforeAll(async () => {
  sigstore = await startSigstore();
  api = createServer((_, response) => response.writeHead(201).end('{"id": 1}')).listen(0, '127.0.0.1');
  registries = await Promise.all(Object.keys(hosts).map(() => startFakeRegistry()));
  const places = Object.fromEntries(Object.keys(hosts).map((name, index) => [name, registries[index]?.host ?? '']));
  const workspace = await makeWorkspace(files);
  await makeImageLayout(join(workspace, 'image'));
  cpSync(certificates.folder, join(workspace, 'certs/example'), { recursive: true });
  for (const { name, text } of namedFiles) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), withHosts(text, places));
  }
  for (const inputs of before) {
    const moved = Object.entries(inputs).map(([name, value]) => [name, withHosts(value, places)]);
    expect((await runAction({ mode: 'push', ...Object.fromEntries(moved) }, { workspace })).code).toBe(0);
  }
  const auths = Object.entries(logins).map(([name, login]) => [
    places[name] ?? '',
    { auth: Buffer.from(login).toString('base64') },
  ]);
  // As actions/checkout leaves it: `created: commit` asks git for a time.
  const author = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
  execFileSync('git', ['init', '--quiet'], { cwd: workspace });
  execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '--message=One'], { cwd: workspace });
  const config = await makeWorkspace({ 'config.json': JSON.stringify({ auths: Object.fromEntries(auths) }) });
  Object.values(hosts).forEach((host, index) => void guard(registries[index] as FakeRegistry, host));
  const secrets = { ...contexts.secrets, COSIGN_PRIVATE_KEY: keys.privateKey.export(sealed).toString() };
  surroundings = {
    workspace,
    hosts: places,
    contexts: { ...contexts, secrets },
    foreign,
    env: {
      DOCKER_CONFIG: config,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${sigstore.url}/oidc/token?claims=${encodeURIComponent(JSON.stringify(claims))}`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the token that asks for a token',
      GITHUB_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    },
    added: withOwnSigstore,
  };
  await writeFile(join(workspace, 'trusted_root.json'), JSON.stringify(sigstore.roots.public));
  await writeFile(join(workspace, 'signing_config.json'), signingConfig(sigstore.url));
});

/** Our Sigstore in the place of sigstore.dev. */
function withOwnSigstore({ sign, attest, verify = '' }: Record<string, string>): Record<string, string> {
  const isSigned = sign === 'keyless' || (attest !== undefined && sign !== 'key');
  const isJudged = verify.includes('github:') || verify.includes('issuer:');
  return {
    ...(isSigned ? { 'signing-config': 'signing_config.json' } : {}),
    ...(isSigned || isJudged ? { 'trusted-root': 'trusted_root.json' } : {}),
  };
}

afterAll(async () => {
  await sigstore.stop();
  api.close();
  for (const registry of registries) await registry.stop();
});

// The tasks have a world of their own: tasks.test.ts.
const isTask = ({ file }: (typeof blocks)[number]) => file.startsWith('examples/tasks/');
const runnable = blocks.filter((block) => !isTask(block) && block.workflow?.text.includes('uses: OWNER/oci-artifact@'));
const others = blocks.filter((block) => !isTask(block) && block.workflow === undefined);

describe('the examples of the documents', () => {
  it.each(runnable.map(({ file, line, workflow }) => [`${file}:${line}`, workflow?.text ?? '']))(
    '%s runs',
    async (_, text) => {
      const runs = await runWorkflow(text, surroundings);
      expect(runs.length).toBeGreaterThan(0);
      for (const { code, stdout, stderr, inputs } of runs) {
        // An input that the mode does not know is a warning. That ages are not known is the stand-in's: GHCR tells them
        // itself.
        const complaints = (stdout.match(/^::(?:error|warning).*$/gm) ?? []).filter(
          (line) => !line.includes(' stay because nothing says when they were made: '),
        );
        expect({ inputs, complaints, stderr, code }).toEqual({ inputs, complaints: [], stderr: '', code: 0 });
      }
    },
  );

  it('are in a file too, where two documents have them as a whole', () => {
    const texts = blocks.filter(({ file }) => file.startsWith('examples/')).map(({ text }) => text);
    const whole = blocks.filter(
      ({ file, text }) => ['docs/copy.md', 'docs/deploy.md'].includes(file) && text.startsWith('name: '),
    );
    expect(whole.length).toBe(2);
    for (const { text } of whole) expect(texts.some((example) => example.endsWith(`\n${text}`))).toBe(true);
  });

  it('are workflows, files that a workflow names, or what other programs read', () => {
    const unknown = others.filter(({ text }) => {
      if (namedFiles.some((named) => named.text === text)) return false;
      const documents = parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
      return !documents.every((document) => 'apiVersion' in document && 'kind' in document);
    });
    expect(unknown.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
    const used = runnable.map(({ workflow }) => workflow?.text).join('\n');
    for (const { name } of namedFiles) expect(used).toContain(name);
  });
});
