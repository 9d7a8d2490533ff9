import { generateKeyPair, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { isRecord } from '../../oci/descriptor.ts';
import { type Extensions, extensionsIn, isOnlyName } from '../formats/certificate.ts';
import { type Ask, askService, documentOf, type Service, unusable } from './sigstore-client.ts';

/** Who a token says that it is for. */
export interface Identity {
  token: string;
  /** Its subject, which the key has to sign: https://github.com/sigstore/fulcio/blob/main/fulcio.proto */
  subject: string;
  issuer: string;
  /** The name that stands in the certificate: of a reusable workflow, that of all who call it. */
  name: string;
  /** Address of the repository that the job runs for, and the ref that it runs at. */
  repository: string;
  ref: string;
}

/** A key with the certificate that says whose it is, for some minutes. */
export interface Certified {
  privateKey: KeyObject;
  certificate: X509Certificate;
  /** PEM of the certificate, and of those above it. */
  chain: readonly string[];
}

const service: Service = {
  what: 'The authority',
  thing: 'certificate',
  topic: 'certificate-refused',
  accept: 'application/json',
};

/** For whom the token of a job is: Fulcio takes no other, unless it is set up otherwise. */
export const audience = 'sigstore';

/** What a service that takes a token, or a certificate for one, may refuse it for. */
export function tokenFacts({ issuer }: Pick<Identity, 'issuer'>): string {
  return `the token of the job has the issuer ${issuer} and the audience ${audience}`;
}

/** What proves that the certificate is in a public log: https://www.rfc-editor.org/rfc/rfc6962#section-3.3 */
const timestampList = '1.3.6.1.4.1.11129.2.4.2';

/**
 * Gets a certificate for a new key. The name, the issuer and the key in it are compared with those that were asked for,
 * and where `isLogged`, it has to have a signed certificate timestamp: whoever verifies would refuse it otherwise. Fails
 * with SIGNING.
 */
export async function certify(ask: Ask, url: string, identity: Identity, isLogged: boolean): Promise<Certified> {
  const { token, subject } = identity;
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const place = `${url.replace(/\/+$/, '')}/api/v2/signingCert`;
  const document = {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', Buffer.from(subject), privateKey).toString('base64'),
    },
  };
  const answer = await askService(ask, place, service, { document, facts: tokenFacts(identity) });
  const chain = chainIn(documentOf(answer, place, service));
  const certificate = readLeaf(chain[0] ?? '', place);
  const problem = await problemOf(certificate, { ...identity, publicKey, isLogged }).catch((error: unknown) => {
    throw unusable(place, service, 'it cannot be read', error);
  });
  if (problem !== undefined) throw unusable(place, service, problem);
  return { privateKey, certificate, chain };
}

/** GitHub's has its certificates beside a timestamp, where there is one. */
function chainIn(answer: Record<string, unknown>): string[] {
  const { signedCertificateEmbeddedSct: embedded, signedCertificateDetachedSct: detached } = answer;
  const signed = embedded ?? detached;
  const chain = isRecord(signed) && isRecord(signed['chain']) ? signed['chain']['certificates'] : undefined;
  return Array.isArray(chain) ? chain.filter((each) => typeof each === 'string') : [];
}

function readLeaf(pem: string, place: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw unusable(place, service, 'it is not a certificate', error);
  }
}

/** Tells whether a certificate says that it is for the repository and the ref of a job. */
export function isOfJob({ own }: Extensions, { repository, ref }: Pick<Identity, 'repository' | 'ref'>): boolean {
  return own[12] === repository && own[14] === ref;
}

async function problemOf(
  certificate: X509Certificate,
  asked: Identity & { publicKey: KeyObject; isLogged: boolean },
): Promise<string | undefined> {
  if (!certificate.publicKey.equals(asked.publicKey)) return 'it is for another key';
  if (!isOnlyName(asked.name, certificate)) {
    return `it is for ${certificate.subjectAltName ?? 'no name'}, and not for ${asked.name}`;
  }
  const extensions = await extensionsIn(certificate);
  const issuer = extensions.own[8] ?? extensions.own[1];
  if (issuer !== asked.issuer) return `it has the issuer ${issuer ?? '(none)'}, and not ${asked.issuer}`;
  if (!isOfJob(extensions, asked)) return `it is for another job than that of ${asked.repository} at ${asked.ref}`;
  if (asked.isLogged && !extensions.has(timestampList)) return 'it is in no log of certificates';
  return undefined;
}
