// No server: a repository whose requests are answered by a function.
import { Readable } from 'node:stream';
import { BodyLimit } from '../../../src/registry/http/body-limit.ts';
import type { HttpRequest, HttpResponse, Send } from '../../../src/registry/http/http.ts';
import { RegistryStore } from '../../../src/registry/registry-store.ts';

/** What a request is answered with. */
export type InMemoryAnswer = Partial<Omit<HttpResponse, 'body'>> & { status: number; body?: string };

/** The repository `r.test/app`, and what was sent to it, as `METHOD PATH`. */
export function storeInMemory(answer: (request: HttpRequest) => InMemoryAnswer, takesTags = false) {
  const sent: string[] = [];
  const send: Send = async (request) => {
    sent.push(`${request.method} ${request.url.replace('https://r.test/v2/app/', '')}`);
    const { body = '', ...rest } = answer(request);
    return { headers: {}, url: request.url, ...rest, body: Readable.from([Buffer.from(body)]) };
  };
  const connection = {
    ...{ url: 'https://r.test', send, sendOnce: send, retries: 0, limit: new BodyLimit('r.test') },
    ...{ unmountable: new Set<string>(), takesTags },
  };
  const store = new RegistryStore(
    { host: 'r.test', repository: 'app' },
    { actions: 'pull,push,delete' },
    async () => connection,
  );
  return { store, sent };
}
