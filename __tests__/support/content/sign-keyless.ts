import { createHash, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import type { InstanceName, Sigstore } from '../servers/sigstore.ts';

/** A bundle as JSON, to be changed. */
export interface BundleJson {
  mediaType: string;
  verificationMaterial: {
    certificate?: { rawBytes: string };
    x509CertificateChain?: { certificates: { rawBytes: string }[] };
    publicKey?: { hint: string };
    tlogEntries: EntryJson[];
    timestampVerificationData: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  dsseEnvelope: EnvelopeJson;
}

interface EnvelopeJson {
  payload: string;
  payloadType: string;
  signatures: { sig: string; keyid?: string }[];
}

export interface EntryJson {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: {
    logIndex: string;
    rootHash: string;
    treeSize: string;
    hashes: string[];
    checkpoint: { envelope: string };
  };
  canonicalizedBody: string;
}

export interface KeylessOptions {
  instance?: InstanceName;
  claims?: object;
  /** `v2-envelope` is an entry of the envelope, as a log of version 2 took it until May 2026. */
  log?: 'v1' | 'v2' | 'v2-envelope';
  /** Whose clock vouches for the time. */
  clock?: InstanceName;
  payload?: string;
  payloadType?: string;
  /** How many seconds after the certificate was issued log and clock saw the signature. */
  ahead?: number;
  /** The same for the clock alone. */
  clockAhead?: number;
  /** Gives a signature by another key than that of the certificate. */
  otherKey?: boolean;
}

export const statement = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://sigstore.dev/cosign/sign/v1',
  predicate: {},
});

const inToto = 'application/vnd.in-toto+json';
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('base64');

/** Asks Fulcio for a certificate of the job with these claims; gives the PEM, the root after it, and the key. */
async function certify(sigstore: Sigstore, instance: InstanceName, claims: object = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const token = await sigstore.token(claims);
  const { email, sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const content = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const answer = await sigstore.ask(`/${instance}/api/v2/signingCert`, {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content },
      proofOfPossession: base64(sign('sha256', Buffer.from(email ?? sub), privateKey)),
    },
  });
  const [pem = '', root = ''] = JSON.parse(answer.toString()).signedCertificateEmbeddedSct.chain.certificates;
  return { pem, root, privateKey };
}

function preAuthEncoding(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
}

/** An entry of Rekor v1 as a bundle has it, out of the log's answer. */
function entryOf(answer: Buffer, kind: string): EntryJson {
  const [entry] = Object.values(JSON.parse(answer.toString())) as [Record<string, never>];
  const { inclusionProof: proof, signedEntryTimestamp } = entry['verification'] as unknown as {
    inclusionProof: { logIndex: number; treeSize: number; rootHash: string; hashes: string[]; checkpoint: string };
    signedEntryTimestamp: string;
  };
  const hex = (text: string) => Buffer.from(text, 'hex').toString('base64');
  return {
    logIndex: String(entry['logIndex']),
    logId: { keyId: hex(entry['logID'] ?? '') },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: String(entry['integratedTime']),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: hex(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map(hex),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry['body'] ?? '',
  };
}

type Version = NonNullable<KeylessOptions['log']>;

async function logged(sigstore: Sigstore, version: Version, envelope: EnvelopeJson, pem: string, ahead: number) {
  if (version === 'v1') {
    const proposedContent = { envelope: JSON.stringify(envelope), verifiers: [base64(pem)] };
    const entry = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
    return entryOf(await sigstore.ask(`/api/v1/log/entries?ahead=${ahead}`, entry), 'dsse');
  }
  const verifier = {
    x509Certificate: { rawBytes: base64(new X509Certificate(pem).raw) },
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
  };
  const signed = preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  const digest = createHash('sha256').update(signed).digest('base64');
  const signature = { content: envelope.signatures[0]?.sig, verifier };
  const [path, request] =
    version === 'v2'
      ? ['', { hashedRekordRequestV002: { digest, signature } }]
      : ['/older', { dsseRequestV002: { envelope, verifiers: [verifier] } }];
  return JSON.parse((await sigstore.ask(`${path}/api/v2/log/entries`, request)).toString()) as EntryJson;
}

async function stamped(sigstore: Sigstore, clock: InstanceName, signature: Buffer, ahead: number) {
  const artifactHash = createHash('sha256').update(signature).digest('base64');
  const request = { artifactHash, hashAlgorithm: 'sha256', certificates: true };
  return { signedTimestamp: base64(await sigstore.ask(`/${clock}/api/v1/timestamp?ahead=${ahead}`, request)) };
}

/** Signs a statement as a job would, and gives the bundle. */
export async function signKeyless(sigstore: Sigstore, options: KeylessOptions = {}): Promise<BundleJson> {
  const { instance = 'public', payload = statement, payloadType = inToto, ahead = 0, log, clock } = options;
  const { pem, privateKey } = await certify(sigstore, instance, options.claims);
  const key: KeyObject = options.otherKey ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : privateKey;
  const signature = sign('sha256', preAuthEncoding(payloadType, Buffer.from(payload)), key);
  const dsseEnvelope = { payload: base64(payload), payloadType, signatures: [{ sig: base64(signature) }] };
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: base64(new X509Certificate(pem).raw) },
      tlogEntries: log ? [await logged(sigstore, log, dsseEnvelope, pem, ahead)] : [],
      timestampVerificationData: {
        rfc3161Timestamps: clock ? [await stamped(sigstore, clock, signature, options.clockAhead ?? ahead)] : [],
      },
    },
    dsseEnvelope,
  };
}

/** What cosign's older form holds: the payload, and the annotations beside it, by the names that we give them. */
export interface LegacyParts {
  format: 'legacy';
  payload: Buffer;
  signature: string;
  certificate: string;
  chain: string;
  log: string;
  timestamp?: string;
}

/** Signs in cosign's older form, with an entry of Rekor v1. */
export async function signLegacy(sigstore: Sigstore, digest = `sha256:${'a'.repeat(64)}`): Promise<LegacyParts> {
  const { pem, root, privateKey } = await certify(sigstore, 'public');
  const payload = Buffer.from(
    `{"critical":{"identity":{"docker-reference":"host/app"},"image":{"docker-manifest-digest":"${digest}"},"type":"cosign container image signature"},"optional":null}`,
  );
  const signature = base64(sign('sha256', payload, privateKey));
  const hash = { algorithm: 'sha256', value: createHash('sha256').update(payload).digest('hex') };
  const spec = { data: { hash }, signature: { content: signature, publicKey: { content: base64(pem) } } };
  const answer = await sigstore.ask('/api/v1/log/entries', { apiVersion: '0.0.1', kind: 'hashedrekord', spec });
  const [entry] = Object.values(JSON.parse(answer.toString())) as [Record<string, unknown>];
  const { body, integratedTime, logIndex, logID, verification } = entry;
  const { signedEntryTimestamp } = verification as { signedEntryTimestamp: string };
  const log = { SignedEntryTimestamp: signedEntryTimestamp, Payload: { body, integratedTime, logIndex, logID } };
  return { format: 'legacy', payload, signature, certificate: pem, chain: root, log: JSON.stringify(log) };
}
