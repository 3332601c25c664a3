import { sql } from 'kysely';
import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordIds } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { CONFIRM_WORKING_DAYS, type RecordServices } from '../../contract/service.ts';
import { minuteOf, timeOf } from '../domain/service-time.ts';
import { findOverlap, insertService, lockMinutesOf } from '../service-store.ts';
import { oldestChildSeen, type Side } from '../sight.ts';
import type { StoredTeam } from '../team-store.ts';
import { findNamed, ofBornUntil } from '../volunteer-store.ts';
import { lockTeam } from './change-member.ts';

const HOUR_MS = 3_600_000;
const CHINA_HOURS = 8;

/**
 * One service of several members at once; all are recorded or none. They wait for confirmation until ten working days after the service
 * (X05 art.11). @returns the ids @throws RECORD_NOT_FOUND, TEAM_CLOSED, SERVICE_TIME, SERVICE_AHEAD, SERVICE_NOT_MEMBER, SERVICE_OVERLAPS
 */
export async function recordServices(context: Context, side: Side, input: RecordServices): Promise<number[]> {
  const { actor, platform, today } = context;
  requirePermission(actor, side === 'office' ? 'volunteer.keep' : 'volunteer.self');
  const [began, ended] = [minuteOf(input.from), minuteOf(input.to)];
  requireOver(context, { servedOn: input.servedOn, began, ended });
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const team = await lockTeam(tx, context, side, input.teamId);
    const members = await membersOf(tx, team, input.volunteerIds, side === 'office' ? oldestChildSeen(context) : null);
    const what = { kind: input.kind, content: maskNumbersIn(input.content), place: maskNumbersIn(input.place), servedOn: input.servedOn, began, ended };
    for (const member of members) await requireFree(tx, member, what);
    const ids = await nextRecordIds(tx, team.district, members.length);
    const dueOn = addWorkingDays(CHINESE_CALENDAR, input.servedOn, CONFIRM_WORKING_DAYS).day;
    for (const [index, { id: volunteerId, bornOn: volunteerBornOn }] of members.entries()) {
      await insertService(tx, {
        ...what,
        id: ids[index] ?? 0,
        district: team.district,
        div: team.div,
        recordedDiv: team.div,
        volunteerId,
        volunteerBornOn,
        teamId: team.id,
        checkInId: null,
        minutes: ended - began,
        state: 'recorded',
        recordedOn: today,
        recordedBy: actor.id,
        recordedByName: actor.name,
        dueOn,
        confirmedOn: null,
        confirmedByName: null,
        demonstration: false,
        version: 1,
      });
    }
    await audit(tx, context, {
      action: 'volunteerService.recorded',
      subject: { type: 'volunteerTeam', id: team.id, district: team.district },
      details: { servedOn: input.servedOn, minutes: ended - began, persons: members.length },
    });
    return ids;
  });
}

/** @throws SERVICE_TIME for an end before the beginning, SERVICE_AHEAD for what is not over yet */
export function requireOver({ now }: Context, { servedOn, began, ended }: { servedOn: string; began: number; ended: number }): void {
  if (ended <= began) throw refuse(volunteerErrors.SERVICE_TIME);
  const overAt = Date.parse(`${servedOn}T00:00:00Z`) + ended * 60_000 - CHINA_HOURS * HOUR_MS;
  if (overAt > now.getTime()) throw refuse(volunteerErrors.SERVICE_AHEAD);
}

/** In the order of ids. @param oldest last day of birth of whom the caller may see @throws SERVICE_NOT_MEMBER */
async function membersOf(
  tx: Transaction,
  team: StoredTeam,
  volunteerIds: readonly number[],
  oldest: Day | null,
): Promise<{ id: number; name: string; bornOn: Day }[]> {
  const wanted = [...new Set(volunteerIds)];
  const { rows } = await sql<{ id: number; bornOn: Day }>`select m.volunteer_id as id, m.volunteer_born_on as "bornOn" from volunteer_memberships m
    where m.district = ${team.district} and m.team_id = ${team.id} and m.state = 'member' and m.volunteer_id = any(${wanted}::bigint[]) and ${ofBornUntil('m', oldest)}
    order by m.volunteer_id`.execute(tx);
  if (rows.length !== wanted.length) throw refuse(volunteerErrors.SERVICE_NOT_MEMBER);
  const named = await findNamed(tx, wanted);
  return rows.map(({ id, bornOn }) => ({ id, bornOn, name: named.get(id)?.name ?? '' }));
}

/** No minute of a person is counted twice, whichever team wrote it. @throws SERVICE_OVERLAPS */
export async function requireFree(
  tx: Transaction,
  { id, name }: { id: number; name: string },
  time: { servedOn: string; began: number; ended: number },
  but?: number,
): Promise<void> {
  await lockMinutesOf(tx, id);
  const other = await findOverlap(tx, id, time, but);
  if (other) throw refuse(volunteerErrors.SERVICE_OVERLAPS, { name, on: dayInWords(time.servedOn), from: timeOf(other.began), to: timeOf(other.ended) });
}
