import { sql } from 'kysely';
import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { CONFIRM_WORKING_DAYS, type CorrectService } from '../../contract/service.ts';
import { revokeCovering } from '../certificate-store.ts';
import { countService } from '../count-service.ts';
import { minuteOf } from '../domain/service-time.ts';
import { lockServices, type StoredService, updateService } from '../service-store.ts';
import type { Side } from '../sight.ts';
import { findNamed } from '../volunteer-store.ts';
import { serviceReachOf } from './confirm-services.ts';
import { requireFree, requireOver } from './record-services.ts';

/**
 * Corrects a record or voids it, with the reason and both values kept (X05 art.13). Certificates that counted it are revoked; a confirmed
 * one stays confirmed. @throws RECORD_NOT_FOUND, SERVICE_CHANGED, SERVICE_STATE, SERVICE_OWN, SERVICE_SAME, SERVICE_TIME, SERVICE_AHEAD, SERVICE_OVERLAPS
 */
export async function correctService(context: Context, side: Side, id: number, input: CorrectService): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const reach = await serviceReachOf(tx, context, side);
    const [before] = await lockServices(tx, [id], reach);
    if (!before) throw refuse(accessErrors.RECORD_NOT_FOUND);
    if (before.version !== input.version) throw refuse(volunteerErrors.SERVICE_CHANGED, { version: before.version });
    if (before.state === 'voided') throw refuse(volunteerErrors.SERVICE_STATE, { state: '已作废', action: '更正' });
    if ('leader' in reach && before.volunteerId === reach.leader) throw refuse(volunteerErrors.SERVICE_OWN);
    const after = corrected(before, input);
    if (JSON.stringify(shown(after)) === JSON.stringify(shown(before))) throw refuse(volunteerErrors.SERVICE_SAME);
    requireOver(context, after);
    await write(tx, context, before, after, maskNumbersIn(input.reason));
  });
}

function corrected(before: StoredService, input: CorrectService): StoredService {
  const [began, ended] = [minuteOf(input.from), minuteOf(input.to)];
  return {
    ...before,
    kind: input.kind,
    content: maskNumbersIn(input.content),
    place: maskNumbersIn(input.place),
    servedOn: input.servedOn,
    began,
    ended,
    minutes: ended - began,
    dueOn: addWorkingDays(CHINESE_CALENDAR, input.servedOn, CONFIRM_WORKING_DAYS).day,
    state: input.isVoided ? 'voided' : before.state,
  };
}

/** What a correction is about, as history keeps it. */
function shown({ kind, content, place, servedOn, began, ended, minutes, state }: StoredService) {
  return { kind, content, place, servedOn, began, ended, minutes, state };
}

async function write(tx: Transaction, context: Context, before: StoredService, after: StoredService, reason: string): Promise<void> {
  const { actor, now, today } = context;
  const volunteer = (await findNamed(tx, [before.volunteerId])).get(before.volunteerId);
  await requireFree(tx, { id: before.volunteerId, name: volunteer?.name ?? '' }, after, before.id);
  if (before.state === 'confirmed') await countService(tx, before, -1);
  if (after.state === 'confirmed') await countService(tx, after, 1);
  await updateService(tx, after);
  await sql`insert into volunteer_service_changes (district, service_id, number, changed_at, changed_by, changed_by_name, reason, before, after)
    values (${before.district}, ${before.id}, ${before.version}, ${now}, ${actor.id}, ${actor.name}, ${reason}, ${JSON.stringify(shown(before))}::jsonb,
      ${JSON.stringify(shown(after))}::jsonb)`.execute(tx);
  const revoked = before.state === 'confirmed' ? await revokeCovering(tx, before, today, `记录更正：${reason}`) : 0;
  await audit(tx, context, {
    action: after.state === 'voided' ? 'volunteerService.voided' : 'volunteerService.corrected',
    subject: { type: 'volunteerService', id: before.id, district: before.district },
    details: { reason, minutesBefore: before.minutes, minutesAfter: after.minutes, revokedCertificates: revoked },
    before: shown(before),
    after: shown(after),
  });
}
