import type { Day } from './day.ts';

/** A reporting period as people write it: a year "2023" or a quarter "2023Q2". */
export interface Period {
  name: string;
  year: number;
  quarter: number | null;
  firstDay: Day;
  lastDay: Day;
}

const QUARTER_DAYS = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const;

/** @returns the period, or undefined when the text is neither a year nor a quarter. */
export function parsePeriod(text: string): Period | undefined {
  const match = /^(\d{4})(?:Q([1-4]))?$/.exec(text);
  if (!match?.[1]) return undefined;
  const year = Number(match[1]);
  if (!match[2]) return { name: text, year, quarter: null, firstDay: `${year}-01-01`, lastDay: `${year}-12-31` };
  const days = QUARTER_DAYS[Number(match[2]) - 1];
  if (!days) return undefined;
  return { name: text, year, quarter: Number(match[2]), firstDay: `${year}-${days[0]}`, lastDay: `${year}-${days[1]}` };
}

/** All periods of one kind from the first to the last, both included. */
export function listPeriods(every: 'year' | 'quarter', from: string, to: string): Period[] {
  const names: string[] = [];
  const first = parsePeriod(from);
  const last = parsePeriod(to);
  if (!first || !last) return [];
  for (let year = first.year; year <= last.year; year += 1) {
    if (every === 'year') names.push(String(year));
    else names.push(...[1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`));
  }
  return names
    .map(parsePeriod)
    .filter((period) => period !== undefined)
    .filter((period) => period.lastDay >= first.firstDay && period.firstDay <= last.lastDay);
}
