import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { MajorInput, MajorReport } from '../../contract/major-report.ts';
import { DEFAULT_RULE, reportDueOn, resultDueOn } from '../domain/report-deadline.ts';
import { requireHost, requireOccasion, requireSide, type Side } from '../hosting.ts';
import { findReport, insertReport, type ReportDays, updateReport } from '../major-report-store.ts';
import type { ActivityMeans } from '../means.ts';
import { presentReport } from '../present-report.ts';
import { findRule } from '../report-rule-store.ts';
import { requireReport } from '../require-report.ts';

/**
 * Reports a major activity before it begins (HN-D54, GZ-D55). Later than the rule of the place wants, it is taken and marked late.
 * @throws RECORD_NOT_FOUND, ORGANIZATION_ENDED, OCCASION_NOT_FOUND, MAJOR_REPORT_TOO_LATE, MAJOR_REPORT_ALREADY
 */
export async function submitReport(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { organizationId, occasionId, report }: { organizationId: number; occasionId: number | null; report: MajorInput },
): Promise<MajorReport> {
  requireSide(context, side, 'activity.work');
  const { actor, today } = context;
  return inTransaction(context.platform.db, async (tx) => {
    const organization = await requireHost(tx, context, means, side, organizationId);
    if (occasionId !== null) {
      const occasion = await requireOccasion(tx, context, means, side, occasionId);
      if (occasion.organizationId !== organizationId) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    }
    const { district, div, recordedDiv, name, demonstration } = organization;
    const days = await daysOf(tx, context, div, report);
    const id = await nextRecordId(tx, district);
    const of = { district, div, recordedDiv, organizationId, organizationName: name, occasionId, demonstration };
    const isNew = await insertReport(tx, id, of, withoutNumbers(report), days, { on: today, by: actor.id, byName: actor.name });
    if (!isNew) throw refuse(activityErrors.MAJOR_REPORT_ALREADY);
    const shown = await presentNow(tx, context, id);
    await audit(tx, context, {
      action: 'majorActivity.reported',
      subject: { type: 'majorActivityReport', id, district },
      details: { title: report.title, late: days.isLate },
    });
    return shown;
  });
}

/** Corrects what the office objected to. @throws MAJOR_REPORT_NOT_FOUND, MAJOR_REPORT_CHANGED, MAJOR_REPORT_IMPOSSIBLE, MAJOR_REPORT_TOO_LATE */
export async function correctReport(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, report }: { id: number; version: number; report: MajorInput },
): Promise<MajorReport> {
  requireSide(context, side, 'activity.work');
  const { actor, today } = context;
  return inTransaction(context.platform.db, async (tx) => {
    const before = await requireReport(tx, context, means, side, { id, version }, ['objected'], '改正');
    const days = await daysOf(tx, context, before.div, report);
    await updateReport(tx, before, withoutNumbers(report), days, { on: today, by: actor.id, byName: actor.name });
    const shown = await presentNow(tx, context, id);
    const details = { title: report.title, objection: before.answer, round: before.round + 1 };
    await audit(tx, context, { action: 'majorActivity.corrected', subject: { type: 'majorActivityReport', id, district: before.district }, details });
    return shown;
  });
}

async function daysOf(tx: Transaction, { today }: Context, div: number, { startsOn, endsOn }: MajorInput): Promise<ReportDays> {
  if (today > startsOn) throw refuse(activityErrors.MAJOR_REPORT_TOO_LATE);
  const rule = (await findRule(tx, div)) ?? DEFAULT_RULE;
  const dueOn = reportDueOn(rule, startsOn);
  return { dueOn, isLate: dueOn !== null && today > dueOn, resultDueOn: resultDueOn(rule, endsOn) };
}

function withoutNumbers(report: MajorInput): MajorInput {
  const { title, content, place, safetyPlan, fundSource } = report;
  return {
    ...report,
    title: maskNumbersIn(title),
    content: maskNumbersIn(content),
    place: maskNumbersIn(place),
    safetyPlan: maskNumbersIn(safetyPlan),
    fundSource: fundSource === null ? null : maskNumbersIn(fundSource),
  };
}

export async function presentNow(tx: Transaction, context: Context, id: number): Promise<MajorReport> {
  const stored = await findReport(tx, id, context.actor.range);
  if (!stored) throw refuse(activityErrors.MAJOR_REPORT_NOT_FOUND);
  return presentReport(context, stored);
}
