// The real registry in memory of cuelabs.dev (Debian, 2c00c10), behind ocimem/main.go, which says in what it was changed.
// Left out: authentication, and storage.
import { type PeerServer, startPeerServer } from './peer-server.ts';

interface OcimemOptions {
  /** `false` answers 404 on the referrers API. */
  referrers?: boolean;
  /** The largest page of a list of tags or repositories; a larger one that is asked for is lowered. */
  maxPage?: number;
  /** Keeps the tags of a manifest that is deleted. */
  keepTags?: boolean;
}

/** Starts ocimem, a real registry in memory with the referrers API and deletion of tags, manifests and blobs. */
export function startOcimem(options: OcimemOptions = {}): Promise<PeerServer> {
  const { referrers = true, maxPage = 0, keepTags = false } = options;
  const flags = {
    'no-referrers': !referrers,
    'max-page': maxPage,
    'keep-tags': keepTags,
  };
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  return startPeerServer('ocimem', { prepare: (_folder, host) => [`--addr=${host}`, ...args] });
}
