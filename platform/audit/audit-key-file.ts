import { createSecretKey, type KeyObject } from 'node:crypto';

/** The audit key alone, for checking exports elsewhere: it reads no personal data, but whoever holds it could forge a trail. */
const HEAD = 'wotu-audit-key 1';

export function encodeAuditKey(key: KeyObject): string {
  return `${HEAD}\n${key.export().toString('hex')}\n`;
}

/** @returns undefined for a text that is no such file */
export function decodeAuditKey(text: string): KeyObject | undefined {
  const [head, hex = ''] = text.trim().split(/\r?\n/);
  return head === HEAD && /^[0-9a-f]{64}$/.test(hex) ? createSecretKey(hex, 'hex') : undefined;
}
