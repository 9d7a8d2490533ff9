import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
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

/** A log with a key of its own, whose proofs name the host at which it is. */
class Log {
  readonly publicKey: Buffer;
  readonly id: Buffer;
  readonly #leaves: Buffer[] = [];
  readonly #privateKey: KeyObject;
  readonly #host: string;

  constructor(host: string, keys: { publicKey: KeyObject; privateKey: KeyObject }, idOf: (key: Buffer) => Buffer) {
    this.#host = host;
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
    const note = `${this.#host}\n${treeSize}\n${rootHash.toString('base64')}\n`;
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
  const log = new Log(host, generateKeyPairSync('ec', { namedCurve: 'P-256' }), sha256);
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

interface ProposedV2 {
  dsseRequestV002?: { envelope: Envelope; verifiers: object[] };
  hashedRekordRequestV002?: { digest: string; signature: { content: string; verifier: object } };
}

function specV2({ dsseRequestV002: dsse, hashedRekordRequestV002: hashed }: ProposedV2): object {
  if (dsse) {
    const { payload, signatures } = dsse.envelope;
    const digest = sha256(Buffer.from(payload, 'base64')).toString('base64');
    const [verifier] = dsse.verifiers;
    const signed = signatures.map(({ sig }) => ({ content: sig, verifier }));
    return { dsseV002: { payloadHash: { algorithm: 'SHA2_256', digest }, signatures: signed } };
  }
  return {
    hashedRekordV002: { data: { algorithm: 'SHA2_256', digest: hashed?.digest }, signature: hashed?.signature },
  };
}

/** Rekor v2: a proof alone, without a time. https://github.com/sigstore/rekor-tiles */
export function rekorV2(host: string) {
  const keys = generateKeyPairSync('ed25519');
  // https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures
  const log = new Log(host, keys, (key) => sha256(Buffer.from(`${host}\n`), Buffer.of(1), key.subarray(-32)));
  return {
    publicKey: log.publicKey,
    id: log.id,
    add(proposed: ProposedV2): object {
      const kindVersion = { kind: proposed.dsseRequestV002 ? 'dsse' : 'hashedrekord', version: '0.0.2' };
      const body = canonical({ kind: kindVersion.kind, apiVersion: kindVersion.version, spec: specV2(proposed) });
      const { logIndex, treeSize, rootHash, hashes, checkpoint } = log.append(body);
      return {
        logIndex: String(logIndex),
        logId: { keyId: log.id.toString('base64') },
        kindVersion,
        integratedTime: '0',
        inclusionProof: {
          logIndex: String(logIndex),
          rootHash: rootHash.toString('base64'),
          treeSize: String(treeSize),
          hashes: hashes.map((each) => each.toString('base64')),
          checkpoint: { envelope: checkpoint },
        },
        canonicalizedBody: Buffer.from(body).toString('base64'),
      };
    },
  };
}
