import { getPlanInForce } from '#modules/plans/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../../contract/errors.ts';
import { type Report, REPORT_PART_IDS } from '../../contract/report.ts';
import { beginChange, endChange } from '../change-report.ts';
import { dueDay } from '../domain/report-period.ts';
import { draftForUnit } from '../draft-for-unit.ts';
import { requirePeriod } from '../freeze-figures.ts';
import { getReport } from '../queries/get-report.ts';
import { findReport, readTexts, updateFigures, writeText } from '../report-store.ts';
import { reportUnitOf } from '../report-unit.ts';

/**
 * Takes the figures anew, with the plan version in force and today's registers, before the report is handed in (again).
 * Texts nobody edited are drafted anew; edited ones stay, and their stale numbers are told when the report is handed in.
 * @throws REPORT_NOT_FOUND, REPORT_STATE, REPORT_CHANGED
 */
export async function refreshReport(context: Context, input: { id: number; version: number }): Promise<Report> {
  requirePermission(context.actor, 'report.draft');
  const stored = await findReport(context.platform.db, input.id, context.actor.range);
  const unit = stored && (await reportUnitOf(context, stored.div));
  if (!stored || !unit) throw refuse(reportErrors.REPORT_NOT_FOUND);
  const { period, asOf } = requirePeriod(context, stored.period);
  const version = await getPlanInForce(context.platform.db, stored.planId);
  const draft = await draftForUnit(context, version, unit, period, asOf);
  await inTransaction(context.platform.db, async (tx) => {
    const { before, after } = await beginChange(tx, context, input, 'refreshed');
    const refreshed = { ...after, planVersion: version.version, asOf, dueOn: dueDay(period, version.plan) ?? null, frozenAt: context.now };
    const edited = new Set(
      (await readTexts(tx, [before]))
        .get(before.id)
        ?.filter((text) => text.edited)
        .map((text) => text.part),
    );
    await updateFigures(tx, refreshed, draft.frozen);
    for (const part of REPORT_PART_IDS.filter((one) => !edited.has(one))) {
      await writeText(tx, refreshed, { part, content: draft.texts[part], edited: false }, context.now, context.actor.id);
    }
    await endChange(tx, context, refreshed, 'refreshed');
  });
  return getReport(context, input.id);
}
