import { hash, type KeyObject, type X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createJob } from '../../src/action/open/job.ts';
import { type ErrorCode, OciError } from '../../src/errors.ts';
import { encodeEnvelope } from '../../src/trust/formats/bundle.ts';
import { preAuthEncoding } from '../../src/trust/formats/dsse.ts';
import { provenanceOf } from '../../src/trust/formats/provenance.ts';
import { encodeStatement, statementType } from '../../src/trust/formats/statement.ts';
import { jobSigner } from '../../src/trust/job-signer.ts';
import { signBytes } from '../../src/trust/public-key.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { certify, type Identity } from '../../src/trust/services/fulcio.ts';
import { alwaysThere, logEnvelope, logPayload } from '../../src/trust/services/rekor.ts';
import { parseSigningConfig } from '../../src/trust/services/signing-config.ts';
import type { Answer, Ask } from '../../src/trust/services/sigstore-client.ts';
import { timestamp } from '../../src/trust/services/timestamp.ts';
import { tries } from '../support/nightly.ts';
import { signingConfig } from '../support/servers/services.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { askOver, identityOf } from '../support/trust/ask.ts';

let sigstore: Sigstore;
let identity: Identity;
let certificate: X509Certificate;
let privateKey: KeyObject;
let roots: TrustRoot;
beforeAll(async () => {
  sigstore = await startSigstore();
  identity = await identityOf(sigstore);
  ({ certificate, privateKey } = await certify(askOver, `${sigstore.url}/public`, identity, true));
  roots = await rootsOfFile(JSON.stringify(sigstore.roots.public), 'root.json');
});
afterAll(() => sigstore?.stop());

/** Fails unless it ends well, or with an error of ours. */
async function endsWell(work: () => unknown, codes: ErrorCode[] = ['SIGNING']): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    expect(codes).toContain(error.code);
    expect(error.message.length).toBeLessThan(1000);
  }
}

type Holder = Record<string, unknown>;
function placesOf(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as [Holder, string], ...placesOf(holder[key])]);
}

/** Values that are odd where a text or a number should be; the first cannot become a text. */
const values = fc.oneof(
  fc.constant({ toString: 1, valueOf: 1 }),
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1e300, '', 'AA==', [], {}, [null], { toString: null }),
  fc.base64String({ maxLength: 100 }),
);
const changes = fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 3 });
function changedBy(bytes: Buffer, list: [number, unknown][]): Buffer {
  const document = JSON.parse(bytes.toString()) as unknown;
  for (const [at, value] of list) {
    const places = placesOf(document);
    const [holder, key] = places[at % places.length] ?? [{}, ''];
    holder[key] = structuredClone(value);
  }
  return Buffer.from(JSON.stringify(document) ?? '');
}

/** An `Ask` whose answers are changed; those of the clock are no JSON. */
const lyingAsk =
  (change: (right: Answer) => Partial<Answer>): Ask =>
  async (url, options) => {
    const right = await askOver(url, options);
    return { ...right, ...change(right) };
  };
const payload = Buffer.from('{"a":1}');
const sealed = () => encodeEnvelope(payload, signBytes(preAuthEncoding(statementType, payload), privateKey));
const signer = () => ({ certificate, facts: 'the token of a job' });
const log = (version: 1 | 2) => ({ url: sigstore.url, version });
const claim = { predicateType: 'https://a.test/b', predicate: {} };
const statement = encodeStatement(`sha256:${'a'.repeat(64)}`, claim);

const asks: [string, (ask: Ask) => Promise<unknown>][] = [
  ['the authority', (ask) => certify(ask, `${sigstore.url}/public`, identity, true)],
  ['the log', (ask) => logEnvelope(ask, log(1), sealed(), signer())],
  [
    'the log of version 2',
    async (ask) => {
      // Signed once more, and then given up.
      const entry = await logEnvelope(ask, log(2), sealed(), signer());
      if (entry === undefined) throw alwaysThere(log(2));
    },
  ],
  [
    'the log of a hash',
    (ask) => {
      const signature = signBytes(payload, privateKey).toString('base64');
      return logPayload(ask, log(1), { payload, signature }, signer());
    },
  ],
  ['the clock', (ask) => timestamp(ask, `${sigstore.url}/public/api/v1/timestamp`, payload)],
  [
    'the token service',
    (ask) => {
      const url = `${sigstore.url}/oidc/token?x=1`;
      const environment = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' };
      return createJob(ask, { environment, githubToken: '', mask: () => {} }).identity();
    },
  ],
];
const isJson = ([title]: (typeof asks)[number]) => title !== 'the clock';

describe.each(asks.filter(isJson))('answers of %s', (_, work) => {
  it('with places changed are taken, or refused', async () => {
    const property = fc.asyncProperty(changes, (list) =>
      endsWell(() => work(lyingAsk(({ body }) => ({ body: changedBy(body, list) })))),
    );
    await fc.assert(property, { numRuns: tries(100) });
  });
});

describe.each(asks)('any answer of %s', (_, work) => {
  it('of any status is refused', async () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    const statuses = fc.oneof(fc.constantFrom(200, 201, 409), fc.integer({ min: 200, max: 599 }));
    const locations = fc.option(fc.oneof(fc.webUrl(), fc.string()), { nil: undefined });
    const property = fc.asyncProperty(statuses, bodies, locations, async (status, body, location) => {
      const ask: Ask = async () => ({ status, body, location });
      await expect(work(ask)).rejects.toMatchObject({ name: 'OciError', code: 'SIGNING' });
    });
    await fc.assert(property, { numRuns: tries(100) });
  });

  const mebibyte = 1024 * 1024;
  it.each<[string, () => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['zeros', () => Buffer.alloc(mebibyte)],
    ['brackets', () => Buffer.alloc(mebibyte, '[')],
    ['braces', () => Buffer.from(`${'{"a":'.repeat(150_000)}`)],
    ['an object 100,000 deep', () => Buffer.from(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
    ['a list of objects', () => Buffer.from(`[${'{},'.repeat(300_000)}{}]`)],
    [
      'an object of many names',
      () => Buffer.from(`{${Array.from({ length: 60_000 }, (_each, index) => `"${index}":{}`).join(',')}}`),
    ],
    ['a long text', () => Buffer.from(JSON.stringify('x'.repeat(mebibyte - 2)))],
    ['DER 200,000 deep', () => Buffer.alloc(400_000, Buffer.of(0x30, 0x80))],
    [
      'a prototype',
      () => Buffer.from('{"__proto__":{"value":"a.b.c","verification":{"inclusionProof":{"hashes":[]}}}}'),
    ],
  ])('that is %s is refused', async (_title, make) => {
    const ask: Ask = async () => ({ status: 201, body: make() });
    await expect(work(ask)).rejects.toMatchObject({ name: 'OciError', code: 'SIGNING' });
  });
});

it('a log whose entry is about the signature, with a proof of any form, fails with an error of ours', async () => {
  const envelope = sealed();
  const [{ sig }] = envelope.signatures;
  const spec = { payloadHash: { value: hash('sha256', payload) }, signatures: [{ signature: sig }] };
  const held = Buffer.from(JSON.stringify({ kind: 'dsse', apiVersion: '0.0.1', spec })).toString('base64');
  const property = fc.asyncProperty(fc.tuple(values, values, values, values, values), (parts) => {
    const [logIndex, logID, integratedTime, signedEntryTimestamp, checkpoint] = parts;
    const inclusionProof = { logIndex, rootHash: logID, treeSize: integratedTime, hashes: [logID], checkpoint };
    const entry = {
      body: held,
      logIndex,
      logID,
      integratedTime,
      verification: { inclusionProof, signedEntryTimestamp },
    };
    const ask: Ask = async () => ({ status: 201, body: Buffer.from(JSON.stringify({ x: entry })) });
    return endsWell(() => logEnvelope(ask, log(1), envelope, signer()));
  });
  await fc.assert(property, { numRuns: tries(200) });
});

it('a signer that is lied to makes what verifies, or fails with an error of ours', async () => {
  const services = { authority: `${sigstore.url}/public`, isLogged: true, clock: undefined };
  const property = fc.asyncProperty(fc.constantFrom<1 | 2>(1, 2), fc.nat(1), changes, async (version, at, list) => {
    let asked = -1;
    const ask: Ask = async (url, options) => {
      asked += 1;
      const right = await askOver(url, options);
      return asked === at ? { ...right, body: changedBy(right.body, list) } : right;
    };
    const clock = version === 2 ? `${sigstore.url}/public/api/v1/timestamp` : undefined;
    // Its answers are no JSON, and come in any order beside those of the log.
    const careful: Ask = (url, options) => (url === clock ? askOver(url, options) : ask(url, options));
    const options = { ask: careful, identity: async () => identity, roots: async () => roots, isJudged: true };
    const signer = jobSigner(identity, 'a job', { ...options, services: { ...services, log: log(version), clock } });
    await endsWell(async () => {
      const { evidence } = await signer.sign(statement);
      const isOwn = await signer.isOwn(evidence, `sha256:${'a'.repeat(64)}`, claim.predicateType, true);
      const isFound = await signer.isOwn(evidence, `sha256:${'a'.repeat(64)}`, claim.predicateType, false);
      expect([isOwn, isFound]).toEqual([true, true]);
    }, ['SIGNING', 'INTEGRITY', 'ARTIFACT']);
  });
  await fc.assert(property, { numRuns: tries(100) });
});

it('a signing config with places changed is read, or refused as an input', async () => {
  const config = Buffer.from(signingConfig('https://sigstore.test', { clock: true }));
  const property = fc.asyncProperty(changes, (list) =>
    endsWell(() => parseSigningConfig(changedBy(config, list), 'The file'), ['INVALID_INPUT']),
  );
  await fc.assert(property, { numRuns: tries(300) });
});

it('any claims make a provenance', () => {
  const names = ['repository', 'workflow_ref', 'job_workflow_ref', 'ref', 'sha'] as const;
  const property = fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 5, maxLength: 5 }), (texts) => {
    const claims = Object.fromEntries(names.map((name, index) => [name, texts[index]]));
    const { predicate } = provenanceOf(claims as Parameters<typeof provenanceOf>[0], 'https://github.com');
    expect(JSON.parse(JSON.stringify(predicate))).toHaveProperty('buildDefinition.resolvedDependencies');
  });
  fc.assert(property, { numRuns: tries(200) });
});
