/** Takes the figures of a report: of the unit, of the day before the period, of the units below. */
import { hasDemonstrationData } from '#modules/demonstration/server/public.ts';
import { findDivisions, getDivisionPaths, listUnits } from '#modules/divisions/server/public.ts';
import { type PlanVersion, progressOfVersion } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { gatheredReadingsSoFar } from '#platform/replica/gathered-readings.ts';
import { type Day } from '#shared/day.ts';
import { codeOf, type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { type Period, parsePeriod } from '#shared/period.ts';
import { reportErrors } from '../contract/errors.ts';
import type { FrozenFigure, FrozenFigures, FrozenUnit } from '../contract/report.ts';
import { asOfDay, dayBefore, periodInWords } from './domain/report-period.ts';
import type { ReportUnit } from './report-unit.ts';

/** @throws REPORT_PERIOD_INVALID, REPORT_PERIOD_FUTURE */
export function requirePeriod(context: Context, text: string): { period: Period; asOf: Day } {
  const period = parsePeriod(text);
  if (!period) throw refuse(reportErrors.REPORT_PERIOD_INVALID, { period: text });
  const asOf = asOfDay(period, context.today);
  if (asOf === undefined) throw refuse(reportErrors.REPORT_PERIOD_FUTURE, { period: periodInWords(period), day: period.firstDay });
  return { period, asOf };
}

export async function freezeFigures(context: Context, version: PlanVersion, unit: ReportUnit, period: Period, asOf: Day): Promise<FrozenFigures> {
  // a report says what holds now: nothing that was committed is left out
  const readings = await gatheredReadingsSoFar(context);
  const on = async (key: number, day: Day) => (await progressOfVersion(readings, version, { plan: version.plan.id, division: codeOf(key), asOf: day })).targets;
  const figures = await on(unit.key, asOf);
  const earlier = dayBefore(period, version.plan);
  const before = earlier === undefined ? null : { asOf: earlier, figures: await on(unit.key, earlier) };
  const units: FrozenUnit[] = [];
  for (const { key, name } of await listUnitsBelow(context, unit)) {
    const own = await on(key, asOf);
    units.push({ code: codeOf(key), name, figures: own.map(withoutSample) });
  }
  return {
    ...((await hasDemonstrationData(context.platform.db)) && { isInvented: true }),
    figures,
    before,
    units,
    names: await namesOf(
      context,
      figures.flatMap((figure) => figure.failing.sample),
    ),
  };
}

/** Units below are shown in tables: which of their own units fail is told in their own reports. */
function withoutSample(figure: FrozenFigure): FrozenFigure {
  return { ...figure, failing: { ...figure.failing, sample: [] } };
}

/** Short names of failing units; below a county with the street before the community, since names repeat. */
async function namesOf(context: Context, codes: readonly string[]): Promise<Record<string, string>> {
  const keys = [...new Set(codes)].map(Number);
  const paths = await getDivisionPaths(context.platform.db, keys);
  return Object.fromEntries([...paths].map(([key, { path, shortName }]) => [codeOf(key), key % 1000 === 0 ? shortName : path.slice(-2).join('')]));
}

const BELOW: Partial<Record<DivisionLevel, readonly DivisionLevel[]>> = {
  nation: ['province'],
  province: ['city', 'county'],
  city: ['county', 'township'],
  county: ['township'],
};

/** The counted units directly below, in order of their keys. */
export async function listUnitsBelow(
  context: Context,
  unit: Pick<ReportUnit, 'key' | 'level'>,
): Promise<{ key: number; name: string; level: DivisionLevel }[]> {
  const { db } = context.platform;
  const units = await listUnits(db, { range: rangeOf(unit.key, unit.level), levels: BELOW[unit.level] ?? [], countedOnly: true });
  const below = units.filter(({ parent }) => parent === unit.key);
  const names = await findDivisions(
    db,
    below.map(({ key }) => key),
  );
  return below.map(({ key, level }) => ({ key, level, name: names.get(key)?.name ?? codeOf(key) }));
}
