import { Secret, TOTP } from 'otpauth';

/** What every authenticator application understands: HMAC-SHA-1, six digits, thirty seconds (RFC 6238). */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A phone's clock may be half a minute off. */
const STEPS_BESIDE = 1;

/** @returns 160 random bits in base32, for an authenticator application */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that an authenticator application reads from a QR code. @param label whose it is: the account name */
export function totpAddress(secret: string, label: string): string {
  return new TOTP({ ...SHAPE, issuer: '沃土', label, secret }).toString();
}

/**
 * @returns the time step of a right code, for the caller to keep so that no code works twice; undefined for a wrong one
 */
export function stepOfTotp(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...SHAPE, secret: Secret.fromBase32(secret), token: code, timestamp, window: STEPS_BESIDE });
  return delta === null ? undefined : TOTP.counter({ period: SHAPE.period, timestamp }) + delta;
}
