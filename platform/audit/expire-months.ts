import { sql } from 'kysely';
import { addDays, type Day } from '#shared/day.ts';
import type { Context } from '../context.ts';
import { type Connection, inTransaction, openDatabase, type Transaction } from '../db/database.ts';
import { isDistributed } from '../db/is-distributed.ts';
import { addMonths } from './audit-months.ts';
import { audit } from './audit.ts';
import { statementOf } from './read-chains.ts';
import { signStatement } from './signed-points.ts';

/**
 * Drops the months that lie wholly before the time for which the trail is kept, oldest first, each in one transaction with the
 * signed checkpoints from which its chains go on. The application's login cannot do this: it takes the owner's.
 * @param keepDays never under 184 (`readConfig` refuses less)
 * @returns the months dropped
 */
export async function expireMonths(context: Context, owner: Connection, keepDays: number): Promise<Day[]> {
  const db = openDatabase({ ...owner, max: 1 });
  const oldest = addDays(context.today, -keepDays);
  const dropped: Day[] = [];
  try {
    const { rows } = await sql<{ month: Day }>`select distinct to_date(relname, '"m"YYYY_MM') as month from pg_class
      where relnamespace = 'audit_months'::regnamespace and relkind = 'r' order by month`.execute(db);
    for (const { month } of rows) {
      if (addMonths(month, 1) > oldest) break;
      await inTransaction(db, (tx) => dropMonth(tx, context, month));
      dropped.push(month);
    }
  } finally {
    await db.destroy();
  }
  return dropped;
}

async function dropMonth(tx: Transaction, context: Context, month: Day): Promise<void> {
  const table = sql.id('audit_months', `m${month.slice(0, 7).replace('-', '_')}`);
  const { rows } = await sql<{ district: number; number: number; hash: string; entries: number }>`
    select distinct on (district) district, number, hash, count(*) over (partition by district)::int as entries from ${table} order by district, number desc`.execute(
    tx,
  );
  for (const point of rows) {
    await sql`insert into audit_checkpoints (district, month, number, hash, made_at, signature)
      values (${point.district}, ${month}, ${point.number}, ${point.hash}, ${context.now.toISOString()}, ${signStatement(context.platform.cipher.auditKey, 'checkpoint', statementOf(point))})`.execute(
      tx,
    );
  }
  // a copy that follows the rows of shards (ADR 0160) sees rows go, but no table
  if (await isDistributed(tx)) await sql`delete from ${table}`.execute(tx);
  await sql`drop table ${table}`.execute(tx);
  const entries = rows.reduce((sum, row) => sum + row.entries, 0);
  await audit(tx, context, { action: 'audit.month-dropped', subject: { type: 'audit', id: month, district: 0 }, details: { entries, chains: rows.length } });
}
