import { join } from 'node:path';
import { openFile } from '../../disk/open-file.ts';
import { writeAtomically } from '../../disk/write-atomically.ts';
import { type Digest, partsOf } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { forwarded } from '../forwarded.ts';
import type { Source } from '../store.ts';
import { verified } from '../verified.ts';

/**
 * A source from which each blob is fetched once, into a file of a temporary folder, and read from there by all that
 * want it: for copies to several targets at a time. The folder is removed by whoever made it.
 */
export function spooled(source: Source, temporary: string, signal: AbortSignal): Source {
  const files = new Map<Digest, Promise<string>>();
  return forwarded(source, {
    async fetch(descriptor, within) {
      const { mediaType, digest } = descriptor;
      if (isManifestType(mediaType)) return source.fetch(descriptor, within);
      const save = async () => {
        const { algorithm, hex } = partsOf(digest);
        const path = join(temporary, `${algorithm}-${hex}`);
        // Not the signal of the target that happened to come first: the others want it too.
        await writeAtomically(path, () => source.fetch(descriptor, signal), signal);
        return path;
      };
      const saved = files.get(digest) ?? save();
      files.set(digest, saved);
      saved.catch(() => files.delete(digest));
      return verified(await openFile(await saved)(), descriptor);
    },
  });
}
