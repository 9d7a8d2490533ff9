import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { copyLinks } from '../../disk/copy-links.ts';
import { withLock } from '../../disk/directory-lock.ts';
import { compareTree } from '../../disk/place-tree.ts';
import { hasCode } from '../../errors.ts';
import type { Tools } from '../../modes/runner/tool.ts';
import { partsOf } from '../../oci/digest.ts';
import { type Platform, parsePlatform } from '../../oci/platform.ts';

const operatingSystems: Record<string, string> = { Linux: 'linux', Windows: 'windows', macOS: 'darwin' };
const architectures: Record<string, string> = { X64: 'amd64', X86: '386', ARM64: 'arm64', ARM: 'arm' };
const platformNames: Record<string, string> = { win32: 'windows', x64: 'amd64', ia32: '386' };

/** The platform of the runner in the words of image indexes. */
export function runnerPlatform(
  { RUNNER_OS = '', RUNNER_ARCH = '' }: NodeJS.ProcessEnv,
  machine: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): Platform {
  const os = operatingSystems[RUNNER_OS] ?? platformNames[machine.platform] ?? machine.platform;
  const architecture = architectures[RUNNER_ARCH] ?? platformNames[machine.arch] ?? machine.arch;
  return parsePlatform(`${os}/${architecture}`) ?? { os, architecture };
}

/** A tool may have gigabytes to compare and copy, by jobs that wait for each other. */
const patience = 15 * 60_000;

/**
 * Makes a function that puts a directory into the runner's tool cache. What is there under the same digest is used when
 * it is the same file by file and no other user could change it, and replaced when not: other jobs write to the tool
 * cache, and nothing in it is trusted.
 */
export function createToolInstaller(directory: string, signal: AbortSignal): Tools['install'] {
  return async ({ name, digest, from }) => {
    const { algorithm, hex } = partsOf(digest);
    // What comes after a `+` would not count, and with a dot the hex could be a number (semver.org, 9 and 10).
    const version = `0.0.0-${algorithm}-${hex}`;
    // A chunk of its own in dist/, for few steps need it.
    const { cacheDir, find } = await import('@actions/tool-cache');
    const there = async () => {
      const path = find(name, version);
      return path !== '' && (await isSameTree(from, path, signal)) && (await isOursAlone(path)) ? path : undefined;
    };
    const found = await there();
    if (found !== undefined) return { path: found, isNew: false };
    const locks = join(directory, 'locks');
    await mkdir(locks, { recursive: true });
    // The toolkit removes what is there and copies: two jobs at once would take it from each other
    // (actions/toolkit#804).
    const install = async () => {
      const other = await there();
      if (other !== undefined) return { path: other, isNew: false };
      const path = await cacheDir(from, name, version, arch());
      await copyLinks(from, path);
      await closeToOthers(path);
      return { path, isNew: true };
    };
    return withLock(join(locks, hex), signal, install, patience);
  };
}

/** The bits of a mode that let the group and everybody write. */
const writableByOthers = 0o022;

/**
 * Tells whether a tree can be changed by its user and root alone: what was compared could be another program by the
 * next step.
 */
async function isOursAlone(path: string): Promise<boolean> {
  const uid = process.getuid?.();
  if (uid === undefined) return true;
  const isOurs = (found: Stats) =>
    [uid, 0].includes(found.uid) && (found.isSymbolicLink() || (found.mode & writableByOthers) === 0);
  return (await statTree(path)).every(([, found]) => isOurs(found));
}

/** Takes the right to write from others, which a loose umask gave them. */
async function closeToOthers(path: string): Promise<void> {
  if (process.getuid === undefined) return;
  for (const [name, found] of await statTree(path)) {
    const isOpen = !found.isSymbolicLink() && (found.mode & writableByOthers) !== 0;
    if (isOpen) await chmod(name, found.mode & 0o777 & ~writableByOthers);
  }
}

async function statTree(path: string): Promise<[name: string, found: Stats][]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = [path, ...entries.map(({ parentPath, name }) => join(parentPath, name))];
  const found: [string, Stats][] = [];
  // One after the other: a tool may have as many files as a process may not open at once.
  for (const name of names) found.push([name, await lstat(name)]);
  return found;
}

async function isSameTree(from: string, to: string, signal: AbortSignal): Promise<boolean> {
  try {
    if (await compareTree(from, to, true, signal)) return false;
  } catch (error) {
    if (hasCode(error, 'CONFLICT')) return false;
    throw error;
  }
  // With types, since Node follows links to folders without them, and two that lead upwards have no end.
  const list = (path: string) => readdir(path, { recursive: true, withFileTypes: true });
  const [wanted, found] = await Promise.all([from, to].map(list));
  // All that is wanted is there, so with as many there is nothing else.
  return wanted?.length === found?.length;
}
