import { expect, it } from '@jest/globals';
import { signerOf } from '../../../src/modes/tell/signer-of.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const met = { entry: 'the entry', format: 'bundle', predicateType: 'x', digest } as const;
const job = { repository: 'https://github.com/acme/app', ref: 'refs/tags/v1' };
const file = '.github/workflows/release.yml';
const named = { identity: `https://github.com/acme/app/${file}@refs/tags/v1` };

it.each([
  ['the entry', { key: digest }],
  ['alice@example.com', { identity: 'alice@example.com' }],
  ['acme/app, refs/tags/v1, release.yml', { ...job, identity: `https://github.com/acme/app/${file}@refs/tags/v1` }],
  [
    `acme/app, refs/tags/v1, acme/ci/${file}@refs/tags/v3`,
    { ...job, identity: `https://github.com/acme/ci/${file}@refs/tags/v3` },
  ],
  // A certificate that does not say all of it says less by a name made of pieces.
  [`https://github.com/acme/app/${file}@refs/tags/v1`, { ...job, ref: undefined, ...named }],
  [`https://github.com/acme/app/${file}@refs/tags/v1`, { ...job, repository: undefined, ...named }],
  [
    `acme/app, refs/tags/v1, acme/app2/${file}@refs/tags/v1`,
    { ...job, identity: `https://github.com/acme/app2/${file}@refs/tags/v1` },
  ],
])('who signed is told as %s', (says, facts) => {
  expect(signerOf({ ...met, ...facts })).toBe(says);
});
