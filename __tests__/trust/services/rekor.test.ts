import { createHash, type KeyObject, type X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeEnvelope } from '../../../src/trust/formats/bundle.ts';
import { signBytes } from '../../../src/trust/public-key.ts';
import { certify } from '../../../src/trust/services/fulcio.ts';
import { logEnvelope, logPayload } from '../../../src/trust/services/rekor.ts';
import { alreadyThere, otherEntry, said } from '../../support/faults/lies.ts';
import { type ServiceFault, type Services, serviceFault, startServices } from '../../support/servers/services.ts';
import { type Sigstore, startSigstore } from '../../support/servers/sigstore.ts';
import { type Asked, identityOf, networkAsk, scriptedAsk } from '../../support/trust/ask.ts';

let sigstore: Sigstore;
let services: Services;
let certificate: X509Certificate;
let privateKey: KeyObject;
beforeAll(async () => {
  sigstore = await startSigstore();
  services = await startServices(sigstore);
  const identity = await identityOf(sigstore);
  ({ certificate, privateKey } = await certify(networkAsk().ask, `${services.url}/public`, identity, true));
});
afterAll(() => Promise.all([sigstore?.stop(), services?.stop()]));
beforeEach(() => {
  services.onRequest = () => undefined;
});

const payload = Buffer.from('{"some":"statement"}');
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('base64');
const envelope = () => encodeEnvelope(payload, signBytes(payload, privateKey));
const logs = {
  v1: (asked: Asked[] = []) => add(asked, 1),
  v2: (asked: Asked[] = []) => add(asked, 2),
  'v1 of a hash': async (asked: Asked[] = []) => {
    const { ask, asked: own } = networkAsk();
    const signature = base64(signBytes(payload, privateKey));
    const entry = await logPayload(ask, { url: services.url, version: 1 }, { payload, signature }, certificate);
    asked.push(...own);
    return entry;
  },
};
async function add(asked: Asked[], version: 1 | 2, end = '/') {
  const { ask, asked: own } = networkAsk();
  const entry = await logEnvelope(ask, { url: `${services.url}${end}`, version }, envelope(), certificate);
  asked.push(...own);
  return entry;
}

describe('an entry', () => {
  it('of an envelope is proposed to Rekor v1 as it documents it, and is in the form of a bundle', async () => {
    const asked: Asked[] = [];
    const entry = await logs.v1(asked);
    expect(asked.map(({ url, what }) => [url, what])).toEqual([[`${services.url}/api/v1/log/entries`, 'The log']]);
    const [{ document } = {}] = asked as { document?: object }[];
    const { kind, apiVersion, spec } = document as Record<string, unknown>;
    expect([kind, apiVersion]).toEqual(['dsse', '0.0.1']);
    const { envelope: text, verifiers } = (spec as { proposedContent: { envelope: string; verifiers: string[] } })
      .proposedContent;
    expect(JSON.parse(text)).toEqual({
      payload: base64(payload),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: expect.stringMatching(/^ME/) }],
    });
    expect(verifiers).toEqual([base64(certificate.toString())]);
    const isBase64 = expect.stringMatching(/^[A-Za-z\d+/]+=*$/);
    expect(entry).toEqual({
      logIndex: expect.stringMatching(/^1\d{3}$/),
      logId: { keyId: expect.stringMatching(/^[A-Za-z\d+/]{43}=$/) },
      kindVersion: { kind: 'dsse', version: '0.0.1' },
      integratedTime: expect.stringMatching(/^\d{10}$/),
      inclusionPromise: { signedEntryTimestamp: isBase64 },
      inclusionProof: {
        logIndex: expect.stringMatching(/^\d{1,3}$/),
        rootHash: expect.stringMatching(/^[A-Za-z\d+/]{43}=$/),
        treeSize: expect.stringMatching(/^\d{1,3}$/),
        hashes: expect.any(Array),
        checkpoint: { envelope: expect.stringMatching(/^127\.0\.0\.1:\d+\n\d+\n/) },
      },
      canonicalizedBody: isBase64,
    });
  });

  it('has the hashes of its proof in base64', async () => {
    await logs.v1();
    const { inclusionProof } = (await logs.v1()) as { inclusionProof: { hashes: string[] } };
    expect(inclusionProof.hashes.length).toBeGreaterThan(0);
    for (const hash of inclusionProof.hashes) expect(hash).toMatch(/^[A-Za-z\d+/]{43}=$/);
  });

  it.each([1, 2] as const)('is asked for at an address that ends in any number of slashes: v%i', async (version) => {
    for (const end of ['', '//']) {
      const asked: Asked[] = [];
      await add(asked, version, end);
      expect(asked.map(({ url }) => url)).toEqual([`${services.url}/api/v${version}/log/entries`]);
    }
  });

  it.each([
    ['the signature itself', (sig: string) => sig, true],
    ['the signature deep within', (sig: string) => [{ a: [{ b: sig }] }], true],
    ['a text that has the signature in it', (sig: string) => `x${sig}`, false],
    ['a text that begins with it', (sig: string) => `${sig}x`, false],
    ['a part of it', (sig: string) => sig.slice(0, -4), false],
    ['a field of that name', (sig: string) => ({ [sig]: 'x' }), false],
    ['null', () => null, false],
  ])('whose body holds %s', async (_, make, isMet) => {
    const own = envelope();
    const canonicalizedBody = base64(JSON.stringify({ spec: make(own.signatures[0].sig) }));
    const { ask } = scriptedAsk(() => JSON.stringify({ canonicalizedBody }));
    const done = logEnvelope(ask, { url: 'https://log.test', version: 2 }, own, certificate);
    if (isMet) expect(await done).toEqual({ canonicalizedBody });
    else await expect(done).rejects.toThrow('it is not about this signature');
  });

  it('of an envelope is proposed to Rekor v2 as it documents it, and is kept as it came', async () => {
    const asked: Asked[] = [];
    const entry = await logs.v2(asked);
    expect(asked).toEqual([
      {
        url: `${services.url}/api/v2/log/entries`,
        what: 'The log',
        document: {
          dsseRequestV002: {
            envelope: expect.objectContaining({ payload: base64(payload) }),
            verifiers: [
              { x509Certificate: { rawBytes: base64(certificate.raw) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' },
            ],
          },
        },
      },
    ]);
    expect(entry).toMatchObject({ kindVersion: { kind: 'dsse', version: '0.0.2' }, integratedTime: '0' });
  });

  it('of a payload is its hash and its signature, and stays as cosign keeps it', async () => {
    const asked: Asked[] = [];
    const entry = await logs['v1 of a hash'](asked);
    expect(asked[0]?.document).toEqual({
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: createHash('sha256').update(payload).digest('hex') } },
        signature: {
          content: expect.stringMatching(/^ME/),
          publicKey: { content: base64(certificate.toString()) },
        },
      },
    });
    expect(entry).toEqual({
      body: expect.any(String),
      integratedTime: expect.any(Number),
      logIndex: expect.any(Number),
      logID: expect.stringMatching(/^[\da-f]{64}$/),
      signedEntryTimestamp: expect.any(String),
    });
  });

  it.each(['v1', 'v1 of a hash'] as const)('that is there already is asked for by its name: %s', async (log) => {
    services.onRequest = serviceFault('rekor', alreadyThere, 1);
    const asked: Asked[] = [];
    await logs[log](asked);
    expect(asked.map(({ url, document }) => [url.replace(services.url, ''), document !== undefined])).toEqual([
      ['/api/v1/log/entries', true],
      [expect.stringMatching(/^\/api\/v1\/log\/entries\/[\da-f]{64}$/), false],
    ]);
  });

  it('that is there already is asked for at the log itself, whatever address it names', async () => {
    const id = 'ab'.repeat(40);
    const location = `https://evil.test/api/v1/log/entries/${id}`;
    services.onRequest = serviceFault('rekor', { status: 409, headers: { location } }, 1);
    const asked: Asked[] = [];
    await expect(logs.v1(asked)).rejects.toMatchObject({ code: 'SIGNING' });
    expect(services.received.at(-1)?.path).toBe(`/api/v1/log/entries/${id}`);
  });
});

const refused: [title: string, log: keyof typeof logs, fault: ServiceFault, why: string][] = [
  ['about another envelope', 'v1', otherEntry, 'it is not about this signature'],
  ['about another envelope in the second version', 'v2', otherEntry, 'it is not about this signature'],
  ['about another payload', 'v1 of a hash', otherEntry, 'it is not about this signature'],
  ['without a body', 'v1', said((text) => text.replace('"body"', '"nobody"')), 'it is not about this signature'],
  [
    'whose body is no JSON',
    'v1',
    said((text) => text.replace(/"body":"/, '"body":"AAAA')),
    'it is not about this signature',
  ],
  ['without a body in the second version', 'v2', { body: '{}' }, 'it is not about this signature'],
  [
    'without a proof',
    'v1',
    said((text) => text.replace('inclusionProof', 'noProof')),
    'it has no proof that it is in the log',
  ],
  [
    'without what verifies it',
    'v1',
    said((text) => text.replace('"verification"', '"x"')),
    'it has no proof that it is in the log',
  ],
  ['whose proof has no hashes', 'v1', said((text) => text.replace('"hashes"', '"x"')), 'its proof has no hashes'],
  ['of no name', 'v1', { status: 201, body: '{}' }, 'it has no proof that it is in the log'],
  ['that is a list', 'v1', { status: 201, body: '[]' }, 'it is not the JSON that it should be'],
  ['that is there, without a place', 'v1', { status: 409, body: '' }, 'the log has it already, but does not say where'],
  [
    'that is there, at no name',
    'v1',
    { status: 409, headers: { location: '/api/v1/log/entries/' } },
    'the log has it already, but does not say where',
  ],
  [
    'that is there, at a path',
    'v1',
    { status: 409, headers: { location: '/a/../../admin' } },
    'the log has it already, but does not say where',
  ],
];

it.each(refused)('an entry %s is not used', async (_, log, fault, why) => {
  services.onRequest = serviceFault('rekor', fault);
  const second = serviceFault('rekor2', fault);
  const first = services.onRequest;
  services.onRequest = (request) => first(request) ?? second(request);
  await expect(logs[log]()).rejects.toMatchObject({
    code: 'SIGNING',
    topic: 'signing-service',
    message: `The entry from ${new URL(services.url).host} cannot be used: ${why}`,
  });
});

it.each(['v1', 'v2', 'v1 of a hash'] as const)('the log %s refuses in its own words', async (log) => {
  const fault = { status: 400, body: '{"code":400,"message":"entry is too large"}' };
  services.onRequest = (request) => (request.service.startsWith('rekor') ? fault : undefined);
  await expect(logs[log]()).rejects.toMatchObject({
    code: 'SIGNING',
    topic: 'log-refused',
    message: expect.stringMatching(/refused an entry: 400, entry is too large$/),
  });
});
