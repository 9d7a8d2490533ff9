// The real token server of adxgun/registry-auth (Debian, 8cde180), behind regauth/main.go, before docker-registry 2.8.3.
// Left out: rights, since its only user may do all.
import { certificates } from './certificates.ts';
import { type DockerRegistry, startDockerRegistry } from './docker-registry.ts';
import { startPeerServer } from './peer-server.ts';

const issuer = 'regauth';

/** Starts a docker-registry with a token server that nobody here wrote: it reads the first scope of a request alone. */
export async function startWithRegauth(user: {
  username: string;
  password: string;
}): Promise<{ registry: DockerRegistry; tokenRequests: () => Promise<string[]> } & AsyncDisposable> {
  const { serverCertFile, serverKeyFile } = certificates;
  const keys = [`--cert=${serverCertFile}`, `--key=${serverKeyFile}`, `--issuer=${issuer}`];
  const login = [`--user=${user.username}`, `--password=${user.password}`];
  const server = await startPeerServer('regauth', {
    prepare: (_folder, host) => [`--addr=${host}`, ...keys, ...login],
  });
  const registry = await startDockerRegistry({ foreignTokens: { realm: `${server.url}/auth`, issuer } });
  return {
    registry,
    tokenRequests: async () => (await server.requests()).filter((line) => line.includes('/auth?')),
    async [Symbol.asyncDispose]() {
      await Promise.all([registry.stop(), server.stop()]);
    },
  };
}
