// Puts small faults into the modules of scripts/mutant-places.ts, one at a time, and tells which of them no test
// notices. Nothing on the disk is changed. Usage: npm run mutants [-- PART-OF-A-PATH...]
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { leastScore, places } from './mutant-places.ts';
import type { Answer, Task } from './mutant-worker.ts';
import { type Mutant, mutantsOf, strip } from './mutate.ts';

process.chdir(`${import.meta.dirname}/..`);

// The Sigstore that tests of trust share.
const { default: setUp } = await import(`${import.meta.dirname}/test-setup.js`);
await setUp();

/** A worker is replaced after so many mutants: Node keeps every module that it has read. */
const mutantsOfWorker = 150;
/** Milliseconds of the processor: what takes much longer than without a mutant does not end. */
const patience = 1_000;
/** Milliseconds for what waits for something that does not come. */
const longest = 60_000;

/** Gives tasks to a process, and starts another one when it has ended or does not answer. */
function startWorker() {
  let child: ChildProcess | undefined;
  let count = 0;
  const end = () => {
    child?.kill('SIGKILL');
    child = undefined;
    count = 0;
  };
  async function ask(task: Task): Promise<Answer> {
    count += 1;
    if (count > mutantsOfWorker) end();
    child ??= fork(`${import.meta.dirname}/mutant-worker.ts`, {
      // What a test writes is no part of the report.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=400', '--disable-warning=ExperimentalWarning'],
    });
    const own = child;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const ended = { count: 0, took: 0, failure: 'does not end' };
    const timer = setTimeout(() => resolve(ended), longest);
    const stopped = () => resolve(ended);
    own.once('message', resolve as (answer: unknown) => void).once('exit', stopped);
    own.send(task);
    const answer = await promise;
    clearTimeout(timer);
    own.removeAllListeners();
    if (answer === ended) end();
    return answer;
  }
  return { ask, end };
}

/** The tests of a module: that which mirrors it, if there is one, and those that the list names. */
function testsOf(file: string): string[] {
  const testOf = (name: string) => `__tests__/${name}.test.ts`;
  const mirrored = testOf(file.replace(/^src\//, '').replace(/\.ts$/, ''));
  return [...(existsSync(mirrored) ? [mirrored] : []), ...(places[file] ?? []).map(testOf)];
}

/** Shows a mutant by its line and column; of two long texts that differ in a sign, what is near to that. */
function show(source: string, { start, end, text }: Mutant): string {
  const lines = source.slice(0, start).split('\n');
  const [old, other] = [source.slice(start, end), text].map((part) => part.replaceAll(/\s+/g, ' ')) as [string, string];
  let same = 0;
  while (old.length > 40 && same < other.length && old[same] === other[same]) same += 1;
  const near = (part: string) => {
    const shown = part.slice(Math.max(0, same - 15), same + 25);
    return shown === '' ? 'nothing' : shown.length < part.length ? `…${shown}…` : shown;
  };
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${near(old)} -> ${near(other)}`;
}

const wanted = process.argv.slice(2);
const files = Object.keys(places).filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
const workers = Array.from({ length: Math.min(2, availableParallelism()) }, startWorker);
const all = { noticed: 0, count: 0 };
let failed = false;

for (const file of files) {
  const source = strip(readFileSync(file, 'utf8'));
  const tests = testsOf(file);
  // Two times, since the first has to start the process.
  const [worker] = workers as [ReturnType<typeof startWorker>];
  await worker.ask({ file, text: source, tests, most: 0 });
  const start = performance.now();
  let plain = await worker.ask({ file, text: source, tests, most: 0 });
  // Waits are short here, and on a busy machine one may end before what it waits for.
  for (let left = 2; plain.failure !== undefined && left > 0; left -= 1)
    plain = await worker.ask({ file, text: source, tests, most: 0 });
  if (plain.failure !== undefined || plain.count === 0) {
    failed = true;
    console.log(`${file}: the tests fail without a mutant: ${plain.failure ?? 'there are none'}`);
    continue;
  }
  const most = patience + 5 * plain.took;
  const mutants = mutantsOf(source);
  const survivors = new Set<Mutant>();
  const queue = mutants.values();
  await Promise.all(
    workers.map(async ({ ask }) => {
      // Both take from one queue.
      for (const mutant of queue) {
        const text = source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end);
        const { failure } = await ask({ file, text, tests, most });
        if (failure === undefined) survivors.add(mutant);
      }
    }),
  );
  const noticed = mutants.length - survivors.size;
  all.noticed += noticed;
  all.count += mutants.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${file}: ${noticed} of ${mutants.length}, ${percent(noticed, mutants.length)} % (${seconds} s)`);
  for (const mutant of mutants) if (survivors.has(mutant)) console.log(`  ${file}:${show(source, mutant)}`);
}
for (const { end } of workers) end();

function percent(noticed: number, count: number): number {
  return Math.floor((100 * noticed) / Math.max(1, count));
}

console.log(`\n${all.noticed} of ${all.count} mutants noticed: ${percent(all.noticed, all.count)} %`);
if (failed || percent(all.noticed, all.count) < leastScore) process.exitCode = 1;
