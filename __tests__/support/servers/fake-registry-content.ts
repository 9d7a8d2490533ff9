// What the fake registry holds, and its switches: fake-registry.ts says what it was compared with.
import { createHash, randomUUID } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from './fake-registry.ts';

interface Repository {
  blobs: Map<string, Buffer>;
  manifests: Map<string, { mediaType: string; bytes: Buffer }>;
  tags: Map<string, string>;
}

/** What registries do in different ways; a test may change it at any time. */
interface Features {
  /** No referrers API; the API; or the API without the header `OCI-Subject`, as in go-containerregistry. */
  referrers: 'none' | 'api' | 'unannounced';
  /** What the header `OCI-Subject` says of a manifest with a subject, in place of what is right. */
  subjectShown?: string;
  /**
   * How many manifests with a subject are still to be stored and lost from the list, until they are put again: olareg
   * 0.1.2 with a folder loses one of two that come at once, and answers 201 to both.
   */
  losesReferrers: number;
  /** The most entries of one page of a list, whatever the client asks for. */
  pageSize: number;
  /** Whether a page begins after the tag that the client names as `last`. */
  heedsLast: boolean;
  /**
   * How the next page is named: by path, by a whole URL, by the query alone, without brackets, by what cannot be read,
   * or not at all.
   */
  links: 'path' | 'absolute' | 'query' | 'bare' | 'unreadable' | 'none';
  /** The answer to the delete of a tag: docker-registry says 400. */
  tagDelete: 202 | 400 | 405;
  manifestDelete: 202 | 405;
  /** Whether it takes writes: distribution 3.1.2 as a cache and in maintenance answers 405 to them all. */
  takesWrites: boolean;
  /**
   * Whether a manifest that another one names, as its subject or in its list, is refused to be deleted: GitLab's registry
   * 4.32 with its database.
   */
  keepsReferenced: boolean;
  /** Whether what refers to a manifest goes with it: Harbor 2.15, which calls it an accessory. */
  takesReferrers: boolean;
  /**
   * What goes with the last tag of a manifest. `unpinned`, as Gitea 1.27.3 was seen to do: the manifest with its blobs,
   * unless it was put by its digest. `all`: that too.
   */
  lastTag?: 'unpinned' | 'all' | undefined;
  /**
   * Whether a tag is written that rides along with a manifest put by its digest (`?tag=`): registries before 2026 write
   * none.
   */
  writesTag: (tag: string) => boolean;
  /** The answer to a manifest whose subject is not there, where that is a refusal. */
  unknownSubject?: FakeAnswer | undefined;
  /**
   * What lists of referrers say: keppel adds the blobs to the size, go-containerregistry gives the type of the config.
   */
  lists: 'right' | 'keppel' | 'go-containerregistry';
  /**
   * The answer to a manifest with what OCI 1.1 brought, an `artifactType` or the empty config, where it is a refusal.
   */
  newForm?: FakeAnswer | undefined;
}

/** The distribution specification over maps: what a well-behaved registry answers to a request that is allowed. */
export class FakeContent {
  readonly features: Features = {
    referrers: 'none',
    losesReferrers: 0,
    pageSize: Number.POSITIVE_INFINITY,
    heedsLast: true,
    links: 'path',
    lists: 'right',
    tagDelete: 202,
    manifestDelete: 202,
    takesWrites: true,
    keepsReferenced: false,
    takesReferrers: false,
    writesTag: () => false,
  };
  readonly #repositories = new Map<string, Repository>();
  readonly #uploads = new Map<string, Buffer>();
  /** What was put by its digest, in each repository. */
  readonly #pinned = new Set<string>();
  /** Manifests that are on no list of referrers. */
  readonly #lost = new Set<string>();
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
      /^\/v2\/(.+)\/(manifests|blobs\/uploads|blobs|tags|referrers)\/([^/]*)$/.exec(request.path) ?? [];
    const handlers: Record<string, (name: string, id: string, request: FakeRequest) => FakeAnswer> = {
      manifests: (...parameters) => this.#manifest(...parameters),
      'blobs/uploads': (...parameters) => this.#upload(...parameters),
      blobs: (...parameters) => this.#blob(...parameters),
      tags: (...parameters) => this.#tags(...parameters),
      referrers: (...parameters) => this.#referrers(...parameters),
    };
    if (!this.features.takesWrites && !['GET', 'HEAD'].includes(request.method)) {
      return refuse(405, 'UNSUPPORTED', 'The operation is unsupported.');
    }
    if (request.path === '/v2/') return { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
    return handlers[kind]?.(name, id, request) ?? refuse(404, 'UNSUPPORTED', 'no such page');
  }

  #subjectShown(digest: string): Record<string, string> {
    const { referrers, subjectShown } = this.features;
    const shown = subjectShown ?? (referrers === 'api' ? digest : undefined);
    return shown === undefined ? {} : { 'oci-subject': shown };
  }

  #manifest(name: string, reference: string, { method, headers, query, body }: FakeRequest): FakeAnswer {
    const { manifests, tags, blobs } = this.repository(name);
    if (method === 'DELETE') return this.#delete(name, reference);
    if (method === 'PUT') {
      const isDigest = reference.includes(':');
      const digest = hash(isDigest ? algorithmOf(reference) : 'sha256', body);
      if (isDigest && digest !== reference) return refuse(400, 'DIGEST_INVALID', 'the manifest has another digest');
      const { config, layers = [], manifests: children = [], subject, artifactType } = JSON.parse(body.toString());
      const isNew = artifactType !== undefined || config?.mediaType === 'application/vnd.oci.empty.v1+json';
      if (isNew && this.features.newForm) return this.features.newForm;
      const missing = [
        ...[config ?? [], layers].flat().filter((child) => !blobs.has(child.digest)),
        ...children.filter((child: { digest: string }) => !manifests.has(child.digest)),
      ];
      if (missing.length > 0) return refuse(400, 'MANIFEST_BLOB_UNKNOWN', `${missing[0].digest} is missing`);
      if (subject && !manifests.has(subject.digest) && this.features.unknownSubject) {
        return this.features.unknownSubject;
      }
      manifests.set(digest, { mediaType: headers['content-type'] ?? '', bytes: body });
      if (isDigest) this.#pinned.add(`${name}@${digest}`);
      this.#lost.delete(digest);
      if (subject && this.features.losesReferrers > 0) {
        this.features.losesReferrers -= 1;
        this.#lost.add(digest);
      }
      const written = isDigest ? query.getAll('tag').filter(this.features.writesTag) : [];
      for (const tag of isDigest ? written : [reference]) tags.set(tag, digest);
      const answer = created(`/v2/${name}/manifests/${digest}`, digest);
      const shown = {
        ...(written.length > 0 ? { 'oci-tag': written } : {}),
        ...(subject ? this.#subjectShown(subject.digest) : {}),
      };
      return { ...answer, headers: { ...answer.headers, ...shown } };
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

  #delete(name: string, reference: string): FakeAnswer {
    const { manifests, tags } = this.repository(name);
    const { tagDelete, manifestDelete } = this.features;
    const isTag = !reference.includes(':');
    const status = isTag ? tagDelete : manifestDelete;
    if (status === 400) return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
    if (status === 405) return refuse(405, 'UNSUPPORTED', 'The operation is unsupported.');
    if (this.features.keepsReferenced && isReferenced(manifests, reference)) {
      return refuse(409, 'MANIFEST_REFERENCED', 'manifest referenced by a manifest list');
    }
    const pointed = tags.get(reference);
    const isDone = isTag ? tags.delete(reference) : manifests.delete(reference);
    if (pointed !== undefined && ![...tags.values()].includes(pointed)) this.#dropUntagged(name, pointed);
    for (const [tag, digest] of tags) if (digest === reference) tags.delete(tag);
    for (const [digest, { bytes }] of this.features.takesReferrers ? manifests : []) {
      if (JSON.parse(bytes.toString()).subject?.digest === reference) this.#delete(name, digest);
    }
    return isDone ? { status } : refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  }

  #dropUntagged(name: string, digest: string): void {
    const { lastTag } = this.features;
    const { manifests, blobs } = this.repository(name);
    const found = manifests.get(digest);
    if (!found || !lastTag || (lastTag === 'unpinned' && this.#pinned.has(`${name}@${digest}`))) return;
    const { config, layers = [] } = JSON.parse(found.bytes.toString());
    manifests.delete(digest);
    for (const child of [config, ...layers]) blobs.delete(child?.digest);
  }

  #tags(name: string, id: string, request: FakeRequest): FakeAnswer {
    const { tags, manifests } = this.repository(name);
    if (id !== 'list' || tags.size + manifests.size === 0) return refuse(404, 'NAME_UNKNOWN', 'repository unknown');
    const { page, link } = this.#page([...tags.keys()].sort(), (tag) => tag, request);
    const headers = { 'content-type': 'application/json', link };
    return { status: 200, headers, body: JSON.stringify({ name, tags: page.length > 0 ? page : null }) };
  }

  #referrers(name: string, subject: string, request: FakeRequest): FakeAnswer {
    if (this.features.referrers === 'none') return { status: 404, body: '404 page not found\n' };
    const wanted = request.query.get('artifactType');
    const all = [...this.repository(name).manifests]
      .map(([digest, { mediaType, bytes }]) => ({ digest, mediaType, bytes, body: JSON.parse(bytes.toString()) }))
      .filter(({ digest, body }) => body.subject?.digest === subject && !this.#lost.has(digest))
      .map(({ digest, mediaType, bytes, body: { artifactType, config, layers = [], annotations } }) => {
        const right = { mediaType, digest, size: bytes.byteLength, annotations };
        const blobs = layers.reduce((sum: number, { size }: { size: number }) => sum + size, config?.size ?? 0);
        const listed = {
          right: { ...right, artifactType: artifactType ?? config?.mediaType },
          keppel: { ...right, size: right.size + blobs, artifactType: artifactType ?? config?.mediaType },
          'go-containerregistry': { ...right, annotations: undefined, artifactType: config?.mediaType },
        };
        return listed[this.features.lists];
      })
      .filter(({ artifactType }) => wanted === null || artifactType === wanted)
      .sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const { page, link } = this.#page(all, ({ digest }) => digest, request);
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const filters = wanted === null ? undefined : 'artifactType';
    const headers = { 'content-type': mediaType, link, 'oci-filters-applied': filters };
    return { status: 200, headers, body: JSON.stringify({ schemaVersion: 2, mediaType, manifests: page }) };
  }

  #page<T>(all: T[], keyOf: (item: T) => string, { query, path, headers }: FakeRequest) {
    const last = this.features.heedsLast ? query.get('last') : undefined;
    const after = all.filter((item) => keyOf(item) > (last ?? ''));
    const size = Math.min(Number(query.get('n') ?? after.length), this.features.pageSize);
    const page = after.slice(0, size);
    const end = page.at(-1);
    if (end === undefined || page.length === after.length) return { page, link: undefined };
    const next = `?${new URLSearchParams({ n: String(page.length), last: keyOf(end) })}`;
    const forms = {
      path: `<${path}${next}>; rel="next"`,
      absolute: `<http://${headers.host}${path}${next}>; rel="next"`,
      query: `<${next}>; rel="next"`,
      bare: `${path}${next}; rel=next`,
      unreadable: `<${path}${next}; rel="next"`,
      none: undefined,
    };
    return { page, link: forms[this.features.links] };
  }
}

function isReferenced(manifests: Repository['manifests'], digest: string): boolean {
  return [...manifests.values()].some(({ bytes }) => {
    const { subject, manifests: parts = [] } = JSON.parse(bytes.toString());
    return [subject, ...parts].some((each) => each?.digest === digest);
  });
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
