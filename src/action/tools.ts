import { mkdir, readdir } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { compareTree } from '../artifact/place-tree.ts';
import { hasCode } from '../errors.ts';
import type { ModeContext } from '../modes/context.ts';
import { partsOf } from '../oci/digest.ts';
import { type Platform, parsePlatform } from '../oci/platform.ts';
import { withLock } from '../store/directory-lock.ts';

const operatingSystems: Record<string, string> = { Linux: 'linux', Windows: 'windows', macOS: 'darwin' };
const architectures: Record<string, string> = { X64: 'amd64', X86: '386', ARM64: 'arm64', ARM: 'arm' };
const platformNames: Record<string, string> = { win32: 'windows', x64: 'amd64', ia32: '386' };

/** The platform of the runner in the words of image indexes. */
export function runnerPlatform({ RUNNER_OS = '', RUNNER_ARCH = '' }: NodeJS.ProcessEnv): Platform {
  const os = operatingSystems[RUNNER_OS] ?? platformNames[process.platform] ?? process.platform;
  const architecture = architectures[RUNNER_ARCH] ?? platformNames[process.arch] ?? process.arch;
  return parsePlatform(`${os}/${architecture}`) ?? { os, architecture };
}

/**
 * Makes a function that puts a directory into the runner's tool cache. What is there under the same digest is used when it is
 * the same file by file, and replaced when not: other jobs write to the tool cache, and nothing in it is trusted.
 */
export function createToolInstaller(directory: string, signal: AbortSignal): ModeContext['installTool'] {
  return async ({ name, digest, from }) => {
    const { algorithm, hex } = partsOf(digest);
    // What comes after a `+` would not count, and with a dot the hex could be a number (semver.org, 9 and 10).
    const version = `0.0.0-${algorithm}-${hex}`;
    // A chunk of its own in dist/, for few steps need it.
    const { cacheDir, find } = await import('@actions/tool-cache');
    const there = async () => {
      const path = find(name, version);
      return path !== '' && (await isSameTree(from, path)) ? path : undefined;
    };
    const found = await there();
    if (found !== undefined) return { path: found, isNew: false };
    const locks = join(directory, 'locks');
    await mkdir(locks, { recursive: true });
    // The toolkit removes what is there and copies: two jobs at once would take it from each other (actions/toolkit#804).
    return withLock(join(locks, `${name}-${hex}`), signal, async () => {
      const other = await there();
      return other === undefined
        ? { path: await cacheDir(from, name, version, arch()), isNew: true }
        : { path: other, isNew: false };
    });
  };
}

async function isSameTree(from: string, to: string): Promise<boolean> {
  try {
    if (await compareTree(from, to, true)) return false;
  } catch (error) {
    if (hasCode(error, 'CONFLICT')) return false;
    throw error;
  }
  const [wanted, found] = await Promise.all([from, to].map((path) => readdir(path, { recursive: true })));
  // All that is wanted is there, so with as many there is nothing else.
  return wanted?.length === found?.length;
}
