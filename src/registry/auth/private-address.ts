import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../http/scheme.ts';

/** What the IANA's registries of special addresses set apart, and what clouds do. */
const ranges: [network: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // The metadata of most clouds is at 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  ['168.63.129.16', 32],
  // Among it ::1, addresses of IPv4 (::ffff:0:0/96), and NAT64 (64:ff9b::/96), which hides one.
  ['::', 8],
  // Teredo and 6to4 hide an address of IPv4 too.
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

const families = { 4: 'ipv4', 6: 'ipv6' } as const;
// One list for each: a list takes an address of IPv4 for one of IPv6 in ::ffff:0:0/96.
const blocked = { 4: new BlockList(), 6: new BlockList() };
for (const [network, bits] of ranges) {
  const version = network.includes(':') ? 6 : 4;
  blocked[version].addSubnet(network, bits, families[version]);
}

/**
 * Tells whether the host of a URL, as `URL` writes it, is this machine or an address that no public server has. Names
 * that resolve to such an address are not found out.
 */
export function isPrivateAddress(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(address);
  return version === 4 || version === 6 ? blocked[version].check(address, families[version]) : isLoopback(hostname);
}
