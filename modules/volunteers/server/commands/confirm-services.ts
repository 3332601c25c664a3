import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { countService } from '../count-service.ts';
import { teamsLedBy } from '../membership-store.ts';
import { lockMinutesOf, lockServices, type ServiceReach, updateService } from '../service-store.ts';
import { lockSelf, oldestChildSeen, type Side } from '../sight.ts';

/** How far the caller reaches among records. @throws PERMISSION_MISSING, VOLUNTEER_NOT_REGISTERED */
export async function serviceReachOf(tx: Transaction, context: Context, side: Side): Promise<ServiceReach> {
  requirePermission(context.actor, side === 'office' ? 'volunteer.keep' : 'volunteer.self');
  if (side === 'office') return { range: context.actor.range, oldest: oldestChildSeen(context) };
  const { id: leader } = await lockSelf(tx, context);
  return { leader, teams: await teamsLedBy(tx, leader) };
}

/**
 * Confirms records; those confirmed already stay as they are, so pressing twice does no harm. A leader's own minutes are confirmed by the
 * office. @returns how many were confirmed now @throws RECORD_NOT_FOUND, SERVICE_OWN, SERVICE_STATE
 */
export async function confirmServices(context: Context, side: Side, ids: readonly number[]): Promise<number> {
  const { actor, platform, today } = context;
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const reach = await serviceReachOf(tx, context, side);
    const services = await lockServices(tx, ids, reach);
    if (services.length !== new Set(ids).size) throw refuse(accessErrors.RECORD_NOT_FOUND);
    if (services.some(({ state }) => state === 'voided')) throw refuse(volunteerErrors.SERVICE_STATE, { state: '已作废', action: '确认' });
    const waiting = services.filter(({ state }) => state === 'recorded');
    if ('leader' in reach && waiting.some(({ volunteerId }) => volunteerId === reach.leader)) throw refuse(volunteerErrors.SERVICE_OWN);
    for (const id of [...new Set(waiting.map(({ volunteerId }) => volunteerId))].sort((one, other) => one - other)) await lockMinutesOf(tx, id);
    for (const service of waiting) {
      await countService(tx, service, 1);
      await updateService(tx, { ...service, state: 'confirmed', confirmedOn: today, confirmedByName: actor.name });
    }
    const [first] = services;
    if (first && waiting.length > 0)
      await audit(tx, context, {
        action: 'volunteerService.confirmed',
        subject: { type: 'volunteerTeam', id: first.teamId, district: first.district },
        details: { records: waiting.map(({ id }) => id).join('、'), late: waiting.filter(({ dueOn }) => dueOn < today).length },
      });
    return waiting.length;
  });
}
