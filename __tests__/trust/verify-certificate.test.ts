import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rootsOfFile, type TrustRoot } from '../../src/trust/roots/trusted-root.ts';
import { type CertificateSigner, verifyCertificate } from '../../src/trust/verify-certificate.ts';
import { signKeyless, signLegacy, statement } from '../support/content/sign-keyless.ts';
import { type Sigstore, startSigstore } from '../support/servers/sigstore.ts';

let sigstore: Sigstore;
let roots: TrustRoot;

beforeAll(async () => {
  sigstore = await startSigstore();
  const { public: own, github } = sigstore.roots;
  roots = await rootsOfFile(`${JSON.stringify(own)}\n${JSON.stringify(github)}\n`, 'roots.jsonl');
});
afterAll(() => sigstore.stop());

const verify = (bundle: unknown): Promise<CertificateSigner> =>
  verifyCertificate({ format: 'bundle', bytes: Buffer.from(JSON.stringify(bundle)) }, roots);

const workflow = 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3';

it('a reason of the library is told in 200 characters', async () => {
  const bundle = await signKeyless(sigstore, { log: 'v1' });
  const [entry] = bundle.verificationMaterial.tlogEntries;
  const bare = { ...entry, inclusionProof: undefined };
  bundle.verificationMaterial.tlogEntries = Array.from({ length: 16 }, () => bare as never);
  const failure: Error = await verify(bundle).catch((error) => error);
  expect(failure.message).toMatch(/^cannot be verified: invalid bundle \(verificationMaterial.*…$/);
  expect(failure.message).toHaveLength('cannot be verified: '.length + 201);
});

describe('accepts', () => {
  it.each([
    ['Rekor v1', { log: 'v1' }],
    ['Rekor v1 and a clock', { log: 'v1', clock: 'public' }],
    ['Rekor v2 and a clock', { log: 'v2', clock: 'public' }],
    ['Rekor v2 as it was, which has the envelope, and a clock', { log: 'v2-envelope', clock: 'public' }],
    ["GitHub's clock alone", { instance: 'github', clock: 'github' }],
  ] as const)('a bundle with %s', async (_, options) => {
    const before = Date.now();
    const signer = await verify(await signKeyless(sigstore, options));
    expect(signer).toMatchObject({
      identity: workflow,
      issuer: 'https://token.actions.githubusercontent.com',
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(statement),
    });
    expect(Math.abs(signer.signedAt.getTime() - before)).toBeLessThan(60_000);
  });

  it('the older form, and tells what was signed', async () => {
    const evidence = await signLegacy(sigstore);
    const signer = await verifyCertificate(evidence, roots);
    const payloadType = 'application/vnd.dev.cosign.simplesigning.v1+json';
    expect(signer).toMatchObject({ identity: workflow, payload: evidence.payload, payloadType });
  });

  it('two times, and tells the earlier one', async () => {
    const bundle = await signKeyless(sigstore, { log: 'v1', clock: 'public', clockAhead: 300 });
    const [entry] = bundle.verificationMaterial.tlogEntries;
    expect((await verify(bundle)).signedAt).toEqual(new Date(Number(entry?.integratedTime) * 1000));
  });

  it('no time that nobody signed, beside one that a clock did', async () => {
    const bundle = await signKeyless(sigstore, { log: 'v2', clock: 'public' });
    const { signedAt } = await verify(bundle);
    const [entry] = bundle.verificationMaterial.tlogEntries;
    Object.assign(entry ?? {}, { integratedTime: '1' });
    expect((await verify(bundle)).signedAt).toEqual(signedAt);
  });

  it('a mail address as name', async () => {
    const claims = { iss: 'https://accounts.google.com', email: 'alice@example.com', job_workflow_ref: '' };
    const signer = await verify(await signKeyless(sigstore, { log: 'v1', claims }));
    expect(signer).toMatchObject({ identity: 'alice@example.com', issuer: 'https://accounts.google.com' });
  });

  it('a name with a comma', async () => {
    const claims = { job_workflow_ref: 'acme/app/.github/workflows/a,b.yml@refs/heads/x, DNS:y' };
    const { identity } = await verify(await signKeyless(sigstore, { log: 'v1', claims }));
    expect(identity).toBe('https://github.com/acme/app/.github/workflows/a,b.yml@refs/heads/x, DNS:y');
  });

  it('what a certificate says besides, as text', async () => {
    const { extensions } = await verify(await signKeyless(sigstore, { log: 'v1' }));
    expect(extensions).toMatchObject({
      1: 'https://token.actions.githubusercontent.com',
      2: 'push',
      5: 'acme/app',
      8: 'https://token.actions.githubusercontent.com',
      9: workflow,
      11: 'github-hosted',
      12: 'https://github.com/acme/app',
      13: 'c0ffee'.padEnd(40, '0'),
      14: 'refs/tags/v1.2.3',
      15: '1001',
      18: workflow,
      20: 'push',
      21: 'https://github.com/acme/app/actions/runs/42/attempts/1',
      22: 'public',
    });
  });
});

describe('a log', () => {
  const [past, future] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)].map((date) =>
    date.toISOString(),
  );

  it.each([
    ['v1', { start: past, end: future }, workflow],
    ['v2', { start: past, end: future }, workflow],
    ['v1', { start: '2020-01-01T00:00:00Z', end: past }, 'promise could not be verified'],
    ['v2', { start: '2020-01-01T00:00:00Z', end: past }, 'a log that was not valid'],
    ['v2-envelope', { start: future }, 'a log that was not valid'],
  ] as const)('of version %s that is valid from and to %j', async (log, validFor, expected) => {
    const { tlogs, ...root } = sigstore.roots.public as { tlogs: { publicKey: object }[] };
    const aged = tlogs.map((each) => ({ ...each, publicKey: { ...each.publicKey, validFor } }));
    const bytes = Buffer.from(JSON.stringify(await signKeyless(sigstore, { log, clock: 'public' })));
    const own = await rootsOfFile(JSON.stringify({ ...root, tlogs: aged }), 'root.json');
    const outcome = verifyCertificate({ format: 'bundle', bytes }, own).then(
      ({ identity }) => identity,
      ({ message }: Error) => message,
    );
    expect(await outcome).toContain(expected);
  });
});

/** A root in which the validity of what is on one list starts at another time, or at none. */
function startingAt(root: object, list: string, start: string): object {
  const validFor = start === '' ? {} : { start };
  const entries = (root as Record<string, { publicKey?: object }[]>)[list] ?? [];
  return {
    ...root,
    [list]: entries.map((entry) =>
      entry.publicKey ? { ...entry, publicKey: { ...entry.publicKey, validFor } } : { ...entry, validFor },
    ),
  };
}

it.each(
  ['certificateAuthorities', 'timestampAuthorities', 'tlogs', 'ctlogs'].flatMap((list) =>
    ['', 'soon'].map((start) => [list, start] as const),
  ),
)('a root is refused whose %s are valid from %j', async (list, start) => {
  const text = JSON.stringify(startingAt(sigstore.roots.public, list, start));
  const refusal = { code: 'INVALID_INPUT', topic: 'trust-root' };
  await expect(rootsOfFile(text, 'root.json')).rejects.toMatchObject(refusal);
});
