import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { dockerConfig } from '../../src/registry/auth/docker-config.ts';
import { insisting } from '../../src/registry/auth/insisting.ts';
import { shownOf } from '../../src/registry/auth/keychain.ts';
import { requestToken } from '../../src/registry/auth/token.ts';
import { refusal } from '../../src/registry/http/registry-answer.ts';
import { makeTime } from '../support/action/find-in.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { type InMemoryAnswer, storeInMemory } from '../support/servers/store-in-memory.ts';
import type { MessageRow } from './message-row.ts';

/** Asks a token server at this address, which answers so. */
const token =
  (realm: string | undefined, status = 200, body = '') =>
  () =>
    requestToken(
      async ({ url }) => ({ status, headers: {}, body: Readable.from([Buffer.from(body)]), url }),
      { scheme: 'bearer', parameters: realm === undefined ? {} : { realm } },
      { registryUrl: 'https://r.test', scopes: ['repository:app:pull'], login: undefined },
    );
const here = 'https://auth.test/token';

/** What is told of a login of the workflow that is denied so many times. */
const denied = (times: number) => async () => {
  const said: string[] = [];
  const { time } = makeTime();
  const login = { credentials: { username: 'octo', password: 'x' }, source: 'github-token', place: 'a test' } as const;
  let left = times;
  const url = 'https://r.test/v2/';
  const body = JSON.stringify({ errors: [{ code: 'DENIED', message: 'denied' }] });
  const talk = async () => {
    left -= 1;
    const answer = { headers: {}, url, login: shownOf(login) };
    const response = { ...answer, status: left < 0 ? 200 : 403, body: Readable.from([Buffer.from(body)]) };
    return { response, login, sent: 'Bearer x' };
  };
  const onNotice = (text: string) => said.push(text);
  const send = insisting(talk, { host: 'r.test', time, onNotice, onWait: onNotice });
  const request = { method: 'GET', url } as const;
  const response = await send(request);
  return response.status === 200 ? said : (await refusal(request, response, 'It')).message;
};

/** Looks for the login at r.test in a configuration, with a helper that runs this script. */
const configured =
  (config: unknown, script = '') =>
  async () => {
    const folder = makeFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
    writeFileSync(join(folder, 'docker-credential-own'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'docker-credential-own'), 0o755);
    const asked = dockerConfig(path, { PATH: `${folder}:${process.env['PATH']}` })('r.test', 'app');
    return asked.catch(({ message }: Error) => message.replace(path, 'FILE'));
  };
const helper = { credHelpers: { 'r.test': 'own' } };

const blob = describeContent('text/plain', Buffer.from('hello'));
const fetched = (answer: InMemoryAnswer) => async () =>
  Array.fromAsync(await storeInMemory(() => answer).store.fetch(blob));

export const loginMessages: readonly MessageRow[] = [
  ['a token server without an address', token(undefined), 'The token server named by r.test is missing'],
  ['a token server at a path', token('/token'), 'The token server named by r.test is not an absolute URL'],
  ['a token server in a file', token('file:///x'), 'The token server named by r.test is not an HTTP URL: refused'],
  [
    'a token server without TLS',
    token('http://auth.test/'),
    'The token server named by r.test has no TLS but the registry does: refused',
  ],
  [
    'a token server at a private address',
    token('https://10.1.2.3/token'),
    'The token server named by r.test is the private address 10.1.2.3: refused',
  ],
  ['a refused token', token(here, 400), 'The token server gave no token: auth.test answered 400'],
  ['text for a token', token(here, 200, 'x'), 'The token server auth.test answered with something that is not JSON'],
  [
    'a denial that passes',
    denied(2),
    [
      'r.test answered 403, DENIED: denied: attempt 2 of 3 in 2 s',
      'r.test answered 403, DENIED: denied: attempt 3 of 3 in 8 s',
      'r.test answered 403, DENIED: denied, and took the same login 10 s later: the workflow needs no change',
    ],
  ],
  [
    'a denial that stays',
    denied(3),
    'It: r.test answered 403, DENIED: denied; it refused user "octo" (from a test), 3 times in 10 s',
  ],
  ['no token', token(here, 200, '{}'), 'The token server auth.test answered with no usable token'],

  ['a configuration that is no JSON', configured('{"auths": secret}'), 'The credentials file FILE is not valid JSON'],
  ['a configuration that is a list', configured('["secret"]'), 'The credentials file FILE is not a JSON object'],
  [
    'a login without a colon',
    configured({ auths: { 'r.test': { auth: 'c2VjcmV0' } } }),
    'The credentials file FILE has an invalid "auth" for r.test',
  ],
  [
    'a helper that fails',
    configured(helper, 'echo secret; exit 3'),
    'The credential helper docker-credential-own failed with exit code 3',
  ],
  [
    'a helper that is killed',
    configured(helper, 'kill -9 $$'),
    'The credential helper docker-credential-own was ended by a signal',
  ],
  [
    'a helper that says a text',
    configured(helper, 'echo secret'),
    'The credential helper docker-credential-own gave an answer that is not JSON',
  ],
  [
    'a helper without credentials',
    configured(helper, 'echo null'),
    'The credential helper docker-credential-own gave an answer without credentials',
  ],
  [
    'a helper that is not there',
    configured({ credHelpers: { 'r.test': 'none' } }),
    'The credential helper docker-credential-none could not be run: docker-credential-none is not in any folder of PATH',
  ],

  [
    'a blob in another encoding',
    fetched({ status: 200, headers: { 'content-encoding': 'gzip' } }),
    `r.test/app@${blob.digest} was sent with Content-Encoding gzip, which was not asked for`,
  ],
  [
    'a blob of another size',
    fetched({ status: 200, headers: { 'content-length': '7' } }),
    `r.test/app@${blob.digest} has 7 bytes in the registry, not 5`,
  ],
];
