import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './audit.ts';
import type { ChainPoint } from './chain-checker.ts';

/** HMAC-SM3 over what kind of statement this is and what it says, so that one cannot pass for another. */
export function signStatement(key: KeyObject, kind: 'checkpoint' | 'root' | 'export', statement: unknown): string {
  return createHmac('sm3', key)
    .update(`${kind}\0${canonicalJson(statement)}`)
    .digest('hex');
}

export function isSignedBy(key: KeyObject, kind: 'checkpoint' | 'root' | 'export', statement: unknown, signature: string): boolean {
  const given = Buffer.from(signature, 'hex');
  const right = Buffer.from(signStatement(key, kind, statement), 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/**
 * Merkle root over the heads of all chains in the order of their districts: leaves are SM3(0x00 ‖ `district:number:hash`),
 * nodes SM3(0x01 ‖ left ‖ right), a node without a partner goes up as it is. The prefixes keep a node from passing for a leaf.
 */
export function merkleRoot(heads: ReadonlyMap<number, ChainPoint>): string {
  const ordered = [...heads].sort(([one], [other]) => one - other);
  let level = ordered.map(([district, { number, hash }]) => sm3(0, Buffer.from(`${district}:${number}:${hash}`)));
  if (level.length === 0) return sm3(0, Buffer.alloc(0)).toString('hex');
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left) next.push(right ? sm3(1, Buffer.concat([left, right])) : left);
    }
    level = next;
  }
  return level[0]?.toString('hex') ?? '';
}

function sm3(prefix: 0 | 1, body: Buffer): Buffer {
  return createHash('sm3')
    .update(Buffer.from([prefix]))
    .update(body)
    .digest();
}
