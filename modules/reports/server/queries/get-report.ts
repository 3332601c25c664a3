import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../../contract/errors.ts';
import type { Report } from '../../contract/report.ts';
import { titleOf } from '../domain/report-content.ts';
import { abilitiesOf, periodNameOf, stepsOf, summaryOf, textsOf } from '../present-report.ts';
import { findReport, readFrozenFigures, readSteps, readTexts } from '../report-store.ts';
import { reportUnitOf } from '../report-unit.ts';

/** One report with its figures, texts, history and what the caller may do. @throws REPORT_NOT_FOUND */
export async function getReport(context: Context, id: number): Promise<Report> {
  requirePermission(context.actor, 'report.read');
  const { db } = context.platform;
  const stored = await findReport(db, id, context.actor.range);
  if (!stored) throw refuse(reportErrors.REPORT_NOT_FOUND);
  const unit = await reportUnitOf(context, stored.div);
  const texts = (await readTexts(db, [stored])).get(id) ?? [];
  return {
    ...summaryOf(stored, unit?.name ?? codeOf(stored.div)),
    title: titleOf({ organ: stored.organ, periodName: periodNameOf(stored.period), kind: stored.kind }),
    organ: stored.organ,
    addressee: stored.addressee,
    documentNumber: stored.documentNumber,
    planVersion: stored.planVersion,
    frozenAt: stored.frozenAt.toISOString(),
    frozen: await readFrozenFigures(db, stored),
    texts: textsOf(stored, texts),
    steps: stepsOf(await readSteps(db, stored)),
    abilities: abilitiesOf(context, stored),
  };
}
