import { systemClock } from '#platform/clock/clock.ts';
import type { Platform } from '#platform/context.ts';
import type { Nation } from './open-nation.ts';

/** The nation's means on the real clock, as a server has them: sessions go by it, and so do limits. Nobody has a second factor. */
export function liveMeans({ context: { platform } }: Nation): Platform {
  return { ...platform, clock: systemClock, signIn: { ...platform.signIn, secondFactor: 'offered' } };
}
