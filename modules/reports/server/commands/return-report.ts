import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../../contract/errors.ts';
import type { Report } from '../../contract/report.ts';
import { decideReport } from '../decide-report.ts';

/**
 * The office above returns the report with a reason; it can be mended and handed in again.
 * @throws REPORT_REASON_MISSING, REPORT_NOT_FOUND, REPORT_STATE, REPORT_CHANGED, REPORT_OWN_DECISION
 */
export async function returnReport(context: Context, input: { id: number; version: number; reason: string }): Promise<Report> {
  const reason = input.reason.trim();
  if (reason.length < 2) throw refuse(reportErrors.REPORT_REASON_MISSING);
  return decideReport(context, input, 'returned', reason);
}
