import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { Job, JobIdentity, Mode, Outside } from '../../../src/modes/contract/mode.ts';
import { openSigning } from '../../../src/modes/signing/signing.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { putArtifact } from '../../support/content/shelf.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const { privatePem } = makeKeys();
let workspace: string;
beforeAll(() => {
  workspace = makeFolder();
  const outside = makeFolder();
  writeFileSync(join(workspace, 'key.pem'), privatePem);
  writeFileSync(join(outside, 'key.pem'), privatePem);
  writeFileSync(join(workspace, 'sbom.json'), '{"spdxVersion":"SPDX-2.3"}');
  writeFileSync(join(workspace, 'large.pem'), privatePem + ' '.repeat(64 * 1024 + 1 - privatePem.length));
  writeFileSync(join(workspace, 'largest.pem'), privatePem + ' '.repeat(64 * 1024 - privatePem.length));
  symlinkSync(join(outside, 'key.pem'), join(workspace, 'outside.pem'));
  symlinkSync('key.pem', join(workspace, 'inside.pem'));
});

async function open(given: Given<'push'>, over: Partial<Mode & Outside> = {}) {
  const { mode, around, said, result } = makeMode(workspace);
  const masked: string[] = [];
  const mask = (secret: string) => void masked.push(secret);
  const { signing: asked, policy, dryRun } = makeInputs('push', 'r.test/app:v1', given);
  const signing = await openSigning(asked, { ...policy, dryRun }, { ...around, ...mode, mask, ...over });
  return { signing, masked, said, result };
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, message }: OciError) => `${code}: ${message}`,
  );

const byKey = { sign: 'key', signKey: 'key.pem' } as const;
const noUse = 'INVALID_INPUT: The input signing-config is given without sign: keyless or attest';
const noKey = 'INVALID_INPUT: The input sign-key is given without sign: key';

describe('What is asked of signing is looked at before anything is sent:', () => {
  it.each<[string, Given<'push'>, string | undefined]>([
    ['nothing', {}, undefined],
    ['a key', byKey, undefined],
    ['a key and what it says', { ...byKey, attest: ['sbom=sbom.json'] }, undefined],
    ['a key and nothing to sign', { signKey: 'key.pem' }, noKey],
    ['a key for attestations of a job', { signKey: 'key.pem', attest: ['sbom=sbom.json'] }, noKey],
    ['services for nothing', { signingConfig: 'public' }, noUse],
    ['services for a key', { ...byKey, signingConfig: 'public' }, noUse],
    ['services for a key and what it says', { ...byKey, signingConfig: 'public', attest: ['sbom=sbom.json'] }, noUse],
    // Nothing is signed in the older form then.
    [
      'attestations alone, and the older form',
      { attest: ['sbom=sbom.json'], signatureFormat: 'legacy' },
      'undefined: there is no job',
    ],
    [
      'attestations beside a signature in the older form',
      { ...byKey, attest: ['sbom=sbom.json'], signatureFormat: 'legacy' },
      'INVALID_INPUT: The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature',
    ],
    [
      'a provenance by a key, behind another line',
      { ...byKey, attest: ['sbom=sbom.json', 'provenance'] },
      'INVALID_INPUT: attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job',
    ],
    ['a key of the largest size', { sign: 'key', signKey: 'largest.pem' }, undefined],
    [
      'a key that is too large',
      { sign: 'key', signKey: 'large.pem' },
      'INVALID_INPUT: The file "large.pem" of the input sign-key is larger than 64 KiB',
    ],
    ['a key through a link', { sign: 'key', signKey: 'inside.pem' }, undefined],
  ])('%s', async (_, given, failed) => {
    expect(await failure(open(given))).toBe(failed);
  });

  it('a key through a link out of the workspace', async () => {
    const problem = await failure(open({ sign: 'key', signKey: 'outside.pem' }));
    expect(problem).toMatch(/^INVALID_INPUT: The file "outside\.pem" of the input sign-key /);
  });

  it('what may be a piece of a key is not named', async () => {
    const piece = 'x'.repeat(121);
    expect(await failure(open({ sign: 'key', signKey: piece }))).toBe(
      'INVALID_INPUT: The input sign-key is neither a private key in PEM nor the path of a file',
    );
  });
});

it.each<[topic: string, given: Parameters<typeof open>[0]]>([
  ['missing-secret', { sign: 'key' }],
  ['provenance', { ...byKey, attest: ['provenance'] }],
  ['sign-key', { sign: 'key', signKey: 'x'.repeat(121) }],
])('What is refused comes with the advice about %s', async (topic, given) => {
  await expect(open(given)).rejects.toMatchObject({ code: 'INVALID_INPUT', topic });
});

it('The content of a key file is hidden', async () => {
  expect((await open(byKey)).masked).toEqual([privatePem]);
  // That of the input is hidden with the input.
  expect((await open({ sign: 'key', signKey: privatePem })).masked).toEqual([]);
});

it('All that a step signs is told, and what it has signed is not signed again', async () => {
  const store = new MemoryStore();
  const [one, two] = [await putArtifact(store, { a: 'one' }, []), await putArtifact(store, { a: 'two' }, [])];
  const { signing, result, said } = await open({ ...byKey, signatureFormat: 'bundle' });
  expect(await signing?.hasSigned(store, one)).toBe(false);
  for (const subject of [one, two]) {
    expect(await signing?.sign(store, subject, 'r.test/app')).toMatchObject({ isChanged: true, signatures: [{}] });
  }
  const signed = said.filter((line) => line.startsWith('info: Signed: '));
  const by = expect.stringMatching(/ by the key sha256:[0-9a-f]{64} \(bundle\)$/);
  expect(signed).toEqual([by, by]);
  expect(signed[1]).toContain(`r.test/app@${two.digest} `);
  expect(result.signatures?.map(({ reference }) => reference)).toEqual(
    [one, two].map(({ digest }) => `r.test/app@${digest}`),
  );
  expect(await signing?.sign(store, one, 'r.test/app')).toMatchObject({ isChanged: false, signatures: [{}] });
  expect(said.at(-1)).toMatch(new RegExp(`^info: Already signed by .*: r\\.test/app@${one.digest}$`));
  // Who asks for more is the signer all the same.
  const more = await open({ ...byKey, signatureFormat: 'both', attest: ['sbom=sbom.json'] });
  expect(await more.signing?.hasSigned(store, one)).toBe(true);
  expect((await open({ sign: 'key', signKey: makeKeys().privatePem })).signing).toBeDefined();
});

it('A dry run signs nothing, and says what it would', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'one' }, []);
  const { signing, said } = await open({ ...byKey, dryRun: true });
  expect(await signing?.sign(store, subject, 'r.test/app')).toMatchObject({ isChanged: true });
  expect(await Array.fromAsync(store.referrers(subject))).toEqual([]);
  expect(said).toEqual([`info: Would sign r.test/app@${subject.digest} (bundle, legacy)`]);
});

it('What ends others that work beside it ends a signature', async () => {
  const store = new MemoryStore();
  const subject = await putArtifact(store, { a: 'one' }, []);
  const { signing } = await open(byKey);
  const reason = new OciError('NETWORK', 'another target failed');
  await expect(signing?.sign(store, subject, 'r.test/app', AbortSignal.abort(reason))).rejects.toBe(reason);
});

describe('An attestation that GitHub is to list', () => {
  const server = 'https://github.test';
  const identity = {
    token: 'a.b.c',
    name: 'job',
    issuer: 'https://i.test',
    server,
    claims: {},
  } as unknown as JobIdentity;
  it('is asked for where the job has a token', async () => {
    const asked: string[] = [];
    const job: Job = {
      ask: () => Promise.reject(new OciError('NETWORK', 'no network')),
      checkToken: () => void asked.push('check'),
      identity: async () => {
        asked.push('token');
        return identity;
      },
      keep: async () => '',
    };
    const { signing } = await open({ attest: ['sbom=sbom.json'] }, { job: async () => job });
    // A token is asked for when there is something to be signed.
    expect(asked).toEqual(['check']);
    const subject = { mediaType: 'x/y', digest: `sha256:${'a'.repeat(64)}` as Digest, size: 1 };
    expect(await failure(Promise.resolve(signing?.sign(new MemoryStore(), subject, 'r.test/app')))).toMatch(
      /^SIGNING: /,
    );
    expect(asked).toEqual(['check', 'token']);
  });
});
