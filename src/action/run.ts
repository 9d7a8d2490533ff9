import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { hasCode, messageOf, OciError } from '../errors.ts';
import type { AllInputs, InputsOf, ModeName, StepInputs } from '../modes/contract/inputs.ts';
import type { Download, Mode } from '../modes/contract/mode.ts';
import { startTold, type Told } from '../modes/contract/told.ts';
import { isLayout } from '../oci/reference.ts';
import { once } from '../once.ts';
import { hasProxy } from '../registry/http/transport.ts';
import type { HostLimits } from '../registry/wrapped/rate-limited.ts';
import { clock } from '../time.ts';
import type { PublishedRoots } from '../trust/roots/trusted-root.ts';
import { createMachineTrust } from './open/machine-trust.ts';
import { createPackageOpener } from './open/packages.ts';
import { createApiSend, createAsker, createDownloader, createOpener } from './open/stores.ts';
import { createToolInstaller, runnerPlatform } from './open/tools.ts';
import { tellIfPrivate } from './open/visibility.ts';
import { performMode } from './perform-mode.ts';
import { checkRunner } from './read/check-runner.ts';
import { githubHost, readSecrets, type Secrets, tokenKindOf } from './read/credentials.ts';
import { checkNames, isSummaryWanted, readInputs, readStepInputs } from './read/inputs.ts';
import { packagePage } from './read/package-page.ts';
import { actionName, documentsOf, isForkPullRequest, readBuild } from './read/workflow.ts';
import { headline, type Step } from './tell/headline.ts';
import { annotationAt, log } from './tell/log.ts';
import { mask } from './tell/mask.ts';
import { modes } from './tell/modes.ts';
import { setOutputs } from './tell/outputs.ts';
import { printable } from './tell/printable.ts';
import { type Circumstances, describeFailure, type Report } from './tell/report.ts';
import type { Surroundings } from './tell/summary/links.ts';
import { summaryOf } from './tell/summary/summary.ts';

/** What a step itself needs to know of the inputs, of which not every mode has all. */
type Given = Pick<InputsOf<ModeName>, 'reference'> &
  Partial<Pick<AllInputs, 'dryRun' | 'cache' | 'addToPath'>> & {
    files?: Partial<Pick<AllInputs, 'symlinks'>>;
  };

/** What is known of a step so far: whatever comes of it, that is told. */
interface Known {
  step?: Step;
  /** Known before the other inputs, one of which may be wrong. */
  mode?: ModeName;
  secrets?: Secrets;
  /** Whether a summary is wanted. */
  isSummaryWanted: boolean;
  told: Told;
}

/**
 * Runs one workflow step: reads the inputs, does the work, and says what came of it - outputs, summary, and one
 * annotation when it failed. Gives the exit code.
 *
 * @param now milliseconds of a clock, by which the step says how long it took
 */
export async function run(environment: NodeJS.ProcessEnv, signal: AbortSignal, now = clock): Promise<number> {
  const start = now();
  const known: Known = { isSummaryWanted: true, told: startTold() };
  const { told } = known;
  let report: Report | undefined;
  let temporary = '';
  /** Reports the first failure; later ones come of it. */
  const fail = (error: unknown) => {
    if (report) return;
    // Whatever breaks after a cancellation breaks because of it.
    const cause = signal.aborted && !hasCode(error, 'CANCELLED') ? signal.reason : error;
    report = describeFailure(cause, circumstances(known, environment));
    const title = printable(`oci-artifact: ${report.title}`);
    // A cancellation is about no line of a file.
    const failed = signal.aborted ? undefined : told.things?.find(({ fate }) => fate === 'failed');
    const place = annotationAt(report.position ?? failed?.position);
    core.error(`${printable(report.message)}\n${report.remedy}`, { title, ...place });
    if (!(cause instanceof OciError) && Error.isError(cause)) log.debug(cause.stack ?? '');
  };
  try {
    known.isSummaryWanted = isSummaryWanted();
    temporary = mkdtempSync(join(environment['RUNNER_TEMP'] || tmpdir(), 'oci-artifact-'));
    known.secrets = await readSecrets();
    checkNames(environment, log);
    const step = readStepInputs();
    known.mode = step.mode;
    await perform(step.mode, step, known.secrets, known, { environment, temporary, signal });
    if (known.step) for (const line of headline(known.step, told, now() - start)) log.info(line);
  } catch (error) {
    fail(error);
  } finally {
    if (temporary !== '') removeTemporary(temporary);
  }
  const page = packagePage(told.about.repository ?? '', environment)?.page;
  // Of what is not there, there is no page.
  if (page && told.about.reference) told.page = page;
  try {
    setOutputs(told, log, environment);
  } catch (error) {
    fail(error);
  }
  if (environment['GITHUB_STEP_SUMMARY'] && known.isSummaryWanted) {
    const around = surroundings(environment, page, now() - start);
    const written = core.summary.addRaw(summaryOf(known.step, told, report, around)).write();
    // What was done is done, whether it can be told or not.
    await written.catch((error: unknown) => log.warning(`The job summary was not written: ${messageOf(error)}`));
  }
  return report ? 1 : 0;
}

/** Where a step runs, the page of the package that it is about, and how many milliseconds it took. */
function surroundings(environment: NodeJS.ProcessEnv, packageUrl: string | undefined, duration: number): Surroundings {
  const { source, revision, runUrl } = readBuild('', environment);
  return { action: actionName(environment), duration, source, revision, packageUrl, runUrl };
}

/** Reads the inputs of a mode and does its work. */
async function perform<M extends ModeName>(
  name: M,
  step: StepInputs,
  secrets: Secrets,
  known: Known,
  { environment, temporary, signal }: { environment: NodeJS.ProcessEnv; temporary: string; signal: AbortSignal },
): Promise<void> {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const inputs = readInputs(name, log);
  // Not every mode knows all of these.
  const { reference, files, dryRun = false, cache, addToPath }: Given = inputs;
  const { symlinks = 'keep' } = files ?? {};
  known.step = { mode: name, reference };
  checkRunner(environment, ['GITHUB_OUTPUT', ...(addToPath ? ['GITHUB_PATH'] : [])], log);
  const toolCache = cache || addToPath ? toolCacheFor(addToPath, environment) : undefined;
  const gates: HostLimits = new Map();
  const machine = createMachineTrust(environment);
  const reach = { connection: step, secrets, held: { folder: workspace, symlinks }, gates, signal, log, machine };
  const open = createOpener({ ...reach, inputHost: reference.host, environment });
  const download = createDownloader(reach);
  const mode: Mode = {
    open: {
      source: (from, settings) => open(from, 'pull', { settings }),
      store: (to, { canDelete = false, ...options } = {}) =>
        open(to, canDelete ? 'pull,push,delete' : 'pull,push', options),
    },
    log,
    told: known.told,
    signal,
    workspace,
  };
  await performMode(name, inputs, mode, {
    mask,
    // Once for all who ask: two at a time would write to the same files.
    publicRoots: once(() => publicRoots(createDownloader(reach, { isForSigning: true }), join(temporary, 'roots'))),
    job: async () => {
      const { createJob } = await import('./open/job.ts');
      return createJob(createAsker(reach), { environment, githubToken: secrets.githubToken, mask });
    },
    build: readBuild(workspace, environment),
    download,
    environment,
    openPackage: createPackageOpener({
      githubToken: secrets.githubToken,
      send: createApiSend(reach),
      environment,
      signal,
      log,
    }),
    platform: runnerPlatform(environment),
    temporary,
    blobCache: toolCache,
    tools: {
      install: createToolInstaller(toolCache ?? '', signal),
      addPath: core.addPath,
      searchPath: environment['PATH'] ?? '',
    },
  });
  if (modes[name].creates && !dryRun) {
    // What limits the registry is not asked about.
    const connection = { ...step, retries: 0 };
    await tellIfPrivate(known.told, environment, createAsker({ ...reach, connection, gates: new Map() }), log);
  }
}

/** The roots of Sigstore, which come as all from the web does; `folder` is new in each step, and so is all in it. */
async function publicRoots(download: Download, folder: string): Promise<PublishedRoots> {
  const { fetchedRoots } = await import('../trust/roots/trusted-root.ts');
  return fetchedRoots((url, limit) => download(url, { limit, what: 'The file' }), folder);
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
function toolCacheFor(isNeeded: boolean | undefined, { RUNNER_TOOL_CACHE }: NodeJS.ProcessEnv): string | undefined {
  if (RUNNER_TOOL_CACHE) return join(RUNNER_TOOL_CACHE, 'oci-artifact');
  if (isNeeded) {
    throw new OciError(
      'INVALID_INPUT',
      'The input add-to-path needs the tool cache of a runner: RUNNER_TOOL_CACHE is not set',
    );
  }
  log.warning('The input cache does nothing here: RUNNER_TOOL_CACHE is not set');
  return undefined;
}

function circumstances({ mode, step, secrets }: Known, environment: NodeJS.ProcessEnv): Circumstances {
  const { password = '', githubToken = '' } = secrets ?? {};
  return {
    mode: mode ?? '',
    documents: documentsOf(environment),
    host: step && !isLayout(step.reference) ? step.reference.host : '',
    repository: step?.reference.repository ?? '',
    githubHost: githubHost(environment),
    hasGitHubToken: githubToken !== '',
    tokenKind: tokenKindOf(password, githubToken),
    isForkPullRequest: isForkPullRequest(environment),
    hasProxy: hasProxy(environment),
  };
}
