import { isIP } from 'node:net';
import { type Refusal, refuse } from '#shared/errors.ts';
import { isLinkLocal, isPublicAddress } from './address-ranges.ts';
import type { AllowedOrigins } from './allowed-origins.ts';
import { outgoingErrors } from './errors.ts';

/** Answers a host name with its network addresses, as `dns.lookup` does. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** A destination that was checked: the connection goes to exactly these addresses, whatever the name leads to later. */
export interface CheckedAddress {
  url: URL;
  addresses: readonly string[];
}

function refused(url: URL, why: string): Refusal {
  return refuse(outgoingErrors.OUTGOING_ADDRESS_REFUSED, { address: url.origin === 'null' ? url.protocol : url.origin, why });
}

/** A host without the brackets of IPv6. `URL` has already brought decimal, octal and short forms to the usual one. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * HTTPS to port 443 of public hosts only, unless the operator listed the origin. Every address of the name must pass: one private
 * address among public ones is how a name is rebound.
 * @throws OUTGOING_ADDRESS_REFUSED, OUTGOING_FAILED when the name is unknown
 */
export async function checkAddress(url: URL, allowed: AllowedOrigins, resolve: Resolve): Promise<CheckedAddress> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(url, '只允许 HTTPS');
  if (url.username !== '' || url.password !== '') throw refused(url, '网址中不能带账号');
  const isListed = allowed.has(url.origin);
  if (!isListed && url.protocol !== 'https:') throw refused(url, '只允许 HTTPS');
  if (!isListed && url.port !== '') throw refused(url, '端口没有登记');
  const host = hostOf(url);
  const isLiteral = isIP(host) !== 0;
  const addresses = isLiteral ? [host] : await resolveName(url, host, resolve);
  for (const address of addresses) {
    if (isListed && (isLiteral || !isLinkLocal(address))) continue;
    if (isListed || !isPublicAddress(address)) throw refused(url, '指向内部网络');
  }
  return { url, addresses };
}

async function resolveName(url: URL, host: string, resolve: Resolve): Promise<readonly string[]> {
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw refuse(outgoingErrors.OUTGOING_FAILED, { address: url.origin, why: '找不到这个域名' });
  return addresses;
}
