import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder in which scripts/fetch-peers.js keeps the programs that the tests talk to, absolute. An empty variable
 * counts as unset.
 */
export function peersFolder(): string {
  const { OCI_ARTIFACT_PEERS: own, XDG_CACHE_HOME: caches } = process.env;
  return resolve(own || join(caches || join(homedir(), '.cache'), 'oci-artifact', 'peers'));
}
