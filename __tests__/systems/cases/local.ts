import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SystemCase } from '../system-cases.ts';

const emptyLayout = {
  'layout/oci-layout': '{"imageLayoutVersion":"1.0.0"}',
  'layout/index.json': '{"schemaVersion":2,"manifests":[]}',
};

/** Opens a file, given by an expression, as Windows alone can: for nobody else (libuv's `UV_FS_O_EXLOCK`). */
const openAlone = (path: string) => `fs.openSync(${path}, process.platform === 'win32' ? 0x10000000 : 'r')`;

/** Takes from everybody the right to make files in a folder; on Linux and macOS, root has it all the same. */
async function denyFiles(folder: string): Promise<void> {
  if (process.platform !== 'win32') return chmod(folder, 0o555);
  await promisify(execFile)('icacls', [folder, '/deny', '*S-1-1-0:(WD)']);
}

/** Layouts, the cache, and what else is on the disk. */
export const localCases: SystemCase[] = [
  {
    name: 'a layout, by a relative path',
    files: { 'a.txt': 'a', 'dir/b.txt': 'b' },
    steps: (at) => [
      { mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt\ndir', tags: 'v2' },
      { mode: 'push', reference: 'oci-layout:layout:v3', files: 'a.txt' },
      { mode: 'tags', reference: 'oci-layout:layout' },
      { mode: 'pull', reference: `oci-layout:${at.own('./layout')}:v2`, path: 'out' },
      { mode: 'delete', reference: 'oci-layout:layout:v3' },
    ],
    trees: ['out', 'layout'],
  },
  {
    name: 'a layout, by an absolute path',
    daily: true,
    files: { 'a.txt': 'a' },
    steps: (at) => [
      { mode: 'push', reference: `oci-layout:${at.full('lay out')}:v1`, files: 'a.txt' },
      { mode: 'copy', reference: `oci-layout:${at.full('lay out')}:v1`, to: `${at.registry}/copy:v1` },
      { mode: 'copy', reference: `${at.registry}/copy:v1`, to: `oci-layout:${at.full('other')}:v2` },
    ],
    trees: ['lay out', 'other'],
  },
  {
    name: 'the cache of blobs',
    files: { 'a.txt': 'a', 'dir/b.txt': 'b' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt\ndir' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out', cache: 'true' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out2', cache: 'true' },
    ],
    trees: ['out', 'out2'],
  },
  {
    name: 'a path for files that is a file',
    files: { 'a.txt': 'a', out: 'taken' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out' },
    ],
    trees: [],
  },
  {
    name: 'a layout below the home folder, which is another one under Wine',
    files: { 'a.txt': 'a' },
    env: (at) => ({ HOME: at.full('home'), USERPROFILE: at.full('home') }),
    steps: (at) => [
      { mode: 'push', reference: `oci-layout:${at.own('~/layout')}:v1`, files: 'a.txt' },
      { mode: 'pull', reference: 'oci-layout:~/layout:v1', path: 'out' },
    ],
    // Where a folder of that name would be, if it were taken for one.
    trees: ['out', '~'],
  },
  {
    name: 'a layout whose index.json another process has open, which on Windows is said',
    files: emptyLayout,
    beside: `const file = ${openAlone("'layout/index.json'")}; ready(); await until('../done'); fs.closeSync(file);`,
    steps: () => [{ mode: 'tags', reference: 'oci-layout:layout' }],
    trees: [],
    onWindows: [{ outcome: 'ARTIFACT', said: /index\.json that cannot be read: EBUSY.*open in another process/ }],
  },
  {
    name: 'a layout whose index.json another process has open for a moment',
    files: { ...emptyLayout, 'a.txt': 'a' },
    // The push waits at the lock, after it has looked at the index once and before it does so again.
    arrange: ({ folder }) => writeFile(join(folder, 'layout/index.json.lock'), ''),
    beside: `ready();
      await until('layout/blobs/sha256/ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
      const file = ${openAlone("'layout/index.json'")};
      fs.rmSync('layout/index.json.lock');
      await until('layout/index.json.lock');
      await delay(200);
      fs.closeSync(file);
      await until('../done');`,
    steps: () => [{ mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt' }],
    trees: ['layout'],
  },
  {
    name: 'a temporary folder in which another process has a file open, which on Windows cannot be removed',
    files: { ...emptyLayout, 'temp/empty': '', 'a.txt': 'a' },
    env: (at) => ({ RUNNER_TEMP: at.full('temp') }),
    arrange: ({ folder }) => writeFile(join(folder, 'layout/index.json.lock'), ''),
    beside: `ready();
      let folder;
      while (!(folder = fs.readdirSync('temp').find((name) => name.startsWith('oci-artifact-')))) await delay(10);
      const path = 'temp/' + folder + '/open';
      fs.writeFileSync(path, '');
      const file = ${openAlone('path')};
      fs.rmSync('layout/index.json.lock');
      await until('../done');
      fs.closeSync(file);`,
    steps: () => [{ mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt' }],
    trees: ['layout'],
    onWindows: [
      {
        outcome: 'ok',
        said: /^::warning.*The temporary folder of this step was not removed: E(?:BUSY|PERM).*$/,
        hasSameOutputs: true,
      },
    ],
  },
  {
    name: 'a pull over a file that another process has open, of which Windows keeps all that was there',
    files: {
      'sub/a.txt': 'new',
      'dir/b.txt': 'new',
      'dir/c.txt': 'new',
      'out/sub/a.txt': 'old',
      'out/dir/b.txt': 'old',
      'out/dir/c.txt': 'older, of another size, so that it is not read',
    },
    beside: `const file = ${openAlone("'out/dir/c.txt'")}; ready(); await until('../done'); fs.closeSync(file);`,
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'sub/a.txt\ndir' },
      { mode: 'pull', reference: `${at.registry}/app:v1`, path: 'out' },
    ],
    // Beside them, Windows keeps a second name of the open file, which the error tells.
    trees: ['out/sub', 'out/dir'],
    onWindows: [
      undefined,
      {
        outcome: 'CONFLICT',
        said: /cannot be put in place: E(?:BUSY|PERM); the folder .* could not be removed.*open in another process/,
      },
    ],
    treesOnWindows: {
      'out/sub/a.txt': 'old',
      'out/dir/b.txt': 'old',
      'out/dir/c.txt': 'older, of another size, so that it is not read',
    },
  },
  {
    name: 'a layout without the right to make its lock, which ends at once',
    files: { ...emptyLayout, 'a.txt': 'a' },
    arrange: async ({ folder, system }) => {
      await mkdir(join(folder, 'layout/blobs/sha256'), { recursive: true });
      if (system.name === 'windows') await denyFiles(join(folder, 'layout'));
    },
    steps: () => [{ mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt' }],
    trees: [],
    onWindows: [{ outcome: 'FILE_SYSTEM', said: /EPERM.*index\.json\.lock/ }],
  },
];
