/** The one place that reads the time. `WOTU_NOW` (an ISO instant) fixes it for demonstrations and tests of the command line. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant) };
}
