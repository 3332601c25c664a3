/** How a request of another program is signed. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const ALGORITHMS = ['sha256', 'sm3'] as const;
export type SignatureAlgorithm = (typeof ALGORITHMS)[number];

export interface Signed {
  method: string;
  /** with its query, as it was asked */
  path: string;
  /** seconds since 1970 */
  timestamp: string;
  nonce: string;
  body: string;
}

/** `sha256=<hex>` of method, path, time, nonce and digest of the body, one to a line. */
export function signatureOf({ method, path, timestamp, nonce, body }: Signed, secret: string, algorithm: SignatureAlgorithm = 'sha256'): string {
  const digest = createHash(algorithm).update(body, 'utf8').digest('hex');
  const text = [method.toUpperCase(), path, timestamp, nonce, digest].join('\n');
  return `${algorithm}=${createHmac(algorithm, secret).update(text, 'utf8').digest('hex')}`;
}

/** In constant time. */
export function isSignedBy(signed: Signed, secret: string, given: string): boolean {
  const algorithm = ALGORITHMS.find((one) => given.startsWith(`${one}=`));
  if (!algorithm) return false;
  const expected = Buffer.from(signatureOf(signed, secret, algorithm));
  const found = Buffer.from(given.toLowerCase());
  return expected.length === found.length && timingSafeEqual(expected, found);
}
