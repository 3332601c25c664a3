/** Finishing a gap task and deciding on it. */
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../../contract/errors.ts';
import { type GapTask, TASK_ACTIONS, TASK_STATES, type TaskAction, type TaskDecision, type TaskState } from '../../contract/gap-task.ts';
import { describeDivisions } from '../division-names.ts';
import { officeName } from '../domain/responsible-office.ts';
import { insertTaskStep, lockTask, type StoredTask, updateTaskState } from '../gap-task-store.ts';
import { isOfficeAbove, isResponsibleOffice, presentTasks } from '../present-task.ts';

interface TaskChange {
  id: number;
  version: number;
  note?: string | undefined;
}

const STEPS: Readonly<Record<Exclude<TaskAction, 'assigned'>, { from: readonly TaskState[]; to: TaskState; needsNote: boolean }>> = {
  done: { from: ['open'], to: 'done', needsNote: false },
  confirmed: { from: ['done'], to: 'confirmed', needsNote: false },
  reopened: { from: ['done'], to: 'open', needsNote: true },
  cancelled: { from: ['open', 'done'], to: 'cancelled', needsNote: true },
};

/** The responsible office says that it is done. @throws PERMISSION_MISSING, GAP_TASK_NOT_FOUND, GAP_TASK_OTHER_OFFICE, GAP_TASK_STATE, GAP_TASK_CHANGED */
export async function finishGapTask(context: Context, change: TaskChange): Promise<GapTask> {
  requirePermission(context.actor, 'plan.work');
  return changeTask(context, change, 'done', async (tx, task) => {
    if (isResponsibleOffice(context, task)) return;
    throw refuse(planErrors.GAP_TASK_OTHER_OFFICE, { office: await nameOf(tx, task) });
  });
}

/**
 * An office above confirms, has it done again or calls it off.
 * @throws PERMISSION_MISSING, GAP_TASK_NOT_FOUND, GAP_OWN_OFFICE, GAP_TASK_STATE, GAP_TASK_CHANGED, GAP_TASK_NOTE_MISSING
 */
export async function decideGapTask(context: Context, change: TaskChange & { decision: TaskDecision }): Promise<GapTask> {
  requirePermission(context.actor, 'plan.assign');
  return changeTask(context, change, change.decision, async (tx, task) => {
    if (!isOfficeAbove(context, task)) throw refuse(planErrors.GAP_OWN_OFFICE, { office: await nameOf(tx, task) });
  });
}

async function nameOf(tx: Transaction, task: StoredTask): Promise<string> {
  return officeName((await describeDivisions(tx, [task.responsibleDiv])).get(task.responsibleDiv));
}

async function changeTask(
  context: Context,
  change: TaskChange,
  action: Exclude<TaskAction, 'assigned'>,
  requireOffice: (tx: Transaction, task: StoredTask) => Promise<void>,
): Promise<GapTask> {
  const note = change.note ? maskNumbersIn(change.note) : null;
  const after = await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const before = await lockTask(tx, change.id, context.actor.range);
    if (!before) throw refuse(planErrors.GAP_TASK_NOT_FOUND);
    await requireOffice(tx, before);
    const step = STEPS[action];
    if (!step.from.includes(before.state)) throw refuse(planErrors.GAP_TASK_STATE, { state: TASK_STATES[before.state], action: TASK_ACTIONS[action] });
    if (before.version !== change.version) throw refuse(planErrors.GAP_TASK_CHANGED, { version: before.version });
    if (step.needsNote && (note ?? '').length < 2) throw refuse(planErrors.GAP_TASK_NOTE_MISSING, { action: TASK_ACTIONS[action] });
    const task: StoredTask = { ...before, state: step.to, version: before.version + 1 };
    await updateTaskState(tx, context, task);
    await insertTaskStep(tx, context, task, action, note);
    await audit(tx, context, {
      action: action === 'done' ? 'plan.gapFinished' : 'plan.gapDecided',
      subject: { type: 'gap-task', id: task.id, district: task.district },
      details: { plan: task.planId, target: task.targetId, state: task.state, version: task.version, note },
    });
    return task;
  });
  const [presented] = await presentTasks(context, [after]);
  if (!presented) throw new Error('the task was not presented');
  return presented;
}
