import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { insertDivisions } from './division-store.ts';
import type { DivisionNode } from './domain/division.ts';
import type { TreeChange } from './domain/tree-change.ts';
import { pinyinOf } from '#platform/search/pinyin.ts';
import { insertSuccessions } from './succession-store.ts';

export interface OperationEntry {
  kind: string;
  onDay: Day;
  reason: string;
  /** the order as given */
  input: object;
  /** six-digit districts whose units changed */
  districts: readonly number[];
}

/** Writes the change of the tree and its log entry. @returns the operation's number */
export async function writeTreeChange(tx: Transaction, context: Context, change: TreeChange, entry: OperationEntry): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into division_operations (id, kind, on_day, reason, input, districts, keys, actor_id, done_at)
    values (nextval('division_operation_numbers'), ${entry.kind}, ${entry.onDay}, ${entry.reason}, ${JSON.stringify(entry.input)}::jsonb,
      ${[...entry.districts]}::int[], ${keysOf(change)}::bigint[], ${context.actor.id}, ${context.now.toISOString()}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('operation without number');
  await insertDivisions(
    tx,
    change.created.map(({ node }) => node),
    entry.reason,
    entry.onDay,
  );
  await closeDivisions(tx, change.closed, entry.onDay);
  for (const { before, after } of change.changed) await writeState(tx, before, after, entry.onDay);
  if (change.successions.length > 0) await insertSuccessions(tx, id, entry.onDay, change.successions);
  return id;
}

/** Every division that the change is about, those that only take others in included. */
function keysOf({ closed, created, changed, successions }: TreeChange): number[] {
  const nodes = [...closed, ...created.map(({ node }) => node), ...changed.map(({ after }) => after)];
  return [...new Set([...nodes.map(({ key }) => key), ...successions.map(({ successor }) => successor)])];
}

async function closeDivisions(tx: Transaction, closed: readonly DivisionNode[], onDay: Day): Promise<void> {
  await sql`update divisions set valid_to = ${onDay}::date where key = any(${closed.map((node) => node.key)}::bigint[])`.execute(tx);
}

/** The state until the day goes to the former ones; of several changes on one day the first one's stays. */
async function writeState(tx: Transaction, before: DivisionNode, after: DivisionNode, onDay: Day): Promise<void> {
  await sql`
    insert into division_versions (key, until_on, name, short_name, kind, committee_kind, counted, also_county)
    values (${before.key}, ${onDay}::date, ${before.name}, ${before.shortName}, ${before.kind}, ${before.committeeKind}, ${before.counted}, ${before.alsoCounty})
    on conflict (key, until_on) do nothing`.execute(tx);
  const spoken = pinyinOf(after.shortName);
  await sql`
    update divisions set name = ${after.name}, short_name = ${after.shortName}, kind = ${after.kind}, committee_kind = ${after.committeeKind}, counted = ${after.counted},
      pinyin = ${spoken.full}, pinyin_initials = ${spoken.initials}
    where key = ${after.key}`.execute(tx);
}
