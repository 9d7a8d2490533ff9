import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { Job } from '../../../src/modes/contract/mode.ts';
import { encodeStatement } from '../../../src/trust/formats/statement.ts';
import { fetchedRoots, type PublishedRoots } from '../../../src/trust/roots/trusted-root.ts';
import type { Fetch } from '../../../src/trust/roots/tuf.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { signingConfig } from '../../support/servers/services.ts';
import { makeTufFiles, makeTufKey, makeTufRoot } from '../../support/servers/sigstore/tuf-repository.ts';
import { type Sigstore, startSigstore } from '../../support/servers/sigstore.ts';
import { askOver, identityOf } from '../../support/trust/ask.ts';
import { authorityAskedOf, claims, openAJob } from '../../support/trust/open-job.ts';

const rootsOf = (fetch: Fetch, url: string, anchor: string): PublishedRoots =>
  fetchedRoots(fetch, makeFolder(), [
    { name: 'sigstore.dev', organization: 'sigstore.mock', url, anchor: async () => anchor, logs: 1, scts: 1 },
  ]);

describe('the services of the public instance', () => {
  const [key, thief] = [makeTufKey(), makeTufKey()];
  const anchor = makeTufRoot(1, { keys: [key], online: key, signers: [key] }).toString();
  const [name, secondName] = ['signing_config.v0.2.json', 'signing_config_rekor_v2.v0.2.json'];
  const texts = {
    [name]: signingConfig('https://v1.test', { clock: true }),
    [secondName]: signingConfig('https://v2.test', { log: 'v2', clock: true }),
  };
  const publish = (given: Record<string, string> = texts, by = key) =>
    makeTufFiles(Object.fromEntries(Object.entries(given).map(([each, text]) => [each, Buffer.from(text)])), by);

  /** The roots of a repository with these files; without any, it cannot be reached. */
  function serve(files?: Map<string, Buffer>) {
    const asked: string[] = [];
    const fetch: Fetch = async (url) => {
      const { pathname } = new URL(url);
      asked.push(pathname);
      if (!files) throw new OciError('NETWORK', 'no network');
      const found = files.get(pathname);
      if (!found) throw new OciError('NOT_FOUND', 'it is not there');
      return found;
    };
    const roots = rootsOf(fetch, 'https://tuf.test', anchor);
    return { publicRoots: async () => roots, asked };
  }

  const fulcio = (host: string) => `https://${host}/api/v2/signingCert`;
  const older = 'notice: The older format cannot hold an entry of Rekor v2, so only a bundle is written';
  const told =
    'notice: signing-config: public-v2 writes the names of this repository and its workflow to a public log, for ever';
  it.each<[string, object, string, string[], string[]]>([
    ['those of its config', {}, 'v1.test/public', ['bundle', 'legacy'], []],
    ['the same where they are asked for', { signingConfig: 'public' }, 'v1.test/public', ['bundle', 'legacy'], []],
    ['those of version 2', { signingConfig: 'public-v2' }, 'v2.test/public', ['bundle'], [older]],
  ])('are %s', async (_, inputs, host, formats, log) => {
    const { publicRoots } = serve(publish());
    expect(await authorityAskedOf({ inputs, publicRoots })).toEqual({ asked: [fulcio(host)], formats, log });
  });

  it('are told where they show the names of a private repository', async () => {
    const said = { repository_visibility: 'private' };
    const { publicRoots } = serve(publish());
    const { log } = await authorityAskedOf({ said, inputs: { signingConfig: 'public-v2' }, publicRoots });
    expect(log).toEqual([told, older]);
  });

  const both = (changes: object) => {
    const text = JSON.stringify({ ...JSON.parse(texts[name] ?? ''), ...changes });
    return publish({ [name]: text, [secondName]: text });
  };
  const service = (more: object) => ({ url: 'https://v1.test', majorApiVersion: 1, ...more });
  const ended = service({ validFor: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } });
  const future = service({ majorApiVersion: 3, validFor: { start: '2020-01-01T00:00:00Z' } });
  const otherHost = (bytes: Buffer) => Buffer.from(bytes.toString().replaceAll('.test', '.evil'));
  const changed = () =>
    new Map([...publish()].map(([path, bytes]) => [path, path.startsWith('/targets/') ? otherHost(bytes) : bytes]));
  const update = 'The signing config of sigstore.dev cannot be brought up to date: ';
  const names = 'The signing config of sigstore.dev names no ';
  it.each<[string, Map<string, Buffer> | undefined, string]>([
    ['that was changed', changed(), `${update}Expected hash`],
    ['that another key signed', publish(texts, thief), `${update}timestamp was signed by 0/1 keys`],
    ['that is not there', publish({}), `${update}it has no signing_config`],
    ['that cannot be reached', undefined, `${update}no network`],
    ['that is none', publish({ [name]: '{}', [secondName]: '{}' }), 'is not a signing config of Sigstore: '],
    ['whose authority has ended', both({ caUrls: [ended] }), `${names}authority (caUrls)`],
    ['whose authority is of another version', both({ caUrls: [future] }), `${names}authority (caUrls)`],
    ['whose log has ended', both({ rekorTlogUrls: [ended] }), `${names}log (rekorTlogUrls)`],
  ])('are the known ones, and none of version 2, by a config %s', async (_, files, says) => {
    const found = await authorityAskedOf(serve(files));
    expect(found).toMatchObject({ asked: [fulcio('fulcio.sigstore.dev')], formats: ['bundle', 'legacy'] });
    expect(found.log).toEqual([
      expect.stringMatching(/^notice: .*\. The services that this release knows are used instead$/),
    ]);
    expect(found.log[0]).toContain(says);
    const inputs = { signingConfig: 'public-v2' };
    const { opened, asked, log } = await openAJob({ inputs, ...serve(files) });
    const message = expect.stringContaining(says);
    await expect(opened()).rejects.toMatchObject({ code: 'SIGNING', topic: 'public-services', message });
    expect([asked, log]).toEqual([[], []]);
  });

  it('are not asked for twice in a step where they cannot be had', async () => {
    const { publicRoots, asked } = serve();
    const roots = await publicRoots();
    const root = roots.instanceOf({ issuer: 'O=sigstore.mock' } as never);
    await expect(Promise.all([roots.signingConfig(name), root])).rejects.toMatchObject({ code: 'NETWORK' });
    await expect(root).rejects.toMatchObject({ code: 'NETWORK' });
    expect(asked).toEqual(['/2.root.json']);
  });

  it('are no known ones where the step was cancelled', async () => {
    const { opened } = await openAJob({ ...serve(), isCancelled: true });
    await expect(opened()).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the public instance', () => {
  let sigstore: Sigstore;
  beforeAll(async () => {
    sigstore = await startSigstore();
  });
  afterAll(() => sigstore?.stop());

  const walk = ['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json'].map((name) => `/tuf/${name}`);
  const targetOf = (name: string) => `/tuf/targets/<hash>.${name}`;
  it.each<[string, string[], string[]]>([
    ['public', [targetOf('signing_config.v0.2.json')], ['/public/api/v2/signingCert', '/api/v1/log/entries']],
    [
      'public-v2',
      [targetOf('signing_config_rekor_v2.v0.2.json')],
      ['/public/api/v2/signingCert', '/api/v2/log/entries', '/public/api/v1/timestamp'],
    ],
  ])('signs by %s as it publishes itself, and verifies by the same walk', async (name, config, services) => {
    const requests: string[] = [];
    const note = (url: string) => requests.push(new URL(url).pathname.replace(/[\da-f]{64}/, '<hash>'));
    const fetchFile: Fetch = async (url) => {
      note(url);
      const response = await fetch(url);
      if (response.status === 404) throw new OciError('NOT_FOUND', url);
      return Buffer.from(await response.arrayBuffer());
    };
    const ask: Job['ask'] = (url, options) => {
      note(url);
      return askOver(url, options);
    };
    const roots = rootsOf(fetchFile, `${sigstore.url}/tuf`, sigstore.anchor);
    const { opened } = await openAJob({
      inputs: { signingConfig: name },
      publicRoots: async () => roots,
      job: { ask, identity: async () => ({ server: 'https://github.com', claims, ...(await identityOf(sigstore)) }) },
    });
    const { signer } = await opened();
    const digest = `sha256:${'a'.repeat(64)}` as const;
    const { evidence } = await signer.sign(
      encodeStatement(digest, { predicateType: 'https://a.test/b', predicate: {} }),
    );
    expect(await signer.isOwn(evidence, digest, 'https://a.test/b', false)).toBe(true);
    const [first, ...rest] = requests.splice(walk.length + 1);
    expect([requests, first, rest.slice(0, -1).toSorted(), rest.at(-1)]).toEqual([
      [...walk, ...config],
      services[0],
      services.slice(1).toSorted(),
      targetOf('trusted_root.json'),
    ]);
  });
});
