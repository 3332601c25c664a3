import type { Context } from '#platform/context.ts';

/** What the database keeps of a code. @param code digits, with or without blanks */
export function claimCodeIndex({ platform }: Context, code: string): string {
  return platform.cipher.digest(code.replaceAll(/\D/g, ''), 'filing_claim_codes.code');
}
