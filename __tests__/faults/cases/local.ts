import { randomBytes } from 'node:crypto';
import { renameSync, symlinkSync } from 'node:fs';
import { appendFile, chmod, link, lstat, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionRun } from '../../support/action/run-action.ts';
import type { RunOutcome } from '../../support/action/run-outcome.ts';
import { readTree } from '../../support/content/read-tree.ts';
import { places } from '../../support/faults/faults.ts';
import type { Rule } from '../../support/servers/fault-proxy.ts';
import { run } from '../../support/servers/peers.ts';

const mebibyte = 1024 * 1024;
/** The large file of all cases. */
export const large = randomBytes(3 * mebibyte);
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
/** A user of whom the system knows nothing but this number, as in a container with `--user`. */
const unknown = 54_321;

/** Where one case takes place, and what it may do there. */
export interface Scene {
  workspace: string;
  path: (name: string) => string;
}

/** One line of the table of pushes: what happens to a file, before the step or at a moment of it. */
export interface LocalCase {
  name: string;
  inputs?: Record<string, string>;
  before?: (scene: Scene) => Promise<unknown>;
  /** Happens when the first request of this kind comes, before it is passed on. */
  during?: [on: Rule['on'], what: (scene: Scene) => Promise<unknown>];
  /** A user without rights, as whom it runs where the tests run as root. */
  uid?: number;
  /** Whether the variable HOME is left out. */
  isHomeless?: true;
  /** The largest file in KiB that the step may write: what is beyond fails as on a full disk. */
  fileLimit?: number;
  env?: Record<string, string>;
  expected: RunOutcome;
  /** Lists what is wrong afterwards. */
  check?: (scene: Scene & { run: ActionRun }) => Promise<string[]>;
}

const unless = (isRight: boolean, what: string) => (isRight ? [] : [what]);

/** Options of the runner for a case. */
export function optionsOf({ uid, isHomeless, fileLimit, env = {} }: LocalCase) {
  const limited =
    fileLimit === undefined ? [] : ['bash', '-c', `trap "" XFSZ; ulimit -f ${fileLimit}; exec "$@"`, 'bash'];
  const homeless = isHomeless ? ['env', '-u', 'HOME'] : [];
  return { env, prefix: [...homeless, ...limited], ...(uid && isRoot ? { uid } : {}) };
}

/** Faults of what is pushed. */
export const pushes: LocalCase[] = [
  {
    name: 'a file that may not be read',
    before: async ({ path }) => {
      await writeFile(path('secret.bin'), 'x');
      await chmod(path('secret.bin'), 0);
    },
    uid: nobody,
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a folder that may not be read',
    before: async ({ path }) => {
      await mkdir(path('sub'));
      await writeFile(path('sub/x'), 'x');
      await chmod(path('sub'), 0);
    },
    inputs: { files: 'sub' },
    uid: nobody,
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a file that grows',
    during: [places.start, ({ path }) => appendFile(path('large.bin'), 'more')],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that shrinks',
    during: [places.start, ({ path }) => truncate(path('large.bin'), 1000)],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that becomes empty',
    during: [places.start, ({ path }) => truncate(path('large.bin'), 0)],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that changes',
    during: [places.start, ({ path }) => writeFile(path('large.bin'), randomBytes(large.length))],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that grows, in chunks',
    inputs: { 'chunk-size': '1MiB' },
    during: [places.chunk, ({ path }) => appendFile(path('large.bin'), 'more')],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that shrinks, in chunks',
    inputs: { 'chunk-size': '1MiB' },
    during: [places.chunk, ({ path }) => truncate(path('large.bin'), 2_000_000)],
    expected: 'INTEGRITY',
  },
  {
    name: 'a file that is gone',
    during: [places.start, ({ path }) => rm(path('large.bin'))],
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a file that becomes a folder',
    // What is sent while it is hashed may have been opened before.
    inputs: { concurrency: '1' },
    during: [
      places.start,
      async ({ path }) => {
        await rm(path('large.bin'));
        await mkdir(path('large.bin'));
      },
    ],
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a FIFO',
    before: ({ path }) => run('mkfifo', [path('pipe')]),
    inputs: { files: 'pipe' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a device',
    before: ({ path }) => symlink('/dev/zero', path('zero')),
    inputs: { files: 'zero', symlinks: 'follow' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a link to nothing',
    before: ({ path }) => symlink('nothing', path('dangling')),
    inputs: { files: 'dangling' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a link to a file outside of the workspace',
    before: ({ path }) => symlink('/etc/passwd', path('passwd')),
    inputs: { files: 'passwd' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a link to itself',
    before: ({ path }) => symlink('self', path('self')),
    inputs: { files: 'self' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a Chart.lock that is a link, and dependencies to update',
    before: async ({ workspace, path }) => {
      await mkdir(path('web'));
      await mkdir(path('dep'));
      await writeFile(path('dep/Chart.yaml'), 'apiVersion: v2\nname: dep\nversion: 1.0.0\n');
      await writeFile(
        path('web/Chart.yaml'),
        'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - {name: dep, version: 1.0.0, repository: "file://../dep"}\n',
      );
      await symlink('../../outside', join(workspace, 'web/Chart.lock'));
    },
    inputs: { kind: 'helm', files: 'web', 'chart-dependencies': 'update' },
    expected: 'INVALID_INPUT',
  },
];

/** Faults of where a pull writes. */
export const pulls: LocalCase[] = [
  {
    name: 'a full disk',
    before: ({ path }) => writeFile(path('out/large.bin'), 'old'),
    fileLimit: 1024,
    expected: 'FILE_SYSTEM',
    check: async ({ path }) =>
      unless((await readFile(path('out/large.bin'), 'utf8')) === 'old', 'the old file is gone'),
  },
  { name: 'a full disk, for a directory', inputs: { reference: 'dir:v1' }, fileLimit: 1024, expected: 'FILE_SYSTEM' },
  {
    name: 'a full disk, for a copy to a layout',
    inputs: { mode: 'copy', to: 'oci-layout:out/copy:v1' },
    fileLimit: 1024,
    expected: 'FILE_SYSTEM',
  },
  {
    name: 'a directory that may not be written to',
    before: ({ path }) => chmod(path('out'), 0o555),
    uid: nobody,
    expected: 'FILE_SYSTEM',
  },
  {
    name: 'a path that is a file',
    before: async ({ path }) => {
      await rm(path('out'), { recursive: true });
      await writeFile(path('out'), 'x');
    },
    expected: 'INVALID_INPUT',
    check: async ({ path }) => unless((await readFile(path('out'), 'utf8')) === 'x', 'the file is gone'),
  },
  {
    name: 'a link in the place of a file',
    before: async ({ path }) => {
      await writeFile(path('outside'), 'mine');
      await symlink('../outside', path('out/large.bin'));
    },
    expected: 'ok',
    check: async ({ path }) => [
      ...unless((await readFile(path('outside'), 'utf8')) === 'mine', 'wrote through the link'),
      ...unless((await lstat(path('out/large.bin'))).isFile(), 'the link is still there'),
    ],
  },
  {
    name: 'a file with a second name',
    before: async ({ path }) => {
      await writeFile(path('other'), 'mine');
      await link(path('other'), path('out/large.bin'));
    },
    expected: 'ok',
    check: async ({ path }) => unless((await readFile(path('other'), 'utf8')) === 'mine', 'wrote into the other name'),
  },
  {
    name: 'a FIFO in the place of a file',
    before: ({ path }) => run('mkfifo', [path('out/large.bin')]),
    expected: 'ok',
    check: async ({ path }) => unless((await lstat(path('out/large.bin'))).isFile(), 'the FIFO is still there'),
  },
  {
    name: 'a file that may not be written',
    before: async ({ path }) => {
      await writeFile(path('out/large.bin'), 'old');
      await chmod(path('out/large.bin'), 0o444);
    },
    uid: nobody,
    expected: 'ok',
  },
  {
    name: 'a folder in the place of a file',
    before: ({ path }) => mkdir(path('out/large.bin')),
    expected: 'CONFLICT',
  },
  {
    name: 'a link in the place of a folder',
    before: async ({ path }) => {
      await mkdir(path('elsewhere'));
      await symlink('../elsewhere', path('out/sub'));
    },
    expected: 'CONFLICT',
    check: async ({ path }) => unless((await lstat(path('out/sub'))).isSymbolicLink(), 'the link is gone'),
  },
  {
    name: 'a file in the place of a folder',
    before: ({ path }) => writeFile(path('out/sub'), 'x'),
    expected: 'CONFLICT',
  },
  {
    name: 'a link that appears in the place of a folder meanwhile',
    during: [
      places.getBlob,
      async ({ path }) => {
        await mkdir(path('elsewhere'), { recursive: true });
        // Without a moment in which there is nothing: that would be another failure.
        renameSync(path('out/sub'), path('sub-before'));
        symlinkSync('../elsewhere', path('out/sub'));
      },
    ],
    expected: 'CONFLICT',
    check: async ({ path }) =>
      unless(Object.keys(await readTree(path('elsewhere'))).length === 0, 'wrote through the link'),
  },
  { name: 'a user without a name and a home', uid: unknown, isHomeless: true, expected: 'ok' },
  {
    name: 'a summary that cannot be written',
    env: { GITHUB_STEP_SUMMARY: '/dev/full' },
    expected: 'ok',
    check: async ({ run: { stdout } }) =>
      unless(/::warning::The job summary was not written/.test(stdout), 'no warning'),
  },
  { name: 'outputs that cannot be written', env: { GITHUB_OUTPUT: '/dev/full' }, expected: 'FILE_SYSTEM' },
  { name: 'no temporary folder', env: { RUNNER_TEMP: '/nonexistent' }, expected: 'FILE_SYSTEM' },
];

/** Lists all that is below a folder, links and FIFOs too. */
export async function treeOf(folder: string): Promise<string[]> {
  return (await run('find', [folder, '-mindepth', '1'])).stdout.split('\n').filter(Boolean).sort();
}
