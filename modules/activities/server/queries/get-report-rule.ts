import { findDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import type { ReportRule } from '../../contract/major-report.ts';
import { DEFAULT_RULE } from '../domain/report-deadline.ts';
import { findRule } from '../report-rule-store.ts';

/** What binds the own division, and whose rule it is. The version is that of the own one, 0 while there is none. */
export async function getReportRule(context: Context): Promise<ReportRule> {
  const { actor, platform } = context;
  requirePermission(actor, 'activity.read');
  const rule = await findRule(platform.db, actor.division);
  if (!rule) return { ...DEFAULT_RULE, division: null, divisionName: null, version: 0 };
  const { div, version, ...words } = rule;
  const division = (await findDivisions(platform.db, [div])).get(div);
  return { ...words, division: codeOf(div), divisionName: division?.name ?? null, version: div === actor.division ? version : 0 };
}
