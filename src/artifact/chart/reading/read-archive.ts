import { createGunzip } from 'node:zlib';
import { OciError } from '../../../errors.ts';
import { type Origin, problemIn } from '../../../origin.ts';
import { readAll } from '../../../store/verified.ts';
import { decompressed } from '../../archive/decompressed.ts';
import { type ReadEntry, readTar } from '../../archive/read-tar.ts';
import { type ChartBudget, maxChartBytes } from './chart-budget.ts';

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A file of a chart: its path below the chart with `/`, and its bytes. */
export interface ChartFile {
  name: string;
  data: Buffer;
}

/** A file in the archive of a chart; its content is to be read before the next one is asked for. */
export interface ArchivedFile extends Pick<ReadEntry, 'mode' | 'content'> {
  /** Its path below the folder of the chart. */
  path: string;
  /** The folder of the chart, alike for all its files. */
  folder: string;
}

/**
 * Reads a chart archive, file by file and to its end. Fails with the code of `origin` when it is not a gzip or tar,
 * larger than Helm takes, or hostile: links, devices, paths that lead out, more than one folder at the top, a path
 * twice.
 *
 * @param gunzip how strictly the gzip is read: by default as zlib does
 */
export async function* readArchive(
  archive: Bytes,
  origin: Origin,
  budget: ChartBudget,
  gunzip: (chunks: Bytes) => Bytes = (chunks) => decompressed(chunks, createGunzip()),
): AsyncGenerator<ArchivedFile> {
  const fail = (what: string) => problemIn(origin, undefined, what);
  const counted = async function* () {
    for await (const chunk of gunzip(archive)) {
      budget.spend('archived', chunk.byteLength, origin);
      yield chunk;
    }
  };
  const explained = (error: unknown) =>
    error instanceof OciError
      ? error
      : problemIn(origin, undefined, 'this is not a chart: it is not a gzipped tar archive', { cause: error });
  const seen = new Set<string>();
  let root: string | undefined;
  try {
    for await (const entry of readTar(counted(), budget.giveWay)) {
      checkName(entry, fail);
      if (entry.kind === 'directory') continue;
      const { name, mode, size, content } = entry;
      const [first = '', ...rest] = name.split(separatorOf(name));
      root ??= first;
      if (first !== root || rest.length === 0)
        throw fail(`the chart is not one folder: it has ${quote(name)} beside ${quote(root)}`);
      const path = rest.join('/');
      if (seen.has(path)) throw fail(`the chart has ${quote(path)} twice`);
      seen.add(path);
      budget.spend('files', 1, origin);
      budget.spend('bytes', size, origin);
      // Whoever reads it meets what is wrong with it, such as an archive that ends in its midst.
      yield { path, folder: root, mode, content: () => failingWith(content(), explained) };
    }
  } catch (error) {
    throw explained(error);
  }
  if (seen.size === 0) throw fail('this is not a chart: the archive is empty');
}

async function* failingWith(
  chunks: AsyncIterable<Uint8Array>,
  explain: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw explain(error);
  }
}

/**
 * Reads the files of a chart archive into memory, or those that `isWanted`; of the others, the archive is read all the
 * same. Fails as `readArchive` does.
 */
export async function readFiles(
  archive: Bytes,
  origin: Origin,
  budget: ChartBudget,
  isWanted: (path: string) => boolean = () => true,
): Promise<ChartFile[]> {
  const files: ChartFile[] = [];
  for await (const { path, content } of readArchive(archive, origin, budget)) {
    if (isWanted(path)) files.push({ name: path, data: await readAll(content(), path, maxChartBytes) });
  }
  return files;
}

/**
 * What separates folders in the name of an entry, to Helm: archives made on Windows may have backslashes (helm/helm,
 * LoadArchiveFiles).
 */
function separatorOf(name: string): '/' | '\\' {
  return name.includes('\\') ? '\\' : '/';
}

/** Refuses the name of an entry that leads elsewhere, with either separator: it is data of whoever made the archive. */
function checkName({ name, kind, problem: problemOfKind }: ReadEntry, fail: (what: string) => OciError): void {
  const parts = name.split(/[/\\]/);
  const problem =
    problemOfKind ||
    (kind === 'link' && 'is a symbolic link') ||
    (/^[/\\]/.test(name) && 'is an absolute path') ||
    (parts.some((part) => /^[A-Za-z]:/.test(part)) && 'has a drive letter') ||
    (parts.includes('..') && 'leads out of the chart') ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
    (/[\u0000-\u001f\u007f]/.test(name) && 'has control characters') ||
    (kind !== 'directory' && parts.some((part) => part === '' || part === '.') && 'is not a plain path');
  if (problem) throw fail(`the chart has ${quote(name)}, which ${problem}`);
}

function quote(text: string): string {
  return JSON.stringify(text);
}
