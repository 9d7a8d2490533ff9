import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { fetchedRoots, type RootSource, rootsOfFile, type TrustRoot } from '../../../src/trust/roots/trusted-root.ts';
import type { Fetch } from '../../../src/trust/roots/tuf.ts';
import { verifyCertificate } from '../../../src/trust/verify-certificate.ts';
import { type KeylessOptions, signKeyless } from '../../support/content/sign-keyless.ts';
import { makeTufFiles, makeTufKey, makeTufRoot } from '../../support/servers/sigstore/tuf-repository.ts';
import { type Sigstore, startSigstore } from '../../support/servers/sigstore.ts';
import { namesake } from '../../support/trust/namesake.ts';

let sigstore: Sigstore;
beforeAll(async () => {
  sigstore = await startSigstore();
});
afterAll(() => sigstore.stop());

async function identityBy(roots: TrustRoot, options: KeylessOptions): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(await signKeyless(sigstore, options)));
  return (await verifyCertificate({ format: 'bundle', bytes }, roots)).identity;
}

const workflow = 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.2.3';

describe('a file', () => {
  const [v1, github] = [{ log: 'v1' }, { instance: 'github', clock: 'github' }] as const;

  it('of one root, on many lines or one', async () => {
    for (const indent of [0, 2]) {
      const roots = await rootsOfFile(JSON.stringify(sigstore.roots.public, undefined, indent), 'root.json');
      expect(await identityBy(roots, v1)).toBe(workflow);
      await expect(identityBy(roots, github)).rejects.toThrow('an authority that is not trusted');
    }
  });

  it('of several roots, one a line, which are not put together', async () => {
    const { public: own, github: other } = sigstore.roots;
    const roots = await rootsOfFile(`${JSON.stringify(own)}\r\n${JSON.stringify(other)}\r\n\r\n`, 'roots.jsonl');
    expect(await identityBy(roots, v1)).toBe(workflow);
    expect(await identityBy(roots, github)).toBe(workflow);
    const noLog = { instance: 'public', clock: 'github' } as const;
    await expect(identityBy(roots, noLog)).rejects.toThrow('timestamp could not be verified');
  });

  it('asks for a log, and a signed certificate timestamp, where it lists any', async () => {
    const { public: own, github: other } = sigstore.roots as Record<string, Record<string, unknown[]>>;
    const both = [...(own?.['certificateAuthorities'] ?? []), ...(other?.['certificateAuthorities'] ?? [])];
    const roots = await rootsOfFile(JSON.stringify({ ...own, certificateAuthorities: both }), 'root.json');
    await expect(identityBy(roots, { instance: 'github', log: 'v1' })).rejects.toThrow('expected 1 SCTs, got 0');
    await expect(identityBy(roots, { clock: 'public' })).rejects.toThrow('expected 1 tlog entries, got 0');
    const noCt = await rootsOfFile(JSON.stringify({ ...own, certificateAuthorities: both, ctlogs: [] }), 'root.json');
    expect(await identityBy(noCt, { instance: 'github', log: 'v1' })).toBe(workflow);
  });

  it.each([
    ['nothing', '', 'root.json is not a trusted root of Sigstore: it is not valid JSON'],
    ['text', 'hello', 'root.json is not a trusted root of Sigstore: it is not valid JSON'],
    [
      'a signing config',
      '{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json"}',
      'it has the media type "application/vnd.dev.sigstore.signingconfig.v0.2+json"',
    ],
    ['another document', '{}', 'root.json is not a trusted root of Sigstore: it has the media type ""'],
    [
      'a certificate that is none',
      '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","certificateAuthorities":[{"certChain":{"certificates":[{"rawBytes":"YQ=="}]}}]}',
      'root.json is not a trusted root of Sigstore: error:',
    ],
    [
      'lists that are none',
      '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","certificateAuthorities":7}',
      'root.json is not a trusted root of Sigstore: it lists no authorities and no logs',
    ],
  ])('with %s is refused', async (_, text, message) => {
    const work = rootsOfFile(text.replace('OWN', JSON.stringify(sigstore.roots.public)), 'root.json');
    await expect(work).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(message),
      topic: 'trust-root',
    });
  });
});

describe('by TUF', () => {
  const [first, second, third, online, thief] = Array.from({ length: 5 }, makeTufKey) as [Key, Key, Key, Key, Key];
  type Key = ReturnType<typeof makeTufKey>;
  const target = () => ({ 'trusted_root.json': Buffer.from(JSON.stringify(sigstore.roots.public)) });

  /** The first root has expired, and each was signed by its own keys and those of the one before. */
  const anchor = makeTufRoot(1, { keys: [first], online, signers: [first], expires: -400 });
  const chain = () =>
    new Map([
      [
        '/2.root.json',
        makeTufRoot(2, { keys: [second, first], threshold: 2, online, signers: [first, second], expires: -40 }),
      ],
      [
        '/3.root.json',
        makeTufRoot(3, { keys: [third, second], threshold: 2, online, signers: [first, second, third] }),
      ],
    ]);

  let files: Map<string, Buffer>;
  let folder: string;
  let asked: string[];
  beforeEach(async () => {
    files = new Map([...chain(), ...makeTufFiles(target(), online, 2)]);
    folder = await mkdtemp(join(tmpdir(), 'oci-artifact-tuf-'));
    asked = [];
  });

  afterEach(() => rm(folder, { recursive: true }));

  const fetch: Fetch = async (url) => {
    const { pathname } = new URL(url);
    asked.push(pathname.replace(/[0-9a-f]{64}/, '<hash>'));
    const found = files.get(pathname);
    if (!found) throw new OciError('NOT_FOUND', `nothing at ${pathname}`);
    return found;
  };
  const sourceOf = (changes: Partial<RootSource> = {}): RootSource => ({
    name: 'test',
    organization: 'sigstore.mock',
    url: 'https://tuf.test',
    anchor: async () => anchor.toString(),
    logs: 1,
    scts: 1,
    ...changes,
  });
  const rootsBy = (get: Fetch = fetch) => fetchedRoots(get, folder, [sourceOf()]);
  const verify = (roots: TrustRoot) => identityBy(roots, { log: 'v1' });

  it('walks a chain of three roots from an anchor that has expired, and asks nothing twice in a step', async () => {
    const roots = rootsBy();
    expect(await verify(roots)).toBe(workflow);
    expect(await verify(roots)).toBe(workflow);
    expect(asked).toEqual([
      '/2.root.json',
      '/3.root.json',
      '/4.root.json',
      '/timestamp.json',
      '/2.snapshot.json',
      '/2.targets.json',
      '/targets/<hash>.trusted_root.json',
    ]);
  });

  it('has issued nothing that only names its organization', async () => {
    const done = identityBy(rootsBy(), { log: 'v1', instance: 'other' });
    await expect(done).rejects.toThrow('an authority that is not trusted');
    expect(asked).toHaveLength(7);
  });

  it.each([
    ['a log is needed that the root does not list', { logs: 1, scts: 0 }, [], 'expected 1 tlog entries, got 0'],
    ['a log is not needed, though the root lists some', { logs: 0, scts: 1 }, undefined, workflow],
  ] as const)('says by the source, and not by what was fetched, that %s', async (_, needs, logs, says) => {
    const own = sigstore.roots.public as object;
    const text = JSON.stringify({ ...own, ...(logs === undefined ? {} : { tlogs: logs }) });
    files = new Map([...chain(), ...makeTufFiles({ 'trusted_root.json': Buffer.from(text) }, online)]);
    const done = identityBy(fetchedRoots(fetch, folder, [sourceOf(needs)]), { clock: 'public' });
    expect(await done.catch(({ message }: Error) => message)).toContain(says);
  });

  it('asks the second source of an organization where the first has not issued it', async () => {
    const github = { 'trusted_root.json': Buffer.from(JSON.stringify(sigstore.roots.github)) };
    const first = new Map([...chain(), ...makeTufFiles(github, online)]);
    const both: Fetch = async (url, limit) => {
      const { host, pathname } = new URL(url);
      return (host === 'first.test' && first.get(pathname)) || fetch(url, limit);
    };
    const sources = [sourceOf({ name: 'first', url: 'https://first.test' }), sourceOf()] as const;
    expect(await verify(fetchedRoots(both, folder, sources))).toBe(workflow);
  });

  it('ends the walk along the roots where the server denies the next one', async () => {
    const denying: Fetch = (url, limit) =>
      url.endsWith('/4.root.json') ? Promise.reject(new OciError('DENIED', 'no')) : fetch(url, limit);
    expect(await verify(rootsBy(denying))).toBe(workflow);
  });

  it('asks for no more of each file than it may have', async () => {
    const limits: number[] = [];
    await verify(
      rootsBy((url, limit) => {
        limits.push(limit);
        return fetch(url, limit);
      }),
    );
    const { length } = Object.values(target())[0] as Buffer;
    const kib = 1024;
    // The last is said by what is signed.
    expect(limits.slice(0, 4)).toEqual([500 * kib, 500 * kib, 500 * kib, 16 * kib]);
    expect(limits.slice(4).every((limit) => limit > 0 && limit < 10_000 * kib)).toBe(true);
    expect(limits.at(-1)).toBe(length);
  });

  it('takes what has not changed from the step before', async () => {
    await verify(rootsBy());
    asked = [];
    await verify(rootsBy());
    expect(asked).toEqual(['/2.root.json', '/3.root.json', '/4.root.json', '/timestamp.json']);
  });

  it('looks for nothing where an unknown authority issued the certificate', async () => {
    const roots = fetchedRoots(fetch, folder);
    await expect(verify(roots)).rejects.toThrow('an authority that is not trusted');
    expect(asked).toEqual([]);
  });

  const other = () => {
    const [own = Buffer.alloc(0)] = Object.values(target());
    return Buffer.concat([own.subarray(0, -1), Buffer.from(' }')]);
  };
  const put = (pattern: RegExp, bytes: Buffer) => {
    const path = [...files.keys()].find((each) => pattern.test(each)) ?? '';
    files.set(path, bytes);
  };
  const huge = Buffer.alloc(6_000_000, ' ');

  it.each<[string, () => void, string]>([
    [
      'another anchor',
      () => put(/2.root/, makeTufRoot(2, { keys: [thief], online: thief, signers: [thief] })),
      'root was signed by 0/1 keys',
    ],
    [
      'a root that the one before signed with fewer keys than it must',
      () => put(/3.root/, makeTufRoot(3, { keys: [third], online, signers: [second, third] })),
      'root was signed by 1/2 keys',
    ],
    [
      'a root that its own keys signed too seldom',
      () =>
        put(/3.root/, makeTufRoot(3, { keys: [third, thief], threshold: 2, online, signers: [first, second, third] })),
      'root was signed by 1/2 keys',
    ],
    [
      'one key that signs twice',
      () => put(/3.root/, makeTufRoot(3, { keys: [third], online, signers: [second, second, third] })),
      'multiple signatures found for keyid',
    ],
    [
      'a root of another version',
      () => put(/3.root/, makeTufRoot(5, { keys: [third], online, signers: [first, second, third] })),
      'Expected version 3, got 5',
    ],
    [
      'a last root that has expired',
      () => put(/3.root/, makeTufRoot(3, { keys: [third], online, signers: [first, second, third], expires: -1 })),
      'Final root.json is expired',
    ],
    [
      'a timestamp of another key',
      () => put(/timestamp/, makeTufFiles(target(), thief).get('/timestamp.json') ?? huge),
      'timestamp was signed by 0/1 keys',
    ],
    [
      'targets of another key',
      () => put(/targets.json/, makeTufFiles(target(), thief, 2).get('/2.targets.json') ?? huge),
      'targets was signed by 0/1 keys',
    ],
    ['a target that is longer', () => put(/trusted_root/, other()), 'is larger than'],
    [
      'a target that was changed',
      () => put(/trusted_root/, Buffer.from(Object.values(target()).join('').replace('sigstore', 'Sigstore'))),
      'Expected hash',
    ],
    ['a huge root', () => put(/2.root/, huge), 'https://tuf.test/2.root.json is larger than 500 KiB'],
    ['a huge timestamp', () => put(/timestamp/, huge), 'https://tuf.test/timestamp.json is larger than 16 KiB'],
    [
      'a target that is said to be huge',
      () => (files = new Map([...chain(), ...makeTufFiles({ 'trusted_root.json': huge }, online)])),
      'trusted_root.json is larger than 1 MiB',
    ],
    ['no target', () => (files = new Map([...chain(), ...makeTufFiles({}, online)])), 'it has no trusted_root.json'],
    ['garbage', () => put(/timestamp/, Buffer.from('garbage')), 'is not valid JSON'],
    ['nothing at all', () => files.clear(), 'nothing at /timestamp.json'],
  ])('refuses %s', async (_, change, words) => {
    change();
    const message = expect.stringMatching(/^The trust root of test cannot be brought up to date: /);
    const failure = await verify(rootsBy()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'OciError', message });
    expect((failure as Error).message).toContain(words);
  });

  it('refuses what is signed, and no trusted root', async () => {
    files = new Map([...chain(), ...makeTufFiles({ 'trusted_root.json': Buffer.from('{}') }, online)]);
    const message = 'The trust root of test cannot be read: it has the media type ""';
    await expect(verify(rootsBy())).rejects.toMatchObject({ code: 'INTEGRITY', message, topic: 'trust-root' });
  });

  it('refuses to go back to what was before', async () => {
    await verify(rootsBy());
    files = new Map([...chain(), ...makeTufFiles(target(), online, 1)]);
    await expect(verify(rootsBy())).rejects.toThrow('New timestamp version 1 is less than current version 2');
  });

  it('does not believe a root.json, or a target, that somebody put into its folder', async () => {
    await verify(rootsBy());
    const place = join(folder, 'tuf.test');
    await writeFile(join(place, 'root.json'), makeTufRoot(3, { keys: [thief], online: thief, signers: [thief] }));
    await writeFile(join(place, 'target-trusted_root.json'), other());
    expect(await verify(rootsBy())).toBe(workflow);
    expect(await readFile(join(place, 'target-trusted_root.json'))).toEqual(Object.values(target())[0]);
  });

  it.each(['NETWORK', 'RATE_LIMITED'] as const)('fails with the code of a request, such as %s', async (code) => {
    for (const path of ['/2.root.json', '/timestamp.json', '/2.snapshot.json', '/2.targets.json']) {
      const failing: Fetch = async (url, limit) => {
        if (url.endsWith(path)) throw new OciError(code, 'it was late');
        return fetch(url, limit);
      };
      const message = 'The trust root of test cannot be brought up to date: it was late';
      await expect(verify(rootsBy(failing))).rejects.toMatchObject({ code, message, topic: 'trust-root' });
    }
  });

  it('begins with the anchors that we have, and asks for the roots after them', async () => {
    for (const [issuer, next] of [
      ['O=sigstore.dev\nCN=x', /^https:\/\/tuf-repo-cdn\.sigstore\.dev\/\d+\.root\.json$/],
      // As Node writes a comma.
      ['O=GitHub\\, Inc.\nCN=x', /^https:\/\/tuf-repo\.github\.com\/\d+\.root\.json$/],
    ] as const) {
      const urls: string[] = [];
      const roots = fetchedRoots(async (url) => {
        urls.push(url);
        throw new OciError('NETWORK', 'no network');
      }, folder);
      await expect(roots.instanceOf({ issuer } as never)).rejects.toThrow('no network');
      expect(urls).toEqual([expect.stringMatching(next)]);
    }
  });

  it('has for the public instance the anchor that npm has', async () => {
    const { default: seeds } = await import('@sigstore/tuf/seeds.json', { with: { type: 'json' } });
    const { 'root.json': root, targets } = seeds['https://tuf-repo-cdn.sigstore.dev'];
    const text = Buffer.from(targets['trusted_root.json'], 'base64').toString();
    await expect(verify(await rootsOfFile(text, 'root.json'))).rejects.toThrow('an authority that is not trusted');
    const own = join(import.meta.dirname, '../../../src/trust/roots/anchors/tuf-repo-cdn.sigstore.dev.root.json');
    expect(await readFile(own)).toEqual(Buffer.from(root, 'base64'));
  });

  // In a process of its own: the first to read a certificate, with nothing of TLS loaded before.
  it('leaves TLS as it was, also where it comes after the certificate', async () => {
    const script = `
      import { X509Certificate } from 'node:crypto';
      import { fetchedRoots } from ${JSON.stringify(import.meta.resolve('../../../src/trust/roots/trusted-root.ts'))};
      const fetch = async () => {
        const { connect } = await import('node:tls');
        await new Promise((_, reject) => connect({ host: '127.0.0.1', port: 1 }).on('error', reject));
      };
      const certificate = new X509Certificate(Buffer.from('${namesake}', 'base64'));
      await fetchedRoots(fetch, ${JSON.stringify(folder)}).instanceOf(certificate).catch((error) => console.log(error.message));
    `;
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe(
      'The trust root of sigstore.dev cannot be brought up to date: connect ECONNREFUSED 127.0.0.1:1\n',
    );
  });

  it('over HTTP', async () => {
    const overHttp: Fetch = async (url) => {
      const response = await globalThis.fetch(url);
      if (response.status === 404) throw new OciError('NOT_FOUND', url);
      return Buffer.from(await response.arrayBuffer());
    };
    const source = {
      name: 'test',
      organization: 'sigstore.mock',
      url: `${sigstore.url}/tuf`,
      logs: 1,
      scts: 1,
    } as const;
    const roots = fetchedRoots(overHttp, folder, [{ ...source, anchor: async () => sigstore.anchor }]);
    expect(await verify(roots)).toBe(workflow);
  });
});
