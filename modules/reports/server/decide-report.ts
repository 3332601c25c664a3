import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../contract/errors.ts';
import type { Report } from '../contract/report.ts';
import { beginChange, endChange } from './change-report.ts';
import { enterHandIn } from './hand-in-store.ts';
import { isOfficeAbove } from './report-offices.ts';
import { getReport } from './queries/get-report.ts';
import { readSteps, type StoredReport } from './report-store.ts';

const REGISTER_STATES = { accepted: '已接收', returned: '退回' } as const;

/**
 * The decision of the office above, entered into the register 报送记录 with the day of the hand-in, so that plans count it
 * (PDS-Q16, PDS-Q17).
 */
export async function decideReport(
  context: Context,
  input: { id: number; version: number },
  decision: 'accepted' | 'returned',
  reason: string | null,
): Promise<Report> {
  requirePermission(context.actor, 'report.accept');
  await inTransaction(context.platform.db, async (tx) => {
    const { before, after } = await beginChange(tx, context, input, decision);
    await requireOtherOffice(tx, context, before);
    const district = districtOf(before.div);
    await enterHandIn(tx, context, {
      id: await nextRecordId(tx, district),
      district,
      div: before.div,
      recordedDiv: before.recordedDiv,
      kind: before.kind,
      period: before.period,
      handedInOn: before.handedInOn ?? context.today,
      state: REGISTER_STATES[decision],
    });
    await context.platform.facts.changed(tx, { sets: ['handIns'], districts: [district], today: context.today });
    await endChange(tx, context, after, decision, reason);
  });
  return getReport(context, input.id);
}

/** Who handed a report in does not accept it, in whatever post. @throws REPORT_OWN_DECISION */
async function requireOtherOffice(tx: Transaction, context: Context, report: StoredReport): Promise<void> {
  if (!isOfficeAbove(context, report.div)) throw refuse(reportErrors.REPORT_OWN_DECISION);
  const last = (await readSteps(tx, report)).findLast((step) => step.action === 'handedIn');
  if (last?.byId === context.actor.id && !context.actor.grants.has('*')) throw refuse(reportErrors.REPORT_OWN_DECISION);
}
