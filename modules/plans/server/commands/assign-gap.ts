import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { isCollision } from '#platform/db/collision.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { gatheredReadings } from '#platform/replica/gathered-readings.ts';
import { dayInWords } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Gap } from '../../contract/drill-down.ts';
import { planErrors } from '../../contract/errors.ts';
import type { GapTask } from '../../contract/gap-task.ts';
import { responsibleDivision } from '../domain/responsible-office.ts';
import { findUnderWay, insertTask, insertTaskStep, type StoredTask } from '../gap-task-store.ts';
import { type Boundaries, findPlace } from '../place.ts';
import { getPlanInForce } from '../plan-store.ts';
import { isOfficeAbove, presentTasks } from '../present-task.ts';
import { findGap } from '../queries/find-gap.ts';

export interface GapAssignment {
  plan: string;
  target: string;
  division: string;
  /** the record that is judged, where the target judges records */
  record: number | null;
  dueOn: string;
  note?: string | undefined;
  boundaries?: Boundaries | undefined;
}

/**
 * Gives a gap to the office that answers for it, with a day. The gap must be there today, and nobody may have it already.
 * @throws PERMISSION_MISSING, GAP_PAST_BOUNDARIES, GAP_DUE_PAST, PLAN_NOT_FOUND, TARGET_NOT_FOUND, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, GAP_NOT_THERE,
 * GAP_OWN_OFFICE, GAP_ALREADY_GIVEN
 */
export async function assignGap(context: Context, request: GapAssignment): Promise<GapTask> {
  requirePermission(context.actor, 'plan.assign');
  if (request.boundaries === 'then') throw refuse(planErrors.GAP_PAST_BOUNDARIES);
  if (request.dueOn < context.today) throw refuse(planErrors.GAP_DUE_PAST, { day: dayInWords(request.dueOn) });
  const task = await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    // divisions cannot change from here on, so what was found within the jurisdiction stays there
    const within = { ...context, platform: { ...context.platform, db: tx } };
    const { plan } = await getPlanInForce(tx, request.plan);
    await findPlace(within, plan, request.division, undefined);
    const { gap, div } = await findGap(gatheredReadings(within), plan, request);
    return give(tx, context, request, gap, div);
  });
  const [presented] = await presentTasks(context, [task]);
  if (!presented) throw new Error('the task was not presented');
  return presented;
}

async function give(tx: Transaction, context: Context, request: GapAssignment, gap: Gap, div: number): Promise<StoredTask> {
  const responsibleDiv = responsibleDivision(div);
  if (!isOfficeAbove(context, { responsibleDiv })) throw refuse(planErrors.GAP_OWN_OFFICE, { office: gap.responsible });
  const district = districtOf(div);
  const place = { district, div, planId: request.plan, targetId: gap.targetId, recordId: gap.recordId };
  const known = await findUnderWay(tx, place);
  if (known) throw refuse(planErrors.GAP_ALREADY_GIVEN, { due: dayInWords(known.dueOn) });
  const note = request.note ? maskNumbersIn(request.note) : null;
  const task: StoredTask = {
    ...place,
    id: await nextRecordId(tx, district),
    targetName: gap.targetName,
    unitName: gap.name,
    lacking: gap.lacking,
    responsibleDiv,
    dueOn: request.dueOn,
    note,
    state: 'open',
    version: 1,
  };
  await insertTask(tx, context, task).catch((error: unknown) => {
    // two offices at the same moment
    throw isCollision(error) ? refuse(planErrors.GAP_ALREADY_GIVEN, { due: dayInWords(request.dueOn) }) : error;
  });
  await insertTaskStep(tx, context, task, 'assigned', note);
  await audit(tx, context, {
    action: 'plan.gapAssigned',
    subject: { type: 'gap-task', id: task.id, district },
    details: { plan: task.planId, target: task.targetId, responsible: responsibleDiv, dueOn: task.dueOn, note },
  });
  return task;
}
