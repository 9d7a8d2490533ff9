import { discard, type HttpRequest, type HttpResponse, type Send } from './http.ts';

/**
 * Asks by HEAD what is there; by GET, of which the content is not read, where a registry or a proxy refuses HEAD with
 * 405.
 */
export async function headOrGet(send: Send, request: Omit<HttpRequest, 'method'>): Promise<HttpResponse> {
  const ask = async (method: 'HEAD' | 'GET') => {
    const response = await send({ ...request, method });
    await discard(response);
    return response;
  };
  const response = await ask('HEAD');
  return response.status === 405 ? ask('GET') : response;
}
