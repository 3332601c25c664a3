import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { type GapTask, TASK_ACTIONS } from '../contract/gap-task.ts';
import { describeDivisions } from './division-names.ts';
import { officeName } from './domain/responsible-office.ts';
import { readTaskSteps, type StoredTask } from './gap-task-store.ts';

/** True for the office that is to do it, and for the local operator. */
export function isResponsibleOffice({ actor }: Context, task: Pick<StoredTask, 'responsibleDiv'>): boolean {
  return actor.division === task.responsibleDiv || can(actor, '*');
}

/** True for an office above: nobody gives a task to its own office, or confirms what it did itself. */
export function isOfficeAbove({ actor }: Context, task: Pick<StoredTask, 'responsibleDiv'>): boolean {
  return actor.division !== task.responsibleDiv || can(actor, '*');
}

/** Tasks as people see them, with their names of today and what the caller may do. */
export async function presentTasks(context: Context, tasks: readonly StoredTask[]): Promise<GapTask[]> {
  const { db } = context.platform;
  const steps = await readTaskSteps(db, tasks);
  const divisions = await describeDivisions(db, [...new Set(tasks.flatMap(({ div, responsibleDiv }) => [div, responsibleDiv]))]);
  return tasks.map((task) => {
    const isUnderWay = task.state === 'open' || task.state === 'done';
    return {
      id: String(task.id),
      version: task.version,
      plan: task.planId,
      targetId: task.targetId,
      targetName: task.targetName,
      code: codeOf(task.div),
      name: task.unitName,
      path: divisions.get(task.div)?.path ?? '',
      lacking: task.lacking,
      responsible: officeName(divisions.get(task.responsibleDiv)),
      dueOn: task.dueOn,
      isOverdue: task.state === 'open' && context.today > task.dueOn,
      note: task.note,
      state: task.state,
      steps: (steps.get(task.id) ?? []).map(({ action, at, byName, note }) => ({
        action: TASK_ACTIONS[action],
        at: new Date(at).toISOString(),
        by: byName,
        note,
      })),
      abilities: {
        finish: task.state === 'open' && can(context.actor, 'plan.work') && isResponsibleOffice(context, task),
        decide: isUnderWay && can(context.actor, 'plan.assign') && isOfficeAbove(context, task),
      },
    };
  });
}
