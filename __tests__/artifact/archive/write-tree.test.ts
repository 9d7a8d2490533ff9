import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type TreeEntry, type WriteTreeOptions, writeTree } from '../../../src/artifact/archive/write-tree.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

async function* each<T>(items: Iterable<T>) {
  yield* items;
}

const file = (name: string, content = 'x', mode = 0o644): TreeEntry => ({
  name,
  kind: 'file',
  mode,
  content: () => [Buffer.from(content)],
});
const folder = (name: string): TreeEntry => ({ name, kind: 'directory', mode: 0o755, content: () => [] });
const link = (name: string, target: string): TreeEntry => ({
  name,
  kind: 'link',
  mode: 0o777,
  target,
  content: () => [],
});

async function write(entries: TreeEntry[], options: Partial<WriteTreeOptions> = {}) {
  const outer = await makeWorkspace({ secret: 'secret' });
  const directory = join(outer, 'target');
  await mkdir(directory);
  const { signal } = new AbortController();
  const given = { directory, title: 'd', what: 'The layer', symlinks: 'keep', signal, ...options } as const;
  const error: unknown = await writeTree(each(entries), given).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { directory, error, names: (await readdir(directory, { recursive: true })).sort() };
}

describe('A tree is refused whole, by the name:', () => {
  it.each<[what: string, entries: TreeEntry[], options: Partial<WriteTreeOptions>, name: string]>([
    ['another folder', [file('e/x')], {}, 'e/x'],
    ['a file for the folder', [file('d')], {}, 'd'],
    ['a link for the folder', [link('./d/', '.')], {}, 'd'],
    ['a file for the folder without a name', [file('./')], { title: '.' }, '.'],
    ['twice', [file('d/x'), file('./d/x')], {}, 'd/x'],
    ['what the archive says against it', [{ ...file('d/x'), kind: undefined, problem: 'is odd' } as never], {}, 'd/x'],
    ['a kind that is missing', [{ ...file('d/x'), kind: undefined } as never], {}, 'd/x'],
    ['links, where they are an error', [file('d/x'), link('d/l', 'x')], { symlinks: 'error' }, 'd/l'],
    ['links, where they are followed', [file('d/x'), link('d/l', 'x')], { symlinks: 'follow' }, 'd/l'],
    ['a link without a target', [link('d/l', '')], {}, 'd/l'],
    ['a link to the root', [link('d/l', '/')], {}, 'd/l'],
    ['a link to a drive', [link('d/l', 'c:x')], {}, 'd/l'],
    ['a link by a backslash', [link('d/l', 'a\\b')], {}, 'd/l'],
    ['a link with a NUL', [link('d/l', 'a\0b')], {}, 'd/l'],
    ['a step in the midst', [file('d/./x')], {}, 'd/./x'],
    ['an absolute path', [file('/d/x')], { title: '.' }, '/d/x'],
    [
      'a link up after another',
      [file('d/x'), folder('d/s/t'), link('d/a', 's/t'), link('d/b', 'a/../../x')],
      {},
      'd/b',
    ],
    ['one entry too many', [file('d/x'), file('d/y'), file('d/z')], { maxEntries: 3 }, 'd/z'],
    ['one folder too many, by its name alone', [file('d/x/y')], { maxEntries: 2 }, 'd/x/y'],
    ['one entry too many that makes nothing', [folder('d'), folder('d')], { maxEntries: 1 }, 'd'],
  ])('%s', async (_, entries, options, name) => {
    const { error } = await write(entries, options);
    const message = expect.stringContaining(JSON.stringify(name));
    expect(error).toMatchObject({ code: 'ARTIFACT', message });
    const isAboutLinks = options.symlinks !== undefined;
    expect((error as { topic?: string }).topic).toBe(isAboutLinks ? 'symbolic-link' : 'refused-entry');
  });
});

describe('Names that other systems do not take, or take for the same, are judged by the system that runs:', () => {
  const [windows, both] = [['win32'], ['win32', 'darwin']];
  it.each<[what: string, entries: TreeEntry[], refusedOn: string[], told: string]>([
    ['other letters', [file('d/a'), file('d/A')], both, '"d/A" beside "d/a"'],
    ['other letters below a file', [file('d/a'), file('d/A/x')], both, '"d/A" beside "d/a"'],
    ['other letters below a link', [link('d/l', 'x'), file('d/L/x')], both, '"d/L" beside "d/l"'],
    ['another form of Unicode', [file('d/\u00e9'), file('d/e\u0301')], both, '"d/e\u0301" beside "d/\u00e9"'],
    ['devices', [file('d/aux.c'), file('d/con/x'), file('d/con/y')], windows, '"d/aux.c", "d/con"'],
    ['ends of names', [file('d/x.'), file('d/y /z')], windows, '"d/x.", "d/y "'],
    ['backslashes', [file('d/..\\..\\x')], windows, '"d/..\\\\..\\\\x"'],
    ['folders in other letters', [file('d/s/x'), file('d/S/y')], [], ''],
  ])('%s', async (_, entries, refusedOn, told) => {
    for (const platform of ['win32', 'darwin'] as const) {
      const { error } = await write(entries, { platform, onForeign: () => {} });
      expect(error).toEqual(refusedOn.includes(platform) ? expect.objectContaining({ code: 'ARTIFACT' }) : undefined);
    }
    // The disks of the others do not take them.
    if (process.platform !== 'linux') return;
    const said: string[] = [];
    const { error, names } = await write(entries, { onForeign: (text) => said.push(text) });
    expect(error).toBeUndefined();
    expect(names).toEqual(expect.arrayContaining(entries.map(({ name }) => name)));
    expect(said).toEqual(told === '' ? [] : [expect.stringMatching(`: ${RegExp.escape(told)}$`)]);
  });
});

describe('A tree is written', () => {
  it('with links to nothing that stay inside', async () => {
    const entries = [
      link('d/l', 'none'),
      link('d/s/l', '../none/x'),
      link('d/m', 'l'),
      file('d/a'),
      link('d/b', 'a/x'),
    ];
    const { error, names } = await write(entries);
    expect([error, names]).toEqual([undefined, ['d', 'd/a', 'd/b', 'd/l', 'd/m', 'd/s', 'd/s/l']]);
  });

  it('with as many entries as may be', async () => {
    const { error, names } = await write([file('d/x'), file('d/y')], { maxEntries: 3 });
    expect([error, names]).toEqual([undefined, ['d', 'd/x', 'd/y']]);
  });

  it('in one folder or in none, whatever is around its names', async () => {
    const named = await write([file('././d/x'), folder('d/s//')]);
    expect([named.error, named.names]).toEqual([undefined, ['d', 'd/s', 'd/x']]);
    const plain = await write([folder('./'), file('./x'), file('y/z')], { title: '.' });
    expect([plain.error, plain.names]).toEqual([undefined, ['x', 'y', 'y/z']]);
  });

  it('with folders that are named again, and with two that are one path', async () => {
    const { error } = await write([file('d/s/x'), folder('d/s'), folder('d'), folder('d/S'), folder('d/S/')]);
    expect(error).toBeUndefined();
  });

  it('with as many entries as may be, each named', async () => {
    expect((await write([folder('d'), file('d/x')], { maxEntries: 2 })).error).toBeUndefined();
  });

  it('with its links last, whatever their order, and through no link', async () => {
    const { error, names } = await write([link('d/a/l', '../b/x'), link('d/m', 'a/l'), file('d/b/x')]);
    expect([error, names]).toEqual([undefined, ['d', 'd/a', 'd/a/l', 'd/b', 'd/b/x', 'd/m']]);
  });

  it('with every piece of a file, and the bit of what somebody may execute alone', async () => {
    const pieces = [Buffer.from('one '), Buffer.alloc(0), Buffer.from('two')];
    const modes = { plain: 0o644, own: 0o700, others: 0o601, special: 0o4644 };
    const entries = Object.entries(modes).map(([name, mode]) => ({
      ...file(`d/${name}`, '', mode),
      content: () => pieces,
    }));
    const { directory } = await write(entries);
    const seen: Record<string, boolean> = {};
    for (const name of Object.keys(modes)) {
      const path = join(directory, 'd', name);
      expect(await readFile(path, 'utf8')).toBe('one two');
      const { mode } = await lstat(path);
      expect(mode & 0o7000).toBe(0);
      const isExecutable = (mode & 0o100) !== 0;
      expect(mode & 0o777).toBe((isExecutable ? 0o777 : 0o666) & ~process.umask());
      seen[name] = isExecutable;
    }
    expect(seen).toEqual({ plain: false, own: true, others: true, special: false });
  });

  it('not after its end was asked for, in the midst of a file too', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    async function* pieces() {
      yield Buffer.from('one');
      controller.abort(reason);
      yield Buffer.from('two');
    }
    const { error, directory } = await write([{ ...file('d/x'), content: pieces }, file('d/y')], {
      signal: controller.signal,
    });
    expect(error).toBe(reason);
    expect(await readFile(join(directory, 'd/x'), 'utf8')).toBe('one');
    expect(await readdir(join(directory, 'd'))).toEqual(['x']);
  });

  it('not after its end was asked for, whatever else fails then', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const content = () => {
      controller.abort(reason);
      throw new Error('the stream was closed');
    };
    expect((await write([{ ...file('d/x'), content }], { signal: controller.signal })).error).toBe(reason);
  });

  it('over nothing that is there, and says what could not be unpacked', async () => {
    const outer = await makeWorkspace({ 'target/d/x': 'mine' });
    const directory = join(outer, 'target');
    const given = {
      directory,
      title: 'd',
      what: 'The layer',
      symlinks: 'keep',
      signal: new AbortController().signal,
    } as const;
    await expect(writeTree(each([file('d/x', 'theirs')]), given)).rejects.toMatchObject({
      code: 'EEXIST',
      message: expect.stringContaining('The layer cannot be unpacked: EEXIST'),
    });
    expect(await readFile(join(directory, 'd/x'), 'utf8')).toBe('mine');
  });
});
