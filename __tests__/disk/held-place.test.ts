import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { heldPlace } from '../../src/disk/held-place.ts';
import { lookAt } from '../../src/disk/look-at.ts';
import { climbsThroughLink } from '../../src/disk/where-links-lead.ts';
import { type ErrorFacts, OciError } from '../../src/errors.ts';
import { makeFolder } from '../support/action/workspace.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

let folder: string;
let outside: string;
beforeAll(() => {
  [folder, outside] = [realpathSync(makeFolder()), realpathSync(makeFolder())];
  mkdirSync(join(folder, 'real/deep'), { recursive: true });
  writeFileSync(join(folder, 'file'), '');
  for (const [name, target] of Object.entries({
    ...{ inside: 'real', out: outside, dangling: 'nowhere', circle: 'circle', 'real/up': '..', 'real/deep/here': '.' },
  })) {
    symlinkSync(target, join(folder, name));
  }
});

const fail = (what: string, facts?: ErrorFacts) => new OciError('INVALID_INPUT', what, facts);
const placeOf = (path: string, symlinks: 'keep' | 'follow' | 'error' = 'keep') =>
  heldPlace(join(folder, path), { folder, symlinks }, fail);

// Windows has other errors for links, and no /proc.
onPosix('the place of a folder', () => {
  it.each([
    ['real', 'real'],
    ['inside/deep', 'real/deep'],
    // What is to be made.
    ['real/new/newer', 'real/new/newer'],
    ['inside/new', 'real/new'],
    ['file/below', 'file/below'],
    ['', ''],
  ])('%j is %j', (path, real) => {
    expect(placeOf(path)).toBe(join(folder, real));
  });

  it.each([
    ['out', 'outside-link', /^leads to ".*", outside "/],
    ['out/new/newer', 'outside-link', /^leads to ".*newer", outside "/],
    ['dangling', undefined, /^cannot be used: ENOENT$/],
    ['dangling/new', undefined, /^cannot be used: ENOENT$/],
    ['circle', undefined, /^cannot be used: ELOOP$/],
  ])('%j is refused', (path, topic, message) => {
    expect(() => placeOf(path)).toThrow(expect.objectContaining({ message: expect.stringMatching(message), topic }));
  });

  it('may be outside where links are followed, and is no link where they are refused', () => {
    expect(placeOf('out/new', 'follow')).toBe(join(outside, 'new'));
    const refused = { message: 'is a symbolic link, which is refused', topic: 'symbolic-link' };
    expect(() => placeOf('inside', 'error')).toThrow(expect.objectContaining(refused));
    expect(() => heldPlace('/proc/new', { folder, symlinks: 'follow' }, fail)).toThrow(
      expect.objectContaining({ topic: 'system-file' }),
    );
  });
});

onPosix('a look at a path', () => {
  it('does not follow a link, and finds nothing below a file', () => {
    expect(lookAt(join(folder, 'inside'))?.isSymbolicLink()).toBe(true);
    expect(lookAt(join(folder, 'real'))?.isDirectory()).toBe(true);
    expect(lookAt(join(folder, 'none'))).toBeUndefined();
    expect(lookAt(join(folder, 'file/below'))).toBeUndefined();
  });

  it('fails where it cannot look', () => {
    expect(() => lookAt(join(folder, 'x'.repeat(300)))).toThrow('ENAMETOOLONG');
  });
});

onPosix('a way up', () => {
  // The link stands at real/deep/link; only its target is written.
  it.each([
    ['../up/real', false],
    ['../up/../x', true],
    ['here/../deep', true],
    ['./here', false],
    ['here', false],
    ['../../real', false],
    ['../..//./real/deep', false],
    ['../../inside/../file', true],
    ['../../inside/deep', false],
  ])('a link to %s goes up behind another link: %s', (target, expected) => {
    expect(climbsThroughLink(join(folder, 'real/deep/link'), target)).toBe(expected);
  });
});
