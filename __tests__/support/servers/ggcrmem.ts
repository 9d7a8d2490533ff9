// The real registry of go-containerregistry, 0.20.1 of Debian, behind ggcrmem/main.go. Left out: what its own program adds.
import { type PeerServer, startPeerServer } from './peer-server.ts';

interface GgcrmemOptions {
  /** `false` answers 404 on the referrers API. */
  referrers?: boolean;
  /** The text of a `Warning` header of every answer. */
  warning?: string;
}

/**
 * Starts ggcrmem, go-containerregistry's registry in memory: no `Link` in its lists, and tags that outlive their
 * manifest.
 */
export function startGgcrmem({ referrers = true, warning = '' }: GgcrmemOptions = {}): Promise<PeerServer> {
  const args = [`--no-referrers=${!referrers}`, `--warning=${warning}`];
  return startPeerServer('ggcrmem', { prepare: (_folder, host) => [`--addr=${host}`, ...args] });
}
