import type { Context } from '#platform/context.ts';
import type { Report } from '../../contract/report.ts';
import { decideReport } from '../decide-report.ts';

/** The office above accepts the report. @throws REPORT_NOT_FOUND, REPORT_STATE, REPORT_CHANGED, REPORT_OWN_DECISION */
export function acceptReport(context: Context, input: { id: number; version: number }): Promise<Report> {
  return decideReport(context, input, 'accepted', null);
}
