/** What a target's function returns, and the few shapes that figures have. */
import type { Day } from '#shared/day.ts';
import type { Territory } from './territory.ts';
import type { WorkbookRows } from './workbook-rows.ts';

export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** failing units, or failing records */
  failingCount: number;
  /** distinct division codes of what fails */
  failing: string[];
  parts?: { name: string; value: number | null }[];
}

/** One question: everything a target's function may look at. */
export interface Question {
  territory: Territory;
  book: WorkbookRows;
  /** code of the division asked for */
  division: string;
  asOf: Day;
}

export function countFigure(value: number): Figure {
  return { value, numerator: value, denominator: null, failingCount: 0, failing: [] };
}

/** Fulfilled units ÷ units; null without units. */
export function shareOfUnits(units: readonly { code: string }[], isFulfilled: (code: string) => boolean): Figure {
  const failing = units.filter((unit) => !isFulfilled(unit.code)).map((unit) => unit.code);
  const numerator = units.length - failing.length;
  return {
    value: units.length === 0 ? null : numerator / units.length,
    numerator,
    denominator: units.length,
    failingCount: failing.length,
    failing,
  };
}

/** Fulfilled records ÷ records; failing records are counted, their distinct homes listed. */
export function shareOfRecords(records: readonly { home: string; fulfilled: boolean }[]): Figure {
  const failing = records.filter((record) => !record.fulfilled);
  const numerator = records.length - failing.length;
  return {
    value: records.length === 0 ? null : numerator / records.length,
    numerator,
    denominator: records.length,
    failingCount: failing.length,
    failing: [...new Set(failing.map((record) => record.home))],
  };
}

export interface Line {
  unit: string;
  due: Day;
  fulfilled: boolean;
}

/** Readings 9: lines due by the day; failing are distinct units. */
export function lineFigure(lines: readonly Line[], asOf: Day): Figure {
  const due = lines.filter((line) => line.due <= asOf);
  const unfulfilled = due.filter((line) => !line.fulfilled);
  const failing = [...new Set(unfulfilled.map((line) => line.unit))];
  const numerator = due.length - unfulfilled.length;
  return { value: due.length === 0 ? null : numerator / due.length, numerator, denominator: due.length, failingCount: failing.length, failing };
}

export function milestoneFigure(): Figure {
  return { value: null, numerator: null, denominator: null, failingCount: 0, failing: [] };
}

/** For every division (itself and all above each row's place): the distinct subjects that lie inside. */
export function subjectsInside<R>(
  territory: Territory,
  rows: readonly R[],
  placeOf: (row: R) => string,
  subjectOf: (row: R, index: number) => string = (_row, index) => String(index),
): (code: string) => number {
  const inside = new Map<string, Set<string>>();
  rows.forEach((row, index) => {
    for (const code of territory.chain(placeOf(row))) {
      const subjects = inside.get(code) ?? new Set<string>();
      subjects.add(subjectOf(row, index));
      inside.set(code, subjects);
    }
  });
  return (code) => inside.get(code)?.size ?? 0;
}
