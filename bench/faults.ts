// Runs the fault cases of the tests with this action and with the peers that have the operation, through the same proxy and
// in front of the same docker-registry, counts which of them end as they should, and writes the table of docs/reliability.md.
// Usage: npm run bench:faults [-- N], which takes half an hour; with N, only each N-th case of the tables. Linux only.
import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyFrom, copyFromCases, copyTo, copyToCases } from '../__tests__/faults/cases/copy.ts';
import * as credentials from '../__tests__/faults/cases/credentials.ts';
import { archiveCases } from '../__tests__/faults/cases/hostile-archives.ts';
import { chartCases } from '../__tests__/faults/cases/hostile-charts.ts';
import { manifestCases } from '../__tests__/faults/cases/hostile-manifests.ts';
import { tagCases } from '../__tests__/faults/cases/hostile-tags.ts';
import { titleCases } from '../__tests__/faults/cases/hostile-titles.ts';
import { pullAnswers, pushAnswers } from '../__tests__/faults/cases/protocol.ts';
import { pull, pullCases } from '../__tests__/faults/cases/pull.ts';
import { push, pushCases } from '../__tests__/faults/cases/push.ts';
import { rateCases } from '../__tests__/faults/cases/rates.ts';
import { pushWithToken, tokenCases } from '../__tests__/faults/cases/tokens.ts';
import { runAction } from '../__tests__/support/action/run-action.ts';
import {
  type FaultCase,
  type FaultyJob,
  type Lab,
  runWhole,
  startFaults,
  startLab,
} from '../__tests__/support/faults/fault-cases.ts';
import {
  type HostileCase,
  makeHostile,
  startHostile,
  startHostileServers,
} from '../__tests__/support/faults/hostile.ts';
import { startFaultProxy } from '../__tests__/support/servers/fault-proxy.ts';
import { peer, run } from '../__tests__/support/servers/peers.ts';
import { registryOptions } from '../__tests__/support/servers/registry-options.ts';
import { concurrently } from '../src/concurrently.ts';
import { digestOf } from '../src/oci/digest.ts';
import { openRegistry } from '../src/registry/registry.ts';
import {
  type Bench,
  type Column,
  type Count,
  columns,
  copyPeers,
  emptyRow,
  judge,
  note,
  type Peers,
  pullPeers,
  pushPeers,
  type Row,
  runPeer,
  type Verdict,
} from './fault-peers.ts';

/** Runs of a peer side by side: those that hang only wait. */
const atATime = 24;
const every = Number(process.argv[2] ?? 1);
const sampleOf = <T>(cases: readonly T[]): T[] => cases.filter((_, index) => index % every === 0);

const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** The files of a pull that are not what they should be. */
async function badFilesIn(folder: string, good: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const bad: string[] = [];
  for (const name of names) {
    if (!(await stat(join(folder, name))).isFile()) continue;
    const digest = digestOf(await readFile(join(folder, name)));
    // skopeo notes its version, and the manifest as it came.
    const isOwn = name === 'version' || name === 'manifest.json' || digest.endsWith(name);
    if (!isOwn && !good.has(digest)) bad.push(name);
  }
  return bad;
}

/** Runs the cases of a table that mean something to a peer: its faults must have happened. */
async function measureFaults(
  row: Row,
  lab: Lab,
  shared: string,
  job: FaultyJob,
  all: readonly FaultCase[],
  peers: Peers,
): Promise<void> {
  const cases = sampleOf(all);
  await using table = await startFaults(job, cases, () => runWhole);
  for (const current of cases) {
    const { outcome, problems, leaked } = await table.of(current);
    if (outcome !== current.expected || problems.length > 0)
      say(`not as wanted: ${current.name}: ${outcome}, ${problems[0]?.slice(0, 200)}`);
    row['oci-artifact'].run += 1;
    note(
      row['oci-artifact'],
      leaked.length > 0 ? 'leak' : outcome === current.expected && problems.length === 0 ? 'right' : 'wrong',
    );
  }
  const good = new Set(Object.values(job.content ?? {}).map((content) => digestOf(Buffer.from(content)) as string));
  good.add(digestOf(await readFile(join(shared, 'v1-1.0.0.tgz'))));
  for (const usesTokens of [false, true]) {
    const { server, credentials: own } = lab(usesTokens);
    await job.prepare?.(openRegistry(server.host, registryOptions({ credentials: own })), [], {
      directHost: server.host,
      credentials: own,
    });
  }
  for (const [column, args] of Object.entries(peers) as [
    Exclude<Column, 'oci-artifact'>,
    (bench: Bench) => string[],
  ][]) {
    await concurrently(cases.entries(), atATime, undefined, async ([index, current]) => {
      const { server, credentials: own, authorization } = lab(current.usesTokens === true);
      await using proxy = await startFaultProxy({
        target: server.url,
        rules: current.rules,
        tls: current.usesTls === true,
        authorization,
        tokenServer: server.tokenServer?.url,
      });
      const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-bench-'));
      await cp(join(shared, 'files'), folder, { recursive: true });
      await mkdir(join(folder, 'out'));
      const bench: Bench = {
        host: proxy.host,
        directHost: server.host,
        credentials: own,
        name: `${column.replace(/\W+/g, '-')}-${index}-${Date.now()}`,
        folder,
        shared,
      };
      const list = args(bench).filter((arg) => !current.usesTls || !/plain-http/.test(arg));
      const ended = await runPeer(column, list, folder);
      const badFiles = await badFilesIn(join(folder, 'out'), good);
      await rm(folder, { recursive: true, force: true });
      if (proxy.fired.includes(0) && proxy.fired.every((count) => count === 0)) return;
      row[column].run += 1;
      note(
        row[column],
        judge(ended, {
          isWanted: current.expected === 'ok',
          leaked: proxy.leaked.length > 0 || ended.said.includes(own.password),
          badFiles,
        }),
      );
    });
  }
}

/** Runs the hostile cases that a peer can be asked to fetch. */
async function measureHostile(
  row: Row,
  all: readonly HostileCase[],
  peers: Partial<Record<Column, (host: string, name: string) => string[]>>,
): Promise<void> {
  const cases = sampleOf(all);
  await using table = await startHostile(cases, () => runWhole);
  for (const current of cases) {
    const { outcome, problems } = await table.of(current);
    if (outcome !== current.expected || problems.length > 0)
      say(`not as wanted: ${current.name}: ${outcome}, ${problems[0]?.slice(0, 200)}`);
    row['oci-artifact'].run += 1;
    note(row['oci-artifact'], outcome === current.expected && problems.length === 0 ? 'right' : 'wrong');
  }
  const own = cases.filter(({ inputs = {} }) =>
    Object.keys(inputs).every((key) => key === 'mode' && inputs[key] === 'tags'),
  );
  for (const [column, args] of Object.entries(peers) as [Column, (host: string, name: string) => string[]][]) {
    await using servers = await startHostileServers();
    await concurrently(own.entries(), atATime, undefined, async ([index, current]) => {
      const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-bench-'));
      await mkdir(join(folder, 'here/out'), { recursive: true });
      await makeHostile(current, `case-${index}`, servers);
      // Helm takes nothing but versions.
      const { tags: names } = servers.registry.content.repository(`case-${index}`);
      names.set('1.2.3', names.get('v1') ?? '');
      const ended = await runPeer(column, args(servers.registry.host, `case-${index}`), join(folder, 'here'));
      const outside = [...(await readdir(folder)), ...(await readdir(join(folder, 'here')))].filter(
        (name) => !['here', 'out'].includes(name),
      );
      await rm(folder, { recursive: true, force: true });
      row[column].run += 1;
      note(row[column], judge(ended, { isWanted: current.expected === 'ok', leaked: false, badFiles: outside }));
    });
  }
}

async function prepareShared(lab: Lab): Promise<string> {
  const shared = await mkdtemp(join(tmpdir(), 'oci-artifact-bench-shared-'));
  await mkdir(join(shared, 'files'));
  await mkdir(join(shared, 'v1/files'), { recursive: true });
  for (const [name, content] of Object.entries(
    push.files({ host: '', directHost: '', name: '', credentials: { username: '', password: '' } }),
  )) {
    writeFileSync(join(shared, 'files', name), content);
  }
  writeFileSync(join(shared, 'v1/Chart.yaml'), 'apiVersion: v2\nname: v1\nversion: 1.0.0\n');
  const large = readFileSync(join(shared, 'files/large.bin'));
  for (const part of [0, 1])
    writeFileSync(join(shared, `v1/files/${part}.bin`), large.subarray(part << 20, (part + 1) << 20));
  const succeed = async (done: Promise<{ code: number | null; stdout: string }>) => {
    const { code, stdout } = await done;
    if (code !== 0) throw new Error(stdout);
  };
  await succeed(
    runAction(
      { mode: 'push', reference: `oci-layout:${shared}/layout:v1`, files: 'files/*', root: 'files' },
      { workspace: shared },
    ),
  );
  await succeed(run('helm', ['package', 'v1'], { cwd: shared }));
  for (const usesTokens of [false, true]) {
    const { server, credentials: own } = lab(usesTokens);
    const common = { mode: 'push', 'plain-http': 'true', ...own };
    await succeed(
      runAction(
        { ...common, kind: 'helm', reference: `${server.host}/charts`, files: 'v1-1.0.0.tgz' },
        { workspace: shared },
      ),
    );
  }
  return shared;
}

const right = ({ run: count, verdicts }: Count) => (count === 0 ? '-' : `${verdicts.get('right') ?? 0}/${count}`);

function tableOf(rows: [string, Row][]): string {
  const network = columns.map((column) => {
    const sum = (verdict: Verdict) =>
      rows.slice(0, 4).reduce((total, [, row]) => total + (row[column].verdicts.get(verdict) ?? 0), 0);
    return (['crash', 'hang', 'silent', 'leak', 'bad file'] as const).map(sum).join('/');
  });
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns]),
    line(['', ...columns].map(() => '---')),
    ...rows.map(([title, row]) => line([title, ...columns.map((column) => right(row[column]))])),
    line(['crash / hang / silent / leak / bad file in the network cases', ...network]),
  ].join('\n');
}

const missing = ['docker-registry', 'oras', 'skopeo', 'helm'].filter((name) => peer(name) === undefined);
if (missing.length > 0) throw new Error(`Missing ${missing}: run "node scripts/fetch-peers.js"`);

/** Writes the table as far as it is known: half an hour is long, and something may break in it. */
function save(): string {
  const table = `Of a run with ${every === 1 ? 'all cases' : `every ${every}th case`} of the tables:\n\n${tableOf(rows)}`;
  const page = resolve(import.meta.dirname, '../docs/reliability.md');
  const text = readFileSync(page, 'utf8');
  const [start, end] = ['<!-- bench:faults -->\n', '<!-- end -->'];
  writeFileSync(page, `${text.slice(0, text.indexOf(start) + start.length)}${table}\n${text.slice(text.indexOf(end))}`);
  return table;
}

await using started = await startLab();
const { lab } = started;
const shared = await prepareShared(lab);
const rows: [string, Row][] = [
  ['faults in push', emptyRow()],
  ['faults in pull', emptyRow()],
  ['faults in copy', emptyRow()],
  ['rate limits', emptyRow()],
  ['hostile content', emptyRow()],
  ['hostile tag lists', emptyRow()],
];
const [inPush, inPull, inCopy, rates, content, tags] = rows.map(([, row]) => row) as [Row, Row, Row, Row, Row, Row];
const target = ({ directHost, name }: Bench) => `${directHost}/${name}:v1`;
try {
  say('push');
  await measureFaults(inPush, lab, shared, push, [...pushCases, ...pushAnswers], pushPeers);
  await measureFaults(inPush, lab, shared, credentials.push, credentials.pushCases, pushPeers);
  await measureFaults(inPush, lab, shared, pushWithToken, tokenCases, pushPeers);
  save();
  say('pull');
  await measureFaults(inPull, lab, shared, pull, [...pullCases, ...pullAnswers], pullPeers);
  await measureFaults(inPull, lab, shared, credentials.pull, credentials.pullCases, pullPeers);
  save();
  say('copy');
  await measureFaults(
    inCopy,
    lab,
    shared,
    copyFrom,
    copyFromCases,
    copyPeers(({ host }) => `${host}/app:v1`, target),
  );
  await measureFaults(
    inCopy,
    lab,
    shared,
    copyTo,
    copyToCases,
    copyPeers(
      ({ directHost }) => `${directHost}/app:v1`,
      ({ host, name }) => `${host}/${name}:v1`,
    ),
  );
  save();
  say('rate limits');
  await measureFaults(rates, lab, shared, push, rateCases, pushPeers);
  await measureFaults(rates, lab, shared, pull, rateCases, pullPeers);
  save();
  say('hostile content');
  await measureHostile(content, [...titleCases, ...manifestCases, ...archiveCases], {
    oras: (host, name) => ['pull', '--plain-http', '--no-tty', '-o', 'out', `${host}/${name}:v1`],
    skopeo: (host, name) => ['copy', '--src-tls-verify=false', `docker://${host}/${name}:v1`, 'dir:out'],
  });
  await measureHostile(content, chartCases, {
    helm: (host, name) => [
      'pull',
      '--plain-http',
      '--untar',
      '-d',
      'out',
      `oci://${host}/${name}`,
      '--version',
      '1.2.3',
    ],
  });
  save();
  say('tag lists');
  await measureHostile(tags, tagCases, {
    oras: (host, name) => ['repo', 'tags', '--plain-http', `${host}/${name}`],
    skopeo: (host, name) => ['list-tags', '--tls-verify=false', `docker://${host}/${name}`],
  });
} finally {
  await rm(shared, { recursive: true, force: true });
}
process.stdout.write(`${save()}\n`);
for (const [title, row] of rows) {
  for (const column of columns)
    say(`${title}: ${column} ${[...row[column].verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(', ')}`);
}
