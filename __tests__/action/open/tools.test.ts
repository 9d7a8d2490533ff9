import { chmod, chown, lstat, mkdir, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createToolInstaller, runnerPlatform } from '../../../src/action/open/tools.ts';
import type { Tools } from '../../../src/modes/runner/tool.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { catchOutput } from '../../support/action/catch-output.ts';
import { makeFolder, makeWorkspace, readTree } from '../../support/action/workspace.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const stranger = 12_345;
const digest: Digest = `sha256:${'ab'.repeat(32)}`;
const never = new AbortController().signal;

// The toolkit writes debug lines, and finds its folders by the environment of the process.
catchOutput();
const { RUNNER_TOOL_CACHE, RUNNER_TEMP } = process.env;
let cache: string;
let from: string;
let install: Tools['install'];
beforeEach(async () => {
  cache = makeFolder();
  process.env['RUNNER_TOOL_CACHE'] = cache;
  process.env['RUNNER_TEMP'] = makeFolder();
  from = await makeWorkspace({ hello: 'hello', 'lib/words': 'words' });
  await chmod(join(from, 'hello'), 0o755);
  install = createToolInstaller(join(cache, 'oci-artifact'), never);
});
afterEach(() => {
  for (const [name, value] of Object.entries({ RUNNER_TOOL_CACHE, RUNNER_TEMP })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const placeOf = (of: string = digest, name = 'octo') => join(cache, name, `0.0.0-${of.replace(':', '-')}`, arch());
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('A tool', () => {
  it.each<[what: string, digest: Digest]>([
    ['a digest', digest],
    ['a digest in sha512', `sha512:${'cd'.repeat(64)}`],
    // As a version by themselves, these would be numbers, and one begins with a zero.
    ['a digest of figures behind a zero', `sha256:${'01'.repeat(32)}`],
  ])('is put under %s, and found there the next time', async (_, of) => {
    const path = placeOf(of);
    expect(await install({ name: 'octo', digest: of, from })).toEqual({ path, isNew: true });
    expect(await readTree(path)).toEqual({ hello: 'hello', 'lib/words': 'words' });
    expect(await install({ name: 'octo', digest: of, from })).toEqual({ path, isNew: false });
  });

  it('of another name or digest is another one', async () => {
    await install({ name: 'octo', digest, from });
    const others = [
      { name: 'hexa', digest },
      { name: 'octo', digest: `sha256:${'ab'.repeat(31)}00` as const },
    ];
    for (const other of others) {
      const path = placeOf(other.digest, other.name);
      expect(await install({ ...other, from })).toEqual({ path, isNew: true });
    }
  });

  it('is copied by the first of two at a time, and used by the second', async () => {
    const both = await Promise.all([1, 2].map(() => install({ name: 'octo', digest, from })));
    expect(both.map(({ path }) => path)).toEqual([placeOf(), placeOf()]);
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await readdir(join(cache, 'oci-artifact', 'locks'))).toEqual([]);
  });

  it('is not copied in a step that was given up', async () => {
    const cancelled = createToolInstaller(join(cache, 'oci-artifact'), AbortSignal.abort(new Error('given up')));
    await install({ name: 'octo', digest, from });
    await expect(cancelled({ name: 'octo', digest, from })).rejects.toThrow('given up');
  });

  it('keeps its links, also those that lead upwards, and is found with them', async () => {
    // On Linux, each link is one that everybody may write to, and whoever follows two of these has no end of folders.
    const links = { lib64: 'lib', 'lib/up': '..', 'lib/self': '.', 'lib/mine': 'words', top: 'hello' };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(from, name));
    expect(await install({ name: 'octo', digest, from })).toMatchObject({ isNew: true });
    for (const [name, target] of Object.entries(links)) expect(await readlink(join(placeOf(), name))).toBe(target);
    expect(await install({ name: 'octo', digest, from })).toMatchObject({ isNew: false });
  });
});

/** What others did to the folder of a tool, and whether the tool is copied again for that. */
const changes: [what: string, isNew: boolean, change: (folder: string) => Promise<unknown>][] = [
  ['nothing was changed', false, async () => {}],
  ['a file has other content of that size', true, (folder) => writeFile(join(folder, 'hello'), 'hallo')],
  ['an empty folder was added', true, (folder) => mkdir(join(folder, 'more'))],
  ['a file is missing in a folder', true, (folder) => rm(join(folder, 'lib/words'))],
  [
    'a folder took the place of a file',
    true,
    async (folder) => {
      await rm(join(folder, 'hello'));
      await mkdir(join(folder, 'hello'));
    },
  ],
  [
    'a file took the place of a folder',
    true,
    async (folder) => {
      await rm(join(folder, 'lib'), { recursive: true });
      await writeFile(join(folder, 'lib'), 'words');
    },
  ],
  ['the copying was cut off', true, (folder) => rm(`${folder}.complete`)],
  ...(isWindows
    ? []
    : ([
        ['the group may write to its folder', true, (folder) => chmod(folder, 0o775)],
        ['everybody may write to a folder in it', true, (folder) => chmod(join(folder, 'lib'), 0o757)],
        ['the group may write to a file', true, (folder) => chmod(join(folder, 'lib/words'), 0o664)],
      ] satisfies typeof changes)),
  ...(isRoot
    ? ([
        ['its folder belongs to another user', true, (folder) => chown(folder, stranger, 0)],
        ['a file belongs to another user', true, (folder) => chown(join(folder, 'lib/words'), stranger, 0)],
        ['a file belongs to another group', false, (folder) => chown(join(folder, 'lib/words'), 0, stranger)],
      ] satisfies typeof changes)
    : []),
];
it.each(changes)('When %s, the tool is copied again: %s', async (_, isNew, change) => {
  await install({ name: 'octo', digest, from });
  await change(placeOf());
  expect(await install({ name: 'octo', digest, from })).toEqual({ path: placeOf(), isNew });
  expect(await readTree(placeOf())).toEqual({ hello: 'hello', 'lib/words': 'words' });
  expect(await install({ name: 'octo', digest, from })).toMatchObject({ isNew: false });
});

(isRoot ? describe : describe.skip)('For a user who is not root, a tool', () => {
  it.each([
    ['of root is used', 0, false],
    ['of that user is used', stranger, false],
    ['of a third one is copied again', stranger + 1, true],
  ])('%s', async (_, owner, isNew) => {
    await install({ name: 'octo', digest, from });
    await chown(join(placeOf(), 'lib/words'), owner, 0);
    const user = jest.spyOn(process, 'getuid').mockReturnValue(stranger);
    expect(await install({ name: 'octo', digest, from })).toMatchObject({ isNew });
    user.mockRestore();
  });
});

(isWindows ? describe.skip : describe)('Of a tool, others', () => {
  it.each([
    ['0666', '644'],
    ['0775', '755'],
    ['0640', '640'],
    ['0500', '500'],
  ])('may not write to a file, which has the mode %s here and %s there', async (given, kept) => {
    await chmod(join(from, 'lib/words'), Number.parseInt(given, 8));
    await install({ name: 'octo', digest, from });
    expect(await modeOf(join(placeOf(), 'lib/words'))).toBe(kept);
  });

  it('keep what a link leads to as it is', async () => {
    const outside = join(await makeWorkspace({ theirs: 'theirs' }), 'theirs');
    await chmod(outside, 0o666);
    await symlink(outside, join(from, 'theirs'));
    await install({ name: 'octo', digest, from });
    expect((await lstat(join(placeOf(), 'theirs'))).isSymbolicLink()).toBe(true);
    expect(await modeOf(outside)).toBe('666');
  });
});

describe('The platform of a runner', () => {
  it.each([
    ['Linux', 'X64', 'linux/amd64'],
    ['Windows', 'ARM64', 'windows/arm64'],
    ['macOS', 'ARM64', 'darwin/arm64'],
    ['Linux', 'ARM', 'linux/arm'],
  ])('on %s and %s is %s', (RUNNER_OS, RUNNER_ARCH, expected) => {
    const { os, architecture } = runnerPlatform({ RUNNER_OS, RUNNER_ARCH });
    expect(`${os}/${architecture}`).toBe(expected);
  });

  it.each([
    ['linux', 'x64', 'linux/amd64'],
    ['win32', 'ia32', 'windows/386'],
    ['darwin', 'arm64', 'darwin/arm64'],
  ] as const)('is that of Node where the runner does not tell it: %s and %s are %s', (platform, machine, expected) => {
    const [os = '', architecture = ''] = expected.split('/');
    const found = (environment: NodeJS.ProcessEnv) => runnerPlatform(environment, { platform, arch: machine });
    expect(found({})).toMatchObject({ os, architecture });
    expect(found({ RUNNER_OS: 'BeOS', RUNNER_ARCH: 'VAX' })).toMatchObject({ os, architecture });
    expect(found({ RUNNER_OS: 'macOS' })).toMatchObject({ os: 'darwin', architecture });
    expect(found({ RUNNER_ARCH: 'ARM64' })).toMatchObject({ os, architecture: 'arm64' });
  });
});
