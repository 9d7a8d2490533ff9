import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OciError } from '../../src/errors.ts';
import type { Evidence } from '../../src/trust/formats/evidence.ts';
import { EvidenceError } from '../../src/trust/read-evidence.ts';
import { fetchedRoots, rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { type CertificateSigner, verifyCertificate } from '../../src/trust/verify-certificate.ts';
import {
  type BundleJson,
  type LegacyParts,
  signKeyless,
  signLegacy,
  statement,
} from '../support/content/sign-keyless.ts';
import { tries } from '../support/nightly.ts';
import { makeTufFiles, makeTufKey, makeTufRoot } from '../support/servers/sigstore/tuf-repository.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';

let sigstore: Sigstore;
let roots: TrustRoot;
let bundles: BundleJson[];
let legacy: LegacyParts;

beforeAll(async () => {
  sigstore = await startSigstore();
  const { public: own, github } = sigstore.roots;
  roots = await rootsOfFile(`${JSON.stringify(own)}\n${JSON.stringify(github)}`, 'roots.jsonl');
  bundles = [
    await signKeyless(sigstore, { log: 'v1', clock: 'public' }),
    await signKeyless(sigstore, { log: 'v2', clock: 'public' }),
    await signKeyless(sigstore, { instance: 'github', clock: 'github' }),
  ];
  legacy = await signLegacy(sigstore);
});
afterAll(() => sigstore.stop());

const workflow = 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3';

/** Fails unless it is refused in few words, or says what was signed, and by whom. */
async function onlyProves(evidence: Evidence, payload: Buffer): Promise<void> {
  let signer: CertificateSigner;
  try {
    signer = await verifyCertificate(evidence, roots);
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    expect(error.message.length).toBeLessThan(300);
    return;
  }
  expect(signer).toMatchObject({ identity: workflow, payload });
}

const onlyProvesStatement = (bytes: Buffer) => onlyProves({ format: 'bundle', bytes }, Buffer.from(statement));

type Holder = Record<string, unknown>;

/** All places in a document: what holds a value, and its name there. */
function placesOf(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as [Holder, string], ...placesOf(holder[key])]);
}

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1e300, '', 'AA==', '\u2014 a b\n', [], {}, [null], {
    __proto__: null,
  }),
  fc.base64String({ maxLength: 300 }),
);

/** Changes so many places of a copy of a document, each to some value, or to that of another place. */
const changedBy = (document: unknown, changes: [number, unknown, number | undefined][]) => {
  const copy = JSON.parse(JSON.stringify(document)) as unknown;
  for (const [at, value, from] of changes) {
    const places = placesOf(copy);
    const [holder, key] = places[at % places.length] ?? [{}, ''];
    const [other, name] = places[(from ?? 0) % places.length] ?? [{}, ''];
    holder[key] = from === undefined ? value : JSON.parse(JSON.stringify(other[name] ?? null));
  }
  return copy;
};
const changes = fc.array(fc.tuple(fc.nat(), values, fc.option(fc.nat(), { nil: undefined })), {
  minLength: 1,
  maxLength: 3,
});

describe('a bundle', () => {
  it('with places changed is refused, or proves the same', async () => {
    const property = fc.asyncProperty(fc.nat(2), changes, (index, list) =>
      onlyProvesStatement(Buffer.from(JSON.stringify(changedBy(bundles[index], list)) ?? '')),
    );
    await fc.assert(property, { numRuns: tries(200) });
  });

  it('with bytes changed within its certificate, log and timestamp likewise', async () => {
    const isBinary = ([holder, key]: [Holder, string]) =>
      /Bytes|^sig|Timestamp$|Body|hashes|^\d+$/.test(key) && typeof holder[key] === 'string';
    const property = fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(), fc.nat(255), async (index, at, where, byte) => {
      const copy = structuredClone(bundles[index]);
      const places = placesOf(copy).filter(isBinary);
      const [holder, key] = places[at % places.length] ?? [{}, ''];
      const bytes = Buffer.from(String(holder[key]), 'base64');
      bytes[where % bytes.length] = byte;
      holder[key] = bytes.toString('base64');
      await onlyProvesStatement(Buffer.from(JSON.stringify(copy)));
    });
    await fc.assert(property, { numRuns: tries(200) });
  });

  it('that is cut or has bytes of its text changed likewise', async () => {
    const property = fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(), fc.nat(255), async (index, end, where, byte) => {
      const bytes = Buffer.from(JSON.stringify(bundles[index]));
      bytes[where % bytes.length] = byte;
      await onlyProvesStatement(bytes.subarray(0, bytes.length - (end % 3)));
    });
    await fc.assert(property, { numRuns: tries(200) });
  });
});

it('an older signature with parts changed is refused, or proves the same', async () => {
  const keys = ['certificate', 'chain', 'log', 'timestamp', 'signature'] as const;
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constant(undefined), changes);
  const property = fc.asyncProperty(fc.constantFrom(...keys), texts, async (key, change) => {
    const isLog = key === 'log' && Array.isArray(change);
    const value = isLog ? JSON.stringify(changedBy(JSON.parse(legacy.log), change)) : change;
    await onlyProves({ ...legacy, [key]: Array.isArray(value) ? '' : value }, legacy.payload);
  });
  await fc.assert(property, { numRuns: tries(150) });
});

const mebibyte = 2 ** 20;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const nested = (levels: number) => Buffer.alloc(levels * 2, Buffer.of(0x30, 0x80));
const many = (entry: object, count: number) => Array.from({ length: count }, () => entry);

/** What is put into the material of a good bundle. */
const bombs: [string, () => object][] = [
  [
    'a timestamp of 200,000 levels',
    () => ({ timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: base64(nested(200_000)) }] } }),
  ],
  [
    'a timestamp of 250,000 values',
    () => ({
      timestampVerificationData: {
        rfc3161Timestamps: [
          {
            signedTimestamp: base64(
              Buffer.concat([Buffer.of(0x30, 0x83, 7, 0xa1, 0x20), Buffer.alloc(500_000, Buffer.of(5, 0))]),
            ),
          },
        ],
      },
    }),
  ],
  ['a certificate of 200,000 levels', () => ({ certificate: { rawBytes: base64(nested(200_000)) } })],
  [
    '9,000 small entries of a log',
    () => ({
      tlogEntries: many(
        { logId: {}, kindVersion: {}, integratedTime: '1', inclusionPromise: {}, inclusionProof: { checkpoint: {} } },
        9000,
      ),
    }),
  ],
  [
    '20,000 timestamps',
    () => ({ timestampVerificationData: { rfc3161Timestamps: many({ signedTimestamp: 'AA==' }, 20_000) } }),
  ],
  [
    'a checkpoint of 400,000 marks',
    () => ({
      tlogEntries: [
        {
          ...bundles[1]?.verificationMaterial.tlogEntries[0],
          inclusionProof: { checkpoint: { envelope: `a\n1\nAA==\n\n${'\u2014 '.repeat(200_000)}` } },
        },
      ],
    }),
  ],
  [
    'numbers of 900,000 digits',
    () => ({
      tlogEntries: [{ ...bundles[1]?.verificationMaterial.tlogEntries[0], integratedTime: '9'.repeat(900_000) }],
    }),
  ],
  [
    'a size of 900,000 digits',
    () => ({
      tlogEntries: [
        {
          ...bundles[1]?.verificationMaterial.tlogEntries[0],
          inclusionProof: { checkpoint: { envelope: `a\n${'9'.repeat(900_000)}\nAA==\n\n\u2014 a AAAAAAAA\n` } },
        },
      ],
    }),
  ],
];

const garbage: [string, () => Buffer][] = [
  ['nothing', () => Buffer.alloc(0)],
  ['spaces', () => Buffer.alloc(mebibyte, ' ')],
  ['zeros', () => Buffer.alloc(mebibyte)],
  ['what is not UTF-8', () => Buffer.alloc(100, 0xff)],
  ['null', () => Buffer.from('null')],
  ['a number', () => Buffer.from('7')],
  ['a text', () => Buffer.from('"application/vnd.dev.sigstore.bundle.v0.3+json"')],
  ['a list', () => Buffer.from('[]')],
  ['an object', () => Buffer.from('{}')],
  ['a prototype', () => Buffer.from('{"__proto__":{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}}')],
  ['a mebibyte of brackets', () => Buffer.alloc(mebibyte, '[')],
  ['a mebibyte of objects', () => Buffer.from(`[${'{},'.repeat(349_000)}{}]`)],
  ['twice the limit', () => Buffer.alloc(2 * mebibyte, '1')],
];

describe('is refused in little time and memory:', () => {
  it.each([
    ...garbage,
    ...bombs.map(([title, material]): [string, () => Buffer] => [
      title,
      () => {
        const bundle = structuredClone(bundles[0]);
        Object.assign(bundle?.verificationMaterial ?? {}, material());
        return Buffer.from(JSON.stringify(bundle));
      },
    ]),
  ])('%s', async (_, make) => {
    const bytes = make();
    const [start, memory] = [process.cpuUsage(), process.memoryUsage().rss];
    await expect(verifyCertificate({ format: 'bundle', bytes }, roots)).rejects.toThrow(EvidenceError);
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(1_500_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * mebibyte);
  });
});

it('a trusted root with places changed is read, or refused as an input', async () => {
  const property = fc.asyncProperty(changes, async (list) => {
    try {
      await rootsOfFile(JSON.stringify(changedBy(sigstore.roots.public, list)) ?? '', 'root.json');
    } catch (error) {
      if (!(error instanceof OciError && error.code === 'INVALID_INPUT')) throw error;
    }
  });
  await fc.assert(property, { numRuns: tries(150) });
});

it('bundles by a trusted root with places changed are verified, or refused', async () => {
  const property = fc.asyncProperty(changes, async (list) => {
    const text = JSON.stringify(changedBy(sigstore.roots.public, list)) ?? '';
    const changedRoots = await rootsOfFile(text, 'root.json').catch(() => undefined);
    const bytes = Buffer.from(JSON.stringify(bundles[0]));
    try {
      if (changedRoots) await verifyCertificate({ format: 'bundle', bytes }, changedRoots);
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
    }
  });
  await fc.assert(property, { numRuns: tries(150) });
});

it('answers of a TUF server are taken, or fail with an error of ours', async () => {
  const key = makeTufKey();
  const target = { 'trusted_root.json': Buffer.from(JSON.stringify(sigstore.roots.public)) };
  const anchor = makeTufRoot(1, { keys: [key], online: key, signers: [key] }).toString();
  const files = makeTufFiles(target, key);
  const bytes = Buffer.from(JSON.stringify(bundles[0]));
  const answers = fc.oneof(fc.uint8Array({ maxLength: 50 }), changes);
  const property = fc.asyncProperty(fc.constantFrom(...files.keys()), answers, async (path, answer) => {
    const fetch = async (url: string) => {
      const { pathname } = new URL(url);
      const found = files.get(pathname);
      if (!found) throw new OciError('NOT_FOUND', pathname);
      if (pathname !== path) return found;
      if (answer instanceof Uint8Array) return Buffer.from(answer);
      return Buffer.from(JSON.stringify(changedBy(JSON.parse(found.toString()), answer)) ?? '');
    };
    const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-tuf-'));
    const source = { name: 'test', organization: 'sigstore.mock', url: 'https://tuf.test', logs: 1, scts: 1 } as const;
    try {
      await verifyCertificate(
        { format: 'bundle', bytes },
        fetchedRoots(fetch, folder, [{ ...source, anchor: async () => anchor }]),
      );
    } catch (error) {
      expect(error).toMatchObject({
        name: 'OciError',
        message: expect.stringMatching(/^The trust root of test cannot/),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  await fc.assert(property, { numRuns: tries(200) });
});
