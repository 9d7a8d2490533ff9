import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { globFiles } from '../../../src/artifact/files/glob-files.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const folder = makeFolder();
const isWindows = process.platform === 'win32';

beforeAll(async () => {
  const files = ['a.txt', 'b.md', '.env', 'sub/c.txt', 'sub/.hidden', 'sub/deep/d.txt', '.git/config', 'sub/.git/x'];
  // A worktree and a submodule have a file of that name.
  for (const path of [...files, 'module/.git', 'sub/!e.txt', '(g)/h.txt', 'a(1)[2].d/i.txt']) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), path);
  }
  await mkdir(join(folder, 'links'));
  if (isWindows) return;
  await symlink('../a.txt', join(folder, 'links/to-file'));
  await symlink('../sub', join(folder, 'links/to-folder'));
  await symlink('nowhere', join(folder, 'links/broken'));
});

it.each<[string, string[]]>([
  ['*', ['.env', 'a.txt', 'b.md']],
  ['*.txt', ['a.txt']],
  ['sub/*', ['sub/!e.txt', 'sub/.hidden', 'sub/c.txt']],
  ['sub/**', ['sub/!e.txt', 'sub/.hidden', 'sub/c.txt', 'sub/deep/d.txt']],
  ['./sub/c*.txt', ['sub/c.txt']],
  ['sub/../*.md', ['b.md']],
  ['{sub,module}/*', ['module/.git', 'sub/!e.txt', 'sub/.hidden', 'sub/c.txt']],
  ['sub/d*', []],
  ['no/*', []],
  ['a.txt/*', []],
  // A name that begins with a !, and what is not one of some names.
  ['sub/!*.txt', ['sub/!e.txt']],
  ['sub/!(c|d).txt', ['sub/!e.txt']],
  ['sub/[!c].txt', []],
  ['!(a|b).*', ['.env']],
  ['a\\(1\\)\\[2\\].d/*', ['a(1)[2].d/i.txt']],
  ['\\(g\\)/*', ['(g)/h.txt']],
  ...(isWindows ? [] : ([['links/**', ['links/broken', 'links/to-file']]] as [string, string[]][])),
])('The files that %s matches', async (pattern, expected) => {
  const found = await globFiles(pattern, folder);
  expect(found.map((path) => relative(folder, path).replaceAll('\\', '/')).sort()).toEqual(expected);
});

(isWindows ? it.skip : it)('A folder that cannot be read is told with the cause', async () => {
  const long = 'x'.repeat(300);
  await expect(globFiles(`${long}/*`, folder)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: `The folder ${JSON.stringify(join(folder, long))} of the input files cannot be read: ENAMETOOLONG`,
    cause: expect.objectContaining({ code: 'ENAMETOOLONG' }),
  });
});

it.each(isWindows ? [] : [['*'], ['*.txt'], ['**/*.txt']])(
  'A name that begins with a line break is refused by %s',
  async (pattern) => {
    for (const name of ['\n.txt', '\u2028.txt']) {
      const own = makeFolder();
      for (const file of ['a.txt', name]) await writeFile(join(own, file), '');
      await expect(globFiles(pattern, own)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      // One that is not meant is no reason to fail.
      expect(await globFiles('a*', own)).toEqual([join(own, 'a.txt')]);
    }
  },
);
