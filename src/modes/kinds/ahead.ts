// What the place of an artifact saves while that is packed.

import { contentDigestAnnotation } from '../../artifact/annotations.ts';
import type { ClaimedArchive } from '../../artifact/archive/pack-directory.ts';
import type { PackOptions } from '../../artifact/files/pack.ts';
import { tapped } from '../../chunks.ts';
import { hasCode } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import type { Content, Store } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';
import type { CurrentTag } from '../publish/plan-tags.ts';
import { startProgress } from '../tell/progress.ts';

/** Sends large files while they are hashed, and stops as soon as the target turns out to have one. */
export function sendMissing(target: Store, log: Log): PackOptions['sendAhead'] {
  const send = target.sendAhead?.bind(target);
  if (!send) return undefined;
  return (content, signal) => {
    const progress = startProgress(log, 'Sending', content.size);
    const open = async () =>
      tapped(await content.open(), ({ byteLength }) => progress.moved(byteLength, content.title));
    const ahead = send({ ...content, open }, signal);
    return {
      ...ahead,
      async commit(descriptor) {
        if (!(await target.has(descriptor, signal))) return ahead.commit(descriptor);
        await ahead.cancel();
        return false;
      },
    };
  };
}

/** The archives of directories in what the tags point to, by the digest of what is said to be in them. */
export function archivesIn(current: readonly CurrentTag[], target: Store): Map<Digest, ClaimedArchive> {
  const archives = new Map<Digest, ClaimedArchive>();
  for (const { content } of current) {
    for (const layer of content ? layersOf(content) : []) {
      const digest = layer.annotations?.[contentDigestAnnotation];
      if (isDigest(digest)) {
        archives.set(digest, { descriptor: layer, open: (signal) => target.fetch(layer, signal) });
      }
    }
  }
  return archives;
}

/** The layers of a manifest; none of one that we cannot read, which is no reason not to replace it. */
function layersOf({ parsed }: Content): Descriptor[] {
  try {
    const manifest = parsed();
    return manifest.kind === 'manifest' ? manifest.layers : [];
  } catch (error) {
    if (hasCode(error, 'ARTIFACT')) return [];
    throw error;
  }
}
