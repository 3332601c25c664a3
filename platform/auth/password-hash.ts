import { pbkdf2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Passwords are kept as `algorithm$parameters$salt$hash`, so that an installation can change the algorithm and old
 * hashes still verify. The default follows the Chinese profile: PBKDF2-HMAC-SM3; scrypt is the international one.
 */
export type PasswordAlgorithm = 'pbkdf2-sm3' | 'scrypt';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const ITERATIONS = 600_000;
const SCRYPT_COST = 131_072;
const SCRYPT_MEMORY = 160 * 1024 * 1024;

const derivePbkdf2 = promisify(pbkdf2);
const deriveScrypt = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

export async function hashPassword(password: string, algorithm: PasswordAlgorithm = 'pbkdf2-sm3'): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const cost = algorithm === 'scrypt' ? SCRYPT_COST : ITERATIONS;
  const hash = await derive(algorithm, password, salt, cost);
  return [algorithm, cost, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Compares in constant time. @throws when the stored text is of no known algorithm */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [algorithm, cost, salt, hash] = stored.split('$');
  if ((algorithm !== 'pbkdf2-sm3' && algorithm !== 'scrypt') || !cost || !salt || !hash) throw new Error('unknown form of a stored password');
  const expected = Buffer.from(hash, 'base64url');
  const found = await derive(algorithm, password, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(found, expected);
}

/** The same work as a real check, for names that do not exist: the answer takes as long. */
export async function spendTheTimeOfACheck(password: string): Promise<void> {
  await derive('pbkdf2-sm3', password, Buffer.alloc(SALT_BYTES), ITERATIONS);
}

function derive(algorithm: PasswordAlgorithm, password: string, salt: Buffer, cost: number): Promise<Buffer> {
  // the same characters typed on different systems must give the same bytes
  const text = password.normalize('NFKC');
  if (algorithm === 'scrypt') return deriveScrypt(text, salt, HASH_BYTES, { N: cost, r: 8, p: 1, maxmem: SCRYPT_MEMORY });
  return derivePbkdf2(text, salt, cost, HASH_BYTES, 'sm3');
}
