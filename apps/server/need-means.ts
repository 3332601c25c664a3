import { findPersonPhone } from '#modules/accounts/server/public.ts';
import { listLedOrganizations } from '#modules/filings/server/public.ts';
import type { NeedMeans } from '#modules/needs/server/public.ts';

/** What needs ask of others: whom a person leads and how they are reached, and whoever holds money (nobody yet). */
export const needMeans: NeedMeans = {
  ledBy: listLedOrganizations,
  phoneOf: (context) => findPersonPhone(context.platform.db, context, context.actor.id),
  gapsBelow: async () => [],
  moneyRoutes: [],
};
