import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { System } from '../support/action/run-action.ts';
import { peer, run } from '../support/servers/peers.ts';

const names: Partial<Record<NodeJS.Platform, System['name']>> = { win32: 'windows', darwin: 'macos' };

/** The system that the tests run on. */
export const ownSystem: System = {
  name: names[process.platform] ?? 'linux',
  node: process.execPath,
  program: process.execPath,
  pathOf: (path) => path,
  // Windows shares each drive with its administrators, as the users of GitHub's runners are.
  sharedPathOf: (path) => (process.platform === 'win32' ? `\\\\localhost\\${path.replace(':', '$')}` : path),
  searching: (folders) => ({ PATH: [...folders, process.env['PATH']].join(delimiter) }),
  env: {},
};

/** Other systems that can be had beside the own one: all of them, and only, on Linux x64. */
export const emulated: ('windows' | 'arm64')[] =
  process.platform === 'linux' && process.arch === 'x64' ? ['windows', 'arm64'] : [];

interface Started {
  system: System;
  stop: () => Promise<void>;
}

/** Starts Node for arm64 on this machine; scripts/emulate.js tells how. */
export async function startArm64(): Promise<Started> {
  // QEMU's own choice has all that a processor can have, such as signed pointers, and takes a tenth longer.
  const env = { RUNNER_ARCH: 'ARM64', QEMU_CPU: 'neoverse-n1' };
  return { system: { ...ownSystem, name: 'arm64', node: peer('arm64') ?? '', env }, stop: async () => undefined };
}

/** Starts a Windows with a registry and a drive `C:` of its own; what is here is there on the drive `Z:`. */
export async function startWindows(): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-wine-'));
  const prefix = join(folder, 'prefix');
  const env = { WINEPREFIX: prefix, RUNNER_OS: 'Windows' };
  const node = join(folder, 'node');
  // Wine's server opens all files. As root it would be refused none, as no user of Windows is.
  // In bash, since other shells pass on no variable with a hyphen in its name.
  const limited = process.getuid?.() === 0 ? 'setpriv --bounding-set=-dac_override ' : '';
  await writeFile(node, `#!/bin/bash\nexec ${limited}'${peer('windows')}' "$@"\n`, { mode: 0o755 });
  // Makes the prefix, and starts the server that serves all runs.
  const { code, stdout, stderr } = await run(node, ['-p', 'process.execPath'], { env, timeout: 200_000 });
  if (code !== 0) throw new Error(`Wine cannot run Node here: ${stderr}`);
  const windows = (path: string) => path.replaceAll('/', '\\');
  return {
    system: {
      name: 'windows',
      node,
      program: stdout.trim().replace('Z:', '').replaceAll('\\', '/'),
      pathOf: (path) => `Z:${windows(path)}`,
      // Wine has no shares, but this name, which has the same form.
      sharedPathOf: (path) => `\\\\?\\unix${windows(path)}`,
      // Wine does not take PATH from here.
      searching: (folders) => ({ WINEPATH: folders.join(';') }),
      env,
    },
    stop: async () => {
      await run(node, ['--end-wine'], { env });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
