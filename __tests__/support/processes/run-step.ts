import { afterAll } from '@jest/globals';
import { type ActionOptions, type ActionRun, runAction } from '../action/run-action.ts';
import { isNightly } from '../nightly.ts';
import { type SharedProcess, startSharedProcess } from './shared-process.ts';

/** Processes that wait for a step. */
const idle: SharedProcess[] = [];
/** MiB of a process that is not used again: half of what a step may take (maxPeak in run-outcome.ts). */
const spent = 150;

afterAll(async () => void (await Promise.all(idle.splice(0).map(({ end }) => end()))));

/**
 * Runs the action to its end as `runAction` does, in a process that other steps of the same test file have used before:
 * two thirds of a small step are the start of Node, and the compilation of the bundle. Nobody sees what only a process
 * shows: signals, and that nothing keeps it from ending; nightly, each step has a process of its own. Its peak is that of all
 * steps so far.
 */
export async function runStep(inputs: Record<string, string>, options: ActionOptions): Promise<ActionRun> {
  if (isNightly || needsOwn(options)) return runAction(inputs, options);
  const shared = idle.pop() ?? (await startSharedProcess());
  const run = await shared.run(inputs, options);
  // The peak of a process never falls: one that has taken much would leave too little to the next step.
  if (run.code === null || run.peak > spent) await shared.end();
  else idle.push(shared);
  return run;
}

/** Node reads its own variables when it starts. */
function needsOwn({ prefix, uid, system, env = {} }: ActionOptions): boolean {
  return Boolean(prefix ?? uid ?? system) || Object.keys(env).some((name) => /^(?:NODE|SSL)_/.test(name));
}
