import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { ReportRule, RuleInput } from '../../contract/major-report.ts';
import { getReportRule } from '../queries/get-report-rule.ts';
import { writeRule } from '../report-rule-store.ts';

/** For the own division and all below that have none of their own; reports made before keep their days. @throws REPORT_RULE_CHANGED */
export async function setReportRule(context: Context, input: RuleInput & { version: number }): Promise<ReportRule> {
  const { actor, platform } = context;
  requirePermission(actor, 'activity.answer');
  await inTransaction(platform.db, async (tx) => {
    if (!(await writeRule(tx, context, input))) throw refuse(activityErrors.REPORT_RULE_CHANGED);
    await audit(tx, context, {
      action: 'majorActivityRule.set',
      subject: { type: 'majorActivityRule', id: actor.division, district: districtOf(actor.division) },
      details: { leadDays: input.leadDays, leadUnit: input.leadUnit, resultDays: input.resultDays, basis: input.basis },
    });
  });
  return getReportRule(context);
}
