import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Fetcher } from 'tuf-js';
import { hasCode, messageOf, OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { once } from '../../once.ts';

/** Gets a file of at most `limit` bytes. Fails with an OciError: NOT_FOUND or DENIED where the server has none. */
export type Fetch = (url: string, limit: number) => Promise<Buffer>;

/** A repository of The Update Framework. */
interface Repository {
  url: string;
  /** The text of the `root.json` to start from. */
  anchor: () => Promise<string>;
  /** Where the library keeps its files; it may be new. */
  folder: string;
}

/** A trusted_root.json has some 7 KiB. */
const maxTarget = 2 ** 20;

/**
 * Returns a function that fetches a file that The Update Framework vouches for
 * (https://theupdateframework.github.io/specification/latest/), by way of all root.json that followed the anchor. The
 * repository is brought up to date once, with the first file; where that fails, all of them fail. `what` is how messages
 * call the file. Fails with INTEGRITY, or the code that `fetch` failed with.
 */
export function openRepository(
  fetch: Fetch,
  { url, anchor, folder }: Repository,
): (target: string, what: string) => Promise<Buffer> {
  const metadataDir = join(folder, new URL(url).host.replace(':', '-'));
  let failure: unknown;
  const download = async (place: string, limit: number) => {
    try {
      const bytes = await fetch(place, limit);
      if (bytes.length > limit) throw new OciError('TOO_LARGE', `${place} is larger than ${formatBytes(limit)}`);
      return bytes;
    } catch (error) {
      if (hasCode(error, 'NOT_FOUND', 'DENIED')) {
        // Not in the index of the library. The walk along the roots ends with this error alone.
        const { DownloadHTTPError } = await import('tuf-js/dist/error.js');
        throw new DownloadHTTPError(messageOf(error), 404);
      }
      failure = error;
      throw error;
    }
  };
  const updated = once(async () => {
    const [own, { Updater }] = await Promise.all([anchor(), import('tuf-js')]);
    await mkdir(metadataDir, { recursive: true });
    // It believes any root.json that it finds there.
    await writeFile(join(metadataDir, 'root.json'), own);
    const updater = new Updater({
      metadataDir,
      metadataBaseUrl: url,
      targetBaseUrl: `${url}/targets`,
      fetcher: fetcherOf(download, metadataDir),
    });
    await updater.refresh();
    return updater;
  });
  const get = async (target: string) => {
    const updater = await updated();
    failure = undefined;
    const found = await updater.getTargetInfo(target);
    if (!found) throw new Error(`it has no ${target}`);
    if (found.length > maxTarget) throw new Error(`${target} is larger than ${formatBytes(maxTarget)}`);
    const file = join(metadataDir, `target-${target}`);
    await ((await updater.findCachedTarget(found, file)) ?? updater.downloadTarget(found, file));
    const bytes = await readFile(file);
    // Whoever can write to this folder may have changed the file meanwhile.
    await found.verify(Readable.from([bytes]));
    return bytes;
  };
  // One after the other: they share `failure`, and the files of the library.
  let last: Promise<unknown> = Promise.resolve();
  return (target, what) => {
    const done = last.then(async () => {
      try {
        return await get(target);
      } catch (error) {
        throw new OciError(
          failure instanceof OciError ? failure.code : 'INTEGRITY',
          `${what} cannot be brought up to date: ${messageOf(failure ?? error)}`,
          { cause: error, topic: 'trust-root' },
        );
      }
    });
    last = done.catch(() => {});
    return done;
  };
}

/** What the library asks for: bytes, or a file. */
function fetcherOf(download: Fetch, folder: string): Fetcher {
  return {
    downloadBytes: download,
    async downloadFile(url, limit, handle) {
      const file = join(folder, 'download');
      await writeFile(file, await download(url, limit));
      return handle(file);
    },
  };
}
