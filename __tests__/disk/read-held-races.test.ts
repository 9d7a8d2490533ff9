import { appendFileSync, realpathSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ReadHeldOptions, readHeld } from '../../src/disk/read-held.ts';
import { OciError } from '../../src/errors.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

let outer: string;
let workspace: string;
let path: string;
beforeEach(async () => {
  outer = await makeWorkspace({
    'outside/file': 'secret',
    'workspace/folder/file': 'plain',
    'workspace/folder/other': 'other',
  });
  workspace = join(outer, 'workspace');
  path = join(workspace, 'folder/file');
});

const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
afterEach(() => {
  jest.restoreAllMocks();
  Object.defineProperty(process, 'platform', platform);
});

/** Does something when the file's real path was asked for, and before the file is opened. */
function afterTheLook(change: () => void): void {
  const original = realpathSync.native;
  jest.spyOn(realpathSync, 'native').mockImplementationOnce(((name: string) => {
    const real = original(name);
    change();
    return real;
  }) as typeof realpathSync.native);
}

/**
 * Does something when the file is open and was looked at, and before it is read: there the system is asked for.
 *
 * @param system what it is to be from then on
 */
function whenOpen(change: () => void, system = process.platform): void {
  let isDone = false;
  const get = () => {
    if (!isDone) {
      isDone = true;
      change();
    }
    return system;
  };
  Object.defineProperty(process, 'platform', { configurable: true, enumerable: true, get });
}

const read = (options: Partial<ReadHeldOptions> = {}) =>
  readHeld(path, {
    folder: workspace,
    symlinks: 'keep',
    limit: 1024,
    fail: (what, cause) => new OciError('INVALID_INPUT', `The file ${what}`, { cause }),
    ...options,
  }).toString();

const swapFolder = () => {
  renameSync(join(workspace, 'folder'), join(workspace, 'before'));
  symlinkSync('../outside', join(workspace, 'folder'));
};
const swapBack = () => {
  renameSync(join(workspace, 'folder'), join(workspace, 'link'));
  renameSync(join(workspace, 'before'), join(workspace, 'folder'));
};
const swapFile = (target: string) => () => {
  renameSync(path, `${path}.before`);
  symlinkSync(target, path);
};

// Links need rights on Windows, which has no O_NOFOLLOW.
(process.platform === 'win32' ? describe.skip : describe)('A file that was found in its folder', () => {
  it('is not read when a link takes the place of the folder before it is opened', () => {
    afterTheLook(swapFolder);
    expect(() => read()).toThrow(/^The file leads to ".*outside\/file", outside ".*workspace"$/);
  });

  it('tells what it is about when that shows only after it was opened', () => {
    afterTheLook(swapFolder);
    const fail: ReadHeldOptions['fail'] = (what, facts) => new OciError('INVALID_INPUT', what, facts);
    expect(() => read({ fail })).toThrow(expect.objectContaining({ topic: 'outside-link' }));
  });

  it('is not read when the link takes the place of the folder on a system without /proc', () => {
    afterTheLook(swapFolder);
    whenOpen(() => {}, 'darwin');
    expect(() => read()).toThrow(/^The file leads to ".*outside\/file", outside ".*workspace"$/);
  });

  it('is not read when the link is there only while it is opened, on a system without /proc', () => {
    afterTheLook(swapFolder);
    whenOpen(swapBack, 'darwin');
    expect(() => read()).toThrow('The file cannot be read: ESTALE');
  });

  it('may be where links are followed', () => {
    afterTheLook(swapFolder);
    expect(read({ symlinks: 'follow' })).toBe('secret');
  });

  it.each([
    ['keep', 'cannot be read: ELOOP'],
    ['error', 'is a symbolic link, which is refused'],
  ] as const)('is not read, with %s, when a link takes its own place: it %s', (symlinks, problem) => {
    afterTheLook(swapFile('other'));
    expect(() => read({ symlinks })).toThrow(`The file ${problem}`);
  });

  it('is not read when a link to what the system makes up takes its place', () => {
    afterTheLook(swapFile('/proc/self/environ'));
    expect(() => read({ symlinks: 'follow' })).toThrow('The file cannot be read: ELOOP');
  });
});

it.each<[string, () => void]>([
  ['grows', () => appendFileSync(path, ' and more')],
  ['shrinks', () => writeFileSync(path, 'p')],
  [
    'gets other bytes, as many as before,',
    () => {
      writeFileSync(path, 'PLAIN');
      utimesSync(path, 0, statSync(path).mtimeMs / 1000 + 1);
    },
  ],
])('A file that %s between the look and the read is not taken', (_, change) => {
  whenOpen(change);
  expect(() => read()).toThrow('The file changed while it was read');
});

it('A file that is left as it is is read, whoever looks', () => {
  whenOpen(() => {});
  expect(read()).toBe('plain');
});
