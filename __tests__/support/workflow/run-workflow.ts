// A small runner for workflows, which does what GitHub's and its runner document, and fails for all that it does not know. It
// was compared with the documentation and with the sources of actions/runner. Left out: containers and services, reusable
// workflows, concurrency, timeouts, and steps of actions after the job.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { parse } from 'yaml';
import { makeFolder } from '../action/workspace.ts';
import { fill, holds, resolve, type Scope } from './expressions.ts';
import { legsOf } from './matrix.ts';
import { type Action, type Machine, runSteps, type Step, type StepRun } from './steps.ts';
import { type Event, onlyHas, startedBy } from './triggers.ts';

type Texts = Record<string, string>;
type Permissions = Record<string, string>;

interface Job {
  name?: string;
  'runs-on': unknown;
  needs?: string | string[];
  if?: unknown;
  permissions?: Permissions;
  environment?: unknown;
  outputs?: Texts;
  env?: Record<string, unknown>;
  defaults?: { run?: Machine['defaults'] };
  strategy?: { matrix?: unknown; 'fail-fast'?: unknown; 'max-parallel'?: unknown };
  'continue-on-error'?: unknown;
  'timeout-minutes'?: number;
  steps: Step[];
}

const jobKeys =
  'name runs-on needs if permissions environment outputs env defaults strategy continue-on-error timeout-minutes steps';
const workflowKeys = 'name run-name on permissions env defaults concurrency jobs';

/** What is around a workflow. */
export interface World {
  event: Event;
  /** The files of the repository, which actions/checkout brings; a repository of git. */
  repository: string;
  secrets?: Texts;
  vars?: Texts;
  /** Variables of the machine. */
  env?: Texts;
  /** Folders with programs, before those of the machine. */
  programs?: string[];
  /** What actions of others do; actions/checkout is there. */
  actions?: Record<string, Action>;
  /** Gives the token of a job with these permissions, and the variables that come with it. */
  startJob?: (permissions: Permissions) => { token: string; env: Texts };
  addInputs?: (inputs: Texts) => Texts;
  /** The tool cache of a self-hosted runner, which jobs share. */
  toolCache?: string;
}

type Result = 'success' | 'failure' | 'skipped' | 'cancelled';

export interface WorkflowRun {
  result: Result;
  /** With the outputs, as other jobs see them. */
  jobs: Record<string, { result: Result; outputs: Texts }>;
  /** The steps of all jobs, in the order in which they ran. */
  steps: StepRun[];
}

const project = resolvePath(import.meta.dirname, '../../..');
const sha = '0123456789abcdef0123456789abcdef01234567';

/** Runs a workflow: job after job, leg after leg, step after step. Fails for what it does not know, or is written wrongly. */
export async function runWorkflow(text: string, world: World): Promise<WorkflowRun> {
  const workflow = parse(text) as Record<string, unknown> & { jobs: Record<string, Job>; permissions?: Permissions };
  onlyHas(workflow, workflowKeys.split(' '));
  const inputs = startedBy(workflow['on'], world.event);
  const contexts = { github: githubOf(world.event), inputs, secrets: world.secrets ?? {}, vars: world.vars ?? {} };
  const run: WorkflowRun = { result: 'success', jobs: {}, steps: [] };
  const needed = (name: string): string[] => [workflow.jobs[name]?.needs ?? []].flat();
  const ancestors = (name: string): string[] => needed(name).flatMap((one) => [one, ...ancestors(one)]);
  for (const name of inOrder(workflow.jobs, needed)) {
    const job = workflow.jobs[name] as Job;
    onlyHas(job, jobKeys.split(' '));
    const needs = Object.fromEntries(needed(name).map((one) => [one, run.jobs[one]]));
    const results = ancestors(name).map((one) => run.jobs[one]?.result);
    const scope: Scope = { contexts: { ...contexts, needs }, hasFailed: results.includes('failure') };
    const isAsked = job.if !== undefined && /\b(?:always|failure|cancelled)\s*\(/.test(String(job.if));
    const isReached = holds(job.if, scope) && (isAsked || results.every((result) => result === 'success'));
    run.jobs[name] = isReached
      ? await runJob(name, job, scope, workflow, world, run)
      : { result: 'skipped', outputs: {} };
  }
  const all = Object.values(run.jobs).map(({ result }) => result);
  run.result = all.includes('failure') ? 'failure' : 'success';
  return run;
}

async function runJob(
  name: string,
  job: Job,
  scope: Scope,
  workflow: Record<string, unknown>,
  world: World,
  run: WorkflowRun,
): Promise<{ result: Result; outputs: Texts }> {
  const { matrix: asked, 'fail-fast': failFast = true, ...others } = job.strategy ?? {};
  onlyHas(others, ['max-parallel']);
  const matrix = resolve(asked, scope) as Record<string, unknown> | undefined;
  const rows = matrix ? legsOf(mapValues(matrix, (value) => resolve(value, scope))) : [{}];
  if (rows.length === 0) throw new Error(`The matrix of ${name} is empty`);
  const outputs: Texts = {};
  const results: Result[] = [];
  for (const [index, row] of rows.entries()) {
    if (results.includes('failure') && resolve(failFast, scope) !== false) {
      results.push('cancelled');
      continue;
    }
    const strategy = { 'fail-fast': failFast, 'job-index': index, 'job-total': rows.length };
    const own = { ...scope, hasFailed: false, contexts: { ...scope.contexts, matrix: row, strategy } };
    const leg = await runLeg(name, job, own, workflow, world, run);
    const mayFail = resolve(job['continue-on-error'] ?? false, own) === true;
    results.push(leg.hasFailed && !mayFail ? 'failure' : 'success');
    Object.assign(outputs, leg.outputs);
  }
  return { result: results.includes('failure') ? 'failure' : 'success', outputs };
}

async function runLeg(
  name: string,
  job: Job,
  scope: Scope,
  workflow: Record<string, unknown>,
  world: World,
  run: WorkflowRun,
): Promise<{ hasFailed: boolean; outputs: Texts }> {
  const folder = makeFolder();
  const place = (own: string) => join(folder, own);
  for (const own of ['work', 'home', 'temp', 'tools']) mkdirSync(place(own));
  const isOwn = [resolve(job['runs-on'], scope)].flat().includes('self-hosted');
  const toolCache = isOwn && world.toolCache ? world.toolCache : place('tools');
  const permissions = (job.permissions ?? workflow['permissions'] ?? {}) as Permissions;
  const { token = 'ghs_none', env: granted = {} } = world.startJob?.(permissions) ?? {};
  const github = { ...(scope.contexts['github'] as object), token, workspace: place('work'), job: name };
  const runner = { os: 'Linux', arch: 'X64', temp: place('temp'), tool_cache: toolCache };
  const contexts = {
    ...scope.contexts,
    github,
    runner,
    secrets: { ...(scope.contexts['secrets'] as Texts), GITHUB_TOKEN: token },
  };
  const here = { ...scope, workspace: place('work'), contexts: { ...contexts, job: { status: 'success' } } };
  writeFileSync(place('event.json'), JSON.stringify(world.event.payload ?? {}));
  const filledAll = (values: unknown) =>
    mapValues((values ?? {}) as Record<string, unknown>, (value) => fill(String(value), here));
  const machine: Machine = {
    ...{ workspace: place('work'), home: place('home'), temporary: place('temp'), added: {}, path: [], project },
    base: {
      PATH: [...(world.programs ?? []), process.env['PATH']].join(':'),
      ...{ HOME: place('home'), CI: 'true', GITHUB_ACTIONS: 'true', LANG: 'C.UTF-8' },
      ...variablesOf(github, world.event, place('event.json')),
      ...{ RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64', RUNNER_TEMP: place('temp'), RUNNER_TOOL_CACHE: toolCache },
      ...world.env,
      ...granted,
    },
    env: { ...filledAll(workflow['env']), ...filledAll(job.env) },
    defaults: { ...(workflow['defaults'] as Job['defaults'])?.run, ...job.defaults?.run },
    masks: new Set([token, ...Object.values(world.secrets ?? {})]),
    actions: { 'actions/checkout': checkout(world.repository), ...world.actions },
    addInputs: world.addInputs ?? (() => ({})),
    onStep: (step) => void run.steps.push(step),
  };
  const { steps, hasFailed } = await runSteps(job.steps, here, machine, name);
  const after = { ...here, contexts: { ...here.contexts, steps, env: machine.env } };
  const outputs = mapValues(job.outputs ?? {}, (value) => fill(value, after, hasFailed));
  // The runner keeps back what may be a secret.
  const hides = (value: string) => [...machine.masks].some((mask) => mask !== '' && value.includes(mask));
  return { hasFailed, outputs: Object.fromEntries(Object.entries(outputs).filter(([, value]) => !hides(value))) };
}

/** Brings the files of the repository, as actions/checkout does. */
function checkout(repository: string): Action {
  return ({ inputs, machine }) => {
    onlyHas(inputs, ['fetch-depth', 'persist-credentials']);
    cpSync(repository, machine.workspace, { recursive: true, verbatimSymlinks: true });
    return {};
  };
}

/** The names of the jobs, each after those that it needs. */
function inOrder(jobs: Record<string, Job>, needed: (name: string) => string[]): string[] {
  const done: string[] = [];
  const visit = (name: string, above: string[]) => {
    if (!(name in jobs)) throw new Error(`There is no job ${name}`);
    if (above.includes(name)) throw new Error(`The job ${name} needs itself`);
    for (const other of needed(name)) visit(other, [...above, name]);
    if (!done.includes(name)) done.push(name);
  };
  for (const name of Object.keys(jobs)) visit(name, []);
  return done;
}

const githubOf = ({ name, ref, payload = {}, inputs }: Event) => ({
  ...{ actor: 'octocat', event_name: name, ref, ref_name: ref.replace(/^refs\/(?:heads|tags)\//, '') },
  ...{
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    event: { ...payload, ...(inputs ? { inputs } : {}) },
  },
  ...{
    repository: 'octo-org/hello',
    repository_owner: 'octo-org',
    run_id: '42',
    run_number: '7',
    run_attempt: '1',
    sha,
  },
  ...{ server_url: 'https://github.com', api_url: 'https://api.github.com' },
});

function variablesOf(github: Record<string, unknown>, { name }: Event, eventPath: string): Texts {
  const given = 'actor job ref ref_name ref_type repository repository_owner run_id run_number run_attempt sha';
  const names = `${given} server_url api_url workspace`.split(' ');
  return {
    ...Object.fromEntries(names.map((key) => [`GITHUB_${key.toUpperCase()}`, String(github[key])])),
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKFLOW_REF: `octo-org/hello/.github/workflows/example.yml@${github['ref']}`,
  };
}

function mapValues<T, R>(values: Record<string, T>, of: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(value)]));
}
