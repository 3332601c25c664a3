import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { OccasionState, ParticipantKind, SignUpState } from '../../contract/occasion.ts';
import { isDoorOpen } from '../domain/attendance.ts';

/** Where somebody stands with one activity. */
export interface OwnSignUp {
  occasionId: number;
  title: string;
  organizationName: string;
  venue: string;
  startsAt: Date;
  endsAt: Date;
  occasionState: OccasionState;
  cancelReason: string | null;
  /** time and place as they were when somebody signed up; null while they are the same */
  movedFrom: string | null;
  state: SignUpState;
  kind: ParticipantKind;
  movedUpAt: Date | null;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  /** how many wait before */
  ahead: number;
  isDoorOpen: boolean;
}

const MOST = 50;

/** What whoever asks signed up for and did not cancel, the latest first. @param occasionId only this one */
export async function listOwnSignUps(context: Context, occasionId?: number): Promise<OwnSignUp[]> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'activity.join');
  const districts = await whereaboutsOf(platform.db, { kind: 'account', key: actor.id });
  const found = await Promise.all(districts.map((district) => readIn(platform.db, district, actor, occasionId)));
  const latest = found.flat().toSorted((one, other) => other.id - one.id);
  return latest.slice(0, MOST).map(({ row }) => ({ ...row, isDoorOpen: row.occasionState === 'open' && isDoorOpen(row, now) }));
}

/** Said of everything that is asked, for a distributed engine does not conclude it of what is counted. */
async function readIn(
  db: Database,
  district: number,
  actor: Context['actor'],
  occasionId: number | undefined,
): Promise<{ id: number; row: Omit<OwnSignUp, 'isDoorOpen'> }[]> {
  const { rows } = await sql<Omit<OwnSignUp, 'isDoorOpen'> & { id: number }>`
    select s.id, o.id as "occasionId", o.title, o.organization_name as "organizationName", o.venue, o.starts_at as "startsAt", o.ends_at as "endsAt", o.state as "occasionState",
      o.cancel_reason as "cancelReason", case when o.moved_at > s.signed_up_at then o.moved_from end as "movedFrom", s.state, s.kind, s.moved_up_at as "movedUpAt", s.checked_in_at as "checkedInAt", s.checked_out_at as "checkedOutAt",
      (select count(*)::int from activity_sign_ups b where s.state = 'waiting' and b.district = ${district} and b.occasion_id = s.occasion_id and b.state = 'waiting'
        and b.id < s.id) as ahead
    from activity_sign_ups s join activity_occasions o on o.district = s.district and o.id = s.occasion_id
    where s.district = ${district} and ${inRange(actor.range, 's')} and s.account_id = ${actor.id} and s.state <> 'cancelled' and (${occasionId ?? null}::bigint is null or o.id = ${occasionId ?? null}::bigint)
    order by s.id desc limit ${MOST}`.execute(db);
  return rows.map(({ id, ...row }) => ({ id, row }));
}
