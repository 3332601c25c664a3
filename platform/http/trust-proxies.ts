import { isAmong } from '../outgoing/address-ranges.ts';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** A sender may claim any address, and each of them is asked about. */
const MOST_KNOWN = 1000;
/** Of IPv6 with an IPv4 address at its end. */
const LONGEST_ADDRESS = 45;

/**
 * Whether an address is one of our reverse proxies, whose word about the sender of a request is believed. Asked several times for each request
 * and always about the same few, so it is remembered.
 * @param trusted addresses and networks as `WOTU_TRUSTED_PROXIES` allows them, or `loopback`
 */
export function trustProxies(trusted: readonly string[]): (address: string | undefined) => boolean {
  const isProxy = isAmong(trusted.flatMap((name) => (name === 'loopback' ? LOOPBACK : [name])));
  const known = new Map<string, boolean>();
  return (address = '') => {
    const found = known.get(address);
    if (found !== undefined) return found;
    if (address.length > LONGEST_ADDRESS) return false;
    if (known.size >= MOST_KNOWN) known.clear();
    const isTrusted = isProxy(address);
    known.set(address, isTrusted);
    return isTrusted;
  };
}
