// A Sigstore of our own: Fulcio with a CT log, Rekor v1 and v2, clocks, OIDC and TUF, on one port of the loopback
// address. It is a process of its own, as the real ones are. It writes one line of JSON when it is ready (`Ready` in
// ../sigstore.ts), and ends when its standard input does.
import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ASN1Obj } from '@sigstore/core';
import { rekorV1, rekorV2 } from './log.ts';
import { makeTufFiles, makeTufKey, makeTufRoot } from './tuf-repository.ts';

type Handler = { fn: (body: string) => Promise<{ statusCode: number; response: string | Uint8Array }> };
type Keys = { publicKey: KeyObject; privateKey: KeyObject };
interface Ct {
  publicKey: Buffer;
  logID: Uint8Array;
}
interface Ca {
  rootCertificate: Uint8Array;
}
interface Tsa {
  rootCertificate: Uint8Array;
  intCertificate: Uint8Array;
  timestamp: (request: object) => Promise<Uint8Array>;
}

// What is used of @sigstore/mock. Its own types need those of a browser, and its index brings nock, which changes Node's
// HTTP client.
const require = createRequire(import.meta.url);
const { fulcioHandler, initializeCA, initializeCTLog } = require('@sigstore/mock/dist/fulcio/index.js') as {
  fulcioHandler: (ca: Ca) => Handler;
  initializeCA: (keys: Keys, ct?: Ct) => Promise<Ca>;
  initializeCTLog: (keys: Keys) => Promise<Ct>;
};
const { initializeTSA, tsaHandler } = require('@sigstore/mock/dist/timestamp/index.js') as {
  initializeTSA: (keys: Keys) => Promise<Tsa>;
  tsaHandler: (tsa: Tsa) => Handler;
};

interface Answer {
  status?: number;
  type?: string;
  body: string | Uint8Array;
}

type Route = (request: {
  body: Buffer;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}) => Promise<Answer>;

const makeKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const json = (document: unknown): Answer => ({ body: JSON.stringify(document) });
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const base64url = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, string>;
/** Whole seconds, rounded up: a certificate begins at the second before. The parameter `ahead` adds to them. */
const seconds = (query: URLSearchParams) => Math.ceil(Date.now() / 1000) + Number(query.get('ahead') ?? 0);

/** What GitHub says of a job, unless told otherwise: https://docs.github.com/en/actions/reference/security/oidc */
const claimsOfJob = {
  iss: 'https://token.actions.githubusercontent.com',
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

/** `GET ?audience=…&claims=JSON` as in a job; the parameter `claims` changes what the token says. */
function oidc(): Route {
  const { privateKey } = makeKeys();
  return async ({ query }) => {
    const now = Math.floor(Date.now() / 1000);
    const own = JSON.parse(query.get('claims') ?? '{}') as object;
    const claims = { ...claimsOfJob, aud: query.get('audience') ?? 'sigstore', iat: now, exp: now + 300, ...own };
    const signed = `${base64url({ typ: 'JWT', alg: 'ES256' })}.${base64url(claims)}`;
    const mark = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return json({ value: `${signed}.${mark.toString('base64url')}` });
  };
}

/** The name in the certificate, as Fulcio has it for GitHub; for others, what they vouch for. */
function nameOf({ job_workflow_ref: workflow, email, sub }: Record<string, string>): string {
  return workflow ? `https://github.com/${workflow}` : (email ?? sub ?? '');
}

/** Issues a certificate, and gives the PEM of it and of its root. Fails when the key was not shown to be theirs. */
async function certify(ca: Ca, token: string, key: string, proof: string): Promise<string[]> {
  const claims = claimsOf(token);
  if (!verify('sha256', Buffer.from(claims['email'] ?? claims['sub'] ?? ''), key, Buffer.from(proof, 'base64'))) {
    throw new Error('The signature supplied in the request could not be verified');
  }
  const oidcIdentityToken = `e30.${base64url({ ...claims, sub: nameOf(claims) })}.e30`;
  const request = { credentials: { oidcIdentityToken }, publicKeyRequest: { publicKey: { content: key } } };
  const { statusCode, response } = await fulcioHandler(ca).fn(JSON.stringify(request));
  if (statusCode !== 201) throw new Error(String(response));
  return JSON.parse(String(response)).signedCertificateEmbeddedSct.chain.certificates;
}

/** Fulcio: https://github.com/sigstore/fulcio/blob/main/fulcio.proto, and the older way that cosign 2 goes. */
function fulcio(ca: Ca): Record<string, Route> {
  return {
    '/api/v2/signingCert': async ({ body }) => {
      const { credentials, publicKeyRequest } = JSON.parse(body.toString());
      const { publicKey, proofOfPossession } = publicKeyRequest;
      const certificates = await certify(ca, credentials.oidcIdentityToken, publicKey.content, proofOfPossession);
      return json({ signedCertificateEmbeddedSct: { chain: { certificates } } });
    },
    '/api/v1/signingCert': async ({ body, headers }) => {
      const { publicKey, signedEmailAddress } = JSON.parse(body.toString());
      const content = Buffer.from(publicKey.content, 'base64');
      const key = content.toString().startsWith('-----')
        ? content.toString()
        : pem(createPublicKey({ key: content, format: 'der', type: 'spki' }));
      const token = (headers.authorization ?? '').replace(/^Bearer /i, '');
      const certificates = await certify(ca, token, key, signedEmailAddress);
      return { status: 201, type: 'application/pem-certificate-chain', body: certificates.join('\n') };
    },
  };
}

/** RFC 3161, or the JSON that sigstore-js sends. */
function clock(tsa: Tsa): Route {
  return async ({ body, query, headers }) => {
    // Milliseconds without their last zeros are a time that @sigstore/core refuses, and this clock would stand still.
    Object.assign(tsa, { getCurrentTime: () => new Date(seconds(query) * 1000) });
    const type = 'application/timestamp-reply';
    if (headers['content-type'] === 'application/json') {
      const { statusCode: status, response } = await tsaHandler(tsa).fn(body.toString());
      return { status, type, body: response };
    }
    const [, imprint] = ASN1Obj.parseBuffer(Buffer.from(body)).subs;
    const artifactHash = imprint?.subs[1]?.value ?? Buffer.alloc(0);
    const hashAlgorithmOID = imprint?.subs[0]?.subs[0]?.toOID() ?? '';
    const request = { artifactHash, hashAlgorithmOID, nonce: 1, policyOID: '1.3.6.1.4.1.57264.2', certReq: true };
    return { status: 201, type, body: await tsa.timestamp(request) };
  };
}

function routed(routes: Record<string, Route>, prefix = ''): [string, Route][] {
  return Object.entries(routes).map(([path, route]) => [`${prefix}${path}`, route]);
}

const validFor = { start: '2020-01-01T00:00:00Z' };
const chainOf = (...certificates: Uint8Array[]) => ({
  subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
  certChain: {
    certificates: certificates.map((each) => ({ rawBytes: Buffer.from(each).toString('base64') })),
  },
  validFor,
});
const logOf = (baseUrl: string, keyDetails: string, { publicKey, id }: { publicKey: Buffer; id: Uint8Array }) => ({
  baseUrl,
  hashAlgorithm: 'SHA2_256',
  publicKey: { rawBytes: publicKey.toString('base64'), keyDetails, validFor },
  logId: { keyId: Buffer.from(id).toString('base64') },
});

const routes = new Map<string, Route>();
const server = createServer(async (request, response) => {
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
  try {
    const body = await buffer(request);
    const route = routes.get(pathname);
    const answer = route
      ? await route({ body, query, headers: request.headers })
      : { status: 404, body: `nothing at ${pathname}` };
    const status = answer.status ?? (request.method === 'POST' ? 201 : 200);
    response.writeHead(status, { 'content-type': answer.type ?? 'application/json' }).end(answer.body);
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
const url = `http://${host}`;

const ctKeys = makeKeys();
const ct = await initializeCTLog(ctKeys);
const [v1, v2] = [rekorV1(host), rekorV2(host)];
const logs = {
  tlogs: [logOf(url, 'PKIX_ECDSA_P256_SHA_256', v1), logOf(url, 'PKIX_ED25519', v2)],
  ctlogs: [logOf(url, 'PKIX_ECDSA_P256_SHA_256', { publicKey: ct.publicKey, id: ct.logID })],
};
// `other` is an authority with everything that nobody trusts.
const roots: Record<string, object> = {};
for (const name of ['public', 'github', 'other']) {
  const isGithub = name === 'github';
  const ca = await initializeCA(makeKeys(), isGithub ? undefined : ct);
  const tsa = await initializeTSA(makeKeys());
  for (const [path, route] of routed({ ...fulcio(ca), '/api/v1/timestamp': clock(tsa) }, `/${name}`))
    routes.set(path, route);
  roots[name] = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    ...(isGithub ? { tlogs: [], ctlogs: [] } : logs),
    certificateAuthorities: [chainOf(ca.rootCertificate)],
    timestampAuthorities: [chainOf(tsa.intCertificate, tsa.rootCertificate)],
  };
}
const rekorKey = pem(createPublicKey({ key: v1.publicKey, format: 'der', type: 'spki' }));
for (const [path, route] of routed({
  '/oidc/token': oidc(),
  '/api/v1/log/entries': async ({ body, query }) => json(v1.add(JSON.parse(body.toString()), seconds(query))),
  '/api/v1/log/publicKey': async () => ({ type: 'application/x-pem-file', body: rekorKey }),
  '/api/v2/log/entries': async ({ body }) => json(v2.add(JSON.parse(body.toString()))),
})) {
  routes.set(path, route);
}

const key = makeTufKey();
const anchor = makeTufRoot(1, { keys: [key], online: key, signers: [key] });
const files = makeTufFiles({ 'trusted_root.json': Buffer.from(JSON.stringify(roots['public'])) }, key);
for (const [path, bytes] of files) routes.set(`/tuf${path}`, async () => ({ body: bytes }));

process.stdout.write(
  `${JSON.stringify({ url, roots, anchor: anchor.toString(), rekorKey, ctKey: pem(ctKeys.publicKey) })}\n`,
);
process.stdin.resume().on('end', () => process.exit());
