import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { inEach } from '#platform/db/in-each.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';

/**
 * Takes a file of tickets back: its needs go with their steps. Refused as a whole when anybody went on from there.
 * @throws PERMISSION_MISSING, TICKET_IMPORT_NOT_FOUND, TICKET_IMPORT_UNDONE, TICKET_IMPORT_CHANGED
 */
export async function undoTicketImport(context: Context, id: number, reason: string): Promise<void> {
  const { actor, now } = context;
  requirePermission(actor, 'need.handle');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const found = await findWhereItLies(tx, id, async (district) => {
      const { rows } = await sql<{ district: number; undone: boolean }>`
        select i.district, i.undone_at is not null as undone from need_imports i
        where i.district = ${district} and i.id = ${id} and ${inRange(actor.range, 'i')} for update of i`.execute(tx);
      return rows[0];
    });
    if (!found) throw refuse(needErrors.TICKET_IMPORT_NOT_FOUND);
    if (found.undone) throw refuse(needErrors.TICKET_IMPORT_UNDONE);
    const removed = await removeNeeds(tx, context, id);
    const why = maskNumbersIn(reason);
    await sql`update need_imports set undone_at = ${now.toISOString()}, undone_by = ${actor.id}, undone_reason = ${why} where district = ${found.district} and id = ${id}`.execute(
      tx,
    );
    const subject = { type: 'need-import', id, district: found.district };
    await audit(tx, context, { action: 'need.tickets-undone', subject, details: { removed, reason: why } });
  });
}

/** Also those that were passed on to where the office does not reach: they were changed. @returns how many */
async function removeNeeds(tx: Transaction, { actor }: Context, id: number): Promise<number> {
  const own = sql<boolean>`n.import_id = ${id} and n.district >= ${districtOf(actor.range.from)} and n.district <= ${districtOf(actor.range.to - 1)}`;
  const { rows: places } = await sql<{ district: number }>`select distinct n.district from needs n where ${own}`.execute(tx);
  const held = await inEach(
    places.map(({ district }) => district),
    async (district) => {
      const { rows } = await sql<{ isChanged: boolean }>`
        with held as (select n.district, n.id, n.version, n.import_version from needs n where n.district = ${district} and ${own} order by n.id for update)
        select h.version <> h.import_version
          or exists (select 1 from needs f where f.district = ${district} and f.joined_into = h.id and f.import_id is distinct from ${id}) as "isChanged" from held h`.execute(
        tx,
      );
      return rows;
    },
  );
  const changed = held.filter(({ isChanged }) => isChanged).length;
  if (changed > 0) throw refuse(needErrors.TICKET_IMPORT_CHANGED, { count: changed });
  await sql`delete from need_steps s using needs n where ${own} and s.district = n.district and s.need_id = n.id`.execute(tx);
  await sql`delete from needs n where ${own}`.execute(tx);
  return held.length;
}
