import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { encodeStatement } from '../../../src/trust/formats/statement.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { signingConfig } from '../../support/servers/services.ts';
import { authorityAskedOf, claims, type Given, openAJob } from '../../support/trust/open-job.ts';

let workspace: string;
beforeAll(async () => {
  workspace = makeFolder();
  const publicKey = { validFor: { start: '2020-01-01T00:00:00Z' } };
  const tlogs = [{ baseUrl: 'https://log.test', publicKey }];
  const root = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', tlogs };
  await writeFile(join(workspace, 'root.json'), JSON.stringify(root));
  await writeFile(join(workspace, 'own.json'), signingConfig('https://sigstore.test'));
  await writeFile(join(workspace, 'own-v2.json'), signingConfig('https://sigstore.test', { log: 'v2', clock: true }));
  await writeFile(join(workspace, 'none.json'), '{}');
  await writeFile(join(workspace, 'large.json'), ' '.repeat(256 * 1024 + 1));
});

const open = (given: Given) => openAJob({ workspace, ...given });
const authorityOf = (given: Given) => authorityAskedOf({ workspace, ...given });
const own = { signingConfig: 'own.json', trustedRoot: 'root.json' };
const fulcio = (host: string) => `https://${host}/api/v2/signingCert`;
const notice =
  'notice: signing-config: public writes the names of this repository and its workflow to a public log, for ever';

describe('the services of a job', () => {
  it.each<[string, Given, string, string[]]>([
    ['in a public repository', {}, fulcio('v1.test/public'), []],
    ['in a private one', { said: { repository_visibility: 'private' } }, fulcio('fulcio.githubapp.com'), []],
    ['in an internal one', { said: { repository_visibility: 'internal' } }, fulcio('fulcio.githubapp.com'), []],
    ['where nothing is said of it', { said: { repository_visibility: undefined } }, fulcio('fulcio.githubapp.com'), []],
    [
      'where something new is said of it',
      { said: { repository_visibility: 'Public' } },
      fulcio('fulcio.githubapp.com'),
      [],
    ],
    [
      'in a public one, that asks for others',
      { inputs: { signingConfig: 'github' } },
      fulcio('fulcio.githubapp.com'),
      [],
    ],
    ['in a public one, that asks for them', { inputs: { signingConfig: 'public' } }, fulcio('v1.test/public'), []],
    [
      'in a private one, that asks for the public ones',
      { said: { repository_visibility: 'private' }, inputs: { signingConfig: 'public' } },
      fulcio('v1.test/public'),
      [notice],
    ],
    [
      'in an internal one, that asks for the public ones',
      { said: { repository_visibility: 'internal' }, inputs: { signingConfig: 'public' } },
      fulcio('v1.test/public'),
      [notice],
    ],
    [
      'of a tenant of ghe.com',
      { server: 'https://octo.ghe.com', said: { repository_visibility: 'private' } },
      fulcio('fulcio.octo.ghe.com'),
      [],
    ],
    [
      'of a server that calls itself public, by the word alone',
      { server: 'https://github.example.com', inputs: { signingConfig: 'public' } },
      fulcio('v1.test/public'),
      [],
    ],
    [
      'of a private repository, by a file',
      { said: { repository_visibility: 'private' }, inputs: own },
      'https://sigstore.test/public/api/v2/signingCert',
      [],
    ],
    [
      'of a server, by a file',
      { server: 'https://github.example.com', inputs: own },
      'https://sigstore.test/public/api/v2/signingCert',
      [],
    ],
  ])('%s', async (_, given, url, said) => {
    const { asked, formats, log } = await authorityOf(given);
    expect(asked).toEqual([url]);
    expect(log).toEqual(said);
    expect(formats).toEqual(['bundle', 'legacy']);
  });

  // Its token is nobody's business but its own.
  it.each(['https://github.example.com', 'https://github.com.example.com', 'https://my.github.com'])(
    'are not the public ones on a GitHub Enterprise Server, unless it says so: %s',
    async (server) => {
      const { opened, asked } = await open({ server });
      await expect(opened()).rejects.toMatchObject({ code: 'SIGNING', topic: 'certificate-refused' });
      expect(asked).toEqual([]);
    },
  );

  it.each(['private', 'internal', 'public'])('are none on a GitHub Enterprise Server, %s', async (visibility) => {
    const said = { repository_visibility: visibility };
    const { opened } = await open({ server: 'https://github.example.com', said, inputs: { signingConfig: 'github' } });
    await expect(opened()).rejects.toMatchObject({
      code: 'SIGNING',
      topic: 'certificate-refused',
      message: 'https://github.example.com has no Sigstore of its own, so this job cannot get a certificate',
    });
  });

  it.each<[string, object, string]>([
    [
      'without its root',
      { signingConfig: 'own.json' },
      'The file "own.json" of the input signing-config is given without trusted-root',
    ],
    [
      'that is none',
      { ...own, signingConfig: 'none.json' },
      'The file "none.json" of the input signing-config is not a signing config of Sigstore',
    ],
    [
      'that is too large',
      { ...own, signingConfig: 'large.json' },
      'The file "large.json" of the input signing-config is larger than 256 KiB',
    ],
    ['that is missing', { ...own, signingConfig: 'x.json' }, 'The file "x.json" of the input signing-config '],
    [
      'outside of the workspace',
      { ...own, signingConfig: '../x.json' },
      'The file "../x.json" of the input signing-config ',
    ],
    ['that is a word', { ...own, signingConfig: 'Public' }, 'The file "Public" of the input signing-config '],
  ])('are refused by a file %s, before a token is asked for', async (_, inputs, message) => {
    await expect(open({ inputs })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      topic: expect.stringMatching(/^(?:signing-config|missing-file)$/),
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['missing', 'x.json', 'The file "x.json" of the input trusted-root '],
    ['no root', 'none.json', 'The file "none.json" of the input trusted-root is not a trusted root of Sigstore: '],
  ])(
    'are refused where the file with their root is %s, before a token is asked for',
    async (_, trustedRoot, message) => {
      await expect(open({ inputs: { ...own, trustedRoot } })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining(message),
      });
    },
  );
});

describe('what is signed', () => {
  const provenance = [{ kind: 'provenance' as const }];
  const older = 'notice: The older format cannot hold an entry of Rekor v2, so only a bundle is written';
  it.each<[string, object, string[], string[]]>([
    ['both formats', own, ['bundle', 'legacy', 'provenance'], []],
    ['one of them', { ...own, signatureFormat: 'bundle' }, ['bundle', 'provenance'], []],
    ['a bundle for Rekor v2', { ...own, signingConfig: 'own-v2.json' }, ['bundle', 'provenance'], [older]],
    [
      'a bundle for Rekor v2 that is asked for',
      { ...own, signingConfig: 'own-v2.json', signatureFormat: 'bundle' },
      ['bundle', 'provenance'],
      [],
    ],
    ['no signature without sign', { ...own, sign: 'none' }, ['provenance'], []],
  ])('is %s', async (_, inputs, formats, said) => {
    const found = await authorityOf({ inputs, attest: provenance });
    expect([found.formats, found.log]).toEqual([formats, said]);
  });

  it('is signed by a token that is got again when the first one may have expired', async () => {
    const { opened, tokens } = await open({});
    const { signer } = await opened();
    const now = performance.now();
    const later = jest.spyOn(performance, 'now').mockReturnValue(now + 180_000);
    const claim = { predicateType: 'https://a.test/b', predicate: {} };
    const signed = signer.sign(encodeStatement(`sha256:${'a'.repeat(64)}`, claim));
    await expect(signed).rejects.toMatchObject({ code: 'SIGNING' });
    later.mockRestore();
    expect(tokens()).toBe(2);
  });

  it('is judged by the roots of the file, and without one by the public ones', async () => {
    const asked: string[] = [];
    for (const inputs of [own, {}]) {
      const publicRoots = async () => {
        asked.push('public roots');
        return Promise.reject(new OciError('NETWORK', 'no network'));
      };
      const { opened } = await open({ inputs, publicRoots });
      const { signer } = await opened();
      // Where roots are given, what was just made has to pass before them; else what we know of it counts alone.
      const evidence = { format: 'bundle', certificate: Buffer.from('x') } as never;
      const isOwn = (isNew: boolean) =>
        signer.isOwn(evidence, `sha256:${'a'.repeat(64)}`, 'x', isNew).then(String, (error: OciError) => error.code);
      asked.push(await isOwn(true), await isOwn(false));
    }
    // The services come from where the public roots do.
    expect(asked).toEqual(['SIGNING', 'false', 'public roots', 'ARTIFACT', 'false']);
  });

  it('is nothing where the job may not have a token, and none is asked for', async () => {
    const refused = new OciError('SIGNING', 'no token');
    const checkToken = () => {
      throw refused;
    };
    await expect(open({ checkToken })).rejects.toBe(refused);
  });

  it('is signed in words that tell the job', async () => {
    const { opened } = await open({});
    expect((await opened()).signer.label).toBe('acme/app, refs/heads/main, x.yml');
  });

  it.each(Object.keys(claims).filter((name) => name !== 'repository_visibility'))(
    'is no provenance without the claim %s',
    async (name) => {
      const { opened } = await open({ said: { [name]: undefined }, attest: provenance });
      await expect(opened()).rejects.toMatchObject({
        code: 'SIGNING',
        topic: 'provenance',
        message: `The token of this job does not say ${name}, which a provenance needs`,
      });
    },
  );

  it('needs none of them without a provenance', async () => {
    const { opened } = await open({ said: { run_id: undefined, sha: undefined } });
    expect((await opened()).claims.map(({ label }) => label)).toEqual(['bundle', 'legacy']);
  });
});
