import { getPersonPhone, giveHat, takeOffHat } from '#modules/accounts/server/public.ts';
import type { VolunteerMeans } from '#modules/volunteers/server/public.ts';

/** What volunteers need of others: the telephone somebody signs in with, and the hat. */
export const volunteerMeans: VolunteerMeans = {
  wearHat: (tx, context, { accountId, div }) => giveHat(tx, context, { personId: accountId, hat: 'volunteer', div, organizationId: null }),
  takeOffHat: (tx, context, { accountId }) => takeOffHat(tx, context, { personId: accountId, hat: 'volunteer' }),
  phoneOf: (tx, context, accountId) => getPersonPhone(tx, context, accountId),
};
