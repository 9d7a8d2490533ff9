// What bench/faults.ts asks the peers to do, and how it judges what came of it.
import { join } from 'node:path';
import type { Place } from '../__tests__/support/faults/fault-cases.ts';
import { certificates } from '../__tests__/support/servers/certificates.ts';
import { peer, run } from '../__tests__/support/servers/peers.ts';

/** After so long a peer counts as hanging: we wait two seconds for silence in the same cases. */
const patience = 30_000;

/** 256 MiB, in the blocks of `ulimit`: no good case comes near it. */
const maxFileBlocks = 512 * 1024;

export type Verdict = 'right' | 'wrong' | 'hang' | 'crash' | 'silent' | 'leak' | 'bad file';
export interface Count {
  run: number;
  verdicts: Map<Verdict, number>;
}

export const columns = ['oci-artifact', 'oras', 'skopeo', 'skopeo, 3 retries', 'helm'] as const;
export type Column = (typeof columns)[number];
export type Row = Record<Column, Count>;

export const emptyRow = (): Row =>
  Object.fromEntries(columns.map((column) => [column, { run: 0, verdicts: new Map() }])) as unknown as Row;

export function note({ verdicts }: Count, verdict: Verdict): void {
  verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
}

/** Where a peer runs, and with what. */
export interface Bench extends Place {
  /** A folder of its own. */
  folder: string;
  /** What all cases share: files to push, and the same as a layout and as a chart. */
  shared: string;
}

/** The arguments with which a peer does the same; none, when it has no such operation. */
export type Peers = Partial<Record<Exclude<Column, 'oci-artifact'>, (bench: Bench) => string[]>>;

const user = ({ credentials: { username, password } }: Place) => ['--username', username, '--password', password];
const creds = ({ credentials: { username, password } }: Place) => `${username}:${password}`;
const skopeo = (args: (bench: Bench) => string[]): Peers => ({
  skopeo: args,
  'skopeo, 3 retries': (bench) => [...args(bench), '--retry-times', '3'],
});

export const pushPeers: Peers = {
  oras: (bench) => [
    'push',
    '--plain-http',
    ...user(bench),
    '--no-tty',
    `${bench.host}/${bench.name}:v1`,
    'large.bin',
    'a.txt',
    'b.txt',
  ],
  ...skopeo((bench) => [
    'copy',
    '--dest-tls-verify=false',
    '--dest-creds',
    creds(bench),
    `oci:${bench.shared}/layout:v1`,
    `docker://${bench.host}/${bench.name}:v1`,
  ]),
  helm: (bench) => [
    'push',
    '--plain-http',
    ...user(bench),
    join(bench.shared, 'v1-1.0.0.tgz'),
    `oci://${bench.host}/${bench.name}`,
  ],
};
export const pullPeers: Peers = {
  oras: (bench) => ['pull', '--plain-http', ...user(bench), '--no-tty', '-o', 'out', `${bench.host}/app:v1`],
  ...skopeo((bench) => [
    'copy',
    '--src-tls-verify=false',
    '--src-creds',
    creds(bench),
    `docker://${bench.host}/app:v1`,
    'dir:out',
  ]),
  helm: (bench) => [
    'pull',
    '--plain-http',
    ...user(bench),
    '-d',
    'out',
    `oci://${bench.host}/charts/v1`,
    '--version',
    '1.0.0',
  ],
};
export const copyPeers = (from: (bench: Bench) => string, to: (bench: Bench) => string): Peers => ({
  oras: (bench) => {
    const { username, password } = bench.credentials;
    const flags = (side: string) => [
      `--${side}-plain-http`,
      `--${side}-username`,
      username,
      `--${side}-password`,
      password,
    ];
    return ['cp', '--no-tty', ...flags('from'), ...flags('to'), from(bench), to(bench)];
  },
  ...skopeo((bench) => [
    'copy',
    '--src-tls-verify=false',
    '--dest-tls-verify=false',
    '--src-creds',
    creds(bench),
    '--dest-creds',
    creds(bench),
    `docker://${from(bench)}`,
    `docker://${to(bench)}`,
  ]),
});

export async function runPeer(column: Column, args: string[], folder: string): Promise<{ code: number; said: string }> {
  const program = column.startsWith('skopeo') ? 'skopeo' : column;
  const policy = program === 'skopeo' ? ['--insecure-policy'] : [];
  const debug = program === 'oras' ? ['--debug'] : [];
  const env = { SSL_CERT_FILE: certificates.caFile };
  // Some write an endless body to the disk, for as long as there is one.
  const limited = ['-c', `ulimit -f ${maxFileBlocks}; exec "$0" "$@"`, peer(program) ?? program];
  const { code, stdout, stderr } = await run('sh', [...limited, ...policy, ...args, ...debug], {
    cwd: folder,
    timeout: patience,
    env,
  });
  return { code, said: stdout + stderr };
}

/** Tells what came of a peer's run, the worst first. */
export function judge(
  { code, said }: { code: number; said: string },
  { isWanted, leaked, badFiles }: { isWanted: boolean; leaked: boolean; badFiles: string[] },
): Verdict {
  if (leaked) return 'leak';
  if (/^panic: |goroutine 1 \[/m.test(said)) return 'crash';
  if (code === -1) return 'hang';
  if (badFiles.length > 0) return 'bad file';
  if (isWanted === (code === 0)) return 'right';
  return isWanted ? 'wrong' : 'silent';
}
