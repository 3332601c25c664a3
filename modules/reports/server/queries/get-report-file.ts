import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import type { FileReply } from '#shared/route.ts';
import { reportErrors } from '../../contract/errors.ts';
import type { ReportFormat } from '../../contract/report.ts';
import { titleOf } from '../domain/report-content.ts';
import { CONTENT_TYPES, renderContent } from '../render-content.ts';
import { contentOfStored } from '../report-content.ts';
import { findReport } from '../report-store.ts';

/** A stored report as a download. @throws REPORT_NOT_FOUND */
export async function getReportFile(context: Context, { id, format }: { id: number; format: ReportFormat }): Promise<FileReply> {
  requirePermission(context.actor, 'report.read');
  const stored = await findReport(context.platform.db, id, context.actor.range);
  if (!stored) throw refuse(reportErrors.REPORT_NOT_FOUND);
  const content = await contentOfStored(context, stored);
  const name = format === 'xlsx' ? `${titleOf(content)}（附表）` : titleOf(content);
  return { fileName: `${name}.${format}`, contentType: CONTENT_TYPES[format], bytes: await renderContent(content, format) };
}
