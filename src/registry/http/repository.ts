import type { Descriptor } from '../../oci/descriptor.ts';
import type { Content } from '../../store/store.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** What the parts of a `RegistryStore` need of the repository they are in. */
export interface Repository {
  host: string;
  /** `host/repository` */
  name: string;
  /** Writes a tag or a digest with the repository before it. */
  names(name: string): string;
  request(
    method: HttpRequest['method'],
    path: string,
    rest?: Pick<HttpRequest, 'headers' | 'body' | 'isBuffered' | 'signal'>,
  ): Promise<HttpRequest>;
  send(request: HttpRequest): Promise<HttpResponse>;
  resolve(name: string, signal: AbortSignal | undefined): Promise<Descriptor>;
  manifest(name: string, signal: AbortSignal | undefined): Promise<Content>;
  has(descriptor: Descriptor, signal: AbortSignal | undefined): Promise<boolean>;
}
