import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyCertificate } from '../../src/trust/verify-certificate.ts';
import { type LegacyParts, signLegacy } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { accepted, outcomeOf } from '../support/trust/outcome.ts';

let sigstore: Sigstore;
let roots: TrustRoot;

beforeAll(async () => {
  sigstore = await startSigstore();
  roots = await rootsOfFile(JSON.stringify(sigstore.roots.public), 'root.json');
});
afterAll(() => sigstore.stop());

const noTime = 'cannot be verified: expected 1 timestamps, got 0';
const noPromise = 'cannot be verified: inclusion promise could not be verified';
const noSignature = 'cannot be verified: signature verification failed';

/** As tampering.test.ts for the older form: what is put in the place of its parts, and what becomes of it. */
type LegacyRow = [
  string,
  (parts: LegacyParts, other: LegacyParts) => Partial<Record<keyof LegacyParts, unknown>>,
  string,
];

const otherLog = ({ log }: LegacyParts, change: (entry: { Payload: Record<string, unknown> }) => void) => {
  const read = JSON.parse(log);
  change(read);
  return { log: JSON.stringify(read) };
};

const legacyRows: LegacyRow[] = [
  ['nothing', () => ({}), accepted],
  ['no chain', () => ({ chain: undefined }), accepted],
  ['the chain, which is not looked at', () => ({ chain: 'garbage' }), accepted],
  ['the payload', () => ({ payload: Buffer.from('{}') }), 'cannot be verified: digest mismatch'],
  [
    'the payload and the entry of another',
    (_, { payload, log }) => ({ payload, log }),
    'cannot be verified: signature mismatch',
  ],
  ['the signature of another', (_, { signature }) => ({ signature }), 'cannot be verified: signature mismatch'],
  ['the entry of another', (_, { log }) => ({ log }), 'cannot be verified: signature mismatch'],
  ['the certificate of another', (_, { certificate }) => ({ certificate }), noSignature],
  ['no entry', () => ({ log: undefined }), noTime],
  ['no certificate', () => ({ certificate: undefined }), 'is by a key, without a certificate'],
  [
    'its time',
    (own) => otherLog(own, ({ Payload }) => (Payload['integratedTime'] = Number(Payload['integratedTime']) + 5)),
    noPromise,
  ],
  ['its number', (own) => otherLog(own, ({ Payload }) => (Payload['logIndex'] = 1)), noPromise],
  [
    'a certificate that is none',
    () => ({ certificate: 'garbage' }),
    expect.stringMatching(/^cannot be verified: error:/) as unknown as string,
  ],
  ['an entry that is none', () => ({ log: 'garbage' }), 'cannot be read: the annotation is not valid JSON'],
  [
    'an entry without a body',
    () => ({ log: '{}' }),
    expect.stringMatching(/^cannot be verified: Cannot read/) as unknown as string,
  ],
  [
    'a timestamp that is none',
    () => ({ timestamp: '{"SignedRFC3161Timestamp":"YQ=="}' }),
    expect.stringMatching(/^cannot be verified: /) as unknown as string,
  ],
  [
    'an envelope in the place of the payload',
    () => ({ signature: '' }),
    'cannot be verified: invalid v0.1 bundle (content.dsseEnvelope.payload, content.dsseEnvelope.signatures)',
  ],
  ['a chain of a mebibyte, which counts too', () => ({ chain: 'x'.repeat(2 ** 20) }), 'is larger than 1 MiB'],
  ['a payload of a mebibyte', () => ({ payload: Buffer.alloc(2 ** 20) }), 'is larger than 1 MiB'],
];

describe('an older signature in which this is changed:', () => {
  it.each(legacyRows)('%s', async (_, change, outcome) => {
    const [own, other] = [await signLegacy(sigstore, 'sha256:a'), await signLegacy(sigstore, 'sha256:b')];
    const parts = { ...own, ...change(own, other) } as LegacyParts;
    expect(await outcomeOf(verifyCertificate(parts, roots))).toEqual(outcome);
  });
});
