import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { ServiceFault, ServiceRequest } from '../servers/services.ts';

/** Answers of services that are well formed, and about something else than was asked. */

type Document = Record<string, never>;

const documentOf = ({ body }: Pick<ServiceRequest, 'body'>) => JSON.parse(body.toString()) as Document;
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('base64');
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const otherSignature = () => signOther().signature;
/** What somebody else has signed, whose key a log takes too. */
const signOther = (bytes: Buffer = Buffer.from('something else')) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawBytes = base64(publicKey.export({ type: 'spki', format: 'der' }));
  return { signature: base64(sign('sha256', bytes, privateKey)), rawBytes };
};
/** The request of an entry of version 2 for what somebody else has signed. */
const hashedBy = (bytes: Buffer, keyDetails = 'PKIX_ECDSA_P256_SHA_256') => {
  const { signature, rawBytes } = signOther(bytes);
  const digest = createHash('sha256').update(bytes).digest('base64');
  return { digest, signature: { content: signature, verifier: { publicKey: { rawBytes }, keyDetails } } };
};

/** Lets the authority see the token of another job, which has the same subject. */
const withClaims = (claims: object): ServiceFault => ({
  asking: async (request, { url }) => {
    const { credentials, ...rest } = documentOf(request) as unknown as { credentials: { oidcIdentityToken: string } };
    const own = JSON.stringify({ ...claimsOf(credentials.oidcIdentityToken), ...claims });
    const answer = await fetch(`${url}/oidc/token?claims=${encodeURIComponent(own)}`);
    const { value } = (await answer.json()) as { value: string };
    return { body: JSON.stringify({ ...rest, credentials: { oidcIdentityToken: value } }) };
  },
});

/** A certificate for the key of somebody else. */
export const otherKey: ServiceFault = {
  asking: (request) => {
    const document = documentOf(request) as unknown as { credentials: { oidcIdentityToken: string } };
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { sub } = claimsOf(document.credentials.oidcIdentityToken);
    const publicKeyRequest = {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: base64(sign('sha256', Buffer.from(sub), privateKey)),
    };
    return { body: JSON.stringify({ ...document, publicKeyRequest }) };
  },
};

export const otherName = withClaims({
  job_workflow_ref: 'evil/app/.github/workflows/release.yml@refs/tags/v1.2.3',
});
export const otherIssuer = withClaims({ iss: 'https://accounts.google.com' });

/** A certificate of an authority that writes into no log of certificates. */
export const unlogged: ServiceFault = {
  asking: ({ path }) => ({ path: path.replace('/public/', '/github/') }),
};

/** A certificate that nobody trusts, and that is as it should be otherwise. */
export const otherAuthority: ServiceFault = {
  asking: ({ path }) => ({ path: path.replace(/^\/\w+\//, '/other/') }),
};

/** An entry of a log about the signature of somebody else. */
export const otherEntry: ServiceFault = {
  asking: ({ body }) => {
    const text = body.toString();
    const { kind, spec, hashedRekordRequestV002: hashed } = JSON.parse(text);
    if (hashed) return { body: JSON.stringify({ hashedRekordRequestV002: hashedBy(Buffer.from('something else')) }) };
    if (kind === 'hashedrekord') {
      const signature = { ...spec.signature, content: otherSignature() };
      return { body: JSON.stringify({ ...JSON.parse(text), spec: { ...spec, signature } }) };
    }
    const { envelope, verifiers } = spec.proposedContent;
    const changed = { ...JSON.parse(envelope), signatures: [{ sig: otherSignature() }] };
    const proposedContent = { envelope: JSON.stringify(changed), verifiers };
    return { body: JSON.stringify({ ...JSON.parse(text), spec: { proposedContent } }) };
  },
};

/** A timestamp of something else. */
export const otherTimestamp: ServiceFault = {
  asking: (request) => ({
    body: JSON.stringify({ ...documentOf(request), artifactHash: base64(Buffer.alloc(32, 7)) }),
  }),
};

const nameIn = (answer: Buffer) => Object.keys(JSON.parse(answer.toString()) as object)[0] ?? '';

/** A log that has the entry already, and says so, and where. */
export const alreadyThere: ServiceFault = {
  status: 409,
  headers: (entry) => ({ location: `/api/v1/log/entries/${nameIn(entry)}` }),
  saying: (entry) => `{"code":409,"message":"an equivalent entry already exists with UUID ${nameIn(entry)}"}`,
};

/** An answer with a text changed. */
export const said = (change: (text: string) => string): ServiceFault => ({
  saying: (answer) => change(answer.toString()),
});
