import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { writeHistory } from '#platform/registers/record-history.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { ReportKind } from '../contract/report.ts';
import { handInSheet } from './sheets.ts';

export interface HandInRow {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  kind: ReportKind;
  period: string;
  handedInOn: Day;
  state: '已接收' | '退回';
}

/**
 * Enters a decided hand-in into the register that plans count, with its history. Two decisions of one day are one row: the
 * later decides.
 */
export async function enterHandIn(tx: Transaction, context: Context, row: HandInRow): Promise<void> {
  const at = context.now.toISOString();
  const by = context.actor.id;
  const { rows: same } = await sql<{ state: string }>`
    select state from hand_ins where district = ${row.district} and recorded_div = ${row.recordedDiv} and kind = ${row.kind} and period = ${row.period}
      and handed_in_on = ${row.handedInOn} for update`.execute(tx);
  const before = same[0]?.state;
  if (before === row.state) return;
  const { rows } = await sql<{ id: number; version: number }>`
    insert into hand_ins (id, district, div, recorded_div, kind, period, handed_in_on, state, created_at, created_by, updated_at, updated_by)
    values (${row.id}, ${row.district}, ${row.div}, ${row.recordedDiv}, ${row.kind}, ${row.period}, ${row.handedInOn}, ${row.state}, ${at}, ${by}, ${at}, ${by})
    on conflict (district, recorded_div, kind, period, handed_in_on) do update
      set state = excluded.state, version = hand_ins.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by
    returning id, version`.execute(tx);
  const [entered] = rows;
  if (!entered) throw new Error('the hand-in was not entered');
  const change =
    before === undefined
      ? { action: 'created' as const, before: null, after: null }
      : { action: 'updated' as const, before: { state: before }, after: { state: row.state } };
  await writeHistory(tx, context, handInSheet.register, [{ district: row.district, recordId: entered.id, version: entered.version, ...change }], {
    reason: '报告审收',
  });
}

export interface DecidedHandIn {
  div: number;
  handedInOn: Day;
  state: '已接收' | '退回';
}

/** The hand-in that decides for each unit: the latest of the period, also those that came by workbook. */
export async function listDecidingHandIns(db: Database | Transaction, range: KeyRange, kind: ReportKind, period: string): Promise<Map<number, DecidedHandIn>> {
  const { rows } = await sql<DecidedHandIn>`
    select distinct on (h.div) h.div, h.handed_in_on as "handedInOn", h.state from hand_ins h
    where ${inRange(range, 'h')} and h.kind = ${kind} and h.period = ${period} order by h.div, h.handed_in_on desc, h.id desc`.execute(db);
  return new Map(rows.map((row) => [row.div, row]));
}
