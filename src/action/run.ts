import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { hasCode, messageOf, OciError } from '../errors.ts';
import type { Inputs, ModeContext, ModeName, Result } from '../modes/contract/context.ts';
import { isLayout } from '../oci/reference.ts';
import type { Gates } from '../registry/wrapped/paced.ts';
import { createPackageOpener } from './open/packages.ts';
import { createDownloader, createOpener, hasProxy } from './open/stores.ts';
import { createToolInstaller, runnerPlatform } from './open/tools.ts';
import { githubHost, readSecrets, type Secrets, tokenKindOf } from './read/credentials.ts';
import { flag, readInputs } from './read/inputs.ts';
import { commitTime, isForkPullRequest, workflowFacts } from './read/workflow.ts';
import { declareArtifacts } from './tell/declare.ts';
import { headline } from './tell/headline.ts';
import { log, mask } from './tell/log.ts';
import { setOutputs } from './tell/outputs.ts';
import { printable } from './tell/printable.ts';
import { type Circumstances, describeFailure, type Report } from './tell/report.ts';
import { summaryOf } from './tell/summary.ts';

type Mode = (inputs: Inputs, context: ModeContext) => Promise<void>;

/** Each mode is a file of its own in dist/: a step loads the one it runs. */
const modes: Record<ModeName, () => Promise<Mode>> = {
  push: async () => (await import('../modes/push.ts')).push,
  pull: async () => (await import('../modes/pull.ts')).pull,
  copy: async () => (await import('../modes/copy.ts')).copy,
  sync: async () => (await import('../modes/sync.ts')).sync,
  inspect: async () => (await import('../modes/inspect.ts')).inspect,
  tags: async () => (await import('../modes/tags.ts')).tags,
  tag: async () => (await import('../modes/tag.ts')).tag,
  attach: async () => (await import('../modes/attach.ts')).attach,
  discover: async () => (await import('../modes/discover.ts')).discover,
  delete: async () => (await import('../modes/delete.ts')).deleteContent,
};

/**
 * Runs one workflow step: reads the inputs, does the work, and says what came of it - outputs, summary, and one
 * annotation when it failed. Gives the exit code.
 */
export async function run(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const result: Partial<Result> = {};
  let inputs: Inputs | undefined;
  let secrets: Secrets | undefined;
  let report: Report | undefined;
  let temporary = '';
  /** Reports the first failure; later ones come of it. */
  const fail = (error: unknown) => {
    if (report) return;
    // Whatever breaks after a cancellation breaks because of it.
    const cause = signal.aborted && !hasCode(error, 'CANCELLED') ? signal.reason : error;
    report = describeFailure(cause, circumstances(inputs, secrets, environment));
    const title = printable(`oci-artifact: ${report.title}`);
    core.error(`${printable(report.message)}\n${report.remedy}`, { title, ...placeOf(cause) });
    if (!(cause instanceof OciError) && Error.isError(cause)) log.debug(cause.stack ?? '');
  };
  try {
    temporary = mkdtempSync(join(environment['RUNNER_TEMP'] || tmpdir(), 'oci-artifact-'));
    secrets = await readSecrets();
    inputs = readInputs(log);
    const toolCache = toolCacheFor(inputs, environment);
    const held = { folder: workspace, symlinks: inputs.symlinks };
    const gates: Gates = new Map();
    const inputHost = inputs.reference.host;
    const open = createOpener({ inputHost, secrets, held, environment, gates, signal, log });
    const mode = await modes[inputs.mode]();
    await mode(inputs, {
      openSource: (reference, settings) => open(reference, 'pull', { settings }),
      openStore: (reference, { canDelete = false, ...options } = {}) =>
        open(reference, canDelete ? 'pull,push,delete' : 'pull,push', options),
      openPackage: createPackageOpener({ githubToken: secrets.githubToken, environment, signal, log }),
      download: createDownloader({ secrets, held, gates, signal, log }),
      log,
      mask,
      signal,
      learn: (part) => Object.assign(result, part),
      workspace,
      workflow: workflowFacts(environment),
      commitTime: () => commitTime(workspace, environment),
      environment,
      temporary,
      blobCache: toolCache,
      platform: runnerPlatform(environment),
      installTool: createToolInstaller(toolCache ?? '', signal),
      addPath: core.addPath,
    });
    declareArtifacts(inputs, result, log, environment);
    log.info(headline(inputs, result));
  } catch (error) {
    fail(error);
  } finally {
    if (temporary !== '') removeTemporary(temporary);
  }
  try {
    setOutputs(result, log, environment);
  } catch (error) {
    fail(error);
  }
  if (environment['GITHUB_STEP_SUMMARY'] && isSummaryWanted()) {
    const written = core.summary.addRaw(summaryOf(inputs, result, report)).write();
    // What was done is done, whether it can be told or not.
    await written.catch((error: unknown) => log.warning(`The job summary was not written: ${messageOf(error)}`));
  }
  return report ? 1 : 0;
}

/** What was done is done, whether the folder can be removed or not: the runner empties RUNNER_TEMP after each job. */
function removeTemporary(folder: string): void {
  try {
    // Windows removes no file that somebody still looks at.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  } catch (error) {
    log.warning(`The temporary folder of this step was not removed: ${messageOf(error)}`);
  }
}

/**
 * Our folder in the runner's tool cache, when an input asks for it; fails with INVALID_INPUT when there is no tool
 * cache.
 */
function toolCacheFor({ cache, addToPath }: Inputs, { RUNNER_TOOL_CACHE }: NodeJS.ProcessEnv): string | undefined {
  if (!cache && !addToPath) return undefined;
  if (RUNNER_TOOL_CACHE) return join(RUNNER_TOOL_CACHE, 'oci-artifact');
  if (addToPath) {
    throw new OciError(
      'INVALID_INPUT',
      'The input add-to-path needs the tool cache of a runner: RUNNER_TOOL_CACHE is not set',
    );
  }
  log.warning('The input cache does nothing here: RUNNER_TOOL_CACHE is not set');
  return undefined;
}

/** Puts an annotation on the line of the file that is wrong, when it is one of the workspace. */
function placeOf(error: unknown): { file?: string; startLine?: number } {
  if (!(error instanceof OciError) || !error.position) return {};
  const { file, line } = error.position;
  return { file: printable(file), ...(line === undefined ? {} : { startLine: line }) };
}

/** The summary of a failed step must not fail on the input that made it fail. */
function isSummaryWanted(): boolean {
  try {
    return flag('summary') ?? true;
  } catch {
    return true;
  }
}

function circumstances(
  inputs: Inputs | undefined,
  secrets: Secrets | undefined,
  environment: NodeJS.ProcessEnv,
): Circumstances {
  const { password = '', githubToken = '' } = secrets ?? {};
  const host = inputs && !isLayout(inputs.reference) ? inputs.reference.host : '';
  return {
    mode: inputs?.mode ?? '',
    host,
    repository: inputs?.reference.repository ?? '',
    githubHost: githubHost(environment),
    hasGitHubToken: githubToken !== '',
    tokenKind: tokenKindOf(password, githubToken),
    isForkPullRequest: isForkPullRequest(environment),
    hasProxy: hasProxy(environment),
  };
}
