import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { OciError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { verifyManifest } from '../../src/trust/verify.ts';
import { putArtifact } from '../support/content/shelf.ts';
import { makeAuthority } from '../support/trust/certificate.ts';
import { forgeBundle, putReferrer } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const [mine, foreign] = [makeKeys(), makeKeys()];
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const raw = makeAuthority().issue(publicKey, { names: ['URI:https://x.test/a'], uses: [] });
const useless = { certificate: { rawBytes: raw.toString('base64') }, tlogEntries: [] };
const sbom = 'https://spdx.dev/Document/v2.3';

type Forgery = Parameters<typeof forgeBundle>[2] & { by?: typeof mine };

/** What a refusal says, after the name of what was looked at, and its topic. */
async function refusal(forgeries: Forgery[], policy: string): Promise<[string, string | undefined]> {
  const store = new MemoryStore();
  const subject: Descriptor = await putArtifact(store, { a: 'a' }, ['v1']);
  for (const [index, { by = foreign, ...forgery }] of forgeries.entries()) {
    const bytes = forgeBundle(by.privateKey, subject.digest, forgery);
    // Each is a manifest of its own, also where the bundles are the same.
    await putReferrer(store, subject, bytes, { annotations: { index: `${index}` } as never });
  }
  const parsed = parsePolicy(policy, () => mine.publicPem);
  const judge = { policy: parsed, roots: { instanceOf: async () => undefined } };
  const failed = verifyManifest(store, subject, 'x', judge, new AbortController().signal);
  const { message, topic } = await failed.then(
    () => {
      throw new Error('It was accepted');
    },
    (error: OciError) => error,
  );
  return [message.replace(subject.digest.replace(':', '-'), 'DIGEST'), topic];
}

const key = '- key: mine';
const none = (count: number) => `x: none of ${count} signatures meets entry 1 of verify (key mine): `;
const one = 'x: its signature does not meet entry 1 of verify (key mine): it ';
const github = '- github: acme/app\n  ref: refs/tags/v*';
const noneOfGithub = 'x: none of 2 signatures meets entry 1 of verify (github: acme/app, refs/tags/v*): ';
const other = { subject: [{ digest: { sha256: '0'.repeat(64) } }], by: mine };

it.each<[string, Forgery[], string, string, string | undefined]>([
  [
    'nothing',
    [],
    key,
    'x has no signature: there is none among its referrers, nor under the tag DIGEST.sig',
    'unsigned',
  ],
  ['one', [{}], key, `${one}is not by this key`, undefined],
  ['two alike', [{}, {}], key, `${none(2)}2 are not by this key`, undefined],
  [
    'one of another type',
    [{ predicateType: sbom, by: mine }],
    key,
    `${one}is by the right signer, but of type "${sbom}"`,
    'other-predicate',
  ],
  [
    'several by a key where a certificate is asked for',
    [{}, {}],
    github,
    `${noneOfGithub}2 are by a key, without a certificate`,
    undefined,
  ],
])('a refusal tells of %s', async (_, forgeries, policy, message, topic) => {
  expect(await refusal(forgeries, policy)).toEqual([message, topic]);
});

it('a refusal tells of all kinds, and is about another type where one of them is', async () => {
  const forgeries = [{}, {}, other, { predicateType: sbom, by: mine }, { material: useless }];
  const [message, topic] = await refusal(forgeries, key);
  expect(message.startsWith(none(5))).toBe(true);
  expect(
    message
      .slice(none(5).length)
      .split(/, (?=\d )/)
      .sort(),
  ).toEqual([
    '1 is about another digest',
    '1 is by a certificate, not by a key',
    `1 is by the right signer, but of type "${sbom}"`,
    '2 are not by this key',
  ]);
  expect(topic).toBe('other-predicate');
});
