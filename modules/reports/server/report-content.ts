import { getPlanInForce, getPlanVersion } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { parsePeriod } from '#shared/period.ts';
import type { ReportPart } from '../contract/report.ts';
import type { ReportContent } from './domain/report-content.ts';
import { kindOf, periodInWords } from './domain/report-period.ts';
import { addresseeOf, draftForUnit } from './draft-for-unit.ts';
import { requirePeriod } from './freeze-figures.ts';
import { periodNameOf } from './present-report.ts';
import { listStoredReports, readFrozenFigures, readTexts, type StoredReport } from './report-store.ts';
import { findReportUnit, reportUnitOf } from './report-unit.ts';

export interface ReportRequest {
  plan: string;
  period: string;
  division?: string | undefined;
}

/** A stored report as it was frozen. */
export async function contentOfStored(context: Context, report: StoredReport): Promise<ReportContent> {
  const { db } = context.platform;
  const { plan } = await getPlanVersion(db, report.planId, report.planVersion);
  const unit = await reportUnitOf(context, report.div);
  const texts = (await readTexts(db, [report])).get(report.id) ?? [];
  const textOf = (part: ReportPart) => texts.find((text) => text.part === part)?.content ?? '';
  return {
    planName: plan.name,
    planVersion: report.planVersion,
    kind: report.kind,
    periodName: periodNameOf(report.period),
    divisionName: unit?.name ?? codeOf(report.div),
    division: codeOf(report.div),
    asOf: report.asOf,
    isPreliminary: report.asOf < (parsePeriod(report.period)?.lastDay ?? report.asOf),
    frozenOn: dayInChina(report.frozenAt),
    datedOn: report.handedInOn ?? context.today,
    organ: report.organ,
    addressee: report.addressee,
    documentNumber: report.documentNumber,
    frozen: await readFrozenFigures(db, report),
    texts: { deployment: textOf('deployment'), progress: textOf('progress'), problems: textOf('problems'), suggestions: textOf('suggestions') },
  };
}

/** The stored report of a unit and period; without one, what it would be if drafted now. */
export async function contentFor(context: Context, request: ReportRequest): Promise<ReportContent> {
  const version = await getPlanInForce(context.platform.db, request.plan);
  const unit = await findReportUnit(context, version.plan, request.division);
  const { period, asOf } = requirePeriod(context, request.period);
  const [stored] = await listStoredReports(context.platform.db, { range: context.actor.range, plan: version.plan.id, period: period.name, units: [unit.key] });
  if (stored) return contentOfStored(context, stored);
  const { frozen, texts } = await draftForUnit(context, version, unit, period, asOf);
  return {
    planName: version.plan.name,
    planVersion: version.version,
    kind: kindOf(period),
    periodName: periodInWords(period),
    divisionName: unit.name,
    division: codeOf(unit.key),
    asOf,
    isPreliminary: asOf < period.lastDay,
    frozenOn: context.today,
    datedOn: context.today,
    organ: unit.organ,
    addressee: addresseeOf(unit, period, version),
    documentNumber: null,
    frozen,
    texts,
  };
}
