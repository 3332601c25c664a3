import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { readHats } from '../person-store.ts';

/** Where and since when whoever acts says to be a party member. @returns undefined for whoever does not say so, and for staff */
export async function findPartyMember({ actor, platform: { db }, today }: Context): Promise<{ div: number; since: Day } | undefined> {
  if (!/^\d{1,16}$/.test(actor.id)) return undefined;
  const worn = (await readHats(db, Number(actor.id), today)).find(({ hat }) => hat === 'partyMember');
  return worn && { div: worn.div, since: worn.beginsOn };
}
