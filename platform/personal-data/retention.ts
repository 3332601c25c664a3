/** How long personal data are kept: a schedule as data, declared by whoever keeps them, carried out at night. */
import { type RawBuilder, sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { type Database, inTransaction } from '../db/database.ts';

export interface RetentionRule {
  id: string;
  /** what is erased, in people's words */
  data: string;
  /** days after `since` */
  keptDays: number;
  since: string;
  /** why that long: clause or reason */
  ground: string;
  table: string;
  /** columns that tell one row from another */
  key: readonly string[];
  /** rows `t` whose time is over; bounded by an index. @param before the last instant that is over */
  isDue(before: Date): RawBuilder<unknown>;
  /** whole rows, or assignments that empty what is personal of a row that stays */
  erase: 'delete' | RawBuilder<unknown>;
}

export interface RetentionCount {
  rule: RetentionRule;
  /** rows whose time is over */
  rows: number;
}

const DAY_MS = 86_400_000;
/** One statement never keeps a table for long. */
const BATCH = 1000;

function endOf({ keptDays }: RetentionRule, now: Date): Date {
  return new Date(now.getTime() - keptDays * DAY_MS);
}

/** What would be erased now, without erasing it. */
export async function countDue(db: Database, rules: readonly RetentionRule[], now: Date): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = [];
  for (const rule of rules) {
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(rule.table)} t where ${rule.isDue(endOf(rule, now))}`.execute(
      db,
    );
    counts.push({ rule, rows: rows[0]?.rows ?? 0 });
  }
  return counts;
}

/**
 * Erases what is due, a batch at a time, then writes the report and one entry of the trail. Run twice, or by two servers at once,
 * it finds nothing more. @param db the owner's login: the notes of who saw what are append-only for the application's
 */
export async function keepRetention(context: Context, db: Database, rules: readonly RetentionRule[]): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = [];
  for (const rule of rules) counts.push({ rule, rows: await eraseDue(db, rule, endOf(rule, context.now)) });
  await inTransaction(db, async (tx) => {
    await sql`insert into retention_runs (rule, ran_at, erased) select rule, ${context.now}::timestamptz, erased
      from unnest(${counts.map(({ rule }) => rule.id)}::text[], ${counts.map(({ rows }) => rows)}::int[]) as run(rule, erased)
      on conflict (rule, ran_at) do update set erased = retention_runs.erased + excluded.erased`.execute(tx);
    const erased = Object.fromEntries(counts.filter(({ rows }) => rows > 0).map(({ rule, rows }) => [rule.id, rows]));
    await audit(tx, context, { action: 'retention.kept', subject: { type: 'retention', id: 'nightly', district: 0 }, details: erased });
  });
  return counts;
}

async function eraseDue(db: Database, rule: RetentionRule, before: Date): Promise<number> {
  const key = sql.join(rule.key.map((column) => sql.ref(`t.${column}`)));
  const due = sql`(${key}) in (select ${key} from ${sql.table(rule.table)} t where ${rule.isDue(before)} limit ${BATCH})`;
  const statement =
    rule.erase === 'delete' ? sql`delete from ${sql.table(rule.table)} t where ${due}` : sql`update ${sql.table(rule.table)} t set ${rule.erase} where ${due}`;
  let erased = 0;
  for (;;) {
    const { numAffectedRows } = await statement.execute(db);
    erased += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < BATCH) return erased;
  }
}

export interface RetentionRun {
  rule: string;
  ranAt: Date;
  erased: number;
}

/** The latest run of each rule. */
export async function readLastRuns(db: Database): Promise<RetentionRun[]> {
  const { rows } = await sql<RetentionRun>`select distinct on (rule) rule, ran_at as "ranAt", erased from retention_runs order by rule, ran_at desc`.execute(
    db,
  );
  return rows;
}
