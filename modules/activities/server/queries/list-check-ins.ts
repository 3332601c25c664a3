import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { ParticipantKind } from '../../contract/occasion.ts';
import { minutesPresent } from '../domain/attendance.ts';
import { SIGN_UP_NAME } from '../sign-up-store.ts';

/** An activity that was held. */
export interface AttendedOccasion {
  id: number;
  district: number;
  div: number;
  organizationId: number;
  title: string;
  theme: string;
  kind: string | null;
  venue: string;
}

/** Somebody who was at an activity: what minutes of service are recorded from. */
export interface CheckIn {
  signUpId: number;
  district: number;
  div: number;
  occasionId: number;
  title: string;
  organizationId: number;
  organizationName: string;
  venue: string;
  kind: ParticipantKind;
  /** null: entered from a list, without an account */
  accountId: string | null;
  /** keyed digest of the telephone that was given */
  phoneIndex: string | null;
  startsAt: Date;
  endsAt: Date;
  checkedInAt: Date;
  checkedOutAt: Date | null;
  /** from check-in to check-out, else to the end; null while it goes on */
  minutes: number | null;
}

export interface CheckInFilter {
  /** whose place the caller has judged */
  range: KeyRange;
  now: Date;
  organizationId?: number | undefined;
  occasionId?: number | undefined;
  accountId?: string | undefined;
  kind?: ParticipantKind | undefined;
  /** id of the last entry of the page before */
  after?: number | undefined;
  limit: number;
}

/** Who checked in, by entry. Nothing of names and telephones. */
export async function listCheckIns(db: Database | Transaction, filter: CheckInFilter): Promise<CheckIn[]> {
  const { range, now, organizationId = null, occasionId = null, accountId = null, kind = null, after = 0, limit } = filter;
  const { rows } = await sql<Omit<CheckIn, 'minutes'>>`
    select s.id as "signUpId", s.district, s.div, o.id as "occasionId", o.title, o.organization_id as "organizationId", o.organization_name as "organizationName", o.venue,
      s.kind, s.account_id as "accountId", s.phone_index as "phoneIndex", o.starts_at as "startsAt", o.ends_at as "endsAt", s.checked_in_at as "checkedInAt", s.checked_out_at as "checkedOutAt"
    from activity_sign_ups s join activity_occasions o on o.district = s.district and o.id = s.occasion_id
    where ${inRange(range, 's')} and s.checked_in_at is not null and s.id > ${after}
      and (${organizationId}::bigint is null or o.organization_id = ${organizationId}::bigint) and (${occasionId}::bigint is null or o.id = ${occasionId}::bigint)
      and (${accountId}::text is null or s.account_id = ${accountId}::text) and (${kind}::text is null or s.kind = ${kind}::text)
    order by s.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, minutes: minutesPresent(row.checkedInAt, row.checkedOutAt, row, now) }));
}

const PAGE = 1000;

export interface VolunteerCame extends CheckIn {
  /** as it was given; null once erased. For the match with who is registered, shown to nobody. */
  name: string | null;
}

/** Everybody who came to one activity as a volunteer. */
export async function listVolunteersOf(tx: Transaction, { actor, now, platform }: Context, { id }: { id: number }): Promise<VolunteerCame[]> {
  const came: VolunteerCame[] = [];
  for (let after = 0; ; ) {
    const page = await listCheckIns(tx, { range: actor.range, now, occasionId: id, kind: 'volunteer', after, limit: PAGE });
    const { rows } = await sql<{ id: number; nameCipher: string | null }>`
      select s.id, s.name_cipher as "nameCipher" from activity_sign_ups s
      where s.district = any(${[...new Set(page.map(({ district }) => district))]}::int[]) and s.id = any(${page.map(({ signUpId }) => signUpId)}::bigint[])`.execute(
      tx,
    );
    const names = new Map(rows.map((row) => [row.id, row.nameCipher === null ? null : platform.cipher.decrypt(row.nameCipher, SIGN_UP_NAME)]));
    came.push(...page.map((one) => ({ ...one, name: names.get(one.signUpId) ?? null })));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return came;
    after = last.signUpId;
  }
}

export interface AttendedFilter {
  range: KeyRange;
  /** ended at or after */
  since: Date;
  /** and before */
  until: Date;
  after: number;
  limit: number;
}

/** Activities over between two times to which somebody came as a volunteer, by id. */
export async function listAttended(db: Database, { range, since, until, after, limit }: AttendedFilter): Promise<AttendedOccasion[]> {
  const { rows } = await sql<AttendedOccasion>`
    select o.id, o.district, o.div, o.organization_id as "organizationId", o.title, o.theme, o.kind, o.venue from activity_occasions o
    where ${inRange(range, 'o')} and o.state <> 'cancelled' and o.ends_at >= ${since} and o.ends_at < ${until} and o.id > ${after}
      and exists (select 1 from activity_sign_ups s where s.district = o.district and s.occasion_id = o.id and s.kind = 'volunteer' and s.checked_in_at is not null)
    order by o.id limit ${limit}`.execute(db);
  return rows;
}
