// A Sigstore of our own: Fulcio with a CT log, Rekor v1 and v2, clocks, OIDC and TUF, on one port of the loopback
// address. It is a process of its own, as the real ones are. It writes one line of JSON when it is ready (`Ready` in
// ../sigstore.ts), and ends when its standard input does.
//
// Compared on 2 December 2026 with Fulcio 1.8.5 and timestamp-authority 1.2.9 (what they answered is in
// trust/real-sigstore/README.md): errors of Fulcio, its two forms of a request, what it asks of a token; a clock that ends
// the connection where its type is not accepted. Left out: CT logs beside the one that @sigstore/mock has, keys of issuers
// that are looked up (one key signs the tokens of all of them), Fulcio by gRPC, clocks with
// certificates that expire. The issuer of tokens and TUF were compared with no real program.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ASN1Obj } from '@sigstore/core';
import { signingConfig } from '../services.ts';
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
/** Reads the request for a certificate that cosign 3 sends. */
const { Pkcs10CertificateRequest } = createRequire(require.resolve('@sigstore/mock/dist/fulcio/index.js'))(
  '@peculiar/x509',
) as {
  Pkcs10CertificateRequest: new (
    pem: string,
  ) => { publicKey: { rawData: ArrayBuffer }; verify: () => Promise<boolean> };
};
const { initializeTSA, tsaHandler } = require('@sigstore/mock/dist/timestamp/index.js') as {
  initializeTSA: (keys: Keys) => Promise<Tsa>;
  tsaHandler: (tsa: Tsa) => Handler;
};

interface Answer {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

/** A request that Fulcio refuses, with its words. */
class Refusal extends Error {}

type Route = (request: {
  body: Buffer;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}) => Promise<Answer | 'hang up'>;

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

/** Signs tokens as GitHub does, with RS256 and the name of the key. */
const tokenKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyId = createHash('sha256').update(pem(tokenKeys.publicKey)).digest('hex').slice(0, 32).toUpperCase();

/** `GET ?audience=…&claims=JSON` as in a job; the parameter `claims` changes what the token says. */
const oidc: Route = async ({ query }) => {
  const now = Math.floor(Date.now() / 1000);
  const own = JSON.parse(query.get('claims') ?? '{}') as object;
  const claims = { ...claimsOfJob, aud: query.get('audience') ?? 'sigstore', iat: now, exp: now + 300, ...own };
  const signed = `${base64url({ typ: 'JWT', alg: 'RS256', kid: keyId })}.${base64url(claims)}`;
  return json({
    value: `${signed}.${sign('sha256', Buffer.from(signed), tokenKeys.privateKey).toString('base64url')}`,
  });
};

/** The issuers that Fulcio is set up for; their tokens are all signed here. */
const issuers = [
  'https://token.actions.githubusercontent.com',
  'https://github.example.com/_services/token',
  'https://accounts.google.com',
];

/** What a token says that is ours, for Sigstore, and has not expired. */
function checkToken(token: string): Record<string, string> {
  const [head = '', body = '', mark = ''] = token.split('.');
  const fail = () => new Refusal('There was an error processing the identity token');
  if (!verify('sha256', Buffer.from(`${head}.${body}`), tokenKeys.publicKey, Buffer.from(mark, 'base64url')))
    throw fail();
  const claims = claimsOf(token);
  if (
    claims['aud'] !== 'sigstore' ||
    !issuers.includes(claims['iss'] ?? '') ||
    Number(claims['exp']) * 1000 <= Date.now()
  )
    throw fail();
  return claims;
}

/** The name in the certificate, as Fulcio has it for GitHub; for others, what they vouch for. */
function nameOf({ job_workflow_ref: workflow, email, sub }: Record<string, string>): string {
  return workflow ? `https://github.com/${workflow}` : (email ?? sub ?? '');
}

/** Issues a certificate, and gives the PEM of it and of its root. Fails where the key was not shown to be theirs. */
async function certify(ca: Ca, token: string, key: string, isShown: (subject: string) => boolean): Promise<string[]> {
  const claims = checkToken(token);
  if (!isShown(claims['email'] ?? claims['sub'] ?? '')) {
    throw new Refusal('The signature supplied in the request could not be verified');
  }
  const oidcIdentityToken = `e30.${base64url({ ...claims, sub: nameOf(claims) })}.e30`;
  const request = { credentials: { oidcIdentityToken }, publicKeyRequest: { publicKey: { content: key } } };
  const { statusCode, response } = await fulcioHandler(ca).fn(JSON.stringify(request));
  if (statusCode !== 201) throw new Error(String(response));
  return JSON.parse(String(response)).signedCertificateEmbeddedSct.chain.certificates;
}

const bearerOf = ({ authorization = '' }: IncomingMessage['headers']) => authorization.replace(/^Bearer /i, '');
const isProof = (key: string, proof: string) => (subject: string) =>
  verify('sha256', Buffer.from(subject), key, Buffer.from(proof, 'base64'));

/** Answers a refusal as Fulcio does. */
function refusing(route: Route): Route {
  return async (request) => {
    try {
      return await route(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: 400, body: JSON.stringify({ code: 3, message: error.message, details: [] }) };
    }
  };
}

/** Fulcio: https://github.com/sigstore/fulcio/blob/main/fulcio.proto, and the older way that cosign 2 goes. */
function fulcio(ca: Ca): Record<string, Route> {
  return {
    '/api/v2/signingCert': refusing(async ({ body, headers }) => {
      const { credentials, publicKeyRequest, certificateSigningRequest } = JSON.parse(body.toString());
      const token = credentials?.oidcIdentityToken ?? bearerOf(headers);
      const certified = async () => {
        if (publicKeyRequest) {
          const { content } = publicKeyRequest.publicKey;
          return certify(ca, token, content, isProof(content, publicKeyRequest.proofOfPossession));
        }
        const request = new Pkcs10CertificateRequest(Buffer.from(certificateSigningRequest, 'base64').toString());
        const isSigned = await request.verify();
        const der = Buffer.from(request.publicKey.rawData);
        return certify(ca, token, pem(createPublicKey({ key: der, format: 'der', type: 'spki' })), () => isSigned);
      };
      return { status: 200, ...json({ signedCertificateEmbeddedSct: { chain: { certificates: await certified() } } }) };
    }),
    '/api/v1/signingCert': refusing(async ({ body, headers }) => {
      const { publicKey, signedEmailAddress } = JSON.parse(body.toString());
      const content = Buffer.from(publicKey.content, 'base64');
      const key = content.toString().startsWith('-----')
        ? content.toString()
        : pem(createPublicKey({ key: content, format: 'der', type: 'spki' }));
      const certificates = await certify(ca, bearerOf(headers), key, isProof(key, signedEmailAddress));
      return { status: 201, type: 'application/pem-certificate-chain', body: certificates.join('\n') };
    }),
  };
}

/** RFC 3161, or the JSON that sigstore-js sends. */
function clock(tsa: Tsa): Route {
  return async ({ body, query, headers }) => {
    // Milliseconds without their last zeros are a time that @sigstore/core refuses, and this clock would stand still.
    Object.assign(tsa, { getCurrentTime: () => new Date(seconds(query) * 1000) });
    const type = 'application/timestamp-reply';
    const { accept = '*/*' } = headers;
    const isAccepted = accept
      .split(',')
      .some((each) => [type, 'application/*', '*/*'].includes(each.split(';')[0]?.trim() ?? ''));
    if (!isAccepted) return 'hang up';
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
    if (answer === 'hang up') return void request.socket.destroy();
    const status = answer.status ?? (request.method === 'POST' ? 201 : 200);
    const headers = { 'content-type': answer.type ?? 'application/json', ...answer.headers };
    response.writeHead(status, headers).end(answer.body);
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const name = '127.0.0.1';
const url = `http://${name}:${(server.address() as AddressInfo).port}`;

const ctKeys = makeKeys();
const ct = await initializeCTLog(ctKeys);
const [v1, v2] = [rekorV1(name), rekorV2(name)];
const logs = {
  tlogs: [logOf(url, 'PKIX_ECDSA_P256_SHA_256', v1), logOf(url, 'PKIX_ED25519', v2)],
  ctlogs: [logOf(url, 'PKIX_ECDSA_P256_SHA_256', { publicKey: ct.publicKey, id: ct.logID })],
};
// `other` is an authority with everything that nobody trusts.
const roots: Record<string, object> = {};
for (const instance of ['public', 'github', 'other']) {
  const isGithub = instance === 'github';
  const ca = await initializeCA(makeKeys(), isGithub ? undefined : ct);
  const tsa = await initializeTSA(makeKeys());
  for (const [path, route] of routed({ ...fulcio(ca), '/api/v1/timestamp': clock(tsa) }, `/${instance}`))
    routes.set(path, route);
  roots[instance] = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    ...(isGithub ? { tlogs: [], ctlogs: [] } : logs),
    certificateAuthorities: [chainOf(ca.rootCertificate)],
    timestampAuthorities: [chainOf(tsa.intCertificate, tsa.rootCertificate)],
  };
}
const answerOf = ({ document, ...answer }: ReturnType<typeof v2.add>): Answer => ({ ...answer, ...json(document) });
const rekorKey = pem(createPublicKey({ key: v1.publicKey, format: 'der', type: 'spki' }));
for (const [path, route] of routed({
  '/oidc/token': oidc,
  '/api/v1/log/entries': async ({ body, query }) => json(v1.add(JSON.parse(body.toString()), seconds(query))),
  '/api/v1/log/publicKey': async () => ({ type: 'application/x-pem-file', body: rekorKey }),
  '/api/v2/log/entries': async ({ body }) => answerOf(v2.add(JSON.parse(body.toString()))),
  // As it was until May 2026.
  '/older/api/v2/log/entries': async ({ body }) => answerOf(v2.addEnvelope(JSON.parse(body.toString()))),
})) {
  routes.set(path, route);
}

const key = makeTufKey();
const anchor = makeTufRoot(1, { keys: [key], online: key, signers: [key] });
// As the public instance does it, which has a clock beside its log of version 1 too.
const targets = {
  'trusted_root.json': JSON.stringify(roots['public']),
  'signing_config.v0.2.json': signingConfig(url, { clock: true }),
  'signing_config_rekor_v2.v0.2.json': signingConfig(url, { log: 'v2', clock: true }),
};
const bytesOf = Object.entries(targets).map(([name, text]) => [name, Buffer.from(text)]);
const files = makeTufFiles(Object.fromEntries(bytesOf), key);
for (const [path, bytes] of files) routes.set(`/tuf${path}`, async () => ({ body: bytes }));

process.stdout.write(
  `${JSON.stringify({ url, roots, anchor: anchor.toString(), rekorKey, ctKey: pem(ctKeys.publicKey) })}\n`,
);
process.stdin.resume().on('end', () => process.exit());
