import { sql } from 'kysely';
import type { DivisionDetail, DivisionKind } from '#modules/divisions/contract/division.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { findDivision } from './find-division.ts';
import { summarizeDivisions } from './summarize-divisions.ts';

/** A division with its former states and what came before and after it. @throws DIVISION_NOT_FOUND */
export async function getDivision(context: Context, code: string): Promise<DivisionDetail> {
  const { db } = context.platform;
  const division = await findDivision(context, db, code);
  const [summary] = await summarizeDivisions(db, [division]);
  if (!summary) throw new Error(`division ${code} vanished`);
  return {
    ...summary,
    source: await readSource(db, division.key),
    formerStates: await readFormerStates(db, division.key),
    predecessors: await readNeighbours(db, division.key, 'predecessor'),
    successors: await readNeighbours(db, division.key, 'successor'),
  };
}

async function readSource(db: Database, key: number): Promise<string> {
  const { rows } = await sql<{ source: string }>`select source from divisions where key = ${key}`.execute(db);
  return rows[0]?.source ?? '';
}

async function readFormerStates(db: Database, key: number): Promise<DivisionDetail['formerStates']> {
  const { rows } = await sql<{ until: Day; name: string; kind: DivisionKind | null; counted: boolean }>`
    select until_on as until, name, kind, counted from division_versions where key = ${key} order by until_on`.execute(db);
  return rows;
}

async function readNeighbours(db: Database, key: number, side: 'predecessor' | 'successor'): Promise<DivisionDetail['successors']> {
  const other = side === 'predecessor' ? 'successor' : 'predecessor';
  const { rows } = await sql<{ key: number; name: string; on: Day; operation: string }>`
    select d.key, d.name, s.on_day as on, o.kind as operation
    from division_successions s join divisions d on d.key = ${sql.ref(`s.${side}`)} join division_operations o on o.id = s.operation
    where ${sql.ref(`s.${other}`)} = ${key} order by s.on_day, s.keeps_code desc, s.position, d.key`.execute(db);
  return rows.map((row) => ({ code: codeOf(row.key), name: row.name, on: row.on, operation: row.operation }));
}
