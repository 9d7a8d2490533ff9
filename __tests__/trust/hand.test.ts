import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Digest } from '../../src/oci/digest.ts';
import { encodePayload } from '../../src/trust/formats/simple-signing.ts';
import { encodeStatement, signaturePredicate } from '../../src/trust/formats/statement.ts';
import { keyHand } from '../../src/trust/hand.ts';
import { makeKeys } from '../support/trust/keys.ts';

const subject: Digest = `sha256:${'a'.repeat(64)}`;
const other: Digest = `sha256:${'b'.repeat(64)}`;
const attestation = 'https://spdx.dev/Document/v2.3';
const { privateKey, publicPem } = makeKeys();
const hand = keyHand(privateKey);
const foreign = keyHand(makeKeys().privateKey);
const statement = (predicateType: string) => encodeStatement(subject, { predicateType, predicate: {} });

it('the holder of a key is known by its fingerprint, and a bundle names it by a hint', async () => {
  const der = Buffer.from(publicPem.replace(/-----.*-----|\n/g, ''), 'base64');
  const hash = createHash('sha256').update(der);
  const fingerprint = `sha256:${hash.copy().digest('hex')}`;
  expect([hand.signer, hand.label]).toEqual([{ key: fingerprint }, `the key ${fingerprint}`]);
  const { evidence, logIndex } = await hand.seal(statement(signaturePredicate));
  const bundle = evidence.format === 'bundle' && JSON.parse(evidence.bytes.toString());
  expect(bundle).toMatchObject({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: hash.digest('base64') } },
  });
  expect(logIndex).toBeUndefined();
});

it.each([
  ['a signature', signaturePredicate, () => hand.seal(statement(signaturePredicate)), [true, false, false]],
  [
    'a signature in the older form',
    signaturePredicate,
    () => hand.sealPayload(encodePayload('x', subject)),
    [true, false, false],
  ],
  ['an attestation', attestation, () => hand.seal(statement(attestation)), [true, false, false]],
  [
    'a signature where an attestation is asked for',
    attestation,
    () => hand.seal(statement(signaturePredicate)),
    [false, false, false],
  ],
  [
    'an attestation where a signature is asked for',
    signaturePredicate,
    () => hand.seal(statement(attestation)),
    [false, false, false],
  ],
  [
    'a signature in the older form where an attestation is',
    attestation,
    () => hand.sealPayload(encodePayload('x', subject)),
    [false, false, false],
  ],
])(
  'it knows %s for its own where it is about the manifest, and nobody else does',
  async (_, predicate, make, expected) => {
    const { evidence } = await make();
    for (const isNew of [true, false]) {
      expect([
        await hand.isOwn(evidence, subject, predicate, isNew),
        await hand.isOwn(evidence, other, predicate, isNew),
        await foreign.isOwn(evidence, subject, predicate, isNew),
      ]).toEqual(expected);
    }
  },
);
