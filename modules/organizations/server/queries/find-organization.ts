import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies, findWhereTheyLie } from '#platform/db/moved-records.ts';
import { preselects } from '#platform/search/preselect.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';

/** Where an organization stands, with what applications are filled in from. Personal data only as whether it is there. */
export interface OrganizationStanding {
  id: number;
  version: number;
  district: number;
  div: number;
  recordedDiv: number;
  name: string;
  tier: '台账' | '备案' | '登记';
  category: string;
  legalForm: string | null;
  creditCode: string | null;
  filingNumber: string | null;
  establishedOn: Day;
  registeredOn: Day | null;
  endedOn: Day | null;
  endReason: string | null;
  leaderName: string;
  leaderPolitics: string | null;
  memberCount: number;
  partyMemberCount: number | null;
  partyForm: string | null;
  businessScopes: string[] | null;
  venues: string[] | null;
  serviceTargets: string[] | null;
  isHub: boolean;
  isCharity: boolean | null;
  hasLeaderIdNumber: boolean;
  hasLeaderPhone: boolean;
  demonstration: boolean;
}

const COLUMNS =
  sql.raw(`o.id, o.version, o.district, o.div, o.recorded_div as "recordedDiv", o.name, o.tier, o.category, o.legal_form as "legalForm", o.credit_code as "creditCode",
  o.filing_number as "filingNumber", o.established_on as "establishedOn", o.registered_on as "registeredOn", o.ended_on as "endedOn", o.end_reason as "endReason",
  o.leader_name as "leaderName", o.leader_politics as "leaderPolitics", o.member_count as "memberCount", o.party_member_count as "partyMemberCount", o.party_form as "partyForm",
  o.business_scopes as "businessScopes", o.venues, o.service_targets as "serviceTargets", o.is_hub as "isHub", o.is_charity as "isCharity",
  (o.leader_id_number_index is not null) as "hasLeaderIdNumber", (o.leader_phone_index is not null) as "hasLeaderPhone", o.demonstration`);

/** @param lock keeps it as it is until the transaction ends; undefined for what is absent or outside the range */
export async function findOrganization(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<OrganizationStanding | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<OrganizationStanding>`
      select ${COLUMNS} from organizations o where o.district = ${district} and o.id = ${id} and ${inRange(range, 'o')} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

/** In force, by a part of the name, those whose name begins with it first. */
export async function findOrganizationsNamed(
  db: Database | Transaction,
  part: string,
  range: KeyRange,
  today: Day,
  limit: number,
): Promise<Pick<OrganizationStanding, 'id' | 'name' | 'div'>[]> {
  const where = sql.join([inRange(range, 'o'), ...preselects(part, range, 'o')], sql` and `);
  const { rows } = await sql<Pick<OrganizationStanding, 'id' | 'name' | 'div'>>`
    select o.id, o.name, o.div from organizations o
    where ${where} and (o.ended_on is null or o.ended_on > ${today}::date) and position(${part} in o.name) > 0
    order by position(${part} in o.name), o.id limit ${limit}`.execute(db);
  return rows;
}

/** Several at once, by id; what is absent or outside the range is left out. */
export async function findOrganizations(db: Database | Transaction, ids: readonly number[], range: KeyRange): Promise<OrganizationStanding[]> {
  const found = await findWhereTheyLie(db, ids, async (districts, wanted) => {
    const { rows } = await sql<OrganizationStanding>`
      select ${COLUMNS} from organizations o
      where ${isOneOf(sql`o.district`, districts, 'int')} and ${isOneOf(sql`o.id`, wanted, 'bigint')} and ${inRange(range, 'o')}`.execute(db);
    return rows;
  });
  return [...found.values()].sort((one, other) => one.id - other.id);
}

/** Names of organizations that the caller came to by a record of its own: a team says whose it is. Absent ones are left out. */
export async function namesOfOrganizations(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, string>> {
  const found = await findWhereTheyLie(db, ids, async (districts, wanted) => {
    const { rows } = await sql<{ id: number; name: string }>`
      select o.id, o.name from organizations o where ${isOneOf(sql`o.district`, districts, 'int')} and ${isOneOf(sql`o.id`, wanted, 'bigint')}`.execute(db);
    return rows;
  });
  return new Map([...found].map(([id, { name }]) => [id, name]));
}

/** Whether an organization of this name is on the ledger of a district, filed or registered, and not ended. */
export async function hasOrganizationNamed(db: Database | Transaction, district: number, name: string): Promise<boolean> {
  const { rows } = await sql`select from organizations o where o.district = ${district} and o.name = ${name} and o.ended_on is null limit 1`.execute(db);
  return rows.length > 0;
}

/** Registered organizations of a range that stood on a day. */
export interface RegisteredThen {
  range: KeyRange;
  registeredBefore: Day;
  standingOn: Day;
}

const registeredThen = ({ registeredBefore, standingOn }: RegisteredThen) => sql<boolean>`o.tier = '登记'
  and coalesce(o.registered_on, o.established_on) < ${registeredBefore} and (o.ended_on is null or o.ended_on > ${standingOn})`;

/** By id, after one. */
export async function listRegistered(
  db: Database | Transaction,
  { after, limit, ...then }: RegisteredThen & { after: number; limit: number },
): Promise<OrganizationStanding[]> {
  const { rows } = await sql<OrganizationStanding>`
    select ${COLUMNS} from organizations o where ${inRange(then.range, 'o')} and ${registeredThen(then)} and o.id > ${after} order by o.id limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function countRegistered(db: Database | Transaction, then: RegisteredThen): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from organizations o where ${inRange(then.range, 'o')} and ${registeredThen(then)}`.execute(db);
  return rows[0]?.count ?? 0;
}
