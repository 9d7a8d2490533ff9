import { describe, expect, it } from '@jest/globals';
import { formatPlatform, isPlatform, parsePlatform } from '../../src/oci/platform.ts';

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

  it.each([
    '',
    'linux',
    'linux/',
    '/amd64',
    'linux//v7',
    'linux/arm/v7/x',
    'Linux/AMD64',
    'linux/amd64\n',
    ' linux/amd64',
  ])('refuses %j', (text) => {
    expect(parsePlatform(text)).toBeUndefined();
  });
});

describe('isPlatform', () => {
  it.each([
    ['linux/amd64', 'linux/amd64', true],
    ['linux/amd64', 'linux/arm64', false],
    ['linux/amd64', 'windows/amd64', false],
    ['linux/amd64', 'linux/amd64/v1', true],
    ['linux/amd64/v3', 'linux/amd64', false],
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm64/v8', 'linux/arm64', true],
    ['linux/arm64/v9', 'linux/arm64', false],
    ['linux/arm64/v9', 'linux/arm64/v9', true],
    ['linux/arm', 'linux/arm/v7', true],
    ['linux/arm/v7', 'linux/arm', true],
    ['linux/arm/v6', 'linux/arm', false],
    ['linux/arm/v6', 'linux/arm/v6', true],
    ['linux/s390x', 'linux/s390x', true],
    ['linux/constructor', 'linux/constructor', true],
    ['unknown/unknown', 'linux/amd64', false],
  ])('what is offered for %s serves %s: %s', (offered, wanted, serves) => {
    const [one, other] = [parsePlatform(offered), parsePlatform(wanted)];
    expect(one && other && isPlatform(one, other)).toBe(serves);
  });
});
