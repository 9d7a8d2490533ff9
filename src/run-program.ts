import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import native, { delimiter, join, type PlatformPath } from 'node:path';

/** What a program gives, and its exit code; null when a signal ended it. */
export interface ProgramResult {
  code: number | null;
  output: string;
}

/** More than any answer that is wanted. */
const maxOutput = 1024 * 1024;

/**
 * Variables that no program gets: the inputs of the step and the tokens of the runner, which are secrets, and those by
 * which git is told what to run.
 */
const withheld = /^(?:INPUT|ACTIONS|GIT)_/i;

/**
 * Runs a program of the machine, and gives up on it after `timeout` milliseconds. It is looked for in the absolute
 * folders of PATH alone: the others depend on the working directory, where whoever wrote the workspace may have put
 * anything. Fails with a system error when it cannot be started.
 */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  {
    environment,
    variables = {},
    timeout,
    folder,
    input = '',
  }: {
    environment: NodeJS.ProcessEnv;
    /** Given beside those of the environment, or in their place. */
    variables?: Record<string, string>;
    timeout: number;
    folder?: string;
    input?: string;
  },
): Promise<ProgramResult> {
  const own = { ...childEnvironment(environment), ...variables };
  const { file, line, isVerbatim } = commandFor(await findProgram(program, own), parameters, own);
  // Few steps start a program, and the module takes milliseconds to load.
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(file, line, {
      env: own,
      windowsVerbatimArguments: isVerbatim,
      ...(folder === undefined ? {} : { cwd: folder }),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // A program that it started may hold the pipes open, whether it has ended itself or not.
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      child.stdin.destroy();
      child.stdout.destroy();
      child.unref();
      reject(Object.assign(new Error(`${program} did not finish in ${timeout / 1000} s`), { code: 'ETIMEDOUT' }));
    }, timeout);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < maxOutput) output += chunk;
    });
    // A program that ends without reading its input breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => {});
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
    child.stdin.end(input);
  });
}

/** Makes the environment of a program out of ours. */
function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(environment).filter(([name]) => !withheld.test(name));
  return {
    ...Object.fromEntries(
      // A program may look for others.
      entries.map(([name, value = '']) => [name, isPath(name) ? absoluteFolders(value).join(delimiter) : value]),
    ),
    // Windows looks in the working directory before PATH, also for the programs of a batch file, unless this is set.
    ...(process.platform === 'win32' ? { NoDefaultCurrentDirectoryInExePath: '1' } : {}),
  };
}

/** A command as `spawn` takes it; `isVerbatim` when Node is not to quote the line again. */
interface Command {
  file: string;
  line: readonly string[];
  isVerbatim: boolean;
}

/**
 * Lets the shell of Windows run a batch file, which Node starts no other way (CVE-2024-27980). In quotes the shell
 * still writes out variables, and a quote ends them, so that nothing with `%`, `!`, `"` or a line break is given to it:
 * fails with a system error.
 */
export function commandFor(path: string, parameters: readonly string[], environment: NodeJS.ProcessEnv): Command {
  if (!/\.(?:cmd|bat)$/i.test(path)) return { file: path, line: parameters, isVerbatim: false };
  const words = [path, ...parameters];
  const unsafe = words.find((word) => /[%!"\r\n]/.test(word));
  if (unsafe !== undefined) {
    throw Object.assign(new Error(`${JSON.stringify(unsafe)} cannot be passed to a batch file safely`), {
      code: 'EINVAL',
    });
  }
  const [, root = 'C:\\Windows'] =
    Object.entries(environment).find(([name]) => name.toUpperCase() === 'SYSTEMROOT') ?? [];
  const quoted = words.map((word) => `"${word}"`).join(' ');
  // Without what the registry says to run first (/d), and with the outermost quotes dropped (/s).
  return { file: `${root}\\System32\\cmd.exe`, line: ['/d', '/s', '/v:off', '/c', `"${quoted}"`], isVerbatim: true };
}

/** What a name without an ending may be on Windows, in the order in which it is looked for. */
const programsOnWindows = ['.exe', '.cmd', '.bat'];

async function findProgram(program: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const [, folders = ''] = Object.entries(environment).find(([name]) => isPath(name)) ?? [];
  const endings = process.platform === 'win32' ? programsOnWindows : [''];
  for (const folder of absoluteFolders(folders)) {
    for (const ending of endings) {
      const path = join(folder, `${program}${ending}`);
      if (await isProgram(path)) return path;
    }
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

/** The absolute folders of a PATH; Windows lets them stand in quotes, and there they may have the mark between them. */
export function absoluteFolders(path: string, system: PlatformPath = native): string[] {
  const parts = system.sep === '\\' ? (path.match(/(?:"[^"]*"|[^;"])+/g) ?? []) : path.split(system.delimiter);
  const folders = parts.map((folder) => (system.sep === '\\' ? folder.replaceAll('"', '') : folder));
  return folders.filter((folder) => system.isAbsolute(folder));
}

/** Windows writes it `Path`. */
function isPath(name: string): boolean {
  return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}
