import { describe, expect, it } from '@jest/globals';
import { bestFor, formatPlatform, parsePlatform } from '../../src/oci/platform.ts';

describe('parsePlatform', () => {
  it.each([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }],
    ['linux/arm64/v8', { os: 'linux', architecture: 'arm64', variant: 'v8' }],
    ['windows/amd64', { os: 'windows', architecture: 'amd64' }],
    ['linux/riscv64', { os: 'linux', architecture: 'riscv64' }],
  ])('reads %s', (text, platform) => {
    expect(parsePlatform(text)).toStrictEqual(platform);
    expect(formatPlatform(platform)).toBe(text);
  });

  // containerd/platforms, database.go.
  it.each([
    ['Linux/AMD64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/x86-64', 'linux/amd64'],
    ['linux/i386', 'linux/386'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/aarch64/8', 'linux/arm64/v8'],
    ['linux/arm64/v8.0', 'linux/arm64/v8'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/arm/6', 'linux/arm/v6'],
    ['linux/arm64/12.0', 'linux/arm64/v12'],
    ['linux/arm64/xv8', 'linux/arm64/xv8'],
    ['linux/arm64/8.0x', 'linux/arm64/8.0x'],
    ['macos/arm64', 'darwin/arm64'],
  ])('reads %s as %s', (text, usual) => {
    expect(formatPlatform(parsePlatform(text) ?? { os: '', architecture: '' })).toBe(usual);
  });

  it.each(['', 'linux', 'linux/', '/amd64', 'linux//v7', 'linux/arm/v7/x', 'linux/amd64\n', ' linux/amd64'])(
    'refuses %j',
    (text) => {
      expect(parsePlatform(text)).toBeUndefined();
    },
  );
});

describe('bestFor', () => {
  // containerd/platforms, compare.go, within one architecture.
  it.each<[string, string[], string | undefined]>([
    ['linux/amd64', ['linux/arm64', 'windows/amd64', 'linux/amd64'], 'linux/amd64'],
    ['linux/amd64', ['linux/amd64/v1'], 'linux/amd64/v1'],
    ['linux/amd64/v1', ['linux/amd64'], 'linux/amd64'],
    ['linux/amd64', ['linux/amd64/v3', 'linux/amd64/v2', 'linux/386'], undefined],
    ['linux/amd64/v3', ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v4'], 'linux/amd64/v2'],
    ['linux/amd64/v3', ['linux/amd64'], 'linux/amd64'],
    ['linux/arm64', ['linux/arm64/v9', 'linux/arm64/v8'], 'linux/arm64/v8'],
    ['linux/arm64', ['linux/arm64/v9', 'linux/arm/v7'], undefined],
    ['linux/arm64/v9', ['linux/arm64'], 'linux/arm64'],
    ['linux/arm64/v9', ['linux/arm64', 'linux/arm64/v9'], 'linux/arm64/v9'],
    ['linux/arm', ['linux/arm/v6', 'linux/arm/v7'], 'linux/arm/v7'],
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v6'], 'linux/arm/v6'],
    ['linux/arm/v7', ['linux/arm/v4', 'linux/arm/v8'], undefined],
    ['linux/arm/v6', ['linux/arm'], undefined],
    ['linux/arm', ['linux/arm/v8'], undefined],
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v4'], 'linux/arm/v5'],
    ['linux/arm64', ['linux/arm64/v7'], undefined],
    ['linux/arm64/v10', ['linux/arm64/v9'], 'linux/arm64/v9'],
    ['linux/arm64/v8.10', ['linux/arm64/v8.1', 'linux/arm64'], 'linux/arm64/v8.1'],
    ['linux/arm64/v9', ['linux/arm64/xv8', 'linux/arm64/v8x', 'linux/arm64/v8.x'], undefined],
    ['linux/amd64/v2', ['linux/amd64/v0'], undefined],
    ['linux/s390x', ['linux/s390x'], 'linux/s390x'],
    ['linux/riscv64/v2', ['linux/riscv64/v1'], undefined],
    ['linux/constructor', ['linux/constructor'], 'linux/constructor'],
    ['linux/amd64', ['unknown/unknown'], undefined],
  ])('of what is offered, %s takes of %j: %s', (wanted, offered, taken) => {
    const [platform = { os: '', architecture: '' }] = [parsePlatform(wanted)];
    const entries = [
      { name: 'none', platform: undefined },
      ...offered.map((name) => ({ name, platform: parsePlatform(name) })),
    ];
    expect(bestFor(platform, entries).map(({ name }) => name)).toEqual(taken === undefined ? [] : [taken]);
  });

  it('reads the names of an index as those of an input', () => {
    const offered = [{ platform: { os: 'Linux', architecture: 'aarch64', variant: '8' } }];
    expect(bestFor({ os: 'linux', architecture: 'arm64' }, offered)).toEqual(offered);
  });
});
