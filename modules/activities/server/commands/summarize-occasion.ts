import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { createRecordIn } from '#platform/registers/save-record.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { Occasion, SummaryInput } from '../../contract/occasion.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import type { StoredOccasion } from '../occasion-store.ts';
import { countSignUps } from '../sign-up-store.ts';
import { presentAgain, subjectOf } from './change-occasion.ts';

/**
 * Writes an activity up once it has begun, and enters it into the register of activities, where every plan that asks finds the one record: its
 * people are counted once. A record that an office brought in before by name, organization, place and day is taken for the same activity.
 * @throws OCCASION_NOT_FOUND, OCCASION_CHANGED, OCCASION_NOT_OPEN, OCCASION_NOT_OVER, OCCASION_INVALID
 */
export async function summarizeOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, result }: { id: number; version: number; result: SummaryInput },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  const { actor, now, platform } = context;
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const occasion = await requireOccasion(tx, context, means, side, id, true);
    requireOpen(occasion, version, '写小结');
    if (now < occasion.startsAt) throw refuse(activityErrors.OCCASION_NOT_OVER);
    await refuseFewer(tx, context, occasion, result);
    const recordId = (await findHeld(tx, context, occasion)) ?? (await enterRegister(tx, context, means, occasion, result));
    await sql`update activity_occasions set state = 'held', summary = ${maskNumbersIn(result.summary)}, participants = ${result.participants}, volunteers = ${result.volunteers},
        beneficiaries = ${JSON.stringify(result.beneficiaries)}::jsonb, record_id = ${recordId}, version = version + 1, updated_at = ${now}, updated_by = ${actor.id}
      where district = ${occasion.district} and id = ${id}`.execute(tx);
    await means.recordMinutes(tx, context, occasion);
    const after = await presentAgain(tx, context, occasion);
    await audit(tx, context, {
      action: 'activityOccasion.summarized',
      subject: subjectOf(occasion),
      details: { title: occasion.title, participants: result.participants, volunteers: result.volunteers, record: recordId },
    });
    return after;
  });
}

/** Whoever checked in was there; others may have come without. */
async function refuseFewer(tx: Transaction, { actor }: Context, occasion: StoredOccasion, { participants, volunteers }: SummaryInput): Promise<void> {
  const counts = (await countSignUps(tx, actor.range, [occasion])).get(occasion.id);
  const came = counts?.checkedIn ?? 0;
  const wrong = (path: string, problem: string) => refuse(activityErrors.OCCASION_INVALID, { problem }, [{ path, message: problem }]);
  if (participants < came) throw wrong('participants', `参加的人数不能少于已签到的 ${came} 人。`);
  if (volunteers > participants) throw wrong('volunteers', '志愿者是参加的人中的一部分，不能多于参加的人数。');
}

const startedOn = ({ startsAt }: StoredOccasion) => dayInChina(startsAt);

async function findHeld(tx: Transaction, { actor }: Context, occasion: StoredOccasion): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select a.id from activities a where ${inRange(actor.range, 'a')} and a.district = ${occasion.district} and a.recorded_div = ${occasion.div} and a.name = ${occasion.title}
      and a.organization_name = ${occasion.organizationName} and a.started_on = ${startedOn(occasion)}`.execute(tx);
  return rows[0]?.id;
}

async function enterRegister(tx: Transaction, context: Context, { registers }: ActivityMeans, occasion: StoredOccasion, result: SummaryInput): Promise<number> {
  const { id } = await createRecordIn(tx, context, registers, 'activities', {
    name: occasion.title,
    theme: occasion.theme,
    organizationName: occasion.organizationName,
    div: codeOf(occasion.div),
    startedOn: startedOn(occasion),
    participants: result.participants,
    volunteers: result.volunteers,
    isMajor: occasion.isMajor,
  });
  if (occasion.demonstration) await sql`update activities set demonstration = true where district = ${occasion.district} and id = ${id}`.execute(tx);
  return id;
}
