import { randomBytes } from 'node:crypto';
import { constants, writeFileSync } from 'node:fs';
import { mkdir, open, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { tapped } from '../../chunks.ts';
import { concurrently, transferSlots } from '../../concurrently.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { lookAt } from '../../disk/look-at.ts';
import { compareTree, placeTrees } from '../../disk/place-tree.ts';
import { writeChunks } from '../../disk/write-chunks.ts';
import { OciError, systemCodeOf } from '../../errors.ts';
import { isDigest } from '../../oci/digest.ts';
import type { Source } from '../../store/store.ts';
import { readAll } from '../../store/verified.ts';
import { contentDigestAnnotation } from '../annotations.ts';
import { describeFile } from './file-content.ts';
import { refuseGitRepository } from './refuse-git-repository.ts';
import type { NamedLayer } from './select-layers.ts';

export interface WriteOptions {
  directory: string;
  /** Whether an existing file that differs is replaced; if not, it is an error before anything is written. */
  overwrite: boolean;
  /** What becomes of symbolic links in directories. */
  symlinks: Symlinks;
  concurrency: number;
  signal?: AbortSignal;
  /** Is told each file as soon as it is verified, directories when all are; `isReused` when it was there already. */
  onFile: (layer: NamedLayer, isReused: boolean) => void;
  /** Called with names that other systems do not take, or take for the same. */
  onForeign?: (text: string) => void;
  /** Is told of the bytes of a layer that come. */
  onBytes: (count: number, layer: NamedLayer) => void;
  /** The same of the file that is in its place already, where the two are compared. */
  onCompared?: (count: number, layer: NamedLayer) => void;
}

/** As many as a manifest can have files; more are made to fill a disk. */
const maxFolders = 10_000;

/** Up to this size a file is held in memory as a whole. */
const smallFile = 64 * 1024;

interface PlannedFile {
  layer: NamedLayer;
  path: string;
}

/**
 * Writes layers as files and folders below a directory, all or none: each goes into a temporary file beside its place,
 * or as a tree into a temporary folder, and only when all are there and verified do they get their names. A file that
 * is there with the same content is left as it is.
 * Fails with CONFLICT for a place that is taken, and leaves no temporary file and no new folder behind.
 */
export async function writeFiles(source: Source, layers: readonly NamedLayer[], options: WriteOptions): Promise<void> {
  const { overwrite, concurrency, signal, onFile } = options;
  const directory = resolve(options.directory);
  const missing = await findMissing(layers, directory, options);

  const createdFolders: string[] = [];
  const temporaries = new Map<string, string>();
  const temporaryIn = createNames();
  const trees: { layer: NamedLayer; from: string; to: string; temporary: string }[] = [];
  const changed: typeof trees = [];
  let isDone = false;
  try {
    // One after the other, so that two files of one new folder do not race for it.
    const ready = new Set<string>();
    for (const { path } of missing) {
      signal?.throwIfAborted();
      await createParents(path, directory, ready, createdFolders);
      if (createdFolders.length > maxFolders) {
        throw new OciError('ARTIFACT', `The titles of the files need more than ${maxFolders} new folders`);
      }
    }
    const slots = transferSlots(concurrency);
    await concurrently(missing, slots.lanes, signal, async ({ layer, path }, within) => {
      const temporary = temporaryIn(dirname(path));
      temporaries.set(path, temporary);
      await slots.take(layer.descriptor.size, () =>
        writeNew(temporary, source, layer, { ...options, directory, signal: within }),
      );
      onFile(layer, false);
    });
    for (const layer of layers.filter(({ isDirectory }) => isDirectory)) {
      const temporary = temporaryIn(directory);
      const tree = { layer, from: join(temporary, layer.title), to: join(directory, layer.title), temporary };
      await createParents(tree.to, directory, ready, createdFolders);
      trees.push(tree);
      await writeDirectory(source, layer, temporary, options);
    }
    // Not before all are there: what is at a place may change while the registry is waited for.
    for (const tree of trees) {
      checkParents(tree.to, directory);
      const differs = await compareTree(tree.from, tree.to, overwrite, signal);
      if (differs) changed.push(tree);
      onFile(tree.layer, !differs);
    }
    signal?.throwIfAborted();
    checkPlaces(missing, changed, directory, overwrite);
    const files = [...temporaries].map(([to, from]) => ({ from, to }));
    if (files.length + changed.length > 0) await placeTrees([...changed, ...files], temporaryIn(directory));
    temporaries.clear();
    isDone = true;
  } finally {
    for (const temporary of temporaries.values()) await rm(temporary, { force: true });
    for (const { temporary } of trees) await rm(temporary, { recursive: true, force: true });
    // A folder that holds something by now stays.
    if (!isDone) for (const folder of createdFolders.reverse()) await rmdir(folder).catch(() => {});
  }
}

/** Makes names in a folder that nobody else has; O_EXCL sees to the rest. */
function createNames(): (folder: string) => string {
  const unique = randomBytes(8).toString('hex');
  let made = 0;
  return (folder) => {
    made += 1;
    return join(folder, `.${unique}-${made}.part`);
  };
}

/** Finds the files that are not there as they should be, and tells of those that are. */
async function findMissing(
  layers: readonly NamedLayer[],
  directory: string,
  { overwrite, concurrency, signal, onFile, onCompared }: WriteOptions,
): Promise<PlannedFile[]> {
  const missing: PlannedFile[] = [];
  const files = layers.filter(({ isDirectory }) => !isDirectory);
  await concurrently(files, concurrency, signal, async (layer, within) => {
    const path = join(directory, layer.title);
    const onBytes = (count: number) => onCompared?.(count, layer);
    const state = await stateOf(path, directory, layer, { onBytes, signal: within });
    if (state === 'same') onFile(layer, true);
    else if (state === 'different' && !overwrite) {
      throw new OciError('CONFLICT', `The file ${JSON.stringify(layer.title)} exists with different content`);
    } else missing.push({ layer, path });
  });
  return missing;
}

/** Looks once more at the places of what is written: much may have happened while the registry was waited for. */
function checkPlaces(
  missing: readonly PlannedFile[],
  trees: readonly { to: string }[],
  directory: string,
  overwrite: boolean,
): void {
  refuseGitRepository([...missing.map(({ path }) => ({ to: path })), ...trees], directory);
  for (const { to } of trees) checkParents(to, directory);
  const taken = overwrite ? undefined : missing.find(({ path }) => lookAt(path));
  if (!taken) return;
  const what = `The file ${JSON.stringify(taken.layer.title)} was put there by somebody else`;
  throw new OciError('CONFLICT', `${what} while its content was fetched`);
}

async function writeDirectory(
  source: Source,
  layer: NamedLayer,
  temporary: string,
  { symlinks, signal = new AbortController().signal, onBytes, onForeign }: WriteOptions,
): Promise<void> {
  const { title, descriptor, tree, isBare } = layer;
  await mkdir(temporary, { mode: 0o700 });
  const folder = isBare ? join(temporary, title) : temporary;
  if (isBare) await mkdir(folder, { recursive: true });
  const what = `The directory ${JSON.stringify(title)}`;
  const into = { directory: folder, title: isBare ? '.' : title, what, symlinks, onForeign, signal };
  // What writes trees and reads archives is loaded only for them.
  if (tree) return (await import('../archive/write-tree.ts')).writeTree(tree(), into);
  const { unpackDirectory } = await import('../archive/unpack-directory.ts');
  const contentDigest = descriptor.annotations?.[contentDigestAnnotation];
  if (contentDigest !== undefined && !isDigest(contentDigest)) {
    throw new OciError('ARTIFACT', `${what} has an invalid digest of its content`);
  }
  const content = tapped(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
  await unpackDirectory(content, { ...into, contentDigest });
}

/** Compares what is at a place with what shall be there. */
async function stateOf(
  path: string,
  directory: string,
  { descriptor, isExecutable }: NamedLayer,
  how: { onBytes: (bytes: number) => void; signal: AbortSignal },
): Promise<'absent' | 'same' | 'different'> {
  checkParents(path, directory);
  const found = lookAt(path);
  if (found === undefined) return 'absent';
  if (found.isDirectory())
    throw new OciError('CONFLICT', `The place of the file ${JSON.stringify(path)} is a directory`);
  const lacksMode = isExecutable && (found.mode & 0o111) === 0 && process.platform !== 'win32';
  if (!found.isFile() || found.size !== descriptor.size || lacksMode) return 'different';
  const there = await describeFile(path, descriptor.mediaType, 'path', { ...how, like: descriptor.digest });
  return there.descriptor.digest === descriptor.digest ? 'same' : 'different';
}

/** The folders between the directory and a file, from above. */
function parentsOf(path: string, directory: string): string[] {
  const parents: string[] = [];
  for (let folder = dirname(path); folder.length > directory.length; folder = dirname(folder)) parents.unshift(folder);
  return parents;
}

/** Refuses to write through anything but real folders: a link could lead out of the directory (GHSA-8xwf-rjm4-xvhv). */
function checkParents(path: string, directory: string): void {
  for (const folder of parentsOf(path, directory)) {
    const found = lookAt(folder);
    if (found === undefined) return;
    if (!found.isDirectory()) {
      const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
      throw new OciError('CONFLICT', `The folder ${JSON.stringify(folder)} is ${what}: refused to write through it`);
    }
  }
}

/** Makes the folders above a file, but for those that are `ready`, and notes which of them are new. */
async function createParents(path: string, directory: string, ready: Set<string>, created: string[]): Promise<void> {
  if (ready.has(dirname(path))) return;
  if (!ready.has(directory)) {
    const first = await mkdir(directory, { recursive: true }).catch((error: unknown) => {
      const what = `The directory ${JSON.stringify(directory)} of the input path`;
      throw new OciError('INVALID_INPUT', `${what} cannot be made: ${systemCodeOf(error)}`, {
        cause: error,
        topic: 'pull-path',
      });
    });
    if (first !== undefined) created.push(...parentsOf(directory, dirname(first)), directory);
    ready.add(directory);
  }
  for (const folder of parentsOf(path, directory)) {
    if (ready.has(folder)) continue;
    try {
      await mkdir(folder);
      created.push(folder);
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
    }
    ready.add(folder);
  }
  checkParents(path, directory);
}

async function writeNew(
  path: string,
  source: Source,
  layer: NamedLayer,
  { directory, onBytes, signal }: Pick<WriteOptions, 'directory' | 'onBytes'> & { signal: AbortSignal },
): Promise<void> {
  const { descriptor, isExecutable } = layer;
  const mode = isExecutable ? 0o777 : 0o666;
  const content = tapped(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
  if (descriptor.size <= smallFile) {
    // It is verified before it is there, and written in less time than it takes to ask the thread pool.
    const bytes = await readAll(content, `The file ${descriptor.digest}`, smallFile);
    checkParents(path, directory);
    signal.throwIfAborted();
    writeFileSync(path, bytes, { flag: 'wx', mode });
    return;
  }
  // Somebody may have put a link in the place of a folder while the registry was waited for.
  checkParents(path, directory);
  // O_EXCL, as `wx` above, does not follow a link that somebody put there.
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    await writeChunks(file, content, () => signal.throwIfAborted());
    await file.chmod(mode & ~process.umask());
  } finally {
    await file.close();
  }
}
