import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../../src/oci/digest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { startAction } from '../action/run-action.ts';
import { endWell, outcomeOf, problemsOf, type RunOutcome } from '../action/run-outcome.ts';
import { readTree } from '../content/read-tree.ts';
import { type FakeRegistry, type FakeRequest, type Quirk, startFakeRegistry } from '../servers/fake-registry.ts';
import { type SideBySide, sideBySide } from '../side-by-side.ts';
import { limit } from '../under-load.ts';
import type { RunStep } from './fault-cases.ts';

/** A descriptor as it stands in a manifest: nothing about it needs to be right. */
export type Json = Record<string, unknown>;

/** Puts content into one repository of a registry that checks nothing. */
export interface Repository {
  name: string;
  host: string;
  /** A server that must not be visited. */
  trap: string;
  /** Stores bytes and gives their descriptor, changed as told. */
  blob: (bytes: string | Uint8Array, changes?: Json) => Json;
  /** A blob with a title. */
  file: (title: string, bytes?: string | Uint8Array, changes?: Json) => Json;
  /** Stores these bytes as a manifest and gives its descriptor; the tag is v1 unless told. */
  bytes: (bytes: string | Uint8Array, mediaType?: string, tag?: string) => Json;
  /** Stores a manifest with these layers, and gives its descriptor. */
  manifest: (layers: unknown, changes?: Json, mediaType?: string, tag?: string) => Json;
  /** Answers a request in another way than the content would. */
  answer: (start: string, quirk: Quirk | ((request: FakeRequest) => Quirk)) => void;
}

/** One line of a table: what is there to be read, and what is to come of it. */
export interface HostileCase {
  name: string;
  make: (repository: Repository) => void | Promise<void>;
  expected: RunOutcome;
  /** The files that are in `out` afterwards, beside those that were there; none unless told. */
  files?: string[];
  /** Unless told, a pull into `out`. */
  inputs?: Record<string, string>;
  /** Outputs, as far as they matter. */
  outputs?: Record<string, string>;
  /** Something the log must say, or must not. */
  says?: RegExp;
  /** The step gets SIGINT when so many of its requests have come; those that come later are not answered. */
  interruptAfter?: number;
}

const emptyConfig = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf(Buffer.from('{}')), size: 2 };

function repositoryOf(
  { content, host }: FakeRegistry,
  name: string,
  trap: string,
  answers: Map<string, Quirk | ((request: FakeRequest) => Quirk)>,
): Repository {
  const blob: Repository['blob'] = (bytes, changes = {}) => {
    const data = Buffer.from(bytes);
    content.addBlob(name, data);
    return { mediaType: 'application/octet-stream', digest: digestOf(data), size: data.byteLength, ...changes };
  };
  const bytesOf: Repository['bytes'] = (bytes, mediaType = imageManifest, tag = 'v1') => {
    const data = Buffer.from(bytes);
    const digest = digestOf(data);
    const { manifests, tags } = content.repository(name);
    manifests.set(digest, { mediaType, bytes: data });
    tags.set(tag, digest);
    return { mediaType, digest, size: data.byteLength };
  };
  return {
    name,
    host,
    trap,
    blob,
    file: (title, bytes = `the content of ${title}`, changes = {}) =>
      blob(bytes, { annotations: { 'org.opencontainers.image.title': title }, ...changes }),
    bytes: bytesOf,
    manifest: (layers, changes = {}, mediaType = imageManifest, tag = 'v1') => {
      blob('{}');
      const body = { schemaVersion: 2, mediaType, config: emptyConfig, layers, ...changes };
      return bytesOf(JSON.stringify(body), mediaType, tag);
    },
    answer: (start, quirk) => answers.set(start, quirk),
  };
}

/** As many runs side by side as do not only wait for each other. */
const atATime = 8;

export interface HostileOutcome {
  outcome: RunOutcome;
  problems: string[];
}

type Answers = Map<string, Quirk | ((request: FakeRequest) => Quirk)>;

/** A registry that has whatever a case wants, and a server that nobody may visit. */
export interface HostileServers extends AsyncDisposable {
  registry: FakeRegistry;
  trap: FakeRegistry;
  /** Answers by repository. */
  hooks: Map<string, Answers>;
  /** What is told of each request, by repository; it may keep an answer back. */
  watchers: Map<string, () => Promise<void> | undefined>;
}

/** Starts the servers that hostile cases need. */
export async function startHostileServers(): Promise<HostileServers> {
  const hooks: HostileServers['hooks'] = new Map();
  const watchers: HostileServers['watchers'] = new Map();
  const [registry, trap] = await Promise.all([startFakeRegistry(), startFakeRegistry()]);
  registry.onRequest = async (request) => {
    const [, name = ''] = /^\/v2\/([^/]+)\//.exec(request.path) ?? [];
    await watchers.get(name)?.();
    for (const [start, quirk] of hooks.get(name) ?? []) {
      if (!`${request.method} ${request.url}`.startsWith(start)) continue;
      return typeof quirk === 'function' ? quirk(request) : quirk;
    }
    return undefined;
  };
  const stop = async () => void (await Promise.all([registry.stop(), trap.stop()]));
  return { registry, trap, hooks, watchers, [Symbol.asyncDispose]: stop };
}

/** Puts what a case wants into a repository of this name. */
export async function makeHostile(current: HostileCase, name: string, servers: HostileServers): Promise<void> {
  const answers: Answers = new Map();
  servers.hooks.set(name, answers);
  await current.make(repositoryOf(servers.registry, name, servers.trap.url, answers));
}

/** A cancelled step has two seconds, and here others run beside it. */
const patience = 10_000;

/** Interrupts a step when so many requests have come, and kills it when it does not end. */
function interruption(step: ChildProcess, count: number): () => Promise<void> | undefined {
  let left = count;
  return () => {
    left -= 1;
    if (left === 0) {
      step.kill('SIGINT');
      const time = limit(patience);
      time.signal.addEventListener('abort', () => step.kill('SIGKILL'));
      step.once('exit', () => time[Symbol.dispose]());
    }
    return left < 0 ? new Promise(() => {}) : undefined;
  };
}

async function runCase(
  current: HostileCase,
  name: string,
  servers: HostileServers,
  runStep: RunStep,
): Promise<HostileOutcome> {
  const { registry } = servers;
  const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-hostile-'));
  const workspace = join(folder, 'workspace');
  await mkdir(join(workspace, 'out'), { recursive: true });
  const before = { 'secret.txt': 'secret', 'workspace/out/old.txt': 'old', 'workspace/here.txt': 'here' };
  for (const [path, text] of Object.entries(before)) await writeFile(join(folder, path), text);
  await makeHostile(current, name, servers);
  const inputs = {
    mode: 'pull',
    reference: `${registry.host}/${name}${current.inputs?.['mode'] === 'tags' ? '' : ':v1'}`,
    'plain-http': 'true',
    retries: '1',
    // The server is in the process of the tests, and has megabytes to write for several cases at a time.
    timeout: '90s',
    ...current.inputs,
    ...(current.inputs?.['to'] ? { to: `${registry.host}/${current.inputs['to']}` } : {}),
    ...((current.inputs?.['mode'] ?? 'pull') === 'pull' ? { path: 'out' } : {}),
  };
  const password = randomBytes(12).toString('hex');
  const { interruptAfter } = current;
  const interrupted: RunStep = async (...args) => {
    const step = startAction(...args);
    servers.watchers.set(name, interruption(step.child, interruptAfter ?? 0));
    return endWell(step);
  };
  const runIt = interruptAfter === undefined ? runStep : interrupted;
  const run = await runIt({ username: 'robot', password, ...inputs }, { workspace });
  const tree = await readTree(folder);
  await rm(folder, { recursive: true, force: true });
  const outcome = outcomeOf(run);
  const wanted = new Set([...Object.keys(before), ...(current.files ?? []).map((file) => `workspace/out/${file}`)]);
  const problems = problemsOf(run, [password]).filter(
    (problem) => !(run.outputs['json-path'] && /^left /.test(problem)),
  );
  for (const [path, text] of Object.entries(before)) if (tree[path] !== text) problems.push(`changed ${path}`);
  if (new Set(Object.keys(tree)).symmetricDifference(wanted).size > 0) problems.push(`there are ${Object.keys(tree)}`);
  const isServed = registry.received.some(({ method, path }) => method === 'GET' && path.startsWith(`/v2/${name}/`));
  if (!isServed) problems.push('asked for nothing');
  for (const [key, value] of Object.entries(current.outputs ?? {})) {
    if (run.outputs[key] !== value) problems.push(`the output ${key} is ${run.outputs[key]}`);
  }
  if (current.says && !current.says.test(run.stdout)) problems.push(`did not say ${current.says}`);
  if (outcome !== current.expected || problems.length > 0) problems.push(run.stdout.slice(0, 5_000));
  return { outcome, problems };
}

/**
 * Runs a step, mostly a pull, on content that a registry with bad intent could have, once for each case, and looks at
 * what came of it: nothing may be written but what is expected, and only in its place. `trapped` gives the requests that
 * went to another server.
 *
 * @param runnerOf how the step of a case is run
 */
export async function startHostile(
  cases: readonly HostileCase[],
  runnerOf: (current: HostileCase) => RunStep,
): Promise<SideBySide<HostileCase, HostileOutcome> & { trapped: () => Promise<string[]> } & AsyncDisposable> {
  const servers = await startHostileServers();
  const rows = sideBySide(cases, atATime, (current, index) =>
    runCase(current, `case-${index}`, servers, runnerOf(current)),
  );
  return {
    ...rows,
    trapped: async () => {
      await rows.done;
      return servers.trap.requests;
    },
    [Symbol.asyncDispose]: async () => {
      await rows.done;
      await servers[Symbol.asyncDispose]();
    },
  };
}
