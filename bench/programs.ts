// How each program is called for the places of a run: plain HTTP or the test CA.
import { rmSync } from 'node:fs';
import { certificates } from '../__tests__/support/servers/certificates.ts';
import { peer } from '../__tests__/support/servers/peers.ts';
import type { Command } from './measure.ts';
import type { Place } from './network.ts';

/** What one run of one program works on. */
export interface Run {
  place: Place;
  /** Another registry, for copies. */
  other: Place;
  /** A repository, or the path above several, that nobody has used. */
  fresh: string;
  /** What the scenario put into `place` before. */
  seed: string;
  /** The name of a folder in the workspace that is not there yet. */
  out: string;
}

/** Our action with these inputs, and all others at their defaults; it is told of plain HTTP, as the others are. */
export function ours({ place }: Run, inputs: Record<string, string>): Command {
  const own: Record<string, string> = place.tls ? { 'ca-file': certificates.caFile } : { 'plain-http': 'true' };
  return { inputs: { ...own, ...inputs } };
}

function program(name: string, args: readonly string[], more: Partial<Command> = {}): Command {
  // All of them are written in Go.
  return { program: peer(name) ?? name, args, env: { SSL_CERT_FILE: certificates.caFile }, ...more };
}

/** `oras`; the switch for plain HTTP has one name for each side of a copy. */
export function oras({ place }: Run, args: readonly string[], input?: string): Command {
  const [verb = ''] = args;
  const switches = verb === 'cp' ? ['--from-plain-http', '--to-plain-http'] : ['--plain-http'];
  return program(
    'oras',
    [verb, ...(place.tls ? [] : switches), ...args.slice(1)],
    input === undefined ? {} : { input },
  );
}

/** `skopeo copy` or `skopeo sync`. */
export function skopeo({ place }: Run, verb: 'copy' | 'sync', args: readonly string[]): Command {
  const isSource = args.some((argument) => argument.startsWith('docker://') && argument !== args.at(-1));
  const toRegistry = verb === 'sync' || args.at(-1)?.startsWith('docker://') === true;
  const fromRegistry = verb === 'copy' && (isSource || !toRegistry);
  const off = [...(fromRegistry ? ['--src-tls-verify=false'] : []), ...(toRegistry ? ['--dest-tls-verify=false'] : [])];
  return program('skopeo', [verb, ...(place.tls ? [] : off), ...args]);
}

/** `helm`. */
export function helm(args: readonly string[]): Command {
  return program('helm', args);
}

/** Node without anything to do. */
export const node: Command = { program: process.execPath, args: ['-e', '0'] };

/**
 * Lets skopeo forget which registry has which blob: it would mount them, and upload nothing in the second run. As root it
 * keeps that for the whole machine, else below the private home of each run.
 */
export function forgetWhatSkopeoKnows(): void {
  if (process.getuid?.() !== 0) return;
  for (const kind of ['sqlite', 'boltdb'])
    rmSync(`/var/lib/containers/cache/blob-info-cache-v1.${kind}`, { force: true });
}
