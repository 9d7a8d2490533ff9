import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from '../../../scripts/peers-folder.ts';

/** The version of a peer, as scripts/fetch-peers.js noted it. */
export function versionOf(peer: string): string {
  const file = join(peersFolder(), 'stamp.json');
  const stamp = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as Record<
    string,
    { version?: string }
  >;
  return stamp[peer]?.version ?? 'unknown';
}
