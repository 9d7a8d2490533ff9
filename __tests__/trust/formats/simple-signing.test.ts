import { expect, it } from '@jest/globals';
import { encodePayload, encodeSignatureConfig, parsePayload } from '../../../src/trust/formats/simple-signing.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const type = 'cosign container image signature';

it('a payload is written byte for byte as cosign writes it', () => {
  expect(encodePayload('registry.test/app', digest).toString()).toBe(
    `{"critical":{"identity":{"docker-reference":"registry.test/app"},"image":{"docker-manifest-digest":"${digest}"},"type":"${type}"},"optional":null}`,
  );
});

it('a config is written byte for byte as cosign writes it', () => {
  const layer = { mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json', digest, size: 1 };
  expect(encodeSignatureConfig([layer]).toString()).toBe(
    `{"architecture":"","created":"0001-01-01T00:00:00Z","history":[{"created":"0001-01-01T00:00:00Z"}],"os":"","rootfs":{"type":"layers","diff_ids":["${digest}"]},"config":{}}`,
  );
});

const payload = (critical: unknown) => Buffer.from(JSON.stringify({ critical }));
const image = { 'docker-manifest-digest': digest };

it.each([
  ['ours', encodePayload('registry.test/app', digest)],
  ['that of others', payload({ image, type })],
  ['that of sha512', payload({ image: { 'docker-manifest-digest': `sha512:${'b'.repeat(128)}` }, type })],
])('%s says which manifest it is about', (_, bytes) => {
  expect(parsePayload(bytes)).toBe(JSON.parse(bytes.toString()).critical.image['docker-manifest-digest']);
});

it.each([
  ['of another type', payload({ image, type: 'atomic container signature' })],
  ['without a type', payload({ image })],
  ['whose type goes on', payload({ image, type: `${type}s` })],
  ['without an image', payload({ type })],
  ['with a tag for a digest', payload({ image: { 'docker-manifest-digest': 'v1' }, type })],
  ['with a short digest', payload({ image: { 'docker-manifest-digest': 'sha256:aa' }, type })],
  ['with a list for a digest', payload({ image: { 'docker-manifest-digest': [digest] }, type })],
  ['that is not critical', Buffer.from(JSON.stringify({ optional: { image, type } }))],
  ['that is a list', Buffer.from('[]')],
  ['that is null', Buffer.from('null')],
])('a payload %s is not what cosign signs', (_, bytes) => {
  expect(() => parsePayload(bytes)).toThrow(
    expect.objectContaining({ code: 'ARTIFACT', message: 'the payload is not what cosign signs' }),
  );
});
