// Debian or Ubuntu packages without root: downloaded and unpacked, never installed.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs a program to its end; `ok` when its exit code was 0. */
export async function output(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const ended = new Promise((settle) => child.on('error', () => settle(-1)).on('close', settle));
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { ok: status === 0, stdout, stderr };
}

/** Tells whether a path is a file that may be run. */
export function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// apt with a state of its own: needs no root, no lock and no earlier `apt-get update`.
let aptUpdated;
async function apt(work, args, cwd = work) {
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
    'APT::Install-Recommends': '0',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  if (!aptUpdated) {
    for (const folder of ['lists/partial', 'archives/partial']) fs.mkdirSync(join(state, folder), { recursive: true });
    // hooks of the machine may fail without root after a good update: the download tells
    aptUpdated = output('apt-get', ['-qq', ...options, 'update'], { cwd: work });
  }
  await aptUpdated;
  return output('apt-get', ['-qq', ...options, ...args], { cwd });
}

/** Unpacks packages into a folder, and gives the version of the first one. */
export async function download(work, packages, root) {
  const folder = fs.mkdtempSync(join(work, 'debs-'));
  await apt(work, ['download', ...packages], folder);
  const debs = fs.readdirSync(folder);
  await Promise.all(debs.map((file) => output('dpkg-deb', ['-x', join(folder, file), root])));
  fs.rmSync(folder, { recursive: true });
  return debs
    .find((file) => file.startsWith(`${packages[0]}_`))
    ?.split('_')[1]
    .replace('%3a', ':');
}

/** The packages that the machine would have to install for these. */
export async function lacking(work, packages) {
  const { stdout } = await apt(work, ['--simulate', 'install', ...packages]);
  return [...stdout.matchAll(/^Inst (\S+) \(/gm)].map((match) => match[1]);
}

/** Tells whether a program needs a library that neither the machine nor the folder `libraries` has. */
export async function lacksLibraries(program, libraries) {
  const { stdout } = await output('ldd', [program], { env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  return stdout.includes('=> not found');
}
