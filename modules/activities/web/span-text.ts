import { dayInChina, dayInWords } from '#shared/day.ts';

const EIGHT_HOURS_MS = 28_800_000;

/** 09:30, in China. */
export function clockText(instant: string): string {
  return new Date(Date.parse(instant) + EIGHT_HOURS_MS).toISOString().slice(11, 16);
}

/** 2023年6月10日 09:00—11:30 */
export function spanText({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  const [from, to] = [dayInChina(new Date(startsAt)), dayInChina(new Date(endsAt))];
  return `${dayInWords(from)} ${clockText(startsAt)}—${from === to ? '' : `${dayInWords(to)} `}${clockText(endsAt)}`;
}
