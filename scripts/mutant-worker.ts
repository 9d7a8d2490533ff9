// A process of `npm run mutants`: for each mutant that it is sent, it reads the tests and what they import anew, with
// the mutant in its place, and says whether a test failed.
import { readFileSync } from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { runTests } from './mutant-jest.ts';
import { strip } from './mutate.ts';

/** What is to be tried: a file, its text instead of what is on the disk, and the tests; paths from the project. */
export interface Task {
  file: string;
  text: string;
  tests: readonly string[];
  /** The most milliseconds of the processor that it may take; 0 for any. */
  most: number;
}
/** What came of it; `failure` is that of the first test that failed. */
export interface Answer {
  count: number;
  /** Milliseconds of the processor that it took. */
  took: number;
  failure?: string;
}

const root = pathToFileURL(`${import.meta.dirname}/../`).href;
/** Tests with real programs are for `npm test`. */
const peers = 'export function describeWithPeers() {}';

let task: Task = { file: '', text: '', tests: [], most: 0 };
let stamp = 0;
const sources = new Map<string, string>();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: `${root}scripts/mutant-jest.ts`, shortCircuit: true };
    const resolved = next(specifier, context);
    // Another address for each mutant, since Node reads a module once.
    const isOurs = resolved.url.startsWith(`${root}src/`) || resolved.url.startsWith(`${root}__tests__/`);
    return isOurs ? { ...resolved, url: `${resolved.url}?${stamp}` } : resolved;
  },
  load(url, context, next) {
    const [address = '', query] = url.split('?');
    if (query === undefined) return next(url, context);
    return { format: 'module', source: sourceOf(address), shortCircuit: true };
  },
});

function sourceOf(address: string): string {
  if (address === root + task.file) return task.text;
  if (address.endsWith('/describe-with-peers.ts')) return peers;
  const known = sources.get(address);
  if (known !== undefined) return known;
  const source = strip(readFileSync(fileURLToPath(address), 'utf8'));
  sources.set(address, source);
  return source;
}

// What waits for others on purpose waits less here.
const haste = 50;
const wait = timers.setTimeout;
timers.setTimeout = (milliseconds = 0, ...rest) => wait(milliseconds / haste, ...rest);
syncBuiltinESMExports();

// Ends a loop without end, by the time of the processor: on a busy machine, that of the clock says nothing.
const watch = new Int32Array(new SharedArrayBuffer(8));
const watcher = `
  const { workerData: watch } = require('node:worker_threads');
  let [task, start] = [0, 0];
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    const now = (user + system) / 1000;
    if (task !== watch[0]) [task, start] = [watch[0], now];
    else if (watch[1] > 0 && now - start > watch[1]) process.kill(process.pid, 'SIGKILL');
  }, 50);
`;
new Worker(watcher, { eval: true, workerData: watch }).unref();

async function tryTask(): Promise<Omit<Answer, 'took'>> {
  let count = 0;
  try {
    for (const test of task.tests) {
      await import(root + test);
      count += await runTests();
    }
    return { count };
  } catch (error) {
    await runTests().catch(() => {});
    const { message, cause } = error as Error;
    return { count, failure: `${message}: ${(cause as Error | undefined)?.message ?? ''}` };
  }
}

process.on('message', async (message) => {
  task = message as Task;
  stamp += 1;
  watch.set([stamp, task.most]);
  const before = process.cpuUsage();
  const answer = await tryTask();
  const { user, system } = process.cpuUsage(before);
  process.send?.({ ...answer, took: (user + system) / 1000 });
});
