import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listDirectory } from '../../src/artifact/archive/list-directory.ts';
import { type TreeEntry, type WriteTreeOptions, writeTree } from '../../src/artifact/archive/write-tree.ts';
import { messageOf } from '../../src/errors.ts';
import { makeFolder } from '../support/action/workspace.ts';
import type { MessageRow } from './message-row.ts';

const entry = (name: string, kind: TreeEntry['kind'] = 'file', target?: string): TreeEntry => ({
  ...{ name, kind, mode: 0o644, content: () => [] },
  ...(target !== undefined && { target }),
});
const link = (name: string, target: string) => entry(name, 'link', target);
const unpack =
  (entries: TreeEntry[], options: Partial<WriteTreeOptions> = {}) =>
  () => {
    const given = { directory: makeFolder(), title: 'd', what: 'The layer', symlinks: 'keep' } as const;
    return writeTree(entries as never, { ...given, signal: new AbortController().signal, ...options });
  };
const has = (problem: string) => `The layer has an entry ${problem}`;
const inside = [entry('d/x'), entry('d/s/t', 'directory'), link('d/a', 's/t')];

/** Lists a directory, here called DIR, with a link `l` to the target, or with a file of this name. */
const list =
  (made: { target?: string; name?: string }, symlinks: 'keep' | 'follow' | 'error' = 'keep') =>
  async () => {
    const directory = join(makeFolder(), 'dir');
    await mkdir(join(directory, 's/t'), { recursive: true });
    for (const name of ['x', '.hidden', made.name ?? 'x']) await writeFile(join(directory, name), '');
    if (made.target !== undefined) await symlink(made.target, join(directory, 'l'));
    await symlink('s/t', join(directory, 'a'));
    const options = { title: 'd', symlinks, includeHidden: false, onHidden: () => {}, time: 0 };
    return listDirectory(directory, options).then(
      () => 'listed',
      (error: unknown) => messageOf(error).replaceAll(directory, 'DIR'),
    );
  };
const file = (problem: string) => `The file "DIR/l" of the input files ${problem}`;
const outside = 'which is outside the directory: set the input symlinks to follow to pack what it points to';

export const archiveMessages: readonly MessageRow[] = [
  ['an entry outside', unpack([entry('e/x')]), has('"e/x" that is not in "d"')],
  ['a file for the directory', unpack([entry('d')]), has('"d" that should be the directory itself')],
  ['two entries of one name', unpack([entry('d/x'), entry('d/x')]), has('"d/x" that is there twice')],
  [
    'two entries of one name for the system',
    unpack([entry('d/x'), entry('d/X')], { platform: 'darwin' }),
    has('"d/X" that is the same as "d/x" on this system'),
  ],
  [
    'names that are foreign to other systems',
    async () => {
      const said: string[] = [];
      const names = Array.from({ length: 10 }, (_, at) => `d/x${at}.`);
      const entries = ['d/a', 'd/A', ...names].map((name) => entry(name));
      await unpack(entries, { platform: 'linux', onForeign: (text) => said.push(text) })();
      return said;
    },
    [
      'The layer has names that other systems do not take, or take for the same: "d/A" beside "d/a", "d/x0.", "d/x1.", "d/x2.", "d/x3.", "d/x4.", "d/x5.", "d/x6.", "d/x7.", "d/x8." and 1 more',
    ],
  ],
  ['an absolute entry', unpack([entry('/d/x')], { title: '.' }), has('"/d/x" that is an absolute path')],
  ['an entry with a step', unpack([entry('d/./x')]), has('"d/./x" that is not a plain relative path')],
  ['an absolute link', unpack([link('d/l', '/')]), has('"d/l" that is a link to an absolute path')],
  [
    'a link out',
    unpack([link('d/l', '../../x')]),
    has('"d/l" that is a link to "../../x", which is not inside the directory'),
  ],
  ['a link in a circle', unpack([link('d/l', 'l')]), has('"d/l" that is a link to "l", which leads back to itself')],
  [
    'a link up after nothing',
    unpack([link('d/l', 'x/../y')]),
    has('"d/l" that is a link to "x/../y", which goes up (..) after another link, or after something that is missing'),
  ],
  [
    'a link without a target',
    unpack([link('d/l', '')]),
    has('"d/l" that is a link to "", which is not a path with slashes'),
  ],
  [
    'a link up after another',
    unpack([...inside, link('d/b', 'a/../../x')]),
    has('"d/b" that is a link to "a/../../x", which goes up (..) after another link'),
  ],
  [
    'links that are an error',
    unpack([link('d/l', 'x')], { symlinks: 'error' }),
    has('"d/l" that is a symbolic link, and the input symlinks is error'),
  ],
  [
    'links that are to be followed',
    unpack([link('d/l', 'x')], { symlinks: 'follow' }),
    has('"d/l" that is a symbolic link; a pull keeps links or refuses them, it cannot follow them'),
  ],
  [
    'too many entries',
    unpack([entry('d/x'), entry('d/y')], { maxEntries: 2 }),
    has('"d/y" that exceeds the limit of 2 entries'),
  ],
  ['a link of a directory out', list({ target: '..' }), file(`is a link to "..", ${outside}`)],
  ['a link to nothing', list({ target: 'none' }), file('is a link to "none", which does not exist')],
  ['a link to what is hidden', list({ target: '.hidden' }), file('is a link to ".hidden", which is not packed')],
  [
    'a link to follow to nothing',
    list({ target: 'none' }, 'follow'),
    file('is a link to something that does not exist'),
  ],
  ['a link to follow to itself', list({ target: 'l' }, 'follow'), file('is a link that leads back to itself')],
  ['a link to follow in a circle', list({ target: '.' }, 'follow'), file('leads back to a folder it is in')],
  [
    'a link to follow to a device',
    list({ target: '/dev/null' }, 'follow'),
    file('is at "/dev/null": nothing below /dev is read or written'),
  ],
  [
    'a name for no system',
    list({ name: 'con' }),
    'The file "DIR/con" of the input files has a part with a name that Windows reserves for devices',
  ],
];
