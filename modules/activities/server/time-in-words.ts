import { dayInChina, dayInWords } from '#shared/day.ts';

const EIGHT_HOURS_MS = 28_800_000;

/** 2023年6月10日 09:30, in China. */
export function timeInWords(at: Date): string {
  return `${dayInWords(dayInChina(at))} ${clockOf(at)}`;
}

/** 09:30, in China. */
export function clockOf(at: Date): string {
  return new Date(at.getTime() + EIGHT_HOURS_MS).toISOString().slice(11, 16);
}
