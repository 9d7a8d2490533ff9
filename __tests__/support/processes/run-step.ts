import { afterAll } from '@jest/globals';
import { type ActionOptions, type ActionRun, runAction } from '../action/run-action.ts';
import { type SharedProcess, startSharedProcess } from './shared-process.ts';

/** Processes that wait for a step. */
const idle: SharedProcess[] = [];

afterAll(async () => void (await Promise.all(idle.splice(0).map(({ end }) => end()))));

/**
 * Runs the action to its end as `runAction` does, in a process that other steps of the same test file have used before:
 * two thirds of a small step are the start of Node, and the compilation of the bundle. Nobody sees what only a process
 * shows: memory, signals, and that nothing keeps it from ending.
 */
export async function runStep(inputs: Record<string, string>, options: ActionOptions): Promise<ActionRun> {
  if (needsOwn(options)) return runAction(inputs, options);
  const shared = idle.pop() ?? (await startSharedProcess());
  try {
    return await shared.run(inputs, options);
  } finally {
    idle.push(shared);
  }
}

/** Node reads its own variables when it starts. */
function needsOwn({ prefix, uid, system, env = {} }: ActionOptions): boolean {
  return Boolean(prefix ?? uid ?? system) || Object.keys(env).some((name) => /^(?:NODE|SSL)_/.test(name));
}
