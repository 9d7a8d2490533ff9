import { rmSync, symlinkSync } from 'node:fs';
import { chmod, mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type DirectoryOptions, listDirectory } from '../../../src/artifact/archive/list-directory.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';
import { run } from '../../support/servers/peers.ts';

function list(directory: string, options: Partial<DirectoryOptions> = {}) {
  return listDirectory(directory, {
    title: 'd',
    symlinks: 'keep',
    includeHidden: false,
    onHidden: () => {},
    time: 0,
    ...options,
  });
}

const namesOf = async (directory: string, options: Partial<DirectoryOptions> = {}) =>
  (await list(directory, options)).map(({ name }) => name);

const refused = (message: unknown) => ({ name: 'OciError', code: 'INVALID_INPUT', message });
/** Which file it is about is a fact; how it is told stands in the table of messages. */
const refusedFile = (path: string) => refused(expect.stringContaining(JSON.stringify(path)));

describe('what is listed', () => {
  it('each folder before what is in it, by the bytes of the names', async () => {
    const directory = await makeWorkspace({
      b: '',
      'a/z': '',
      'a-b': '',
      'a.b': '',
      B: '',
      ä: '',
      'a/b/c': '',
      '10': '',
      '9': '',
    });
    const names = ['d', 'd/10', 'd/9', 'd/B', 'd/a', 'd/a/b', 'd/a/b/c', 'd/a/z', 'd/a-b', 'd/a.b', 'd/b', 'd/ä'];
    // B and b are one path on some systems
    await rm(join(directory, 'B'));
    expect(await namesOf(directory)).toEqual(names.filter((name) => name !== 'd/B'));
  });

  it('files with size, content, mode and time', async () => {
    const directory = await makeWorkspace({ plain: 'abc', run: '#!', group: '', 'folder/x': '' });
    await chmod(join(directory, 'plain'), 0o600);
    await chmod(join(directory, 'run'), 0o700);
    await chmod(join(directory, 'group'), 0o654);
    await chmod(join(directory, 'folder'), 0o700);
    await mkdir(join(directory, 'empty'));
    const entries = await list(directory, { time: 7 });
    expect(entries.map(({ name, kind, mode, size }) => [name, kind, mode, size])).toEqual([
      ['d', 'directory', 0o755, undefined],
      ['d/empty', 'directory', 0o755, undefined],
      ['d/folder', 'directory', 0o755, undefined],
      ['d/folder/x', 'file', 0o644, 0],
      ['d/group', 'file', 0o755, 0],
      ['d/plain', 'file', 0o644, 3],
      ['d/run', 'file', 0o755, 2],
    ]);
    expect(new Set(entries.map(({ time }) => time))).toEqual(new Set([7]));
    const read = entries.find(({ name }) => name === 'd/plain')?.read;
    expect((await buffer(read?.() as AsyncIterable<Uint8Array>)).toString()).toBe('abc');
  });

  it.each([0o000, 0o022, 0o077])('the same under umask %o', async (mask) => {
    const before = process.umask(mask);
    try {
      const directory = await makeWorkspace({ a: 'a', 'b/c': 'c' });
      expect((await list(directory)).map(({ mode }) => mode)).toEqual([0o755, 0o644, 0o755, 0o644]);
    } finally {
      process.umask(before);
    }
  });

  it('an empty folder', async () => {
    expect(await namesOf(await makeWorkspace())).toEqual(['d']);
  });

  it('without a folder in front', async () => {
    expect(await namesOf(await makeWorkspace({ 'a/b': '' }), { title: '.' })).toEqual(['.', 'a', 'a/b']);
  });

  it('hidden files only when asked', async () => {
    const directory = await makeWorkspace({ '.env': '', 'a/.hidden/x': '', 'a/b': '', '.x/y': '' });
    const hidden: string[] = [];
    const onHidden = (title: string) => hidden.push(title);
    expect(await namesOf(directory, { onHidden })).toEqual(['d', 'd/a', 'd/a/b']);
    expect(hidden).toEqual(['d/.env', 'd/.x', 'd/a/.hidden']);
    expect(await namesOf(directory, { onHidden, includeHidden: true })).toEqual(
      ['', '/.env', '/.x', '/.x/y', '/a', '/a/.hidden', '/a/.hidden/x', '/a/b'].map((name) => `d${name}`),
    );
    expect(hidden).toHaveLength(3);
  });

  it('not what is ignored', async () => {
    const directory = await makeWorkspace({ a: '', 'b/a': '', 'c/x': '', 'b/c': '' });
    await symlink('/nowhere', join(directory, 'l'));
    const asked: [string, boolean][] = [];
    const isIgnored = (path: string, isDirectory: boolean) => {
      asked.push([path, isDirectory]);
      return path === 'b/a' || path === 'c' || path === 'l';
    };
    expect(await namesOf(directory, { isIgnored, symlinks: 'error' })).toEqual(['d', 'd/a', 'd/b', 'd/b/c']);
    expect(asked).toEqual([
      ['a', false],
      ['b', true],
      ['b/a', false],
      ['b/c', false],
      ['c', true],
      ['l', false],
    ]);
  });
});

describe('symbolic links', () => {
  /** A folder `root` with files, and a link in it; outside of it are a file and a folder. */
  async function makeLinked(path: string, target: string) {
    const outer = await makeWorkspace({
      'root/file': 'inside',
      'root/folder/inner': 'inner',
      'root/.hidden': '',
      secret: 'secret',
      'other/file': 'other',
    });
    await symlink(target.replace('OUTER', outer), join(outer, 'root', path));
    return { root: join(outer, 'root'), full: join(outer, 'root', path), outer };
  }

  it.each([
    ['l', 'file'],
    ['l', './folder'],
    ['l', 'folder/inner'],
    ['folder/l', '../file'],
    ['folder/l', '..'],
    ['folder/l', '../folder/../file'],
    ['l', '.'],
  ])('keeps %s -> %s', async (path, target) => {
    const { root } = await makeLinked(path, target);
    const entry = (await list(root)).find(({ kind }) => kind === 'link');
    expect(entry).toEqual({ name: `d/${path}`, kind: 'link', mode: 0o777, time: 0, target });
  });

  it.each([
    ['l', '../secret'],
    ['l', '..'],
    ['folder/l', '../../other'],
    ['folder/l', '../../root/file'],
    ['l', 'nothing'],
    ['l', 'l'],
    ['l', 'file/x'],
    ['l', '.hidden'],
  ])('refuses to keep %s -> %s', async (path, target) => {
    const { root, full } = await makeLinked(path, target);
    await expect(list(root)).rejects.toMatchObject(refusedFile(full));
  });

  it.each(['OUTER/root/file', '/etc/passwd', '/nowhere'])(
    'refuses to keep a link to the absolute path %s',
    async (target) => {
      const { root, full } = await makeLinked('l', target);
      await expect(list(root)).rejects.toThrow(`The file "${full}" of the input files is a link to the absolute path`);
    },
  );

  it('refuses to keep a link that gets outside through another one', async () => {
    const { root } = await makeLinked('out', '..');
    await rm(join(root, 'out'));
    await symlink('folder', join(root, 'a'));
    await symlink('a/../../secret', join(root, 'folder/b'));
    await expect(list(root)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses to keep a link that goes up after another one, though it stays inside', async () => {
    const directory = await makeWorkspace({ 's/x': '', 's/t/y': '', x: '', 'deep/z': '' });
    await symlink('s/t', join(directory, 'a'));
    await symlink('../a/../x', join(directory, 'deep/b'));
    await expect(list(directory)).rejects.toThrow(
      `The file "${directory}/deep/b" of the input files is a link to "../a/../x", which goes up (..) after another link: set`,
    );
  });

  it('keeps a link to a kept link', async () => {
    const { root } = await makeLinked('l', 'file');
    await symlink('l', join(root, 'm'));
    expect((await list(root)).filter(({ kind }) => kind === 'link').map(({ name }) => name)).toEqual(['d/l', 'd/m']);
  });

  it.each([
    ['file', ['d/l']],
    ['../secret', ['d/l']],
    ['OUTER/secret', ['d/l']],
    ['../other', ['d/l', 'd/l/file']],
    ['folder', ['d/l', 'd/l/inner']],
  ])('follows l -> %s', async (target, names) => {
    const { root } = await makeLinked('l', target);
    const entries = await list(root, { symlinks: 'follow' });
    expect(entries.map(({ name }) => name)).toEqual(['d', 'd/file', 'd/folder', 'd/folder/inner', ...names]);
    expect(entries.some(({ kind }) => kind === 'link')).toBe(false);
  });

  it.each([
    ['l', 'nothing'],
    ['l', 'l'],
    ['l', 'file/x'],
    ['l', '.'],
    ['folder/l', '..'],
    ['folder/l', '../../root/folder'],
    ['l', '..'],
    ['l', '/dev/null'],
  ])('refuses to follow %s -> %s', async (path, target) => {
    const { root, full } = await makeLinked(path, target);
    const named = path === 'l' && target === '..' ? expect.any(String) : expect.stringContaining(JSON.stringify(full));
    await expect(list(root, { symlinks: 'follow' })).rejects.toMatchObject(refused(named));
  });

  it('refuses to follow a link to a folder around it that is neither the first nor the next', async () => {
    const directory = await makeWorkspace({ 'a/b/c/x': '' });
    await symlink('../../../a', join(directory, 'a/b/c/l'));
    const found = list(directory, { symlinks: 'follow' });
    await expect(found).rejects.toMatchObject(refusedFile(join(directory, 'a/b/c/l')));
  });

  it('refuses all when asked', async () => {
    const { root, full } = await makeLinked('l', 'file');
    await expect(list(root, { symlinks: 'error' })).rejects.toMatchObject({
      ...refusedFile(full),
      topic: 'symbolic-link',
    });
  });

  it('lists a directory that is given as a link', async () => {
    const { root, outer } = await makeLinked('l', 'file');
    await symlink('root', join(outer, 'alias'));
    expect(await list(join(outer, 'alias'))).toHaveLength((await list(root)).length);
  });
});

describe('what is refused', () => {
  it('a FIFO', async () => {
    const directory = await makeWorkspace();
    await run('mkfifo', [join(directory, 'pipe')]);
    await expect(list(directory)).rejects.toMatchObject(refusedFile(join(directory, 'pipe')));
  });

  it('a socket', async () => {
    const directory = await makeWorkspace();
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(directory, 's'), done));
    try {
      await expect(list(directory)).rejects.toThrow('is not a regular file, folder or link');
    } finally {
      await new Promise((done) => server.close(done));
    }
  });

  it.each([['a\nb'], ['a\\b'], ['x.'], ['x '], ['CON'], ['folder/nul.txt'], ['.git/config']])(
    'the name %j',
    async (name) => {
      const directory = await makeWorkspace({ [name]: '' });
      const named = name.startsWith('.git') ? '.git' : name;
      const found = list(directory, { includeHidden: true });
      await expect(found).rejects.toMatchObject(refusedFile(join(directory, named)));
    },
  );

  it('a name that is not UTF-8', async () => {
    const directory = await makeWorkspace();
    await writeFile(Buffer.concat([Buffer.from(`${directory}/x`), Buffer.from([0xff])]), '');
    await expect(list(directory)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([
    [{ a: '', A: '' }, '"d/A" and "d/a"'],
    [{ 'x/a': '', X: '' }, '"d/X" and "d/x"'],
    [{ 'x/a': '', 'X/A': '' }, '"d/X/A" and "d/x/a"'],
    [{ straße: '', STRASSE: '' }, '"d/STRASSE" and "d/straße"'],
    [{ 'e\u0301': '', '\u00e9': '' }, '"d/e\u0301" and "d/\u00e9"'],
  ])('the clash %j', async (files, names) => {
    const directory = await makeWorkspace(files as Record<string, string>);
    const message = `The input files has ${names}, which are one path on some systems`;
    await expect(list(directory)).rejects.toMatchObject(refused(message));
  });

  it('a file that clashes with an empty folder', async () => {
    const directory = await makeWorkspace({ a: '' });
    await mkdir(join(directory, 'A'));
    await expect(list(directory)).rejects.toThrow('"d/A" and "d/a", which are one path');
  });

  it('not two folders that share a path', async () => {
    const directory = await makeWorkspace({ 'x/a': '', 'X/b': '' });
    expect(await namesOf(directory)).toEqual(['d', 'd/X', 'd/X/b', 'd/x', 'd/x/a']);
  });

  it.each([
    ['a folder', 'folder', 'EACCES'],
    ['a file', 'file', 'EACCES'],
  ])('%s that cannot be read', async (_, name, code) => {
    const directory = await makeWorkspace({ 'folder/x': '', file: 'x' });
    await chmod(join(directory, name), 0);
    // root reads everything
    if (process.getuid?.() !== 0) {
      const all = async () => {
        for (const { read } of await list(directory)) if (read) await buffer(read() as AsyncIterable<Uint8Array>);
      };
      const message = `The file "${directory}/${name}" of the input files cannot be read: ${code}`;
      await expect(all()).rejects.toMatchObject(refused(message));
    }
    await chmod(join(directory, name), 0o700);
  });

  const replace = async (path: string) => {
    const { atime, mtime } = await stat(path);
    await writeFile(`${path}~`, 'y');
    await utimes(`${path}~`, atime, mtime);
    await rename(`${path}~`, path);
  };
  it.each<[string, number, (path: string) => Promise<void>]>([
    ['is written to before it is read', 0, (path) => writeFile(path, 'y')],
    ['is replaced by one of its size and time before it is read', 0, replace],
    ['is written to while it is read', 1, (path) => writeFile(path, 'y')],
  ])('a file that %s', async (_, chunks, change) => {
    const directory = await makeWorkspace({ file: 'x' });
    await utimes(join(directory, 'file'), 1, 1);
    const content = (await list(directory))[1]?.read?.() as Iterable<Uint8Array>;
    const reading = content[Symbol.iterator]();
    for (let count = 0; count < chunks; count += 1) reading.next();
    await change(join(directory, 'file'));
    const message = `The file "${directory}/file" of the input files changed while it was packed`;
    const rest = () => {
      while (!reading.next().done);
    };
    expect(rest).toThrow(expect.objectContaining(refused(message)));
  });

  it('a file that went away', async () => {
    const directory = await makeWorkspace({ file: 'x' });
    const entries = await list(directory);
    await rm(join(directory, 'file'));
    const read = entries[1]?.read?.() as AsyncIterable<Uint8Array>;
    const message = `The file "${directory}/file" of the input files cannot be read: ENOENT`;
    await expect(buffer(read)).rejects.toMatchObject(refused(message));
  });
});

it('What has become a link since its folder was read is not followed', async () => {
  const directory = await makeWorkspace({ a: 'a', b: 'b' });
  // Asked about each file after its folder was read, and before it is looked at.
  const isIgnored = (path: string) => {
    if (path !== 'b') return false;
    rmSync(join(directory, path));
    symlinkSync('/etc/hostname', join(directory, path));
    return false;
  };
  const message = `The file ${JSON.stringify(join(directory, 'b'))} of the input files is not a regular file, folder or link`;
  await expect(list(directory, { isIgnored })).rejects.toMatchObject(refused(message));
});
