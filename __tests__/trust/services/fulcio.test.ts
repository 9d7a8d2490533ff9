import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certify, type Identity } from '../../../src/trust/services/fulcio.ts';
import { otherIssuer, otherKey, otherName, unlogged } from '../../support/faults/lies.ts';
import { type Services, serviceFault, startServices } from '../../support/servers/services.ts';
import { type Sigstore, startSigstore } from '../../support/servers/sigstore.ts';
import { identityOf, networkAsk, scriptedAsk } from '../../support/trust/ask.ts';
import { makeAuthority, utf8, type Written } from '../../support/trust/certificate.ts';

let sigstore: Sigstore;
let services: Services;
let identity: Identity;
let host: string;
beforeAll(async () => {
  sigstore = await startSigstore();
  services = await startServices(sigstore);
  identity = await identityOf(sigstore);
  host = new URL(services.url).host;
});
afterAll(() => Promise.all([sigstore?.stop(), services?.stop()]));

const certified = (who = identity, isLogged = true, instance = 'public') =>
  certify(networkAsk().ask, `${services.url}/${instance}`, who, isLogged);

describe('a certificate', () => {
  it.each(['', '/', '//'])('is asked for as Fulcio documents it, at an address that ends in "%s"', async (end) => {
    const { ask, asked } = networkAsk();
    const { privateKey, certificate, chain } = await certify(ask, `${services.url}/public${end}`, identity, true);
    expect(asked).toEqual([
      {
        url: `${services.url}/public/api/v2/signingCert`,
        what: 'The authority',
        accept: 'application/json',
        document: {
          credentials: { oidcIdentityToken: identity.token },
          publicKeyRequest: {
            publicKey: { algorithm: 'ECDSA', content: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) },
            proofOfPossession: expect.stringMatching(/^MEQ|^MEU|^MEY|^MEM/),
          },
        },
      },
    ]);
    const [{ document } = {}] = asked as { document?: object }[];
    const { publicKeyRequest } = document as {
      publicKeyRequest: { publicKey: { content: string }; proofOfPossession: string };
    };
    const key = createPublicKey(publicKeyRequest.publicKey.content);
    expect(key.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    const proof = Buffer.from(publicKeyRequest.proofOfPossession, 'base64');
    expect(verify('sha256', Buffer.from('repo:acme/app:ref:refs/tags/v1.2.3'), key, proof)).toBe(true);
    expect(certificate.publicKey.equals(key)).toBe(true);
    expect(createPublicKey(privateKey).equals(key)).toBe(true);
    expect(certificate.subjectAltName).toBe(`URI:${identity.name}`);
    expect(chain).toEqual([expect.stringMatching(/^-----BEGIN CERT/), expect.stringMatching(/^-----BEGIN CERT/)]);
  });

  it('is for a new key each time', async () => {
    const [one, two] = await Promise.all([certified(), certified()]);
    expect(one.certificate.publicKey.equals(two.certificate.publicKey)).toBe(false);
  });

  it("may come beside its timestamp, as from GitHub's authority", async () => {
    services.onRequest = serviceFault('fulcio', {
      saying: (answer) => answer.toString().replace('signedCertificateEmbeddedSct', 'signedCertificateDetachedSct'),
    });
    expect((await certified(identity, false)).chain).toHaveLength(2);
  });

  it('in no log is taken where it needs none', async () => {
    services.onRequest = () => undefined;
    expect((await certified(identity, false, 'github')).chain).toHaveLength(2);
  });

  it.each([
    ['for another key', otherKey, 'it is for another key'],
    [
      'for another name',
      otherName,
      'it is for URI:https://github.com/evil/app/.github/workflows/release.yml@refs/tags/v1.2.3, and not for https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
    ],
    [
      'with another issuer',
      otherIssuer,
      'it has the issuer https://accounts.google.com, and not https://token.actions.githubusercontent.com',
    ],
    ['in no log', unlogged, 'it is in no log of certificates'],
    [
      'that is none',
      { body: '{"signedCertificateEmbeddedSct":{"chain":{"certificates":["x"]}}}' },
      'it is not a certificate',
    ],
    [
      'that is missing',
      { body: '{"signedCertificateEmbeddedSct":{"chain":{"certificates":[]}}}' },
      'it is not a certificate',
    ],
    ['in an answer that is no JSON', { body: 'x' }, 'it is not the JSON that it should be'],
  ])('%s is not used', async (_, fault, why) => {
    services.onRequest = serviceFault('fulcio', fault);
    await expect(certified()).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'signing-service',
      message: `The certificate from ${host} cannot be used: ${why}`,
    });
  });

  it.each([
    ['one letter less', (name: string) => name.slice(0, -1)],
    ['one letter more', (name: string) => `${name}0`],
    ['other capitals', (name: string) => name.replace('acme', 'Acme')],
  ])('whose name has %s is not used', async (_, change) => {
    services.onRequest = () => undefined;
    await expect(certified({ ...identity, name: change(identity.name) })).rejects.toThrow('and not for');
  });

  const issuerOf = 'https://issuer.test';
  const job = { token: 'x.y.z', subject: 'sub', issuer: issuerOf, name: 'https://x.test/a', repository: 'r', ref: 'h' };
  const said = [
    [8, utf8(issuerOf)],
    [12, utf8('r')],
    [14, utf8('h')],
  ] as const;
  it.each<[string, Written['own'], string | undefined]>([
    ['what was asked for', said, undefined],
    ['the issuer in the older form', [[1, issuerOf], ...said.slice(1)], undefined],
    ['another issuer in the older form beside it', [[1, 'https://older.test'], ...said], undefined],
    [
      'another issuer, and the right one in the older form',
      [[1, issuerOf], [8, utf8('https://evil.test')], ...said.slice(1)],
      'it has the issuer https://evil.test, and not https://issuer.test',
    ],
    ['no issuer', said.slice(1), 'it has the issuer (none), and not https://issuer.test'],
    ['no repository', [said[0], said[2]], 'it is for another job than that of r at h'],
    ['no ref', said.slice(0, 2), 'it is for another job than that of r at h'],
    ['another repository', [said[0], [12, utf8('q')], said[2]], 'it is for another job than that of r at h'],
    ['another ref', [...said.slice(0, 2), [14, utf8('g')]], 'it is for another job than that of r at h'],
  ])('that says %s is judged by that', async (_, own, why) => {
    const { ask } = scriptedAsk(({ document }) => {
      const { publicKeyRequest } = document as { publicKeyRequest: { publicKey: { content: string } } };
      const key = createPublicKey(publicKeyRequest.publicKey.content);
      const raw = makeAuthority().issue(key, { names: [`URI:${job.name}`], own: own ?? [] });
      const certificates = [new X509Certificate(raw).toString()];
      return JSON.stringify({ signedCertificateEmbeddedSct: { chain: { certificates } } });
    });
    const done = certify(ask, 'https://ca.test', job, false);
    if (why === undefined) expect((await done).certificate.subjectAltName).toBe(`URI:${job.name}`);
    else await expect(done).rejects.toThrow(`The certificate from ca.test cannot be used: ${why}`);
  });

  it('is refused in the words of the authority', async () => {
    services.onRequest = () => undefined;
    await expect(certified({ ...identity, subject: 'somebody else' })).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'certificate-refused',
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ refused a certificate: 400, .*could not be verified \(the token of the job has the issuer https:\/\/token\.actions\.githubusercontent\.com and the audience sigstore\)$/,
      ),
    });
  });

  it('of a chain that is three long is given with all that is above it', async () => {
    services.onRequest = () => undefined;
    const { chain } = await certified();
    const long = { signedCertificateEmbeddedSct: { chain: { certificates: [...chain, chain[1]] } } };
    // It is for another key, which is told last of all that it was read.
    const { ask } = scriptedAsk(() => JSON.stringify(long));
    await expect(certify(ask, services.url, identity, true)).rejects.toThrow('it is for another key');
  });
});
