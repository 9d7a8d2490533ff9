import { randomBytes } from 'node:crypto';
import { checkTag } from '../../support/content/check-tag.ts';
import { always, type FaultCase, type FaultyJob, once } from '../../support/faults/fault-cases.ts';
import {
  answerGarbage,
  breakAfter,
  changeHeaders,
  cutAtOnce,
  type Fault,
  places,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
  trickle,
} from '../../support/faults/faults.ts';

const files = { 'large.bin': randomBytes(3 << 20), 'a.txt': 'first' };

/** Pushes to a registry that asks for tokens. */
export const pushWithToken: FaultyJob = {
  files: () => files,
  inputs: ({ host, name }) => ({ mode: 'push', reference: `${host}/${name}:v1`, files: '*' }),
  check: ({ direct, name, isDone, run }) => checkTag(direct, name, isDone ? run.outputs['digest'] : undefined, files),
};

/** The token is too old for the registry, as after its life. */
const expire: Fault = async ({ forward, answer }) => answer(await forward(undefined, { authorization: 'Bearer old' }));
/** The registry says so before it has read the body, and ends the connection. */
const expireEarly: Fault = async (exchange) => {
  const challenge = `Bearer realm="${exchange.here}/token",service="registry.test",error="invalid_token"`;
  return refuse(401, { 'www-authenticate': challenge }, '', 'early')(exchange);
};
const challenges = (edit: (bearer: string) => string | string[]) =>
  once(
    places.headTag,
    changeHeaders(({ headers }) => ({ 'www-authenticate': edit(String(headers['www-authenticate'])) })),
  );
const atToken = (fault: Fault) => [once(places.token, fault)];
const alwaysAtToken = (fault: Fault) => [always(places.token, fault)];
const json = (value: unknown) => refuse(200, {}, JSON.stringify(value));

const cases: [name: string, rules: FaultCase['rules'], expected: FaultCase['expected']][] = [
  ['the token: a reset', atToken(cutAtOnce), 'ok'],
  ['the token: no answer', atToken(stallBefore), 'ok'],
  ['the token: an answer that breaks off', atToken(breakAfter(5)), 'ok'],
  ['the token: an answer that stops', atToken(breakAfter(5, 'stall')), 'ok'],
  ['the token: an answer byte by byte', atToken(trickle('body')), 'ok'],
  ['the token: 500', atToken(refuse(500)), 'ok'],
  ['the token: 502 as a page', atToken(refuseWithPage(502)), 'ok'],
  ['the token: 429', atToken(refuse(429, { 'retry-after': '0' })), 'ok'],
  ['the token, always: a reset', alwaysAtToken(cutAtOnce), 'NETWORK'],
  ['the token, always: 503', alwaysAtToken(refuse(503)), 'REGISTRY'],
  ['the token, always: 403', alwaysAtToken(refuse(403)), 'DENIED'],
  ['the token, always: 401', alwaysAtToken(refuse(401)), 'UNAUTHORIZED'],
  ['the token, always: no HTTP', alwaysAtToken(answerGarbage), 'NETWORK'],
  ['the token, always: a page', alwaysAtToken(refuse(200, { 'content-type': 'text/html' }, '<html>')), 'REGISTRY'],
  ['the token, always: none in the answer', alwaysAtToken(json({ expires_in: 300 })), 'REGISTRY'],
  ['the token, always: one with a line break', alwaysAtToken(json({ token: 'a\r\nx: b' })), 'REGISTRY'],
  ['the token, always: a redirect to another port', alwaysAtToken(redirect(307)), 'UNAUTHORIZED'],
  [
    'the token, always: one that the registry does not take',
    alwaysAtToken(json({ token: 'xx.yyyyyyyy.zzzzz' })),
    'DENIED',
  ],
  ['the token, always: a word', alwaysAtToken(json({ token: 'true' })), 'REGISTRY'],
  ['an old token at the start of an upload', [once(places.start, expire)], 'ok'],
  ['an old token in an upload', [once(places.putLarge, expire)], 'ok'],
  ['an old token in an upload, told before the body was read', [once(places.putLarge, expireEarly)], 'ok'],
  ['an old token in a small upload', [once(places.putSmall, expire)], 'ok'],
  ['an old token at the second chunk', [once(places.chunk, expire, 2)], 'ok'],
  ['an old token at the second chunk, told before it was read', [once(places.chunk, expireEarly, 2)], 'ok'],
  ['an old token at the end of the chunks', [once(places.putLast, expire)], 'ok'],
  ['an old token at the manifest', [once(places.putManifest, expire)], 'ok'],
  ['an old token, refused without a challenge', [once(places.putLarge, refuse(401))], 'ok'],
  ['an upload that is always refused', [always(places.putLarge, expire)], 'DENIED'],
  ['several challenges in one header', [challenges((bearer) => `Negotiate abc=, Basic realm="a, b", ${bearer}`)], 'ok'],
  ['several challenges, Bearer first', [challenges((bearer) => `${bearer}, Basic realm="a, b"`)], 'ok'],
  ['several headers', [challenges((bearer) => ['Basic realm="a"', bearer])], 'ok'],
  ['a challenge in capitals', [challenges((bearer) => bearer.replace('Bearer realm', 'BEARER Realm'))], 'ok'],
  ['a challenge with an empty value', [challenges((bearer) => `${bearer},error=""`)], 'ok'],
  ['a challenge without a realm', [challenges(() => 'Bearer service="x"')], 'REGISTRY'],
  ['a challenge to the metadata of a cloud', [challenges(() => 'Bearer realm="http://169.254.169.254/x"')], 'REGISTRY'],
];

const chunked = (name: string) => (/chunk/.test(name) ? { inputs: { 'chunk-size': '1MiB' } } : {});

export const tokenCases: FaultCase[] = cases.map(([name, rules, expected]) => ({
  name,
  rules,
  expected,
  usesTokens: true,
  ...chunked(name),
}));
