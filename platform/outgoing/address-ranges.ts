import { BlockList, isIP } from 'node:net';

/** Special-purpose registries of IANA (RFC 6890 and successors): what is not a host of the public internet. */
const SPECIAL: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['fec0::', 10],
  // carry an IPv4 address within: mapped, translated, 6to4 and Teredo would lead around the list above
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
/** Where clouds keep the credentials of a machine, and what is on the same wire. No name may lead there, listed or not. */
const LINK_LOCAL: readonly (readonly [string, number])[] = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['168.63.129.16', 32],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
];
/** The only part of IPv6 in which public hosts live. */
const GLOBAL_UNICAST = listOf([['2000::', 3]]);
const SPECIAL_LIST = listOf([...SPECIAL, ...LINK_LOCAL]);
const LINK_LOCAL_LIST = listOf(LINK_LOCAL);

function listOf(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, familyOf(network));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** True for an address of the public internet; false for private, loopback, link-local, reserved ones and for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const family = familyOf(address);
  if (SPECIAL_LIST.check(address, family)) return false;
  return family === 'ipv4' || GLOBAL_UNICAST.check(address, 'ipv6');
}

/** True for link-local and known metadata addresses, also when written as IPv6. */
export function isLinkLocal(address: string): boolean {
  return LINK_LOCAL_LIST.check(address, familyOf(address));
}

/** Whether an address is one of these, or of these networks (`10.20.1.5`, `172.30.57.0/24`); IPv4 written as IPv6 is what it is. */
export function isAmong(addresses: readonly string[]): (address: string) => boolean {
  const list = listOf(
    addresses.map((one) => {
      const [network = '', bits] = one.split('/');
      return [network, Number(bits ?? (isIP(network) === 6 ? 128 : 32))];
    }),
  );
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}
