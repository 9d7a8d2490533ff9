// No server of its own: what registries were seen to do (December 2026), as features of the fake one; where a program of
// Debian's is the same product, it does the same rows of products.test.ts.

import { startDockerRegistry } from './docker-registry.ts';
import { type FakeRegistry, startFakeRegistry } from './fake-registry.ts';
import { refuse } from './fake-registry-content.ts';
import { startGgcrmem } from './ggcrmem.ts';
import type { PeerServer } from './peer-server.ts';

interface Product {
  name: string;
  /** Absent: only its own program does what it does. */
  features?: Partial<FakeRegistry['content']['features']>;
  /** The same product as a program. */
  peer?: { name: string; start: () => Promise<PeerServer> };
}

export const products: readonly Product[] = [
  {
    name: 'distribution 2.8',
    features: { tagDelete: 400 },
    peer: { name: 'docker-registry', start: startDockerRegistry },
  },
  { name: 'distribution 3.1', features: {} },
  { name: 'zot 2.1', features: { referrers: 'api', writesTag: () => true } },
  { name: 'Harbor 2.15', features: { referrers: 'api', takesReferrers: true } },
  { name: 'Gitea 1.27', features: { lastTag: 'unpinned' } },
  {
    name: 'GitLab 4.32, database',
    features: {
      keepsReferenced: true,
      unknownSubject: refuse(400, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry'),
    },
  },
  { name: 'go-containerregistry', peer: { name: 'ggcrmem', start: startGgcrmem } },
];

/** Starts the stand-in of a product. */
export async function startStandIn({ features = {} }: Product): Promise<FakeRegistry> {
  const server = await startFakeRegistry();
  Object.assign(server.content.features, features);
  return server;
}
