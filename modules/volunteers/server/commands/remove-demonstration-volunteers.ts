import { type RawBuilder, sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { forgetEverywhere, type Subject } from '#platform/db/whereabouts.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { countIn, type FigureChange } from '../figure-store.ts';

/**
 * Removes the marked volunteers and teams with everything that hangs on them, minutes of others in a marked team too, and takes all of it
 * out of the counters. @returns how many people
 */
export async function removeDemonstrationVolunteers(context: Context): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  const { range } = context.actor;
  return inTransaction(context.platform.db, async (tx) => {
    const marked = sql<boolean>`${inRange(range, 's')} and (s.demonstration or exists (select from volunteer_teams t where t.id = s.team_id and t.demonstration)
      or exists (select from volunteers v where v.id = s.volunteer_id and v.demonstration))`;
    await uncount(tx, marked, sql<boolean>`${inRange(range, 'v')} and v.demonstration`);
    for (const table of ['volunteer_service_changes', 'volunteer_disputes'])
      await sql`delete from ${sql.table(table)} f using volunteer_services s where ${marked} and f.district = s.district and f.service_id = s.id`.execute(tx);
    await sql`delete from volunteer_services s where ${marked}`.execute(tx);
    await sql`delete from volunteer_certificates c where ${inRange(range, 'c')} and c.demonstration`.execute(tx);
    await sql`delete from volunteer_memberships m using volunteer_teams t where ${inRange(range, 't')} and t.demonstration and m.district = t.district and m.team_id = t.id`.execute(
      tx,
    );
    await sql`delete from volunteer_memberships m using volunteers v where ${inRange(range, 'v')} and v.demonstration and m.volunteer_id = v.id`.execute(tx);
    await sql`delete from volunteer_teams t where ${inRange(range, 't')} and t.demonstration`.execute(tx);
    const { rows } = await sql<{ id: number; document: string; phone: string | null }>`
      delete from volunteers v where ${inRange(range, 'v')} and v.demonstration returning v.id, v.id_number_index as document, v.phone_index as phone`.execute(
      tx,
    );
    await forgetEverywhere(
      tx,
      rows.flatMap(({ id, document, phone }): Subject[] => [
        { kind: 'record', key: id },
        { kind: 'document', key: document },
        ...(phone === null ? [] : [{ kind: 'phone', key: phone } as const]),
      ]),
    );
    const removed = rows.length;
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.volunteers-removed',
        subject: { type: 'demonstration', id: 'volunteers', district: NATION_KEY },
        details: { removed },
      });
    return removed;
  });
}

/** What goes is in no counter any more: minutes where they took place, persons where they are at home. */
async function uncount(tx: Transaction, services: RawBuilder<boolean>, people: RawBuilder<boolean>): Promise<void> {
  const { rows } = await sql<Required<FigureChange> & { div: number; year: number }>`
    with gone as (
      select s.div, extract(year from s.served_on)::int as year, 0 as registered, 0 as withdrawn, 0 as served, -count(*)::int as services, -sum(s.minutes)::int as minutes
      from volunteer_services s where ${services} and s.state = 'confirmed' group by 1, 2
      union all
      select v.div, extract(year from v.registered_on)::int, -count(*)::int, 0, 0, 0, 0 from volunteers v where ${people} group by 1, 2
      union all
      select v.div, extract(year from v.withdrawn_on)::int, 0, -count(*)::int, 0, 0, 0 from volunteers v where ${people} and v.withdrawn_on is not null group by 1, 2
      union all
      select h.div, h.year, 0, 0, -count(*)::int, 0, 0 from (
        select v.div, extract(year from s.served_on)::int as year, v.id from volunteer_services s join volunteers v on v.id = s.volunteer_id
        where s.state = 'confirmed' group by v.div, 2, v.id having bool_and(${services})) h group by 1, 2
    ) select div, year, sum(registered)::int as registered, sum(withdrawn)::int as withdrawn, sum(served)::int as served, sum(services)::int as services, sum(minutes)::int as minutes
    from gone group by 1, 2`.execute(tx);
  for (const { div, year, ...change } of rows) await countIn(tx, div, year, change);
}
