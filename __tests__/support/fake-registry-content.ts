import { createHash, randomUUID } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from './fake-registry.ts';

interface Repository {
  blobs: Map<string, Buffer>;
  manifests: Map<string, { mediaType: string; bytes: Buffer }>;
  tags: Map<string, string>;
}

/** The distribution specification over maps: what a well-behaved registry answers to a request that is allowed. */
export class FakeContent {
  readonly #repositories = new Map<string, Repository>();
  readonly #uploads = new Map<string, Buffer>();
  /** A query that a client must hand back byte for byte: `+` and `%2B` are not the same in a signature. */
  readonly #state = '_state=a%2Bb+c%2f%3D~';

  /** Gives a repository, which comes into being by that. */
  repository(name: string): Repository {
    const found = this.#repositories.get(name) ?? { blobs: new Map(), manifests: new Map(), tags: new Map() };
    this.#repositories.set(name, found);
    return found;
  }

  /** Stores a blob without a request. */
  addBlob(repository: string, bytes: Uint8Array): void {
    this.repository(repository).blobs.set(hash('sha256', bytes), Buffer.from(bytes));
  }

  answer(request: FakeRequest): FakeAnswer {
    const [, name = '', kind = '', id = ''] =
      /^\/v2\/(.+)\/(manifests|blobs\/uploads|blobs|tags)\/([^/]*)$/.exec(request.path) ?? [];
    const handlers: Record<string, (name: string, id: string, request: FakeRequest) => FakeAnswer> = {
      manifests: (...parameters) => this.#manifest(...parameters),
      'blobs/uploads': (...parameters) => this.#upload(...parameters),
      blobs: (...parameters) => this.#blob(...parameters),
      tags: (...parameters) => this.#tags(...parameters),
    };
    if (request.path === '/v2/') return { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
    return handlers[kind]?.(name, id, request) ?? refuse(404, 'UNSUPPORTED', 'no such page');
  }

  #manifest(name: string, reference: string, { method, headers, body }: FakeRequest): FakeAnswer {
    const { manifests, tags, blobs } = this.repository(name);
    if (method === 'PUT') {
      const isDigest = reference.includes(':');
      const digest = hash(isDigest ? algorithmOf(reference) : 'sha256', body);
      if (isDigest && digest !== reference) return refuse(400, 'DIGEST_INVALID', 'the manifest has another digest');
      const { config, layers = [], manifests: children = [] } = JSON.parse(body.toString());
      const missing = [
        ...[config ?? [], layers].flat().filter((child) => !blobs.has(child.digest)),
        ...children.filter((child: { digest: string }) => !manifests.has(child.digest)),
      ];
      if (missing.length > 0) return refuse(400, 'MANIFEST_BLOB_UNKNOWN', `${missing[0].digest} is missing`);
      manifests.set(digest, { mediaType: headers['content-type'] ?? '', bytes: body });
      if (!isDigest) tags.set(reference, digest);
      return created(`/v2/${name}/manifests/${digest}`, digest);
    }
    const digest = tags.get(reference) ?? reference;
    const found = manifests.get(digest);
    // docker-registry answers 404 to a manifest whose type is not accepted by name.
    if (!found || !(headers['accept'] ?? '').includes(found.mediaType)) {
      return refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    }
    return {
      status: 200,
      headers: {
        'content-type': found.mediaType,
        'content-length': String(found.bytes.byteLength),
        'docker-content-digest': digest,
      },
      body: found.bytes,
    };
  }

  #blob(name: string, digest: string, { headers }: FakeRequest): FakeAnswer {
    const bytes = this.repository(name).blobs.get(digest);
    if (!bytes) return refuse(404, 'BLOB_UNKNOWN', 'blob unknown');
    const common = { 'content-type': 'application/octet-stream', 'docker-content-digest': digest };
    const [, first] = /^bytes=(\d+)-$/.exec(headers['range'] ?? '') ?? [];
    if (first === undefined) {
      return { status: 200, headers: { ...common, 'content-length': String(bytes.byteLength) }, body: bytes };
    }
    if (Number(first) >= bytes.byteLength) return refuse(416, 'SIZE_INVALID', 'there are fewer bytes');
    const part = bytes.subarray(Number(first));
    const range = `bytes ${first}-${bytes.byteLength - 1}/${bytes.byteLength}`;
    return { status: 206, headers: { ...common, 'content-range': range }, body: part };
  }

  #upload(name: string, id: string, { method, url, query, body }: FakeRequest): FakeAnswer {
    const { blobs } = this.repository(name);
    if (method === 'POST') {
      const mounted = query.get('mount') ?? '';
      const bytes = this.repository(query.get('from') ?? name).blobs.get(mounted);
      if (bytes) {
        blobs.set(mounted, bytes);
        return created(`/v2/${name}/blobs/${mounted}`, mounted);
      }
      return this.#session(name, randomUUID(), Buffer.alloc(0));
    }
    const earlier = this.#uploads.get(id);
    if (!earlier || !url.includes(`?${this.#state}`)) return refuse(404, 'BLOB_UPLOAD_UNKNOWN', 'upload unknown');
    const bytes = Buffer.concat([earlier, body]);
    if (method === 'PATCH') return this.#session(name, id, bytes);
    this.#uploads.delete(id);
    if (method === 'DELETE') return { status: 204 };
    const digest = query.get('digest') ?? '';
    if (hash(algorithmOf(digest), bytes) !== digest) return refuse(400, 'DIGEST_INVALID', 'the digest differs');
    blobs.set(digest, bytes);
    return created(`/v2/${name}/blobs/${digest}`, digest);
  }

  #session(name: string, id: string, bytes: Buffer): FakeAnswer {
    this.#uploads.set(id, bytes);
    const location = `/v2/${name}/blobs/uploads/${id}?${this.#state}`;
    return { status: 202, headers: { location, range: `0-${Math.max(bytes.byteLength - 1, 0)}` } };
  }

  #tags(name: string, id: string, { query }: FakeRequest): FakeAnswer {
    const { tags } = this.repository(name);
    if (id !== 'list' || tags.size === 0) return refuse(404, 'NAME_UNKNOWN', 'repository unknown');
    const after = [...tags.keys()].sort().filter((tag) => tag > (query.get('last') ?? ''));
    const page = after.slice(0, Number(query.get('n') ?? after.length));
    const next = new URLSearchParams({ n: String(page.length), last: page.at(-1) ?? '' });
    const link = page.length < after.length ? `</v2/${name}/tags/list?${next}>; rel="next"` : undefined;
    const headers = { 'content-type': 'application/json', link };
    return { status: 200, headers, body: JSON.stringify({ name, tags: page }) };
  }
}

/** An error in the form that the specification gives it. */
export function refuse(status: number, code: string, message: string): FakeAnswer {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify({ errors: [{ code, message, detail: {} }] }) };
}

function created(location: string, digest: string): FakeAnswer {
  return { status: 201, headers: { location, 'docker-content-digest': digest } };
}

function algorithmOf(digest: string): string {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

function hash(algorithm: string, bytes: Uint8Array): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
