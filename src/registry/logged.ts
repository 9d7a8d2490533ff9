import { messageOf } from '../errors.ts';
import { type Send, withoutQuery } from './http.ts';

/** Is told each request when its answer has begun: one line, without query, headers or bodies. */
export type RequestObserver = (line: string) => void;

/** Reports each request to an observer: method, URL without query, status or failure, and milliseconds. */
export function logged(send: Send, observe: RequestObserver | undefined): Send {
  if (!observe) return send;
  return async (request) => {
    const start = performance.now();
    const line = (end: string) =>
      observe(`${request.method} ${withoutQuery(request.url)} ${end} ${Math.round(performance.now() - start)} ms`);
    try {
      const response = await send(request);
      line(String(response.status));
      return response;
    } catch (error) {
      line(`failed (${messageOf(error)})`);
      throw error;
    }
  };
}
