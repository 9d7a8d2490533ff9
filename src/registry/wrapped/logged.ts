import { messageOf } from '../../errors.ts';
import { type HttpRequest, type HttpResponse, headerOf, type Send, withoutQuery } from '../http/http.ts';

/** Is told each request when its answer has begun: one line, without query, headers or bodies. */
export type RequestObserver = (line: string) => void;

/**
 * Reports each request to an observer: method, URL without query, status or failure, milliseconds, bytes, and which
 * attempt it was.
 */
export function logged(send: Send, observe: RequestObserver | undefined): Send {
  if (!observe) return send;
  return async (request) => {
    // `performance` would load a part of Node that nothing else of ours needs.
    const start = process.hrtime.bigint();
    const line = (end: string, bytes: number) =>
      observe(
        [
          `${request.method} ${withoutQuery(request.url)} ${end} ${(process.hrtime.bigint() - start) / 1_000_000n} ms`,
          ...(bytes > 0 ? [`${bytes} bytes`] : []),
          ...(request.attempt === undefined ? [] : [`attempt ${request.attempt}`]),
        ].join(', '),
      );
    try {
      const response = await send(request);
      line(String(response.status), bytesOf(request, response));
      return response;
    } catch (error) {
      line(`failed (${messageOf(error)})`, request.body?.size ?? 0);
      throw error;
    }
  };
}

/** The bytes that were sent, or else those that the answer says will come. */
function bytesOf({ method, body }: HttpRequest, response: HttpResponse): number {
  const announced = headerOf(response, 'content-length') ?? '';
  if (body && body.size > 0) return body.size;
  return method !== 'HEAD' && /^\d{1,15}$/.test(announced) ? Number(announced) : 0;
}
