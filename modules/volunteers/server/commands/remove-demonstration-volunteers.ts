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
    // both may lie in other districts than the minutes, so they are named
    const [teams, people] = [await markedOf(tx, 'volunteer_teams'), await markedOf(tx, 'volunteers')];
    const marked = sql<boolean>`${inRange(range, 's')} and (s.demonstration or s.team_id = any(${teams}::bigint[]) or s.volunteer_id = any(${people}::bigint[]))`;
    await uncount(tx, marked, sql<boolean>`${inRange(range, 'v')} and v.demonstration`);
    for (const table of ['volunteer_service_changes', 'volunteer_disputes'])
      await sql`delete from ${sql.table(table)} f using volunteer_services s where ${marked} and f.district = s.district and f.service_id = s.id`.execute(tx);
    await sql`delete from volunteer_services s where ${marked}`.execute(tx);
    const { rows: codes } = await sql<{
      key: string;
    }>`delete from volunteer_certificates c where ${inRange(range, 'c')} and c.demonstration returning c.check_code as key`.execute(tx);
    await sql`delete from volunteer_memberships m using volunteer_teams t where ${inRange(range, 't')} and t.demonstration and m.district = t.district and m.team_id = t.id`.execute(
      tx,
    );
    const { rows: leaving } = await sql<{ id: number }>`select v.id from volunteers v where ${inRange(range, 'v')} and v.demonstration`.execute(tx);
    await sql`delete from volunteer_memberships m where m.volunteer_id = any(${leaving.map(({ id }) => id)}::bigint[])`.execute(tx);
    await sql`delete from volunteer_teams t where ${inRange(range, 't')} and t.demonstration`.execute(tx);
    const { rows } = await sql<{ id: number; document: string; phone: string | null }>`
      delete from volunteers v where ${inRange(range, 'v')} and v.demonstration returning v.id, v.id_number_index as document, v.phone_index as phone`.execute(
      tx,
    );
    await forgetEverywhere(tx, [
      ...codes.map(({ key }) => ({ kind: 'code', key }) as const),
      ...rows.flatMap(({ id, document, phone }): Subject[] => [
        { kind: 'record', key: id },
        { kind: 'document', key: document },
        ...(phone === null ? [] : [{ kind: 'phone', key: phone } as const]),
      ]),
    ]);
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

async function markedOf(tx: Transaction, table: 'volunteer_teams' | 'volunteers'): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from ${sql.table(table)} where demonstration`.execute(tx);
  return rows.map(({ id }) => id);
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
      select v.div, h.year, 0, 0, -count(*)::int, 0, 0 from (
        select s.volunteer_id, extract(year from s.served_on)::int as year from volunteer_services s
        where s.state = 'confirmed' group by 1, 2 having bool_and(${services})) h join volunteers v on v.id = h.volunteer_id group by 1, 2
    ) select div, year, sum(registered)::int as registered, sum(withdrawn)::int as withdrawn, sum(served)::int as served, sum(services)::int as services, sum(minutes)::int as minutes
    from gone group by 1, 2`.execute(tx);
  for (const { div, year, ...change } of rows) await countIn(tx, div, year, change);
}
