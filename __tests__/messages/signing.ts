import { createJob } from '../../src/action/open/job.ts';
import { OciError } from '../../src/errors.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { askService, documentOf, type Service } from '../../src/trust/services/sigstore-client.ts';
import { makeWorld } from '../support/action/make-world.ts';
import { scriptedAsk } from '../support/trust/ask.ts';
import { makeKeys } from '../support/trust/keys.ts';
import type { MessageRow } from './message-row.ts';
import { named } from './named.ts';

const { publicPem, privatePem } = makeKeys();
const policy =
  (yaml: string, pem = publicPem) =>
  () =>
    parsePolicy(yaml, () => pem);
const withKey = (pem: string) => policy('- key: a.pub', pem);
const github = '- github: acme/app\n  ref: refs/tags/v*';
const somebody = '- issuer: https://accounts.test\n  identity: ';
const repository = 'github must be a repository such as octo-org/hello, without *';

/** What the input `verify` is refused with, behind its name. */
const policies: readonly [what: string, yaml: string, words: string][] = [
  [
    'no YAML',
    '- key: a.pub\n- key: [',
    'The input verify has an error in line 2: Flow sequence in block collection must be',
  ],
  ['two documents', '- key: a.pub\n---\n- key: b.pub', 'in line 2: only one document may be here'],
  ['too many entries', '- key: a.pub\n'.repeat(51), 'has more than 50 entries'],
  ['a text for an entry', '- cosign.pub', 'in line 1: it is not a mapping such as key: FILE'],
  ['no signer', '- {}', 'it names no signer: use key, github, or issuer and identity'],
  ['a field like another', '- keys: a.pub', 'in line 1: the entry has the unknown key "keys": did you mean key?'],
  ['a strange field', '- zebra: a.pub', 'the unknown key "zebra": known are key, github'],
  ['an empty field', '- key:', 'key is not text, or is empty'],
  ['two signers', '- key: a\n  github: a/b', 'key and github name two signers: write two entries, or use any'],
  ['a ref of a key', '- key: a\n  ref: refs/x', 'ref cannot be combined with key'],
  [
    'any beside a key',
    '- key: a\n  any:\n    - key: b',
    'key cannot stand next to any: write it in the entries of any',
  ],
  ['an empty any', '- any: []', 'any must be a list with at least one entry'],
  ['any within any', '- any:\n    - any:\n        - key: a.pub', 'any cannot be nested'],
  ['no owner', '- github: app\n  ref: refs/heads/main', repository],
  [
    'no ref',
    '- github: a/b',
    "github needs ref, such as refs/tags/v*: otherwise anybody's pull request would be accepted",
  ],
  ['a short ref', '- github: a/b\n  ref: main', 'ref must begin with refs/, such as refs/heads/main'],
  ['no identity', '- issuer: https://a.test', 'issuer needs identity: anybody can get a certificate there'],
  ['no issuer', '- identity: me@x.test', 'in line 1: identity needs issuer'],
  ['a pattern for an issuer', '- issuer: https://*\n  identity: me', 'issuer must be written in full, without *'],
  ['everybody', `${somebody}'*'`, 'identity must not be * alone: anybody can get a certificate there'],
  [
    'the name of a workflow',
    `${github}\n  workflow: release.yml`,
    'workflow must be .github/workflows/FILE, or for a reusable workflow octo-org/hello/',
  ],
];
/** The words of a failure, of which only a part is pinned where the rest is a list or a position. */
const partOf = (bring: () => unknown, words: string) => async () => {
  try {
    return await bring();
  } catch (error) {
    const { message } = error as Error;
    return message.includes(words) ? words : message;
  }
};

const service: Service = { what: 'The log', thing: 'entry', topic: 'log-refused', accept: 'a/b' };
const url = 'https://log.test:8443/api?token=secret';
const answered = (status: number, body: string) => () =>
  askService(scriptedAsk(() => ({ status, body: Buffer.from(body) })).ask, url, service, { document: {} });

/** What an attach warns of whose artifact cannot be signed. */
const unsigned = async () => {
  const world = await makeWorld({ 'a.txt': 'a', 'own.pem': privatePem });
  await world.act('push', 'r.test/app:v1', { files: ['a.txt'] });
  const place = world.place('r.test/app');
  const { push } = place;
  place.push = (descriptor, ...more) =>
    more[1]?.tags?.length ? Promise.reject(new OciError('DENIED', 'no')) : push.call(place, descriptor, ...more);
  const signing = { sign: 'key', signKey: 'own.pem', signatureFormat: 'legacy' } as const;
  const { said } = await world.act('attach', 'r.test/app:v1', { files: ['a.txt'], artifactType: 'a/b', ...signing });
  return said.filter((line) => line.startsWith('warning')).map((line) => named(line));
};

export const signingMessages: readonly MessageRow[] = [
  ...policies.map(([what, yaml, words]): MessageRow => [`a policy: ${what}`, partOf(policy(yaml), words), words]),
  [
    'a private key in a policy',
    partOf(withKey(privatePem), 'the key a.pub is a private key: give the public one'),
    'the key a.pub is a private key: give the public one',
  ],
  [
    'two keys in a file',
    partOf(withKey(publicPem + publicPem), 'must be exactly one PEM public key (-----BEGIN PUBLIC KEY-----)'),
    'must be exactly one PEM public key (-----BEGIN PUBLIC KEY-----)',
  ],
  [
    'a key that is cut',
    partOf(withKey(publicPem.replace(/\n[A-Za-z0-9+/]{20}/, '\n')), 'is not a public key that can be read'),
    'is not a public key that can be read',
  ],

  [
    'an attach without its signature',
    unsigned,
    ['warning: r.test/app@DIGEST is there, but not all of its signatures are'],
  ],
  [
    'a job of another server',
    () =>
      createJob(scriptedAsk(() => '').ask, {
        environment: { GITEA_ACTIONS: 'true' },
        githubToken: '',
        mask: () => {},
      }).checkToken(),
    'Signing without a key needs an OIDC token of GitHub, and this server is another one',
  ],
  ['a refusal', answered(400, ''), 'log.test:8443 refused an entry: 400'],
  ['a refusal that says why', answered(400, '{"message":"no"}'), 'log.test:8443 refused an entry: 400, no'],
  ['a refusal with a page', answered(403, '<html>'), 'log.test:8443 refused an entry: 403'],
  ['a service that fails', answered(500, 'oops'), 'log.test:8443 gave no entry: 500, oops'],
  [
    'a service that is not reached',
    () => askService(scriptedAsk(() => Promise.reject(new OciError('NETWORK', 'It broke'))).ask, url, service),
    'log.test:8443 gave no entry: It broke',
  ],
  [
    'a service that says no JSON',
    () => documentOf({ status: 200, body: Buffer.from('x') }, url, service),
    'The entry from log.test:8443 cannot be used: it is not the JSON that it should be',
  ],
];
