import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { runAction } from '../support/action/run-action.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { certificates } from '../support/servers/certificates.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

const { caFile } = certificates;
const copied = async (to: string) => {
  await mkdir(dirname(to), { recursive: true });
  await cp(caFile, to);
};

/** Puts the authority of a registry somewhere below a home; gives the variables that name that. */
type Install = (home: string, host: string) => Promise<Record<string, string>>;

it.each<[where: string, install: Install, readers: string[]]>([
  ['nowhere', async () => ({}), []],
  ['in SSL_CERT_FILE', async () => ({ SSL_CERT_FILE: caFile }), ['ours', 'oras', 'skopeo']],
  [
    'in a folder of SSL_CERT_DIR',
    async (home) => {
      await copied(join(home, 'authorities', 'ours.pem'));
      return { SSL_CERT_DIR: `${home}/none:${home}/authorities` };
    },
    ['ours', 'oras', 'skopeo'],
  ],
  [
    'in ~/.config/containers/certs.d',
    async (home, host) => {
      await copied(join(home, '.config/containers/certs.d', host, 'ca.crt'));
      return {};
    },
    ['ours', 'skopeo'],
  ],
  [
    'in certs.d for another host',
    async (home) => {
      await copied(join(home, '.config/containers/certs.d/other.test/ca.crt'));
      return {};
    },
    [],
  ],
])('An authority that the machine has %s is known to us as to oras and skopeo', async (_, install, readers) => {
  await using registry = await startDockerRegistry({ tls: true });
  const home = await makeWorkspace({ a: '1' });
  const name = `${registry.host}/team/app`;
  const reference = `${name}:v1`;
  const inputs = { mode: 'push', reference, files: 'a', 'ca-file': caFile };
  expect((await runAction(inputs, { workspace: home })).code).toBe(0);

  const env = { HOME: home, ...(await install(home, registry.host)) };
  const [ours, oras, skopeo] = await Promise.all([
    runAction({ mode: 'inspect', reference, retries: '0' }, { workspace: home, env }),
    run('oras', ['resolve', reference], { env }),
    run('skopeo', ['inspect', '--raw', `docker://${reference}`], { env }),
  ]);
  const reached = Object.entries({ ours, oras, skopeo }).filter(([, { code }]) => code === 0);
  expect(reached.map(([program]) => program)).toEqual(readers);
});
