import { digestOf } from '../../../src/oci/digest.ts';
import { manifestTypes } from '../../../src/oci/media-types.ts';

interface Described {
  digest: string;
  mediaType: string;
  urls?: string[];
}

interface Body {
  config?: Described;
  layers?: Described[];
  manifests?: Described[] | null;
}

/** All that a client can get from a repository of a registry without authentication. */
export interface RepositoryContent {
  /** Where tags point, but for those that are lists of referrers. */
  tags: Record<string, string>;
  /** Manifests as they are served, by digest; their bytes were hashed. */
  manifests: Record<string, string>;
  /** Digests of the blobs, whose bytes were hashed; `absent` after that of a layer that is not there. */
  blobs: string[];
  /** The digests of what refers to a manifest, by the API or by its list. */
  referrers: Record<string, string[]>;
}

/** Reads a repository to the last byte: its tags, what is below them, and what refers to any of it, in turn. */
export async function contentOf(url: string, repository: string): Promise<RepositoryContent> {
  const get = async (path: string) =>
    fetch(`${url}/v2/${repository}/${path}`, { headers: { accept: manifestTypes.join(', ') } });
  const { tags: names } = (await (await get('tags/list')).json()) as { tags: string[] };
  const content: RepositoryContent = { tags: {}, manifests: {}, blobs: [], referrers: {} };
  const blobs = new Set<string>();
  const waiting: string[] = [];
  for (const name of names.filter((tag) => !/^sha256-[0-9a-f]{64}$/.test(tag)).sort()) {
    const digest = digestOf(Buffer.from(await (await get(`manifests/${name}`)).arrayBuffer()));
    content.tags[name] = digest;
    waiting.push(digest);
  }
  const readBlob = async ({ digest, urls }: Described) => {
    const answer = await get(`blobs/${digest}`);
    const isThere = answer.status === 200 && digestOf(Buffer.from(await answer.arrayBuffer())) === digest;
    if (!isThere && !urls) throw new Error(`${repository} lacks the blob ${digest}`);
    blobs.add(isThere ? digest : `${digest} absent`);
  };
  const referrersOf = async (digest: string): Promise<string[]> => {
    const listed = [await get(`referrers/${digest}`), await get(`manifests/${digest.replace(':', '-')}`)];
    const answer = listed.find(({ status }) => status === 200);
    const { manifests } = answer ? ((await answer.json()) as Body) : {};
    // Go writes an empty list as null.
    return (manifests ?? []).map((one) => one.digest).sort();
  };
  for (let digest = waiting.shift(); digest !== undefined; digest = waiting.shift()) {
    if (content.manifests[digest] !== undefined) continue;
    const answer = await get(`manifests/${digest}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (digestOf(bytes) !== digest) throw new Error(`${repository} lacks the manifest ${digest}`);
    content.manifests[digest] = `${answer.headers.get('content-type')} ${bytes}`;
    const body = JSON.parse(bytes.toString()) as Body;
    for (const blob of [...(body.config ? [body.config] : []), ...(body.layers ?? [])]) await readBlob(blob);
    const referrers = await referrersOf(digest);
    if (referrers.length > 0) content.referrers[digest] = referrers;
    waiting.push(...(body.manifests ?? []).map((one) => one.digest), ...referrers);
  }
  content.blobs = [...blobs].sort();
  return content;
}
