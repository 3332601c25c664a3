import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../../contract/errors.ts';
import { type Report, REPORT_PART_IDS, REPORT_PARTS } from '../../contract/report.ts';
import { beginChange, endChange } from '../change-report.ts';
import { getReport } from '../queries/get-report.ts';
import { readFrozenFigures, readTexts } from '../report-store.ts';
import { requireNumbers } from '../require-numbers.ts';

/**
 * Hands the report in to the office above. From now on its figures and texts stand; whether it is on time is judged by
 * this day (readings 14).
 * @throws REPORT_NOT_FOUND, REPORT_STATE, REPORT_CHANGED, REPORT_TEXT_EMPTY, REPORT_NUMBER_STALE
 */
export async function handInReport(context: Context, input: { id: number; version: number }): Promise<Report> {
  requirePermission(context.actor, 'report.hand-in');
  await inTransaction(context.platform.db, async (tx) => {
    const { before, after } = await beginChange(tx, context, input, 'handedIn');
    const texts = (await readTexts(tx, [before])).get(before.id) ?? [];
    const empty = REPORT_PART_IDS.find((part) => (texts.find((text) => text.part === part)?.content.trim() ?? '') === '');
    if (empty) throw refuse(reportErrors.REPORT_TEXT_EMPTY, { part: REPORT_PARTS[empty] });
    requireNumbers(before, await readFrozenFigures(tx, before), texts);
    const onTime = before.dueOn === null ? null : context.today <= before.dueOn;
    await endChange(tx, context, { ...after, handedInOn: context.today, onTime }, 'handedIn');
  });
  return getReport(context, input.id);
}
