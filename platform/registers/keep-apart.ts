import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { accessErrors } from '../access/errors.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import { type Database, inTransaction } from '../db/database.ts';
import { birthDistrictOf } from '../db/record-ids.ts';
import type { Registers } from './registers.ts';
import { definitionOf } from './save-record.ts';
import { readRows } from './stored-row.ts';

/** Two likely duplicates are two: they are not offered again. The decision lies where the smaller id was born, for whoever has that id. @throws RECORD_NOT_FOUND */
export async function keepApart(
  context: Context,
  registers: Registers,
  register: string,
  ids: readonly [number, number],
  reason: string | undefined,
): Promise<void> {
  const definition = definitionOf(registers, register);
  const [one, other] = ids[0] < ids[1] ? ids : [ids[1], ids[0]];
  await inTransaction(context.platform.db, async (tx) => {
    const rows = await readRows(tx, definition, [one, other], { within: context.actor.range });
    const first = rows.get(one);
    if (!first || !rows.has(other) || one === other) throw refuse(accessErrors.RECORD_NOT_FOUND);
    await sql`insert into record_pair_decisions (district, register, one_id, other_id, decision, decided_at, decided_by, reason)
      values (${birthDistrictOf(one)}, ${register}, ${one}, ${other}, 'kept', ${context.now.toISOString()}::timestamptz, ${context.actor.id}, ${reason ? maskNumbersIn(reason) : null}) on conflict do nothing`.execute(
      tx,
    );
    await audit(tx, context, { action: 'record.kept-apart', subject: { type: register, id: one, district: first.district }, details: { other } });
  });
}

/** Pairs somebody decided on, as `smaller id/larger id`. @param ones the smaller ids to look for */
export async function decidedPairs(db: Database, register: string, ones: readonly number[]): Promise<Set<string>> {
  if (ones.length === 0) return new Set();
  const born = [...new Set(ones.map(birthDistrictOf))];
  const { rows } = await sql<{ one: number; other: number }>`
    select one_id as one, other_id as other from record_pair_decisions
    where district = any(${born}::int[]) and register = ${register} and one_id = any(${[...ones]}::bigint[])`.execute(db);
  return new Set(rows.map(({ one, other }) => `${one}/${other}`));
}
