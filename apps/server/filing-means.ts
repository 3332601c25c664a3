import { findActorByAccount, giveLeaderHat } from '#modules/accounts/server/public.ts';
import type { FilingMeans } from '#modules/filings/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { productRegisters } from './registers.ts';

/** What filings need of others: the registers they write through, who may take over a desk, and whoever holds money (nobody yet). */
export const filingMeans: FilingMeans = {
  registers: productRegisters,
  heldMoney: [],
  async findColleague(context, account) {
    const actor = await findActorByAccount(context.platform.db, account, context.now);
    return actor ? { id: actor.id, name: actor.name, division: actor.division, mayHandle: can(actor, 'filing.enter') } : undefined;
  },
  async nameLeader(tx, context, { accountId, div, organizationId }) {
    await giveLeaderHat(tx, context, { accountId, div, organizationId });
  },
};
