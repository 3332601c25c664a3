import { findActorByAccount, giveLeaderHat, listColleagueActors, tellOffices } from '#modules/accounts/server/public.ts';
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
  async listColleagues(context, accountId) {
    if (!/^\d+$/.test(accountId)) return [];
    const found = await listColleagueActors(context.platform.db, Number(accountId), context.now);
    return found.map(({ account, office, actor }) => ({
      account,
      office,
      id: actor.id,
      name: actor.name,
      division: actor.division,
      mayHandle: can(actor, 'filing.enter'),
    }));
  },
  tellOffices,
  async nameLeader(tx, context, { accountId, div, organizationId }) {
    await giveLeaderHat(tx, context, { accountId, div, organizationId });
  },
};
