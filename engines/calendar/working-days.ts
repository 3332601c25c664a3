import { addDays, type Day, dayNumber } from '#shared/day.ts';
import { PUBLISHED_DAYS } from './published-days.ts';

/** Which days offices work. Years that the State Council has not arranged yet follow the plain week and are marked. */
export interface WorkingCalendar {
  source: string;
  edition: string;
  /** arranged years, both included */
  years: { first: number; last: number };
  free: ReadonlySet<Day>;
  worked: ReadonlySet<Day>;
}

/** A day that was counted, and whether an unpublished year was counted through: then it may move once that year is arranged. */
export interface CountedDay {
  day: Day;
  provisional: boolean;
}

export type TermUnit = 'workingDays' | 'days';

interface YearOfDays {
  free: string;
  worked: string;
}

/** @param years year → `MMDD MMDD …` of free weekdays and worked weekend days */
export function createCalendar(content: { source: string; edition: string; years: Readonly<Record<number, YearOfDays>> }): WorkingCalendar {
  const years = Object.keys(content.years).map(Number).sort();
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined || last - first + 1 !== years.length) throw new RangeError('the years of a calendar follow each other');
  const daysOf = (pick: (year: YearOfDays) => string) =>
    new Set(
      Object.entries(content.years).flatMap(([year, days]) =>
        pick(days)
          .split(' ')
          .filter(Boolean)
          .map((text) => `${year}-${text.slice(0, 2)}-${text.slice(2)}`),
      ),
    );
  return { source: content.source, edition: content.edition, years: { first, last }, free: daysOf((year) => year.free), worked: daysOf((year) => year.worked) };
}

/** The calendar that comes with the product. */
export const CHINESE_CALENDAR: WorkingCalendar = createCalendar(PUBLISHED_DAYS);

export function isPublished({ years }: WorkingCalendar, day: Day): boolean {
  const year = Number(day.slice(0, 4));
  return year >= years.first && year <= years.last;
}

export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  if (calendar.worked.has(day)) return true;
  if (calendar.free.has(day)) return false;
  // 1970-01-01 was a Thursday
  const weekday = (((dayNumber(day) + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6;
}

/**
 * The n-th working day after a day, which itself is not counted (行政许可法 art.82, 民法典 art.201); before it when n is negative.
 * Zero: the day itself, or the next working day.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, count: number): CountedDay {
  if (count === 0) return nextWorkingDay(calendar, from);
  const step = count > 0 ? 1 : -1;
  let day = from;
  let provisional = !isPublished(calendar, from);
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    provisional ||= !isPublished(calendar, day);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { day, provisional };
}

function nextWorkingDay(calendar: WorkingCalendar, from: Day): CountedDay {
  let day = from;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return { day, provisional: !isPublished(calendar, from) || !isPublished(calendar, day) };
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  return count;
}

/** Last day of a term that begins on a day. A term in plain days that ends on a free day ends on the next working day (民法典 art.203). */
export function deadlineAfter(calendar: WorkingCalendar, from: Day, term: { count: number; unit: TermUnit }): CountedDay {
  if (term.unit === 'workingDays') return addWorkingDays(calendar, from, term.count);
  return nextWorkingDay(calendar, addDays(from, term.count));
}
