import { findPersonPhone, giveHat, takeOffHat } from '#modules/accounts/server/public.ts';
import { readAuthority } from '#modules/filings/server/public.ts';
import type { VolunteerMeans } from '#modules/volunteers/server/public.ts';

/** What volunteers need of others: the telephone somebody signs in with, the hat, and what an office is called in its documents. */
export const volunteerMeans: VolunteerMeans = {
  wearHat: (tx, context, { accountId, div }) => giveHat(tx, context, { personId: accountId, hat: 'volunteer', div, organizationId: null }),
  takeOffHat: (tx, context, { accountId }) => takeOffHat(tx, context, { personId: accountId, hat: 'volunteer' }),
  organAt: (tx, div) => readAuthority(tx, div),
  phoneOf: findPersonPhone,
};
