import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { OciError } from '../errors.ts';
import type { WorkflowFacts } from '../modes/context.ts';
import { isRecord } from '../oci/descriptor.ts';

/** Reads from the runner's environment what is known of repository, commit and run. */
export function workflowFacts(environment: NodeJS.ProcessEnv): WorkflowFacts {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF_NAME, GITHUB_RUN_ID } = environment;
  const source = GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : undefined;
  return {
    ...(source ? { source } : {}),
    ...(GITHUB_SHA ? { revision: GITHUB_SHA } : {}),
    ...(GITHUB_REF_NAME ? { refName: GITHUB_REF_NAME } : {}),
    ...(source && GITHUB_RUN_ID ? { runUrl: `${source}/actions/runs/${GITHUB_RUN_ID}` } : {}),
  };
}

/** Reads the payload of the event that started the workflow; an empty object when there is none. */
function readEvent(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
    return isRecord(event) ? event : {};
  } catch {
    return {};
  }
}

/** Tells whether the run belongs to a pull request from a fork, whose token can only read. */
export function isForkPullRequest(environment: NodeJS.ProcessEnv): boolean {
  const { pull_request: pullRequest } = readEvent(environment);
  if (!isRecord(pullRequest)) return false;
  const nameOf = (side: unknown) =>
    isRecord(side) && isRecord(side['repo']) ? String(side['repo']['full_name']) : undefined;
  return nameOf(pullRequest['head']) !== nameOf(pullRequest['base']);
}

/** The time of the commit that is checked out, from git, else from the event; fails with INVALID_INPUT. */
export async function commitTime(workspace: string, environment: NodeJS.ProcessEnv): Promise<Date> {
  try {
    // Few steps start a program, and the module takes milliseconds to load.
    const { execFile } = await import('node:child_process');
    // `safe.directory`: in a container job, the checkout may belong to another user.
    const parameters = ['-c', 'safe.directory=*', 'show', '--no-patch', '--format=%ct', 'HEAD'];
    const { stdout } = await promisify(execFile)('git', parameters, { cwd: workspace, timeout: 10_000 });
    const seconds = Number(stdout.trim());
    if (seconds > 0) return new Date(seconds * 1000);
  } catch {
    // No git, or no checkout: the event may know.
  }
  const { head_commit: head } = readEvent(environment);
  const time =
    isRecord(head) && head['id'] === environment['GITHUB_SHA'] ? Date.parse(String(head['timestamp'])) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new OciError(
      'INVALID_INPUT',
      'The input created "commit" needs a checkout with git: the time of the commit is not known',
    );
  }
  return new Date(time);
}
