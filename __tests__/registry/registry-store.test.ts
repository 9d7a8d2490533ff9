import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { openRegistry, type Registry } from '../../src/registry/registry.ts';
import { type Features, storeContract } from '../store/contract.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../support/servers/fake-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { registryKinds } from '../support/servers/places.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

/** A registry in this process that has the referrers API, in one form or the other. */
async function startWithApi(referrers: 'api' | 'unannounced'): Promise<FakeRegistry> {
  const server = await startFakeRegistry();
  Object.assign(server.content.features, { referrers, pageSize: 1, links: 'query' });
  return server;
}

const user = { username: 'robot$ci', password: 'to:ken' };

/** Runs the contract in repositories of one registry, each test in one of its own. */
function contractOver(
  title: string,
  start: () => Promise<DockerRegistry | PeerServer | FakeRegistry>,
  { credentials, ...features }: { credentials?: typeof user } & Features,
): void {
  let server: DockerRegistry | PeerServer | FakeRegistry;
  let registry: Registry;
  let count = 0;
  beforeAll(async () => {
    server = await start();
    const ca = 'caFile' in server && server.caFile ? { ca: await readFile(server.caFile, 'utf8') } : {};
    registry = openRegistry(server.host, registryOptions({ tls: ca, ...(credentials && { credentials }) }));
  });
  afterAll(() => server?.stop());
  storeContract(
    title,
    async () => {
      count += 1;
      return registry(`contract/number-${count}`, 'pull,push,delete');
    },
    features,
  );
}

describe('a registry in this process', () => {
  const table: [string, FakeRegistryOptions][] = [
    ['RegistryStore', {}],
    ['RegistryStore with Basic', { auth: { scheme: 'basic', user } }],
    ['RegistryStore with Bearer', { auth: { scheme: 'bearer', user } }],
  ];
  for (const [title, options] of table) {
    contractOver(title, () => startFakeRegistry(options), { credentials: user });
  }
  for (const referrers of ['api', 'unannounced'] as const) {
    contractOver(`RegistryStore with referrers: ${referrers}`, () => startWithApi(referrers), {});
  }
});

for (const { peer, start, features } of registryKinds)
  describeWithPeers([peer], `a real ${peer}`, () => contractOver(`RegistryStore in ${peer}`, start, features));

describeWithPeers(['docker-registry'], 'a real docker-registry with credentials', () => {
  const token = { service: 'registry.test', issuer: 'issuer.test', users: { [user.username]: user.password } };
  const table = [
    ['RegistryStore with Basic over TLS', { htpasswd: true, tls: true }, htpasswdUser],
    ['RegistryStore with Bearer', { token }, user],
    ['RegistryStore with Bearer over TLS', { token, tls: true }, user],
  ] as const;
  for (const [title, options, credentials] of table) {
    contractOver(title, () => startDockerRegistry(options), { credentials, tagDelete: false });
  }
});
