import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { OciError } from '../../errors.ts';
import { createGiveWay } from '../../give-way.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { decompressed } from '../decompressed.ts';
import { type ReadEntry, readTar } from '../read-tar.ts';
import { type Origin, problemIn } from './origin.ts';

/**
 * What a chart with all its files may have unpacked (helm/helm, pkg/chart/loader/archive, `MaxDecompressedChartSize`). There is
 * no limit of the ratio: this is the most that any bomb makes here.
 */
export const maxChartBytes = 100 * 1024 * 1024;
/** What one file of a chart may have: Helm up to 4.1 loads no larger one. */
export const maxFileBytes = 5 * 1024 * 1024;
/** Far more files than any chart has; each takes time even when it is empty. */
const maxEntries = 10_000;

/** Takes the bytes of one file, by its path below the folder of the chart. */
type Keep = (name: string, data: Buffer) => void;

/**
 * Reads a chart archive to its end and hands over the files that `choose` wants. Fails with the code of `origin` when it is no
 * gzip or tar, larger than Helm takes, or hostile: links, devices, paths that lead out, more than one folder at the top, a
 * path twice. Gives the digest of the tar inside, by which a chart is the same whoever compressed it.
 */
export async function readArchive(
  archive: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  origin: Origin,
  choose: (name: string) => Keep | undefined,
): Promise<{ contentDigest: Digest }> {
  const fail = (what: string) => problemIn(origin, undefined, what);
  const hash = startHash();
  const seen = new Set<string>();
  let root: string | undefined;
  let unpacked = 0;
  const counted = async function* () {
    for await (const chunk of decompressed(archive, createGunzip())) {
      unpacked += chunk.byteLength;
      // Header and padding come on top of what the files have.
      if (unpacked > maxChartBytes + maxEntries * 2048) throw fail('the chart is larger than 100 MiB unpacked');
      hash.update(chunk);
      yield chunk;
    }
  };
  let total = 0;
  try {
    for await (const entry of readTar(counted(), createGiveWay(undefined))) {
      const name = nameOf(entry, fail);
      if (name === undefined) continue;
      const [first = '', ...rest] = name.split('/');
      root ??= first;
      if (first !== root || rest.length === 0)
        throw fail(`the chart is not one folder: it has ${quote(name)} beside ${quote(root)}`);
      const path = rest.join('/');
      if (seen.has(path)) throw fail(`the chart has ${quote(path)} twice`);
      if (seen.add(path).size > maxEntries) throw fail(`the chart has more than ${maxEntries} files`);
      total += entry.size;
      if (entry.size > maxFileBytes) throw fail(`the file ${quote(path)} is larger than 5 MiB`);
      if (total > maxChartBytes) throw fail('the chart is larger than 100 MiB unpacked');
      choose(path)?.(path, await buffer(entry.content()));
    }
  } catch (error) {
    if (error instanceof OciError) throw error;
    throw problemIn(origin, undefined, 'this is no chart: it is no tar archive in gzip', error);
  }
  if (seen.size === 0) throw fail('this is no chart: the archive is empty');
  return { contentDigest: hash.finish() };
}

/** Reads the path of an entry, which is data of whoever made the archive; undefined for a folder, which says nothing. */
function nameOf({ name, kind, problem: problemOfKind }: ReadEntry, fail: (what: string) => OciError) {
  const problem =
    problemOfKind ||
    (kind === 'link' && 'is a symbolic link') ||
    (name.startsWith('/') && 'is an absolute path') ||
    (name.includes('\\') && 'has a backslash') ||
    (name.split('/').some((part) => /^[A-Za-z]:/.test(part)) && 'has a drive letter') ||
    (name.split('/').includes('..') && 'leads out of the chart') ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
    (/[\u0000-\u001f\u007f]/.test(name) && 'has control characters');
  if (problem) throw fail(`the chart has ${quote(name)}, which ${problem}`);
  if (kind === 'directory') return undefined;
  if (name.split('/').some((part) => part === '' || part === '.'))
    throw fail(`the chart has ${quote(name)}, which is no plain path`);
  return name;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
