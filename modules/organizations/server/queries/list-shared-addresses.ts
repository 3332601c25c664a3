import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { StoredRow } from '#platform/registers/stored-row.ts';
import type { OrganizationStanding } from './find-organization.ts';

/** Other organizations at the same address, by id of the venue. */
export type SharedAddresses = Map<number, { id: string; name: string }[]>;

const MOST = 200;
/** One address however it was spaced; the same expression as the index. */
const addressKey = (table: string) => sql`regexp_replace(${sql.ref(`${table}.address`)}, '[[:space:][:punct:]（）、，。]', '', 'g')`;

/** Several organizations may share an address (一址多用): it is allowed, but shown. Within the county, as far as the jurisdiction reaches. */
export async function listSharedAddresses(context: Context, organization: OrganizationStanding, venues: readonly StoredRow[]): Promise<SharedAddresses> {
  const ids = venues.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ venue: number; id: number; name: string }>`
    select distinct v.id as venue, o.id, o.name from organization_venues v
    join organization_venues s on s.district = v.district and ${addressKey('s')} = ${addressKey('v')} and s.organization_id <> v.organization_id
    join organizations o on o.district = s.district and o.id = s.organization_id
    where v.district = ${organization.district} and v.id = any(${ids}::bigint[]) and ${inRange(context.actor.range, 's')}
      and (s.ended_on is null or s.ended_on > ${context.today}::date) and (o.ended_on is null or o.ended_on > ${context.today}::date)
    order by o.name limit ${MOST}`.execute(context.platform.db);
  const shared: SharedAddresses = new Map();
  for (const { venue, id, name } of rows) shared.set(venue, [...(shared.get(venue) ?? []), { id: String(id), name }]);
  return shared;
}
