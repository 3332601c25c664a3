import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { type MajorReport, REPORT_STATES } from '../contract/major-report.ts';
import type { StoredReport } from './major-report-store.ts';

export function presentReport({ today }: Context, { district: _district, div, ...row }: StoredReport): MajorReport {
  const { state, startsOn, resultDueOn } = row;
  return {
    ...row,
    id: String(row.id),
    division: codeOf(div),
    organizationId: String(row.organizationId),
    occasionId: row.occasionId === null ? null : String(row.occasionId),
    fundFen: row.fundFen === null ? null : Number(row.fundFen),
    stateName: REPORT_STATES[state],
    isOverdue: (state === 'reported' && startsOn <= today) || (state === 'noted' && resultDueOn !== null && resultDueOn < today),
  };
}
