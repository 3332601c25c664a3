/** What every change of a report has in common: lock, right state and version, step, audit. */
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../contract/errors.ts';
import { REPORT_STATES } from '../contract/report.ts';
import { REPORT_ACTIONS, type ReportAction, stateAfter } from './domain/report-states.ts';
import { requireOwnOffice } from './report-offices.ts';
import { insertStep, lockReport, type StoredReport, updateReport } from './report-store.ts';

/**
 * Locks a report for an action.
 * @returns it as stored, and as it will be: state and version of the action
 * @throws REPORT_NOT_FOUND, REPORT_OTHER_OFFICE, REPORT_STATE, REPORT_CHANGED
 */
export async function beginChange(
  tx: Transaction,
  context: Context,
  input: { id: number; version: number },
  action: ReportAction,
): Promise<{ before: StoredReport; after: StoredReport }> {
  await holdPlaces(tx);
  const before = await lockReport(tx, input.id, context.actor.range);
  if (!before) throw refuse(reportErrors.REPORT_NOT_FOUND);
  if (action === 'edited' || action === 'refreshed' || action === 'handedIn') requireOwnOffice(context, { key: before.div, name: '该单位' });
  const state = stateAfter(before.state, action);
  if (state === undefined) throw refuse(reportErrors.REPORT_STATE, { state: REPORT_STATES[before.state], action: REPORT_ACTIONS[action].name });
  if (before.version !== input.version) throw refuse(reportErrors.REPORT_CHANGED, { version: before.version });
  return { before, after: { ...before, state, version: before.version + 1 } };
}

/** Writes the changed head, the step and the audit entry; call it last. */
export async function endChange(tx: Transaction, context: Context, after: StoredReport, action: ReportAction, reason: string | null = null): Promise<void> {
  const { actor, now, today } = context;
  await updateReport(tx, after, now, actor.id);
  const onTime = action === 'handedIn' ? after.onTime : null;
  await insertStep(tx, after, after.version, { action, at: now, onDay: today, byId: actor.id, byName: actor.name, reason, onTime });
  await audit(tx, context, {
    action: `report.${action}`,
    subject: { type: 'report', id: after.id, district: after.district },
    details: { plan: after.planId, period: after.period, state: after.state, version: after.version, reason },
  });
}
