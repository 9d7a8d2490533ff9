import { createHash, type KeyObject, type X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { encodeEnvelope } from '../../../src/trust/formats/bundle.ts';
import { preAuthEncoding } from '../../../src/trust/formats/dsse.ts';
import { statementType } from '../../../src/trust/formats/statement.ts';
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
const envelope = () => encodeEnvelope(payload, signBytes(preAuthEncoding(statementType, payload), privateKey));
const signer = () => ({ certificate, facts: 'the token of a job' });
type HashedSpec = { data: { algorithm: string; digest: string }; signature: { content: string } };
const logs = {
  v1: (asked: Asked[] = []) => add(asked, 1),
  v2: (asked: Asked[] = []) => add(asked, 2),
  'v1 of a hash': async (asked: Asked[] = []) => {
    const { ask, asked: own } = networkAsk();
    const signature = base64(signBytes(payload, privateKey));
    const entry = await logPayload(ask, { url: services.url, version: 1 }, { payload, signature }, signer());
    asked.push(...own);
    return entry;
  },
};
async function add(asked: Asked[], version: 1 | 2, end = '/') {
  const { ask, asked: own } = networkAsk();
  const entry = await logEnvelope(ask, { url: `${services.url}${end}`, version }, envelope(), signer());
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
      logIndex: expect.stringMatching(/^[1-9]\d{3,}$/),
      logId: { keyId: expect.stringMatching(/^[A-Za-z\d+/]{43}=$/) },
      kindVersion: { kind: 'dsse', version: '0.0.1' },
      integratedTime: expect.stringMatching(/^\d{10}$/),
      inclusionPromise: { signedEntryTimestamp: isBase64 },
      inclusionProof: {
        // The number in its tree, of which the first has the number 1000 in the log.
        logIndex: String(Number(entry?.['logIndex']) - 1000),
        rootHash: expect.stringMatching(/^[A-Za-z\d+/]{43}=$/),
        treeSize: expect.stringMatching(/^\d+$/),
        hashes: expect.any(Array),
        checkpoint: { envelope: expect.stringMatching(/^127\.0\.0\.1 - \d+\n\d+\n/) },
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

  it.each<[string, (right: HashedSpec) => unknown, boolean]>([
    ['hash and signature', (right) => right, true],
    ['another hash', (right) => ({ ...right, data: { ...right.data, digest: base64(Buffer.alloc(32)) } }), false],
    ['another signature', (right) => ({ ...right, signature: { ...right.signature, content: 'MEUC' } }), false],
    ['the signature alone', ({ signature }) => ({ signature }), false],
    ['nothing', () => null, false],
  ])('of version 2 holds %s', async (_, make, isMet) => {
    const own = envelope();
    const digest = createHash('sha256').update(preAuthEncoding(statementType, payload)).digest('base64');
    const right = { data: { algorithm: 'SHA2_256', digest }, signature: { content: own.signatures[0].sig } };
    const spec = { hashedRekordV002: make(right) };
    const canonicalizedBody = base64(JSON.stringify({ kind: 'hashedrekord', apiVersion: '0.0.2', spec }));
    const { ask } = scriptedAsk(() => JSON.stringify({ canonicalizedBody }));
    const done = logEnvelope(ask, { url: 'https://log.test', version: 2 }, own, signer());
    if (isMet) expect(await done).toEqual({ canonicalizedBody });
    else await expect(done).rejects.toMatchObject({ code: 'SIGNING', topic: 'signing-service' });
  });

  it('of an envelope is proposed to Rekor v2 as it documents it, and is kept as it came', async () => {
    const asked: Asked[] = [];
    const entry = await logs.v2(asked);
    expect(asked).toEqual([
      {
        url: `${services.url}/api/v2/log/entries`,
        what: 'The log',
        accept: 'application/json',
        leastSilence: 20_000,
        document: {
          hashedRekordRequestV002: {
            digest: createHash('sha256').update(preAuthEncoding(statementType, payload)).digest('base64'),
            signature: {
              content: expect.stringMatching(/^ME/),
              verifier: {
                x509Certificate: { rawBytes: base64(certificate.raw) },
                keyDetails: 'PKIX_ECDSA_P256_SHA_256',
              },
            },
          },
        },
      },
    ]);
    expect(entry).toMatchObject({ kindVersion: { kind: 'hashedrekord', version: '0.0.2' }, integratedTime: '0' });
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

it.each<[keyof typeof logs, status: number, topic: string, version: 1 | 2]>([
  ['v1', 400, 'log-refused', 1],
  ['v2', 400, 'log-refused', 2],
  ['v1 of a hash', 400, 'log-refused', 1],
  ['v1', 413, 'log-size', 1],
  ['v2', 413, 'log-size', 2],
])('the log %s refuses with %s: %s', async (log, status, topic, version) => {
  const fault = { status, body: '{"code":3,"message":"no such thing"}' };
  services.onRequest = (request) => (request.service.startsWith('rekor') ? fault : undefined);
  await expect(logs[log]()).rejects.toMatchObject({
    code: 'SIGNING',
    topic,
    message: expect.stringMatching(
      `refused an entry: ${status}, no such thing \\(a log of version ${version}; the token of a job\\)$`,
    ),
  });
});

it.each<[status: number | 'none', topics: [v1: string, v2: string]]>([
  [400, ['log-size', 'log-refused']],
  [502, ['log-size', 'signing-service']],
  ['none', ['log-size', 'signing-service']],
  [429, ['signing-service', 'signing-service']],
])('a large envelope may be why a log of version 1 fails with %s, and not one of version 2', async (status, topics) => {
  const large = encodeEnvelope(Buffer.alloc(100_000), signBytes(payload, privateKey));
  const { ask } = scriptedAsk(async () => {
    if (status === 'none') throw new OciError('NETWORK', 'The connection broke');
    return { status };
  });
  const topicOf = async (version: 1 | 2) =>
    logEnvelope(ask, { url: 'https://log.test', version }, large, signer()).catch(({ topic }) => topic as string);
  expect([await topicOf(1), await topicOf(2)]).toEqual(topics);
});

it('a log of version 2 that has a signature already gives no entry', async () => {
  const { ask } = scriptedAsk(() => ({ status: 409, body: Buffer.from('{"code":6}') }));
  const entry = await logEnvelope(ask, { url: 'https://log.test', version: 2 }, envelope(), signer());
  expect(entry).toBeUndefined();
});
