import { isBelowDistrict, listMonthlyFigures, NO_FIGURE, openFigures } from '#modules/indicators/server/public.ts';
import type { Context } from '#platform/context.ts';
import { addDays, type Day, isDay, lastDayOfMonth } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import type { MonthlyFigure } from '../../contract/drill-down.ts';
import { planErrors } from '../../contract/errors.ts';
import { isCount, valueOf } from '../domain/target-figures.ts';
import { findTargetPlace, type TargetPlace, type TargetRequest } from '../target-place.ts';

/** Twenty years; an earlier start shows the last so many months. */
const MOST_MONTHS = 240;

/**
 * The figure at the end of every month from the plan's first month (or `from`) to the day asked for, that day last.
 * @throws what findTargetPlace throws, DAY_INVALID
 */
export async function getTargetTrend(context: Context, request: TargetRequest & { from?: string | undefined }): Promise<{ months: MonthlyFigure[] }> {
  const found = await findTargetPlace(context, request);
  const from = request.from ?? found.plan.period.from;
  if (!isDay(from)) throw refuse(planErrors.DAY_INVALID, { day: from });
  if (from > found.asOf) return { months: [] };
  const days = monthEnds(from, found.asOf).slice(-MOST_MONTHS);
  const figures = await figuresOn(context, found, [...days, found.asOf]);
  return { months: [...days, found.asOf].map((day, index) => pointOf(found, day, figures[index] ?? NO_FIGURE)) };
}

/** Last days of the whole months before the day asked for. */
function monthEnds(from: Day, asOf: Day): Day[] {
  const days: Day[] = [];
  for (let day = lastDayOfMonth(from); day < asOf; day = lastDayOfMonth(addDays(day, 1))) days.push(day);
  return days;
}

/** Month ends from the monthly counters in one sum, the day asked for by itself; below the district and within past boundaries each day by itself. */
async function figuresOn(context: Context, { measure, place, boundariesOf }: TargetPlace, days: readonly Day[]) {
  const { db, facts } = context.platform;
  const reader = await openFigures(db, facts, { measureIds: [measure.id], range: place.range, boundariesOf });
  const [ends, last] = [days.slice(0, -1), days.slice(-1)];
  const [first] = ends;
  const lastEnd = ends.at(-1);
  if (boundariesOf || isBelowDistrict(place.range) || first === undefined || lastEnd === undefined) return (await reader.figuresOn([measure.id], days)).flat();
  const months = await listMonthlyFigures(db, measure.id, place.range, first, lastEnd);
  return [...months, ...(await reader.figuresOn([measure.id], last)).flat()];
}

function pointOf({ formula }: TargetPlace, day: Day, figure: { numerator: number; denominator: number }): MonthlyFigure {
  return { month: day, numerator: figure.numerator, denominator: isCount(formula) ? null : figure.denominator, value: valueOf(formula, figure) };
}
