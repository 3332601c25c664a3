/** The unit that reports: a county, city, province or the nation, with the names its letters bear. */
import { type Division, findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import { planErrors } from '#modules/plans/contract/errors.ts';
import type { PlanFile } from '#modules/plans/contract/plan-file.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, type DivisionLevel, isWithin, keyOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../contract/errors.ts';

export interface ReportUnit {
  key: number;
  level: DivisionLevel;
  /** 平顶山市新华区 */
  name: string;
  /** 平顶山市新华区民政局 */
  organ: string;
  parent: { key: number; name: string; organ: string } | null;
}

const REPORTING_LEVELS: readonly DivisionLevel[] = ['nation', 'province', 'city', 'county'];

/**
 * The unit asked for, or the plan's own (the caller's own where that lies below). What lies outside the jurisdiction is as
 * unknown as what does not exist.
 * @throws DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, REPORT_UNIT_LEVEL
 */
export async function findReportUnit(context: Context, plan: PlanFile, division: string | undefined): Promise<ReportUnit> {
  const key = division === undefined ? defaultKey(context, plan) : await resolveKey(context, division);
  const unit = key === undefined ? undefined : await reportUnitOf(context, key);
  // what the caller cannot see is judged by its code alone
  const judged = key ?? keyOf(division ?? '');
  const outside = judged !== undefined && !isWithin(judged, await rangeOfPlan(context, plan));
  if (outside) throw refuse(planErrors.DIVISION_OUTSIDE_PLAN, { division: unit?.name ?? division ?? codeOf(judged) });
  if (!unit) throw refuse(planErrors.DIVISION_UNKNOWN, { division: division ?? '' });
  if (!REPORTING_LEVELS.includes(unit.level)) throw refuse(reportErrors.REPORT_UNIT_LEVEL, { division: unit.name });
  return unit;
}

function defaultKey({ actor }: Context, plan: PlanFile): number {
  const own = Number(plan.division);
  return isWithin(own, actor.range) ? own : actor.division;
}

/** @returns undefined for what the caller cannot see */
async function resolveKey(context: Context, division: string): Promise<number | undefined> {
  const key = (await resolveDivisions(context.platform.db, [division], context.today)).get(division)?.key;
  return key !== undefined && isWithin(key, context.actor.range) ? key : undefined;
}

async function rangeOfPlan(context: Context, plan: PlanFile) {
  const own = Number(plan.division);
  const found = (await findDivisions(context.platform.db, [own])).get(own);
  return rangeOf(own, found?.level ?? 'nation');
}

/** @returns undefined for a key that no division has */
export async function reportUnitOf(context: Context, key: number): Promise<ReportUnit | undefined> {
  const own = (await findDivisions(context.platform.db, [key])).get(key);
  if (!own) return undefined;
  const parent = own.parent === null ? undefined : (await findDivisions(context.platform.db, [own.parent])).get(own.parent);
  const above = parent ? { key: parent.key, name: parent.name, organ: organOf(parent, parent.name) } : null;
  const name = own.level === 'county' && parent?.level === 'city' ? parent.name + own.name : own.name;
  return { key, level: own.level, name, organ: organOf(own, name), parent: above };
}

/** The civil-affairs office of a division by the usual naming; people can change it in the report. */
function organOf({ level }: Pick<Division, 'level'>, name: string): string {
  if (level === 'nation') return '民政部';
  if (level === 'province' && !name.endsWith('市')) return `${name}民政厅`;
  return `${name}民政局`;
}
