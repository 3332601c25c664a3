import { getPlanInForce } from '#modules/plans/server/public.ts';
import { intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Period } from '#shared/period.ts';
import { reportErrors } from '../../contract/errors.ts';
import { type Report, REPORT_PART_IDS, REPORT_STATES } from '../../contract/report.ts';
import { dueDay, kindOf, periodInWords } from '../domain/report-period.ts';
import { addresseeOf, draftForUnit, type UnitDraft } from '../draft-for-unit.ts';
import { requirePeriod } from '../freeze-figures.ts';
import { getReport } from '../queries/get-report.ts';
import { insertReport, insertStep, listStoredReports, type NewReport, writeText } from '../report-store.ts';
import { requireOwnOffice } from '../report-offices.ts';
import { findReportUnit, type ReportUnit } from '../report-unit.ts';

export interface DraftRequest {
  plan: string;
  period: string;
  division?: string | undefined;
}

/**
 * Starts the report of a unit for a period: freezes the figures and drafts the four texts from them (PDS-R1, PDS-R2).
 * @throws PLAN_NOT_FOUND, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, REPORT_UNIT_LEVEL, REPORT_PERIOD_INVALID,
 *   REPORT_PERIOD_FUTURE, REPORT_OTHER_OFFICE, REPORT_EXISTS
 */
export async function draftReport(context: Context, request: DraftRequest): Promise<Report> {
  requirePermission(context.actor, 'report.draft');
  const { period, asOf } = requirePeriod(context, request.period);
  const version = await getPlanInForce(context.platform.db, request.plan);
  const unit = await findReportUnit(context, version.plan, request.division);
  requireOwnOffice(context, unit);
  await refuseSecond(context, unit, version.plan.id, period);
  const draft = await draftForUnit(context, version, unit, period, asOf);
  const report = {
    div: unit.key,
    recordedDiv: unit.key,
    district: districtOf(unit.key),
    planId: version.plan.id,
    planVersion: version.version,
    kind: kindOf(period),
    period: period.name,
    asOf,
    dueOn: dueDay(period, version.plan) ?? null,
    organ: unit.organ,
    addressee: addresseeOf(unit, period, version),
    figures: draft.frozen,
    frozenAt: context.now,
    createdBy: context.actor.id,
    demonstration: context.actor.id === 'system:demo',
  };
  const id = await inTransaction(context.platform.db, (tx) => store(tx, context, report, draft));
  if (id === undefined) await refuseSecond(context, unit, version.plan.id, period);
  return getReport(context, id ?? 0);
}

async function refuseSecond(context: Context, unit: ReportUnit, plan: string, period: Period): Promise<void> {
  const own = { from: unit.key, to: unit.key + 1 };
  const [existing] = await listStoredReports(context.platform.db, { range: intersect(context.actor.range, own), plan, period: period.name });
  if (existing)
    throw refuse(reportErrors.REPORT_EXISTS, { division: unit.name, period: periodInWords(period), state: REPORT_STATES[existing.state], id: existing.id });
}

/** @returns undefined when somebody else drafted the same report meanwhile */
async function store(tx: Transaction, context: Context, report: Omit<NewReport, 'id'>, draft: UnitDraft): Promise<number | undefined> {
  const { actor, now, today } = context;
  await holdPlaces(tx);
  const id = await nextRecordId(tx, report.district);
  const row = { ...report, id };
  if (!(await insertReport(tx, row))) return undefined;
  for (const part of REPORT_PART_IDS) await writeText(tx, row, { part, content: draft.texts[part], edited: false }, now, actor.id);
  await insertStep(tx, row, 1, { action: 'drafted', at: now, onDay: today, byId: actor.id, byName: actor.name, reason: null, onTime: null });
  await audit(tx, context, {
    action: 'report.drafted',
    subject: { type: 'report', id, district: row.district },
    details: { plan: row.planId, planVersion: row.planVersion, period: row.period, asOf: row.asOf, division: row.div },
    after: { figures: row.figures, texts: draft.texts },
  });
  return id;
}
