// No server: it runs the real programs that scripts/fetch-peers.js fetched, in the versions that are named there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peersFolder } from '../../../scripts/peers-folder.ts';
import { limit } from '../under-load.ts';

interface RunOptions {
  cwd?: string;
  /** Added to the private environment; give HOME (an existing folder) to keep logins from one run to the next. */
  env?: Record<string, string>;
  /** Text for the program's standard input, which is empty otherwise. */
  input?: string | Uint8Array;
  /** After how many milliseconds the program is ended on a machine that has nothing else to do: 50 000 unless told. */
  timeout?: number;
}

interface RunResult {
  /** The exit code, or -1 when a signal ended the program. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Absolute path of the real program of that name that scripts/fetch-peers.js provided, if it did. */
export function peer(name: string): string | undefined {
  const file = join(peersFolder(), 'bin', name);
  return existsSync(file) ? file : undefined;
}

/** The environment for a program under test: nothing of the user's but PATH, and folders of its own under `home`. */
export function privateEnvironment(home: string): Record<string, string> {
  const { PATH = '', DOCKER_HOST } = process.env;
  return {
    PATH,
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    // without it skopeo looks for credentials in /run/containers
    XDG_RUNTIME_DIR: join(home, 'run'),
    DOCKER_CONFIG: join(home, '.docker'),
    // Most peers are written in Go, and spend half of their time on collecting what little garbage they make.
    GOGC: 'off',
    GOMEMLIMIT: '200MiB',
    // a peer may itself be a Docker image
    ...(DOCKER_HOST && { DOCKER_HOST }),
  };
}

/** Runs a peer (by name) or any program (by path), without a shell and without the user's credentials, to its end. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  const ownHome = options.env?.['HOME'] === undefined ? await mkdtemp(join(tmpdir(), 'oci-artifact-home-')) : undefined;
  const home = ownHome ?? options.env?.['HOME'] ?? '';
  const env = { ...privateEnvironment(home), ...options.env };
  for (const folder of ['TMPDIR', 'XDG_RUNTIME_DIR'])
    await mkdir(env[folder] ?? home, { recursive: true, mode: 0o700 });
  const { cwd, timeout = 50_000 } = options;
  using time = limit(timeout);
  try {
    return await new Promise((settle, reject) => {
      const child = spawn(peer(command) ?? command, args, {
        env,
        ...(cwd !== undefined && { cwd }),
      });
      time.signal.addEventListener('abort', () => child.kill());
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.on('error', reject);
      child.on('close', (code) => {
        settle({
          code: code ?? -1,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        });
      });
      child.stdin.on('error', () => undefined); // a program may end without reading its input
      child.stdin.end(options.input ?? '');
    });
  } finally {
    if (ownHome !== undefined) await rm(ownHome, { recursive: true, force: true });
  }
}
