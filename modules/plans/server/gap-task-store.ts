import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach, inEach } from '#platform/db/in-each.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { TaskAction, TaskState } from '../contract/gap-task.ts';

export interface StoredTask {
  id: number;
  district: number;
  div: number;
  planId: string;
  targetId: string;
  targetName: string;
  recordId: number | null;
  unitName: string;
  lacking: string;
  responsibleDiv: number;
  dueOn: Day;
  note: string | null;
  state: TaskState;
  version: number;
}

const COLUMNS = sql`t.id, t.district, t.div, t.plan_id as "planId", t.target_id as "targetId", t.target_name as "targetName", t.record_id as "recordId",
  t.unit_name as "unitName", t.lacking, t.responsible_div as "responsibleDiv", t.due_on as "dueOn", t.note, t.state, t.version`;

/** @param where over the alias `t` */
export async function selectTasks(db: Database | Transaction, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``): Promise<StoredTask[]> {
  const { rows } = await sql<StoredTask>`select ${COLUMNS} from gap_tasks t where ${where} ${tail}`.execute(db);
  return rows;
}

export async function lockTask(tx: Transaction, id: number, range: KeyRange): Promise<StoredTask | undefined> {
  return findWhereItLies(tx, id, async (district) => {
    const [task] = await selectTasks(tx, sql`t.district = ${district} and t.id = ${id} and ${inRange(range, 't')}`, sql`for update`);
    return task;
  });
}

/** The task under way for one gap, locked against a second. */
export async function findUnderWay(
  tx: Transaction,
  gap: Pick<StoredTask, 'district' | 'div' | 'planId' | 'targetId' | 'recordId'>,
): Promise<StoredTask | undefined> {
  const [task] = await selectTasks(
    tx,
    sql`t.district = ${gap.district} and t.div = ${gap.div} and t.plan_id = ${gap.planId} and t.target_id = ${gap.targetId}
      and t.record_id is not distinct from ${gap.recordId}::bigint and t.state in ('open', 'done')`,
  );
  return task;
}

export async function insertTask(tx: Transaction, context: Context, task: StoredTask): Promise<void> {
  const at = context.now.toISOString();
  await sql`
    insert into gap_tasks (id, district, div, recorded_div, plan_id, target_id, target_name, record_id, unit_name, lacking, responsible_div, due_on, note,
      state, version, created_at, created_by, updated_at, updated_by)
    values (${task.id}, ${task.district}, ${task.div}, ${task.div}, ${task.planId}, ${task.targetId}, ${task.targetName}, ${task.recordId}, ${task.unitName},
      ${task.lacking}, ${task.responsibleDiv}, ${task.dueOn}, ${task.note}, ${task.state}, ${task.version}, ${at}, ${context.actor.id}, ${at}, ${context.actor.id})`.execute(
    tx,
  );
  if (task.recordId !== null) await noteWhereabouts(tx, [{ kind: 'record', key: task.recordId, district: task.district }]);
}

export async function updateTaskState(tx: Transaction, context: Context, task: StoredTask): Promise<void> {
  await sql`update gap_tasks set state = ${task.state}, version = ${task.version}, updated_at = ${context.now.toISOString()}, updated_by = ${context.actor.id}
    where district = ${task.district} and id = ${task.id}`.execute(tx);
}

/**
 * When two judged records turn out to be one: the task for the one that goes is for the one that stays, unless that has one under way
 * itself; then it stands as it was until an office above ends it. @returns how many
 */
export async function carryTasks(tx: Transaction, from: number, to: number): Promise<number> {
  const asked = await whereaboutsOf(tx, { kind: 'record', key: from }, { kind: 'record', key: to });
  const rows = await inEach(asked, async (district) => {
    const found = await sql<{ district: number; id: number; record: number; target: string; underWay: boolean }>`
      select district, id, record_id as record, plan_id || '/' || target_id as target, state in ('open', 'done') as "underWay"
      from gap_tasks where district = ${district} and record_id in (${from}, ${to})`.execute(tx);
    return found.rows;
  });
  const taken = new Set(rows.filter(({ record, underWay }) => record === to && underWay).map(({ target }) => target));
  const carried = rows.filter(({ record, target, underWay }) => record === from && !(underWay && taken.has(target)));
  const ids = Map.groupBy(carried, ({ district }) => district);
  return changeInEach([...ids.keys()], (district) => {
    const here = (ids.get(district) ?? []).map(({ id }) => id);
    return sql`update gap_tasks set record_id = ${to} where district = ${district} and id = any(${here}::bigint[])`.execute(tx);
  });
}

export async function insertTaskStep(tx: Transaction, context: Context, task: StoredTask, action: TaskAction, note: string | null): Promise<void> {
  await sql`insert into gap_task_steps (district, task_id, number, action, at, by_id, by_name, note)
    values (${task.district}, ${task.id}, ${task.version}, ${action}, ${context.now.toISOString()}, ${context.actor.id}, ${context.actor.name}, ${note})`.execute(
    tx,
  );
}

export interface TaskStep {
  taskId: number;
  action: TaskAction;
  at: string;
  byName: string;
  note: string | null;
}

export async function readTaskSteps(db: Database | Transaction, tasks: readonly StoredTask[]): Promise<Map<number, TaskStep[]>> {
  if (tasks.length === 0) return new Map();
  const { rows } = await sql<TaskStep>`
    select s.task_id as "taskId", s.action, s.at, s.by_name as "byName", s.note from gap_task_steps s
    where s.district = any(${tasks.map(({ district }) => district)}::int[]) and s.task_id = any(${tasks.map(({ id }) => id)}::bigint[]) order by s.task_id, s.number`.execute(
    db,
  );
  return Map.groupBy(rows, ({ taskId }) => taskId);
}
