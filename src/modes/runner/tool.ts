import { lstat, readdir } from 'node:fs/promises';
import { basename, delimiter, extname, join } from 'node:path';
import type { NamedLayer } from '../../artifact/files/select-layers.ts';
import { OciError } from '../../errors.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import { isLayout, layoutDirectoryOf, type Reference } from '../../oci/reference.ts';
import { briefList } from '../../words.ts';
import type { AllInputs } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';

/** The tools of the runner. */
export interface Tools {
  /** Puts the files of a directory into the tool cache, unless they are there; `digest` tells versions apart. */
  install(tool: { name: string; digest: Digest; from: string }): Promise<{ path: string; isNew: boolean }>;
  /** Lets later steps find the programs in a folder. */
  addPath(folder: string): void;
  /** Where this step finds programs, as in the variable PATH. */
  searchPath: string;
}

/** What Windows runs, by its ending. */
const programsOnWindows = ['.exe', '.cmd', '.bat', '.com', '.ps1'];

/** What the runner and most actions call by name, also where this step does not see it, as in a container. */
const calledByOthers =
  'git git-lfs ssh sh bash pwsh powershell cmd node npm npx python python3 curl wget tar unzip gzip docker sudo gh'.split(
    ' ',
  );
/** More names help nobody. */
const maxNamed = 20;

/**
 * Fails with INVALID_INPUT when an input cannot be combined with `add-to-path`; says so when nothing but a tag decides
 * what later steps run.
 */
export function checkToolInputs(
  { path, unpack, kind, isPinned }: Pick<AllInputs, 'path' | 'unpack' | 'kind'> & { isPinned: boolean },
  log: Log,
): void {
  const foreign: [isSet: boolean, what: string][] = [
    [path !== '.', 'path: the files go into the tool cache, and the output path says where'],
    [!unpack, 'unpack: false'],
    [kind === 'helm' || kind === 'flux', `kind: ${kind}`],
  ];
  const [, what] = foreign.find(([isSet]) => isSet) ?? [];
  if (what)
    throw new OciError('INVALID_INPUT', `The input add-to-path cannot be combined with ${what}`, {
      topic: 'combined-inputs',
    });
  if (!isPinned) {
    log.notice('Only a tag decides what later steps run: set expect-digest, or say in verify who must have signed it');
  }
}

/**
 * Lets what is pulled be a program: files may be executed, for most tools keep no mode of single files, and an archive
 * that is the only file is unpacked.
 */
export function toolLayers(layers: readonly NamedLayer[]): NamedLayer[] {
  const [only, ...more] = layers;
  if (only && more.length === 0 && /\.(?:tar|tar\.gz|tgz|tar\.zst)$/.test(only.title)) {
    return [{ ...only, title: '.', isDirectory: true }];
  }
  return layers.map((layer) => (layer.isDirectory ? layer : { ...layer, isExecutable: true }));
}

/** The name of a tool in the tool cache, where it is a folder: that of its repository. */
export function toolName(reference: Reference): string {
  const name = isLayout(reference) ? basename(layoutDirectoryOf(reference)) : reference.repository;
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'tool';
}

/** Tells tools apart: by the digest of the manifest, and when only some of its files are taken, by these too. */
export function toolDigest(digest: Digest, files: readonly string[]): Digest {
  return files.length === 0 ? digest : digestOf(Buffer.from(JSON.stringify([digest, ...files])));
}

/**
 * Finds the folder with the programs: `bin`, else the top, and if there is nothing but one folder the same in there.
 * Fails with ARTIFACT when there is no program in them, or the folder would be read as two on the PATH.
 */
export async function findPrograms(
  directory: string,
  what: string,
  isWindows = process.platform === 'win32',
): Promise<string> {
  const [only, ...more] = await readdir(directory, { withFileTypes: true });
  const inner = only?.isDirectory() && more.length === 0 && only.name !== 'bin' ? only.name : '';
  for (const folder of ['bin', '.', join(inner, 'bin'), inner || '.']) {
    if ((await programsIn(join(directory, folder), isWindows)).length === 0) continue;
    if (!folder.includes(delimiter)) return folder;
    throw new OciError(
      'ARTIFACT',
      `${what} has its programs in the folder ${JSON.stringify(folder)}, which cannot be put on the PATH: "${delimiter}" separates folders there`,
      { topic: 'missing-program' },
    );
  }
  throw new OciError(
    'ARTIFACT',
    `${what} has no program to put on the PATH: no file that ${isWindows ? `ends in ${programsOnWindows.join(', ')}` : 'may be executed'} is in the folder bin, or at the top`,
    { topic: 'missing-program' },
  );
}

/**
 * Says which programs of a folder take the place of others in later steps: those that a search path has too, and those
 * that steps and other actions call without a thought. Undefined when there are none.
 *
 * @param folders a search path, as in the variable PATH
 */
export async function describeShadowed(folder: string, folders: string, what: string): Promise<string | undefined> {
  const others = folders.split(delimiter).filter((other) => other !== '' && other !== folder);
  const listed = await Promise.all(others.map((other) => readdir(other).catch((): string[] => [])));
  const known = new Set([...calledByOthers, ...listed.flat().map(commandOf)]);
  const names = (await programsIn(folder)).filter((name) => known.has(commandOf(name)));
  if (names.length === 0) return undefined;
  const [verb, theirs] = names.length === 1 ? ['takes', 'program'] : ['take', 'programs'];
  return `In later steps, ${briefList(names, maxNamed)} of ${what} ${verb} the place of the ${theirs} of that name`;
}

/** The name by which a shell calls a program. */
function commandOf(name: string): string {
  if (process.platform !== 'win32') return name;
  const lower = name.toLowerCase();
  return programsOnWindows.includes(extname(lower)) ? lower.slice(0, -extname(lower).length) : lower;
}

/** Windows tells programs by their endings, and has no executable bits; elsewhere the bits count alone. */
async function programsIn(folder: string, isWindows = process.platform === 'win32'): Promise<string[]> {
  const programs: string[] = [];
  for (const name of await readdir(folder).catch((): string[] => [])) {
    const found = await lstat(join(folder, name));
    if (found.isDirectory()) continue;
    const isProgram = isWindows
      ? programsOnWindows.includes(extname(name).toLowerCase())
      : found.isSymbolicLink() || (found.mode & 0o111) !== 0;
    if (isProgram) programs.push(name);
  }
  return programs.sort();
}
