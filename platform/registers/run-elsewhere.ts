/**
 * Places whose records of a register are sent by another installation. Nobody enters them here as well: a record that stood twice would be
 * counted twice, and one changed here would say something else than the sender's. `refuseRunElsewhere` is the one predicate: asked where every
 * write of every register passes (`write-records.ts`), before rows go along with another record (`follow-home.ts`, `move-referrers.ts`,
 * `release-references.ts`), at the fill of invented records, and before a matter begins that would end in such a write.
 */
import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { codeOf, type KeyRange } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Database, Transaction } from '../db/database.ts';
import { changePlaces } from '../facts/hold-places.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { registerErrors } from './errors.ts';
import { homedIn } from './homed-in.ts';

/** Writes what was sent, within the place of its agreement only: its range says so. */
export const EXCHANGE_ACTOR = 'system:exchange';

/** @throws RECORD_RUN_ELSEWHERE when one of the places belongs to another installation */
export async function refuseRunElsewhere(tx: Transaction, actorId: string, definition: SheetDefinition, places: readonly number[]): Promise<void> {
  if (actorId === EXCHANGE_ACTOR || places.length === 0) return;
  const { rows } = await sql<{ label: string; place: number }>`
    select e.label, p.place from places_run_elsewhere e join unnest(${[...new Set(places)]}::bigint[]) as p (place) on p.place >= e.div_from and p.place < e.div_to
    where e.register = ${definition.register} and e.ended_on is null limit 1`.execute(tx);
  const [found] = rows;
  if (found) throw refuse(registerErrors.RECORD_RUN_ELSEWHERE, { sheet: definition.sheet, place: codeOf(found.place), who: found.label });
}

export interface RunElsewhere {
  agreementId: number;
  registers: readonly SheetDefinition[];
  range: KeyRange;
  label: string;
}

/**
 * Hands a place over to another installation, while nobody writes. Records that it sent before may stand there; others not.
 * @throws PLACE_RUN_ELSEWHERE when somebody else sends from there, PLACE_HAS_RECORDS
 */
export async function handPlaceOver(tx: Transaction, { agreementId, registers, range, label }: RunElsewhere): Promise<void> {
  await changePlaces(tx);
  for (const definition of registers) {
    const { rows } = await sql<{ label: string }>`
      select label from places_run_elsewhere where register = ${definition.register} and ended_on is null and div_from < ${range.to} and div_to > ${range.from} limit 1`.execute(
      tx,
    );
    if (rows[0]) throw refuse(registerErrors.PLACE_RUN_ELSEWHERE, { sheet: definition.sheet, who: rows[0].label });
    const count = await homedIn(tx, definition, range, EXCHANGE_ACTOR);
    if (count > 0) throw refuse(registerErrors.PLACE_HAS_RECORDS, { sheet: definition.sheet, count });
    // what was kept of it has a sender again
    await sql`delete from places_run_elsewhere where register = ${definition.register} and ended_on is not null and div_from >= ${range.from} and div_to <= ${range.to}`.execute(
      tx,
    );
    await sql`insert into places_run_elsewhere (agreement_id, register, div_from, div_to, label)
      values (${agreementId}, ${definition.register}, ${range.from}, ${range.to}, ${label})`.execute(tx);
  }
}

/** Its records stay, are entered here again, and it is told where they are listed that nobody compares them any more. */
export async function keepWhatCame(tx: Transaction, agreementId: number, endedOn: Day): Promise<void> {
  await sql`update places_run_elsewhere set ended_on = ${endedOn} where agreement_id = ${agreementId}`.execute(tx);
}

/** Who sent a register until when, for those of its records that are still here, within a range. */
export async function listKept(db: Database, range: KeyRange): Promise<{ register: string; who: string; endedOn: Day }[]> {
  const { rows } = await sql<{ register: string; who: string; endedOn: Day }>`
    select register, label as who, ended_on as "endedOn" from places_run_elsewhere
    where ended_on is not null and div_from < ${range.to} and div_to > ${range.from} order by ended_on, label, register`.execute(db);
  return rows;
}

/** It has no owner elsewhere any more. */
export async function takePlaceBack(tx: Transaction | Database, agreementId: number): Promise<void> {
  await sql`delete from places_run_elsewhere where agreement_id = ${agreementId}`.execute(tx);
}
