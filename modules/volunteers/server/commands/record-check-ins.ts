import type { Day } from '#shared/day.ts';
import { foldText } from '#shared/fold-text.ts';
import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { CONFIRM_WORKING_DAYS } from '../../contract/service.ts';
import { type AttendedActivity, type CheckedIn, servedTime, serviceKindOf } from '../domain/check-in-service.ts';
import { findOverlap, insertService, isRecordedFrom, lockMinutesOf } from '../service-store.ts';
import { findTeamServedFor } from '../team-store.ts';
import { findByAccountsOrPhones } from '../volunteer-store.ts';

const CONTENT_MOST = 200;
const PLACE_MOST = 100;

interface Matched {
  volunteerId: number;
  volunteerBornOn: Day;
  came: CheckedIn;
}

/**
 * Minutes from check-in to check-out of whoever is registered and belongs to a team: the organization's own, else one near. They wait for the
 * leader's confirmation like what is typed in (X05 art.11). Asked again, it records what is new only; minutes that stand already are left alone.
 * The caller holds the places. @returns how many
 */
export async function recordCheckIns(tx: Transaction, context: Context, activity: AttendedActivity, came: readonly CheckedIn[]): Promise<number> {
  let recorded = 0;
  for (const one of await matchVolunteers(tx, came)) if (await recordOne(tx, context, activity, one)) recorded += 1;
  if (recorded > 0)
    await audit(tx, context, {
      action: 'volunteerService.recordedFromCheckIn',
      subject: { type: 'activityOccasion', id: activity.id, district: activity.district },
      details: { records: recorded },
    });
  return recorded;
}

/**
 * By the account, else by name and telephone together where only one volunteer has both: families share a telephone, and telephones change hands.
 * Whoever came with an account is never taken for a volunteer with another. In the order of ids, in which minutes are locked.
 */
async function matchVolunteers(tx: Transaction, came: readonly CheckedIn[]): Promise<Matched[]> {
  const accounts = came.flatMap(({ accountId }) => (accountId !== null && /^\d{1,15}$/.test(accountId) ? [Number(accountId)] : []));
  const phones = came.flatMap(({ phoneIndex }) => phoneIndex ?? []);
  const rows = await findByAccountsOrPhones(tx, accounts, phones);
  const matched = came.flatMap((one) => {
    const byAccount = rows.find(({ accountId }) => one.accountId !== null && String(accountId) === one.accountId);
    const byPhone = rows.filter(
      ({ accountId, phoneIndex, name }) =>
        one.phoneIndex !== null &&
        phoneIndex === one.phoneIndex &&
        (accountId === null || one.accountId === null) &&
        one.name !== null &&
        foldText(name) === foldText(one.name),
    );
    const found = byAccount ?? (byPhone.length === 1 ? byPhone[0] : undefined);
    return found ? [{ volunteerId: found.id, volunteerBornOn: found.bornOn, came: one }] : [];
  });
  return matched.sort((one, other) => one.volunteerId - other.volunteerId);
}

async function recordOne(tx: Transaction, { today }: Context, activity: AttendedActivity, { volunteerId, volunteerBornOn, came }: Matched): Promise<boolean> {
  const time = servedTime(came.from, came.until);
  if (!time) return false;
  await lockMinutesOf(tx, volunteerId);
  if ((await isRecordedFrom(tx, volunteerId, came.entryId)) || (await findOverlap(tx, volunteerId, time))) return false;
  const team = await findTeamServedFor(tx, volunteerId, activity);
  if (!team) return false;
  await insertService(tx, {
    ...time,
    id: await nextRecordId(tx, team.district),
    district: team.district,
    div: team.div,
    recordedDiv: team.div,
    volunteerId,
    volunteerBornOn,
    teamId: team.id,
    checkInId: came.entryId,
    kind: serviceKindOf(activity),
    content: maskNumbersIn(activity.title).slice(0, CONTENT_MOST),
    place: maskNumbersIn(activity.venue).slice(0, PLACE_MOST),
    minutes: time.ended - time.began,
    state: 'recorded',
    recordedOn: today,
    recordedBy: 'check-in',
    recordedByName: '活动签到',
    dueOn: addWorkingDays(CHINESE_CALENDAR, time.servedOn, CONFIRM_WORKING_DAYS).day,
    confirmedOn: null,
    confirmedByName: null,
    demonstration: team.demonstration,
    version: 1,
  });
  return true;
}
