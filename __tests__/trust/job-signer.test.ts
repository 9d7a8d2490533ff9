import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Digest } from '../../src/oci/digest.ts';
import type { Evidence } from '../../src/trust/formats/evidence.ts';
import { encodePayload } from '../../src/trust/formats/simple-signing.ts';
import { encodeStatement, signaturePredicate } from '../../src/trust/formats/statement.ts';
import { jobSigner } from '../../src/trust/job-signer.ts';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import type { Identity } from '../../src/trust/services/fulcio.ts';
import type { Signer } from '../../src/trust/signer.ts';
import { serviceFault, startServices, type Services as Way } from '../support/servers/services.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { identityOf, networkAsk } from '../support/trust/ask.ts';

let sigstore: Sigstore;
let way: Way;
let roots: TrustRoot;
beforeAll(async () => {
  sigstore = await startSigstore();
  way = await startServices(sigstore);
  roots = await rootsOfFile(JSON.stringify(sigstore.roots.public), 'root.json');
});
afterAll(() => Promise.all([sigstore?.stop(), way?.stop()]));
beforeEach(() => {
  way.onRequest = () => undefined;
  way.received.splice(0);
});
afterEach(() => void jest.useRealTimers());

const subject: Digest = `sha256:${'a'.repeat(64)}`;
const other: Digest = `sha256:${'b'.repeat(64)}`;
const claim = { predicateType: signaturePredicate, predicate: {} };
const statement = encodeStatement(subject, claim);
const payload = encodePayload('registry.test/app', subject);

interface Options {
  claims?: object;
  /** 0 where there is no log. */
  version?: 0 | 1 | 2;
  clock?: boolean;
  isJudged?: boolean;
  getRoots?: () => Promise<TrustRoot>;
}

async function makeSigner({ claims = {}, version = 1, clock = false, isJudged = true, getRoots }: Options = {}) {
  const tokens: Identity[] = [];
  const identity = async () => {
    const who = await identityOf(sigstore, claims);
    tokens.push(who);
    return who;
  };
  const services = {
    authority: `${way.url}/public`,
    isLogged: true,
    log: version === 0 ? undefined : { url: way.url, version },
    clock: clock ? `${way.url}/public/api/v1/timestamp` : undefined,
  };
  const { ask, asked } = networkAsk();
  const options = { ask, services, identity, roots: getRoots ?? (async () => roots), isJudged };
  return { signer: jobSigner(await identityOf(sigstore, claims), 'a job', options), tokens, asked };
}
const count = (service: string) => way.received.filter((each) => each.service === service).length;
const keyIn = (evidence: Evidence) => {
  const raw =
    evidence.format === 'bundle'
      ? Buffer.from(JSON.parse(evidence.bytes.toString()).verificationMaterial.certificate.rawBytes, 'base64')
      : (evidence.certificate ?? '');
  return new X509Certificate(raw).fingerprint256;
};
/** Lets so many minutes go by for the signer, and not for the services. */
const later = (minutes: number) =>
  jest.useFakeTimers({
    now: Date.now() + minutes * 60_000,
    doNotFake: [
      ...(['nextTick', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout', 'setInterval'] as const),
      ...(['clearInterval', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });

describe('a job', () => {
  it('has the name and the issuer of its token', async () => {
    const { signer } = await makeSigner();
    expect([signer.shown, signer.label]).toEqual([
      {
        identity: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
        issuer: 'https://token.actions.githubusercontent.com',
      },
      'a job',
    ]);
    expect(way.received).toEqual([]);
  });

  it('signs all at once with one certificate', async () => {
    const { signer, tokens } = await makeSigner();
    const signed = await Promise.all([signer.sign(statement), signer.signPayload(payload), signer.sign(statement)]);
    expect(new Set(signed.map(({ evidence }) => keyIn(evidence))).size).toBe(1);
    expect([count('fulcio'), count('rekor'), tokens]).toEqual([1, 3, []]);
    const numbers = signed.map(({ logIndex }) => logIndex);
    expect(numbers).toEqual(numbers.map(() => expect.stringMatching(/^1\d{3}$/)));
    expect(new Set(numbers).size).toBe(3);
  });

  it.each([
    [7, 1],
    [9, 2],
  ])(
    'signs %s minutes later with the same certificate, or with a new one: %s in all',
    async (minutes, certificates) => {
      const { signer, tokens } = await makeSigner();
      const first = await signer.sign(statement);
      later(minutes);
      const second = await signer.sign(statement);
      expect([count('fulcio'), tokens.length]).toEqual([certificates, certificates - 1]);
      expect(keyIn(first.evidence) === keyIn(second.evidence)).toBe(certificates === 1);
    },
  );

  it('asks for another token where the first one has waited too long', async () => {
    const { signer, tokens } = await makeSigner();
    const start = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => start + 121_000);
    await signer.sign(statement);
    await signer.sign(statement);
    clock.mockRestore();
    expect([count('fulcio'), tokens.length]).toEqual([1, 1]);
  });

  it('gets one new certificate for all that is signed at once', async () => {
    const { signer, tokens } = await makeSigner();
    await signer.sign(statement);
    later(9);
    await Promise.all([signer.sign(statement), signer.signPayload(payload), signer.sign(statement)]);
    expect([count('fulcio'), tokens.length]).toEqual([2, 1]);
  });
});

type Made = { evidence: Evidence };
const changed = ({ evidence }: Made, change: (text: string) => string): Evidence =>
  evidence.format === 'bundle'
    ? { ...evidence, bytes: Buffer.from(change(evidence.bytes.toString())) }
    : { ...evidence, signature: change(evidence.signature) };

it('has no number, and no entry, where there is no log', async () => {
  const { signer } = await makeSigner({ version: 0, clock: true });
  const [bundle, legacy] = await Promise.all([signer.sign(statement), signer.signPayload(payload)]);
  expect([bundle.logIndex, legacy.logIndex, 'log' in legacy.evidence]).toEqual([undefined, undefined, false]);
  const { tlogEntries } = JSON.parse((bundle.evidence as { bytes: Buffer }).bytes.toString()).verificationMaterial;
  expect(tlogEntries).toEqual([]);
});

it('keeps the certificate in PEM beside its signature in the older form, and those above it as its chain', async () => {
  const { signer } = await makeSigner();
  const { evidence } = await signer.signPayload(payload);
  const { certificate = '', chain = '' } = evidence as Extract<Evidence, { format: 'legacy' }>;
  expect([certificate, chain].map((text) => text.match(/-----BEGIN CERTIFICATE-----/g)?.length)).toEqual([1, 1]);
  expect(new X509Certificate(certificate).checkIssued(new X509Certificate(chain))).toBe(true);
});

describe('what a job knows for its own', () => {
  const pieces: [string, (signer: Signer) => Promise<Made>, Options][] = [
    ['a bundle', (signer) => signer.sign(statement), {}],
    ['a signature in the older form', (signer) => signer.signPayload(payload), {}],
    ['a bundle with a clock', (signer) => signer.sign(statement), { clock: true }],
    ['a bundle with a log of version 2', (signer) => signer.sign(statement), { version: 2, clock: true }],
  ];

  it.each(pieces)('is %s, now and later', async (_, make, options) => {
    const { signer } = await makeSigner(options);
    const { evidence } = await make(signer);
    for (const isNew of [true, false]) {
      expect(await signer.isOwn(evidence, subject, signaturePredicate, isNew)).toBe(true);
      expect(await signer.isOwn(evidence, other, signaturePredicate, isNew)).toBe(false);
      expect(await signer.isOwn(evidence, subject, 'https://slsa.dev/provenance/v1', isNew)).toBe(false);
    }
    const { signer: again } = await makeSigner(options);
    expect(await again.isOwn(evidence, subject, signaturePredicate, false)).toBe(true);
  });

  it.each<[string, object]>([
    ['another workflow', { job_workflow_ref: 'acme/app/.github/workflows/other.yml@refs/tags/v1.2.3' }],
    ['another ref', { job_workflow_ref: 'acme/app/.github/workflows/release.yml@refs/tags/v1.2.4' }],
    // A reusable workflow has one name for all who call it.
    ['another repository that calls the same workflow', { repository: 'acme/other' }],
    ['another ref that calls the same workflow', { ref: 'refs/heads/main' }],
    ['another issuer', { iss: 'https://github.example.com/_services/token' }],
  ])('is nothing by %s', async (_, claims) => {
    const [{ signer: own }, { signer: foreign }] = await Promise.all([makeSigner(), makeSigner({ claims })]);
    const { evidence } = await foreign.sign(statement);
    expect(await own.isOwn(evidence, subject, signaturePredicate, false)).toBe(false);
    expect(await own.isOwn(evidence, subject, signaturePredicate, true)).toBe(false);
    expect(await foreign.isOwn(evidence, subject, signaturePredicate, false)).toBe(true);
  });

  it.each<[string, (made: { bundle: Made; legacy: Made; another: Made }) => Evidence]>([
    ['a broken bundle', () => ({ format: 'bundle', bytes: Buffer.from('{') })],
    ['a bundle of a key', ({ bundle }) => changed(bundle, (text) => text.replace('"certificate"', '"publicKey"'))],
    [
      'a bundle without its entry',
      ({ bundle }) => changed(bundle, (text) => text.replace(/"tlogEntries":\[.*?\],"time/, '"tlogEntries":[],"time')),
    ],
    [
      'a bundle with another promise',
      ({ bundle }) => changed(bundle, (text) => text.replace(/"integratedTime":"\d/, '"integratedTime":"3')),
    ],
    [
      'a bundle with another signature',
      ({ bundle }) => changed(bundle, (text) => text.replace(/"sig":"ME.{20}/, `"sig":"MEQCI${'A'.repeat(17)}`)),
    ],
    [
      'an older signature of something else',
      ({ legacy }) => changed(legacy, (text) => text.replace(/^.{20}/, 'MEQCIAAAAAAAAAAAAAAA')),
    ],
    [
      'an older signature without a certificate',
      ({ legacy }) => ({ ...(legacy.evidence as Extract<Evidence, { format: 'legacy' }>), certificate: '' }),
    ],
    [
      'an older signature with an entry about another',
      ({ legacy, another }) => ({
        ...(legacy.evidence as Extract<Evidence, { format: 'legacy' }>),
        log: (another.evidence as { log?: string }).log ?? '',
      }),
    ],
  ])('is not %s that is found', async (_, make) => {
    const { signer } = await makeSigner();
    const another = await signer.signPayload(encodePayload('registry.test/app', `sha256:${'0'.repeat(64)}`));
    const made = { bundle: await signer.sign(statement), legacy: await signer.signPayload(payload), another };
    expect(await signer.isOwn(make(made), subject, signaturePredicate, false)).toBe(false);
  });

  it('is nothing that is found where no root can be had, and what was made without one is', async () => {
    const { signer } = await makeSigner({ isJudged: false, getRoots: () => Promise.reject(new Error('no network')) });
    const { evidence } = await signer.sign(statement);
    expect(await signer.isOwn(evidence, subject, signaturePredicate, false)).toBe(false);
    expect(await signer.isOwn(evidence, subject, signaturePredicate, true)).toBe(true);
  });

  it('is not what was just made with another signature, whether roots judge it or not', async () => {
    const { signer } = await makeSigner({ isJudged: false });
    const made = [
      changed(await signer.sign(statement), (text) => text.replace(/"sig":"ME.{20}/, `"sig":"MEQCI${'A'.repeat(17)}`)),
      changed(await signer.signPayload(payload), (text) => text.replace(/^.{22}/, `MEQCI${'A'.repeat(17)}`)),
    ];
    for (const evidence of made) {
      expect(await signer.isOwn(evidence, subject, signaturePredicate, true)).toBe(false);
    }
  });

  it('has to be what the roots take, where these are given', async () => {
    const github = await rootsOfFile(JSON.stringify(sigstore.roots.github), 'root.json');
    const { signer } = await makeSigner({ getRoots: async () => github });
    const { evidence } = await signer.sign(statement);
    await expect(signer.isOwn(evidence, subject, signaturePredicate, true)).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'signing-service',
      message: expect.stringMatching(/^The signature that was just made has a certificate .* not trusted$/),
    });
    expect(await signer.isOwn(evidence, subject, signaturePredicate, false)).toBe(false);
  });
});

it.each([
  ['fulcio', ['Cert']],
  ['rekor', ['Cert', 'entries', 'timestamp']],
  ['clock', ['Cert', 'entries', 'timestamp']],
] as const)('fails when %s does, and asks the others no more than once', async (service, all) => {
  way.onRequest = serviceFault(service, { status: 500, body: 'no' });
  // What it has asked, since the case before may still have a request under way.
  const { signer, asked } = await makeSigner({ clock: true });
  await expect(signer.sign(statement)).rejects.toMatchObject({ code: 'SIGNING', topic: 'signing-service' });
  expect(asked.map(({ url }) => /(?:Cert|entries|timestamp)$/.exec(url)?.[0]).toSorted()).toEqual(all);
});
