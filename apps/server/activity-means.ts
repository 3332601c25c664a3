import { findPersonPhone } from '#modules/accounts/server/public.ts';
import type { ActivityMeans } from '#modules/activities/server/public.ts';
import { isApplicantOf, listOwnOrganizations } from '#modules/filings/server/public.ts';
import { recordMinutesOf } from './check-in-minutes.ts';
import { productRegisters } from './registers.ts';

/** What activities need of others: who leads an organization is known to filings, whose telephone it is to accounts, minutes are kept by volunteers. */
export const activityMeans: ActivityMeans = {
  registers: productRegisters,
  leads: isApplicantOf,
  listLed: async (context) => (await listOwnOrganizations(context)).map(({ id, name }) => ({ id: Number(id), name })),
  recordMinutes: async (tx, context, occasion) => void (await recordMinutesOf(tx, context, occasion)),
  phoneOf: (context) => findPersonPhone(context.platform.db, context, context.actor.id),
};
