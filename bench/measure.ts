// Runs a command under GNU time, which tells what the kernel knows of it: nothing is missed between two looks.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startAction } from '../__tests__/support/action/run-action.ts';
import { peer, privateEnvironment } from '../__tests__/support/servers/peers.ts';

/** What one step cost. */
export interface Cost {
  seconds: number;
  /** Seconds of CPU. */
  cpu: number;
  /** The largest resident set, in MiB. */
  peak: number;
}

/** A program to run, or our action with its inputs. */
export type Command =
  | { program: string; args: readonly string[]; input?: string; env?: Record<string, string> }
  | { inputs: Record<string, string> };

/** GNU time itself: its wrapper is a shell script, and a shell drops variables with names like INPUT_SYNC-FILE. */
function findTime(): string {
  const wrapper = peer('time');
  if (wrapper === undefined) return 'time';
  return JSON.parse(readFileSync(join(dirname(wrapper), '../stamp.json'), 'utf8')).time.path;
}

/** Runs commands one after the other and adds up what they cost; fails when one of them does. */
export async function measure(commands: readonly Command[], workspace: string): Promise<Cost> {
  const total: Cost = { seconds: 0, cpu: 0, peak: 0 };
  const home = mkdtempSync(join(tmpdir(), 'bench-home-'));
  try {
    for (const command of commands) {
      const cost = await measureOne(command, workspace, home);
      total.seconds += cost.seconds;
      total.cpu += cost.cpu;
      total.peak = Math.max(total.peak, cost.peak);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return total;
}

async function measureOne(command: Command, workspace: string, home: string): Promise<Cost> {
  const report = join(home, 'time.txt');
  const prefix = [findTime(), '-o', report, '-f', '%U %S %M'];
  const start = performance.now();
  const { code, text } = await ('inputs' in command
    ? runOurs(command.inputs, workspace, prefix)
    : runProgram(command, workspace, home, prefix));
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${JSON.stringify(command)} ended with ${code}: ${text}`);
  const [user = 0, system = 0, kibibytes = 0] = readFileSync(report, 'utf8').split(' ').map(Number);
  return { seconds, cpu: user + system, peak: kibibytes / 1024 };
}

async function runOurs(inputs: Record<string, string>, workspace: string, prefix: readonly string[]) {
  const { code, stdout, stderr } = await startAction(inputs, { workspace, prefix }).done;
  return { code, text: stdout + stderr };
}

function runProgram(
  { program, args, input, env }: Extract<Command, { program: string }>,
  workspace: string,
  home: string,
  [time = '', ...rest]: readonly string[],
): Promise<{ code: number | null; text: string }> {
  const child = spawn(time, [...rest, program, ...args], {
    cwd: workspace,
    env: { ...privateEnvironment(home), TMPDIR: tmpdir(), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  child.stdin?.end(input);
  return new Promise((settle, reject) => {
    child.on('error', reject).on('close', (code) => settle({ code, text }));
  });
}
