import type { Context } from '#platform/context.ts';

const STEP_MS = 60_000;
const DIGITS = 6;
/** A code that was shown a moment ago still opens: somebody is typing it. */
const STEPS_BACK = 2;

/** Six digits that change every minute; nothing of it is stored, and nobody without the platform's key can work it out. */
function codeAt({ platform: { cipher } }: Context, occasionId: number, step: number): string {
  const digest = Buffer.from(cipher.digest(`${occasionId}/${step}`, 'activity-door-code'), 'base64url');
  return String(digest.readUInt32BE(0) % 10 ** DIGITS).padStart(DIGITS, '0');
}

const stepOf = (now: Date) => Math.floor(now.getTime() / STEP_MS);

/** The code shown at the door now. */
export function doorCodeOf(context: Context, occasionId: number): { code: string; validUntil: Date } {
  const step = stepOf(context.now);
  return { code: codeAt(context, occasionId, step), validUntil: new Date((step + 1) * STEP_MS) };
}

export function isDoorCode(context: Context, occasionId: number, typed: string): boolean {
  const code = typed.normalize('NFKC').replaceAll(/\D/g, '');
  const step = stepOf(context.now);
  return Array.from({ length: STEPS_BACK + 1 }, (_, back) => codeAt(context, occasionId, step - back)).includes(code);
}
