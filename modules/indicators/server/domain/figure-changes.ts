import type { Judgement } from '#engines/indicators/judge.ts';
import { valueAt, type Change } from '#engines/indicators/timeline.ts';
import type { Day } from '#shared/day.ts';
import { type FailingList, failingListOf, isSameList, NOBODY_FAILS } from './failing-list.ts';

/** How many failing units are shown beside a figure. */
export const SAMPLE_SIZE = 10;

export interface FigureChange {
  day: Day;
  numerator: number;
  denominator: number;
  failing: number;
}

/** One measure in one district: all its dated differences and what they come to. */
export interface DistrictFigure {
  days: readonly FigureChange[];
  /** the first day of each month with changes */
  months: readonly FigureChange[];
  /** `day` is that of the last change */
  total: FigureChange;
  /** who fails, over all time */
  failing: FailingList;
}

/** The total of nothing. */
export const EMPTY_TOTAL: FigureChange = { day: '0001-01-01', numerator: 0, denominator: 0, failing: 0 };
export const EMPTY_FIGURE: DistrictFigure = { days: [], months: [], total: EMPTY_TOTAL, failing: NOBODY_FAILS };

/** Sums the judgements of one measure in one district. */
export function figureOf(judgements: readonly Judgement[]): DistrictFigure {
  const rows = daysOf(judgements);
  return { days: rows, months: byMonth(rows), total: totalOf(rows), failing: failingListOf(judgements) };
}

/** By how much judgements change their figure on which day, in order. */
export function daysOf(judgements: readonly Judgement[]): FigureChange[] {
  const days = new Map<Day, FigureChange>();
  for (const judgement of judgements) {
    add(days, judgement.numerator, 'numerator');
    add(days, judgement.denominator, 'denominator');
    add(days, judgement.failing, 'failing');
  }
  return inOrder(days.values());
}

function inOrder(rows: Iterable<FigureChange>): FigureChange[] {
  return [...rows].filter(isChange).sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** One change per day of several lists. */
export function sumPerDay(rows: readonly FigureChange[]): FigureChange[] {
  return inOrder([...Map.groupBy(rows, (row) => row.day)].map(([day, changes]) => ({ ...sumOf(changes), day })));
}

/** The first distinct divisions that fail on a day, in order. */
export function sampleOf(judgements: readonly Judgement[], day: Day): number[] {
  const failing = judgements.filter((judgement) => valueAt(judgement.failing, day) > 0).map((judgement) => judgement.div);
  return [...new Set(failing)].sort((one, other) => one - other).slice(0, SAMPLE_SIZE);
}

function add(days: Map<Day, FigureChange>, changes: readonly Change[], part: 'numerator' | 'denominator' | 'failing'): void {
  for (const [day, delta] of changes) {
    const row = days.get(day) ?? { day, numerator: 0, denominator: 0, failing: 0 };
    row[part] += delta;
    days.set(day, row);
  }
}

function isChange(row: FigureChange): boolean {
  return row.numerator !== 0 || row.denominator !== 0 || row.failing !== 0;
}

/** Differences of days summed per month, named by its first day. */
export function byMonth(rows: readonly FigureChange[]): FigureChange[] {
  const months = Map.groupBy(rows, (row) => `${row.day.slice(0, 7)}-01`);
  return [...months].map(([day, changes]) => ({ ...sumOf(changes), day })).filter(isChange);
}

function totalOf(rows: readonly FigureChange[]): FigureChange {
  return { ...sumOf(rows), day: rows.at(-1)?.day ?? EMPTY_TOTAL.day };
}

export function sumOf(rows: readonly FigureChange[]): FigureChange {
  const sum = { ...EMPTY_TOTAL };
  for (const row of rows) {
    sum.numerator += row.numerator;
    sum.denominator += row.denominator;
    sum.failing += row.failing;
  }
  return sum;
}

/** By how much the figure of a measure in a place changes more, or less, within a month than was stored. */
export interface MonthDifference {
  measureId: number;
  district: number;
  month: Day;
  numerator: number;
  denominator: number;
  failing: number;
}

/** What differences of days add to the months of their place. */
export function monthDifferences(measureId: number, district: number, days: readonly FigureChange[]): MonthDifference[] {
  return byMonth(days).map(({ day, numerator, denominator, failing }) => ({ measureId, district, month: day, numerator, denominator, failing }));
}

/** What must be added to the stored rows to make them the wanted ones. */
export function differencesOf(wanted: readonly FigureChange[], stored: readonly FigureChange[]): FigureChange[] {
  const kept = new Map(stored.map((row) => [row.day, row]));
  const changed = differing(wanted, stored).map((row) => ({ row, before: kept.get(row.day) }));
  const gone = missing(wanted, stored).map((day) => ({ row: { ...EMPTY_TOTAL, day }, before: kept.get(day) }));
  return [...changed, ...gone].map(({ row, before = EMPTY_TOTAL }) => ({
    day: row.day,
    numerator: row.numerator - before.numerator,
    denominator: row.denominator - before.denominator,
    failing: row.failing - before.failing,
  }));
}

/** Rows that are new or hold other numbers. */
export function differing(wanted: readonly FigureChange[], stored: readonly FigureChange[]): FigureChange[] {
  const known = new Map(stored.map((row) => [row.day, row]));
  return wanted.filter((row) => !isSame(row, known.get(row.day)));
}

/** Days that are stored but no longer wanted. */
export function missing(wanted: readonly FigureChange[], stored: readonly FigureChange[]): Day[] {
  const days = new Set(wanted.map((row) => row.day));
  return stored.filter((row) => !days.has(row.day)).map((row) => row.day);
}

function isSame(one: FigureChange, other: FigureChange | undefined): boolean {
  return (
    other !== undefined && one.day === other.day && one.numerator === other.numerator && one.denominator === other.denominator && one.failing === other.failing
  );
}

/** True when all of it is stored to the letter: days, months, total and failing units. */
export function isStored(figure: DistrictFigure, stored: DistrictFigure): boolean {
  const sameRows = (wanted: readonly FigureChange[], kept: readonly FigureChange[]) => wanted.length === kept.length && differing(wanted, kept).length === 0;
  return (
    sameRows(figure.days, stored.days) &&
    sameRows(figure.months, stored.months) &&
    isSame(figure.total, stored.total) &&
    isSameList(figure.failing, stored.failing)
  );
}
