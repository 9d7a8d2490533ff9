import { RegistryError } from '../../errors.ts';
import { once } from '../../once.ts';
import { realTime, type Time } from '../../time.ts';
import { type Access, discard, type HttpRequest, originOf, type Send } from '../http/http.ts';
import type { WaitObserver } from '../wrapped/waits.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { insisting, type Talk } from './insisting.ts';
import { type Login, shownOf } from './keychain.ts';
import { authorizationOf, requestToken, type Token } from './token.ts';

interface AuthenticationOptions {
  /** `scheme://host[:port]` of the registry: credentials and tokens are sent nowhere else, but for its token server. */
  registryUrl: string;
  login: (repository: string) => Promise<Login | undefined>;
  /** Sends requests to the token server; they are not authenticated themselves and follow no redirect. */
  sendToTokenServer: Send;
  /**
   * Is told each token that a login was given, before it is used, so that it can be masked; what it throws fails the
   * request.
   */
  onToken: (token: string) => void;
  time?: Time | undefined;
  /** Is told of a login that was denied for a moment. */
  onNotice?: ((text: string) => void) | undefined;
  onWait?: WaitObserver | undefined;
  /** Aborts token requests; not the signal of one request, since several wait for one token. */
  signal?: AbortSignal | undefined;
}

/**
 * Adds credentials to requests for one registry, the only place where that is decided. The conversation is that of
 * distribution's token specification: ask, be refused with a challenge, answer it, ask again. What was learned serves
 * all later requests; requests that are refused at the same time share one token request; an old token is renewed
 * before it ends, and when the registry refuses it, also in the middle of an upload.
 */
export function authenticated(send: Send, options: AuthenticationOptions): Send {
  const origin = originOf(options.registryUrl);
  const sharedToken = tokensByKey();
  let challenge: Challenge | undefined;

  /** Asked once for each repository: behind it may be a program that takes its time. */
  const loginFor = once(options.login);

  /** The header for a request by the current challenge; `refused` is a header that just failed. */
  const authorization = async (request: HttpRequest, refused?: string): Promise<string | undefined> => {
    if (!challenge || !request.access) return undefined;
    const { access } = request;
    const asked = challenge;
    const login = await loginFor(access.repository);
    const isShown = asked.scheme === 'basic' || (login && 'token' in login.credentials);
    if (isShown) return authorizationOf(login?.credentials);
    return sharedToken(scopesOf(access).join(' '), refused, async () => {
      const obtained = await requestToken(options.sendToTokenServer, asked, {
        registryUrl: options.registryUrl,
        // What a refused token lacked may be in the challenge.
        scopes: scopesOf(access, refused === undefined ? '' : asked.parameters['scope']),
        login,
        signal: options.signal,
      });
      // What everybody is given is not a secret, and may be a word: OpenShift's is `anonymous`
      // (GoogleContainerTools/jib#2258).
      if (login) options.onToken(obtained.token);
      return obtained;
    });
  };

  const converse = async (request: HttpRequest, refused: string | undefined): Promise<Talk> => {
    let sent = await authorization(request, refused);
    let response = await send(withHeader(request, sent));
    // The first refusal tells how to ask; the second, that a held token is too old or too narrow.
    for (let round = 0; round < 2 && response.status === 401 && !request.isBestEffort; round += 1) {
      // An old token may be refused without a word on how to get a new one; how that is done was learned before.
      const asked = choose(parseChallenges(response.headers['www-authenticate'])) ?? (sent && challenge);
      if (!asked) break;
      challenge = asked;
      const answer = await authorization(request, sent);
      if (answer === undefined || answer === sent) break;
      await discard(response);
      sent = answer;
      response = await send(withHeader(request, sent));
    }
    if (sent === undefined || !request.access) return { response };
    const login = await loginFor(request.access.repository);
    if (!login) return { response };
    const isLoginTaken = challenge?.scheme === 'bearer' && !('token' in login.credentials);
    const answer = { ...response, login: shownOf(login), isLoginTaken };
    return isLoginTaken ? { response: answer, login, sent } : { response: answer };
  };

  /** The same, with the refusal of the token server as its outcome. */
  const talk = async (request: HttpRequest, refused?: string): Promise<Talk> => {
    try {
      return await converse(request, refused);
    } catch (error) {
      if (!(error instanceof RegistryError) || !request.access) throw error;
      return { failure: error, login: await loginFor(request.access.repository) };
    }
  };
  const { time = realTime, onNotice, onWait } = options;
  const insist = firstAlone(insisting(talk, { host: new URL(origin).host, time, onNotice, onWait }));

  return async (request) => (originOf(request.url) === origin && request.access ? insist : send)(request);
}

/** Lets the first request go alone: its answer tells the others how to ask, which saves a refusal for each. */
function firstAlone(send: Send): Send {
  let firstAnswer: Promise<unknown> | undefined;
  return async (request) => {
    if (firstAnswer === undefined) {
      const answer = send(request);
      firstAnswer = answer.catch(() => {
        firstAnswer = undefined;
      });
      return answer;
    }
    await firstAnswer;
    return send(request);
  };
}

/** Lets requests for the same rights share a token; an old one, or one that was just refused, is replaced. */
function tokensByKey() {
  const tokens = new Map<string, Promise<Token>>();
  return async (key: string, refused: string | undefined, ask: () => Promise<Token>): Promise<string> => {
    const held = tokens.get(key);
    const current = await held;
    if (current && current.renewAt > Date.now() && `Bearer ${current.token}` !== refused) {
      return `Bearer ${current.token}`;
    }
    // Another request may have asked for a new token meanwhile.
    let asked = tokens.get(key);
    if (asked === undefined || asked === held) {
      const mine = ask();
      tokens.set(key, mine);
      // A failed request is not remembered; whoever waits for it sees the failure.
      mine.catch(() => tokens.get(key) === mine && tokens.delete(key));
      asked = mine;
    }
    return `Bearer ${(await asked).token}`;
  };
}

function withHeader(request: HttpRequest, authorization: string | undefined): HttpRequest {
  return authorization === undefined ? request : { ...request, headers: { ...request.headers, authorization } };
}

/** Bearer before Basic, as Docker chooses; nothing else is spoken by registries. */
function choose(challenges: Challenge[]): Challenge | undefined {
  return challenges.find(({ scheme }) => scheme === 'bearer') ?? challenges.find(({ scheme }) => scheme === 'basic');
}

/** So many names for one repository are more than any registry has. */
const maxOtherNames = 4;

/**
 * The scopes a request needs: its own first, as some registries read only that, then what the challenge calls the same
 * repositories. A challenge may be hostile, so it brings neither other repositories nor more rights than the request
 * needs.
 */
function scopesOf({ repository, actions, alsoPull }: Access, asked = ''): string[] {
  const own = [
    { name: repository, rights: actions.split(',') },
    ...(alsoPull === undefined ? [] : [{ name: alsoPull, rights: ['pull'] }]),
  ];
  const others = asked.split(' ').flatMap((scope) => {
    const [, name = '', rights = ''] = /^repository:([^:]+):([^:]+)$/.exec(scope) ?? [];
    const meant = own.find((each) => isOtherName(name, each.name));
    const allowed = meant?.rights.filter((right) => rights.split(',').includes(right)) ?? [];
    return allowed.length > 0 ? [{ name, rights: allowed }] : [];
  });
  return [...own, ...others.slice(0, maxOtherNames)].map(
    ({ name, rights }) => `repository:${name}:${rights.join(',')}`,
  );
}

/**
 * Tells whether a challenge means a repository by a longer or shorter path: Artifactory leaves out the key of the
 * repository in front (oras-project/oras-go#650), and behind a gateway the registry itself may have a longer name for
 * it.
 */
function isOtherName(name: string, repository: string): boolean {
  return name !== '' && (repository.endsWith(`/${name}`) || name.endsWith(`/${repository}`));
}
