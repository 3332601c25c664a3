/** A subject's requests in the present window, this one included. */
export interface Counted {
  requests: number;
  endsAt: Date;
}

/** Above this many subjects at once the oldest go. */
const MOST_SUBJECTS = 50_000;

/** Counts one request of a subject, or as much as it weighs. */
export type CountOne = (subject: string, seconds: number, now: Date, weight?: number) => Counted;

/** Counts in the memory of this process; a window begins with its first request, and goes when a later one begins after its end. */
export function createWindows(mostSubjects = MOST_SUBJECTS): CountOne {
  const windows = new Map<string, Counted>();
  // the oldest stand first, and windows of one length end in the order in which they began
  const makeRoom = (now: Date): void => {
    for (const [subject, { endsAt }] of windows) {
      if (endsAt > now && windows.size < mostSubjects) return;
      windows.delete(subject);
    }
  };
  return (subject, seconds, now, weight = 1) => {
    const known = windows.get(subject);
    if (known && known.endsAt > now) {
      known.requests += weight;
      return { ...known };
    }
    makeRoom(now);
    const fresh = { requests: weight, endsAt: new Date(now.getTime() + seconds * 1000) };
    windows.delete(subject);
    windows.set(subject, fresh);
    return { ...fresh };
  };
}
