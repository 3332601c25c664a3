/** Work that runs beside requests. Nightly work is made up for at the next start when the machine was off. */
export interface Job {
  /** lower-case words with hyphens, `check-figures` */
  name: string;
  /** what it is for, in Chinese */
  title: string;
  /** hour and minute of every day in China; null for work that is only asked for */
  nightlyAt: { hour: number; minute: number } | null;
  /** tries before it is put aside for a person; `MOST_TRIES` unless said */
  mostTries?: number;
  run(): Promise<void>;
}

/**
 * The wait doubles and more with each try: 3 s, 7 s, 20 s, 55 s, 2½ min, 7 min, 18 min. After the eighth, about half an hour after the first,
 * the cause will not mend itself.
 */
export const MOST_TRIES = 8;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_HOURS = 8;

/** The next time in China's day at which nightly work is due. */
export function nextRunAfter({ hour, minute }: { hour: number; minute: number }, now: Date): Date {
  const inChina = now.getTime() + CHINA_HOURS * HOUR_MS;
  const midnight = Math.floor(inChina / DAY_MS) * DAY_MS;
  const today = midnight + hour * HOUR_MS + minute * 60_000;
  return new Date((today > inChina ? today : today + DAY_MS) - CHINA_HOURS * HOUR_MS);
}

/** A line for the queue, whose clock is UTC. Nothing for work that is only asked for. */
export function crontabLine({ name, nightlyAt, mostTries = MOST_TRIES }: Pick<Job, 'name' | 'nightlyAt' | 'mostTries'>): string[] {
  if (!nightlyAt) return [];
  return [`${nightlyAt.minute} ${(nightlyAt.hour + 24 - CHINA_HOURS) % 24} * * * ${name} ?fill=1d&max=${mostTries}&jobKey=${name}`];
}
