import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type Report, REPORT_PART_IDS, type ReportPart } from '../../contract/report.ts';
import { beginChange, endChange } from '../change-report.ts';
import { getReport } from '../queries/get-report.ts';
import { readFrozenFigures, writeText } from '../report-store.ts';
import { requireNumbers } from '../require-numbers.ts';

export interface ReportEdit {
  id: number;
  version: number;
  texts?: Partial<Record<ReportPart, string>>;
  documentNumber?: string | null;
  addressee?: string | null;
  organ?: string;
}

/** @throws REPORT_NOT_FOUND, REPORT_STATE, REPORT_CHANGED, REPORT_SOURCE_UNKNOWN, REPORT_NUMBER_STALE */
export async function editReport(context: Context, edit: ReportEdit): Promise<Report> {
  requirePermission(context.actor, 'report.draft');
  await inTransaction(context.platform.db, async (tx) => {
    const { before, after } = await beginChange(tx, context, edit, 'edited');
    const texts = REPORT_PART_IDS.flatMap((part) => {
      const content = edit.texts?.[part];
      return content === undefined ? [] : [{ part, content, edited: true }];
    });
    if (texts.length > 0) requireNumbers(before, await readFrozenFigures(tx, before), texts);
    for (const text of texts) await writeText(tx, after, text, context.now, context.actor.id);
    const head = {
      documentNumber: edit.documentNumber === undefined ? after.documentNumber : edit.documentNumber || null,
      addressee: edit.addressee === undefined ? after.addressee : edit.addressee || null,
      organ: edit.organ ?? after.organ,
    };
    await endChange(tx, context, { ...after, ...head }, 'edited');
  });
  return getReport(context, edit.id);
}
