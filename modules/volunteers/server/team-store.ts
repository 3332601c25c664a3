import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { inEach } from '#platform/db/in-each.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies, findWhereTheyLie } from '#platform/db/moved-records.ts';
import { noteWhereabouts, type Whereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';

export interface StoredTeam {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  name: string;
  organizationId: number | null;
  markedOn: Day | null;
  associationId: number | null;
  associationSince: Day | null;
  isInternational: boolean;
  about: string;
  joinCode: string | null;
  foundedOn: Day;
  closedOn: Day | null;
  demonstration: boolean;
  version: number;
}

export const TEAM_COLUMNS =
  sql.raw(`t.id, t.district, t.div, t.recorded_div as "recordedDiv", t.name, t.organization_id as "organizationId", t.marked_on as "markedOn",
  t.association_id as "associationId", t.association_since as "associationSince", t.is_international as "isInternational", t.about, t.join_code as "joinCode",
  t.founded_on as "foundedOn", t.closed_on as "closedOn", t.demonstration, t.version`);

/** @param lock keeps it until the transaction ends */
function findOne(db: Database | Transaction, id: number, where: RawBuilder<boolean>, lock: boolean): Promise<StoredTeam | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredTeam>`
      select ${TEAM_COLUMNS} from volunteer_teams t where t.district = ${district} and t.id = ${id} and ${where} ${lock ? sql`for update` : sql``}`.execute(db);
    return rows[0];
  });
}

export function findTeam(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredTeam | undefined> {
  return findOne(db, id, inRange(range, 't'), lock);
}

/** What teams are called that rows name which were judged, wherever they are. */
export async function namesOfTeams(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, string>> {
  const found = await findWhereTheyLie(db, ids, async (districts, wanted) => {
    const { rows } = await sql<{ id: number; name: string }>`
      select t.id, t.name from volunteer_teams t where ${isOneOf(sql`t.district`, districts, 'int')} and ${isOneOf(sql`t.id`, wanted, 'bigint')}`.execute(db);
    return rows;
  });
  return new Map([...found].map(([id, { name }]) => [id, name]));
}

/** A team that a volunteer belongs to. @param asLeader demands that the volunteer leads it */
export function findTeamOf(db: Database | Transaction, id: number, volunteerId: number, { asLeader, lock = false }: { asLeader: boolean; lock?: boolean }) {
  const role = asLeader ? sql`and m.role = 'leader'` : sql``;
  return findOne(
    db,
    id,
    sql<boolean>`exists (select 1 from volunteer_memberships m
      where m.district = t.district and m.team_id = t.id and m.volunteer_id = ${volunteerId} and m.state in ('asked', 'member') ${role})`,
    lock,
  );
}

/** A team that takes members, whose name anybody near may see. */
export function findOpenTeam(db: Database | Transaction, id: number, lock = false): Promise<StoredTeam | undefined> {
  return findOne(db, id, sql<boolean>`t.closed_on is null`, lock);
}

export async function findByCode(tx: Transaction, code: string): Promise<StoredTeam | undefined> {
  const districts = await whereaboutsOf(tx, { kind: 'code', key: code });
  const [team] = await inEach(districts, async (district) => {
    const { rows } = await sql<StoredTeam>`
      select ${TEAM_COLUMNS} from volunteer_teams t where t.district = ${district} and t.join_code = ${code} and t.closed_on is null for update`.execute(tx);
    return rows;
  });
  return team;
}

const TOWNSHIP_SPAN = 1e3;

/** The team that a member served for: the organization's own, else of the place, of the street, any; the one joined first. */
export async function findTeamServedFor(
  tx: Transaction,
  volunteerId: number,
  { organizationId, div }: { organizationId: number; div: number },
): Promise<StoredTeam | undefined> {
  const street = div - (div % TOWNSHIP_SPAN);
  const districts = await whereaboutsOf(tx, { kind: 'record', key: volunteerId });
  const { rows } = await sql<StoredTeam>`
    select ${TEAM_COLUMNS} from volunteer_memberships m join volunteer_teams t on t.district = m.district and t.id = m.team_id
    where m.district = any(${districts}::int[]) and m.volunteer_id = ${volunteerId} and m.state = 'member' and t.closed_on is null
    order by (t.organization_id is not distinct from ${organizationId}::bigint) desc, (t.div = ${div}) desc,
      (t.div >= ${street} and t.div < ${street + TOWNSHIP_SPAN}) desc, m.id limit 1`.execute(tx);
  return rows[0];
}

interface By {
  at: Date;
  id: string;
}

/** @returns false where an open team has the name already */
export async function insertTeam(tx: Transaction, one: StoredTeam, by: By): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into volunteer_teams (id, district, div, recorded_div, name, organization_id, marked_on, association_id, association_since,
      is_international, about, join_code, founded_on, closed_on, demonstration, version, updated_at, updated_by)
    values (${one.id}, ${one.district}, ${one.div}, ${one.recordedDiv}, ${one.name}, ${one.organizationId}, ${one.markedOn}, ${one.associationId}, ${one.associationSince},
      ${one.isInternational}, ${one.about}, ${one.joinCode}, ${one.foundedOn}, ${one.closedOn}, ${one.demonstration}, ${one.version}, ${by.at}, ${by.id})
    on conflict (district, div, name) where closed_on is null do nothing`.execute(tx);
  await noteWhereabouts(tx, aboutOf(one));
  return numAffectedRows === 1n;
}

export async function updateTeam(tx: Transaction, one: StoredTeam, by: By): Promise<void> {
  await sql`update volunteer_teams set name = ${one.name}, marked_on = ${one.markedOn}, association_id = ${one.associationId}, association_since = ${one.associationSince},
      is_international = ${one.isInternational}, about = ${one.about}, join_code = ${one.joinCode}, closed_on = ${one.closedOn}, version = version + 1, updated_at = ${by.at},
      updated_by = ${by.id} where district = ${one.district} and id = ${one.id}`.execute(tx);
  await noteWhereabouts(tx, aboutOf(one));
}

/** By what a team is looked for from anywhere: its code, and the organizations it belongs to. */
function aboutOf({ joinCode, organizationId, associationId, district }: StoredTeam): Whereabouts[] {
  const organizations = [organizationId, associationId].filter((id) => id !== null);
  return [
    ...(joinCode === null ? [] : [{ kind: 'code', key: joinCode, district } as const]),
    ...organizations.map((key) => ({ kind: 'record', key, district }) as const),
  ];
}

/** Another open team of the place with that name. */
export async function isNameTaken(tx: Transaction, { district, div, id }: StoredTeam, name: string): Promise<boolean> {
  const { rows } =
    await sql`select from volunteer_teams where district = ${district} and div = ${div} and name = ${name} and closed_on is null and id <> ${id}`.execute(tx);
  return rows.length > 0;
}
