// Measures how the cost of a push and a pull grows with the number and the size of files, into a file for plot.js. All on disk:
// the largest file has 8 GiB. Usage: node bench/growth.ts JSON. Linux only.
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDockerRegistry } from '../__tests__/support/servers/docker-registry.ts';
import { writeFiles } from './fixtures.ts';
import { type Cost, measure } from './measure.ts';

/** What one size of one kind cost. */
interface Point {
  /** The number of files, or MiB. */
  amount: number;
  push: Cost;
  pull: Cost;
}

const counts = [10, 100, 1_000, 10_000];
const sizes = [1, 100, 1_024, 8_192];
const folder = mkdtempSync(join(tmpdir(), 'oci-artifact-growth-'));
process.env['TMPDIR'] = folder;

/** Content does not matter here, and a file of zeros takes no room. */
function writeSparse(path: string, mebibytes: number): void {
  const file = openSync(path, 'wx');
  ftruncateSync(file, mebibytes * 1024 * 1024);
  closeSync(file);
}

async function measurePoint(amount: number, write: (workspace: string) => void): Promise<Point> {
  const workspace = join(folder, 'workspace');
  mkdirSync(join(workspace, 'files'), { recursive: true });
  await using registry = await startDockerRegistry();
  const own = { reference: `${registry.host}/growth:v1`, 'plain-http': 'true' };
  try {
    write(join(workspace, 'files'));
    const push = await measure([{ inputs: { ...own, mode: 'push', files: 'files/*.bin' } }], workspace);
    const pull = await measure([{ inputs: { ...own, mode: 'pull', path: 'out' } }], workspace);
    const text = ({ seconds, peak }: typeof push) => `${seconds.toFixed(2)} s, ${peak.toFixed(0)} MiB`;
    console.log(`${String(amount).padStart(6)}  push ${text(push)}  pull ${text(pull)}`);
    return { amount, push, pull };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

try {
  const points: Record<'files' | 'mebibytes', Point[]> = { files: [], mebibytes: [] };
  console.log('files of 10 KiB');
  for (const count of counts) points.files.push(await measurePoint(count, (path) => writeFiles(path, count, 10_240)));
  console.log('MiB of one file');
  for (const size of sizes) {
    points.mebibytes.push(await measurePoint(size, (path) => writeSparse(join(path, 'large.bin'), size)));
  }
  writeFileSync(process.argv[2] ?? 'growth.json', `${JSON.stringify(points, undefined, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
