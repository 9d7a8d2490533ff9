import { describe, expect, it } from '@jest/globals';
import type { Digest } from '../../../src/oci/digest.ts';
import { bundleType, predicateAnnotation } from '../../../src/trust/formats/bundle.ts';
import {
  layerAnnotations,
  signatureArtifactType,
  simpleSigningType,
} from '../../../src/trust/formats/simple-signing.ts';
import {
  encodeStatement,
  parseStatement,
  signaturePredicate,
  statementType,
} from '../../../src/trust/formats/statement.ts';

const hex = 'a'.repeat(64);
const digest: Digest = `sha256:${hex}`;
const long: Digest = `sha512:${'b'.repeat(128)}`;
const claim = { predicateType: 'https://x.test/predicate', predicate: { the: 'claim' } };
const written = (own: Digest, name?: string) => JSON.parse(encodeStatement(own, claim, name).toString());

describe('a statement', () => {
  it('is written as in-toto has it, with a name where there is one', () => {
    expect(written(digest)).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: hex } }],
      ...claim,
    });
    expect(written(long, 'registry.test/app').subject).toEqual([
      { name: 'registry.test/app', digest: { sha512: 'b'.repeat(128) } },
    ]);
  });

  it.each<[string, unknown, boolean]>([
    ['its digest', [{ digest: { sha256: hex } }], true],
    ['its digest beside that by another algorithm', [{ digest: { sha512: 'b'.repeat(128), sha256: hex } }], true],
    ['the second of two', [{ digest: { sha256: 'c'.repeat(64) } }, { digest: { sha256: hex } }], true],
    [
      'the last of several, of which some are none',
      [null, 'x', {}, { digest: 'x' }, { digest: { sha256: hex } }],
      true,
    ],
    ['its digest by another algorithm', [{ digest: { sha512: hex } }], false],
    ['its digest in capitals', [{ digest: { sha256: hex.toUpperCase() } }], false],
    ['the beginning of it', [{ digest: { sha256: hex.slice(1) } }], false],
    ['its name alone', [{ name: digest }], false],
  ])('about %s', (_, subject, expected) => {
    const bytes = Buffer.from(JSON.stringify({ ...written(digest), subject }));
    expect(parseStatement(bytes).isAbout(digest)).toBe(expected);
  });

  it.each([
    ['v1', { _type: 'https://in-toto.io/Statement/v1' }, true],
    ['v0.1', { _type: 'https://in-toto.io/Statement/v0.1' }, true],
    ['v0.2', { _type: 'https://in-toto.io/Statement/v0.2' }, false],
    ['v1 that goes on', { _type: 'https://in-toto.io/Statement/v10' }, false],
    ['v1 in the plural', { _type: ['https://in-toto.io/Statement/v1'] }, false],
    ['no predicate type', { predicateType: undefined }, false],
    ['a predicate type that is a list', { predicateType: ['x'] }, false],
    ['no subject', { subject: undefined }, false],
    ['a subject that is a mapping', { subject: { digest: { sha256: hex } } }, false],
  ])('with %s', (_, changes, isOne) => {
    const bytes = Buffer.from(JSON.stringify({ ...written(digest), ...changes }));
    if (isOne) expect(parseStatement(bytes).predicateType).toBe(claim.predicateType);
    else expect(() => parseStatement(bytes)).toThrow('the payload is not an in-toto statement');
  });
});

it('Names on the wire are those of cosign and Sigstore, letter by letter', () => {
  expect({ bundleType, predicateAnnotation, ...layerAnnotations }).toEqual({
    bundleType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    predicateAnnotation: 'dev.sigstore.bundle.predicateType',
    signature: 'dev.cosignproject.cosign/signature',
    certificate: 'dev.sigstore.cosign/certificate',
    chain: 'dev.sigstore.cosign/chain',
    log: 'dev.sigstore.cosign/bundle',
    timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
  });
  expect([simpleSigningType, signatureArtifactType, statementType, signaturePredicate]).toEqual([
    'application/vnd.dev.cosign.simplesigning.v1+json',
    'application/vnd.dev.cosign.artifact.sig.v1+json',
    'application/vnd.in-toto+json',
    'https://sigstore.dev/cosign/sign/v1',
  ]);
});
