import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Envelope } from '../contract/wire.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const KEY_BYTES = 32;

/** Letters and digits that nobody confuses, five bits each. */
export function randomToken(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'a').join('');
}

/** Of one request or one pairing. */
export function newNonce(): string {
  return randomToken(32);
}

export function sign(key: string, ...parts: readonly string[]): string {
  // lengths before the parts, so that no two lists of parts read the same
  const hmac = createHmac('sm3', key);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
  return hmac.digest('hex');
}

export function isSigned(key: string, signature: string, ...parts: readonly string[]): boolean {
  const [wanted, given] = [Buffer.from(sign(key, ...parts)), Buffer.from(signature)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** The key of both sides: of the code's secret, which never went over the network, and of what each put in. */
export function pairedKey(secret: string, senderNonce: string, receiverNonce: string): string {
  return Buffer.from(hkdfSync('sm3', secret, `${senderNonce}/${receiverNonce}`, 'wotu-exchange', KEY_BYTES)).toString('hex');
}

export function digestOf(text: string): string {
  return createHash('sm3').update(text).digest('hex');
}

/** What a signed request is for: one for a packet cannot be passed off as one for a comparison. */
export type SignedPurpose = 'packet' | 'comparison';

export function partsOf({ agreement, at, nonce, payload }: Omit<Envelope, 'signature'>, purpose: SignedPurpose): string[] {
  return ['request', purpose, agreement, at, nonce, payload];
}
