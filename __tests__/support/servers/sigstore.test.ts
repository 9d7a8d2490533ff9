// The stand-in refuses what the real services refuse, in their words: trust/real-sigstore/README.md has what these said.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sigstore, startSigstore } from './sigstore.ts';

let sigstore: Sigstore;
beforeAll(async () => {
  sigstore = await startSigstore();
});
afterAll(() => sigstore?.stop());

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('base64');
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const subject = 'repo:acme/app:ref:refs/tags/v1.2.3';

/** Sends a document, and gives status, type, the index of an entry, and what was said. */
async function post(path: string, document: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${sigstore.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(document),
  });
  const text = Buffer.from(await response.arrayBuffer()).toString();
  const [type, index] = ['content-type', 'x-log-index'].map((name) => response.headers.get(name));
  return { status: response.status, type, index, text };
}

const hashed = (signed = 'a', digested = signed) => ({
  hashedRekordRequestV002: {
    digest: createHash('sha256').update(digested).digest('base64'),
    signature: {
      content: base64(sign('sha256', Buffer.from(signed), privateKey)),
      verifier: {
        publicKey: { rawBytes: base64(publicKey.export({ type: 'spki', format: 'der' })) },
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      },
    },
  },
});

describe('the log of version 2', () => {
  const log = '/api/v2/log/entries';

  it('takes hashedrekord alone', async () => {
    const envelope = { payload: 'e30=', payloadType: 'x', signatures: [{ sig: 'MEUC' }] };
    expect(await post(log, { dsseRequestV002: { envelope, verifiers: [] } })).toMatchObject({
      status: 400,
      text: '{"code":3,"message":"invalid type, must be hashedrekord","details":[]}',
    });
  });

  it('refuses a signature of something else', async () => {
    expect(await post(log, hashed('a', 'b'))).toMatchObject({
      status: 400,
      text: '{"code":3,"message":"invalid hashedrekord request","details":[]}',
    });
  });

  it('knows what it has', async () => {
    const request = hashed();
    const first = await post(log, request);
    expect(first).toMatchObject({ status: 201 });
    const { logIndex, inclusionProof } = JSON.parse(first.text);
    expect(inclusionProof.checkpoint.envelope).toMatch(/^127\.0\.0\.1\n\d+\n/);
    expect(await post(log, request)).toMatchObject({
      status: 409,
      index: logIndex,
      text: `{"code":6,"message":"an equivalent entry already exists in the transparency log with index ${logIndex}","details":[]}`,
    });
  });
});

it.each([
  ['application/timestamp-reply', 201],
  ['*/*', 201],
  ['application/json', 'nothing'],
])('the clock that is asked for %s answers %s', async (accept, answer) => {
  const document = { artifactHash: base64(Buffer.alloc(32)), hashAlgorithm: 'sha256', certificates: true };
  const asked = post('/public/api/v1/timestamp', document, { accept }).then(
    ({ status }) => status,
    () => 'nothing',
  );
  expect(await asked).toBe(answer);
});

/** Made by `openssl req -new` with a key of P-256 that was thrown away. */
const signingRequest = `-----BEGIN CERTIFICATE REQUEST-----
MIG6MGICAQAwADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKwhbWC1yonVmBww
Rf94rbkW+3N1OAntTX7NcfYNqWKTmBCIxjuH4nof7FQ+Mphl6Wv3x/izqfySr/ai
v68wQG6gADAKBggqhkjOPQQDAgNIADBFAiBfiev4X75ed2XJQQOXbCkBYuIya0BV
3hmrRcOGfd/dJAIhAIKjGUJ4RqEvXE1uP9xQlMnhNvLOzRPa+JSWzIwlFiMM
-----END CERTIFICATE REQUEST-----
`;

describe('Fulcio', () => {
  const processing = '{"code":3,"message":"There was an error processing the identity token","details":[]}';
  const proof = '{"code":3,"message":"The signature supplied in the request could not be verified","details":[]}';
  const keyRequest = (signed = subject) => ({
    publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
    proofOfPossession: base64(sign('sha256', Buffer.from(signed), privateKey)),
  });
  const certify = (token: string, more: object = { publicKeyRequest: keyRequest() }) =>
    post('/public/api/v2/signingCert', { credentials: { oidcIdentityToken: token }, ...more });

  it('gives tokens of RS256 with the name of the key', async () => {
    const [head = ''] = (await sigstore.token()).split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      ...{ typ: 'JWT', alg: 'RS256' },
      kid: expect.stringMatching(/^[\dA-F]{32}$/),
    });
  });

  it.each<[string, object]>([
    ['another audience', { aud: 'github' }],
    ['another issuer', { iss: 'https://token.actions.evil.test' }],
    ['an hour of age', { exp: Math.floor(Date.now() / 1000) - 3600 }],
  ])('refuses a token of %s', async (_, claims) => {
    expect(await certify(await sigstore.token(claims))).toMatchObject({ status: 400, text: processing });
  });

  it('refuses a token that somebody else has signed, and none', async () => {
    const [head = '', body = ''] = (await sigstore.token()).split('.');
    for (const token of [`${head}.${body}.AAAA`, '']) {
      expect(await certify(token)).toMatchObject({ status: 400, text: processing });
    }
  });

  it('refuses a key that was not shown to be theirs', async () => {
    const request = { publicKeyRequest: keyRequest('somebody else') };
    expect(await certify(await sigstore.token(), request)).toMatchObject({ status: 400, text: proof });
  });

  it('takes a token in a header, and a request for a certificate, as cosign 3 sends them', async () => {
    const document = { certificateSigningRequest: base64(signingRequest) };
    const headers = { authorization: `Bearer ${await sigstore.token()}` };
    const { status, text } = await post('/public/api/v2/signingCert', document, headers);
    expect([status, JSON.parse(text).signedCertificateEmbeddedSct.chain.certificates]).toEqual([
      200,
      [expect.stringMatching(/^-----BEGIN CERT/), expect.stringMatching(/^-----BEGIN CERT/)],
    ]);
  });
});
