import { runStep } from '../processes/run-step.ts';
import { type RunStep, runWhole } from './fault-cases.ts';

/** The kinds that a row of the test file had before. */
const seen = new Set<string>();

/**
 * Returns how the step of a row is run: the first of its kind in the test file in a process of its own, since only that shows
 * that nothing keeps it from ending, and the others in processes that they share.
 */
export function runnerOf(kind: string): RunStep {
  if (seen.has(kind)) return runStep;
  seen.add(kind);
  return runWhole;
}
