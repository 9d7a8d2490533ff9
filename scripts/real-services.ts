// Signs with the bundle by the real programs of Sigstore, and lets cosign and gh judge, and the other way round. Everything
// listens on loopback; only the issuer of tokens is a stand-in, under GitHub's name (real-issuer.ts).
//
//   node scripts/real-services.ts build FOLDER    builds the programs with Go, at the versions below
//   node scripts/real-services.ts run FOLDER      starts them, and makes the round trip; needs openssl, gh and a registry
//   node scripts/real-services.ts stand-ins       makes the same round trip by the stand-ins of the tests, with cosign of the peers
//
// The registry is REGISTRY, or localhost:5000. Rekor v1 is left out, since it needs Trillian and MySQL; its stand-in was
// compared with the real one by hand. `build` and `run` have not run before the first release: flags are as the sources of
// the programs have them.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { runAction } from '../__tests__/support/action/run-action.ts';
import { startDockerRegistry } from '../__tests__/support/servers/docker-registry.ts';
import { signingConfig } from '../__tests__/support/servers/services.ts';
import { startSigstore } from '../__tests__/support/servers/sigstore.ts';
import { peersFolder } from './peers-folder.ts';
import { issuerUrl, startIssuer } from './real-issuer.ts';

/** Name, Go package with its version, and the name that `go install` gives to the program. */
const programs = [
  ['fulcio', 'github.com/sigstore/fulcio@v1.8.5', 'fulcio'],
  ['clock-1', 'github.com/sigstore/timestamp-authority/cmd/timestamp-server@v1.2.9', 'timestamp-server'],
  ['clock-2', 'github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server@v2.2.1', 'timestamp-server'],
  ['rekor', 'github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix@v2.3.0', 'posix'],
  ['cosign', 'github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3', 'cosign'],
] as const;
type ProgramName = (typeof programs)[number][0];

function programIn(folder: string, name: ProgramName): string {
  const [, , file = ''] = programs.find(([each]) => each === name) ?? [];
  return join(folder, name, file);
}

function build(folder: string): void {
  for (const [name, source] of programs) {
    console.log(`go install ${source}`);
    // A folder for each: two of them have one name.
    const env = { ...process.env, GOBIN: resolve(folder, name), CGO_ENABLED: '0' };
    execFileSync('go', ['install', source], { env, stdio: 'inherit' });
  }
  // The configuration of the public instance, of which GitHub's part is taken.
  const found = execFileSync('go', ['mod', 'download', '-json', 'github.com/sigstore/fulcio@v1.8.5'], {
    cwd: tmpdir(),
  });
  const { Dir: source } = JSON.parse(found.toString()) as { Dir: string };
  const { 'oidc-issuers': issuers, 'ci-issuer-metadata': metadata } = parse(
    readFileSync(join(source, 'config/identity/config.yaml'), 'utf8'),
  ) as Record<string, Record<string, unknown>>;
  const type = 'github-workflow';
  const config = {
    'oidc-issuers': { [issuerUrl]: issuers?.[issuerUrl] },
    'ci-issuer-metadata': { [type]: metadata?.[type] },
  };
  writeFileSync(join(folder, 'fulcio.yaml'), stringify(config, { aliasDuplicateObjects: false }));
}

/** One way to sign without a key: the files that the inputs name, and what cosign has to be told of it. */
interface Way {
  name: string;
  config: string;
  root: string;
  tokenUrl: string;
  isClockOnly: boolean;
  isSecondLog: boolean;
}

interface Judges {
  cosign: string;
  /** The major version of cosign: 2 reads bundles of attestations alone. */
  version: 2 | 3;
  gh?: string;
}

const ended: (() => unknown)[] = [];

/** Starts a program, and waits until it answers at `path`. */
async function start(program: string, args: readonly string[], url: string, env: Record<string, string> = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  ended.push(() => child.kill());
  for (let left = 60; left > 0; left -= 1) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    await delay(500);
  }
  throw new Error(`${program} does not answer at ${url}`);
}

const derOf = (pem: string) =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, text = '']) => text.replaceAll(/\s/g, ''));
const authority = (certificates: readonly string[], uri: string) => ({
  subject: { organization: 'example', commonName: 'example' },
  uri,
  certChain: { certificates: certificates.map((rawBytes) => ({ rawBytes })) },
  validFor: { start: '2020-01-01T00:00:00Z' },
});

/** Starts the real services, and gives the ways that they make up. */
async function realWays(folder: string, workspace: string): Promise<Way[]> {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const [fulcio, rekor, ...clocks] = [at(5555), at(3003), at(3011), at(3012)];
  const issuer = await startIssuer(workspace);
  ended.push(issuer.stop);
  const hostname = 'rekor.example';
  const keys = generateKeyPairSync('ed25519');
  writeFileSync(join(workspace, 'rekor.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));

  // Without a log of certificates, which is a program of its own: SCTs are tested with the stand-ins.
  const ca = ['--ca=ephemeralca', '--ct-log-url=', `--config-path=${join(folder, 'fulcio.yaml')}`];
  const host = ['--host=127.0.0.1', '--port=5555', '--grpc-port=5554'];
  await start(programIn(folder, 'fulcio'), ['serve', ...host, ...ca], `${fulcio}/api/v2/trustBundle`, issuer.env);
  const log = [`--hostname=${hostname}`, `--storage-dir=${join(workspace, 'log')}`, '--checkpoint-interval=2s'];
  const addresses = ['--http-address=127.0.0.1', '--http-port=3003', '--grpc-address=127.0.0.1', '--grpc-port=3004'];
  const signer = [`--signer-filepath=${join(workspace, 'rekor.pem')}`, '--http-metrics-port=3005'];
  await start(programIn(folder, 'rekor'), ['serve', ...addresses, ...log, ...signer], `${rekor}/healthz`);
  for (const [index, url] of clocks.entries()) {
    const memory = ['--timestamp-signer=memory', '--disable-ntp-monitoring'];
    const args = ['serve', '--host=127.0.0.1', `--port=${new URL(url).port}`, ...memory];
    await start(programIn(folder, index === 0 ? 'clock-1' : 'clock-2'), args, `${url}/api/v1/timestamp/certchain`);
  }

  const text = async (url: string) => (await fetch(url)).text();
  const { chains } = JSON.parse(await text(`${fulcio}/api/v2/trustBundle`)) as { chains: { certificates: string[] }[] };
  const raw = keys.publicKey.export({ type: 'spki', format: 'der' });
  // https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures, not shortened.
  const keyId = createHash('sha256').update(`${hostname}\n\x01`).update(raw.subarray(-32)).digest('base64');
  const tlog = {
    baseUrl: `https://${hostname}`,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: raw.toString('base64'),
      keyDetails: 'PKIX_ED25519',
      validFor: { start: '2020-01-01T00:00:00Z' },
    },
    logId: { keyId },
  };
  const service = (url: string, majorApiVersion = 1) => ({
    url,
    majorApiVersion,
    validFor: { start: '2020-01-01T00:00:00Z' },
    operator: 'example',
  });
  const write = (name: string, document: object) => writeFileSync(join(workspace, name), JSON.stringify(document));
  const ways: Way[] = [];
  for (const [index, clock] of clocks.entries()) {
    const timestampAuthorities = [authority(derOf(await text(`${clock}/api/v1/timestamp/certchain`)), clock)];
    for (const isClockOnly of [false, true]) {
      const name = `clock ${index + 1}${isClockOnly ? ' only' : ' and log of version 2'}`;
      const [config, root] = [`config-${ways.length}.json`, `root-${ways.length}.json`];
      write(root, {
        mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
        tlogs: isClockOnly ? [] : [tlog],
        certificateAuthorities: chains.map(({ certificates }) =>
          authority(derOf(certificates.join('\n')), fulcio ?? ''),
        ),
        ctlogs: [],
        timestampAuthorities,
      });
      write(config, {
        mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
        caUrls: [service(fulcio ?? '')],
        oidcUrls: [],
        rekorTlogUrls: isClockOnly ? [] : [service(rekor ?? '', 2)],
        rekorTlogConfig: { selector: 'ANY' },
        tsaUrls: [service(`${clock}/api/v1/timestamp`)],
        tsaConfig: { selector: 'ANY' },
      });
      ways.push({ name, config, root, tokenUrl: issuer.tokenUrl, isClockOnly, isSecondLog: !isClockOnly });
    }
  }
  return ways;
}

/** The same by the stand-ins of the tests. */
async function standInWays(workspace: string): Promise<Way[]> {
  const sigstore = await startSigstore();
  ended.push(sigstore.stop);
  const { url, roots } = sigstore;
  const write = (name: string, content: string) => writeFileSync(join(workspace, name), content);
  write('root.json', JSON.stringify(roots.public));
  // What cosign 2 asks TUF for otherwise.
  const [ca = ''] = (
    roots.public as { certificateAuthorities: ReturnType<typeof authority>[] }
  ).certificateAuthorities.map(({ certChain }) => certChain.certificates[0]?.rawBytes);
  write('ca.pem', `-----BEGIN CERTIFICATE-----\n${ca}\n-----END CERTIFICATE-----\n`);
  write('rekor.pub', sigstore.rekorKey);
  write('ct.pub', sigstore.ctKey);
  Object.assign(process.env, {
    SIGSTORE_ROOT_FILE: join(workspace, 'ca.pem'),
    SIGSTORE_REKOR_PUBLIC_KEY: join(workspace, 'rekor.pub'),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: join(workspace, 'ct.pub'),
  });
  write('github-root.json', JSON.stringify(roots.github));
  write('v1.json', signingConfig(url));
  write('v2.json', signingConfig(url, { log: 'v2', clock: true }));
  write('clock.json', signingConfig(url, { instance: 'github', log: 'none', clock: true }));
  const tokenUrl = `${url}/oidc/token?`;
  const way = { tokenUrl, root: 'root.json', isClockOnly: false, isSecondLog: false };
  return [
    { ...way, name: 'log of version 1', config: 'v1.json' },
    { ...way, name: 'log of version 2 and clock', config: 'v2.json', isSecondLog: true },
    { ...way, name: 'clock only', config: 'clock.json', root: 'github-root.json', isClockOnly: true },
  ];
}

let failures = 0;
function check(title: string, isRight: boolean, said = ''): void {
  if (!isRight) failures += 1;
  console.log(`${isRight ? '✓' : '✗'} ${title}${isRight ? '' : `\n${said}`}`);
}

/** Runs a program, and checks whether it accepts, or refuses in these words. */
function judge(title: string, program: string, args: readonly string[], cwd: string, refuses?: RegExp): void {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, COSIGN_PASSWORD: password },
  });
  const said = `${stdout}${stderr}`;
  if (refuses) check(`${title} refuses`, status !== 0 && refuses.test(said), said);
  else check(`${title} accepts`, status === 0, said);
}

const password = 'of a key that is thrown away';
const workflow = 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3';
const types = {
  signature: 'https://sigstore.dev/cosign/sign/v1',
  provenance: 'https://slsa.dev/provenance/v1',
  sbom: 'https://spdx.dev/Document/v2.3',
};

/** Runs a step of the committed bundle. */
async function step(
  title: string,
  inputs: Record<string, string>,
  workspace: string,
  env: Record<string, string> = {},
) {
  const run = await runAction(inputs, { workspace, env });
  check(title, run.code === 0, run.stdout + run.stderr);
  return run.outputs;
}

/** Signs and attests without a key, and lets all judge. */
async function keyless(way: Way, repository: string, workspace: string, { cosign, version, gh }: Judges) {
  console.log(`\n${way.name}`);
  const services = { 'signing-config': way.config, 'trusted-root': way.root };
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: way.tokenUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    GITHUB_API_URL: 'http://127.0.0.1:1',
  };
  const push = { mode: 'push', reference: `${repository}:v1`, files: 'a.txt', retries: '0' };
  const attest = 'provenance\nsbom=sbom.json';
  const { digest } = await step('the action signs', { ...push, sign: 'keyless', attest, ...services }, workspace, env);
  const name = `${repository}@${digest}`;
  const entry = '- github: acme/app\n  ref: refs/tags/v1.2.3\n';
  const verify = `${entry}${entry}  predicate: ${types.provenance}\n${entry}  predicate: ${types.sbom}\n`;
  const inspect = { mode: 'inspect', reference: name, 'trusted-root': way.root };
  await step('the action verifies what it signed', { ...inspect, verify }, workspace);

  // cosign 2 reads no bundle of a log of version 2.
  if (version === 2 && way.isSecondLog) return;
  const by = (identity: string) => ['--certificate-oidc-issuer', issuerUrl, '--certificate-identity', identity];
  const trust = ['--trusted-root', way.root, ...(way.isClockOnly ? ['--insecure-ignore-tlog'] : [])];
  // The real Fulcio has no log of certificates here.
  const times = version === 3 || way.isClockOnly ? ['--use-signed-timestamps', '--insecure-ignore-sct'] : [];
  const attestation = ['verify-attestation', '--new-bundle-format', ...trust, ...times];
  for (const [what, type] of Object.entries(types)) {
    if (what !== 'signature')
      judge(`cosign, ${what}:`, cosign, [...attestation, '--type', type, ...by(workflow), name], workspace);
  }
  const bySignature = version === 3 ? ['verify', ...trust, ...times] : [...attestation, '--type', types.signature];
  judge('cosign, signature:', cosign, [...bySignature, ...by(workflow), name], workspace);
  judge('cosign, another identity:', cosign, [...bySignature, ...by(`${workflow}4`), name], workspace, /SAN|identit/);
  if (gh !== undefined) {
    const root = ['--bundle-from-oci', '--custom-trusted-root', way.root];
    const args = ['attestation', 'verify', `oci://${name}`, ...root, '--repo', 'acme/app', '--cert-identity', workflow];
    judge('gh, provenance:', gh, args, workspace);
  }

  if (version === 2) return;
  const other = { ...push, reference: `${repository}:theirs`, annotations: 'x=y' };
  const theirs = `${repository}@${(await step('the action pushes', other, workspace))['digest']}`;
  const { value: token } = (await (await fetch(`${way.tokenUrl}&audience=sigstore`)).json()) as { value: string };
  const signing = ['--yes', '--signing-config', way.config, '--trusted-root', way.root, '--identity-token', token];
  judge('cosign signs:', cosign, ['sign', ...signing, theirs], workspace);
  await step('the action verifies what cosign signed', { ...inspect, reference: theirs, verify: entry }, workspace);
}

/** The same with a key, which needs no service. */
async function byKey(repository: string, workspace: string, { cosign, version }: Judges) {
  console.log('\nkey');
  judge('cosign generate-key-pair:', cosign, ['generate-key-pair'], workspace);
  const key = { sign: 'key', 'sign-key': 'cosign.key', 'sign-key-password': password, attest: 'sbom=sbom.json' };
  const push = { mode: 'push', reference: `${repository}:v1`, files: 'a.txt', retries: '0' };
  const { digest } = await step('the action signs', { ...push, ...key }, workspace);
  const name = `${repository}@${digest}`;
  const verify = `- key: cosign.pub\n- key: cosign.pub\n  predicate: ${types.sbom}\n`;
  await step('the action verifies what it signed', { mode: 'inspect', reference: name, verify }, workspace);
  const args = ['--key', 'cosign.pub', '--insecure-ignore-tlog'];
  judge('cosign, signature:', cosign, ['verify', ...args, name], workspace);
  // cosign 2 asks TUF for a root here, also with a key.
  if (version === 3)
    judge('cosign, SBOM:', cosign, ['verify-attestation', ...args, '--type', types.sbom, name], workspace);
}

async function main([command = '', folder = '']: readonly string[]): Promise<void> {
  if (command === 'build' && folder !== '') return build(resolve(folder));
  const isReal = command === 'run' && folder !== '';
  if (!isReal && command !== 'stand-ins')
    throw new Error('usage: real-services.ts build FOLDER | run FOLDER | stand-ins');
  const workspace = mkdtempSync(join(tmpdir(), 'real-services-'));
  ended.push(() => rmSync(workspace, { recursive: true, force: true }));
  try {
    mkdirSync(join(workspace, 'log'));
    writeFileSync(join(workspace, 'a.txt'), 'a');
    writeFileSync(join(workspace, 'sbom.json'), '{"spdxVersion":"SPDX-2.3","name":"app","packages":[]}');
    const judges: Judges = isReal
      ? { cosign: programIn(resolve(folder), 'cosign'), version: 3, gh: 'gh' }
      : { cosign: join(peersFolder(), 'bin/cosign'), version: 2 };
    let registry = process.env['REGISTRY'] ?? 'localhost:5000';
    if (!isReal) {
      const server = await startDockerRegistry();
      ended.push(server.stop);
      registry = server.host;
    }
    const ways = isReal ? await realWays(resolve(folder), workspace) : await standInWays(workspace);
    await byKey(`${registry}/key`, workspace, judges);
    for (const [index, way] of ways.entries()) await keyless(way, `${registry}/way-${index}`, workspace, judges);
  } finally {
    for (const end of ended.reverse()) await end();
  }
  console.log(`\n${failures} failures`);
  process.exitCode = failures > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
