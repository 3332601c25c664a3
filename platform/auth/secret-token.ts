import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A secret of 256 bits for cookies, links and API tokens. Shown once; only its digest is stored. */
export function newSecretToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What the database keeps: with 256 random bits a plain digest cannot be searched backwards. */
export function digestOfToken(token: string): string {
  return createHash('sm3').update(token).digest('base64url');
}
