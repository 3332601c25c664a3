import { sql } from 'kysely';
import { can, inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Gap } from '../../contract/drill-down.ts';
import { selectTasks } from '../gap-task-store.ts';

/** A gap of a target: the unit, and the record where records are judged. */
export function standingKey(div: number, recordId: number | null): string {
  return `${div}/${recordId ?? ''}`;
}

/** The tasks under way for some units of a target; nothing for those who neither give nor do tasks. */
export async function findStandings(
  context: Context,
  { plan, target }: { plan: string; target: string },
  divs: readonly number[],
): Promise<Map<string, NonNullable<Gap['task']>>> {
  const { actor, platform } = context;
  if (divs.length === 0 || !(can(actor, 'plan.assign') || can(actor, 'plan.work'))) return new Map();
  const tasks = await selectTasks(
    platform.db,
    sql`${inRange(actor.range, 't')} and t.div = any(${[...new Set(divs)]}::bigint[]) and t.plan_id = ${plan} and t.target_id = ${target} and t.state in ('open', 'done')`,
  );
  return new Map(tasks.map((task) => [standingKey(task.div, task.recordId), { id: String(task.id), state: task.state, dueOn: task.dueOn }]));
}
