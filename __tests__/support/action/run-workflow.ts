import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import { parseReference } from '../../../src/oci/reference.ts';
import { runStep } from '../processes/run-step.ts';
import { type ActionRun, action } from './run-action.ts';

interface Step {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
  /** A step that is meant to fail. */
  'continue-on-error'?: boolean;
}

interface Job {
  needs?: string | string[];
  outputs?: Record<string, string>;
  permissions?: Record<string, string>;
  strategy?: { matrix?: Record<string, unknown> };
  steps: Step[];
}

/** What is around a workflow when it runs. */
export interface Surroundings {
  workspace: string;
  /** Where the registries that a workflow names are instead. */
  hosts: Record<string, string>;
  /** Contexts such as `github` and `secrets`. */
  contexts: Record<string, unknown>;
  /** The outputs of steps that are not ours and are not run, by the name of the action. */
  foreign: Record<string, Record<string, string>>;
  /** The environment of the job. */
  env: Record<string, string>;
  /** What is added to the inputs of a step, in the place of services that are not here. */
  added?: (inputs: Record<string, string>, permissions: Record<string, string>) => Record<string, string>;
}

/** A step with this action, as it ran. */
export interface StepRun extends ActionRun {
  inputs: Record<string, string>;
  /** Whether it is meant to fail. */
  isWrong: boolean;
}

/** Puts other hosts in the place of those that a text names. */
export function withHosts(text: string, hosts: Record<string, string>): string {
  return Object.entries(hosts).reduce(
    (result, [from, to]) => result.replaceAll(new RegExp(`(?<![\\w.-])${RegExp.escape(from)}(?![\\w-])`, 'g'), to),
    text,
  );
}

/**
 * Runs the steps of a workflow that use this action, job after job, with what GitHub's own library makes of the
 * expressions. An expression without a value is an error. Steps with other actions and with scripts are left out.
 */
export async function runWorkflow(text: string, surroundings: Surroundings): Promise<StepRun[]> {
  const { jobs } = parse(text) as { jobs: Record<string, Job> };
  const runs: StepRun[] = [];
  const needs: Record<string, { outputs: Record<string, string> }> = {};
  for (const name of inOrder(jobs)) {
    const job = jobs[name] as Job;
    for (const matrix of rowsOf(job, { ...surroundings.contexts, needs })) {
      const steps: Record<string, { outputs: Record<string, string> }> = {};
      const contexts = { ...surroundings.contexts, needs, matrix, steps };
      for (const step of job.steps) {
        const outputs = isOurs(step)
          ? await playStep(step, job, contexts, surroundings, runs)
          : foreignOutputs(step, surroundings);
        if (step.id !== undefined) steps[step.id] = { outputs };
      }
      needs[name] = { outputs: filled(job.outputs ?? {}, contexts) };
    }
  }
  return runs;
}

async function playStep(
  step: Step,
  { permissions = {} }: Job,
  contexts: Record<string, unknown>,
  { workspace, hosts, env, added = () => ({}) }: Surroundings,
  runs: StepRun[],
): Promise<Record<string, string>> {
  const isWrong = step['continue-on-error'] === true;
  const given = moved(filled(step.with ?? {}, contexts, isWrong), hosts);
  const inputs = { ...given, ...added(given, permissions) };
  const [known, unknown] = [true, false].map((isKnown) =>
    Object.fromEntries(Object.entries(inputs).filter(([name]) => name in action.inputs === isKnown)),
  );
  // The runner hands over what action.yml does not have too.
  const variables = Object.entries(unknown ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const environment = { ...env, ...filled(step.env ?? {}, contexts), ...Object.fromEntries(variables) };
  const run = await runStep(known ?? {}, { workspace, env: environment });
  runs.push({ ...run, inputs, isWrong });
  return run.outputs;
}

/** Moves inputs to other hosts, those also that mean ghcr.io by saying nothing. */
function moved(inputs: Record<string, string>, hosts: Record<string, string>): Record<string, string> {
  const result = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, withHosts(value, hosts)]));
  const { reference = '', registry = '' } = result;
  const elsewhere = hosts['ghcr.io'];
  const isDefault = elsewhere && reference !== '' && hostOf(reference, registry) === 'ghcr.io';
  return isDefault ? { ...result, registry: elsewhere } : result;
}

function hostOf(reference: string, registry: string): string | undefined {
  try {
    return parseReference(reference, { registry }).host;
  } catch {
    return undefined;
  }
}

function isOurs({ uses = '' }: Step): boolean {
  return uses.startsWith('OWNER/oci-artifact@');
}

function foreignOutputs({ uses = '' }: Step, { foreign }: Surroundings): Record<string, string> {
  return foreign[uses.replace(/@.*/, '')] ?? {};
}

/** The names of the jobs, each after those that it needs. */
function inOrder(jobs: Record<string, Job>): string[] {
  const done: string[] = [];
  const visit = (name: string) => {
    if (done.includes(name)) return;
    for (const other of [jobs[name]?.needs ?? []].flat()) visit(other);
    done.push(name);
  };
  for (const name of Object.keys(jobs)) visit(name);
  return done;
}

/** The rows of a matrix of one variable; one empty row without a matrix. */
function rowsOf({ strategy }: Job, contexts: Record<string, unknown>): Record<string, unknown>[] {
  const [variable, ...more] = Object.entries(strategy?.matrix ?? {});
  if (variable === undefined) return [{}];
  const [name, values] = variable;
  const list = typeof values === 'string' ? evaluate(values.replace(/^\$\{\{|\}\}$/g, ''), contexts) : values;
  if (more.length > 0 || !Array.isArray(list)) throw new Error('Only a matrix of one list is run');
  return list.map((value: unknown) => ({ [name]: value }));
}

/** Evaluates the expressions in values. */
function filled(
  values: Record<string, unknown>,
  contexts: Record<string, unknown>,
  mayBeEmpty = false,
): Record<string, string> {
  const fill = (text: string) =>
    text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
      const value = evaluate(expression, contexts);
      if (!mayBeEmpty && (value === null || value === '')) throw new Error(`The expression ${expression} has no value`);
      return String(value ?? '');
    });
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(String(value))]));
}

function evaluate(expression: string, contexts: Record<string, unknown>): unknown {
  const tokens = new Lexer(expression.trim()).lex().tokens;
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return JSON.parse(JSON.stringify(new Evaluator(parsed, known).evaluate(), data.replacer));
}
