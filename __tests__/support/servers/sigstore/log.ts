// The logs of the Sigstore of the tests. Version 2 was compared with rekor-tiles 2.3.0 (2 December 2026, what it answered is
// in trust/real-sigstore/README.md): it takes `hashedrekord` alone, checks the signature, knows a repetition, and names
// its host without a port. It leaves out the wait for the next checkpoint, witnesses, keys other than P-256, and reads of
// tiles. Version 1 was compared with Rekor 1.5.3 in what it takes and in the form of its checkpoints; it leaves out the
// check of signatures, the search, and entries of other kinds.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { canonical } from './canonical.ts';

const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafOf = (body: Uint8Array) => sha256(Buffer.of(0), body);

/** The largest power of two below a number: https://www.rfc-editor.org/rfc/rfc6962#section-2.1 */
const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1));

function rootOf(leaves: Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined || leaves.length === 1) return only ?? sha256();
  const at = split(leaves.length);
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}

function pathTo(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const at = split(leaves.length);
  return index < at
    ? [...pathTo(index, leaves.slice(0, at)), rootOf(leaves.slice(at))]
    : [...pathTo(index - at, leaves.slice(at)), rootOf(leaves.slice(0, at))];
}

/** A log with a key of its own, whose proofs name its host, and of version 1 its tree too. */
class Log {
  readonly publicKey: Buffer;
  readonly id: Buffer;
  readonly #leaves: Buffer[] = [];
  readonly #privateKey: KeyObject;
  readonly #host: string;
  readonly #origin: string;

  constructor(
    host: string,
    origin: string,
    keys: { publicKey: KeyObject; privateKey: KeyObject },
    idOf: (key: Buffer) => Buffer,
  ) {
    this.#host = host;
    this.#origin = origin;
    this.#privateKey = keys.privateKey;
    this.publicKey = keys.publicKey.export({ type: 'spki', format: 'der' });
    this.id = idOf(this.publicKey);
  }

  sign(text: string): Buffer {
    return sign(
      this.#privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256',
      Buffer.from(text),
      this.#privateKey,
    );
  }

  /** Takes a body in, and proves that it is there. */
  append(body: string) {
    this.#leaves.push(leafOf(Buffer.from(body)));
    const treeSize = this.#leaves.length;
    const rootHash = rootOf(this.#leaves);
    const note = `${this.#origin}\n${treeSize}\n${rootHash.toString('base64')}\n`;
    const mark = Buffer.concat([this.id.subarray(0, 4), this.sign(note)]).toString('base64');
    const logIndex = treeSize - 1;
    const hashes = pathTo(logIndex, this.#leaves);
    return { logIndex, treeSize, rootHash, hashes, checkpoint: `${note}\n\u2014 ${this.#host} ${mark}\n` };
  }
}

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { sig: string }[];
}

/** What Rekor v1 writes down of an entry that is proposed to it. */
function bodyV1({
  kind,
  apiVersion,
  spec,
}: {
  kind: string;
  apiVersion: string;
  spec: Record<string, unknown>;
}): string {
  if (kind !== 'dsse') return canonical({ kind, apiVersion, spec });
  const { envelope, verifiers } = spec['proposedContent'] as { envelope: string; verifiers: string[] };
  const { payload, signatures } = JSON.parse(envelope) as Envelope;
  const hash = (bytes: Buffer) => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });
  return canonical({
    kind,
    apiVersion,
    spec: {
      envelopeHash: hash(Buffer.from(envelope)),
      payloadHash: hash(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] })),
    },
  });
}

/** Rekor v1: a promise with the time, signed beside the proof. https://github.com/sigstore/rekor */
export function rekorV1(host: string) {
  const log = new Log(
    host,
    `${host} - 2605736670972794746`,
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    sha256,
  );
  // Its numbers go on from those of older parts, so that they are not the numbers in the proof.
  const first = 1000;
  return {
    publicKey: log.publicKey,
    id: log.id,
    add(proposed: Parameters<typeof bodyV1>[0], integratedTime: number): object {
      const text = bodyV1(proposed);
      const { rootHash, hashes, ...proof } = log.append(text);
      const body = Buffer.from(text).toString('base64');
      const entry = { body, integratedTime, logID: log.id.toString('hex'), logIndex: first + proof.logIndex };
      const inclusionProof = {
        ...proof,
        rootHash: rootHash.toString('hex'),
        hashes: hashes.map((each) => each.toString('hex')),
      };
      const signedEntryTimestamp = log.sign(canonical(entry)).toString('base64');
      return {
        [leafOf(Buffer.from(text)).toString('hex')]: {
          ...entry,
          verification: { inclusionProof, signedEntryTimestamp },
        },
      };
    },
  };
}

interface Verifier {
  x509Certificate?: { rawBytes: string };
  publicKey?: { rawBytes: string };
  keyDetails: string;
}

interface ProposedV2 {
  dsseRequestV002?: { envelope: Envelope; verifiers: Verifier[] };
  hashedRekordRequestV002?: { digest: string; signature: { content: string; verifier: Verifier } };
}

/** An answer as rekor-tiles gives it. */
interface AnswerV2 {
  status: number;
  headers?: Record<string, string>;
  document: object;
}

const refusedV2 = (code: number, message: string, status = 400): AnswerV2 => ({
  status,
  document: { code, message, details: [] },
});

/** Rekor v2: a proof alone, without a time. https://github.com/sigstore/rekor-tiles */
export function rekorV2(host: string) {
  const keys = generateKeyPairSync('ed25519');
  // https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures
  const log = new Log(host, host, keys, (key) => sha256(Buffer.from(`${host}\n`), Buffer.of(1), key.subarray(-32)));
  const known = new Map<string, number>();
  const write = (kind: string, spec: object): AnswerV2 => {
    const version = '0.0.2';
    const body = canonical({ kind, apiVersion: version, spec });
    const there = known.get(body);
    if (there !== undefined) {
      const words = `an equivalent entry already exists in the transparency log with index ${there}`;
      return { ...refusedV2(6, words, 409), headers: { 'x-log-index': String(there) } };
    }
    const { logIndex, treeSize, rootHash, hashes, checkpoint } = log.append(body);
    known.set(body, logIndex);
    const document = {
      logIndex: String(logIndex),
      logId: { keyId: log.id.toString('base64') },
      kindVersion: { kind, version },
      integratedTime: '0',
      inclusionPromise: null,
      inclusionProof: {
        logIndex: String(logIndex),
        rootHash: rootHash.toString('base64'),
        treeSize: String(treeSize),
        hashes: hashes.map((each) => each.toString('base64')),
        checkpoint: { envelope: checkpoint },
      },
      canonicalizedBody: Buffer.from(body).toString('base64'),
    };
    return { status: 201, document };
  };
  return {
    publicKey: log.publicKey,
    id: log.id,
    add({ hashedRekordRequestV002: request }: ProposedV2): AnswerV2 {
      if (!request) return refusedV2(3, 'invalid type, must be hashedrekord');
      if (!isSignedHash(request)) return refusedV2(3, 'invalid hashedrekord request');
      const { digest, signature } = request;
      return write('hashedrekord', { hashedRekordV002: { data: { algorithm: 'SHA2_256', digest }, signature } });
    },
    /** What a log of version 2 took until May 2026, whose entries are read still. */
    addEnvelope({ dsseRequestV002: dsse }: ProposedV2): AnswerV2 {
      if (!dsse) return refusedV2(3, 'invalid type');
      const digest = sha256(Buffer.from(dsse.envelope.payload, 'base64')).toString('base64');
      const [verifier] = dsse.verifiers;
      const signatures = dsse.envelope.signatures.map(({ sig }) => ({ content: sig, verifier }));
      return write('dsse', { dsseV002: { payloadHash: { algorithm: 'SHA2_256', digest }, signatures } });
    },
  };
}

/** Tells whether a hash was signed; Node verifies no hash that it is given. */
function isSignedHash({ digest, signature: { content, verifier } }: ProposedV2['hashedRekordRequestV002'] & object) {
  try {
    const bytes = (value: string) => Buffer.from(value, 'base64');
    const { x509Certificate, publicKey } = verifier;
    const key = x509Certificate
      ? new X509Certificate(bytes(x509Certificate.rawBytes)).publicKey
      : createPublicKey({ key: bytes(publicKey?.rawBytes ?? ''), format: 'der', type: 'spki' });
    const { x = '', y = '' } = key.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    return p256.verify(bytes(content), bytes(digest), point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false;
  }
}
