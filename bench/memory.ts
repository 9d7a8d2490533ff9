// Pushes and pulls one large file with the committed action on a real docker-registry, and shows the peak memory of the
// whole process: it must not grow with the file. Usage: npm run bench:memory [-- SIZE_IN_MIB], 1024 unless told. Linux only.
import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDockerRegistry } from '../__tests__/support/docker-registry.ts';
import { type ActionRun, startAction } from '../__tests__/support/run-action.ts';

const mebibytes = Number(process.argv[2] ?? 1024);
const limit = 150;

function writeRandomFile(path: string): void {
  const file = openSync(path, 'w');
  const chunk = Buffer.alloc(1024 * 1024);
  for (let written = 0; written < mebibytes; written += 1) writeSync(file, randomFillSync(chunk));
  closeSync(file);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

async function measure(title: string, inputs: Record<string, string>, workspace: string): Promise<ActionRun> {
  const start = performance.now();
  const { child, done } = startAction(inputs, { workspace });
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
  const run = await done;
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  if (run.code !== 0) throw new Error(run.stdout + run.stderr);
  const verdict = peak > 0 && peak < limit ? 'ok' : `OVER ${limit} MiB`;
  console.log(`${title.padEnd(12)} ${seconds.toFixed(2)} s  peak ${peak.toFixed(0)} MiB  ${verdict}`);
  if (verdict !== 'ok') process.exitCode = 1;
  return run;
}

const workspace = mkdtempSync(join(tmpdir(), 'oci-artifact-bench-'));
const registry = await startDockerRegistry({});
try {
  const path = join(workspace, 'large.bin');
  writeRandomFile(path);
  console.log(`one file of ${mebibytes} MiB, docker-registry on loopback`);
  const reference = `${registry.host}/bench/large:v1`;
  const pushed = await measure('push', { mode: 'push', reference, files: 'large.bin' }, workspace);
  await measure('push again', { mode: 'push', reference, files: 'large.bin' }, workspace);
  await measure('pull', { mode: 'pull', reference: pushed.outputs['reference'] ?? '', path: 'got' }, workspace);
  if ((await hashOf(join(workspace, 'got/large.bin'))) !== (await hashOf(path))) throw new Error('The files differ');
} finally {
  await registry.stop();
  rmSync(workspace, { recursive: true, force: true });
}
