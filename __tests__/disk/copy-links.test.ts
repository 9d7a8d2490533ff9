import { mkdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { copyLinks } from '../../src/disk/copy-links.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

it('makes links at the top and below it, whatever is in their place', async () => {
  const links = { top: 'sub', 'sub/up': '..', 'sub/file': 'deep/x', 'sub/chain': 'file' };
  const [from, to] = await Promise.all([1, 2].map(() => makeWorkspace({ 'sub/deep/x': 'x' })));
  for (const [name, target] of Object.entries(links)) await symlink(target, join(from ?? '', name));
  // As the toolkit leaves them: a copy of the folder, and on Windows absolute paths.
  await mkdir(join(to ?? '', 'top/deep'), { recursive: true });
  await symlink(to ?? '', join(to ?? '', 'sub/up'));
  await symlink(join(to ?? '', 'sub/deep/x'), join(to ?? '', 'sub/file'));
  await copyLinks(from ?? '', to ?? '');
  for (const [name, target] of Object.entries(links)) expect(await readlink(join(to ?? '', name))).toBe(target);
});
