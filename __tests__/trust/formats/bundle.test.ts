import { describe, expect, it } from '@jest/globals';
import { isBundleType, parseBundle, parseEnvelope } from '../../../src/trust/formats/bundle.ts';

describe('the type of a bundle', () => {
  it.each([
    ['application/vnd.dev.sigstore.bundle.v0.3+json', true],
    ['application/vnd.dev.sigstore.bundle.v0.10+json', true],
    ['application/vnd.dev.sigstore.bundle+json;version=0.2', true],
    ['application/vnd.dev.sigstore.bundle+json', true],
    ['application/vnd.dev.sigstore.bundle.v1.0+json', false],
    ['application/vnd.dev.sigstore.bundle.v0.3+jsonx', false],
    ['application/vnd.dev.sigstore.bundle.v0.3', false],
    ['application/vnd.dev.sigstore.bundle+json;version=0.1;x', false],
    ['xapplication/vnd.dev.sigstore.bundle.v0.3+json', false],
    ['application/vndxdevxsigstorexbundle.v0.3+json', false],
    [undefined, false],
  ])('%j is one: %s', (type, expected) => {
    expect(isBundleType(type)).toBe(expected);
  });
});

const statement = 'application/vnd.in-toto+json';
const envelope = { payload: 'e30=', payloadType: statement, signatures: [{ sig: 'c2ln' }] };
const bundle = (changes: object = {}, material: object = { publicKey: { hint: 'x' } }) =>
  Buffer.from(
    JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: material,
      dsseEnvelope: { ...envelope, ...changes },
    }),
  );

describe('what a bundle proves its signer by', () => {
  it.each<[string, object, hasCertificate: boolean, certificate: string | undefined]>([
    ['a key', { publicKey: { hint: 'x' } }, false, undefined],
    ['a certificate', { certificate: { rawBytes: 'YWJj' } }, true, 'abc'],
    // As versions 0.1 and 0.2 have it.
    ['a chain', { x509CertificateChain: { certificates: [{ rawBytes: 'YWJj' }] } }, true, undefined],
    ['nothing, which is not a key', {}, true, undefined],
    ['a text in the place of a key', { publicKey: 'x' }, true, undefined],
  ])('is %s', (_, material, hasCertificate, certificate) => {
    const read = parseBundle(bundle({}, material));
    expect([read.hasCertificate, read.certificate?.toString()]).toEqual([hasCertificate, certificate]);
    expect([read.payload.toString(), read.signature.toString()]).toEqual(['{}', 'sig']);
  });

  it('is refused where its certificate is not base64', () => {
    expect(() => parseBundle(bundle({}, { certificate: { rawBytes: 'YWJ' } }))).toThrow(
      'the certificate is not base64',
    );
  });
});

const otherType = 'has a payload that is not an in-toto statement';
const notOne = 'does not have exactly one signature';
it.each<[string, object, string]>([
  ['without a type of its payload', { payloadType: undefined }, otherType],
  ['with a type that goes on', { payloadType: `${statement}x` }, otherType],
  ['with no signature', { signatures: [] }, notOne],
  ['with two', { signatures: [{ sig: 'c2ln' }, { sig: 'c2ln' }] }, notOne],
  ['with one in the place of a list', { signatures: { sig: 'c2ln' } }, notOne],
])('an envelope %s is refused, in a bundle and by itself', (_, changes, says) => {
  expect(() => parseBundle(bundle(changes))).toThrow(`the bundle ${says}`);
  const alone = Buffer.from(JSON.stringify({ ...envelope, ...changes }));
  expect(() => parseEnvelope(alone)).toThrow(`the envelope ${says}`);
});

it.each([
  ['its payload', { payload: '!' }, 'the payload of the bundle is not base64'],
  ['no payload', { payload: undefined }, 'the payload of the bundle is not base64'],
  ['its signature', { signatures: [{ sig: 7 }] }, 'the signature of the bundle is not base64'],
])('a bundle says which text in it is not base64: %s', (_, changes, says) => {
  expect(() => parseBundle(bundle(changes))).toThrow(expect.objectContaining({ code: 'ARTIFACT', message: says }));
});
