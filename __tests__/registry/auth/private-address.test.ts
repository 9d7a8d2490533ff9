import { describe, expect, it } from '@jest/globals';
import { isPrivateAddress } from '../../../src/registry/auth/private-address.ts';

// The first and the last address of each block, as the IANA's registries of special addresses have them.
const blocks = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['224.0.0.0', '255.255.255.255'],
  ['168.63.129.16', '168.63.129.16'],
  ['[::]', '[ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[::1]', '[::ffff:7f00:1]'],
  ['[2001::]', '[2001:0:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[2002::]', '[2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[fc00::]', '[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[fe80::]', '[feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[ff00::]', '[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
] as const;

// Their neighbours, which anybody may have.
const neighbours = [
  ['1.0.0.0', '9.255.255.255'],
  ['11.0.0.0', '100.63.255.255'],
  ['100.128.0.0', '126.255.255.255'],
  ['128.0.0.0', '169.253.255.255'],
  ['169.255.0.0', '172.15.255.255'],
  ['172.32.0.0', '191.255.255.255'],
  ['192.0.1.0', '192.167.255.255'],
  ['192.169.0.0', '198.17.255.255'],
  ['198.20.0.0', '223.255.255.255'],
  ['168.63.129.15', '168.63.129.17'],
  ['[100::]', '[2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[2001:1::]', '[2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[2003::]', '[fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ['[fe00::]', '[fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
] as const;

describe('an address', () => {
  it.each(blocks)('that no public server has: %s, and %s', (first, last) => {
    expect([first, last].map(isPrivateAddress)).toEqual([true, true]);
  });

  it.each(neighbours)('beside those: %s, and %s', (first, last) => {
    expect([first, last].map(isPrivateAddress)).toEqual([false, false]);
  });

  it.each([
    ['localhost', true],
    ['a.localhost', true],
    ['auth.test', false],
    ['10.0.0.1.test', false],
  ])('by a name: %s', (name, isPrivate) => {
    expect(isPrivateAddress(name)).toBe(isPrivate);
  });
});
