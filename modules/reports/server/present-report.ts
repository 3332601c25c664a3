import { findDivisions } from '#modules/divisions/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { parsePeriod } from '#shared/period.ts';
import { type Report, REPORT_PARTS, REPORT_STATES, type ReportSummary } from '../contract/report.ts';
import { paragraphsOf, segmentsOf } from './domain/number-links.ts';
import { periodInWords } from './domain/report-period.ts';
import { ACTION_NAMES, stateAfter } from './domain/report-states.ts';
import { isOfficeAbove, isOwnOffice } from './report-offices.ts';
import type { ReportStep, ReportText, StoredReport } from './report-store.ts';

export function periodNameOf(period: string): string {
  const parsed = parsePeriod(period);
  return parsed ? periodInWords(parsed) : period;
}

export async function summaries(context: Context, reports: readonly StoredReport[]): Promise<ReportSummary[]> {
  const names = await findDivisions(context.platform.db, [...new Set(reports.map(({ div }) => div))]);
  return reports.map((report) => summaryOf(report, names.get(report.div)?.name ?? codeOf(report.div)));
}

export function summaryOf(report: StoredReport, divisionName: string): ReportSummary {
  return {
    id: report.id,
    plan: report.planId,
    kind: report.kind,
    period: report.period,
    periodName: periodNameOf(report.period),
    division: codeOf(report.div),
    divisionName,
    state: report.state,
    stateName: REPORT_STATES[report.state],
    asOf: report.asOf,
    isPreliminary: report.asOf < (parsePeriod(report.period)?.lastDay ?? report.asOf),
    dueOn: report.dueOn,
    handedInOn: report.handedInOn,
    onTime: report.onTime,
    version: report.version,
  };
}

export function textsOf(report: StoredReport, texts: readonly ReportText[]): Report['texts'] {
  const own = { division: codeOf(report.div), asOf: report.asOf };
  return Object.entries(REPORT_PARTS).flatMap(([part, title]) => {
    const text = texts.find((one) => one.part === part);
    return text
      ? [
          {
            part: text.part,
            title,
            content: text.content,
            paragraphs: paragraphsOf(text.content).map((paragraph) => segmentsOf(paragraph, own)),
            isEdited: text.edited,
          },
        ]
      : [];
  });
}

export function stepsOf(steps: readonly ReportStep[]): Report['steps'] {
  return steps.map(({ action, at, byName, reason, onTime }) => ({
    action,
    actionName: ACTION_NAMES[action],
    at: at.toISOString(),
    by: byName,
    reason,
    onTime,
  }));
}

/** What the caller may do now. */
export function abilitiesOf(context: Context, report: StoredReport): Report['abilities'] {
  const { actor } = context;
  const isOwn = isOwnOffice(context, report.div);
  return {
    edit: isOwn && can(actor, 'report.draft') && stateAfter(report.state, 'edited') !== undefined,
    handIn: isOwn && can(actor, 'report.hand-in') && stateAfter(report.state, 'handedIn') !== undefined,
    decide: can(actor, 'report.accept') && stateAfter(report.state, 'accepted') !== undefined && isOfficeAbove(context, report.div),
  };
}
