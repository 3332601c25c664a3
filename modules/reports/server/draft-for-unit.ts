/** Everything a new or refreshed report consists of: frozen figures and the texts drafted from them. */
import type { PlanVersion } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { gatheredReadingsSoFar } from '#platform/replica/gathered-readings.ts';
import type { Day } from '#shared/day.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import type { Period } from '#shared/period.ts';
import type { FrozenFigures, ReportPart } from '../contract/report.ts';
import type { AcceptedBelow } from './domain/draft-input.ts';
import { draftTexts } from './domain/draft-texts.ts';
import { kindOf, namedReceiver } from './domain/report-period.ts';
import { freezeFigures, listUnitsBelow } from './freeze-figures.ts';
import { listDecidingHandIns } from './hand-in-store.ts';
import { listStoredReports, readTexts } from './report-store.ts';
import type { ReportUnit } from './report-unit.ts';

export interface UnitDraft {
  frozen: FrozenFigures;
  texts: Record<ReportPart, string>;
}

export async function draftForUnit(context: Context, version: PlanVersion, unit: ReportUnit, period: Period, asOf: Day): Promise<UnitDraft> {
  const frozen = await freezeFigures(context, version, unit, period, asOf);
  const below = await reportsBelow(context, version, unit, period);
  return { frozen, texts: draftTexts({ plan: version.plan, period, own: { division: codeOf(unit.key), asOf }, frozen, ...below }) };
}

/**
 * Units below that report on their own (counties, cities), and what they handed in that was accepted. Hand-ins that came by
 * workbook count as well; they bring no texts.
 */
async function reportsBelow(
  context: Context,
  version: PlanVersion,
  unit: ReportUnit,
  period: Period,
): Promise<{ accepted: AcceptedBelow[]; awaited: string[] }> {
  const { db } = (await gatheredReadingsSoFar(context)).platform;
  const units = (await listUnitsBelow(context, unit)).filter(({ level }) => level !== 'township');
  const keys = units.map(({ key }) => key);
  const reports = await listStoredReports(db, { range: context.actor.range, plan: version.plan.id, period: period.name, units: keys });
  const accepted = new Map(reports.filter(({ state }) => state === 'accepted').map((report) => [report.div, report]));
  const texts = await readTexts(db, [...accepted.values()]);
  const decided = await listDecidingHandIns(db, rangeOf(unit.key, unit.level), kindOf(period), period.name);
  const isAccepted = (key: number) => accepted.has(key) || decided.get(key)?.state === '已接收';
  return {
    accepted: units
      .filter(({ key }) => isAccepted(key))
      .map(({ key, name }) => {
        const report = accepted.get(key);
        const written = report ? (texts.get(report.id) ?? []) : [];
        return {
          division: codeOf(key),
          name,
          asOf: report?.asOf ?? period.lastDay,
          texts: Object.fromEntries(written.map(({ part, content }) => [part, content])),
        };
      }),
    awaited: units.filter(({ key }) => !isAccepted(key)).map(({ name }) => name),
  };
}

/** Whom the letter goes to: whom the plan names, else the office above. */
export function addresseeOf(unit: ReportUnit, period: Period, version: PlanVersion): string | null {
  if (!unit.parent) return null;
  const named = unit.level === 'county' ? namedReceiver(period, version.plan) : undefined;
  if (named === undefined) return unit.parent.organ;
  // the plan speaks of 市民政局……, the letter names the city
  return named.startsWith('市') && unit.parent.name.endsWith('市') ? unit.parent.name + named.slice(1) : named;
}
