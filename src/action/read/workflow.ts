import { readFileSync } from 'node:fs';
import { OciError } from '../../errors.ts';
import type { Build } from '../../modes/contract/mode.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { runProgram } from '../../run-program.ts';

/** The address of the server that runs the workflow; on Gitea and Forgejo it may end in a slash. */
export function serverOf({ GITHUB_SERVER_URL: server = '' }: NodeJS.ProcessEnv): string {
  return server.replace(/\/+$/, '');
}

/** Reads from the runner's environment what is known of repository, commit and run. */
export function readBuild(
  workspace: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Build {
  const { GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF_NAME, GITHUB_RUN_ID } = environment;
  const server = serverOf(environment);
  const source = server && GITHUB_REPOSITORY ? `${server}/${GITHUB_REPOSITORY}` : undefined;
  return {
    ...(source ? { source } : {}),
    ...(GITHUB_SHA ? { revision: GITHUB_SHA } : {}),
    ...(GITHUB_REF_NAME ? { refName: GITHUB_REF_NAME } : {}),
    ...(source && GITHUB_RUN_ID ? { runUrl: `${source}/actions/runs/${GITHUB_RUN_ID}` } : {}),
    sourceDateEpoch: environment['SOURCE_DATE_EPOCH'],
    commitTime: () => commitTime(workspace, environment),
    // Nowhere else does git do so unless it is told to, and it would take a process for each push.
    convertedFiles: async (paths) => (platform === 'win32' ? convertedFiles(paths, workspace, environment) : []),
  };
}

/**
 * Which action runs, as the workflow names it; the runner does not tell where it is used by its path, as in the
 * repository of the action itself.
 */
function actionUsed({ GITHUB_ACTION_REPOSITORY = '', GITHUB_ACTION_REF = '' }: NodeJS.ProcessEnv) {
  // Both go into texts that people copy, and into links.
  const isName = /^[\w.-]+\/[\w.-]+$/.test(GITHUB_ACTION_REPOSITORY) && /^[\w./+-]+$/.test(GITHUB_ACTION_REF);
  return isName ? { name: GITHUB_ACTION_REPOSITORY, ref: GITHUB_ACTION_REF } : undefined;
}

/** How a workflow names this action, `owner/name@ref`. */
export function actionName(environment: NodeJS.ProcessEnv): string {
  const { name, ref } = actionUsed(environment) ?? { name: 'OWNER/oci-artifact', ref: 'v1' };
  return `${name}@${ref}`;
}

/** Where the documents of the version that runs are: a URL, or their folder in the repository of the action. */
export function documentsOf(environment: NodeJS.ProcessEnv): string {
  const used = actionUsed(environment);
  return used ? `https://github.com/${used.name}/blob/${used.ref}/docs` : 'docs';
}

/** Reads the payload of the event that started the workflow; an empty object when there is none. */
export function readEvent(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
    return isRecord(event) ? event : {};
  } catch {
    return {};
  }
}

/** Tells whether the repository of the workflow is public, as far as the event says it. */
export function isPublicRepository(environment: NodeJS.ProcessEnv): boolean {
  const { repository } = readEvent(environment);
  return isRecord(repository) && repository['private'] === false;
}

/** Tells whether the run belongs to a pull request from a fork, whose token can only read. */
export function isForkPullRequest(environment: NodeJS.ProcessEnv): boolean {
  const { pull_request: pullRequest } = readEvent(environment);
  if (!isRecord(pullRequest)) return false;
  const nameOf = (side: unknown) =>
    isRecord(side) && isRecord(side['repo']) ? String(side['repo']['full_name']) : undefined;
  return nameOf(pullRequest['head']) !== nameOf(pullRequest['base']);
}

/**
 * Asks git in a way in which it starts no program that the configuration of a repository names: `rev-list` and `ls-files`
 * check no signature and show no differences, and what is missing is not fetched.
 */
function askGit(parameters: readonly string[], folder: string, environment: NodeJS.ProcessEnv) {
  const settings = [
    // In a container job, the checkout may belong to another user.
    'safe.directory=*',
    // What a pull left in the workspace is not a repository, whatever it looks like.
    'safe.bareRepository=explicit',
    'log.showSignature=false',
    'core.fsmonitor=false',
  ].flatMap((setting) => ['-c', setting]);
  // To fetch what is missing, `ext::` runs whatever an address says, and a repository can allow single protocols.
  const variables = { GIT_ALLOW_PROTOCOL: '' };
  const options = { environment, variables, folder, timeout: 10_000 };
  return runProgram('git', ['--no-pager', '--literal-pathspecs', ...settings, ...parameters], options);
}

/** Command lines of Windows have at most 32,767 characters. */
const maxPaths = 100;

/** The files among some, or below them, that have CRLF here alone; none where git does not tell. */
async function convertedFiles(
  paths: readonly string[],
  workspace: string,
  environment: NodeJS.ProcessEnv,
): Promise<string[]> {
  // Without a path, git would list all.
  if (paths.length === 0) return [];
  const named = paths.slice(0, maxPaths);
  try {
    const { code, output } = await askGit(['ls-files', '--eol', '-z', '--', ...named], workspace, environment);
    // `i/lf    w/crlf  attr/text=auto \tk8s/a.yaml`; an attribute `eol=crlf` holds on all systems.
    const rows = code === 0 ? output.split('\0') : [];
    return rows.flatMap((row) => /^i\/lf +w\/crlf +attr\/(?![^\t]*eol=)[^\t]*\t(.+)$/s.exec(row)?.[1] ?? []);
  } catch {
    return [];
  }
}

/** The time of the commit that is checked out, from git, else from the event; fails with INVALID_INPUT. */
async function commitTime(workspace: string, environment: NodeJS.ProcessEnv): Promise<Date> {
  try {
    const { code, output } = await askGit(['rev-list', '--max-count=1', '--timestamp', 'HEAD'], workspace, environment);
    const seconds = Number(/^\d+(?= )/.exec(output)?.[0]);
    if (code === 0 && seconds > 0) return new Date(seconds * 1000);
  } catch {
    // No git, or no checkout: the event may know.
  }
  const event = readEvent(environment);
  // Of a push, of a merge queue, and of a workflow that follows another one.
  const commits = [event, event['merge_group'], event['workflow_run']].map(
    (one) => isRecord(one) && one['head_commit'],
  );
  const head = commits.find((one) => isRecord(one) && one['id'] === environment['GITHUB_SHA']);
  const time = isRecord(head) ? Date.parse(String(head['timestamp'])) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new OciError(
      'INVALID_INPUT',
      'The input created "commit" needs a checkout with git: the time of the commit is not known',
      { topic: 'checkout' },
    );
  }
  return new Date(time);
}
