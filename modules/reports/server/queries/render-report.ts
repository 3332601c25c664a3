import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../../contract/errors.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../contract/report.ts';
import { renderContent } from '../render-content.ts';
import { contentFor, type ReportRequest } from '../report-content.ts';

/**
 * The official report of a unit and period as a file: the stored one, frozen, or what it would be now when nobody drafted it.
 * Its figures stand for the period's last day, or for today while the period runs (then the text says so).
 * @throws PLAN_NOT_FOUND, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, REPORT_UNIT_LEVEL, REPORT_PERIOD_INVALID,
 *   REPORT_PERIOD_FUTURE, REPORT_FORMAT_UNKNOWN
 */
export async function renderReport(context: Context, request: ReportRequest & { format: ReportFormat }): Promise<Uint8Array> {
  requirePermission(context.actor, 'report.read');
  if (!REPORT_FORMATS.includes(request.format)) throw refuse(reportErrors.REPORT_FORMAT_UNKNOWN, { format: request.format });
  return renderContent(await contentFor(context, request), request.format);
}
