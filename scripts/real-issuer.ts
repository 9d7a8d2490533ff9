// The issuer of tokens for scripts/real-services.ts: it has GitHub's name, and no network is asked for it. Fulcio reaches it
// through a proxy that leads nowhere else.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';

const host = 'token.actions.githubusercontent.com';
export const issuerUrl = `https://${host}`;

/** What GitHub says of a job: https://docs.github.com/en/actions/reference/security/oidc */
const claims = {
  iss: issuerUrl,
  sub: 'repo:acme/app:ref:refs/tags/v1.2.3',
  repository: 'acme/app',
  repository_id: '1001',
  repository_owner: 'acme',
  repository_owner_id: '1',
  repository_visibility: 'public',
  ref: 'refs/tags/v1.2.3',
  sha: 'c0ffee'.padEnd(40, '0'),
  event_name: 'push',
  workflow: 'Release',
  workflow_ref: 'acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
  workflow_sha: 'c0ffee'.padEnd(40, '0'),
  job_workflow_ref: 'acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
  job_workflow_sha: 'c0ffee'.padEnd(40, '0'),
  run_id: '42',
  run_attempt: '1',
  runner_environment: 'github-hosted',
};

const base64url = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');

async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/**
 * Starts it; needs openssl.
 *
 * @param folder where its certificate is written to
 */
export async function startIssuer(folder: string): Promise<{
  /** Where a job gets its token, on loopback. */
  tokenUrl: string;
  /** Lets a program in Go reach the issuer by its name. */
  env: Record<string, string>;
  stop: () => void;
}> {
  const [key, certificate] = [join(folder, 'issuer-key.pem'), join(folder, 'issuer.pem')];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const documents: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer: issuerUrl,
      jwks_uri: `${issuerUrl}/.well-known/jwks`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
    '/.well-known/jwks': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
  };
  const token = (audience: string) => {
    const now = Math.floor(Date.now() / 1000);
    const body = { ...claims, aud: audience, iat: now, nbf: now, exp: now + 300 };
    const signed = `${base64url({ typ: 'JWT', alg: 'RS256', kid: 'one' })}.${base64url(body)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const answer: RequestListener = ({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, issuerUrl);
    const found = pathname === '/token' ? { value: token(searchParams.get('audience') ?? '') } : documents[pathname];
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
  };
  const secure = createHttpsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, answer);
  const plain = createHttpServer(answer);
  const securePort = await listen(secure);
  plain.on('connect', ({ url }, socket) => {
    if (url !== `${host}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const upstream = connect(securePort, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    upstream.on('error', () => socket.destroy()).pipe(socket);
    socket.on('error', () => upstream.destroy()).pipe(upstream);
  });
  const address = `http://127.0.0.1:${await listen(plain)}`;
  const stop = () => {
    for (const server of [secure, plain]) {
      server.close();
      server.closeAllConnections();
    }
  };
  return { tokenUrl: `${address}/token?`, env: { HTTPS_PROXY: address, SSL_CERT_FILE: certificate }, stop };
}
