import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../contract/errors.ts';
import { REPORT_STATES, type ReportState } from '../contract/major-report.ts';
import type { Side } from './hosting.ts';
import { findReport, type StoredReport } from './major-report-store.ts';
import type { ActivityMeans } from './means.ts';

/** A report of the jurisdiction, or of an organization that the caller leads. @throws MAJOR_REPORT_NOT_FOUND */
export async function findReachedReport(
  db: Database | Transaction,
  context: Context,
  means: ActivityMeans,
  side: Side,
  id: number,
  lock = false,
): Promise<StoredReport> {
  const report = await findReport(db, id, context.actor.range, lock);
  if (!report || (side === 'own' && !(await means.leads(db, report.organizationId, context.actor.id)))) throw refuse(activityErrors.MAJOR_REPORT_NOT_FOUND);
  return report;
}

/** The same, locked, in the version the caller saw and a state that allows it. @throws MAJOR_REPORT_NOT_FOUND, MAJOR_REPORT_CHANGED, MAJOR_REPORT_IMPOSSIBLE */
export async function requireReport(
  tx: Transaction,
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version }: { id: number; version: number },
  states: readonly ReportState[],
  action: string,
): Promise<StoredReport> {
  const report = await findReachedReport(tx, context, means, side, id, true);
  if (report.version !== version) throw refuse(activityErrors.MAJOR_REPORT_CHANGED);
  if (!states.includes(report.state)) throw refuse(activityErrors.MAJOR_REPORT_IMPOSSIBLE, { state: REPORT_STATES[report.state], action });
  return report;
}
