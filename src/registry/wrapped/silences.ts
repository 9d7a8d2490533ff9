import { hasCode, OciError, systemCodeOf } from '../../errors.ts';
import { realTime, type Time } from '../../time.ts';
import type { Send } from '../http/http.ts';

/** Milliseconds for which a host is waited for that answered before in this step: a registry that restarts takes some. */
const patience = 30_000;

/** No connection came about. One that breaks may be the fault of its request, which other attempts repeat. */
const unconnected =
  /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ETIMEDOUT|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

/** Since when hosts that answered before give no answer at all. */
export class Silences {
  readonly #since = new Map<string, number | undefined>();
  readonly #hosts = new WeakMap<object, string>();
  readonly time: Time;

  constructor(time: Time = realTime) {
    this.time = time;
  }

  /** Sends requests, and notes which hosts answer. */
  listening(send: Send): Send {
    return async (request) => {
      const { host } = new URL(request.url);
      try {
        const response = await send(request);
        this.#since.set(host, undefined);
        return response;
      } catch (error) {
        if (!this.#since.has(host) || !hasCode(error, 'NETWORK')) throw error;
        this.#since.set(host, this.#since.get(host) ?? this.time.now());
        const failure = new OciError('NETWORK', error.message, { cause: error.cause, topic: 'broken-connection' });
        this.#hosts.set(failure, host);
        throw failure;
      }
    };
  }

  /** For how many more milliseconds the host is waited for to which there was no connection. */
  leftAfter(failure: OciError): number {
    if (!unconnected.test(systemCodeOf(failure.cause))) return 0;
    const host = this.#hosts.get(failure);
    const since = host === undefined ? undefined : this.#since.get(host);
    return since === undefined ? 0 : since + patience - this.time.now();
  }
}
