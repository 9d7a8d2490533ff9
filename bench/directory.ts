// Pushes and pulls a directory of 5,000 text files, 200 MB, with oras and with the committed action on a real
// docker-registry, in turns: what runs beside it hits both alike, so that the ratio of each pair counts, not the seconds.
// Usage: npm run bench:directory [-- PAIRS], 3 unless told. Linux only.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDockerRegistry } from '../__tests__/support/docker-registry.ts';
import { peer } from '../__tests__/support/peers.ts';
import { startAction } from '../__tests__/support/run-action.ts';

const pairs = Number(process.argv[2] ?? 3);
const files = 5_000;
const bytesPerFile = 40_000;

interface Measured {
  seconds: number;
  /** MiB. */
  peak: number;
}

/** Text with the ratio of source code, about 3 to 1; always the same. */
function writeTree(folder: string): void {
  let state = 1;
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
  const words = Array.from({ length: 4_000 }, () =>
    next(2 ** 24)
      .toString(36)
      .repeat(1 + next(3)),
  );
  for (let index = 0; index < files; index += 1) {
    const path = join(folder, `part-${index % 50}`);
    mkdirSync(path, { recursive: true });
    let text = '';
    while (text.length < bytesPerFile) text += `${words[next(words.length)]}${next(8) === 0 ? '\n  ' : ' '}`;
    writeFileSync(join(path, `${index}.txt`), text.slice(0, bytesPerFile));
  }
}

async function measure(child: ChildProcess, done: Promise<number | null>): Promise<Measured> {
  const start = performance.now();
  let peak = 0;
  const timer = setInterval(() => {
    try {
      // VmHWM is the peak so far, so that the last look before the end tells it.
      const [, kibibytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Number(kibibytes) / 1024);
    } catch {
      // It has ended.
    }
  }, 20);
  const code = await done;
  clearInterval(timer);
  if (code !== 0) throw new Error(`It ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, peak };
}

function runOras(args: string[], cwd: string): Promise<Measured> {
  const child = spawn(peer('oras') ?? 'oras', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  return measure(child, new Promise((settle, reject) => child.on('error', reject).on('close', settle)));
}

function runOurs(inputs: Record<string, string>, workspace: string): Promise<Measured> {
  const { child, done } = startAction(inputs, { workspace });
  const code = done.then((run) => {
    if (run.code !== 0) console.error(run.stdout + run.stderr);
    return run.code;
  });
  return measure(child, code);
}

function show(what: string, oras: Measured, ours: Measured): number {
  const ratio = ours.seconds / oras.seconds;
  const side = ({ seconds, peak }: Measured) => `${seconds.toFixed(2)} s, ${peak.toFixed(0).padStart(3)} MiB`;
  console.log(`${what.padEnd(11)} oras ${side(oras)}   ours ${side(ours)}   ratio ${ratio.toFixed(2)}`);
  return ratio;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const workspace = mkdtempSync(join(tmpdir(), 'oci-artifact-bench-'));
const registry = await startDockerRegistry({});
try {
  writeTree(join(workspace, 'tree'));
  console.log(
    `${files} files, ${(files * bytesPerFile) / 1e6} MB of text, docker-registry on loopback, ${pairs} pairs`,
  );
  const ratios: Record<'push' | 'push again' | 'pull', number[]> = { push: [], 'push again': [], pull: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    // New repositories: what is sent is sent in full.
    const theirs = `${registry.host}/theirs/n${pair}:v1`;
    const reference = `${registry.host}/ours/n${pair}:v1`;
    const orasPush = () => runOras(['push', '--plain-http', '--disable-path-validation', theirs, 'tree'], workspace);
    const ourPush = () => runOurs({ mode: 'push', reference, files: 'tree' }, workspace);
    ratios.push.push(show('push', await orasPush(), await ourPush()));
    ratios['push again'].push(show('push again', await orasPush(), await ourPush()));
    const orasPull = () => runOras(['pull', '--plain-http', '-o', 'theirs', theirs], workspace);
    const ourPull = () => runOurs({ mode: 'pull', reference, path: 'ours' }, workspace);
    ratios.pull.push(show('pull', await orasPull(), await ourPull()));
    for (const folder of ['theirs', 'ours']) rmSync(join(workspace, folder), { recursive: true, force: true });
  }
  for (const [what, all] of Object.entries(ratios)) console.log(`${what}: median ratio ${median(all).toFixed(2)}`);
} finally {
  await registry.stop();
  rmSync(workspace, { recursive: true, force: true });
}
