import { sql, type RawBuilder } from 'kysely';
import { inRange } from '../access/jurisdiction.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { inFewest } from '../db/in-each.ts';
import { isOneOf } from '../db/few.ts';
import { noteWhereabouts, whereaboutsOf } from '../db/whereabouts.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { isPersonal, snakeCase } from './table-layout.ts';

/** Somebody saw numbers of a record in clear. */
export interface PersonalDataView {
  district: number;
  register: string;
  recordId: number;
  fields: string[];
  way: 'revealed' | 'exported';
  viewedAt: Date;
  actor: string;
  actorName: string;
  reason: string;
  requestId: string;
}

/** One record whose numbers, or whose paper, somebody is shown. */
export interface SeenRecord {
  /** a register, or one of `OTHER_RECORDS` */
  register: string;
  id: number;
  district: number;
  div: number;
  /** blind indexes of the numbers shown, by which the person finds it; none for a paper that nobody has read */
  persons: readonly string[];
  /** of the register's definition, or what was shown in plain words */
  fields: readonly string[];
}

/** Notes that one record was shown in clear. */
export async function noteView(tx: Transaction, { actor, now, requestId }: Context, seen: SeenRecord, reason: string): Promise<void> {
  await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, post_id, reason, request_id)
    values (${seen.district}, ${seen.div}, ${seen.register}, ${seen.id}, ${[...seen.persons]}::text[], ${[...seen.fields]}::text[], 'revealed', ${now.toISOString()}, ${actor.id},
      ${actor.name}, ${actor.postId}, ${maskNumbersIn(reason)}, ${requestId})`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'account', key: actor.id, district: seen.district }]);
}

/** Notes every record whose numbers an export shows, in one statement for each register; what one request shows twice is one view. @returns how many */
export async function noteExported(tx: Transaction, context: Context, definition: SheetDefinition, range: KeyRange, reason: string): Promise<number> {
  const columns = definition.columns.filter(isPersonal);
  if (columns.length === 0) return 0;
  const { actor, now, requestId } = context;
  const indexes = columns.map(({ field }) => sql.ref(`t.${snakeCase(field)}_index`));
  const fields = columns.map(({ field }) => sql`case when ${sql.ref(`t.${snakeCase(field)}_index`)} is not null then ${field}::text end`);
  const { numAffectedRows } =
    await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, post_id, reason, request_id)
    select t.district, t.div, ${definition.register}::text, t.id, array_remove(array[${sql.join(indexes)}], null), array_remove(array[${sql.join(fields)}], null), 'exported', ${now.toISOString()}::timestamptz,
      ${actor.id}::text, ${actor.name}::text, ${actor.postId}::text, ${maskNumbersIn(reason)}::text, ${requestId}::text
    from ${sql.table(definition.table)} t where ${inRange(range, 't')} and (${sql.join(
      indexes.map((index) => sql`${index} is not null`),
      sql` or `,
    )}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** How often somebody revealed numbers since an instant, and when the first of these was. */
export async function countRevealed(tx: Transaction, actorId: string, since: Date): Promise<{ count: number; first: Date | null }> {
  const districts = await whereaboutsOf(tx, { kind: 'account', key: actorId });
  const found = await inFewest(tx, districts, async (some) => {
    const { rows } = await sql<{ count: number; first: Date | null }>`select count(*)::int as count, min(viewed_at) as first from personal_data_views
      where ${isOneOf(sql`district`, some, 'int')} and actor_id = ${actorId} and viewed_at > ${since.toISOString()}::timestamptz and way = 'revealed'`.execute(
      tx,
    );
    return rows;
  });
  const firsts = found.flatMap(({ first }) => (first === null ? [] : [first.getTime()]));
  return { count: found.reduce((sum, { count }) => sum + count, 0), first: firsts.length === 0 ? null : new Date(Math.min(...firsts)) };
}

export interface ViewFilter {
  range: KeyRange;
  /** blind indexes of one person's numbers */
  persons?: readonly string[] | undefined;
  record?: { register: string; id: number } | undefined;
}

function conditionsOf({ range, persons, record }: ViewFilter): RawBuilder<boolean>[] {
  const conditions = [inRange(range, 'v')];
  if (persons) conditions.push(sql<boolean>`v.persons && ${[...persons]}::text[]`);
  if (record) conditions.push(sql<boolean>`v.register = ${record.register} and v.record_id = ${record.id}`);
  return conditions;
}

export async function countViews(db: Database, filter: ViewFilter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from personal_data_views v where ${sql.join(conditionsOf(filter), sql` and `)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The newest views first. @param before instant and record of the last one shown */
export async function listViews(db: Database, filter: ViewFilter, before: { at: string; register: string; id: number } | undefined, limit: number) {
  const conditions = conditionsOf(filter);
  if (before)
    conditions.push(sql<boolean>`(v.viewed_at, v.register, v.record_id) < (${before.at}::timestamptz, ${before.register}::text, ${before.id}::bigint)`);
  const { rows } = await sql<PersonalDataView & { exactAt: string }>`
    select district, register, record_id as "recordId", fields, way, viewed_at as "viewedAt", viewed_at::text as "exactAt", actor_id as actor, actor_name as "actorName", reason,
      request_id as "requestId"
    from personal_data_views v where ${sql.join(conditions, sql` and `)} order by v.viewed_at desc, v.register desc, v.record_id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
