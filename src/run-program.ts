import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** What a program gives, and its exit code; null when a signal ended it. */
export interface ProgramResult {
  code: number | null;
  output: string;
}

/** More than any answer that is wanted. */
const maxOutput = 1024 * 1024;

/**
 * Variables that no program gets: the inputs of the step and the tokens of the runner, which are secrets, and those by which git is
 * told what to run.
 */
const withheld = /^(?:INPUT|ACTIONS|GIT)_/i;

/**
 * Runs a program of the machine, and gives up on it after `timeout` milliseconds. It is looked for in the absolute folders of
 * PATH alone: the others depend on the working directory, where whoever wrote the workspace may have put anything. Fails
 * with a system error when it cannot be started.
 */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  {
    environment,
    timeout,
    folder,
    input = '',
  }: { environment: NodeJS.ProcessEnv; timeout: number; folder?: string; input?: string },
): Promise<ProgramResult> {
  const own = childEnvironment(environment);
  const path = await findProgram(program, own);
  // Few steps start a program, and the module takes milliseconds to load.
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(path, parameters, {
      env: own,
      ...(folder === undefined ? {} : { cwd: folder }),
      stdio: ['pipe', 'pipe', 'ignore'],
      // The option `timeout` would keep the process waiting when the program does not exist.
      signal: AbortSignal.timeout(timeout),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < maxOutput) output += chunk;
    });
    // A program that ends without reading its input breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

/** Makes the environment of a program out of ours. */
function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(environment).filter(([name]) => !withheld.test(name));
  return Object.fromEntries(
    // A program may look for others.
    entries.map(([name, value = '']) => [name, isPath(name) ? absoluteFolders(value).join(delimiter) : value]),
  );
}

async function findProgram(program: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const [, folders = ''] = Object.entries(environment).find(([name]) => isPath(name)) ?? [];
  const isWindows = process.platform === 'win32';
  for (const folder of absoluteFolders(folders)) {
    const path = join(folder, isWindows ? `${program}.exe` : program);
    if (await isProgram(path)) return path;
  }
  throw Object.assign(new Error(`${program} is not in any folder of PATH`), { code: 'ENOENT' });
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function absoluteFolders(path: string): string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

/** Windows writes it `Path`. */
function isPath(name: string): boolean {
  return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}
