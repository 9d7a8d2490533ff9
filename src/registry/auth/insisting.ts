import { RegistryError } from '../../errors.ts';
import { formatDuration } from '../../format-duration.ts';
import { openBytes } from '../../store/verified.ts';
import type { Time } from '../../time.ts';
import { type HttpRequest, type HttpResponse, readShort } from '../http/http.ts';
import { isBareDenial, maxErrorBytes, refusal } from '../http/registry-answer.ts';
import { answerOf, type WaitObserver } from '../wrapped/waits.ts';
import { type Login, shownOf } from './keychain.ts';

/** What became of a request: an answer, or the refusal of the token server. */
export interface Talk {
  response?: HttpResponse;
  failure?: RegistryError;
  /** The login by which a token was asked for. */
  login?: Login | undefined;
  /** The header that was sent. */
  sent?: string | undefined;
}

export interface InsistingOptions {
  host: string;
  time: Time;
  onNotice?: ((text: string) => void) | undefined;
  onWait?: WaitObserver | undefined;
}

/** Milliseconds before the second and the third attempt. */
const pauses = [2_000, 8_000];

/**
 * Asks again with a new token where a login that is known to work is denied without a reason, as GHCR does for a moment
 * (docker/build-push-action#463, nextstrain/docker-base#131). Any other login is shown once: a wrong password that is
 * repeated can lock its account. What was denied three times is believed for the rest of the step.
 *
 * @param talk sends a request; `refused` is a header that must not be sent again
 */
export function insisting(
  talk: (request: HttpRequest, refused?: string) => Promise<Talk>,
  { host, time, onNotice, onWait }: InsistingOptions,
): (request: HttpRequest) => Promise<HttpResponse> {
  const worked = new Set<string>();
  let isBelieved = false;
  let isTold = false;
  const mayInsist = ({ access, isBestEffort }: HttpRequest, login: Login | undefined) =>
    login !== undefined &&
    (login.source === 'github-token' || worked.has(nameOf(login))) &&
    // A mount that is denied becomes an upload.
    !(isBestEffort || isBelieved || access?.alsoPull !== undefined);

  return async (request) => {
    const begun = time.now();
    let refused: string | undefined;
    let words = '';
    for (let attempt = 0; ; attempt += 1) {
      const { response, failure, login, sent } = await heard(request, await talk(request, refused));
      const denial = failure && isBareDenial(failure) ? failure : undefined;
      if (response && !failure) {
        if (login && response.status < 400) worked.add(nameOf(login));
        if (attempt > 0 && !isTold && (response.status < 400 || response.status === 404)) {
          isTold = true;
          const after = formatDuration(time.now() - begun);
          onNotice?.(`${host} answered ${words}, and took the same login ${after} later: the workflow needs no change`);
        }
        return response;
      }
      if (denial === undefined || attempt === pauses.length || !mayInsist(request, login)) {
        if (attempt > 0) isBelieved = true;
        const denials = attempt > 0 ? `, ${attempt + 1} times in ${formatDuration(time.now() - begun)}` : undefined;
        if (response) return { ...response, denials };
        throw denials && failure ? new RegistryError(failure.code, failure.message + denials, failure) : failure;
      }
      words = `${denial.status}, ${denial.words}`;
      refused = sent;
      const wait = pauses[attempt] ?? 0;
      const reason = answerOf(response?.url ?? request.url, denial.status);
      const next = `attempt ${attempt + 2} of ${pauses.length + 1} in ${formatDuration(wait)}`;
      onWait?.(`${reason}, ${denial.words}: ${next}`);
      await time.pause(wait, request.signal);
    }
  };
}

/** Reads the refusal in an answer, which can be read again. */
async function heard(request: HttpRequest, talk: Talk): Promise<Talk> {
  const { response } = talk;
  if (!response || ![401, 403].includes(response.status)) return talk;
  const bytes = await readShort(response, maxErrorBytes, 2_000).catch(() => Buffer.alloc(0));
  const again = async () => ({ ...response, body: await openBytes(bytes)() });
  return { ...talk, response: await again(), failure: await refusal(request, await again(), '') };
}

function nameOf(login: Login): string {
  return JSON.stringify(shownOf(login));
}
