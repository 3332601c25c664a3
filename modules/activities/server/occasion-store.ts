import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { Beneficiaries, OccasionInput, OccasionState } from '../contract/occasion.ts';
import type { ActivityTheme } from '../contract/themes.ts';

export interface StoredOccasion {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  version: number;
  organizationId: number;
  organizationName: string;
  coHosts: string[];
  title: string;
  theme: ActivityTheme;
  kind: string | null;
  about: string;
  guidedBy: string | null;
  venue: string;
  startsAt: Date;
  endsAt: Date;
  signUpUntil: Date;
  capacity: number | null;
  isMajor: boolean;
  state: OccasionState;
  cancelReason: string | null;
  movedFrom: string | null;
  summary: string | null;
  participants: number | null;
  volunteers: number | null;
  beneficiaries: Beneficiaries | null;
  recordId: number | null;
  demonstration: boolean;
}

const COLUMNS =
  sql.raw(`o.id, o.district, o.div, o.recorded_div as "recordedDiv", o.version, o.organization_id as "organizationId", o.organization_name as "organizationName",
  o.co_hosts as "coHosts", o.title, o.theme, o.kind, o.about, o.guided_by as "guidedBy", o.venue, o.starts_at as "startsAt", o.ends_at as "endsAt",
  o.sign_up_until as "signUpUntil", o.capacity, o.is_major as "isMajor", o.state, o.cancel_reason as "cancelReason", o.moved_from as "movedFrom", o.summary, o.participants, o.volunteers,
  o.beneficiaries, o.record_id as "recordId", o.demonstration`);

/** @param lock keeps it until the transaction ends: whoever signs up, leaves or moves up waits here */
export async function findOccasion(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredOccasion | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredOccasion>`
      select ${COLUMNS} from activity_occasions o where o.district = ${district} and o.id = ${id} and ${inRange(range, 'o')} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

export interface OccasionFilter {
  range: KeyRange;
  now: Date;
  standing?: 'coming' | 'past' | 'cancelled' | undefined;
  organizationId?: number | undefined;
  /** of the last one of the page before */
  after: { startsAt: Date; id: number } | null;
  limit: number;
}

function conditions({ range, now, standing, organizationId }: Omit<OccasionFilter, 'after' | 'limit'>) {
  const ofStanding = {
    coming: sql`and o.state <> 'cancelled' and o.ends_at > ${now}`,
    past: sql`and o.state <> 'cancelled' and o.ends_at <= ${now}`,
    cancelled: sql`and o.state = 'cancelled'`,
  };
  return sql`${inRange(range, 'o')} ${standing === undefined ? sql`` : ofStanding[standing]} and (${organizationId ?? null}::bigint is null or o.organization_id = ${organizationId ?? null}::bigint)`;
}

/** The latest first. */
export async function readOccasions(db: Database, filter: OccasionFilter): Promise<StoredOccasion[]> {
  const { after, limit } = filter;
  const beyond = after === null ? sql`` : sql`and (o.starts_at, o.id) < (${after.startsAt}, ${after.id})`;
  const { rows } = await sql<StoredOccasion>`
    select ${COLUMNS} from activity_occasions o where ${conditions(filter)} ${beyond} order by o.starts_at desc, o.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countOccasions(db: Database, filter: Omit<OccasionFilter, 'after' | 'limit'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from activity_occasions o where ${conditions(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Of some organizations, open ones that begin before a time: the next first. */
export async function readOpenOf(db: Database, range: KeyRange, organizations: readonly number[], before: Date, limit: number): Promise<StoredOccasion[]> {
  const { rows } = await sql<StoredOccasion>`
    select ${COLUMNS} from activity_occasions o where ${inRange(range, 'o')} and o.organization_id = any(${[...organizations]}::bigint[]) and o.state = 'open' and o.starts_at < ${before}
    order by o.starts_at, o.id limit ${limit}`.execute(db);
  return rows;
}

export interface OccasionPlace {
  district: number;
  div: number;
  recordedDiv: number;
  organizationId: number;
  organizationName: string;
}

const untilOf = ({ signUpUntil, startsAt }: OccasionInput) => signUpUntil ?? startsAt;

export async function insertOccasion(
  tx: Transaction,
  id: number,
  place: OccasionPlace,
  input: OccasionInput,
  by: { id: string; at: Date; demonstration: boolean },
): Promise<void> {
  await sql`
    insert into activity_occasions (id, district, div, recorded_div, organization_id, organization_name, co_hosts, title, theme, kind, about, guided_by, venue,
      starts_at, ends_at, sign_up_until, capacity, is_major, state, demonstration, created_at, created_by, updated_at, updated_by)
    values (${id}, ${place.district}, ${place.div}, ${place.recordedDiv}, ${place.organizationId}, ${place.organizationName}, ${input.coHosts}, ${input.title}, ${input.theme},
      ${input.kind}, ${input.about}, ${input.guidedBy}, ${input.venue}, ${input.startsAt}, ${input.endsAt}, ${untilOf(input)}, ${input.capacity}, ${input.isMajor}, 'open',
      ${by.demonstration}, ${by.at}, ${by.id}, ${by.at}, ${by.id})`.execute(tx);
}

/** @param movedFrom time and place as they were, when the change is of them */
export async function updateOccasion(
  tx: Transaction,
  { district, id }: StoredOccasion,
  input: OccasionInput,
  by: { id: string; at: Date },
  movedFrom: string | null,
): Promise<void> {
  await sql`
    update activity_occasions set co_hosts = ${input.coHosts}, title = ${input.title}, theme = ${input.theme}, kind = ${input.kind}, about = ${input.about},
      guided_by = ${input.guidedBy}, venue = ${input.venue}, starts_at = ${input.startsAt}, ends_at = ${input.endsAt}, sign_up_until = ${untilOf(input)},
      capacity = ${input.capacity}, is_major = ${input.isMajor}, moved_at = case when ${movedFrom}::text is null then moved_at else ${by.at}::timestamptz end,
      moved_from = coalesce(${movedFrom}::text, moved_from), version = version + 1, updated_at = ${by.at}, updated_by = ${by.id}
    where district = ${district} and id = ${id}`.execute(tx);
}
