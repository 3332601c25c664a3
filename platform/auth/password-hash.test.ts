import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

describe.each(['pbkdf2-sm3', 'scrypt'] as const)('a password kept with %s', (algorithm) => {
  it('is known again, and nothing else is', async () => {
    const stored = await hashPassword('山水Abc-2758', algorithm);
    expect(stored.startsWith(`${algorithm}$`)).toBe(true);
    expect(stored).not.toContain('山水');
    expect(await verifyPassword('山水Abc-2758', stored)).toBe(true);
    expect(await verifyPassword('山水Abc-2759', stored)).toBe(false);
  });
});

it('gives two people with the same password different hashes', async () => {
  expect(await hashPassword('山水Abc-2758')).not.toBe(await hashPassword('山水Abc-2758'));
});
