import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeBundle, encodeEnvelope } from '../../src/trust/formats/bundle.ts';
import { preAuthEncoding } from '../../src/trust/formats/dsse.ts';
import { statementType } from '../../src/trust/formats/statement.ts';
import { signBytes } from '../../src/trust/public-key.ts';
import { rootsOfFile } from '../../src/trust/roots/trusted-root.ts';
import { timestamp } from '../../src/trust/services/timestamp.ts';
import { verifyCertificate } from '../../src/trust/verify-certificate.ts';
import { statement } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';
import { networkAsk } from '../support/trust/ask.ts';
import { codeSigning, makeAuthority, utf8, type Written } from '../support/trust/certificate.ts';

let sigstore: Sigstore;
beforeAll(async () => {
  sigstore = await startSigstore();
});
afterAll(() => sigstore.stop());

/** Signs with a certificate of an authority that is trusted, and judges that by the time of a clock that is. */
async function outcome(
  written: Written,
  {
    organization,
    isTrusted = true,
    isLast = false,
  }: { organization?: string; isTrusted?: boolean; isLast?: boolean } = {},
): Promise<string> {
  const { root, issue } = makeAuthority(organization);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const payload = Buffer.from(statement);
  const signature = signBytes(preAuthEncoding(statementType, payload), privateKey);
  const stamp = await timestamp(networkAsk().ask, `${sigstore.url}/github/api/v1/timestamp`, signature);
  const bytes = encodeBundle(encodeEnvelope(payload, signature), {
    certificate: { rawBytes: issue(publicKey, written).toString('base64') },
    tlogEntries: [],
    timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: stamp.toString('base64') }] },
  });
  const trusted = isTrusted ? root : makeAuthority(organization).root;
  const roots = [...(isLast ? [makeAuthority(organization).root] : []), trusted];
  const chain = { certChain: { certificates: roots.map((each) => ({ rawBytes: each.toString('base64') })) } };
  const validFor = { start: '2020-01-01T00:00:00Z' };
  const text = JSON.stringify({ ...sigstore.roots.github, certificateAuthorities: [{ ...chain, validFor }] });
  return verifyCertificate({ format: 'bundle', bytes }, await rootsOfFile(text, 'root.json')).then(
    ({ identity, issuer }) => `${identity} by ${issuer}`,
    ({ message }: Error) => message,
  );
}

const names = ['URI:https://x.test/a'] as const;
const issuer = [8, utf8('https://issuer.test')] as const;
const own = [issuer];
const notForCode = 'has a certificate that is not for signing code';
const notOneName = 'has a certificate without exactly one plain name';

it.each<[string, Written, string]>([
  ['one name and an issuer', { names, own }, 'https://x.test/a by https://issuer.test'],
  ['a mail address', { names: ['email:a@x.test'], own }, 'a@x.test by https://issuer.test'],
  [
    'an issuer in the older form',
    { names, own: [[1, 'https://older.test']] },
    'https://x.test/a by https://older.test',
  ],
  [
    'two issuers, of which the newer form counts',
    { names, own: [[1, 'https://older.test'], issuer] },
    'https://x.test/a by https://issuer.test',
  ],
  [
    'no issuer',
    { names, own: [[12, utf8('https://github.com/acme/app')]] },
    'has a certificate that does not say who vouched for its name',
  ],
  ['an empty issuer', { names, own: [[8, utf8('')]] }, 'has a certificate that does not say who vouched for its name'],
  ['two names', { names: [...names, 'URI:https://x.test/b'], own }, notOneName],
  ['a name of a host', { names: ['DNS:x.test'], own }, notOneName],
  ['no name', { own }, notOneName],
  [
    'another use beside that of signing code',
    { names, own, uses: ['1.3.6.1.5.5.7.3.2', codeSigning] },
    'https://x.test/a by https://issuer.test',
  ],
  ['another use', { names, own, uses: ['1.3.6.1.5.5.7.3.2'] }, notForCode],
  ['no use', { names, own, uses: [] }, notForCode],
])('a certificate with %s', async (_, written, says) => {
  expect(await outcome(written)).toBe(says);
});

it('an authority that only has the name of a trusted one is told by its name, of which 100 characters are shown', async () => {
  expect(await outcome({ names, own }, { organization: 'authority.test', isTrusted: false })).toBe(
    'has a certificate of O=authority.test, CN=authority, an authority that is not trusted',
  );
  expect(await outcome({ names, own }, { organization: `${'x'.repeat(64)}${'y'.repeat(64)}`, isTrusted: false })).toBe(
    `has a certificate of O=${'x'.repeat(64)}${'y'.repeat(34)}…, an authority that is not trusted`,
  );
});

it('any certificate of a chain may have issued it', async () => {
  expect(await outcome({ names, own }, { isLast: true })).toBe('https://x.test/a by https://issuer.test');
});
