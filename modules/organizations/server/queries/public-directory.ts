/** The directory of organizations as the public pages show it, through the role of those pages. */
import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWherePublished, somewhere } from '#platform/db/published-places.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import type { Tier } from '../../contract/standing.ts';

export interface DirectoryEntry {
  id: number;
  name: string;
  tier: Tier;
  category: string;
  /** where it is at home, spoken: street and community, or the street alone */
  placeName: string;
  demonstration: boolean;
}

export interface DirectoryFilter {
  range: KeyRange;
  /** the street of a community: what is active in the whole street is active there too */
  street?: number | undefined;
  /** a fragment of the name */
  q?: string | undefined;
  /** of the page before */
  after?: string | undefined;
}

export const DIRECTORY_PAGE = 20;

const STREET_SPAN = 1000;

const standsOn = (today: Day) => sql<boolean>`(o.ended_on is null or o.ended_on > ${today}::date)`;

/** Organizations of a place that have not ended, by place and name, a page at a time. */
export async function listDirectory(
  portalDb: Database,
  today: Day,
  { range, street, q, after }: DirectoryFilter,
): Promise<{ items: DirectoryEntry[]; next: string | undefined }> {
  const position = positionOf(after);
  const ofStreet = street === undefined ? sql`` : sql`or (o.district = ${districtOf(street)} and o.div = ${street})`;
  const named = q === undefined || q === '' ? sql`` : sql`and position(${q} in o.name) > 0`;
  const beyond = position ? sql`and (o.district, o.div, o.name, o.id) > (${position.district}, ${position.div}, ${position.name}, ${position.id})` : sql``;
  const { rows } = await sql<DirectoryEntry & { district: number; div: number }>`
    select o.id, o.district, o.div, o.name, o.tier, o.category, o.demonstration,
      concat_ws(' ', s.short_name, case when u.key <> s.key then u.short_name end) as "placeName"
    from organizations_published_directory o
    left join divisions_published_units u on u.key = o.div
    left join divisions_published_units s on s.key = o.div - o.div % ${STREET_SPAN}
    where (${inRange(range, 'o')} ${ofStreet}) and ${standsOn(today)} ${named} ${beyond}
    order by o.district, o.div, o.name, o.id limit ${DIRECTORY_PAGE + 1}`.execute(portalDb);
  const items = rows.slice(0, DIRECTORY_PAGE);
  const last = rows.length > DIRECTORY_PAGE ? items.at(-1) : undefined;
  return { items, next: last && encodeCursor([last.district, last.div, last.name, last.id]) };
}

/** How many organizations there are in each place directly below one, by the key of the place; none is not listed. */
export async function countDirectory(portalDb: Database, today: Day, range: KeyRange, span: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ key: number; count: number }>`
    select o.div - o.div % ${sql.lit(span)} as key, count(*)::int as count from organizations_published_directory o
    where ${inRange(range, 'o')} and ${standsOn(today)} group by 1`.execute(portalDb);
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** @returns undefined for what is no position: the list then begins anew */
function positionOf(after: string | undefined): { district: number; div: number; name: string; id: number } | undefined {
  const [district, div, name, id] = (after && decodeCursor(after)) || [];
  if (!isKey(district) || district > 999_999 || !isKey(div) || !isKey(id)) return undefined;
  return typeof name === 'string' && name.isWellFormed() && !name.includes('\0') ? { district, div, name, id } : undefined;
}

function isKey(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export interface ListedOrganization {
  id: number;
  district: number;
  div: number;
  name: string;
  tier: Tier;
  category: string;
  businessScopes: string[];
  serviceTargets: string[];
  venues: string[];
  isHub: boolean;
  filingNumber: string | null;
  creditCode: string | null;
  establishedOn: Day;
  filedOn: Day | null;
  registeredOn: Day | null;
  demonstration: boolean;
}

/** The districts to ask about an organization, or about one that was merged into another; nowhere for any other id. */
export async function districtsOfListed(portalDb: Database, id: number): Promise<number[]> {
  const { rows } = await sql<{ districts: number[] }>`select organizations_published_whereabouts(${id}::bigint) as districts`.execute(portalDb);
  return somewhere(rows[0]?.districts);
}

/** The record that stays for one that was found to be the same organization and went. @returns undefined if none went by that id */
export async function findListedInstead(portalDb: Database, { id, districts }: { id: number; districts: readonly number[] }): Promise<number | undefined> {
  const { rows } = await sql<{ keptId: number }>`
    select m.kept_id as "keptId" from organizations_published_merges m where ${isOneOf(sql`m.district`, districts, 'int')} and m.removed_id = ${id}`.execute(
    portalDb,
  );
  return rows[0]?.keptId;
}

/** @returns undefined for what is absent or has ended */
export async function findListedOrganization(portalDb: Database, today: Day, id: number): Promise<ListedOrganization | undefined> {
  return findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<ListedOrganization>`
    select o.id, o.district, o.div, o.name, o.tier, o.category, coalesce(o.business_scopes, '{}') as "businessScopes", coalesce(o.service_targets, '{}') as "serviceTargets", coalesce(o.venues, '{}') as venues, o.is_hub as "isHub",
      o.filing_number as "filingNumber", o.credit_code as "creditCode", o.established_on as "establishedOn", o.filed_on as "filedOn",
      o.registered_on as "registeredOn", o.demonstration
    from organizations_published_directory o where o.district = ${district} and o.id = ${id} and ${standsOn(today)}`.execute(portalDb);
    return rows[0];
  });
}
