import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { verifyCertificate } from '../../src/trust/verify-certificate.ts';
import { type BundleJson, type EntryJson, type KeylessOptions, signKeyless } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { withAnotherInside } from '../support/trust/der.ts';
import { accepted, outcomeOf } from '../support/trust/outcome.ts';

let sigstore: Sigstore;
let roots: TrustRoot;

beforeAll(async () => {
  sigstore = await startSigstore();
  // A proof in a log of one entry has no hashes.
  for (const log of ['v1', 'v2'] as const) await signKeyless(sigstore, { log });
  const { public: own, github } = sigstore.roots;
  roots = await rootsOfFile(`${JSON.stringify(own)}\n${JSON.stringify(github)}`, 'roots.jsonl');
});
afterAll(() => sigstore.stop());

const materialOf = (bundle: BundleJson) => bundle.verificationMaterial;
const entries = (bundle: BundleJson) => materialOf(bundle).tlogEntries;
const entry = (bundle: BundleJson) => entries(bundle)[0] as EntryJson;
const proof = (bundle: BundleJson) => entry(bundle).inclusionProof as NonNullable<EntryJson['inclusionProof']>;
const stamps = (bundle: BundleJson) => materialOf(bundle).timestampVerificationData.rfc3161Timestamps;
const later = (time: string, by: number) => String(Number(time) + by);

/** Lines of a checkpoint that are signatures of logs that nobody knows. */
const strangers = (count: number) => '\u2014 other.test AAAAAAAA\n'.repeat(count);

/** Base64 with one bit changed, of its last byte unless told. */
function changed(text: string, at = -1): string {
  const bytes = Buffer.from(text, 'base64');
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString('base64');
}

const base64Of = (length: number) => Buffer.alloc(length, 5).toString('base64');

const [v1, v2, github]: KeylessOptions[] = [
  { log: 'v1' },
  { log: 'v2', clock: 'public' },
  { instance: 'github', clock: 'github' },
];
const noTime = 'cannot be verified: expected 1 timestamps, got 0';
const noPromise = 'cannot be verified: inclusion promise could not be verified';
const expired =
  'cannot be verified: Failed to verify certificate chain (certificate is not valid or expired at the specified date)';
const noStamp = 'cannot be verified: timestamp could not be verified';
const noSignature = 'cannot be verified: signature verification failed';
const otherSignature = 'cannot be verified: tlog entry signature mismatch';
const otherHashed = 'cannot be verified: signature mismatch';
const longCheckpoint = 'has a checkpoint of a log that is too long';
const noStatement = 'has a payload that is not an in-toto statement';
const stranger = 'has a certificate of CN=sigstore, O=sigstore.mock, an authority that is not trusted';

/** What is signed, how it is changed, with another bundle that was signed alike, and what becomes of it. */
type Row = [string, KeylessOptions | undefined, (bundle: BundleJson, other: BundleJson) => void, string];

const rows: Row[] = [
  ['nothing', v1, () => {}, accepted],
  ['another subject, which is for the caller to judge', { ...v1, payload: '{"subject":[]}' }, () => {}, accepted],
  ['another type of payload', { ...v1, payloadType: 'text/plain' }, () => {}, noStatement],
  // the log
  ['the entry of another bundle', v1, (b, other) => (materialOf(b).tlogEntries = entries(other)), otherSignature],
  ['the same with v2', v2, (b, other) => (materialOf(b).tlogEntries = entries(other)), otherHashed],
  [
    'the same with v2 as it was, which has the envelope',
    { log: 'v2-envelope', clock: 'public' },
    (b, other) => (materialOf(b).tlogEntries = entries(other)),
    otherSignature,
  ],
  ['a second entry of another bundle', v2, (b, other) => entries(b).push(entry(other)), otherHashed],
  ['its time by ten seconds', v1, (b) => (entry(b).integratedTime = later(entry(b).integratedTime, 10)), noPromise],
  ['its time by an hour', v1, (b) => (entry(b).integratedTime = later(entry(b).integratedTime, 3600)), expired],
  ['its time to none', v1, (b) => (entry(b).integratedTime = '0'), noTime],
  ['its number', v1, (b) => (entry(b).logIndex = '7'), noPromise],
  ['its log', v1, (b) => (entry(b).logId.keyId = changed(entry(b).logId.keyId)), noPromise],
  ['its body', v1, (b) => (entry(b).canonicalizedBody = changed(entry(b).canonicalizedBody, 9)), noPromise],
  [
    'its promise to that of another',
    v1,
    (b, o) => Object.assign(entry(b), { inclusionPromise: entry(o).inclusionPromise }),
    noPromise,
  ],
  ['no promise', v1, (b) => delete entry(b).inclusionPromise, noTime],
  [
    'no proof',
    v1,
    (b) => delete entry(b).inclusionProof,
    'cannot be verified: invalid bundle (verificationMaterial.tlogEntries[0].inclusionProof)',
  ],
  [
    'neither',
    v1,
    (b) => {
      delete entry(b).inclusionPromise;
      delete entry(b).inclusionProof;
    },
    'cannot be verified: invalid bundle (verificationMaterial.tlogEntries[0].inclusionProof)',
  ],
  [
    'the proof to that of another',
    v1,
    (b, o) => Object.assign(entry(b), { inclusionProof: entry(o).inclusionProof }),
    'cannot be verified: calculated root hash does not match inclusion proof',
  ],
  [
    'a hash in the proof',
    v2,
    (b) => (proof(b).hashes[0] = changed(proof(b).hashes[0] ?? '')),
    'cannot be verified: calculated root hash does not match inclusion proof',
  ],
  [
    'one hash more',
    v2,
    (b) => proof(b).hashes.push(proof(b).hashes[0] ?? ''),
    'cannot be verified: invalid hash count',
  ],
  [
    'the size in the checkpoint',
    v2,
    (b) => (proof(b).checkpoint.envelope = proof(b).checkpoint.envelope.replace(/\n\d+\n/, '\n9\n')),
    'cannot be verified: invalid checkpoint signature',
  ],
  [
    'the kind of the entry',
    v1,
    (b) => (entry(b).kindVersion.kind = 'intoto'),
    'cannot be verified: kind/version mismatch - expected: intoto/0.0.1, received: dsse/0.0.1',
  ],
  ['the entry twice', v1, (b) => entries(b).push(entry(b)), 'cannot be verified: duplicate timestamp'],
  [
    'the entry twice, under two numbers',
    v2,
    (b) => entries(b).push({ ...entry(b), logIndex: '9' }),
    'cannot be verified: duplicate tlog entry',
  ],
  [
    'no log, though its clock saw it',
    v2,
    (b) => (materialOf(b).tlogEntries = []),
    'cannot be verified: expected 1 tlog entries, got 0',
  ],
  ['no log and no clock', v1, (b) => (materialOf(b).tlogEntries = []), noTime],
  // clocks
  ['v2 without a clock', { log: 'v2' }, () => {}, noTime],
  [
    'v2 with a time that nobody signed',
    { log: 'v2' },
    (b) => (entry(b).integratedTime = String(Math.ceil(Date.now() / 1000))),
    noTime,
  ],
  [
    'the timestamp of another signature',
    v2,
    (b, o) => (stamps(b)[0] = stamps(o)[0] as { signedTimestamp: string }),
    noStamp,
  ],
  ['the timestamp twice', github, (b) => stamps(b).push(...stamps(b)), 'cannot be verified: duplicate timestamp'],
  ["GitHub's clock for a public certificate", { log: 'v2', clock: 'github' }, () => {}, noStamp],
  ['the public clock for a certificate of GitHub', { instance: 'github', clock: 'public' }, () => {}, noStamp],
  ["GitHub's certificate with the public log", { instance: 'github', log: 'v1' }, () => {}, noPromise],
  ["GitHub's certificate without a clock", github, (b) => stamps(b).pop(), noTime],
  // certificates
  ['one that had expired when the log saw it', { ...v1, ahead: 3600 }, () => {}, expired],
  ['one that had expired when the clock saw it', { ...github, ahead: 3600 }, () => {}, expired],
  ['one that was not good yet', { ...github, ahead: -3600 }, () => {}, noStamp],
  ['one of another authority', { ...v1, instance: 'other' }, () => {}, stranger],
  [
    'one bit in it',
    v1,
    (b) =>
      Object.assign(materialOf(b), { certificate: { rawBytes: changed(materialOf(b).certificate?.rawBytes ?? '') } }),
    stranger,
  ],
  [
    'that of another signer',
    v1,
    (b, o) => Object.assign(materialOf(b), { certificate: materialOf(o).certificate }),
    noSignature,
  ],
  [
    'a key in its place',
    v1,
    (b) => {
      delete materialOf(b).certificate;
      materialOf(b).publicKey = { hint: 'aGludA==' };
    },
    'is by a key, without a certificate',
  ],
  [
    'that of another signer in PEM, within its bytes',
    v1,
    (b, o) => {
      const [own, others] = [b, o].map((each) => Buffer.from(materialOf(each).certificate?.rawBytes ?? '', 'base64'));
      const rawBytes = withAnotherInside(own as Buffer, others as Buffer).toString('base64');
      Object.assign(materialOf(b), { certificate: { rawBytes } });
    },
    'has a certificate that is not plain DER',
  ],
  [
    'that of a clock',
    v1,
    (b) => {
      const { timestampAuthorities } = sigstore.roots.public as {
        timestampAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
      };
      Object.assign(materialOf(b), { certificate: timestampAuthorities[0]?.certChain.certificates[0] });
    },
    'has a certificate that is not for signing code',
  ],
  [
    'that of the authority itself, which says of no use',
    v1,
    (b) => {
      const { certificateAuthorities } = sigstore.roots.public as {
        certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
      };
      Object.assign(materialOf(b), { certificate: certificateAuthorities[0]?.certChain.certificates[0] });
    },
    'has a certificate that is not for signing code',
  ],
  [
    'a name that is not ASCII',
    { ...v1, claims: { job_workflow_ref: 'acme/app/\u00e7' } },
    () => {},
    'has a certificate without exactly one plain name',
  ],
  [
    'neither key nor certificate',
    v1,
    (b) => delete materialOf(b).certificate,
    'cannot be verified: invalid bundle (verificationMaterial.content)',
  ],
  [
    'a chain, which v0.3 has not',
    v1,
    (b) => {
      const { certificate } = materialOf(b);
      delete materialOf(b).certificate;
      materialOf(b).x509CertificateChain = { certificates: [certificate as { rawBytes: string }] };
    },
    'cannot be verified: invalid bundle (verificationMaterial.content.$case)',
  ],
  // what is signed
  ['signed with another key', { ...v1, otherKey: true }, () => {}, noSignature],
  [
    'the payload, with a log',
    v1,
    (b) => (b.dsseEnvelope.payload = Buffer.from('{}').toString('base64')),
    'cannot be verified: DSSE payload hash mismatch',
  ],
  [
    'the payload, without one',
    github,
    (b) => (b.dsseEnvelope.payload = Buffer.from('{}').toString('base64')),
    noSignature,
  ],
  ['the type of the payload', v1, (b) => (b.dsseEnvelope.payloadType = 'text/plain'), noStatement],
  [
    'a second signature',
    v1,
    (b, o) => b.dsseEnvelope.signatures.push(...o.dsseEnvelope.signatures),
    'cannot be verified: invalid bundle (content.dsseEnvelope.signatures)',
  ],
  [
    'no signature',
    v1,
    (b) => b.dsseEnvelope.signatures.pop(),
    'cannot be verified: invalid bundle (content.dsseEnvelope.signatures)',
  ],
  [
    'the signature of a file in its place',
    v1,
    (b) =>
      Object.assign(b, {
        dsseEnvelope: undefined,
        messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: 'YQ==' }, signature: 'YQ==' },
      }),
    'has no statement in it',
  ],
  [
    'nothing in its place',
    v1,
    (b) => Object.assign(b, { dsseEnvelope: undefined }),
    'cannot be verified: invalid bundle (content)',
  ],
  // the form
  ['its media type', v1, (b) => (b.mediaType = 'application/json'), 'cannot be verified: invalid bundle (mediaType)'],
  [
    'its version to 0.1, which needs no proof',
    v1,
    (b) => {
      b.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1';
      delete entry(b).inclusionProof;
    },
    accepted,
  ],
  [
    'its version to 0.1, which has a chain, the signer first',
    v1,
    (b) => {
      b.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1';
      const { certificate } = materialOf(b);
      delete materialOf(b).certificate;
      const { certificateAuthorities } = sigstore.roots.public as {
        certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
      };
      const above = certificateAuthorities[0]?.certChain.certificates ?? [];
      materialOf(b).x509CertificateChain = { certificates: [certificate as { rawBytes: string }, ...above] };
    },
    accepted,
  ],
  [
    'its version to 0.1, to need no promise',
    v2,
    (b) => (b.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1'),
    'cannot be verified: invalid v0.1 bundle (verificationMaterial.tlogEntries[0].inclusionPromise)',
  ],
  // limits
  [
    '3,000 entries of a log',
    v1,
    (b) => {
      materialOf(b).tlogEntries = Array.from({ length: 3000 }, () => entry(b));
    },
    'is larger than 1 MiB',
  ],
  [
    'seventeen entries',
    v1,
    (b) => {
      materialOf(b).tlogEntries = Array.from({ length: 17 }, () => entry(b));
    },
    'has more than 16 entries of logs and timestamps',
  ],
  [
    'seventeen, of which one is that of a log',
    { ...v1, clock: 'public' },
    (b) => stamps(b).push(...Array.from({ length: 15 }, () => stamps(b)[0] as { signedTimestamp: string })),
    'has more than 16 entries of logs and timestamps',
  ],
  [
    'sixteen, of which one is that of a log',
    { ...v1, clock: 'public' },
    (b) => stamps(b).push(...Array.from({ length: 14 }, () => stamps(b)[0] as { signedTimestamp: string })),
    'cannot be verified: duplicate timestamp',
  ],
  [
    'a checkpoint with sixteen signatures, of which one counts',
    v1,
    (b) => (proof(b).checkpoint.envelope += strangers(15)),
    accepted,
  ],
  ['a checkpoint with seventeen', v1, (b) => (proof(b).checkpoint.envelope += strangers(16)), longCheckpoint],
  [
    'a checkpoint of more than 16 KiB',
    v1,
    (b) =>
      (proof(b).checkpoint.envelope = proof(b).checkpoint.envelope.replace('\n\n', `\n${'x'.repeat(16 * 1024)}\n\n`)),
    longCheckpoint,
  ],
  [
    'a timestamp of more than 16 KiB',
    { ...v1, clock: 'public' },
    (b) => stamps(b).push({ signedTimestamp: base64Of(16 * 1024 + 1) }),
    'has a timestamp of more than 16 KiB',
  ],
  [
    'an entry of more than 64 KiB',
    v1,
    (b) => (entry(b).canonicalizedBody = base64Of(64 * 1024 + 1)),
    'has an entry of a log of more than 64 KiB',
  ],
  [
    'a proof of more than 64 KiB',
    v2,
    (b) => proof(b).hashes.push(base64Of(64 * 1024)),
    'has an entry of a log of more than 64 KiB',
  ],
  [
    'a certificate of more than 64 KiB',
    v1,
    (b) => (materialOf(b).certificate = { rawBytes: base64Of(64 * 1024 + 1) }),
    'has a certificate of more than 64 KiB',
  ],
  ['a payload of a mebibyte', v1, (b) => (b.dsseEnvelope.payload = 'A'.repeat(2 ** 20)), 'is larger than 1 MiB'],
];

describe('a bundle in which this is changed:', () => {
  it.each(rows)('%s', async (_, options, change, outcome) => {
    const [bundle, other] = [await signKeyless(sigstore, options), await signKeyless(sigstore, options)];
    change(bundle, other);
    const bytes = Buffer.from(JSON.stringify(bundle));
    expect(await outcomeOf(verifyCertificate({ format: 'bundle', bytes }, roots))).toBe(outcome);
  });
});
