import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { DISPUTE_OUTCOMES } from '../../contract/service.ts';
import { lockOwnService, lockServices } from '../service-store.ts';
import { lockSelf } from '../sight.ts';
import { serviceReachOf } from './confirm-services.ts';

/** A volunteer says what is wrong with the own record; the office answers (X05 art.13). @throws RECORD_NOT_FOUND, SERVICE_STATE, DISPUTE_OPEN */
export async function disputeService(context: Context, id: number, content: string): Promise<void> {
  requirePermission(context.actor, 'volunteer.self');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const service = await lockOwnService(tx, id, (await lockSelf(tx, context)).id);
    if (!service) throw refuse(accessErrors.RECORD_NOT_FOUND);
    if (service.state === 'voided') throw refuse(volunteerErrors.SERVICE_STATE, { state: '已作废', action: '提出异议' });
    const { numAffectedRows } = await sql`insert into volunteer_disputes (id, district, service_id, content, raised_on)
      values (${await nextRecordId(tx, service.district)}, ${service.district}, ${id}, ${maskNumbersIn(content)}, ${context.today})
      on conflict (district, service_id) where outcome is null do nothing`.execute(tx);
    if (numAffectedRows !== 1n) throw refuse(volunteerErrors.DISPUTE_OPEN);
    await audit(tx, context, { action: 'volunteerService.disputed', subject: { type: 'volunteerService', id, district: service.district } });
  });
}

/** Answers the open dispute; whoever finds it right corrects the record first. @throws RECORD_NOT_FOUND, DISPUTE_NONE */
export async function answerDispute(
  context: Context,
  id: number,
  { outcome, answer }: { outcome: keyof typeof DISPUTE_OUTCOMES; answer: string },
): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const [service] = await lockServices(tx, [id], await serviceReachOf(tx, context, 'office'));
    if (!service) throw refuse(accessErrors.RECORD_NOT_FOUND);
    const text = maskNumbersIn(answer);
    const { numAffectedRows } = await sql`
      update volunteer_disputes set outcome = ${outcome}, answer = ${text}, answered_on = ${context.today}, answered_by_name = ${context.actor.name}
      where district = ${service.district} and service_id = ${id} and outcome is null`.execute(tx);
    if (numAffectedRows !== 1n) throw refuse(volunteerErrors.DISPUTE_NONE);
    await audit(tx, context, {
      action: 'volunteerService.disputeAnswered',
      subject: { type: 'volunteerService', id, district: service.district },
      details: { outcome: DISPUTE_OUTCOMES[outcome], answer: text },
    });
  });
}
