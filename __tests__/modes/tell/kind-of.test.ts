import { expect, it } from '@jest/globals';
import { kindOf } from '../../../src/modes/tell/kind-of.ts';

const mediaType = 'application/vnd.oci.image.manifest.v1+json';

it.each([
  ['its type', { artifactType: 'x/y' }, 'x/y'],
  ['its type, whatever its tag is', { artifactType: 'x/y', tag: 'sha256-abc.sig' }, 'x/y'],
  ['the suffix of its tag', { artifactType: '', tag: 'sha256-abc.sig' }, 'cosign sig'],
  // All of the suffix.
  ['the two suffixes of its tag', { artifactType: '', tag: 'sha256-abc.att.sig' }, 'cosign att.sig'],
  ['its media type', { artifactType: '' }, mediaType],
])('what belongs to a manifest is called by %s', (_, facts, kind) => {
  expect(kindOf({ mediaType, ...facts })).toBe(kind);
});
