import { OciError } from '../errors.ts';
import { type Digest, isDigest, partsOf } from '../oci/digest.ts';
import { manifestTypes } from '../oci/media-types.ts';
import { type HttpResponse, headerOf } from './http/http.ts';
import type { Repository } from './http/repository.ts';

/** docker-registry answers 404 to a manifest whose type is not accepted by name, so all are named. */
export const acceptManifests = { accept: [...manifestTypes, '*/*'].join(', ') };

/** Reads `Docker-Content-Digest`: absent from some registries, and when present a second witness that must be sound. */
export function contentDigestOf(
  response: HttpResponse,
  { host }: Pick<Repository, 'host'>,
  name: string,
): Digest | undefined {
  const value = headerOf(response, 'docker-content-digest');
  if (value === undefined || value === '') return undefined;
  if (!isDigest(value)) throw wrongDigest(host, name, 'an invalid digest');
  if (!isDigest(name)) return value;
  // The same bytes have a digest for each algorithm, and are asked for by one of them.
  const isComparable = partsOf(name).algorithm === partsOf(value).algorithm;
  if (isComparable && name !== value) throw wrongDigest(host, name, `another digest, ${value},`);
  return name;
}

/** The error for an answer that names something else than was asked for or put. */
export function wrongDigest(host: string, name: string, what: string): OciError {
  return new OciError('INTEGRITY', `${host} answered for ${name} with ${what} in Docker-Content-Digest`);
}
