import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { inEach } from '#platform/db/in-each.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies, findWhereTheyLie } from '#platform/db/moved-records.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { ServiceState } from '../contract/service.ts';
import { ofBornUntil } from './volunteer-store.ts';

export interface StoredService {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  volunteerId: number;
  volunteerBornOn: Day;
  teamId: number;
  /** entry of an activity's list; null when somebody typed the minutes */
  checkInId: number | null;
  kind: string;
  content: string;
  place: string;
  servedOn: Day;
  /** minutes since midnight */
  began: number;
  ended: number;
  minutes: number;
  state: ServiceState;
  recordedOn: Day;
  recordedBy: string;
  recordedByName: string;
  dueOn: Day;
  confirmedOn: Day | null;
  confirmedByName: string | null;
  demonstration: boolean;
  version: number;
}

export const SERVICE_COLUMNS =
  sql.raw(`s.id, s.district, s.div, s.recorded_div as "recordedDiv", s.volunteer_id as "volunteerId", s.volunteer_born_on as "volunteerBornOn", s.team_id as "teamId", s.check_in_id as "checkInId", s.kind, s.content, s.place, s.served_on as "servedOn",
  s.began, s.ended, s.minutes, s.state, s.recorded_on as "recordedOn", s.recorded_by as "recordedBy", s.recorded_by_name as "recordedByName", s.due_on as "dueOn",
  s.confirmed_on as "confirmedOn", s.confirmed_by_name as "confirmedByName", s.demonstration, s.version`);

/** Whose records may be reached: those of a jurisdiction, as far as its post may see children, or of the teams that a volunteer leads. */
export type ServiceReach = { range: { from: number; to: number }; oldest: Day | null } | { leader: number; teams: readonly { id: number; district: number }[] };

export function inServiceReach(reach: ServiceReach): RawBuilder<boolean> {
  if ('range' in reach) return sql<boolean>`${inRange(reach.range, 's')} and ${ofBornUntil('s', reach.oldest)}`;
  const { teams } = reach;
  return sql<boolean>`s.district = any(${teams.map(({ district }) => district)}::int[]) and s.team_id = any(${teams.map(({ id }) => id)}::bigint[])`;
}

/** Locked in the order of districts and ids, so that two who confirm the same wait for each other. */
export async function lockServices(tx: Transaction, ids: readonly number[], reach: ServiceReach): Promise<StoredService[]> {
  const found = await findWhereTheyLie(tx, ids, (districts, wanted) =>
    inEach(districts, async (district) => {
      const { rows } = await sql<StoredService>`
        select ${SERVICE_COLUMNS} from volunteer_services s
        where s.district = ${district} and ${isOneOf(sql`s.id`, wanted, 'bigint')} and ${inServiceReach(reach)} order by s.id for update`.execute(tx);
      return rows;
    }),
  );
  return [...found.values()].sort((one, other) => one.id - other.id);
}

/** One of a volunteer's own. */
export async function lockOwnService(tx: Transaction, id: number, volunteerId: number): Promise<StoredService | undefined> {
  return findWhereItLies(tx, id, async (district) => {
    const { rows } = await sql<StoredService>`
      select ${SERVICE_COLUMNS} from volunteer_services s where s.district = ${district} and s.id = ${id} and s.volunteer_id = ${volunteerId} for update`.execute(
      tx,
    );
    return rows[0];
  });
}

export async function insertService(tx: Transaction, one: StoredService): Promise<void> {
  await sql`insert into volunteer_services (id, district, div, recorded_div, volunteer_id, volunteer_born_on, team_id, check_in_id, kind, content, place, served_on, began, ended, minutes, state, recorded_on,
      recorded_by, recorded_by_name, due_on, confirmed_on, confirmed_by_name, demonstration, version)
    values (${one.id}, ${one.district}, ${one.div}, ${one.recordedDiv}, ${one.volunteerId}, ${one.volunteerBornOn}, ${one.teamId}, ${one.checkInId}, ${one.kind}, ${one.content}, ${one.place}, ${one.servedOn}, ${one.began},
      ${one.ended}, ${one.minutes}, ${one.state}, ${one.recordedOn}, ${one.recordedBy}, ${one.recordedByName}, ${one.dueOn}, ${one.confirmedOn}, ${one.confirmedByName},
      ${one.demonstration}, ${one.version})`.execute(tx);
}

/** What may change; the version goes up by one. */
export async function updateService(tx: Transaction, one: StoredService): Promise<void> {
  await sql`update volunteer_services set kind = ${one.kind}, content = ${one.content}, place = ${one.place}, served_on = ${one.servedOn}, began = ${one.began}, ended = ${one.ended},
      minutes = ${one.minutes}, state = ${one.state}, due_on = ${one.dueOn}, confirmed_on = ${one.confirmedOn}, confirmed_by_name = ${one.confirmedByName}, version = version + 1
    where district = ${one.district} and id = ${one.id}`.execute(tx);
}

/** One after the other for one volunteer until the transaction ends, so that no minute is written twice. Take them in the order of ids. */
export async function lockMinutesOf(tx: Transaction, volunteerId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`volunteer minutes ${volunteerId}`}))`.execute(tx);
}

/** Where all records of a volunteer lie: at the places of the teams helped in. */
export function districtsServedIn(db: Database | Transaction, volunteerId: number): Promise<number[]> {
  return whereaboutsOf(db, { kind: 'record', key: volunteerId });
}

/** A record of the volunteer that shares a minute with a time, whoever wrote it. The caller holds the lock of `lockMinutesOf`. */
export async function findOverlap(
  tx: Transaction,
  volunteerId: number,
  { servedOn, began, ended }: Pick<StoredService, 'servedOn' | 'began' | 'ended'>,
  but = -1,
): Promise<{ began: number; ended: number } | undefined> {
  const districts = await districtsServedIn(tx, volunteerId);
  const [found] = await inEach(districts, async (district) => {
    const { rows } = await sql<{ began: number; ended: number }>`select s.began, s.ended from volunteer_services s
      where s.district = ${district} and s.volunteer_id = ${volunteerId} and s.served_on = ${servedOn}::date and s.state <> 'voided' and s.began < ${ended} and s.ended > ${began} and s.id <> ${but} limit 1`.execute(
      tx,
    );
    return rows;
  });
  return found;
}

/** Whether minutes were recorded from an entry of an activity's list. The caller holds the lock of `lockMinutesOf`. */
export async function isRecordedFrom(tx: Transaction, volunteerId: number, entryId: number): Promise<boolean> {
  const districts = await districtsServedIn(tx, volunteerId);
  const found = await inEach(districts, async (district) => {
    const { rows } = await sql`
      select from volunteer_services s where s.district = ${district} and s.volunteer_id = ${volunteerId} and s.check_in_id = ${entryId} limit 1`.execute(tx);
    return rows;
  });
  return found.length > 0;
}

/** Confirmed records of a volunteer in a year beside one. */
export async function hasServedIn(db: Database | Transaction, volunteerId: number, year: number, but: number): Promise<boolean> {
  const districts = await districtsServedIn(db, volunteerId);
  const found = await inEach(districts, async (district) => {
    const { rows } = await sql`select from volunteer_services s
      where s.district = ${district} and s.volunteer_id = ${volunteerId} and s.state = 'confirmed' and s.id <> ${but}
      and s.served_on >= ${`${year}-01-01`}::date and s.served_on <= ${`${year}-12-31`}::date limit 1`.execute(db);
    return rows;
  });
  return found.length > 0;
}

/** The years in which a volunteer has confirmed minutes. */
export async function yearsServed(tx: Transaction, volunteerId: number): Promise<number[]> {
  const districts = await districtsServedIn(tx, volunteerId);
  const found = await inEach(districts, async (district) => {
    const { rows } = await sql<{ year: number }>`
      select distinct extract(year from s.served_on)::int as year from volunteer_services s
      where s.district = ${district} and s.volunteer_id = ${volunteerId} and s.state = 'confirmed'`.execute(tx);
    return rows;
  });
  return [...new Set(found.map(({ year }) => year))];
}
