import { posix, win32 } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { matcher, matcherOfExclude, splitMediaType } from '../../src/artifact/files/find-files.ts';
import { pathBelow, toSlashes } from '../../src/disk/paths.ts';
import { problemOfTitle } from '../../src/disk/title.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

const systems = { win32, posix };

describe('a path below a folder', () => {
  it.each<[keyof typeof systems, string, string, string | undefined]>([
    ['posix', '/w', '/w/a/b.txt', 'a/b.txt'],
    ['posix', '/w', '/w', ''],
    ['posix', '/w', '/w/..a', '..a'],
    ['posix', '/w', '/v', undefined],
    ['posix', '/w', '/', undefined],
    ['posix', '/w', '/wa', undefined],
    ['posix', '/w', '/w/a\\b', 'a\\b'],
    ['posix', '/w', '/W/a', undefined],
    ['win32', 'D:\\a\\w', 'D:\\a\\w\\sub\\x.yaml', 'sub/x.yaml'],
    ['win32', 'D:\\a\\w', 'd:\\A\\W\\sub\\x.yaml', 'sub/x.yaml'],
    ['win32', 'D:/a/w', 'D:\\a\\w\\x.yaml', 'x.yaml'],
    ['win32', 'D:\\a\\w', 'D:\\a\\w', ''],
    ['win32', 'D:\\a\\w', 'D:\\a\\w\\..x', '..x'],
    ['win32', 'D:\\a\\w', 'D:\\a\\other\\x', undefined],
    ['win32', 'D:\\a\\w', 'C:\\a\\w\\x', undefined],
    ['win32', 'D:\\a\\w', '\\\\server\\share\\x', undefined],
    ['win32', '\\\\server\\share\\w', '\\\\server\\share\\w\\a\\x', 'a/x'],
    ['win32', 'D:\\', 'D:\\a', 'a'],
  ])('%s: %s, %s', (system, folder, path, expected) => {
    const title = pathBelow(folder, path, systems[system]);
    expect(title).toBe(expected);
    // What is found on Windows must do as a title everywhere.
    if (system === 'win32' && title) expect(problemOfTitle(title)).toBeUndefined();
  });
});

describe('slashes', () => {
  it.each<[keyof typeof systems, string, string]>([
    ['win32', 'a\\b/c', 'a/b/c'],
    ['posix', 'a\\b/c', 'a\\b/c'],
  ])('%s: %s', (system, path, expected) => {
    expect(toSlashes(path, systems[system])).toBe(expected);
  });
});

describe('a pattern', () => {
  it.each<[keyof typeof systems, string, string, string, boolean]>([
    ['posix', 'k8s/**/*.yaml', '/w', '/w/k8s/a/b.yaml', true],
    ['posix', 'k8s/*.yaml', '/w', '/w/k8s/a/b.yaml', false],
    ['posix', '/w/k8s/*.yaml', '/w', '/w/k8s/b.yaml', true],
    ['posix', '../k8s/*.yaml', '/w/x', '/w/k8s/b.yaml', true],
    ['win32', 'k8s/**/*.yaml', 'D:\\w', 'D:\\w\\k8s\\a\\b.yaml', true],
    ['win32', 'k8s/*.yaml', 'D:\\w', 'D:\\w\\k8s\\a\\b.yaml', false],
    ['win32', 'D:/w/k8s/*.yaml', 'D:\\w', 'D:\\w\\k8s\\b.yaml', true],
    ['win32', 'D:/w/k8s/*.yaml', 'C:\\x', 'D:\\w\\k8s\\b.yaml', true],
    ['win32', '../k8s/*.yaml', 'D:\\w\\x', 'D:\\w\\k8s\\b.yaml', true],
    ['win32', 'sub/*.yaml', '\\\\server\\share\\w', '\\\\server\\share\\w\\sub\\b.yaml', true],
    ['win32', '//server/share/w/**', '\\\\server\\share\\w', '\\\\server\\share\\w\\sub\\b.yaml', true],
    ['win32', '//server/share/w/**', '\\\\server\\share\\w', '\\\\server\\other\\w\\b.yaml', false],
    ['win32', '.github/**', 'D:\\w', 'D:\\w\\.github\\workflows\\ci.yml', true],
  ])('%s: %s in %s, %s: %s', (system, pattern, workspace, path, expected) => {
    expect(matcher(pattern, workspace, { dot: false, system: systems[system] })(path)).toBe(expected);
  });
});

describe('a line of the input files', () => {
  it.each([
    ['D:\\a\\x', 'D:\\a\\x', undefined],
    ['D:/a/x', 'D:/a/x', undefined],
    ['D:\\a\\x:application/yaml', 'D:\\a\\x', 'application/yaml'],
    ['D:/a/x:application/yaml', 'D:/a/x', 'application/yaml'],
    ['D:\\a\\*.yaml:application/yaml', 'D:\\a\\*.yaml', 'application/yaml'],
    ['D:/a/*.yaml', 'D:/a/*.yaml', undefined],
    ['\\\\server\\share\\x:text/plain', '\\\\server\\share\\x', 'text/plain'],
    ['k8s\\app.yaml:application/yaml', 'k8s\\app.yaml', 'application/yaml'],
  ])('%s', async (line, pattern, mediaType) => {
    const split = await splitMediaType(line, await makeWorkspace());
    expect(split).toEqual(mediaType === undefined ? { pattern } : { pattern, mediaType });
  });
});

describe('a line with ! takes out', () => {
  it.each<[keyof typeof systems, isCaseIgnored: boolean, string, string, boolean]>([
    ['win32', true, 'SUB\\Key.PEM', 'D:\\a\\w\\sub\\key.pem', true],
    ['win32', true, 'd:\\A\\W\\sub\\*.pem', 'D:\\a\\w\\sub\\key.pem', true],
    ['win32', true, 'D:/a/w/SUB', 'D:\\a\\w\\sub\\deep\\key.pem', true],
    ['win32', true, 'Sub\\**', 'D:\\a\\w\\sub\\deep\\key.pem', true],
    ['win32', true, 'E:\\a\\w\\sub', 'D:\\a\\w\\sub\\key.pem', false],
    ['win32', true, '\\\\SERVER\\share\\*.pem', '\\\\server\\share\\key.pem', true],
    ['posix', true, '*.PEM', '/w/key.pem', true],
    // The folder itself is taken out too, not only what is in it.
    ['posix', false, 'se*/', '/w/secrets', true],
    ['posix', false, 'se*/', '/w/secrets/key', true],
    ['posix', false, 'config/*', '/w/config/.env', true],
    ['posix', false, '*.PEM', '/w/key.pem', false],
    ['posix', false, '*.pem', '/w/key.pem', true],
  ])('%s, letters alike %s: %s of %s', async (name, isCaseIgnored, line, path, expected) => {
    const workspace = name === 'win32' ? 'D:\\a\\w' : '/w';
    const isExcluded = await matcherOfExclude(line, workspace, isCaseIgnored, systems[name]);
    expect(isExcluded(path)).toBe(expected);
  });
});
