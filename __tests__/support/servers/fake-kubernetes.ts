// A cluster, as far as Helm asks for one before it renders: compared with what Helm 3.18 and 4.1 were seen to ask. Left out:
// everything else; there is nothing in it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const listOf = (groupVersion: string, resources: [name: string, kind: string, namespaced: boolean][]) => ({
  kind: 'APIResourceList',
  groupVersion,
  resources: resources.map(([name, kind, namespaced]) => ({ name, kind, namespaced, verbs: ['get'] })),
});

/** What a cluster says of itself; there is nothing in it. */
const answers: Record<string, object> = {
  '/version': { major: '1', minor: '33', gitVersion: 'v1.33.0' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': listOf('v1', [
    ['configmaps', 'ConfigMap', true],
    ['pods', 'Pod', true],
  ]),
};

/** Starts what Helm 3 needs to reach even for `install --dry-run=client`. */
export async function startFakeKubernetes() {
  const server = createServer(({ url = '' }, response) => {
    const answer = answers[url.replace(/\?.*/, '')];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((stopped) => server.close(stopped)) };
}
